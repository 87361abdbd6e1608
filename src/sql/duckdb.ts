import type { Connection, DataChunk, Result } from '@duckdb/node-bindings';
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
  readonly connection: Connection;
  readonly bindings: Bindings;
}

/**
 * Opens a database in memory. The package is optional: NO_DUCKDB where it, or its part for this
 * system, is not installed. Throws what DuckDB says, as of a file that is no database.
 */
export async function openDatabase(opening: Opening): Promise<Outcome<Database>> {
  const bindings = await loadBindings();
  if (bindings === null) return { value: null, problems: [problem('NO_DUCKDB', null)] };
  const connection = await bindings.connect(await bindings.open(':memory:'));
  const database = { connection, bindings };
  for (const statement of setUp(opening)) await run(database, statement);
  return { value: database, problems: [] };
}

/** Its lower part alone: the upper one takes longer to load than a small table to read. */
async function loadBindings(): Promise<Bindings | null> {
  try {
    return (await import('@duckdb/node-bindings')).default;
  } catch {
    return null;
  }
}

/** Runs a statement of which only the effect is wanted. */
export async function run({ connection, bindings }: Database, sql: string): Promise<void> {
  await bindings.query(connection, sql);
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
  | {
      /** In UTF-8, each from its start to its end; nothing where there is no value. */
      readonly kind: 'texts';
      readonly bytes: Uint8Array;
      readonly starts: Int32Array;
      readonly ends: Int32Array;
      readonly valid: Valid;
    };

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

/** The rows that a statement finds, of `width` columns, all of them texts. */
export async function textRows(
  database: Database,
  width: number,
  sql: string,
): Promise<readonly (readonly string[])[]> {
  const { connection, bindings } = database;
  const result = await bindings.query(connection, sql);
  const read = Array.from({ length: width }, () => texts(plain));
  const rows: string[][] = [];
  for await (const found of chunksIn(result, bindings)) {
    const { rows: count, columns } = chunkOf(found, read, bindings);
    for (let row = 0; row < count; row++) {
      rows.push(columns.map((values) => textAt(values as Texts, row)));
    }
  }
  return rows;
}

type Texts = Values & { readonly kind: 'texts' };

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const textAt = ({ bytes, starts, ends }: Texts, row: number): string =>
  decoder.decode(bytes.subarray(starts[row], ends[row]));

async function describe(database: Database, from: string): Promise<Table> {
  const sql = `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`;
  const rows = await textRows(database, 2, sql);
  return { columns: rows.map(([name, type]) => ({ name: name!, type: type! })), database, from };
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
  const rows = await textRows(
    database,
    2,
    `SELECT schema_name, name FROM (
       SELECT database_name, schema_name, table_name AS name, internal FROM duckdb_tables()
       UNION ALL SELECT database_name, schema_name, view_name, internal FROM duckdb_views())
     WHERE database_name = 'answers' AND NOT internal ORDER BY ALL`,
  );
  const names = rows.map(([schema, table]) => inMain(schema!, table!));
  const at = name === null && rows.length === 1 ? 0 : names.indexOf(name ?? '');
  const chosen = rows[at];
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
  readonly values: (memory: Uint8Array, rows: number, valid: Valid, more: More) => Values;
}

/** Bytes that lie elsewhere, by where it stands in `memory` where they are. */
type More = (memory: Uint8Array, at: number, length: number) => Uint8Array;

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

const isThere = (valid: Valid, row: number): boolean =>
  valid === null || ((valid[row >> 3]! >> (row & 7)) & 1) === 1;

/** A text takes so many bytes: first its length, and last itself or, of a longer one, where it is. */
const textBytes = 16;
const lengthBytes = 4;
const pointerAt = 8;

/** Where texts stand in their memory, as if all were short. */
function spansOf(memory: Uint8Array, rows: number, valid: Valid) {
  const lengths = view(Int32Array, memory, (rows * textBytes) / lengthBytes);
  const starts = new Int32Array(rows);
  const ends = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    if (!isThere(valid, row)) continue;
    const start = row * textBytes + lengthBytes;
    starts[row] = start;
    ends[row] = start + lengths[(row * textBytes) / lengthBytes]!;
  }
  return { starts, ends };
}

const isLong = (length: number) => length > textBytes - lengthBytes;

/** Puts long texts behind the memory of all. */
function textsIn(memory: Uint8Array, rows: number, valid: Valid, more: More): Texts {
  const { starts, ends } = spansOf(memory, rows, valid);
  let used = memory.length;
  for (let row = 0; row < rows; row++) {
    const length = ends[row]! - starts[row]!;
    if (isLong(length)) used += length;
  }
  if (used === memory.length) return { kind: 'texts', bytes: memory, starts, ends, valid };
  const bytes = new Uint8Array(used);
  bytes.set(memory);
  for (let row = rows - 1; row >= 0; row--) {
    const length = ends[row]! - starts[row]!;
    if (!isLong(length)) continue;
    ends[row] = used;
    used -= length;
    starts[row] = used;
    bytes.set(more(memory, row * textBytes + pointerAt, length), used);
  }
  return { kind: 'texts', bytes, starts, ends, valid };
}

const texts = (ask: Layout['ask']): Layout => ({ ask, bytes: textBytes, values: textsIn });
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
  const type = ident(`texts of ${name}`);
  const distinct = `SELECT DISTINCT ${text} FROM ${from} WHERE ${text} IS NOT NULL`;
  await run(
    database,
    `CREATE OR REPLACE TYPE ${type} AS ENUM (${distinct} LIMIT ${mostCodes + 1})`,
  );
  const range = `SELECT unnest(enum_range(NULL::${type}))::VARCHAR`;
  const found = (await textRows(database, 1, range)).map(([each]) => each!);
  if (found.length === 0 || found.length > mostCodes) return null;
  return codes((column) => `CAST(${ask(column)} AS ${type})`, found);
}

async function layoutFor(table: Table, type: string, { name, repeats }: Wanted): Promise<Layout> {
  const layout = layoutOf(type)!;
  if (!repeats || layout.values !== textsIn) return layout;
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
  const prepared = await bindings.prepare(connection, `SELECT ${select} FROM ${table.from}`);
  const result = await bindings.execute_prepared_streaming(prepared);
  for await (const found of chunksIn(result, bindings)) yield chunkOf(found, read, bindings);
}

/** All chunks of a result: while one is used, the next is made in another thread. */
async function* chunksIn(result: Result, bindings: Bindings): AsyncGenerator<DataChunk> {
  for (let ahead = chunkAfter(result, bindings); ;) {
    const chunk = await ahead;
    if (chunk === null || bindings.data_chunk_get_size(chunk) === 0) return;
    ahead = chunkAfter(result, bindings);
    yield chunk;
  }
}

/** What is wrong with it is told to who waits for it, and to nobody when nobody does. */
function chunkAfter(result: Result, { fetch_chunk: next }: Bindings): Promise<DataChunk | null> {
  const chunk = next(result);
  chunk.catch(() => undefined);
  return chunk;
}

/** Columns are copied as they lie in memory. */
function chunkOf(chunk: DataChunk, read: readonly Layout[], bindings: Bindings): Chunk {
  const rows = bindings.data_chunk_get_size(chunk);
  const more: More = ({ buffer, byteOffset }, at, length) =>
    bindings.get_data_from_pointer(buffer as ArrayBuffer, byteOffset + at, length);
  const columns = read.map(({ bytes, values }, i): Values => {
    const vector = bindings.data_chunk_get_vector(chunk, i);
    const valid: Valid = bindings.vector_get_validity(vector, 8 * Math.ceil(rows / 64));
    return values(bindings.vector_get_data(vector, rows * bytes), rows, valid, more);
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
  database: Database,
  csv: string,
  columns: readonly WrittenColumn[],
  target: string,
): Promise<void> {
  const types = columns.map(({ name, type }) => `${literal(name)}: ${literal(sqlTypes[type])}`);
  await run(
    database,
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
