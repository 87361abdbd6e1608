/**
 * The fields of one row as places in a buffer of UTF-8; filled anew for every row, so copy what is
 * to be kept. What stands in quotes or escapes has been undone in place. Nothing in a field: its
 * start is its end.
 */
export interface Fields {
  bytes: Uint8Array;
  /** First byte of each column of the layout, and the one after its last; but see `Glance`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The record's number as a spreadsheet counts: the header is row 1. NDJSON begins at 1. */
  row: number;
  /** The line its first byte stands on, from 1. */
  line: number;
}

/**
 * What most cells say, which are one byte or none: who takes rows apart may look it up in passing. These
 * cells are answers, and nobody comes back to them, so that they have no place among the fields.
 */
export interface Glance {
  /** By column and byte, which is ASCII: a code, or `unknown`. */
  readonly says: Uint8Array;
  readonly unknown: number;
  /** By column: where in `code` that goes, or -1. */
  readonly places: Int32Array;
  readonly code: Uint8Array;
  /** The code of a cell with nothing in it. */
  readonly empty: number;
  /** The columns of a row that are to be read still, the first `restCount`: all, or who glances says. */
  readonly rest: Int32Array;
  restCount: number;
}

/** Is given every row of a piece. `fault` says why a row could not be taken apart, in a sentence. */
export type TakeRow = (fields: Fields, fault: string | null) => void;

/** Where a piece of a table begins: the number of its first row and line. */
export interface PieceStart {
  readonly row: number;
  readonly line: number;
}

/** Reads the whole rows that a piece consists of; answers where the next piece begins. */
export type ReadPiece = (piece: Uint8Array, start: PieceStart, take: TakeRow) => PieceStart;

/** What a column of a table holds. */
export type ColumnUse =
  | { readonly kind: 'unit' | 'round' | 'respondent' | 'role' | 'market' }
  | { readonly kind: 'question'; readonly question: number }
  | { readonly kind: 'note'; readonly question: number }
  /** One share of an allocation: column `<id>.customer`, `<id>.process`, `<id>.other`. */
  | { readonly kind: 'part'; readonly question: number; readonly part: number }
  | { readonly kind: 'ignored' };

/** A column of a table: its name there and what it holds. */
export interface Column {
  readonly name: string;
  readonly use: ColumnUse;
}

/** Why a row was not scored. */
export interface Reject {
  readonly row: number;
  readonly line: number;
  /** Its name in the table; null when it is the row itself. */
  readonly column: string | null;
  readonly value: string;
  readonly reason: string;
}
