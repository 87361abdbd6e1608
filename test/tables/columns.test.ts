import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  chunksOf,
  ident,
  literal,
  parquetTable,
  type Chunk,
  type Values,
} from '../../src/sql/duckdb.ts';
import { cellReader } from '../../src/tables/cells.ts';
import { columnReader } from '../../src/tables/columns.ts';
import { groupsIn } from '../../src/tables/groups.ts';
import { layoutOf } from '../../src/tables/layout.ts';
import { deskOf, readingOf, type Desk, type Job } from '../../src/tables/reading.ts';
import { planOf } from '../plans.ts';
import { everyKind } from '../scorecards.ts';
import { free, hasDuckdb, opened, temporary } from '../sql/door.ts';

/** The hours of a recall are asked of everybody. */
const plan = planOf(everyKind.replace(/    when:\n      all:\n(?: {8}.*\n)+/, ''));

/** A column as it is written: its name, its type in SQL, and its cells as a CSV would have them. */
interface Written {
  readonly name: string;
  readonly type: string;
  readonly cells: readonly string[];
}

function jobOf(names: readonly string[]): Omit<Job, 'rows'> {
  const { value } = layoutOf(plan, 't', names, null);
  return {
    terms: { plan, engagement: null, facts: new Map(), market: null, depth: 'whole' },
    columns: value!.columns,
    mapping: null,
    respondents: { format: 'csv', what: 'scores' },
    keys: true,
    study: null,
  };
}

type Said = ReturnType<Desk['report']>;

/** All that rows have come to, with nothing that depends on how they came. */
function outcome(
  reports: readonly Said[],
  firsts: readonly number[],
  sum: ReturnType<Desk['sum']>,
) {
  return {
    rejects: reports.flatMap(({ rejects }, i) =>
      rejects.map(({ row, column, value, reason }) => ({
        row: row + firsts[i]!,
        column,
        value,
        reason,
      })),
    ),
    rejected: reports.reduce((total, { rejected }) => total + rejected, 0),
    respondents: Buffer.concat(reports.map(({ respondents }) => respondents!)).toString(),
    groups: groupsIn(plan, [sum]).map(({ moments, ...of }) => ({ ...of, moments: moments() })),
    keys: sum.keys.flatMap((keys) => [...keys]),
  };
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

function fromCsv(columns: readonly Written[]) {
  const rows = (columns[0]?.cells ?? []).map((_, row) =>
    columns.map(({ cells }) => quoted(cells[row]!)).join(','),
  );
  const job: Job = {
    ...jobOf(columns.map(({ name }) => name)),
    rows: { kind: 'csv', delimiter: 44 },
  };
  const reading = readingOf(job);
  const report = reading.read(Buffer.from(rows.map((row) => `${row}\n`).join('')), null);
  return outcome([report], [0], reading.sum());
}

async function fromChunks(
  names: readonly string[],
  chunks: AsyncIterable<Chunk> | Iterable<Chunk>,
) {
  const job = jobOf(names);
  const reader = columnReader(plan, job.columns, cellReader(plan, job.columns, null));
  const desk = deskOf(job, reader.cells, null);
  const [reports, firsts]: [Said[], number[]] = [[], []];
  let row = 0;
  for await (const chunk of chunks) {
    reader.read(chunk, row, desk.take);
    reports.push(desk.report(chunk.rows, 0));
    firsts.push(0);
    row += chunk.rows;
  }
  return outcome(reports, firsts, desk.sum());
}

const wantedIn = (names: readonly string[]) => {
  const { columns } = jobOf(names);
  return columnReader(plan, columns, cellReader(plan, columns, null)).wanted;
};

describe('which columns are read', () => {
  test('those that hold something, and notes only where they are evidence', () => {
    const names = [
      'comment',
      'unit',
      'respondent',
      'outcomes',
      'outcomes.note',
      'recall',
      'recall.note',
    ];
    expect(wantedIn(names)).toEqual([
      { name: 'unit', repeats: true },
      { name: 'respondent', repeats: false },
      { name: 'outcomes', repeats: true },
      { name: 'recall', repeats: true },
      { name: 'recall.note', repeats: false },
    ]);
  });
});

describe('a number says what its digits say', () => {
  const answersOf = async (name: string, values: Values, rows: number) => {
    const units: Values = {
      kind: 'texts',
      bytes: Uint8Array.of(0x75),
      starts: new Int32Array(rows),
      ends: new Int32Array(rows).fill(1),
      valid: null,
    };
    const chunk: Chunk = { rows, columns: [units, values] };
    const said = await fromChunks(['unit', name], [chunk]);
    return {
      sum: said.groups.reduce(
        (sum, { moments }) =>
          sum + moments.questionSum[plan.questions.findIndex(({ id }) => id === name)]!,
        0,
      ),
      bad: said.rejects.map(({ row, value }) => [row, value]),
    };
  };

  test.each<[string, string, Values, number, number, readonly (readonly [number, string])[]]>([
    [
      'bytes, some of them not there',
      'outcomes',
      {
        kind: 'integers',
        values: Uint8Array.of(1, 200, 5, 6, 0, 3, 3, 3, 9, 4),
        valid: Uint8Array.of(0b11111101, 0b10),
      },
      10,
      0,
      [
        [3, '6'],
        [4, '0'],
      ],
    ],
    [
      'short integers that are far from zero',
      'outcomes',
      {
        kind: 'integers',
        values: Int32Array.of(2147483647, -2147483648, 5, -129, 896, 2147483647),
        valid: null,
      },
      6,
      0,
      [
        [0, '2147483647'],
        [1, '-2147483648'],
        [3, '-129'],
        [4, '896'],
        [5, '2147483647'],
      ],
    ],
    [
      'long integers, as short ones',
      'outcomes',
      { kind: 'integers', values: BigInt64Array.of(3n, -3n, 5n), valid: null },
      3,
      0,
      [[1, '-3']],
    ],
    [
      'long integers that are long',
      'outcomes',
      {
        kind: 'integers',
        values: BigInt64Array.of(3n, 4294967301n, -9223372036854775808n, 3n),
        valid: Uint8Array.of(0b111),
      },
      4,
      0,
      [
        [1, '4294967301'],
        [2, '-9223372036854775808'],
      ],
    ],
    [
      'long integers without a sign',
      'outcomes',
      {
        kind: 'integers',
        values: BigUint64Array.of(3n, 18446744073709551615n, 4294967295n),
        valid: null,
      },
      3,
      0,
      [
        [1, '18446744073709551615'],
        [2, '4294967295'],
      ],
    ],
    [
      'decimals, without zeros at the end',
      'recall-time',
      {
        kind: 'decimals',
        values: Int32Array.of(1250, 1255, 0, -50, 24000, 24010),
        scale: 2,
        valid: null,
      },
      6,
      125 + 0 + 2400,
      [
        [1, '12.55'],
        [3, '-0.5'],
        [5, '240.1'],
      ],
    ],
    [
      'long decimals',
      'recall-time',
      {
        kind: 'decimals',
        values: BigInt64Array.of(12_500n, 999_999_999_999_999_999n),
        scale: 3,
        valid: null,
      },
      2,
      125,
      [[1, '999999999999999.999']],
    ],
    [
      'doubles',
      'recall-time',
      {
        kind: 'doubles',
        values: Float64Array.of(12.5, 12.55, 0.1 + 0.2, -0, 7, NaN, 1e21, 0.3),
        valid: null,
      },
      8,
      125 + 0 + 70 + 3,
      [
        [1, '12.55'],
        [2, '0.30000000000000004'],
        [5, 'NaN'],
        [6, '1e+21'],
      ],
    ],
    [
      'doubles that are codes',
      'outcomes',
      { kind: 'doubles', values: Float64Array.of(3, 3.5, 5), valid: null },
      3,
      0,
      [[1, '3.5']],
    ],
    [
      'whole doubles, and what means nothing',
      'outcomes',
      { kind: 'doubles', values: Float64Array.of(3, 0.7, 9), valid: Uint8Array.of(0b101) },
      3,
      0,
      [[2, '9']],
    ],
    [
      'long integers, and what means nothing',
      'outcomes',
      {
        kind: 'integers',
        values: BigInt64Array.of(3n, 4294967301n, -3n),
        valid: Uint8Array.of(0b101),
      },
      3,
      0,
      [[2, '-3']],
    ],
    [
      'codes',
      'outcomes',
      {
        kind: 'codes',
        values: Uint8Array.of(1, 0, 2, 3),
        texts: ['', '3', 'dont-know', '3 '],
        valid: null,
      },
      4,
      0,
      [[3, '3 ']],
    ],
  ])('%s', async (_, name, values, rows, sum, bad) => {
    expect(await answersOf(name, values, rows)).toEqual({ sum, bad });
  });

  test('more different numbers than are remembered', async () => {
    const chunks = Array.from({ length: 40 }, (_, c): Chunk => {
      const values = Float64Array.from(
        { length: 2048 },
        (__, i) => ((c * 2048 + i) * 7919) % 100_003,
      );
      const units: Values = {
        kind: 'codes',
        values: new Uint8Array(2048),
        texts: ['u'],
        valid: null,
      };
      return {
        rows: 2048,
        columns: [units, { kind: 'doubles', values: values.map((v) => v / 1000), valid: null }],
      };
    });
    const said = await fromChunks(['unit', 'recall-time'], chunks);
    const good = chunks.flatMap(({ columns }) => {
      const { values } = columns[1] as Values & { kind: 'doubles' };
      return [...values].filter((v) => Number.isInteger(Math.round(v * 1000) / 100));
    });
    const [group] = said.groups;
    expect(said.rejected).toBe(40 * 2048 - good.length);
    expect(group!.moments.questionSum[4]).toBe(Math.round(good.reduce((a, b) => a + b, 0) * 10));
  });
});

/** Mostly cells that are answers, so that rows are scored too. */
const mostly = (good: fc.Arbitrary<string>, bad: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: bad });
const whole = (min: number, max: number) =>
  mostly(fc.integer({ min, max }).map(String), fc.integer({ min: -300, max: 3000 }).map(String));
const states = fc.constantFrom('not-applicable', 'dont-know');
const wrong = fc.constantFrom('nein', '3.0', ' 3', '1e1', 'ä', '03', '-0');
const texts = (...good: string[]) => mostly(fc.oneof(fc.constantFrom(...good), states), wrong);
const hours = mostly(
  fc.tuple(fc.integer({ min: 0, max: 2400 }), fc.constant(10)).map(([n, by]) => String(n / by)),
  fc.constantFrom('-0.5', '12.25', '240.1', '300'),
);
const names = mostly(
  fc.constantFrom(
    'a',
    'b',
    'grün',
    'north, "x"',
    '=1+1',
    '12',
    ' ',
    '漢字',
    'a longer name of a unit',
  ),
  fc.constantFrom('x'.repeat(65), 'a\tb'),
);

type Kind = readonly [type: string, cell: fc.Arbitrary<string>];

const limits: Readonly<Record<string, readonly [number, number]>> = {
  TINYINT: [-128, 127],
  UTINYINT: [0, 255],
  UBIGINT: [0, 3000],
};

const numbers = (min: number, max: number) =>
  ['TINYINT', 'UTINYINT', 'INTEGER', 'BIGINT', 'UBIGINT', 'DOUBLE', 'DECIMAL(9,2)'].map(
    (type): Kind => {
      const [least, most] = limits[type] ?? [-300, 3000];
      const good = fc.integer({ min: Math.max(min, least), max: Math.min(max, most) });
      return [type, mostly(good.map(String), fc.integer({ min: least, max: most }).map(String))];
    },
  );

const tables = fc.integer({ min: 0, max: 40 }).chain((rows) => {
  /** A column of one of these types, in which some cells are empty. */
  const column = (name: string, empty: number, ...kinds: readonly Kind[]) =>
    fc.constantFrom(...kinds).chain(([type, cell]) => {
      const cells = fc.oneof(
        { weight: empty, arbitrary: fc.constant('') },
        { weight: 20, arbitrary: cell },
      );
      return fc
        .array(cells, { minLength: rows, maxLength: rows })
        .map((found): Written => ({ name, type, cells: found }));
    });
  const share = (good: string, ...bad: string[]): readonly Kind[] =>
    ['VARCHAR', 'DOUBLE', 'DECIMAL(7,4)'].map((type) => [
      type,
      mostly(fc.constant(good), fc.constantFrom(...bad)),
    ]);
  return fc.tuple(
    column('unit', 0, ['VARCHAR', names], ['INTEGER', whole(1, 3)]),
    column('round', 5, ['VARCHAR', names], ['INTEGER', fc.constant('')]),
    column('respondent', 5, ['VARCHAR', names], ['BIGINT', whole(1, 9)], ['DOUBLE', hours]),
    column('role', 5, ['VARCHAR', fc.constantFrom('sales', 'operations')]),
    column('market', 9, ['VARCHAR', mostly(fc.constant('hospital'), fc.constant('farm'))]),
    column('outcomes', 3, ['VARCHAR', texts('1', '2', '5')], ...numbers(1, 5)),
    column('upkeep', 3, ['VARCHAR', texts('0', '2')], ...numbers(0, 2)),
    column('complaint', 3, ['VARCHAR', texts('apology', 'cause')]),
    column('recall', 3, ['VARCHAR', texts('yes', 'yes', 'partly', 'no')]),
    column(
      'recall.note',
      3,
      ['VARCHAR', fc.constantFrom('seen', ' ', '\u3000')],
      ['INTEGER', fc.constant('')],
    ),
    column(
      'recall-time',
      3,
      ['VARCHAR', mostly(fc.oneof(hours, states), wrong)],
      ['DOUBLE', hours],
      ['FLOAT', hours],
      ['DECIMAL(12,4)', hours],
      ['DECIMAL(4,2)', fc.constantFrom('1.5', '12', '0.25')],
      ...numbers(0, 240),
    ),
    column('schedule', 3, ['VARCHAR', texts('-3', '0', '3')], ...numbers(-3, 3)),
    column('attention.customer', 0, ...share('33.333', '60', '-1')),
    column('attention.process', 0, ...share('40', '60', '0.0001')),
    column('attention.other', 0, ...share('26.667', '0', '101')),
  );
});

describe.skipIf(!hasDuckdb)('with DuckDB', () => {
  let folder: string;
  let run: (sql: string) => Promise<unknown>;

  beforeAll(async () => {
    folder = temporary();
    mkdirSync(join(folder, 'spill'));
    run = await free();
  });

  /** A Parquet file of columns; what is empty is NULL, or in texts of every other row an empty text. */
  async function parquet(columns: readonly Written[], types: 'texts' | 'own'): Promise<string> {
    const [csv, path] = [join(folder, `${types}.csv`), join(folder, `${types}.parquet`)];
    const rows = columns[0]!.cells.map((_, row) =>
      columns.map(({ cells, type }) => {
        const isText = types === 'texts' || type === 'VARCHAR';
        return cells[row] === '' && (!isText || row % 2 === 0) ? '' : quoted(cells[row]!);
      }),
    );
    const lines = [columns.map(({ name }) => quoted(name)), ...rows];
    writeFileSync(csv, lines.map((cells) => `${cells.join(',')}\n`).join(''));
    const read = columns.map(({ name }) => `${literal(name)}: 'VARCHAR'`);
    const cast = columns.map(
      ({ name, type }) =>
        `CAST(${ident(name)} AS ${types === 'texts' ? 'VARCHAR' : type}) AS ${ident(name)}`,
    );
    await run(`COPY (SELECT ${cast.join(', ')} FROM read_csv(${literal(csv)}, auto_detect = false,
      header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
      columns = {${read.join(', ')}})) TO ${literal(path)} (FORMAT parquet)`);
    return path;
  }

  async function fromParquet(path: string, threads: number) {
    const database = await opened({ spill: join(folder, 'spill'), files: [path], threads });
    const table = await parquetTable(database, path);
    const found = table.columns.map(({ name }) => name);
    return fromChunks(found, chunksOf(table, wantedIn(found)));
  }

  test(
    'a table says the same as CSV and as Parquet, of texts and of numbers',
    { timeout: 300_000 },
    async () => {
      let scored = 0;
      await fc.assert(
        fc.asyncProperty(tables, async (columns) => {
          const expected = fromCsv(columns);
          scored += expected.respondents.split('\n').length - 1;
          expect(await fromParquet(await parquet(columns, 'texts'), 2)).toEqual(expected);
          expect(await fromParquet(await parquet(columns, 'own'), 2)).toEqual(expected);
        }),
        { numRuns: 30 },
      );
      expect(scored).toBeGreaterThan(100);
    },
  );

  test(
    'many chunks, with units that are codes and units that are too many',
    { timeout: 300_000 },
    async () => {
      const rows = 70_000;
      const cells = (of: (i: number) => string) => Array.from({ length: rows }, (_, i) => of(i));
      for (const units of [300, 66_000]) {
        const columns: Written[] = [
          { name: 'unit', type: 'VARCHAR', cells: cells((i) => `unit ${(i * 31) % units}`) },
          { name: 'respondent', type: 'VARCHAR', cells: cells((i) => `someone of the ${i}`) },
          {
            name: 'outcomes',
            type: 'TINYINT',
            cells: cells((i) => (i % 11 === 0 ? '' : String(i % 7))),
          },
          { name: 'recall-time', type: 'DOUBLE', cells: cells((i) => String((i % 3000) / 10)) },
        ];
        const expected = fromCsv(columns);
        expect(expected.groups.length).toBeGreaterThan(units / 2);
        const found = await fromParquet(await parquet(columns, 'own'), 2);
        expect(isDeepStrictEqual(found, expected)).toBe(true);
      }
    },
  );
});
