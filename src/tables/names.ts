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

/** FNV-1a (Fowler, Noll & Vo). */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  // The low bits choose the slot, so the high ones have to reach them.
  return (hash ^ (hash >>> 15)) >>> 0;
}

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
  /** Numbers plus 1, by hash; 0 is free. */
  let slots = new Int32Array(128);
  let last = 0;

  function isAt(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = raw[number]!;
    if (own.length !== end - start) return false;
    for (let i = 0; i < own.length; i++) if (own[i] !== bytes[start + i]) return false;
    return true;
  }

  function place(number: number, hash: number): void {
    const mask = slots.length - 1;
    let at = hash & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = number + 1;
  }

  function grow(): void {
    const before = hashes;
    hashes = new Int32Array(before.length * 2);
    hashes.set(before);
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
    place(number, hash);
    return number;
  }

  function find(bytes: Uint8Array, start: number, end: number): number {
    if (start === end) return 0;
    // Rows of a unit often follow each other.
    if (isAt(last, bytes, start, end)) return last;
    const hash = hashOf(bytes, start, end) | 0;
    const mask = slots.length - 1;
    for (let at = hash & mask; slots[at] !== 0; at = (at + 1) & mask) {
      const number = slots[at]! - 1;
      if (hashes[number] === hash && isAt(number, bytes, start, end)) return (last = number);
    }
    const number = add(hash, bytes, start, end);
    if (number !== refused) last = number;
    return number;
  }

  return { find, texts };
}
