/** 32 bits that tell texts apart: FNV-1a (Fowler, Noll & Vo 1991) over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** Spreads what little differs in a hash over all of its bits: the end of MurmurHash3 (Appleby 2008). */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

const turnedLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/**
 * Seeded random numbers: xoshiro128** (Blackman & Vigna 2018), whose 32 bits are divided by 2^32. Its
 * four words are hashes of the seed with 0, 1, 2 and 3 before it.
 *
 * Takes any text or number; a number counts as the text it is printed as. Returns a function that
 * gives, call after call, numbers from 0 up to but without 1, every time the same for the same seed.
 * For statistics, not for secrets. A choice among n of them favours some by n / 2^32 at most.
 */
export function randomOf(seed: string | number): () => number {
  const wordOf = (word: number): number => mixed(hashOf(`${word}${seed}`));
  // All zero is the one state that it would never leave.
  let a = wordOf(0) | 1;
  let b = wordOf(1);
  let c = wordOf(2);
  let d = wordOf(3);
  return () => {
    const found = Math.imul(turnedLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = turnedLeft(d, 11);
    return found / 2 ** 32;
  };
}
