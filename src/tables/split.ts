const lineFeed = 10;
const quote = 34;

/** The most bytes a row may have. */
export const maxRow = 1024 * 1024;

/** What ends the cutting: a row that is too long, or a quote that is never closed. */
export interface SplitFault {
  readonly kind: 'long' | 'open';
  /** Line feeds between the end of the last piece and where the row begins or the quote opens. */
  readonly lines: number;
}

/** What there is to read so far; nothing comes after a fault. */
export interface Cut {
  /** Whole rows. The pieces are the reader's own, to change or to give away. */
  readonly pieces: readonly Uint8Array[];
  readonly fault: SplitFault | null;
}

/** Cuts a stream into pieces of whole rows; where it cuts does not depend on how the stream comes. */
export interface Splitter {
  readonly push: (chunk: Uint8Array) => Cut;
  /** What is left when the stream ends; its last row may have no line end. */
  readonly finish: () => Cut;
  /** Takes back a piece that has been read, so that its memory serves again. */
  readonly reuse: (piece: Uint8Array) => void;
}

/** How rows are told apart: of CSV by its quotes, elsewhere every line is one. */
export type Rows =
  { readonly kind: 'csv'; readonly delimiter: number } | { readonly kind: 'lines' };

/** What was found of rows in some bytes that begin with a row. */
interface Found {
  /** Where the last whole row ends. */
  end: number;
  /** Where a row begins that is too long; -1 when there is none. */
  long: number;
  /** Where a quote opens that is not closed; -1 when there is none. */
  open: number;
}

/** So many pieces are kept to serve again. */
const mostSpare = 64;

/**
 * Memory that other threads see as well. Were it given to them and back instead, all typed arrays would
 * be slower from then on, by a quarter in all: V8 then asks at each access whether one was given away.
 */
const shared = (size: number): Buffer => Buffer.from(new SharedArrayBuffer(size));

const byteOrderMark = [0xef, 0xbb, 0xbf];

function feedsIn(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (bytes[at] === lineFeed) count++;
  return count;
}

/**
 * Every line is a row. Steps from the last line end that a row of full length allows to the next, so
 * that a thousand rows cost one look.
 */
function linesEnd(bytes: Buffer, found: Found): void {
  const last = bytes.lastIndexOf(lineFeed) + 1;
  let start = 0;
  while (last - start > maxRow + 1) {
    const next = bytes.lastIndexOf(lineFeed, start + maxRow) + 1;
    if (next <= start) break;
    start = next;
  }
  found.open = -1;
  const isLong = last - start > maxRow + 1;
  found.end = isLong ? start : last;
  found.long = isLong || bytes.length - last > maxRow ? found.end : -1;
}

/** Where quotes close again, by the grammar that the reader has: `rowScanner` in `csv.ts`. */
function closing(bytes: Uint8Array, open: number): number {
  let at = open + 1;
  for (; at < bytes.length; at++) {
    if (bytes[at] !== quote) continue;
    if (bytes[at + 1] !== quote) return at;
    at++;
  }
  return bytes.length;
}

/** The same where there are quotes, in which a line may end and a row does not. */
function rowsEnd(bytes: Uint8Array, delimiter: number, found: Found): void {
  const { length } = bytes;
  let start = 0;
  let before = lineFeed;
  found.open = found.long = -1;
  for (let at = 0; at < length && at - start <= maxRow; at++) {
    const byte = bytes[at]!;
    if (byte === lineFeed) start = at + 1;
    else if (byte === quote && (before === delimiter || before === lineFeed)) {
      const close = closing(bytes, at);
      if (close === length) found.open = at;
      at = close;
    }
    before = byte;
  }
  found.end = start;
  if (length - start > maxRow) found.long = start;
}

/**
 * Cuts a table into pieces of whole rows. A piece is as many rows as `target` bytes hold; where one row is
 * longer, as many as hold it, doubled as often as needed. A byte order mark at the beginning is dropped.
 * @param target bytes
 */
export function splitter(rows: Rows, target: number): Splitter {
  let held = shared(target);
  let filled = 0;
  let isFirst = true;
  let isOver = false;
  const spare: ArrayBufferLike[] = [];
  const found: Found = { end: 0, long: -1, open: -1 };

  function look(): void {
    const bytes = held.subarray(0, filled);
    if (rows.kind === 'csv' && bytes.indexOf(quote) >= 0) rowsEnd(bytes, rows.delimiter, found);
    else linesEnd(bytes, found);
  }

  const fresh = (size: number): Buffer => {
    const at = spare.findIndex(({ byteLength }) => byteLength === size);
    const [used] = at < 0 ? [] : spare.splice(at, 1);
    return used === undefined ? shared(size) : Buffer.from(used);
  };

  /** Gives the whole rows away and keeps the rest. */
  function give(pieces: Uint8Array[]): void {
    const rest = filled - found.end;
    let size = target;
    while (size <= rest) size *= 2;
    const next = fresh(size);
    held.copy(next, 0, found.end, filled);
    pieces.push(new Uint8Array(held.buffer, 0, found.end));
    [held, filled] = [next, rest];
  }

  function over(pieces: Uint8Array[], kind: SplitFault['kind'], at: number): Cut {
    const { end } = found;
    const fault = { kind, lines: feedsIn(held, end, at) };
    isOver = true;
    if (end > 0) pieces.push(new Uint8Array(held.buffer, 0, end));
    return { pieces, fault };
  }

  function add(chunk: Uint8Array): void {
    held.set(chunk, filled);
    filled += chunk.length;
    const isMarked = isFirst && filled >= 3 && byteOrderMark.every((byte, i) => held[i] === byte);
    if (filled >= 3) isFirst = false;
    if (!isMarked) return;
    held.copyWithin(0, 3, filled);
    filled -= 3;
  }

  /** Makes room once all that is held is the beginning of one row. */
  function grow(): void {
    const larger = fresh(held.length * 2);
    held.copy(larger, 0, 0, filled);
    held = larger;
  }

  function push(chunk: Uint8Array): Cut {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < chunk.length && !isOver;) {
      const room = Math.min(held.length - filled, chunk.length - at);
      add(chunk.subarray(at, at + room));
      at += room;
      if (filled < held.length) continue;
      look();
      if (found.long >= 0) return over(pieces, 'long', found.long);
      if (found.end === 0) grow();
      else give(pieces);
    }
    return { pieces, fault: null };
  }

  function finish(): Cut {
    const pieces: Uint8Array[] = [];
    if (isOver || filled === 0) return { pieces, fault: null };
    look();
    if (found.long >= 0) return over(pieces, 'long', found.long);
    if (found.open >= 0) return over(pieces, 'open', found.open);
    pieces.push(new Uint8Array(held.buffer, 0, filled));
    isOver = true;
    return { pieces, fault: null };
  }

  const reuse = ({ buffer }: Uint8Array): void => {
    spare.push(buffer);
    // Of the larger ones, which few tables need, some are enough.
    if (spare.length > mostSpare) spare.shift();
  };

  return { push, finish, reuse };
}
