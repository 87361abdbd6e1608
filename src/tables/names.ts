const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What no name may have: it would not be seen, or would end the line it is printed on. */
const hidden = /[\p{Cc}\u2028\u2029]/u;

/** The text of a name of at most so many characters, or null when it may not be one. */
export function nameOf(bytes: Uint8Array, longest: number): string | null {
  try {
    const text = decoder.decode(bytes);
    return hidden.test(text) || [...text].length > longest ? null : text;
  } catch {
    return null;
  }
}

/** The texts that a column of names holds, each known by a small number; 0 is none. */
export interface Names {
  /** The number of the text at `start` to `end`, or -1 when it may not be a name. */
  readonly find: (bytes: Uint8Array, start: number, end: number) => number;
  /** By number; that of 0 is null. */
  readonly texts: readonly (string | null)[];
}

/** Four bytes as one number; nothing behind the end. */
function wordAt(bytes: Uint8Array, at: number, end: number): number {
  const rest = end - at;
  if (rest >= 4) {
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }
  if (rest <= 0) return 0;
  let word = bytes[at]!;
  if (rest > 1) word |= bytes[at + 1]! << 8;
  if (rest > 2) word |= bytes[at + 2]! << 16;
  return word;
}

/** Steps of murmur3 (Appleby 2008). */
function stir(hash: number, word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  const turned = hash ^ Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}

/** Names of so many bytes are told apart by two words and their length. */
const short = 8;

/**
 * Numbers names by their bytes: a string is made when a text comes up for the first time and never
 * again.
 * @param longest characters that a name may have
 */
export function namesOf(longest: number): Names {
  const texts: (string | null)[] = [null];
  const raw: Uint8Array[] = [new Uint8Array()];
  const refused = -1;
  let hashes = new Int32Array(64);
  /** By number: the first two words and the length. */
  let firsts = new Int32Array(64);
  let seconds = new Int32Array(64);
  let lengths = new Int32Array(64);
  /** Numbers plus 1, by hash; 0 is free. */
  let slots = new Int32Array(128);

  function isSame(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = raw[number]!;
    for (let i = short; i < own.length; i++) if (own[i] !== bytes[start + i]) return false;
    return end - start === own.length;
  }

  function place(number: number, hash: number): void {
    const mask = slots.length - 1;
    let at = hash & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = number + 1;
  }

  function grow(): void {
    const larger = (list: Int32Array) => {
      const twice = new Int32Array(list.length * 2);
      twice.set(list);
      return twice;
    };
    hashes = larger(hashes);
    firsts = larger(firsts);
    seconds = larger(seconds);
    lengths = larger(lengths);
    slots = new Int32Array(slots.length * 2);
    for (let number = 1; number < texts.length; number++) place(number, hashes[number]!);
  }

  function add(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const own = bytes.slice(start, end);
    const text = nameOf(own, longest);
    if (text === null) return refused;
    const number = texts.length;
    if (number === hashes.length) grow();
    texts.push(text);
    raw.push(own);
    hashes[number] = hash;
    firsts[number] = wordAt(own, 0, own.length);
    seconds[number] = wordAt(own, 4, own.length);
    lengths[number] = own.length;
    place(number, hash);
    return number;
  }

  function find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length === 0) return 0;
    const first = wordAt(bytes, start, end);
    const second = wordAt(bytes, start + 4, end);
    let hash = stir(stir(length, first), second);
    for (let at = start + short; at < end; at += 4) hash = stir(hash, wordAt(bytes, at, end));
    hash ^= hash >>> 15;
    const mask = slots.length - 1;
    for (let at = hash & mask; slots[at] !== 0; at = (at + 1) & mask) {
      const number = slots[at]! - 1;
      const isNear =
        firsts[number] === first && seconds[number] === second && lengths[number] === length;
      if (isNear && (length <= short || isSame(number, bytes, start, end))) return number;
    }
    return add(hash, bytes, start, end);
  }

  return { find, texts };
}
