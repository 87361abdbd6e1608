import { problem, type Outcome, type Place, type Problem } from '../problem.ts';
import { bytesProblem, encodingFault } from '../source/source.ts';
import { visible } from '../text/visible.ts';
import { csvHeader } from './csv.ts';
import type { SplitFault } from './split.ts';
import type { PieceStart } from './types.ts';

/** The header of a CSV file, and where in the piece the rows after it begin. */
export interface Header {
  readonly names: readonly string[];
  readonly next: number;
  readonly start: PieceStart;
}

/** A line of a table as a place. */
export const lineOf = (file: string, line: number): Place => ({
  file,
  line,
  column: 1,
  excerpt: null,
  length: 1,
});

/** So many bytes of a table tell whether it is one. */
export const beginningBytes = 65_536;

/**
 * What is wrong with the first bytes of a table, before they are cut into pieces; null when they are
 * the beginning of a text.
 * @param bytes at least `beginningBytes`, or all there are
 */
export function beginningProblem(file: string, bytes: Uint8Array): Problem | null {
  const beginning = bytes.subarray(0, beginningBytes);
  const found = bytesProblem(file, beginning, 'table');
  if (found !== null) return found;
  return beginning.includes(0)
    ? problem('NOT_TEXT', lineOf(file, 1), 'a binary file', 'table')
    : null;
}

/**
 * What ends the cutting of a table, as a problem.
 * @param line of the first row after the last piece
 */
export const splitProblem = (file: string, { kind, lines }: SplitFault, line: number): Problem =>
  problem(kind === 'long' ? 'ROW_TOO_LONG' : 'QUOTE_OPEN', lineOf(file, line + lines));

function decoded(names: readonly Uint8Array[]): readonly string[] | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return names.map((name) => decoder.decode(name));
  } catch {
    return null;
  }
}

/** Names that stand in a header more than once; there may be a hundred thousand. */
function repeatedIn(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

/**
 * Reads the header of a CSV file.
 * @param piece the first piece of the table, without a byte order mark; it is left as it is
 * @param isRead whether somebody reads a column of that name, which then may be there but once
 */
export function readHeader(
  file: string,
  piece: Uint8Array,
  delimiter: number,
  isRead: (name: string) => boolean,
): Outcome<Header> {
  const refuse = (...problems: Problem[]) => ({ value: null, problems });
  const header = csvHeader(piece, delimiter);
  if (header === null) return refuse(problem('NO_ANSWERS', lineOf(file, 1), file));
  const at = lineOf(file, header.line - header.lines);
  if (header.fault !== null) {
    return refuse(problem('HEADER', at, `in the header, ${header.fault}`, null));
  }
  const names = decoded(header.names);
  if (names === null) {
    const { byte, guess } = encodingFault(piece.subarray(0, header.next));
    return refuse(problem('ENCODING', at, byte, guess));
  }
  if (names.some((name) => /\r(?!\n)/.test(name))) {
    const hint = 'end them in a line feed, with or without a carriage return before it';
    return refuse(problem('HEADER', at, 'its lines end in a carriage return alone', hint));
  }
  const twice = repeatedIn(names.filter(isRead));
  if (twice.size > 0) {
    const shown = [...twice].map((name) => visible(name));
    return refuse(...shown.map((name) => problem('COLUMN_TWICE', at, name, [name, name])));
  }
  const { next, line } = header;
  return { value: { names, next, start: { row: 2, line } }, problems: [] };
}
