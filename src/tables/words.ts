/** A few texts with a number each, found by bytes. */
export interface Words {
  /** The number of the text that these bytes are, or -1. */
  readonly find: (bytes: Uint8Array, start: number, end: number) => number;
}

/** Spreads short words well enough; what is found is compared byte by byte in any case. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  const [first, middle, last] = [bytes[start]!, bytes[(start + end) >> 1]!, bytes[end - 1]!];
  return (end - start) * 31 + first * 256 + middle * 7 + last * 16;
}

/**
 * A table of texts in which bytes are looked up without making a string of them (open addressing).
 * @param texts none of them empty
 */
export function wordsOf(texts: readonly string[]): Words {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const pool = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0));
  const offsets = new Int32Array(texts.length + 1);
  encoded.forEach((each, i) => {
    pool.set(each, offsets[i]);
    offsets[i + 1] = offsets[i]! + each.length;
  });
  const size = 2 ** Math.ceil(Math.log2(texts.length * 2 + 2));
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  for (let i = 0; i < texts.length; i++) {
    let slot = hash(pool, offsets[i]!, offsets[i + 1]!) & mask;
    while (slots[slot]! >= 0) slot = (slot + 1) & mask;
    slots[slot] = i;
  }

  function isAt(word: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = offsets[word]!;
    if (offsets[word + 1]! - from !== end - start) return false;
    for (let at = start, to = from; at < end; at++, to++) {
      if (bytes[at] !== pool[to]) return false;
    }
    return true;
  }

  function find(bytes: Uint8Array, start: number, end: number): number {
    let slot = hash(bytes, start, end) & mask;
    for (let word = slots[slot]!; word >= 0; word = slots[slot]!) {
      if (isAt(word, bytes, start, end)) return word;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  return { find };
}
