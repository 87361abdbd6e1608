import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDatabase, refuseUrl, stagedName, type Errand } from '../../src/cli/database.ts';
import { Stop } from '../../src/cli/world.ts';
import { random } from '../seeded.ts';
import { free, hasDuckdb, temporary } from '../sql/door.ts';
import { literal } from '../../src/sql/duckdb.ts';
import { traced } from './strace.ts';

const summing = fileURLToPath(new URL('summing.mjs', import.meta.url));
const caller = fileURLToPath(new URL('summing-caller.mjs', import.meta.url));
const limits = { memory: 256, threads: 2 };

test.each([
  ['a.parquet', 'input.parquet'],
  ['A.PARQUET', 'input.parquet'],
  ['x/a.duckdb', 'input.duckdb'],
  ['a.db', 'input.duckdb'],
  ['a.csv', null],
  ['parquet', null],
])('%s is read as %j', (path, name) => {
  expect(stagedName(path)).toBe(name);
});

test.each(['https://x.org/a.parquet', 's3://b/a.parquet', 'HTTP://x', 'file:///a.db', 'hf://a/b'])(
  'fault 61: the address %s is refused',
  (address) => {
    expect(() => refuseUrl(address)).toThrow(Stop);
    try {
      refuseUrl(address);
    } catch (error) {
      expect((error as Stop).exitCode).toBe(2);
    }
  },
);

test('a path is no address', () => {
  for (const path of ['a.parquet', './https:/a', 'C:\\a.db', 'a:b.parquet']) refuseUrl(path);
});

/** How a job ended: what was sent, and the exit code and codes of problems. */
interface Ran {
  readonly messages: readonly Sent[];
  readonly code: number;
  readonly told: readonly string[];
  readonly text: string;
}

type Sent =
  | { readonly kind: 'started'; readonly pid: number }
  | {
      readonly kind: 'sums';
      readonly rows: number;
      readonly sums: readonly number[];
      readonly names: readonly string[];
    };

const reading = (path: string, payload: unknown = {}, table: string | null = null): Errand => ({
  kind: 'read',
  path,
  name: 'the table',
  file: stagedName(path)!,
  table,
  limits,
  payload,
});

async function ran(
  errand: Errand,
  onMessage: (sent: Sent) => void = () => undefined,
): Promise<Ran> {
  const messages: Sent[] = [];
  try {
    await inDatabase(summing, errand, (message) => {
      messages.push(message as Sent);
      onMessage(message as Sent);
    });
    return { messages, code: 0, told: [], text: '' };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const { exitCode: code, problems } = error;
    const text = problems.map(({ message }) => message).join('\n');
    return { messages, code, told: problems.map((each) => each.code), text };
  }
}

const sumsOf = ({ messages }: Ran) => messages.find((each) => each.kind === 'sums');

test('where the package is not installed, the problem says what to install', async () => {
  const folder = temporary();
  fs.cpSync(fileURLToPath(new URL('../../dist', import.meta.url)), join(folder, 'dist'), {
    recursive: true,
  });
  fs.writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  fs.writeFileSync(join(folder, 'a.parquet'), '');
  const child = join(folder, 'dist/program/database-child.js');
  const started = inDatabase(child, reading(join(folder, 'a.parquet')), () => undefined);
  const stop = await started.catch((error: unknown) => error as Stop);
  expect(stop).toMatchObject({ exitCode: 2, problems: [{ code: 'NO_DUCKDB' }] });
});

/** Our folders in the temporary folder. */
const ours = (folder: string) =>
  fs.readdirSync(folder).filter((name) => name.startsWith('pendulum.'));

describe.skipIf(!hasDuckdb)('with DuckDB', () => {
  let folder: string;
  let table: string;
  const before = process.env['TMPDIR'];

  beforeAll(async () => {
    folder = temporary();
    fs.mkdirSync(join(folder, 'tmp'));
    process.env['TMPDIR'] = join(folder, 'tmp');
    table = join(folder, 'table.parquet');
    const run = await free();
    await run(`COPY (SELECT 'unit-' || i % 5 AS unit, (i % 6)::TINYINT AS q1,
      CASE WHEN i % 10 = 0 THEN NULL ELSE i % 3 END::INTEGER AS q2, (i % 100 / 10)::DECIMAL(4,1) AS kpi
      FROM range(20000) t(i)) TO ${literal(table)} (FORMAT parquet)`);
  });

  afterAll(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });

  /** Nothing of a run is left. */
  const expectClean = () => expect(ours(join(folder, 'tmp'))).toEqual([]);

  const expected = () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => i);
    const sum = (of: (i: number) => number) => rows.reduce((total, i) => total + of(i), 0);
    return [
      sum(() => 6),
      sum((i) => i % 6),
      sum((i) => (i % 10 === 0 ? 0 : i % 3)),
      sum((i) => i % 100),
    ];
  };

  test('a table is read by a process of its own, and nothing is left of it', async () => {
    const done = await ran(reading(table));
    expect(done.told).toEqual([]);
    expect(sumsOf(done)).toEqual({
      kind: 'sums',
      rows: 20_000,
      sums: expected(),
      names: ['unit', 'q1', 'q2', 'kpi'],
    });
    expectClean();
  });

  test.each([
    "a'b.parquet",
    '*.parquet',
    '?.parquet',
    '[ab].parquet',
    '{a,b}.parquet',
    'a b".parquet',
    'ä\n.parquet',
    '--x.parquet',
    '\\.parquet',
  ])('fault 61: the file %j is that file and no pattern', async (name) => {
    const own = join(folder, 'names');
    fs.mkdirSync(own, { recursive: true });
    const run = await free();
    for (const other of ['a.parquet', 'b.parquet', 'x.parquet']) {
      await run(`COPY (SELECT 100 AS q) TO ${literal(join(own, other))} (FORMAT parquet)`);
    }
    fs.copyFileSync(table, join(own, name));
    expect(sumsOf(await ran(reading(join(own, name))))?.sums).toEqual(expected());
    fs.rmSync(own, { recursive: true });
  });

  test('a database with what was not yet moved into it', async () => {
    const path = join(folder, 'left.duckdb');
    const script = `
      const { DuckDBInstance } = await import('@duckdb/node-api');
      const connection = await (await DuckDBInstance.create(${JSON.stringify(path)})).connect();
      await connection.run('CREATE TABLE answers AS SELECT 1 AS q');
      await connection.run('CHECKPOINT');
      await connection.run('INSERT INTO answers VALUES (10)');
      process.kill(process.pid, 'SIGKILL');`;
    spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: import.meta.dirname,
    });
    expect(fs.existsSync(`${path}.wal`)).toBe(true);
    expect(sumsOf(await ran(reading(path)))?.sums).toEqual([11]);
    const wrong = await ran(reading(path, {}, 'answer'));
    expect([wrong.code, wrong.told]).toEqual([2, ['TABLE_NAME']]);
  });

  test.each([
    ['is missing', () => join(folder, 'none.parquet'), 4, 'IO'],
    ['is a folder', () => folder, 4, 'IO'],
  ])('a table that %s', async (_, path, code, problem) => {
    const ended = await ran({ ...reading(path()), file: 'input.parquet' } as Errand);
    expect([ended.code, ended.told]).toEqual([code, [problem]]);
    expectClean();
  });

  test.each([
    ['nothing', ''],
    ['text', 'unit,q1\nnorth,1\n'],
    ['only the marks of Parquet', 'PAR1PAR1'],
    ['marks and a wrong length', 'PAR1\0\0\0\u007fPAR1'],
  ])('fault 34: a table that is %s', async (_, content) => {
    for (const name of ['broken.parquet', 'broken.duckdb']) {
      const path = join(folder, name);
      fs.writeFileSync(path, content);
      const ended = await ran(reading(path));
      expect([name, ended.code, ended.told]).toEqual([name, 3, ['TABLE_BROKEN']]);
      expect(ended.text).not.toContain(folder);
      expect(ended.text).not.toContain('tmp');
    }
  });

  test(
    'fault 34: a hundred damaged tables end in 3 or 4, or were read, and never in a crash of ours',
    { timeout: 300_000 },
    async () => {
      const whole = fs.readFileSync(table);
      const next = random(34);
      const ends = new Map<string, number>();
      for (let i = 0; i < 100; i++) {
        const path = join(folder, `damaged.parquet`);
        const bytes = Buffer.from(whole);
        // Half of the damage near the end, where Parquet keeps its description.
        const place = () =>
          next() < 0.5
            ? Math.floor(next() * bytes.length)
            : bytes.length - 1 - Math.floor(next() * Math.min(1200, bytes.length));
        const isCut = next() < 0.2;
        const flips = 1 + Math.floor(next() * 8);
        for (let flip = isCut ? flips : 0; flip < flips; flip++)
          bytes[place()]! ^= 1 << Math.floor(next() * 8);
        fs.writeFileSync(path, isCut ? bytes.subarray(0, place()) : bytes);
        const ended = await ran(reading(path));
        const end = `${ended.code} ${ended.told.join(' ')}`;
        ends.set(end, (ends.get(end) ?? 0) + 1);
        expect([0, 3, 4]).toContain(ended.code);
        expect(sumsOf(ended) === undefined).toBe(ended.code !== 0);
        expect(ended.text).not.toContain(folder);
      }
      process.stderr.write(`damaged tables: ${JSON.stringify([...ends])}\n`);
      expect(ends.get('3 TABLE_BROKEN')).toBeGreaterThan(30);
      expectClean();
    },
  );

  test.each(['SIGSEGV', 'SIGABRT', 'SIGKILL', 'SIGBUS'] as const)(
    'fault 34: a child that is ended by %s is a problem, and nothing is left',
    async (signal) => {
      const ended = await ran(reading(table, { waits: true }), (sent) => {
        if (sent.kind === 'started') process.kill(sent.pid, signal);
      });
      expect([ended.code, ended.told]).toEqual([4, ['DATABASE']]);
      expect(ended.text).toBe(`DuckDB could not finish: it was ended by ${signal}`);
      expectClean();
    },
  );

  test('what the taker throws ends the child, and is what is thrown', async () => {
    let pid = 0;
    const full = new Error('disk full');
    const taking = inDatabase(summing, reading(table, { waits: true }), (message) => {
      pid = (message as { pid: number }).pid;
      throw full;
    });
    await expect(taking).rejects.toBe(full);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expectClean();
  });

  test('rows are written as Parquet; a failure leaves nothing under the name', async () => {
    const csv = join(folder, 'rows.csv');
    const target = join(folder, 'rows.parquet');
    const writing: Errand = {
      kind: 'parquet',
      file: 'input.csv',
      path: csv,
      columns: [
        { name: 'unit', type: 'text' },
        { name: 'position', type: 'decimal' },
      ],
      target,
      limits,
      payload: null,
    };
    fs.writeFileSync(csv, 'unit,position\nnorth,1.5\nsouth,2.25\n');
    expect((await ran(writing)).code).toBe(0);
    expect(sumsOf(await ran(reading(target)))?.sums).toEqual([10, 3750]);
    fs.writeFileSync(csv, 'unit,position\nnorth,many\n');
    const failed = await ran(writing);
    expect([failed.code, failed.told]).toEqual([4, ['DATABASE']]);
    expect(fs.existsSync(target)).toBe(false);
    expectClean();
  });

  test('fault 63: threads and memory change no sum', { timeout: 300_000 }, async () => {
    for (const threads of [1, 2, 3, 4]) {
      const errand = { ...reading(table), limits: { memory: 128, threads } };
      expect(sumsOf(await ran(errand))?.sums).toEqual(expected());
    }
  });

  describe('a table that does not fit into memory', { timeout: 300_000 }, () => {
    let heavy: string;
    const sorting = (memory: number): Errand => ({
      ...reading(heavy, { wanted: ['q'] }),
      limits: { memory, threads: 2 },
    });
    /** How many files are spilled to; the folder may go away at any time. */
    const spilled = (): number => {
      try {
        const [own] = ours(join(folder, 'tmp'));
        return fs.readdirSync(join(folder, 'tmp', own ?? '', 'spill')).length;
      } catch {
        return 0;
      }
    };

    beforeAll(async () => {
      heavy = join(folder, 'heavy.duckdb');
      const run = await free();
      await run(`ATTACH ${literal(heavy)} AS heavy`);
      await run(`CREATE VIEW heavy.answers AS SELECT repeat(hash(i)::VARCHAR, 8) AS unit, 1 AS q
        FROM range(2000000) t(i) ORDER BY hash(i), unit`);
      await run('DETACH heavy');
    });

    test('fault 63: it is spilled, and nothing of it is left', async () => {
      let most = 0;
      const watch = setInterval(() => {
        most = Math.max(most, spilled());
      }, 5);
      const done = await ran(sorting(128));
      clearInterval(watch);
      expect(sumsOf(done)).toMatchObject({ rows: 2_000_000, sums: [2_000_000] });
      expect(most).toBeGreaterThan(0);
      expectClean();
    });

    test('fault 63: too little memory to spill with is a problem', async () => {
      const ended = await ran(sorting(10));
      expect([ended.code, ended.told]).toEqual([4, ['DATABASE']]);
      expect(ended.text).toContain('memory');
      expectClean();
    });

    test('fault 63: a kill while it is spilled leaves nothing', async () => {
      let pid = 0;
      const watch = setInterval(() => {
        if (pid > 0 && spilled() > 0) process.kill(pid, 'SIGKILL');
      }, 5);
      const ended = await ran(sorting(128), (sent) => {
        if (sent.kind === 'started') ({ pid } = sent);
      });
      clearInterval(watch);
      expect(ended.text).toBe('DuckDB could not finish: it was ended by SIGKILL');
      expect(ended.code).toBe(4);
      expectClean();
    });

    test('fault 63: a spill folder that cannot grow is a problem', async () => {
      const under = ['--fsize=2000000', process.execPath, caller, heavy, 'done', '128'];
      const parent = spawn('prlimit', under, {
        env: { ...process.env, TMPDIR: join(folder, 'tmp') },
      });
      const said: Buffer[] = [];
      parent.stdout.on('data', (bytes: Buffer) => said.push(bytes));
      await once(parent, 'close');
      expect(Buffer.concat(said).toString()).toMatch(/^\d+\n4 DATABASE .*too large/);
      expectClean();
    });
  });

  describe('folders of runs that were killed', () => {
    const own = (pid: number | string, host = hostname()) =>
      join(folder, 'tmp', `pendulum.${host.replace(/[^\w-]/g, '_')}.${pid}.abcdef`);

    test('fault 63: those of the dead are removed, and no others', async () => {
      const { pid } = spawnSync('true');
      const stays = [
        own(process.pid),
        own(pid, 'elsewhere'),
        own('x'),
        join(folder, 'tmp', 'pendulum.x'),
      ];
      for (const each of [own(pid), ...stays])
        fs.mkdirSync(join(each, 'spill'), { recursive: true });
      const target = join(folder, 'precious');
      fs.mkdirSync(target);
      fs.symlinkSync(target, `${own(pid)}2`);
      await ran(reading(table));
      expect(fs.existsSync(own(pid))).toBe(false);
      expect(stays.filter((each) => !fs.existsSync(each))).toEqual([]);
      expect(fs.existsSync(target)).toBe(true);
      for (const each of [...stays, `${own(pid)}2`]) fs.rmSync(each, { recursive: true });
    });

    test('fault 63: a parent that is killed takes its child along; the next start cleans up', async () => {
      const parent = spawn(process.execPath, [caller, table], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, TMPDIR: join(folder, 'tmp') },
      });
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const child = Number(line.toString());
      expect(ours(join(folder, 'tmp'))).toHaveLength(1);
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      await expect.poll(() => fs.existsSync(`/proc/${child}/exe`), { timeout: 5000 }).toBe(false);
      await ran(reading(table));
      expectClean();
    });
  });

  test(
    'fault 62: no network, and no file but what was named',
    { timeout: 300_000 },
    traced('what DuckDB opens', async () => {
      const log = join(folder, 'trace');
      const calls = 'connect,socket,open,openat,creat,execve';
      const under = [
        '-f',
        '-qq',
        '-o',
        log,
        '-e',
        `trace=${calls}`,
        process.execPath,
        caller,
        table,
        'done',
      ];
      const { status } = spawnSync('strace', under, {
        env: { PATH: process.env['PATH'], TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'home') },
      });
      expect(status).toBe(0);
      const lines = fs.readFileSync(log, 'utf8').split('\n');
      expect(lines.filter((line) => /\b(connect|socket)\(/.test(line))).toEqual([]);
      const opened = lines
        .filter((line) => /\bopen(at)?\(/.test(line) && !/ = -1 /.test(line))
        .map((line) => /"([^"]*)"/.exec(line)![1]!);
      // The link in the folder of the run, through which the table alone is reached.
      const own = /(^|\/)(input\.parquet|spill.*)$|\/tmp$|\/pendulum\.[^/]*$/;
      const loaded =
        /^\/(proc|sys|dev|usr|lib|lib64|etc\/ld\.so\.cache|etc\/ssl)\b|\/node_modules\/|\/dist\/|\/package\.json$|\/faults\/summing/;
      expect(opened.filter((path) => own.test(path)).length).toBeGreaterThan(0);
      expect(opened.filter((path) => !own.test(path) && !loaded.test(path))).toEqual([]);
    }),
  );
});
