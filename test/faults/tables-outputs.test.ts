import { spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ended, header, left, program, rampage, rows, start, straightly } from './rampage.ts';
import { onSmallDisk, stuff } from './small-disk.ts';
import { batch, refused, tableFolder, textOf, told, unitsOf } from './table.ts';

const names = ['respondents.csv', 'units.csv', 'rejects.ndjson'] as const;
const outputs = ['--respondents', names[0], '--units', names[1], '--rejects', names[2]];
const generous = ['--allow-rejects', '999999'];

const work = {
  command: 'batch',
  args: [...outputs, ...generous],
  names,
  rows: 700_000,
} as const;

const clean = ['long.yaml', ...names, 't.csv', 'tmp'].toSorted();

test('the harness finds outputs that are written where they belong', async () => {
  const { damage, killed } = await rampage(work, 40, 5, straightly);
  process.stderr.write(`planted straight write: found after ${killed} kills, ${damage[0]}\n`);
  expect(damage.length).toBeGreaterThan(0);
}, 180_000);

test('outputs of 20 MB are the old ones or whole, whenever the batch is killed', async () => {
  const { folder, args, damage, killed, whole } = await rampage(work, 25, 6);
  expect([damage, killed]).toEqual([[], 25]);
  expect(statSync(join(folder, 't.csv')).size).toBeGreaterThan(20_000_000);
  // The next run removes what was left beside them.
  expect(await ended(start(folder, args))).toBe(0);
  expect(names.map((name, i) => readFileSync(join(folder, name)).equals(whole[i]!))).toEqual([
    true,
    true,
    true,
  ]);
  expect(left(folder)).toEqual(clean);
}, 180_000);

test('a signal is heard while a file is read by one thread', async () => {
  const folder = tableFolder({ 't.csv': header + rows(700_000) });
  const args = ['t.csv', ...outputs, ...generous, '--workers', '1'];
  const run = async (isEnded: boolean) => {
    const child = start(folder, args);
    while (!readdirSync(folder).some((name) => name.startsWith('.rejects'))) await pause(5);
    const began = performance.now();
    if (isEnded) child.kill('SIGINT');
    return { code: await ended(child), took: performance.now() - began };
  };
  const stopped = await run(true);
  expect([stopped.code, left(folder)]).toEqual([130, ['long.yaml', 't.csv', 'tmp']]);
  const whole = await run(false);
  expect(whole.code).toBe(0);
  expect(stopped.took).toBeLessThan(whole.took / 2);
}, 300_000);

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s', (signal, code) => {
  const endsSoon = async (child: ChildProcessWithoutNullStreams, folder: string) => {
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    const sent = performance.now();
    child.kill(signal);
    expect(await ended(child)).toBe(code);
    expect(performance.now() - sent).toBeLessThan(1500);
    expect(said).toBe('');
    expect(left(folder).filter((name) => name !== 'p')).toEqual(['long.yaml', 'tmp']);
  };

  test.each(['1', '2'])(
    'while a pipe is read by %s leaves nothing',
    async (workers) => {
      const folder = tableFolder({});
      const child = start(folder, ['-', ...outputs, ...generous, '--workers', workers]);
      child.stdin.write(header + rows(400_000));
      for (let size = 0; size === 0; await pause(10)) {
        const found = readdirSync(folder).find((name) => name.startsWith('.respondents'));
        size = found === undefined ? 0 : statSync(join(folder, found)).size;
      }
      await endsSoon(child, folder);
    },
    60_000,
  );

  test('while the items of a pipe are written leaves nothing', async () => {
    const folder = tableFolder({});
    const own = ['--items', 'items.csv', '--codebook', 'book.csv', '-f', 'json=page.json'];
    const child = start(folder, ['-', ...own, ...generous], {}, 'stats');
    child.stdin.write(header + rows(400_000));
    for (let size = 0; size === 0; await pause(10)) {
      const found = readdirSync(folder).find((name) => name.startsWith('.items'));
      size = found === undefined ? 0 : statSync(join(folder, found)).size;
    }
    await endsSoon(child, folder);
  }, 60_000);

  test('while nothing comes leaves nothing', async () => {
    const folder = tableFolder({});
    spawnSync('mkfifo', [join(folder, 'p')]);
    for (const input of ['-', 'p']) {
      const child = start(folder, [input, ...outputs]);
      while (!readdirSync(folder).some((name) => name.startsWith('.rejects'))) await pause(10);
      await pause(50);
      await endsSoon(child, folder);
    }
  });
});

describe('a disk that is full', () => {
  test(
    'under the respondents leaves every file as it was',
    onSmallDisk(async (disk) => {
      const folder = tableFolder({ 't.csv': header + rows(20_000), 'units.csv': 'old' });
      const filler = stuff(disk);
      writeFileSync(join(folder, 'units.csv'), 'old');
      const path = join(disk, 'respondents.csv');
      const args = ['t.csv', '--units', 'units.csv', '--respondents', path, '--force', ...generous];
      const ran = batch(folder, args);
      expect([ran.code, told(ran)]).toEqual([
        4,
        [`error NO_SPACE: no space left while writing ${path}`],
      ]);
      expect([textOf(folder, 'units.csv'), readdirSync(disk)]).toEqual(['old', ['filler']]);
      rmSync(filler);
      expect(batch(folder, args).code).toBe(4);
      expect(readdirSync(disk)).toEqual([]);
    }),
  );

  test(
    'under the copy of a pipe is told, and nothing is left',
    onSmallDisk(async (disk) => {
      const folder = tableFolder({});
      const child = start(folder, ['-', ...outputs], { TMPDIR: disk });
      child.stdin.end(header + rows(20_000));
      expect(await ended(child)).toBe(4);
      expect([left(folder), readdirSync(disk)]).toEqual([['long.yaml', 'tmp'], []]);
    }),
  );

  test('behind > is told', () => {
    const folder = tableFolder({ 't.csv': header + rows(10) });
    const command = `exec "${process.execPath}" "${program}" batch -s long.yaml t.csv > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([4, expect.stringContaining('error NO_SPACE')]);
  });
});

describe('an output', () => {
  const table = header + rows(10);

  test('that is the input is refused, by whatever name', () => {
    const folder = tableFolder({ 't.csv': table });
    linkSync(join(folder, 't.csv'), join(folder, 'hard.csv'));
    symlinkSync('t.csv', join(folder, 'soft.csv'));
    for (const name of ['t.csv', './t.csv', 'hard.csv', 'soft.csv']) {
      const ran = batch(folder, ['t.csv', '--units', name, '--force']);
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('OUTPUT_IS_INPUT')]);
    }
    expect(textOf(folder, 't.csv')).toBe(table);
  });

  test('that exists needs --force', () => {
    const folder = tableFolder({ 't.csv': table, 'units.csv': 'old' });
    const args = ['t.csv', '--units', 'units.csv', '--rejects', 'rejects.csv'];
    const ran = batch(folder, args);
    expect([ran.code, told(ran)]).toEqual([2, ['error OUTPUT_EXISTS: units.csv exists already']]);
    expect([textOf(folder, 'units.csv'), readdirSync(folder)]).toEqual([
      'old',
      ['long.yaml', 't.csv', 'units.csv'],
    ]);
    expect(batch(folder, [...args, '--force']).code).toBe(0);
    expect(unitsOf(textOf(folder, 'units.csv'))).toHaveLength(10);
  });

  test.each([
    [['--units', 'a.csv', '--rejects', 'a.csv']],
    [['--units', 'a.csv', '--rejects', './a.csv']],
    [['--units', 'a.csv', '--rejects', 'link/a.csv']],
  ])('%j: two kinds of rows in one file are refused', (args) => {
    const folder = tableFolder({ 't.csv': table });
    symlinkSync('.', join(folder, 'link'));
    const ran = batch(folder, ['t.csv', ...args]);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('to the same file')]);
    expect(readdirSync(folder)).toEqual(['link', 'long.yaml', 't.csv']);
  });

  test.each([
    ['a.txt', 2, 'does not say its format'],
    ['a', 2, 'does not say its format'],
    ['none/a.csv', 4, 'there is no such file or folder'],
    ['folder.csv', 4, 'it is a folder'],
    ['t.csv/a.csv', 4, 'a part of the path is not a folder'],
  ])('%s is refused before anything is read', (path, code, why) => {
    const folder = tableFolder({ 't.csv': table });
    mkdirSync(join(folder, 'folder.csv'));
    const ran = batch(folder, ['t.csv', '--units', path, '--force']);
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(why)]);
  });

  test.each(['head -n 1', 'true'])('of which %s reads no more is no error', (reader) => {
    const many = Array.from({ length: 20_000 }, (_, i) => `u${i},r,p,1,2,3,4\n`).join('');
    const folder = tableFolder({ 't.csv': header + many });
    const command = `set -o pipefail; "${process.execPath}" "${program}" batch -s long.yaml t.csv --rejects x.csv | ${reader}`;
    const { status, stderr } = spawnSync('bash', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(textOf(folder, 'x.csv')).toBe('"row","column","value","reason"\n');
  });
});

describe('an input', () => {
  test.each([
    ['none.csv', 'there is no such file or folder'],
    ['.', 'it is a folder'],
    ['loop.csv', 'the symbolic links form a loop'],
    ['/dev/null', 'it is a device, a pipe or a socket'],
    ['/proc/self/mem', 'EIO'],
  ])('%s cannot be read', (path, why) => {
    const folder = tableFolder({});
    symlinkSync('loop.csv', join(folder, 'loop.csv'));
    const ran = refused(folder, [path]);
    expect([ran.code, ran.stderr]).toEqual([4, expect.stringContaining(why)]);
  });

  test('may be a named pipe or a process', () => {
    const folder = tableFolder({ 't.csv': header + rows(2000) });
    const byFile = batch(folder, ['t.csv', ...generous]);
    expect(byFile.code).toBe(0);
    const run = `"${process.execPath}" "${program}" batch -s long.yaml ${generous.join(' ')}`;
    for (const command of [
      `mkfifo p; (sleep 0.6; cat t.csv > p) > log 2>&1 & ${run} p`,
      `${run} <(cat t.csv)`,
      `${run} <(gzip -c t.csv) --on-duplicate ignore`,
      `${run} /dev/stdin < t.csv`,
      `${run} - < t.csv`,
    ]) {
      const { status, stdout } = spawnSync('bash', ['-c', command], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([command, status, stdout]).toEqual([command, 0, byFile.stdout]);
    }
  });

  const packed = gzipSync(header + rows(50_000));
  test.each([
    ['cut', packed.subarray(0, packed.length / 2)],
    ['cut after its first bytes', packed.subarray(0, 20)],
    ['of which a byte is wrong', Buffer.from(packed).fill(0xff, 5000, 5001)],
    ['garbage', Buffer.concat([packed.subarray(0, 2), Buffer.alloc(5000, 'x')])],
  ])('that is packed and %s is broken', (_, bytes) => {
    const folder = tableFolder({ 't.csv.gz': bytes });
    for (const ran of [
      refused(folder, ['t.csv.gz', ...generous]),
      refused(folder, ['-', ...generous], bytes),
      refused(folder, ['-', '--on-duplicate', 'ignore', ...generous], bytes),
    ]) {
      expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('error TABLE_BROKEN')]);
    }
  });
});
