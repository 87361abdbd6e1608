import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { ident, literal } from '../../../src/sql/duckdb.ts';
import { run } from '../../run.ts';
import { free, hasDuckdb, temporary } from '../../sql/door.ts';
import { everyKind } from '../../scorecards.ts';

// Tables that DuckDB reads and writes, through the built program.

const rows = 9000;

/** Rows with all there is: good ones, bad cells, bad names, repeats, and cells that are empty. */
const table: readonly (readonly string[])[] = [
  'unit,round,respondent,role,market,outcomes,complaint,recall,recall.note,recall-time,attention.customer,attention.process,comment'.split(
    ',',
  ),
  ...Array.from({ length: rows }, (_, i) => [
    i % 1000 === 999 ? '' : `unit ${i % 7}`,
    `2026-q${(i % 2) + 1}`,
    i % 500 === 3 ? '' : `=r${i % 8400}`,
    i % 2 === 0 ? 'sales' : '',
    i % 3 === 0 ? 'hospital' : '',
    i % 13 === 0 ? '' : String((i % 5) + (i % 700 === 0 ? 9 : 1)),
    i % 4 === 0 ? 'cause' : 'dont-know',
    i % 2 === 0 ? 'yes' : 'no',
    i % 8 === 0 ? 'seen' : ' ',
    i % 10 === 0 ? '' : String((i % 480) / 2),
    String((i * 7) % 101),
    String(100 - ((i * 7) % 101)),
    'nobody asks',
  ]),
];

const numeric: Readonly<Record<string, string>> = {
  outcomes: 'TINYINT',
  'recall-time': 'DECIMAL(5,1)',
  'attention.customer': 'BIGINT',
  'attention.process': 'DOUBLE',
};

const csvOf = (lines: readonly (readonly string[])[]) =>
  lines
    .map((line) => `${line.map((cell) => (cell === '' ? '' : `"${cell}"`)).join(',')}\n`)
    .join('');

const fast = ['--on-duplicate', 'ignore', '--allow-rejects', '1000'];

/** A folder in which the program keeps what it needs for a time, and what is left there. */
function temporaries(folder: string) {
  const path = join(folder, 'tmp');
  mkdirSync(path, { recursive: true });
  return { env: { TMPDIR: path }, left: () => readdirSync(path) };
}

test('an address is refused, wherever it stands', () => {
  for (const given of [['https://x.org/a.parquet'], ['a.csv', 's3://b/a.csv']]) {
    const { code, stderr } = run(['batch', ...given, '-s', 'quick-scan']);
    expect(code).toBe(2);
    expect(stderr).toContain('is an address, and only files are read');
  }
});

test('where the package is not installed, the problem says what to install', () => {
  const folder = temporary();
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  for (const name of ['dist', 'scorecards', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '@duckdb') continue;
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'a.parquet'), 'PAR1');
  writeFileSync(join(folder, 'a.csv'), 'unit,named-customer-outcomes\nnorth,3\n');
  const program = join(folder, 'dist/cli.js');
  const { left, env } = temporaries(folder);
  for (const args of [['a.parquet'], ['a.csv', '--units', 'u.parquet']]) {
    const ended = run(['batch', ...args, '-s', 'quick-scan'], { cwd: folder, env, program });
    expect(ended.stderr).toContain('NO_DUCKDB');
    expect(ended.stderr).toContain('npm install @duckdb/node-api@');
    expect(ended.code).toBe(2);
    expect(existsSync(join(folder, 'u.parquet'))).toBe(false);
    expect(left()).toEqual([]);
  }
});

describe.skipIf(!hasDuckdb)('with DuckDB', () => {
  let folder: string;
  let sql: Awaited<ReturnType<typeof free>>;

  const at = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(at(name), 'utf8');

  beforeAll(async () => {
    folder = temporary();
    sql = await free();
    writeFileSync(at('card.yaml'), everyKind);
    writeFileSync(at('table.csv'), csvOf(table));
    const columns = table[0]!.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
    const texts = `SELECT * FROM read_csv(${literal(at('table.csv'))}, auto_detect = false, header = true,
      delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${columns}})`;
    const cast = table[0]!.map((name) => {
      const type = numeric[name] ?? 'VARCHAR';
      return `CAST(${ident(name)} AS ${type}) AS ${ident(name)}`;
    });
    const typed = `SELECT ${cast.join(', ')} FROM (${texts})`;
    await sql(`COPY (${texts}) TO ${literal(at('texts.parquet'))} (FORMAT parquet)`);
    await sql(`COPY (${typed}) TO ${literal(at('typed.parquet'))} (FORMAT parquet)`);
    await sql(`ATTACH ${literal(at('one.duckdb'))} AS one`);
    await sql(`CREATE TABLE one.t AS ${typed}`);
    await sql('DETACH one');
    await sql(`ATTACH ${literal(at('two.duckdb'))} AS two`);
    await sql(`CREATE TABLE two.answers AS ${typed}`);
    await sql('CREATE TABLE two.other AS SELECT 1 AS x');
    await sql('DETACH two');
  });

  const outputs = (name: string, format = 'csv') => [
    '--units',
    `${name}-units.${format}`,
    '--respondents',
    `${name}-respondents.${format}`,
    '--rejects',
    `${name}-rejects.${format}`,
  ];

  const batch = (...args: readonly string[]) =>
    run(['batch', ...args, '-s', 'card.yaml', '--force'], { cwd: folder, ...temporaries(folder) });

  const kinds = ['units', 'respondents'] as const;

  /** The rejects of a file; a CSV has its header as the first row. */
  const rejectsIn = (name: string, header: number) =>
    read(name)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/^\d+/, (row) => String(Number(row) - header)));

  const withoutPlaces = (stderr: string) =>
    stderr.replaceAll(/\S+\.(csv|parquet|duckdb)\S*/g, 'FILE');

  describe('what CSV says is said', () => {
    beforeAll(() => {
      batch('table.csv', ...fast, ...outputs('csv'));
    });

    test.each<[string, readonly string[]]>([
      ['texts in Parquet', ['texts.parquet']],
      ['numbers in Parquet', ['typed.parquet']],
      ['a database with one table', ['one.duckdb']],
      ['a database with two', ['two.duckdb', '--table', 'answers']],
      ...[1, 2, 4].map((n): [string, readonly string[]] => [
        `on ${n} threads`,
        ['typed.parquet', '--workers', String(n)],
      ]),
    ])('%s', (_, args) => {
      const { code, stderr } = batch(...args, ...fast, ...outputs('own'));
      expect(code).toBe(0);
      expect(stderr).toContain('COLUMNS_IGNORED');
      for (const kind of kinds) expect(read(`own-${kind}.csv`)).toBe(read(`csv-${kind}.csv`));
      expect(rejectsIn('own-rejects.csv', 0)).toEqual(rejectsIn('csv-rejects.csv', 1));
      expect(temporaries(folder).left()).toEqual([]);
    });

    test.each(['first', 'last'])('the %s of repeated rows', (policy) => {
      const args = ['--on-duplicate', policy, '--allow-rejects', '1000'];
      const text = batch('table.csv', ...args, ...outputs(`csv-${policy}`));
      const own = batch('typed.parquet', ...args, ...outputs(`own-${policy}`));
      expect(withoutPlaces(own.stderr)).toBe(withoutPlaces(text.stderr));
      expect(own.stderr).toContain('REPEATS_LEFT_OUT');
      for (const kind of kinds) {
        expect(read(`own-${policy}-${kind}.csv`)).toBe(read(`csv-${policy}-${kind}.csv`));
        expect(read(`own-${policy}-${kind}.csv`)).not.toBe(read(`csv-${kind}.csv`));
      }
    });

    test('a table of text and one of Parquet are read together', () => {
      const args = ['--on-duplicate', 'last', '--allow-rejects', '1000'];
      const texts = batch('table.csv', 'texts.parquet', ...args, ...outputs('mixed'));
      expect(texts.code).toBe(0);
      const only = batch('texts.parquet', 'table.csv', ...args, ...outputs('other'));
      expect(only.code).toBe(0);
      // Each row of one is repeated in the other, so the second alone is left, and who has no name twice.
      const lines = (name: string) => new Set(read(name).split('\n'));
      expect(lines('mixed-respondents.csv')).toEqual(lines('csv-last-respondents.csv'));
      expect(lines('other-respondents.csv')).toEqual(lines('csv-last-respondents.csv'));
      expect(read('mixed-units.csv')).toBe(read('other-units.csv'));
    });
  });

  test('repeats are told with the row they repeat, counted as each table counts', async () => {
    writeFileSync(at('left.csv'), 'unit,respondent,outcomes\na,r1,3\nb,r1,3\n');
    await sql(`COPY (SELECT * FROM (VALUES ('c', 'r1', 3), ('b', 'r1', 3), ('c', 'r1', 2))
      t(unit, respondent, outcomes)) TO ${literal(at('right.parquet'))} (FORMAT parquet)`);
    const { code, stderr } = batch('left.csv', 'right.parquet');
    expect(code).toBe(3);
    expect(stderr).toContain('left.csv, row 3');
    expect(stderr).toContain('right.parquet, row 1');
  });

  test('a database with several tables of which none is named', () => {
    const { code, stderr } = batch('two.duckdb');
    expect(code).toBe(2);
    expect(stderr).toContain('TABLE_NAME');
    expect(stderr).toContain('say --table NAME; known: answers, other');
    expect(batch('two.duckdb', '--table', 'answer').stderr).toContain('did you mean "answers"?');
  });

  test('a column that can hold no answers', async () => {
    await sql(
      `COPY (SELECT 'a' AS unit, true AS outcomes, [1] AS other) TO ${literal(at('wrong.parquet'))} (FORMAT parquet)`,
    );
    const { code, stderr } = batch('wrong.parquet');
    expect(code).toBe(3);
    expect(stderr).toContain('COLUMN_TYPE');
    expect(stderr).toContain('the column "outcomes" is of type BOOLEAN');
  });

  test('rejected rows end the command, with what was wrong', () => {
    const { code, stderr } = batch(
      'typed.parquet',
      '--on-duplicate',
      'ignore',
      '--units',
      'none.csv',
    );
    expect(code).toBe(3);
    expect(stderr).toContain('ROW_REJECTED');
    expect(stderr).toContain('row 701, column outcomes says "9"');
  });

  describe('rows are written as Parquet', () => {
    const shown = async (select: string) => {
      const { DuckDBInstance } = await import('@duckdb/node-api');
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      const found = await connection.runAndReadAll(select);
      return found.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    };

    test('they are those of CSV and NDJSON, texts as they are', async () => {
      expect(batch('table.csv', ...fast, ...outputs('out', 'parquet')).code).toBe(0);
      expect(batch('table.csv', ...fast, ...outputs('out', 'ndjson')).code).toBe(0);
      for (const kind of ['units', 'respondents', 'rejects']) {
        const file = literal(at(`out-${kind}.parquet`));
        const described = await shown(`DESCRIBE SELECT * FROM read_parquet(${file})`);
        const types = new Map(described.map(([name, type]) => [name!, type!]));
        const columns = [...types].map(([name, type]) => `${literal(name)}: ${literal(type)}`);
        const json = `read_json(${literal(at(`out-${kind}.ndjson`))}, format = 'newline_delimited', columns = {${columns.join(', ')}})`;
        const [parquet, ndjson] = await Promise.all(
          [`read_parquet(${file})`, json].map((from) => shown(`SELECT * FROM ${from}`)),
        );
        expect(parquet!.length).toBeGreaterThan(10);
        expect(parquet).toEqual(ndjson);
        for (const [name, type] of types) {
          const texts = 'unit round respondent role status zone column value reason table'.split(
            ' ',
          );
          const whole = ['respondents', 'scored', 'row'];
          expect([kind, name, type]).toEqual([
            kind,
            name,
            texts.includes(name) ? 'VARCHAR' : whole.includes(name) ? 'BIGINT' : 'DECIMAL(18,3)',
          ]);
        }
      }
      const [[first]] = (await shown(
        `SELECT respondent FROM read_parquet(${literal(at('out-respondents.parquet'))}) LIMIT 1`,
      )) as [[string]];
      expect(first).toBe('=r0');
      const empty = await shown(
        `SELECT count(*) FILTER (role IS NULL), count(*) FILTER (role = ''), count(*) FILTER (respondent IS NULL)
         FROM read_parquet(${literal(at('out-respondents.parquet'))})`,
      );
      expect(Number(empty[0]![0])).toBeGreaterThan(1000);
      expect(empty[0]![1]).toBe('0');
      expect(Number(empty[0]![2])).toBeGreaterThan(5);
    });

    test('what was read from Parquet is written as Parquet', () => {
      expect(batch('typed.parquet', ...fast, ...outputs('again', 'parquet')).code).toBe(0);
      expect(
        readFileSync(at('again-units.parquet')).equals(readFileSync(at('out-units.parquet'))),
      ).toBe(true);
    });
  });

  /** Ends the process that DuckDB runs in, as soon as there is one. */
  async function killed(args: readonly string[]) {
    const own = temporaries(folder);
    const program = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
    const parent = spawn(process.execPath, [program, 'batch', ...args, '-s', 'card.yaml'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...own.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: Buffer[] = [];
    parent.stderr.on('data', (bytes: Buffer) => said.push(bytes));
    const children = `/proc/${parent.pid}/task/${parent.pid}/children`;
    const ended = once(parent, 'close');
    const watch = setInterval(() => {
      try {
        for (const pid of readFileSync(children, 'utf8').split(' ').filter(Boolean))
          process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It has none yet, or has ended.
      }
    }, 5);
    const [code] = (await ended) as [number];
    clearInterval(watch);
    return { code, stderr: Buffer.concat(said).toString(), left: own.left() };
  }

  test.skipIf(process.platform !== 'linux').each([
    [
      'while it reads',
      ['typed.parquet', ...fast, '--units', 'killed.csv', '--respondents', 'killed.ndjson'],
    ],
    [
      'while it writes',
      ['table.csv', ...fast, '--units', 'killed.parquet', '--respondents', 'killed.csv'],
    ],
  ])('a child that is killed %s leaves no output', async (_, args) => {
    const { code, stderr, left } = await killed(args);
    expect(stderr).toContain('it was ended by SIGKILL');
    expect(code).toBe(4);
    expect(left).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('killed'))).toEqual([]);
  });
});
