import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Mapping } from '../../answers/mapping.ts';
import type { Rewriting } from '../../answers/pseudonym.ts';
import { problem, type Problem } from '../../problem.ts';
import { beginningProblem, lineOf, readHeader, splitProblem } from '../../tables/header.ts';
import {
  csvRewriter,
  hiddenIn,
  ndjsonRewriter,
  type RowFault,
  type RowRewriter,
} from '../../tables/pseudonymise.ts';
import { splitter, type Rows } from '../../tables/split.ts';
import type { PieceStart } from '../../tables/types.ts';
import { nearest } from '../../text/nearest.ts';
import { visible } from '../../text/visible.ts';
import { stopFor } from './pass.ts';
import type { Source } from './source.ts';
import { hasMark, looksLikeJson, pieceBytes } from './text-table.ts';

/** How a table is rewritten. */
export interface TableRewriting extends Rewriting {
  readonly mapping: Mapping | null;
  /** The byte between the fields of a CSV. */
  readonly delimiter: number;
}

/** How many ids and remarks were met. */
export interface Met {
  readonly respondents: number;
  readonly notes: number;
}

/** Takes bytes as they come; each is packed by itself, which makes one file all the same. */
export const packing =
  (write: (bytes: Uint8Array) => void) =>
  (bytes: Uint8Array): void =>
    write(gzipSync(bytes));

const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** More rows than these are not told, for they are wrong in one way. */
const mostTold = 20;

const problemOf = (name: string, { line, reason }: RowFault): Problem =>
  reason === null
    ? problem('PSEUDONYM', lineOf(name, line))
    : problem('TABLE_BROKEN', lineOf(name, line), visible(name), reason);

const noColumn = (name: string, names: readonly string[]): Problem => {
  const guess = nearest('respondent', names);
  const known = names.slice(0, 20).map((each) => visible(each));
  return problem('UNKNOWN_REF', lineOf(name, 1), 'column', 'respondent', guess, known);
};

/** What rewrites the rows of a table, and where they begin in its first piece. */
interface Opened {
  readonly rewrite: RowRewriter;
  readonly next: number;
  readonly start: PieceStart;
}

function openRows(name: string, piece: Uint8Array, rows: Rows, how: TableRewriting): Opened {
  if (rows.kind === 'lines') {
    return { rewrite: ndjsonRewriter(how.mapping, how), next: 0, start: { row: 1, line: 1 } };
  }
  const hiddenBy = (column: string) => hiddenIn(column, how.mapping);
  const isHidden = (column: string) => hiddenBy(column) !== null;
  const { value, problems } = readHeader(name, piece, rows.delimiter, isHidden);
  if (value === null) throw stopFor(problems);
  const columns = value.names.map(hiddenBy);
  if (!columns.includes('respondent')) throw stopFor([noColumn(name, value.names)]);
  return { ...value, rewrite: csvRewriter(rows.delimiter, columns, how) };
}

/**
 * Writes a table again with other ids, in the memory that a piece of it needs.
 * @param write is given what stands before the rows and the rows, in their order
 */
export async function rewriteTable(
  source: Source,
  how: TableRewriting,
  write: (bytes: Uint8Array) => void,
  signal: AbortSignal,
): Promise<Met> {
  const { name } = source;
  let rows: Rows = { kind: 'lines' };
  let cutter: ReturnType<typeof splitter> | null = null;
  let opened: Opened | null = null;
  let at: PieceStart = { row: 1, line: 1 };
  let respondents = 0;
  let notes = 0;
  const faults: RowFault[] = [];

  function open(piece: Uint8Array): Opened {
    const found = openRows(name, piece, rows, how);
    write(piece.slice(0, found.next));
    at = found.start;
    return found;
  }

  function take(piece: Uint8Array): void {
    const isFirst = opened === null;
    opened ??= open(piece);
    const made = opened.rewrite(isFirst ? piece.subarray(opened.next) : piece, at);
    at = made.end;
    respondents += made.respondents;
    notes += made.notes;
    faults.push(...made.faults.slice(0, mostTold - faults.length));
    if (faults.length === 0) write(made.bytes);
  }

  function begin(chunk: Uint8Array): ReturnType<typeof splitter> {
    const wrong = beginningProblem(name, chunk);
    if (wrong !== null) throw stopFor([wrong]);
    if (!looksLikeJson(chunk)) rows = { kind: 'csv', delimiter: how.delimiter };
    if (hasMark(chunk)) write(byteOrderMark);
    return splitter(rows, pieceBytes);
  }

  async function readCut(cut: ReturnType<ReturnType<typeof splitter>['push']>): Promise<void> {
    for (const piece of cut.pieces) {
      // Signals are heard between turns, and reading takes none.
      await turn();
      signal.throwIfAborted();
      take(piece);
      cutter!.reuse(piece);
    }
    const ends = cut.fault === null ? [] : [splitProblem(name, cut.fault, at.line)];
    const told = [...faults.map((fault) => problemOf(name, fault)), ...ends];
    if (ends.length > 0 || faults.length >= mostTold) throw stopFor(told);
  }

  for await (const chunk of source.chunks()) {
    cutter ??= begin(chunk);
    await readCut(cutter.push(chunk));
  }
  if (cutter === null) throw stopFor([problem('NO_ANSWERS', null, name)]);
  await readCut(cutter.finish());
  if (faults.length > 0) throw stopFor(faults.map((fault) => problemOf(name, fault)));
  if (respondents === 0 && rows.kind === 'lines') throw stopFor([noColumn(name, [])]);
  return { respondents, notes };
}
