import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { problem, type Outcome, type Problem } from '../problem.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';

/** A name of a table or column in SQL. */
export function ident(name: string): string {
  if (name.includes('\0')) throw new Error('a name with NUL cannot be written in SQL');
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function literal(text: string): string {
  if (text.includes('\0')) throw new Error('a text with NUL cannot be written in SQL');
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a database may use and reach; all else is shut off before a query runs. */
export interface Opening {
  /** Memory in MiB; what needs more is spilled, or ends as a problem. */
  readonly memory: number;
  readonly threads: number;
  /** An existing folder of our own for what does not fit in memory. */
  readonly spill: string;
  /** The only files that may be opened, to read or to write. */
  readonly files: readonly string[];
  /** A DuckDB file that is read as the database `answers`, or null. */
  readonly attached: string | null;
}

/**
 * The set-up in the order in which it has to run: the folder to spill to and the database to read
 * can be named only while files may still be opened, and nothing can be set after the lock.
 */
export const setUp = ({ memory, threads, spill, files, attached }: Opening): readonly string[] => [
  `SET memory_limit = '${memory}MiB'`,
  `SET threads = ${threads}`,
  'SET preserve_insertion_order = true',
  `SET temp_directory = ${literal(spill)}`,
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  'SET allow_persistent_secrets = false',
  ...(attached === null ? [] : [`ATTACH ${literal(attached)} AS answers (TYPE duckdb, READ_ONLY)`]),
  `SET allowed_paths = [${files.map(literal).join(', ')}]`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

type Bindings = typeof import('@duckdb/node-bindings');

/** An open database that reaches nothing but what its opening names. */
export interface Database {
  readonly connection: DuckDBConnection;
  readonly bindings: Bindings;
}

/**
 * Opens a database in memory. The package is optional: NO_DUCKDB where it, or its part for this
 * system, is not installed. Throws what DuckDB says, as of a file that is no database.
 */
export async function openDatabase(opening: Opening): Promise<Outcome<Database>> {
  const duckdb = await loadDuckdb();
  if (duckdb === null) return { value: null, problems: [problem('NO_DUCKDB', null)] };
  const instance = await duckdb.api.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const statement of setUp(opening)) await connection.run(statement);
  return { value: { connection, bindings: duckdb.bindings }, problems: [] };
}

async function loadDuckdb() {
  try {
    const api = await import('@duckdb/node-api');
    const bindings = await import('@duckdb/node-bindings');
    return { api, bindings: bindings.default };
  } catch {
    return null;
  }
}

/** A column as the table describes it, its type in the words of SQL. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** Bit `row & 7` of byte `row >> 3` is set where there is a value. Null: there is one everywhere. */
export type Valid = Uint8Array | null;

type Integers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/**
 * A stretch of one column. Where `valid` says that there is no value, what stands in `values` means
 * nothing. A decimal is its value times 10^scale.
 */
export type Values =
  | { readonly kind: 'integers'; readonly values: Integers; readonly valid: Valid }
  | {
      readonly kind: 'decimals';
      readonly values: Int16Array | Int32Array | BigInt64Array;
      readonly scale: number;
      readonly valid: Valid;
    }
  | { readonly kind: 'doubles'; readonly values: Float64Array; readonly valid: Valid }
  | {
      /** Texts of which there are few: a value is the place of its text in `texts`. */
      readonly kind: 'codes';
      readonly values: Uint8Array | Uint16Array;
      readonly texts: readonly string[];
      readonly valid: Valid;
    }
  | { readonly kind: 'texts'; readonly values: readonly (string | null)[] };

/** A column to be read. Texts that repeat, as units do, come as codes where they are few. */
export interface Wanted {
  readonly name: string;
  readonly repeats: boolean;
}

/** Some rows in the order of the file; the columns are those that were wanted, in that order. */
export interface Chunk {
  readonly rows: number;
  readonly columns: readonly Values[];
}

/** A table that can be read. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly database: Database;
  /** What stands after FROM. */
  readonly from: string;
}

type Row = readonly unknown[];

async function rowsOf({ connection }: Database, sql: string): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows();
}

async function describe(database: Database, from: string): Promise<Table> {
  const rows = await rowsOf(database, `DESCRIBE SELECT * FROM ${from}`);
  const columns = rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
  return { columns, database, from };
}

/** The table of a Parquet file; folders such as `unit=north` above it are no columns. */
export const parquetTable = (database: Database, file: string): Promise<Table> =>
  describe(database, `read_parquet(${literal(file)}, hive_partitioning = false)`);

const inMain = (schema: string, name: string) => (schema === 'main' ? name : `${schema}.${name}`);

/** A table or view of the attached database: by name, or the only one there is. */
export async function attachedTable(
  database: Database,
  name: string | null,
): Promise<Outcome<Table>> {
  const rows = await rowsOf(
    database,
    `SELECT schema_name, name FROM (
       SELECT database_name, schema_name, table_name AS name, internal FROM duckdb_tables()
       UNION ALL SELECT database_name, schema_name, view_name, internal FROM duckdb_views())
     WHERE database_name = 'answers' AND NOT internal ORDER BY ALL`,
  );
  const found = rows.map(([schema, table]) => [String(schema), String(table)] as const);
  const names = found.map(([schema, table]) => inMain(schema, table));
  const at = name === null && found.length === 1 ? 0 : names.indexOf(name ?? '');
  const chosen = found[at];
  if (chosen === undefined) return { value: null, problems: [unknownTable(name, names)] };
  const from = ['answers', ...chosen].map(ident).join('.');
  return { value: await describe(database, from), problems: [] };
}

const unknownTable = (name: string | null, names: readonly string[]) =>
  problem('TABLE_NAME', null, name, name === null ? null : nearest(name, names), names);

/** How values of a type are asked for, and what becomes of their memory. */
interface Layout {
  readonly ask: (column: string) => string;
  readonly bytes: number;
  /** Null: they are texts. */
  readonly values: ((memory: Uint8Array, rows: number, valid: Valid) => Values) | null;
}

const plain = (column: string) => column;

interface View<T> {
  new (buffer: ArrayBuffer, offset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
}

const view = <T>(Type: View<T>, { buffer, byteOffset }: Uint8Array, rows: number): T =>
  new Type(buffer as ArrayBuffer, byteOffset, rows);

const integers = (Type: View<Integers>): Layout => ({
  ask: plain,
  bytes: Type.BYTES_PER_ELEMENT,
  values: (memory, rows, valid) => ({ kind: 'integers', values: view(Type, memory, rows), valid }),
});

const decimals = (Type: View<Int16Array | Int32Array | BigInt64Array>, scale: number): Layout => ({
  ask: plain,
  bytes: Type.BYTES_PER_ELEMENT,
  values: (memory, rows, valid) => ({
    kind: 'decimals',
    values: view(Type, memory, rows),
    scale,
    valid,
  }),
});

const doubles = (ask: Layout['ask']): Layout => ({
  ask,
  bytes: Float64Array.BYTES_PER_ELEMENT,
  values: (memory, rows, valid) => ({
    kind: 'doubles',
    values: view(Float64Array, memory, rows),
    valid,
  }),
});

const texts = (ask: Layout['ask']): Layout => ({ ask, bytes: 16, values: null });
const written: Layout = texts((column) => `CAST(${column} AS VARCHAR)`);

/** A float is meant as it is written: 96.4 and not 96.4000015258789. */
const meant = (column: string) => `CAST(CAST(${column} AS VARCHAR) AS DOUBLE)`;

const layouts: ReadonlyMap<string, Layout> = new Map([
  ['TINYINT', integers(Int8Array)],
  ['UTINYINT', integers(Uint8Array)],
  ['SMALLINT', integers(Int16Array)],
  ['USMALLINT', integers(Uint16Array)],
  ['INTEGER', integers(Int32Array)],
  ['UINTEGER', integers(Uint32Array)],
  ['BIGINT', integers(BigInt64Array)],
  ['UBIGINT', integers(BigUint64Array)],
  ['HUGEINT', written],
  ['UHUGEINT', written],
  ['FLOAT', doubles(meant)],
  ['DOUBLE', doubles(plain)],
  ['VARCHAR', texts(plain)],
  ['UUID', written],
]);

function decimalLayout(width: number, scale: number): Layout {
  if (width > 18) return written;
  return decimals(width > 9 ? BigInt64Array : width > 4 ? Int32Array : Int16Array, scale);
}

/** How a column of that type is read, or null for one in which no answer can be. */
function layoutOf(type: string): Layout | null {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal !== null) return decimalLayout(Number(decimal[1]), Number(decimal[2]));
  if (type.startsWith('ENUM(') && type.endsWith(')')) return written;
  return layouts.get(type) ?? null;
}

/** The wanted columns that hold no answers: lists, blobs, dates and the like. */
export function unreadable(
  columns: readonly TableColumn[],
  wanted: readonly Wanted[],
): readonly Problem[] {
  const names = new Set(wanted.map(({ name }) => name));
  return columns
    .filter(({ name, type }) => names.has(name) && layoutOf(type) === null)
    .map(({ name, type }) => problem('COLUMN_TYPE', null, name, short(type)));
}

const short = (type: string) => (type.length > 60 ? `${type.slice(0, 57)}...` : type);

/** More different texts than this come as they are. */
const mostCodes = 65_535;

const codes = (ask: Layout['ask'], found: readonly string[]): Layout => ({
  ask,
  bytes: found.length > 255 ? 2 : 1,
  values: (memory, rows, valid) => ({
    kind: 'codes',
    values: view<Uint8Array | Uint16Array>(
      found.length > 255 ? Uint16Array : Uint8Array,
      memory,
      rows,
    ),
    texts: found,
    valid,
  }),
});

/**
 * A column of texts as codes, null when they are many or none: reading a text costs a hundred times
 * as much as reading a number, and most of a table's texts say the same few things.
 */
async function codesOf({ database, from }: Table, name: string, ask: Layout['ask']) {
  const text = ask(ident(name));
  const distinct = `SELECT DISTINCT ${text} FROM ${from} WHERE ${text} IS NOT NULL`;
  const count = `SELECT count(*)::INTEGER FROM (${distinct} LIMIT ${mostCodes + 1})`;
  const [[different]] = (await rowsOf(database, count)) as [[number]];
  if (different === 0 || different > mostCodes) return null;
  const type = ident(`texts of ${name}`);
  await database.connection.run(`DROP TYPE IF EXISTS ${type}`);
  await database.connection.run(`CREATE TYPE ${type} AS ENUM (${distinct} ORDER BY ALL)`);
  const range = await rowsOf(database, `SELECT unnest(enum_range(NULL::${type}))`);
  return codes(
    (column) => `CAST(${ask(column)} AS ${type})`,
    range.map(([found]) => String(found)),
  );
}

async function layoutFor(table: Table, type: string, { name, repeats }: Wanted): Promise<Layout> {
  const layout = layoutOf(type)!;
  if (!repeats || layout.values !== null) return layout;
  return (await codesOf(table, name, layout.ask)) ?? layout;
}

/**
 * The rows of a table in the order of the file, chunk by chunk, with the wanted columns; none of
 * them may be `unreadable`. What a chunk holds is its own and stays.
 */
export async function* chunksOf(table: Table, wanted: readonly Wanted[]): AsyncGenerator<Chunk> {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const read: Layout[] = [];
  for (const each of wanted) read.push(await layoutFor(table, types.get(each.name) ?? '', each));
  const asked = read.map(({ ask }, i) => ask(ident(wanted[i]!.name)));
  const select = asked.length === 0 ? 'NULL' : asked.join(', ');
  const { connection, bindings } = table.database;
  const result = await connection.stream(`SELECT ${select} FROM ${table.from}`);
  for (let chunk = await next(result); chunk !== null; chunk = await next(result)) {
    yield chunkOf(chunk, read, bindings);
  }
}

async function next(result: DuckDBResult): Promise<DuckDBDataChunk | null> {
  const chunk = await result.fetchChunk();
  return chunk === null || chunk.rowCount === 0 ? null : chunk;
}

/** Columns are copied as they lie in memory; only a text costs something for each cell. */
function chunkOf(chunk: DuckDBDataChunk, read: readonly Layout[], bindings: Bindings): Chunk {
  const rows = chunk.rowCount;
  const columns = read.map(({ bytes, values }, i): Values => {
    if (values === null) {
      return { kind: 'texts', values: chunk.getColumnVector(i).toArray() as (string | null)[] };
    }
    const vector = bindings.data_chunk_get_vector(chunk.chunk, i);
    const valid: Valid = bindings.vector_get_validity(vector, 8 * Math.ceil(rows / 64));
    return values(bindings.vector_get_data(vector, rows * bytes), rows, valid);
  });
  return { rows, columns };
}

/** A column of a CSV file of ours. A decimal has at most 3 digits after the point. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'decimal';
}

const sqlTypes = { text: 'VARCHAR', integer: 'BIGINT', decimal: 'DECIMAL(18,3)' } as const;

/**
 * Writes a CSV file of ours as Parquet: UTF-8, comma, a header, an empty cell for no value and `""`
 * for an empty text. Straight under the name given: who is killed leaves a part of a file there, so
 * give a temporary name.
 */
export async function writeParquet(
  { connection }: Database,
  csv: string,
  columns: readonly WrittenColumn[],
  target: string,
): Promise<void> {
  const types = columns.map(({ name, type }) => `${literal(name)}: ${literal(sqlTypes[type])}`);
  await connection.run(
    `COPY (SELECT * FROM read_csv(${literal(csv)}, auto_detect = false, header = true, delim = ',',
       quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
       columns = {${types.join(', ')}}))
     TO ${literal(target)} (FORMAT parquet, USE_TMP_FILE false)`,
  );
}

const folders = /(?:[A-Za-z]:)?(?:[\\/][^\s"'\\/:]+)+[\\/](?=[^\s"'\\/:])/g;

/** The first sentence of what DuckDB says, without its kind of error and without folders. */
const reasonOf = (message: string): string =>
  visible(message.split('\n', 1)[0]!)
    .replace(/^[\w ]+ Error: /, '')
    .replace(folders, '')
    .slice(0, 300);

/** What is wrong when DuckDB could not go on for reasons outside the files, or null. */
function outside(message: string): Problem | null {
  if (/no space left|failed to offload|max_temp_directory_size/i.test(message)) {
    return problem('NO_SPACE', null, 'the temporary folder');
  }
  if (message.startsWith('Out of Memory Error')) {
    return problem('DATABASE', null, 'it needs more memory than it may use');
  }
  if (/could not write|duckdb_temp/i.test(message)) {
    return problem('DATABASE', null, reasonOf(message));
  }
  return null;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What DuckDB said while it read a file that the messages call `name`. */
export const readingProblem = (error: unknown, name: string): Problem =>
  outside(messageOf(error)) ?? problem('TABLE_BROKEN', null, name, reasonOf(messageOf(error)));

/** What DuckDB said while it wrote. */
export const writingProblem = (error: unknown): Problem =>
  outside(messageOf(error)) ?? problem('DATABASE', null, reasonOf(messageOf(error)));
