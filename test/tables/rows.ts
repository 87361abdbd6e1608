import { splitter, type Rows, type SplitFault } from '../../src/tables/split.ts';
import type { ReadPiece } from '../../src/tables/types.ts';

/** A row as text, copied out of the bytes of its piece. */
export interface TextRow {
  readonly row: number;
  readonly line: number;
  /** Null of a row with a fault. */
  readonly cells: readonly string[] | null;
}

export interface Read {
  readonly rows: readonly TextRow[];
  readonly next: { readonly row: number; readonly line: number };
  readonly fault: SplitFault | null;
}

const decoder = new TextDecoder();

/** Bytes in pieces of these sizes, again and again. */
export function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield bytes.slice(at, at + size);
    at += size;
  }
}

/** Everything a reader makes of some text that comes in chunks, as text. */
export function readRows(
  read: ReadPiece,
  rows: Rows,
  text: string,
  { sizes = [1 << 20], target = 1 << 22 }: { sizes?: readonly number[]; target?: number } = {},
): Read {
  const found: TextRow[] = [];
  let next = { row: 1, line: 1 };
  let fault: SplitFault | null = null;
  const cut = splitter(rows, target);
  const eat = (made: ReturnType<typeof cut.push>) => {
    for (const piece of made.pieces) {
      next = read(piece, next, ({ bytes, starts, ends, row, line }, why) => {
        const cells = [...starts].map((start, i) => decoder.decode(bytes.subarray(start, ends[i])));
        found.push({ row, line, cells: why === null ? cells : null });
      });
      cut.reuse(piece);
    }
    fault ??= made.fault;
  };
  for (const chunk of chunksOf(Buffer.from(text), sizes)) eat(cut.push(chunk));
  eat(cut.finish());
  return { rows: found, next, fault };
}
