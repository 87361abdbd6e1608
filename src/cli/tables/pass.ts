import type { Mapping } from '../../answers/mapping.ts';
import { problem, type Place, type Problem } from '../../problem.ts';
import type { Located } from '../../source/document.ts';
import type { Terms } from '../../tables/collect.ts';
import { lineOf } from '../../tables/header.ts';
import { layoutOf } from '../../tables/layout.ts';
import type { Study } from '../../score/study.ts';
import type { Job, Report, Sum } from '../../tables/reading.ts';
import type { WantedRows } from '../../tables/respondent-rows.ts';
import type { Fields, PieceStart, Reject } from '../../tables/types.ts';
import type { Progress } from '../progress.ts';
import { exitCode, Stop } from '../world.ts';

/** Who is told what while tables are read. */
export interface Listener {
  /** How rows of respondents are wanted; null when they are not. */
  readonly respondents: WantedRows | null;
  readonly takeRespondents: (rows: Uint8Array) => void;
  readonly takeReject: (reject: Reject, table: string) => void;
  /** Nothing can be scored: what was told of rejects is all there will be. */
  readonly keepRejects: () => Promise<void>;
  /** All that came before is void: the tables are read again. */
  readonly again: () => void;
  /** Tables are read from their beginning on: so many bytes, null when nobody knows. */
  readonly watch: (total: number | null) => Progress;
  readonly signal: AbortSignal | null;
}

/** A listener to whom nothing is of interest. */
export const silent: Listener = {
  respondents: null,
  takeRespondents: () => undefined,
  takeReject: () => undefined,
  keepRejects: async () => undefined,
  again: () => undefined,
  watch: () => ({ show: () => undefined, wipe: () => undefined }),
  signal: null,
};

/** A listener who has been told of rows before. */
export const quiet = ({ watch, signal }: Listener): Listener => ({ ...silent, watch, signal });

/** What is done with every row in one go over all tables. */
export interface Pass {
  readonly terms: Terms;
  readonly mapping: Located<Mapping> | null;
  readonly threads: number;
  readonly listener: Listener;
  /** Whether hashes of the rows' keys are wanted. */
  readonly keys: boolean;
  /** What is wanted of single answers; null when nothing is. */
  readonly study: Study | null;
  /** Numbers of the rows to leave out among the rows of all tables, ascending. */
  readonly dropped: Float64Array | null;
  /** Is shown the rows whose key may have one of these hashes, with their columns; then none is scored. */
  readonly look: {
    readonly hashes: Float64Array;
    /**
     * @param first the number, among the rows of all tables, that row 0 of the fields would have
     * @param at where the row stands
     */
    readonly row: (fields: Fields, columns: Job['columns'], first: number, at: Place) => void;
  } | null;
}

/** What reading a table has come to. */
export interface Ended {
  readonly sums: readonly Sum[];
  readonly problems: readonly Problem[];
}

/** One table of those that are read together, as often as it has to be. */
export interface Table {
  readonly name: string;
  /** Bytes in all; null when nobody knows. */
  readonly size: number | null;
  /** What its first row is called in messages: the rows of a CSV are counted from its header. */
  readonly begin: () => number;
  /** @param first the number of its first row among the rows of all tables */
  readonly read: (pass: Pass, first: number, count: Count) => Promise<Ended>;
  readonly close: () => void;
}

/** So many rejects and duplicates are told one by one; the files have all. */
export const told = 10;

/** Counts what rows bring, and tells the listener. */
export interface Count {
  /**
   * @param begin where the rows of the report begin
   * @param bytes of the table that have been read
   */
  readonly take: (report: Report, begin: PieceStart, bytes: number) => void;
}

/** A reject as a problem with its place. */
function rejectProblem(file: string, { row, line, column, value, reason }: Reject): Problem {
  const where = column === null ? `row ${row}` : `row ${row}, column ${column}`;
  return problem('ROW_REJECTED', lineOf(file, line), where, value.slice(0, 60), reason);
}

/** What all tables have come to. */
export interface Passed extends Ended {
  readonly rows: number;
  readonly rejected: number;
  /** The first of the rejects. */
  readonly rejects: readonly Problem[];
}

/** Reads all tables in one go, one after the other. */
export async function readAll(
  tables: readonly { readonly table: Table; first: number }[],
  pass: Pass,
): Promise<Passed> {
  const { listener } = pass;
  const known = tables.every(({ table }) => table.size !== null);
  const total = known ? tables.reduce((sum, { table }) => sum + table.size!, 0) : null;
  const progress = listener.watch(total);
  const rejects: Problem[] = [];
  const sums: Sum[] = [];
  const problems: Problem[] = [];
  let [rows, rejected, before] = [0, 0, 0];
  const counting = (name: string): Count => ({
    take: (report, begin, bytes) => {
      for (const each of report.rejects) {
        const placed = { ...each, row: each.row + begin.row, line: each.line + begin.line };
        if (rejects.length < told) rejects.push(rejectProblem(name, placed));
        listener.takeReject(placed, name);
      }
      rows += report.rows;
      rejected += report.rejected;
      if (report.respondents !== null) listener.takeRespondents(report.respondents);
      progress.show({ rows, rejects: rejected, bytes: before + bytes });
    },
  });
  try {
    for (const each of tables) {
      each.first = rows;
      const ended = await each.table.read(pass, rows, counting(each.table.name));
      sums.push(...ended.sums);
      problems.push(...ended.problems);
      before += each.table.size ?? 0;
    }
  } finally {
    progress.wipe();
  }
  return { sums, problems, rows, rejected, rejects };
}

export const stopFor = (problems: readonly Problem[]) => new Stop(exitCode.invalid, problems);

/** The part of a sorted list from one number up to another, counted from the first of them. */
export function between(sorted: Float64Array, from: number, to: number): Float64Array | null {
  const own = sorted.filter((each) => each >= from && each < to);
  return own.length === 0 ? null : own.map((each) => each - from);
}

/** What there is to do with the rows of a table whose columns have these names. */
export function jobFor(name: string, names: readonly string[], pass: Pass) {
  const { terms, mapping, listener, keys, study, look } = pass;
  const { value, problems } = layoutOf(terms.plan, name, names, mapping);
  if (value === null) throw stopFor(problems);
  const job: Omit<Job, 'rows'> = {
    terms,
    columns: value.columns,
    mapping: mapping?.value ?? null,
    respondents: look === null ? listener.respondents : null,
    keys,
    study,
  };
  return { job, problems };
}
