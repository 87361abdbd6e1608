import type { Fields, Glance, ReadPiece } from './types.ts';

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/** What a byte means outside quotes: nothing, or one of these. */
const ends = 1;
const quotes = 2;

/** One row as it was taken apart; filled anew for every row. */
interface Row {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Where the next row begins. */
  next: number;
  /** How many fields it has; those that are too many are counted and not kept. */
  count: number;
  /** Line feeds in it, the one at its end too. */
  lines: number;
  fault: string | null;
}

/** Whether nothing but a line end stands here, and how many bytes it has; 0 when a row begins. */
function blankLine(piece: Uint8Array, at: number): number {
  if (piece[at] === lineFeed) return 1;
  return piece[at] === carriageReturn && piece[at + 1] === lineFeed ? 2 : 0;
}

/** Knows nothing of any cell. */
const blind = (columns: number): Glance => ({
  says: new Uint8Array(columns * 256),
  unknown: 0,
  places: new Int32Array(columns).fill(-1),
  code: new Uint8Array(),
  empty: 0,
  rest: new Int32Array(columns),
  restCount: 0,
});

/**
 * The grammar of rows (RFC 4180), which `rowEnd` in `split.ts` has as well: a quote opens only as the
 * first byte of a field; inside quotes two of them are one, and one alone closes; whatever follows
 * until the next delimiter or line feed belongs to the field.
 */
function rowScanner(delimiter: number, columns: number, glance: Glance) {
  const starts = new Int32Array(columns);
  const row: Row = {
    starts,
    ends: new Int32Array(columns),
    next: 0,
    count: 0,
    lines: 0,
    fault: null,
  };
  const meaning = new Uint8Array(256);
  meaning[delimiter] = meaning[lineFeed] = ends;
  meaning[quote] = quotes;
  const { unknown, places, code, empty, rest } = glance;
  /** What has a meaning of its own says nothing. */
  const says = glance.says.map((each, at) => (meaning[at & 255] === 0 ? each : unknown));

  function blame(fault: string): void {
    row.fault ??= `field ${row.count + 1} ${fault}`;
  }

  /** Undoes the quotes of a field in place; the offset behind its closing quote. */
  function unquote(piece: Uint8Array, open: number): number {
    const { length } = piece;
    let to = open + 1;
    let at = to;
    for (; at < length; at++) {
      const byte = piece[at]!;
      if (byte === quote) {
        if (piece[at + 1] !== quote) break;
        at++;
      } else if (byte === lineFeed) row.lines++;
      if (to !== at) piece[to] = byte;
      to++;
    }
    if (row.count < columns) {
      row.starts[row.count] = open + 1;
      row.ends[row.count] = to;
    }
    if (at === length) blame('has a quote that is not closed');
    return at + 1;
  }

  /** The end of what follows a closing quote or holds a quote: both are faults. */
  function skip(piece: Uint8Array, from: number): number {
    let at = from;
    while (at < piece.length && meaning[piece[at]!] !== ends) at++;
    return at;
  }

  /** Reads a field in quotes; the offset of what ends it. */
  function quoted(piece: Uint8Array, open: number): number {
    const behind = unquote(piece, open);
    const end = skip(piece, behind);
    const isReturn =
      end === behind + 1 && piece[behind] === carriageReturn && piece[end] === lineFeed;
    if (end > behind && !isReturn) blame('goes on after its closing quote');
    return end;
  }

  /** Reads a field without quotes; the offset of what ends it. */
  function bare(piece: Uint8Array, start: number): number {
    const { length } = piece;
    let at = start;
    while (at < length && meaning[piece[at]!] === 0) at++;
    if (at < length && piece[at] === quote) {
      blame(
        'has a quote inside; a field with quotes is quoted whole, and each quote in it doubled',
      );
      at = skip(piece, at);
    }
    if (row.count < columns) {
      const isReturn =
        at > start && at < length && piece[at] === lineFeed && piece[at - 1] === carriageReturn;
      row.starts[row.count] = start;
      row.ends[row.count] = isReturn ? at - 1 : at;
    }
    return at;
  }

  function leave(column: number): void {
    if (column < columns) rest[glance.restCount++] = column;
  }

  /** A field with nothing in it. */
  function passEmpty(column: number, at: number): void {
    const place = places[column]!;
    if (place >= 0) {
      code[place] = empty;
      return;
    }
    row.starts[column] = row.ends[column] = at;
    leave(column);
  }

  /** Takes the row at an offset apart, into `row`, with what can be said of its cells in passing. */
  function scan(piece: Uint8Array, from: number): void {
    const { length } = piece;
    const last = columns - 1;
    const limit = length - 1;
    row.lines = row.count = glance.restCount = 0;
    row.fault = null;
    let at = from;
    for (;;) {
      let count = row.count;
      // Most cells are one byte: no call, and no look at more than it and what follows.
      while (count < last && at < limit && piece[at + 1] === delimiter) {
        const said = says[(count << 8) | piece[at]!]!;
        if (said === unknown) break;
        code[places[count]!] = said;
        at += 2;
        count++;
      }
      row.count = count;
      if (count < last && at < length && piece[at] === delimiter) passEmpty(count, at);
      else {
        leave(count);
        at = at < length && piece[at] === quote ? quoted(piece, at) : bare(piece, at);
      }
      row.count++;
      if (at >= length || piece[at] !== delimiter) break;
      at++;
    }
    if (at < length) row.lines++;
    row.next = at + 1;
  }

  return { row, scan };
}

const fieldCount = (count: number) => (count === 1 ? '1 field' : `${count} fields`);

/**
 * Reads the rows of a CSV file (RFC 4180) after its header: line feeds with or without a carriage
 * return, quotes undone in place, lines without a byte left out. Any other number of fields than
 * the header's is a fault of the row.
 * @param delimiter the byte between fields
 * @param columns how many fields the header has
 * @param glance what their cells say, as far as they are seen through in passing
 */
export function csvReader(
  delimiter: number,
  columns: number,
  glance: Glance = blind(columns),
): ReadPiece {
  const { row, scan } = rowScanner(delimiter, columns, glance);
  const fields: Fields = {
    bytes: new Uint8Array(),
    starts: row.starts,
    ends: row.ends,
    row: 0,
    line: 0,
  };
  return (piece, start, take) => {
    let { row: number, line } = start;
    let at = 0;
    fields.bytes = piece;
    while (at < piece.length) {
      const blank = blankLine(piece, at);
      if (blank > 0) {
        at += blank;
        line++;
        continue;
      }
      scan(piece, at);
      fields.row = number++;
      fields.line = line;
      line += row.lines;
      at = row.next;
      if (row.count === columns || row.fault !== null) take(fields, row.fault);
      else take(fields, `the row has ${fieldCount(row.count)}, the header ${columns}`);
    }
    return { row: number, line };
  };
}

/** The first row of a CSV file: its fields as bytes, where the next row begins, and on which line. */
interface CsvHeader {
  readonly names: readonly Uint8Array[];
  readonly next: number;
  readonly line: number;
  /** How many of the lines before it are its own. */
  readonly lines: number;
  readonly fault: string | null;
}

/**
 * The first row of a CSV file, or null when there is none.
 * @param bytes at least the whole row; left as they are
 */
export function csvHeader(bytes: Uint8Array, delimiter: number): CsvHeader | null {
  let at = 0;
  let line = 1;
  for (let blank = blankLine(bytes, at); blank > 0; blank = blankLine(bytes, at)) {
    at += blank;
    line++;
  }
  if (at >= bytes.length) return null;
  // A first look only counts; the second has room for all, in a copy since quotes are undone in place.
  const counting = rowScanner(delimiter, 0, blind(0));
  counting.scan(bytes.slice(at), 0);
  const { count, next, lines } = counting.row;
  const copy = bytes.slice(at, at + next);
  const { row, scan } = rowScanner(delimiter, count, blind(count));
  scan(copy, 0);
  const names = Array.from({ length: count }, (_, i) => copy.subarray(row.starts[i], row.ends[i]));
  return {
    names,
    next: Math.min(at + next, bytes.length),
    line: line + lines,
    lines,
    fault: row.fault,
  };
}
