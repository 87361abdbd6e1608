import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../run.ts';
import { ended, header, left, program, rampage, rows, start, straightly } from './rampage.ts';
import { onSmallDisk, stuff } from './small-disk.ts';
import { tableFolder, textOf, told } from './table.ts';

const names = ['items.csv', 'book.csv', 'page.json', 'page.html'] as const;
const [items, book, json, html] = names;
const generous = ['--allow-rejects', '999999'];

/** The arguments for all outputs, of which some may lie elsewhere. */
const outputs = (placed: Readonly<Record<string, string>> = {}): readonly string[] => {
  const place = (name: string) => placed[name] ?? name;
  const own = ['--items', place(items), '--codebook', place(book)];
  return [...own, '-f', `json=${place(json)}`, '-f', `html=${place(html)}`];
};

const work = {
  command: 'stats',
  args: [...outputs(), ...generous],
  names,
  rows: 60_000,
} as const;

test('the harness finds outputs of stats that are written where they belong', async () => {
  const { damage, killed } = await rampage(work, 40, 7, straightly);
  process.stderr.write(`planted straight write: found after ${killed} kills, ${damage[0]}\n`);
  expect(damage.length).toBeGreaterThan(0);
}, 300_000);

test('items, codebook and pages are the old ones or whole, whenever stats is killed', async () => {
  const { folder, args, damage, killed, whole } = await rampage(work, 25, 8);
  expect([damage, killed]).toEqual([[], 25]);
  // The next run removes what was left beside them.
  expect(await ended(start(folder, args, {}, 'stats'))).toBe(0);
  expect(names.map((name, i) => readFileSync(join(folder, name)).equals(whole[i]!))).toEqual(
    names.map(() => true),
  );
  expect(left(folder)).toEqual(['long.yaml', ...names, 't.csv', 'tmp'].toSorted());
}, 300_000);

/** The same answers as sheets. */
const sheets = (count: number): string =>
  Array.from({ length: count }, (_, i) => {
    const answers = { q1: (i % 5) + 1, q2: (i % 4) + 1, q3: (i % 2) + 1, q4: (i % 3) + 1 };
    const who = { unit: `u${i % 40}`, round: 'q1', respondent: `p${i}` };
    return `${JSON.stringify({ pendulum: 1, scorecard: 'long@1.0.0', ...who, answers })}\n`;
  }).join('');

const inputs = { 't.csv': header + rows(3000), 's.ndjson': sheets(1000) } as const;

const stats = (folder: string, args: readonly string[]) =>
  run(['stats', '-s', 'long.yaml', ...args, ...generous], { cwd: folder });

describe.each(Object.keys(inputs) as (keyof typeof inputs)[])('from %s', (input) => {
  test.each(names)('a full disk under %s leaves every file as it was', async (name) =>
    onSmallDisk(async (disk) => {
      const folder = tableFolder({ [input]: inputs[input] });
      const others = names.filter((each) => each !== name);
      for (const other of others) writeFileSync(join(folder, other), 'old');
      const before = readdirSync(folder).toSorted();
      stuff(disk);
      const path = join(disk, name);
      const args = [input, ...outputs({ [name]: path }), '--force'];
      const ran = stats(folder, args);
      expect(ran.code).toBe(4);
      expect(told(ran)).toContain(`error NO_SPACE: no space left while writing ${path}`);
      expect(others.map((other) => textOf(folder, other))).toEqual(others.map(() => 'old'));
      expect([readdirSync(folder).toSorted(), readdirSync(disk)]).toEqual([before, ['filler']]);
    })(),
  );

  test('files are whole where the screen takes nothing, and that is told', () => {
    const folder = tableFolder({ [input]: inputs[input] });
    const given = [input, ...outputs(), ...generous].join(' ');
    const command = `exec "${process.execPath}" "${program}" stats -s long.yaml ${given} -f text > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([4, expect.stringContaining('error NO_SPACE')]);
    const shown = names.map((name) => textOf(folder, name));
    expect(stats(folder, [input, ...outputs(), '--force']).code).toBe(0);
    expect(names.map((name) => textOf(folder, name))).toEqual(shown);
  });
});
