import { wordAt } from './word.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What no name may have: control characters. */
const hidden = /\p{Cc}/u;

/** The text of a name of at most so many characters, or null when it may not be one. */
export function nameOf(bytes: Uint8Array, longest: number): string | null {
  try {
    const text = decoder.decode(bytes);
    const isLong = text.length > longest && Array.from(text).length > longest;
    return isLong || hidden.test(text) ? null : text;
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

/** Steps of murmur3 (Appleby 2008). */
function stir(hash: number, word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  const turned = hash ^ Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}

/** How many numbers are kept of each name. */
const width = 4;

/** Names of so many bytes are told apart by two words and their length. */
const short = 8;

const nothing: Uint8Array = new Uint8Array();

/**
 * Numbers names by their bytes: a string is made when a text comes up for the first time and never
 * again.
 * @param longest characters that a name may have
 */
export function namesOf(longest: number): Names {
  const texts: (string | null)[] = [null];
  /** By number, of those that are not short. */
  const raw: Uint8Array[] = [nothing];
  const refused = -1;
  /** By number: the first two words, the length and the hash, side by side for the cache's sake. */
  let keys = new Int32Array(64 * width);
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
    const before = keys;
    keys = new Int32Array(before.length * 2);
    keys.set(before);
    slots = new Int32Array(slots.length * 2);
    for (let number = 1; number < texts.length; number++) {
      place(number, keys[number * width + 3]!);
    }
  }

  function add(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const own = bytes.slice(start, end);
    const text = nameOf(own, longest);
    if (text === null) return refused;
    const number = texts.length;
    if (number * width === keys.length) grow();
    texts.push(text);
    raw.push(own.length > short ? own : nothing);
    const { length } = own;
    keys.set([wordAt(own, 0, length), wordAt(own, 4, length), length, hash], number * width);
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
      const key = number * width;
      const isNear = keys[key] === first && keys[key + 1] === second && keys[key + 2] === length;
      if (isNear && (length <= short || isSame(number, bytes, start, end))) return number;
    }
    return add(hash, bytes, start, end);
  }

  return { find, texts };
}
