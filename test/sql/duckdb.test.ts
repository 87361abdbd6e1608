import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  attachedTable,
  chunksOf,
  ident,
  literal,
  parquetTable,
  readingProblem,
  run as runIn,
  setUp,
  textRows,
  unreadable,
  writeParquet,
  writingProblem,
  type Chunk,
  type Table,
  type Values,
} from '../../src/sql/duckdb.ts';
import { free, hasDuckdb, opened, temporary } from './door.ts';

describe('names and texts in SQL', () => {
  test.each([
    ['unit', '"unit"', "'unit'"],
    ['"; drop', '"""; drop"', "'\"; drop'"],
    ["it's", '"it\'s"', "'it''s'"],
    ['', '""', "''"],
    ['a\\', '"a\\"', "'a\\'"],
    ['a\nb', '"a\nb"', "'a\nb'"],
  ])('%j', (text, name, value) => {
    expect(ident(text)).toBe(name);
    expect(literal(text)).toBe(value);
  });

  test('NUL would cut a statement off, so nothing with it is written', () => {
    expect(() => ident('a\0b')).toThrow('NUL');
    expect(() => literal('a\0b')).toThrow('NUL');
  });
});

test('the set-up: each step stands where it still works, and the lock is the last', () => {
  const steps = setUp({
    memory: 512,
    threads: 3,
    spill: "s'",
    files: ['a.parquet', "b'.parquet"],
    attached: 'x.duckdb',
  });
  expect(steps).toEqual([
    "SET memory_limit = '512MiB'",
    'SET threads = 3',
    'SET preserve_insertion_order = true',
    "SET temp_directory = 's'''",
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET allow_community_extensions = false',
    'SET allow_persistent_secrets = false',
    "ATTACH 'x.duckdb' AS answers (TYPE duckdb, READ_ONLY)",
    "SET allowed_paths = ['a.parquet', 'b''.parquet']",
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]);
});

describe('what DuckDB says', () => {
  test.each([
    [
      "Invalid Input Error: No magic bytes found at end of file '/home/a b/x/t.parquet'\nmore",
      'TABLE_BROKEN',
      /^t cannot be read as a table: No magic bytes found at end of file/,
    ],
    ['IO Error: cannot open "/home/anna/secret/t.parquet": gone', 'TABLE_BROKEN', /"t\.parquet"/],
    ['Out of Memory Error: could not allocate block', 'DATABASE', /memory/],
    ['Out of Memory Error: failed to offload data block of size 1', 'NO_SPACE', /temporary/],
    ['IO Error: Could not write file: No space left on device', 'NO_SPACE', /temporary/],
    ['IO Error: Could not write file "spill/x": File too large', 'DATABASE', /too large/],
  ])('%s', (said, code, message) => {
    const told = readingProblem(new Error(said), 't');
    expect(told.code).toBe(code);
    expect(told.message).toMatch(message);
    expect(told.message).not.toMatch(/home|secret|anna/);
    expect(told.message).not.toContain('\n');
  });

  test('while it writes, it is no table that is broken', () => {
    expect(writingProblem(new Error('Conversion Error: x')).code).toBe('DATABASE');
  });
});

const wantedOf = (names: readonly string[], repeats: boolean) =>
  names.map((name) => ({ name, repeats }));

/** All of a table's chunks. */
async function read(table: Table, names: readonly string[], repeats = false) {
  const chunks: Chunk[] = [];
  for await (const chunk of chunksOf(table, wantedOf(names, repeats))) chunks.push(chunk);
  return chunks;
}

const isThere = (valid: Uint8Array | null, row: number) =>
  valid === null || ((valid[row >> 3]! >> (row & 7)) & 1) === 1;

const decoder = new TextDecoder();

function valueAt(found: Values, row: number): unknown {
  if (found.kind === 'codes') return found.texts[found.values[row]!];
  if (found.kind !== 'texts') return found.values[row];
  return decoder.decode(found.bytes.subarray(found.starts[row], found.ends[row]));
}

/** The cells of one column, null where there is none. */
const cells = (chunks: readonly Chunk[], column: number): readonly unknown[] =>
  chunks.flatMap(({ rows, columns }): readonly unknown[] => {
    const found = columns[column]!;
    return Array.from({ length: rows }, (_, row) =>
      isThere(found.valid, row) ? valueAt(found, row) : null,
    );
  });

describe.skipIf(!hasDuckdb)('with DuckDB', () => {
  let folder: string;
  let spill: string;
  let run: (sql: string) => Promise<unknown>;

  beforeAll(async () => {
    folder = temporary();
    spill = join(folder, 'spill');
    mkdirSync(spill);
    run = await free();
  });

  const parquet = async (name: string, select: string) => {
    const path = join(folder, name);
    await run(`COPY (${select}) TO ${literal(path)} (FORMAT parquet)`);
    return path;
  };

  const tableOf = async (path: string, threads = 2) =>
    parquetTable(await opened({ spill, files: [path], threads }), path);

  test.each([
    ['TINYINT', '-128', 'integers', -128],
    ['UTINYINT', '255', 'integers', 255],
    ['SMALLINT', '-32768', 'integers', -32768],
    ['USMALLINT', '65535', 'integers', 65535],
    ['INTEGER', '-2147483648', 'integers', -2147483648],
    ['UINTEGER', '4294967295', 'integers', 4294967295],
    ['BIGINT', '-9223372036854775808', 'integers', -9223372036854775808n],
    ['UBIGINT', '18446744073709551615', 'integers', 18446744073709551615n],
    ['DECIMAL(4,2)', '-96.41', 'decimals', -9641],
    ['DECIMAL(9,3)', '96.412', 'decimals', 96412],
    ['DECIMAL(18,3)', '96.412', 'decimals', 96412n],
    ['DOUBLE', '96.4', 'doubles', 96.4],
    ['FLOAT', '96.4', 'doubles', 96.4],
    ['VARCHAR', 'grün, "a"\nb', 'texts', 'grün, "a"\nb'],
    ['VARCHAR', '', 'texts', ''],
    ['VARCHAR', 'twelve bytes', 'texts', 'twelve bytes'],
    ['VARCHAR', 'thirteen byte', 'texts', 'thirteen byte'],
    [
      'UUID',
      '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
      'texts',
      '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
    ],
  ])('a column of %s: %s', async (type, value, kind, expected) => {
    const select = `SELECT CAST(${literal(value)} AS ${type}) AS q UNION ALL SELECT NULL`;
    const chunks = await read(await tableOf(await parquet('types.parquet', select)), ['q']);
    expect(chunks[0]!.columns[0]!.kind).toBe(kind);
    expect(cells(chunks, 0)).toEqual([expected, null]);
  });

  test.each([
    ['few', 'i % 3', 'codes', Uint8Array],
    ['255', 'i % 255', 'codes', Uint8Array],
    ['256', 'i % 256', 'codes', Uint16Array],
    ['65,535', 'i % 65535', 'codes', Uint16Array],
    ['65,536', 'i % 65536', 'texts', null],
    ['no', 'NULL::VARCHAR', 'texts', null],
  ])('%s different texts that repeat come as %s', async (_, value, kind, type) => {
    const select = `SELECT CASE WHEN i % 10 > 0 THEN CAST('a text of the unit ' || ${value} AS VARCHAR) END AS unit,
      CAST('a text of the unit ' || ${value} AS VARCHAR) AS other, NULL AS text FROM range(70000) t(i)`;
    const table = await tableOf(await parquet('repeats.parquet', select));
    for (const column of ['unit', 'other']) {
      const [coded, plain] = [await read(table, [column], true), await read(table, [column])];
      const [first] = coded[0]!.columns;
      if (column === 'other') expect(first!.kind).toBe(kind);
      if (type !== null && first!.kind === 'codes') expect(first!.values).toBeInstanceOf(type);
      expect(plain[0]!.columns[0]!.kind).toBe('texts');
      const expected = cells(plain, 0);
      expect(expected).toHaveLength(70_000);
      expect(cells(coded, 0).findIndex((cell, i) => cell !== expected[i])).toBe(-1);
    }
  });

  test('what Parquet has no type for is read from a database', async () => {
    const path = join(folder, 'types.duckdb');
    await run(`ATTACH ${literal(path)} AS made`);
    await run(`CREATE TABLE made.t AS SELECT 'yes'::ENUM('yes', 'no') AS e,
      170141183460469231731687303715884105727::HUGEINT AS h, 1.5::DECIMAL(38,1) AS d`);
    await run('DETACH made');
    const database = await opened({ spill, attached: path });
    const table = (await attachedTable(database, null)).value!;
    const chunks = await read(table, ['d', 'e', 'h']);
    expect([0, 1, 2].map((i) => cells(chunks, i)[0])).toEqual([
      '1.5',
      'yes',
      '170141183460469231731687303715884105727',
    ]);
  });

  test.each([
    ['[1, 2]', 'INTEGER[]'],
    ['{a: 1}', 'STRUCT(a INTEGER)'],
    ["'a'::BLOB", 'BLOB'],
    ["DATE '2026-01-01'", 'DATE'],
    ['true', 'BOOLEAN'],
  ])('a column that holds no answers: %s', async (value, type) => {
    const { columns } = await tableOf(
      await parquet('wrong.parquet', `SELECT 1 AS q, ${value} AS w`),
    );
    expect(unreadable(columns, wantedOf(['q'], true))).toEqual([]);
    const [told] = unreadable(columns, wantedOf(['q', 'w'], true));
    expect(told!.code).toBe('COLUMN_TYPE');
    expect(told!.message).toContain(`"w" is of type ${type}`);
  });

  test('names of columns are only names', async () => {
    const names = [
      '"; drop table x; --',
      "it's",
      'select',
      'a.b',
      ' ',
      'ä',
      '*',
      'q:1',
      '\\',
      '$1',
      '\u{feff}b',
    ];
    const select = names.map((name, i) => `${i} AS ${ident(name)}`).join(', ');
    const table = await tableOf(await parquet('names.parquet', `SELECT ${select}`));
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    const wanted = names.toReversed();
    const [chunk] = await read(table, wanted);
    expect(wanted.map((_, i) => cells([chunk!], i)[0])).toEqual(
      names.map((_, i) => i).toReversed(),
    );
  });

  test('10,000 columns, of which some are wanted', { timeout: 300_000 }, async () => {
    const select = Array.from({ length: 10_000 }, (_, i) => `${i} AS q${i}`).join(', ');
    const table = await tableOf(await parquet('wide.parquet', `SELECT ${select}`));
    expect(table.columns).toHaveLength(10_000);
    const some = await read(table, ['q9999', 'q0']);
    expect([cells(some, 0), cells(some, 1)]).toEqual([[9999], [0]]);
    const [all] = await read(
      table,
      table.columns.map(({ name }) => name),
    );
    expect(all!.columns).toHaveLength(10_000);
    expect(cells([all!], 5000)).toEqual([5000]);
  });

  test('folders with an equals sign are no columns', async () => {
    mkdirSync(join(folder, 'unit=north'));
    const table = await tableOf(await parquet('unit=north/a.parquet', 'SELECT 1 AS q'));
    expect(table.columns).toEqual([{ name: 'q', type: 'INTEGER' }]);
  });

  test('a table without rows, and one of which nothing is wanted', async () => {
    const empty = await tableOf(await parquet('empty.parquet', 'SELECT 1 AS q WHERE false'));
    expect(await read(empty, ['q'])).toEqual([]);
    const rows = await tableOf(await parquet('rows.parquet', 'SELECT 1 AS q FROM range(5000)'));
    const counted = await read(rows, []);
    expect(counted.reduce((sum, chunk) => sum + chunk.rows, 0)).toBe(5000);
  });

  test(
    'rows come in the order of the file, on 1 to 4 threads the same',
    { timeout: 300_000 },
    async () => {
      const path = await parquet(
        'order.parquet',
        'SELECT i AS i, CASE WHEN i % 7 = 0 THEN NULL ELSE (i * 31 % 120)::TINYINT END AS q FROM range(400000) t(i)',
      );
      for (const threads of [1, 2, 3, 4]) {
        const chunks = await read(await tableOf(path, threads), ['i', 'q']);
        const order = cells(chunks, 0);
        const values = cells(chunks, 1);
        expect(order).toHaveLength(400_000);
        const wrong = order.findIndex((found, i) => found !== BigInt(i));
        const bad = values.findIndex((found, i) => found !== (i % 7 === 0 ? null : (i * 31) % 120));
        expect([threads, wrong, bad]).toEqual([threads, -1, -1]);
      }
    },
  );

  describe('a database', () => {
    let path: string;

    beforeAll(async () => {
      path = join(folder, 'two.duckdb');
      await run(`ATTACH ${literal(path)} AS two`);
      await run('CREATE TABLE two.answers AS SELECT 4 AS q');
      await run('CREATE SCHEMA two.old');
      await run(`CREATE TABLE two.old.${ident('"; drop')} AS SELECT 5 AS q`);
      await run(`CREATE VIEW two.twice AS SELECT 2 * q AS q FROM answers`);
      await run(`CREATE VIEW two.passwords AS SELECT * FROM read_text('/etc/passwd')`);
      await run('DETACH two');
    });

    test.each([
      ['answers', 4],
      ['old."; drop', 5],
      ['twice', 8],
    ])('the table %s', async (name, expected) => {
      const database = await opened({ spill, attached: path });
      const table = (await attachedTable(database, name)).value!;
      expect(Number(cells(await read(table, ['q']), 0)[0])).toBe(expected);
    });

    test('without a name, or with a wrong one, its tables are listed', async () => {
      const database = await opened({ spill, attached: path });
      const [none] = (await attachedTable(database, null)).problems;
      expect(none!.code).toBe('TABLE_NAME');
      expect(none!.message).toBe('the database has 4 tables, and none was named');
      expect(none!.hint).toBe('say --table NAME; known: answers, passwords, twice, old."; drop');
      const [wrong] = (await attachedTable(database, 'anwsers')).problems;
      expect(wrong!.hint).toBe('say --table NAME; did you mean "answers"?');
    });

    test('a view sees no more than anybody', async () => {
      const database = await opened({ spill, attached: path });
      await expect(attachedTable(database, 'passwords')).rejects.toThrow('Permission Error');
    });

    test('nothing is written to it', async () => {
      const database = await opened({ spill, attached: path });
      await expect(runIn(database, 'CREATE TABLE answers.x AS SELECT 1')).rejects.toThrow(
        'read-only',
      );
    });
  });

  test('a CSV file of ours as Parquet, by the types that were said', async () => {
    const csv = join(folder, 'rows.csv');
    const target = join(folder, "out 'of' us.tmp");
    writeFileSync(
      csv,
      'unit,"a ""b""",position,n\nnorth,"x,\n""y""",12.345,3\n"",,,\n=1+1,007,-0.5,-2\n',
    );
    const database = await opened({ spill, files: [csv, target] });
    await writeParquet(
      database,
      csv,
      [
        { name: 'unit', type: 'text' },
        { name: 'a "b"', type: 'text' },
        { name: 'position', type: 'decimal' },
        { name: 'n', type: 'integer' },
      ],
      target,
    );
    const table = await tableOf(target);
    expect(table.columns.map(({ type }) => type)).toEqual([
      'VARCHAR',
      'VARCHAR',
      'DECIMAL(18,3)',
      'BIGINT',
    ]);
    const chunks = await read(table, ['unit', 'a "b"', 'position', 'n']);
    expect([0, 1, 2, 3].map((i) => cells(chunks, i))).toEqual([
      ['north', '', '=1+1'],
      ['x,\n"y"', null, '007'],
      [12345n, null, -500n],
      [3n, null, -2n],
    ]);
  });

  test('what is written does not depend on the threads', { timeout: 300_000 }, async () => {
    const csv = join(folder, 'many.csv');
    const lines = Array.from({ length: 300_000 }, (_, i) => `u${i % 500},${(i % 1000) / 10}`);
    writeFileSync(csv, ['unit,position', ...lines, ''].join('\n'));
    const files = [1, 2, 4].map((threads) => [threads, join(folder, `many${threads}`)] as const);
    for (const [threads, target] of files) {
      const database = await opened({ spill, threads, files: [csv, target] });
      await writeParquet(
        database,
        csv,
        [
          { name: 'unit', type: 'text' },
          { name: 'position', type: 'decimal' },
        ],
        target,
      );
    }
    const [one, ...others] = files.map(([, target]) => readFileSync(target));
    expect(others.map((each) => each.equals(one!))).toEqual([true, true]);
  });

  test(
    'a query that does not fit into 128 MiB is spilled, and right',
    { timeout: 300_000 },
    async () => {
      const own = join(folder, 'own');
      mkdirSync(own);
      const database = await opened({ spill: own, memory: 128 });
      let spilled = 0;
      const watch = setInterval(() => {
        spilled = Math.max(spilled, readdirSync(own).length);
      }, 5);
      const sql = `SELECT count(*)::VARCHAR, max(i)::VARCHAR, bool_and(ordered)::VARCHAR FROM (
        SELECT i, h >= lag(h, 1, 0) OVER () AS ordered FROM (
          SELECT i, hash(i) AS h, repeat(hash(i)::VARCHAR, 8) AS ballast
          FROM range(1500000) t(i) ORDER BY h, ballast))`;
      const found = await textRows(database, 3, sql).finally(() => clearInterval(watch));
      expect(found).toEqual([['1500000', '1499999', 'true']]);
      expect(spilled).toBeGreaterThan(0);
    },
  );

  describe('reaching out is refused', () => {
    let inside: string;
    let outside: string;

    beforeAll(async () => {
      inside = await parquet('inside.parquet', 'SELECT 1 AS q');
      outside = await parquet('outside.parquet', 'SELECT 2 AS q');
      writeFileSync(join(folder, 'secret.txt'), 'secret');
      symlinkSync(join(folder, 'secret.txt'), join(spill, 'way-out'));
      symlinkSync(folder, join(spill, 'up'));
      mkdirSync(join(folder, 'out'));
    });

    const attempts: readonly (readonly [what: string, sql: (at: string) => string])[] = [
      ['a neighbour', (at) => `FROM '${at}/outside.parquet'`],
      ['a neighbour by its function', (at) => `FROM read_parquet('${at}/outside.parquet')`],
      [
        'both at once',
        (at) => `FROM read_parquet(['${at}/inside.parquet', '${at}/outside.parquet'])`,
      ],
      ['a way round', (at) => `FROM '${at}/out/../outside.parquet'`],
      ['a way up from the spill folder', (at) => `FROM read_text('${at}/spill/../secret.txt')`],
      ['a link out of the spill folder', (at) => `FROM read_text('${at}/spill/way-out')`],
      ['a linked folder', (at) => `FROM read_text('${at}/spill/up/secret.txt')`],
      ['a pattern', (at) => `FROM '${at}/*.parquet'`],
      ['glob', (at) => `FROM glob('${at}/*')`],
      ['read_text', () => `FROM read_text('/etc/passwd')`],
      ['read_blob', () => `FROM read_blob('/proc/self/environ')`],
      ['read_csv', () => `FROM read_csv('/etc/passwd')`],
      ['sniff_csv', () => `FROM sniff_csv('/etc/passwd')`],
      ['standard input', () => `FROM read_csv('/dev/stdin')`],
      ['read_json', (at) => `FROM read_json('${at}/secret.txt')`],
      ['metadata', (at) => `FROM parquet_metadata('${at}/outside.parquet')`],
      ['ATTACH', (at) => `ATTACH '${at}/out/new.db'`],
      ['ATTACH of another kind', (at) => `ATTACH '${at}/out/new.db' (TYPE sqlite)`],
      ['COPY elsewhere', (at) => `COPY (SELECT 1) TO '${at}/out/x.csv'`],
      [
        'COPY over a neighbour',
        (at) => `COPY (SELECT 1) TO '${at}/outside.parquet' (USE_TMP_FILE false)`,
      ],
      [
        'COPY through a link',
        (at) => `COPY (SELECT 1) TO '${at}/spill/way-out' (FORMAT csv, USE_TMP_FILE false)`,
      ],
      ['COPY from', (at) => `CREATE TABLE t (a VARCHAR); COPY t FROM '${at}/secret.txt'`],
      ['EXPORT', (at) => `EXPORT DATABASE '${at}/out/all'`],
      ['IMPORT', (at) => `IMPORT DATABASE '${at}/out'`],
      ['INSTALL', () => 'INSTALL httpfs'],
      ['INSTALL by force', () => 'FORCE INSTALL spatial FROM community'],
      ['LOAD', () => 'LOAD httpfs'],
      ['LOAD of a file', (at) => `LOAD '${at}/secret.txt'`],
      ['https', () => `FROM 'https://localhost/x.parquet'`],
      ['s3', () => `FROM 's3://bucket/x.parquet'`],
      ['a secret', () => `CREATE PERSISTENT SECRET s (TYPE s3)`],
      ['the environment', () => `SELECT getenv('HOME')`],
      ['SET', () => 'SET enable_external_access = true'],
      ['SET of the paths', () => `SET allowed_paths = ['/etc/passwd']`],
      ['SET of the folders', () => `SET allowed_directories = ['/']`],
      ['SET of the memory', () => `SET memory_limit = '64GB'`],
      ['SET of the lock', () => 'SET lock_configuration = false'],
      ['RESET', () => 'RESET enable_external_access'],
      ['PRAGMA', () => 'PRAGMA threads = 64'],
      ['a log', (at) => `SET log_query_path = '${at}/out/log'`],
      ['a profile', (at) => `SET profiling_output = '${at}/out/profile'`],
      ['a search path', () => `SET file_search_path = '/etc'`],
    ];

    test.each(attempts)('%s', async (_, sql) => {
      const before = readFileSync(outside);
      const database = await opened({ spill, files: [inside] });
      await expect(runIn(database, sql(folder))).rejects.toThrow(
        /Permission Error|configuration has been locked|Catalog Error|Secret type|Cannot (change|reset)/,
      );
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
      expect(readFileSync(outside).equals(before)).toBe(true);
      expect(readFileSync(join(folder, 'secret.txt'), 'utf8')).toBe('secret');
    });

    test('a log by its function writes nothing', async () => {
      const database = await opened({ spill, files: [inside] });
      const log = `CALL enable_logging(storage = 'file', storage_config = {'path': '${folder}/out'})`;
      await runIn(database, log).catch(() => undefined);
      await runIn(database, 'SELECT 1').catch(() => undefined);
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    });

    test('what is named can still be read, also by another way', async () => {
      const database = await opened({ spill, files: [inside] });
      const sql = `SELECT q::VARCHAR FROM '${folder}/out/../inside.parquet'`;
      expect(await textRows(database, 1, sql)).toEqual([['1']]);
      expect(existsSync(inside) && statSync(inside).isFile()).toBe(true);
    });
  });
});
