import type { Column, Fields } from './types.ts';
import { wordAt } from './word.ts';

/** Which columns of a layout say whose row it is; -1 for one that the table does not have. */
export interface KeyColumns {
  readonly unit: number;
  readonly round: number;
  readonly respondent: number;
}

const parts = 3;

function columnOf({ unit, round, respondent }: KeyColumns, part: number): number {
  return part === 0 ? unit : part === 1 ? round : respondent;
}

const startOf = ({ starts }: Fields, column: number) => (column < 0 ? 0 : starts[column]!);
const endOf = ({ ends }: Fields, column: number) => (column < 0 ? 0 : ends[column]!);

/** A row that names no respondent is nobody's, so it is never anybody's second. */
export const namesRespondent = (fields: Fields, { respondent }: KeyColumns): boolean =>
  endOf(fields, respondent) > startOf(fields, respondent);

const turned = (value: number, by: number) => (value << by) | (value >>> (32 - by));

// Two lanes of MurmurHash3_x86_128 (Appleby 2011, public domain), each on all words.
const stirOne = (hash: number, word: number): number => {
  const mixed = Math.imul(turned(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
  return (Math.imul(turned(hash ^ mixed, 19), 5) + 0x561ccd1b) | 0;
};
const stirTwo = (hash: number, word: number): number => {
  const mixed = Math.imul(turned(Math.imul(word, 0x38b34ae5), 17), 0xa1e38b93);
  return (Math.imul(turned(hash ^ mixed, 13), 5) + 0x32ac3b17) | 0;
};

function finished(hash: number): number {
  const one = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const two = Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return (two ^ (two >>> 16)) >>> 0;
}

/** Hashes are whole numbers below this. */
export const hashLimit = 2 ** 53;

/** A hash of unit, round and respondent. */
export type KeyHash = (fields: Fields, key: KeyColumns) => number;

/** Each part goes in with its length, so that no part runs into the next. */
export const keyHash: KeyHash = (fields, key) => {
  const { bytes } = fields;
  let one = 0;
  let two = 0;
  for (let part = 0; part < parts; part++) {
    const column = columnOf(key, part);
    const start = startOf(fields, column);
    const end = endOf(fields, column);
    for (let at = start; at < end; at += 4) {
      const word = wordAt(bytes, at, end);
      one = stirOne(one, word);
      two = stirTwo(two, word);
    }
    one = stirOne(one, end - start);
    two = stirTwo(two, end - start);
  }
  return finished(one) * 2 ** 21 + (finished(two) >>> 11);
};

const chunkBits = 20;
const chunkLength = 2 ** chunkBits;

/** Ends each part of a key that is kept; no byte of UTF-8. */
const partEnd = 0xff;

/** Keys as bytes one behind the other, each found again by the number it was given. */
export class KeyStore {
  readonly #chunks: Uint8Array[] = [];
  #used = chunkLength;

  /** Keeps a row's key. */
  add(fields: Fields, key: KeyColumns): number {
    this.#makeRoom(lengthOf(fields, key));
    const chunk = this.#chunks.at(-1)!;
    const number = (this.#chunks.length - 1) * chunkLength + this.#used;
    for (let part = 0; part < parts; part++) {
      const column = columnOf(key, part);
      const end = endOf(fields, column);
      for (let i = startOf(fields, column); i < end; i++) chunk[this.#used++] = fields.bytes[i]!;
      chunk[this.#used++] = partEnd;
    }
    return number;
  }

  /** Whether a key that is kept is that of a row, to the byte. */
  isOf(number: number, fields: Fields, key: KeyColumns): boolean {
    const chunk = this.#chunks[Math.floor(number / chunkLength)]!;
    let at = number % chunkLength;
    for (let part = 0; part < parts; part++) {
      const column = columnOf(key, part);
      const end = endOf(fields, column);
      for (let i = startOf(fields, column); i < end; i++) {
        if (chunk[at++] !== fields.bytes[i]) return false;
      }
      if (chunk[at++] !== partEnd) return false;
    }
    return true;
  }

  /** A key stands in one chunk, however long it is. */
  #makeRoom(length: number): void {
    if (this.#used + length <= chunkLength) return;
    this.#chunks.push(new Uint8Array(Math.max(length, chunkLength)));
    this.#used = 0;
  }
}

function lengthOf(fields: Fields, key: KeyColumns): number {
  let length = parts;
  for (let part = 0; part < parts; part++) {
    const column = columnOf(key, part);
    length += endOf(fields, column) - startOf(fields, column);
  }
  return length;
}

/** The columns of a key without the rest of its row. */
export const keyTable: readonly Column[] = (['unit', 'round', 'respondent'] as const).map(
  (kind) => ({ name: kind, use: { kind } }),
);

/** The key of a row in memory of its own; its columns are those of `keyTable`. */
export function ownKey(fields: Fields, key: KeyColumns): Fields {
  const own = keyTable.map((_, part) => {
    const column = columnOf(key, part);
    return fields.bytes.subarray(startOf(fields, column), endOf(fields, column));
  });
  const ends = Int32Array.from(own, (_, part) =>
    own.slice(0, part + 1).reduce((sum, { length }) => sum + length, 0),
  );
  const starts = ends.map((end, part) => end - own[part]!.length);
  const bytes = new Uint8Array(ends[parts - 1]!);
  own.forEach((each, part) => bytes.set(each, starts[part]));
  return { bytes, starts, ends, row: fields.row, line: fields.line };
}
