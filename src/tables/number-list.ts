const bits = 16;
const chunkLength = 2 ** bits;
const inChunk = chunkLength - 1;

/** A growing list of numbers at 8 bytes each: it grows by chunks, so that nothing is ever copied. */
export class NumberList {
  readonly #chunks: Float64Array<ArrayBuffer>[] = [];
  #length = 0;
  #last = new Float64Array();

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length & inChunk;
    if (at === 0) this.#chunks.push((this.#last = new Float64Array(chunkLength)));
    this.#last[at] = value;
    this.#length += 1;
  }

  /** The number at an index that there is. */
  at(index: number): number {
    return this.#chunks[index >>> bits]![index & inChunk]!;
  }

  set(index: number, value: number): void {
    this.#chunks[index >>> bits]![index & inChunk] = value;
  }

  /** The numbers in their order, each chunk in a buffer of its own that may go to another thread. */
  chunks(): readonly Float64Array<ArrayBuffer>[] {
    return this.#chunks.map((chunk, i) => chunk.subarray(0, this.#length - i * chunkLength));
  }
}

/** Numbers of several chunks in one, in their order. */
export function joined(chunks: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Sorts numbers where they are, for a copy of millions is what there may be no room for. */
export function sortInPlace<T extends Float64Array>(numbers: T): T {
  // oxlint-disable-next-line unicorn/no-array-sort -- a copy is what this is to avoid
  numbers.sort();
  return numbers;
}
