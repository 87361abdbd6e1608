import {
  hashLimit,
  KeyStore,
  keyHash,
  namesRespondent,
  type KeyColumns,
  type KeyHash,
} from './keys.ts';
import { joined, NumberList, sortInPlace } from './number-list.ts';
import type { Fields } from './types.ts';

/** Hashes are sorted in so many ranges, one after the other, in room for one of them. */
const ranges = 16;
const rangeLength = hashLimit / ranges;

/** How many hashes the fullest range has. */
function fullest(chunks: readonly Float64Array[]): number {
  const counts = new Float64Array(ranges);
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++) counts[Math.floor(chunk[i]! / rangeLength)]! += 1;
  }
  return Math.max(...counts);
}

/** Puts the hashes from a number up to the one a range further into `room`, sorted. */
function inRange(chunks: readonly Float64Array[], from: number, room: Float64Array): Float64Array {
  let count = 0;
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++) {
      const hash = chunk[i]!;
      if (hash >= from && hash < from + rangeLength) room[count++] = hash;
    }
  }
  return sortInPlace(room.subarray(0, count));
}

/**
 * The hashes that occur more than once, each once and sorted. Beside the chunks this takes about
 * half a byte for each hash.
 */
export function repeated(chunks: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const room = new Float64Array(fullest(chunks));
  const found = new NumberList();
  for (let range = 0; range < ranges; range++) {
    const hashes = inRange(chunks, range * rangeLength, room);
    for (let i = 1; i < hashes.length; i++) {
      const hash = hashes[i]!;
      if (hash === hashes[i - 1] && hash !== hashes[i - 2]) found.push(hash);
    }
  }
  return joined(found.chunks());
}

/** The index of a number in a sorted list, or -1. */
function indexIn(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted ? low : -1;
}

/** Whether a row names a respondent and the hash of its key is among these, which are sorted. */
export const isAmong = (hashes: Float64Array, fields: Fields, key: KeyColumns): boolean =>
  namesRespondent(fields, key) && indexIn(hashes, keyHash(fields, key)) >= 0;

/** Of the rows with one key, the one that stays. */
export type Kept = 'first' | 'last';

/** Two rows with the same unit, round and respondent, and no row before `first` has them. */
export interface DuplicatePair {
  readonly row: number;
  readonly first: number;
}

export interface Duplicates {
  /** The numbers of the rows that do not stay, ascending: one fewer for each key than have it. */
  readonly dropped: Float64Array<ArrayBuffer>;
  /** The first few, for messages. */
  readonly pairs: readonly DuplicatePair[];
}

/** How many pairs are kept for messages. */
const mostPairs = 10;

/**
 * The second pass: finds, among rows whose hash is repeated, those whose key an earlier one has. Keys
 * are compared byte for byte, so two keys with one hash are no duplicates.
 */
export class DuplicateFinder {
  readonly #repeated: Float64Array;
  readonly #kept: Kept;
  readonly #hash: KeyHash;
  /** By index of the hash: one more than its latest entry, 0 for none. */
  readonly #latest: Int32Array;
  /** The entry before one with the same hash and another key, which hardly ever is. */
  readonly #before = new Map<number, number>();
  readonly #keys = new KeyStore();
  /** By entry, which is a key that was seen: where it is kept, its first row, and the row that stays. */
  readonly #places = new NumberList();
  readonly #firsts = new NumberList();
  readonly #stays = new NumberList();
  readonly #dropped = new NumberList();
  readonly #pairs: DuplicatePair[] = [];

  constructor(repeated: Float64Array, kept: Kept, hash: KeyHash = keyHash) {
    this.#repeated = repeated;
    this.#kept = kept;
    this.#hash = hash;
    this.#latest = new Int32Array(repeated.length);
  }

  /**
   * Looks at the next row; true when an earlier one has its key.
   * @param row its number among the rows of all tables, greater than those before
   */
  look(fields: Fields, key: KeyColumns, row: number): boolean {
    if (!namesRespondent(fields, key)) return false;
    const index = indexIn(this.#repeated, this.#hash(fields, key));
    if (index < 0) return false;
    const entry = this.#entryOf(index, fields, key);
    if (entry === null) this.#enter(index, fields, key, row);
    else this.#drop(entry, row);
    return entry !== null;
  }

  found(): Duplicates {
    const dropped = joined(this.#dropped.chunks());
    return { dropped: this.#kept === 'first' ? dropped : sortInPlace(dropped), pairs: this.#pairs };
  }

  #entryOf(index: number, fields: Fields, key: KeyColumns): number | null {
    let entry: number | undefined = this.#latest[index]! - 1;
    while (entry !== undefined && entry >= 0) {
      if (this.#keys.isOf(this.#places.at(entry), fields, key)) return entry;
      entry = this.#before.get(entry);
    }
    return null;
  }

  #enter(index: number, fields: Fields, key: KeyColumns, row: number): void {
    const entry = this.#places.length;
    if (this.#latest[index]! > 0) this.#before.set(entry, this.#latest[index]! - 1);
    this.#latest[index] = entry + 1;
    this.#places.push(this.#keys.add(fields, key));
    this.#firsts.push(row);
    if (this.#kept === 'last') this.#stays.push(row);
  }

  #drop(entry: number, row: number): void {
    if (this.#pairs.length < mostPairs) this.#pairs.push({ row, first: this.#firsts.at(entry) });
    if (this.#kept === 'first') {
      this.#dropped.push(row);
      return;
    }
    this.#dropped.push(this.#stays.at(entry));
    this.#stays.set(entry, row);
  }
}
