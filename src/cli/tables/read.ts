import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { readMapping, type Mapping } from '../../answers/mapping.ts';
import { isError, problem, type Problem } from '../../problem.ts';
import type { Located } from '../../source/document.ts';
import type { Terms } from '../../tables/collect.ts';
import { DuplicateFinder, repeated, type Kept } from '../../tables/duplicates.ts';
import { groupsIn, type Group } from '../../tables/groups.ts';
import { beginningProblem, lineOf, readHeader, splitProblem } from '../../tables/header.ts';
import { keyTable } from '../../tables/keys.ts';
import { ignoredColumns, layoutOf, namesOf } from '../../tables/layout.ts';
import { keyColumns, readingOf, type Job, type Report, type Sum } from '../../tables/reading.ts';
import type { RowFormat } from '../../tables/row-writer.ts';
import { splitter, type Cut, type Rows } from '../../tables/split.ts';
import type { Fields, PieceStart, Reject } from '../../tables/types.ts';
import { stagedName } from '../database.ts';
import { readShown, shownPath } from '../paths.ts';
import { usage } from '../usage.ts';
import { exitCode, Stop, type World } from '../world.ts';
import { readDatabase, type DatabaseTable } from './database-table.ts';
import { startPool } from './pool.ts';
import { openSource, type Source } from './source.ts';

/** Pieces of about so many bytes are read at a time. */
const pieceBytes = 1024 * 1024;

/** So many rejects and duplicates are told one by one; the files have all. */
const told = 10;

const policies = ['error', 'first', 'last', 'ignore'] as const;
export type OnDuplicate = (typeof policies)[number];

export interface TableOptions {
  readonly map?: string;
  readonly delimiter?: string;
  /** The table of a database that has several. */
  readonly table?: string;
  readonly onDuplicate?: OnDuplicate;
  readonly allowRejects?: number;
  readonly workers?: number;
}

/** Who is told what while tables are read. */
export interface Listener {
  /** How rows of respondents are wanted; null when they are not. */
  readonly respondents: RowFormat | null;
  readonly takeRespondents: (rows: Uint8Array) => void;
  readonly takeReject: (reject: Reject, table: string) => void;
  /** All that came before is void: the tables are read again. */
  readonly again: () => void;
  readonly progress: (rows: number, rejected: number, share: number | null) => void;
  readonly signal: AbortSignal | null;
}

/** A listener to whom nothing is of interest. */
export const silent: Listener = {
  respondents: null,
  takeRespondents: () => undefined,
  takeReject: () => undefined,
  again: () => undefined,
  progress: () => undefined,
  signal: null,
};

/** Tables that were read. */
export interface ReadTables {
  readonly groups: readonly Group[];
  readonly rows: number;
  readonly rejected: number;
  /** Rows left out for another of the same respondent. */
  readonly repeats: number;
  readonly problems: readonly Problem[];
}

const delimiters: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
]);

function delimiterOf(path: string, said: string | undefined): number {
  if (said === undefined) return /\.tsv(\.gz)?$/i.test(path) ? 9 : 44;
  const character = delimiters.get(said) ?? said;
  const code = character.charCodeAt(0);
  if (character.length !== 1 || code > 126 || (code < 32 && code !== 9) || code === 34) {
    throw usage(`"${said}" cannot part fields`, "give one character, such as ';', or tab");
  }
  return code;
}

/** A map, read by itself. */
export function mappingFrom(path: string | undefined, world: World): Located<Mapping> | null {
  if (path === undefined) return null;
  const source = readShown(resolve(world.cwd, path), world);
  const read = source.value === null ? null : readMapping(source.value);
  const problems = [...source.problems, ...(read?.problems ?? [])];
  if (read?.value == null || problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return read.value;
}

/** One table of those that are read together. */
interface Table {
  readonly name: string;
  readonly from: TextTable | DatabaseTable;
  /** The number of its first row among the rows of all tables; known when the tables before were read. */
  first: number;
  /** What its first row is called in messages: the rows of a CSV are counted from its header. */
  begin: number;
}

interface TextTable {
  readonly source: Source;
  readonly delimiter: number;
  /** How many rows each piece had when it was read for the first time. */
  readonly pieces: number[];
}

/** What is read in one go over all tables. */
interface Pass {
  readonly terms: Terms;
  readonly mapping: Located<Mapping> | null;
  readonly threads: number;
  readonly listener: Listener;
  readonly keys: boolean;
  /** Numbers of the rows to leave out among the rows of all tables, ascending. */
  readonly dropped: Float64Array | null;
  /** Is shown every row that could be scored, or those whose key has one of the hashes; then none is. */
  readonly look: {
    readonly hashes: Float64Array;
    readonly row: (fields: Fields, columns: Job['columns'], first: number) => void;
  } | null;
}

interface Passed {
  readonly sums: readonly Sum[];
  readonly rows: number;
  readonly rejected: number;
  readonly rejects: readonly Problem[];
  readonly problems: readonly Problem[];
}

const stopFor = (problems: readonly Problem[]) => new Stop(exitCode.invalid, problems);

/** The part of a sorted list from one number up to another, counted from the first of them. */
function between(sorted: Float64Array, from: number, to: number): Float64Array | null {
  const own = sorted.filter((each) => each >= from && each < to);
  return own.length === 0 ? null : own.map((each) => each - from);
}

const looksLikeJson = (bytes: Uint8Array): boolean => {
  const at = bytes.findIndex((byte) => byte > 32);
  return bytes[at] === 0x7b;
};

/** A reject as a problem with its place. */
function rejectProblem(file: string, { row, line, column, value, reason }: Reject): Problem {
  const where = column === null ? `row ${row}` : `row ${row}, column ${column}`;
  return problem('ROW_REJECTED', lineOf(file, line), where, value.slice(0, 60), reason);
}

/** Counts what the rows of a table bring, and tells the listener. */
function counting(name: string, listener: Listener, done: Passed) {
  const rejects: Problem[] = [...done.rejects];
  let { rows, rejected } = done;
  return {
    /** @param begin where the rows of the report begin */
    take: (report: Report, begin: PieceStart, share: number | null): void => {
      for (const each of report.rejects) {
        const placed = { ...each, row: each.row + begin.row, line: each.line + begin.line };
        if (rejects.length < told) rejects.push(rejectProblem(name, placed));
        listener.takeReject(placed, name);
      }
      rows += report.rows;
      rejected += report.rejected;
      if (report.respondents !== null) listener.takeRespondents(report.respondents);
      listener.progress(rows, rejected, share);
    },
    passed: (sums: readonly Sum[], problems: readonly Problem[]): Passed => ({
      sums: [...done.sums, ...sums],
      rows,
      rejected,
      rejects,
      problems: [...done.problems, ...problems],
    }),
  };
}

/** What there is to do with the rows of a table whose columns have these names. */
function jobFor(name: string, names: readonly string[], pass: Pass) {
  const { terms, mapping, listener, keys, look } = pass;
  const { value, problems } = layoutOf(terms.plan, name, names, mapping);
  if (value === null) throw stopFor(problems);
  const job: Omit<Job, 'rows'> = {
    terms,
    columns: value.columns,
    mapping: mapping?.value ?? null,
    respondents: look === null ? listener.respondents : null,
    keys,
  };
  return { job, problems };
}

/** Reads a table of a database from beginning to end. */
async function readDatabaseTable(
  table: Table,
  from: DatabaseTable,
  pass: Pass,
  done: Passed,
): Promise<Passed> {
  const { listener, threads, dropped, look } = pass;
  const count = counting(table.name, listener, done);
  const problems: Problem[] = [];
  table.first = done.rows;
  table.begin = 1;
  let row = 0;
  const sums = await readDatabase(
    from,
    threads,
    (names) => {
      const { job, problems: told } = jobFor(table.name, names, pass);
      problems.push(...told);
      const own = dropped && between(dropped, table.first, Infinity);
      return { job, dropped: own, hashes: look?.hashes ?? null };
    },
    (report, keys) => {
      listener.signal?.throwIfAborted();
      for (const key of keys) look?.row(key, keyTable, table.first + row);
      const start = { row: row + 1, line: row + 1 };
      count.take(look === null ? report : { ...report, rejects: [] }, start, null);
      row += report.rows;
    },
  );
  return count.passed(sums, problems);
}

/** Reads a table of text from beginning to end. */
async function readTextTable(
  table: Table,
  { source, delimiter, pieces }: TextTable,
  pass: Pass,
  done: Passed,
): Promise<Passed> {
  const { terms, mapping, threads, listener, dropped, look } = pass;
  const { name } = source;
  const problems: Problem[] = [];
  const isFirstTime = pieces.length === 0;
  const count = counting(name, listener, done);
  table.first = done.rows;
  let cutter: ReturnType<typeof splitter> | null = null;
  let rowsOf: Rows = { kind: 'csv', delimiter };
  let begin: PieceStart = { row: 1, line: 1 };
  let reader: {
    read: (piece: Uint8Array, dropped: Float64Array | null) => Promise<void>;
    finish: () => Promise<readonly Sum[]>;
    stop: () => Promise<void>;
  } | null = null;
  let given = 0;
  let from = table.first;
  let here = table.first;

  function take(report: Report): void {
    count.take(report, begin, source.size === null ? null : source.read() / source.size);
    begin = { row: begin.row + report.rows, line: begin.line + report.lines };
    if (isFirstTime) pieces.push(report.rows);
  }

  /** What the columns are called: in the header of a CSV, in NDJSON as the plan and the map say. */
  function headerOf(piece: Uint8Array) {
    if (rowsOf.kind === 'csv') return readHeader(name, piece, delimiter);
    const names = namesOf(terms.plan, mapping?.value ?? null);
    return { value: { names, next: 0, start: { row: 1, line: 1 } }, problems: [] };
  }

  /** Finds out what the columns hold, when the first piece has come; where its rows begin. */
  function open(piece: Uint8Array): number {
    const header = headerOf(piece);
    if (header.value === null) throw stopFor(header.problems);
    const found = jobFor(name, header.value.names, pass);
    problems.push(...found.problems);
    begin = header.value.start;
    table.begin = begin.row;
    const job: Job = { ...found.job, rows: rowsOf };
    reader =
      look === null
        ? startPool(job, threads, take, (old) => cutter?.reuse(old))
        : lookingAt(job, (fields) => look.row(fields, job.columns, here), take);
    return header.value.next;
  }

  async function each({ pieces: whole, fault }: Cut): Promise<void> {
    for (const piece of whole) {
      listener.signal?.throwIfAborted();
      const next = reader === null ? open(piece) : 0;
      const rest = next === 0 ? piece : piece.slice(next);
      const own = pieces[given];
      const out = dropped === null || own === undefined ? null : between(dropped, from, from + own);
      here = from;
      from += own ?? 0;
      given += 1;
      await reader!.read(rest, out);
    }
    if (fault !== null) {
      // The line is known when all before it has been read.
      await reader?.finish();
      throw stopFor([...problems, splitProblem(name, fault, begin.line)]);
    }
  }

  try {
    for await (const chunk of source.chunks()) {
      if (cutter === null) {
        const wrong = beginningProblem(name, chunk);
        if (wrong !== null) throw stopFor([wrong]);
        if (looksLikeJson(chunk)) rowsOf = { kind: 'lines' };
        cutter = splitter(rowsOf, pieceBytes);
      }
      await each(cutter.push(chunk));
    }
    if (cutter === null) throw stopFor([problem('NO_ANSWERS', null, name)]);
    await each(cutter.finish());
    const sums =
      reader === null ? [] : await (reader as { finish: () => Promise<readonly Sum[]> }).finish();
    const ignored = [...new Set(sums.flatMap((sum) => sum.ignored))];
    problems.push(...ignoredColumns(terms.plan, name, ignored));
    return count.passed(sums, problems);
  } finally {
    await (reader as { stop: () => Promise<void> } | null)?.stop();
  }
}

/** Reads pieces only to look at their rows. */
function lookingAt(job: Job, look: (fields: Fields) => void, take: (report: Report) => void) {
  const reading = readingOf(job, look);
  return {
    read: async (piece: Uint8Array, dropped: Float64Array | null) =>
      take({ ...reading.read(piece, dropped), rejects: [] }),
    finish: async () => [],
    stop: async () => undefined,
  };
}

const nothing: Passed = { sums: [], rows: 0, rejected: 0, rejects: [], problems: [] };

async function readAll(tables: readonly Table[], pass: Pass): Promise<Passed> {
  let done = nothing;
  for (const table of tables) {
    const { from } = table;
    done =
      'source' in from
        ? await readTextTable(table, from, pass, done)
        : await readDatabaseTable(table, from, pass, done);
  }
  return done;
}

const decoder = new TextDecoder();

/** Which rows repeat another: found by looking at those whose hashes are the same. */
async function duplicatesIn(
  tables: readonly Table[],
  pass: Pass,
  hashes: Float64Array,
  kept: Kept,
): Promise<{ readonly dropped: Float64Array; readonly problems: readonly Problem[] }> {
  const finder = new DuplicateFinder(hashes, kept);
  const problems: Problem[] = [];
  const row: NonNullable<Pass['look']>['row'] = (fields, columns, first) => {
    const key = keyColumns(columns);
    if (!finder.look(fields, key, first + fields.row) || problems.length >= told) return;
    const text = (column: number) =>
      column < 0
        ? ''
        : decoder.decode(fields.bytes.subarray(fields.starts[column]!, fields.ends[column]!));
    const round = text(key.round);
    const who = `respondent "${text(key.respondent)}" of "${text(key.unit)}"${round === '' ? '' : ` in ${round}`}`;
    const { first: earlier } = finder.found().pairs.at(-1)!;
    const other = tables.findLast((each) => each.first <= earlier)!;
    problems.push(
      problem(
        'DUPLICATE_RESPONDENT',
        null,
        who,
        `${other.name}, row ${earlier - other.first + other.begin}`,
      ),
    );
  };
  await readAll(tables, { ...pass, look: { hashes, row }, keys: false });
  return { dropped: finder.found().dropped, problems };
}

/** Reads tables into groups; what cannot be scored is told to the listener, and told in the end. */
export async function readTables(
  paths: readonly string[],
  terms: Terms,
  options: TableOptions,
  listener: Listener,
  world: World,
): Promise<ReadTables> {
  const { onDuplicate = 'error', allowRejects = 0 } = options;
  const mapping = mappingFrom(options.map, world);
  const tables: Table[] = [];
  try {
    for (const path of paths) {
      const name = path === '-' ? '-' : shownPath(path, world);
      tables.push({ name, from: await openTable(path, name), first: 0, begin: 1 });
    }
    const threads = options.workers ?? Math.min(8, availableParallelism());
    const keys = onDuplicate !== 'ignore';
    const pass: Pass = { terms, mapping, threads, listener, keys, dropped: null, look: null };
    let passed = await readAll(tables, pass);
    const hashes = repeated(passed.sums.flatMap((sum) => sum.keys));
    let repeats = 0;
    if (hashes.length > 0 && onDuplicate !== 'ignore') {
      const kept = onDuplicate === 'last' ? 'last' : 'first';
      const found = await duplicatesIn(tables, pass, hashes, kept);
      repeats = found.dropped.length;
      if (repeats > 0 && onDuplicate === 'error') {
        throw stopFor([
          ...passed.problems,
          ...found.problems,
          problem('ROWS_REPEATED', null, repeats),
        ]);
      }
      if (repeats > 0) {
        listener.again();
        passed = await readAll(tables, { ...pass, keys: false, dropped: found.dropped });
      }
    }
    const groups = passed.sums.flatMap((sum) => groupsIn(terms.plan, sum));
    const { rows, rejected } = passed;
    const isAllowed = rejected <= allowRejects;
    const problems = [
      ...passed.problems,
      ...(isAllowed ? [] : passed.rejects),
      ...(repeats > 0 ? [problem('REPEATS_LEFT_OUT', null, repeats, onDuplicate)] : []),
      ...(rejected === 0
        ? []
        : isAllowed
          ? [problem('ROWS_LEFT_OUT', null, rejected, rows)]
          : [problem('ROWS_REJECTED', null, rejected, rows, allowRejects)]),
    ];
    if (groups.length === 0) {
      throw stopFor([
        ...problems,
        problem('NO_ANSWERS', null, tables.map(({ name }) => name).join(', ')),
      ]);
    }
    return { groups, rows, rejected, repeats, problems };
  } finally {
    for (const { from } of tables) if ('source' in from) from.source.close();
  }

  async function openTable(path: string, name: string): Promise<Table['from']> {
    const file = path === '-' ? null : stagedName(path);
    if (file !== null) return { path, name, file, table: options.table ?? null };
    const source = await openSource(path, name, onDuplicate !== 'ignore', world);
    return { source, delimiter: delimiterOf(path, options.delimiter), pieces: [] };
  }
}
