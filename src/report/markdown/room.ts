import { page, table, type Block, type Markup } from './blocks.ts';

/** Characters of one text that are shown: the longest of the shipped texts fits, a book does not. */
const mostCharacters = 600;

/** A text without its end where that is too long, never half a character. */
export const shortened = (text: string): string =>
  text.length <= mostCharacters
    ? text
    : `${text.slice(0, mostCharacters).replace(/[\ud800-\udbff]$/, '')}…`;

/** The same document with every text in it shortened. */
export function brief<T>(value: T): T {
  const within = (each: unknown): unknown => {
    if (typeof each === 'string') return shortened(each);
    if (Array.isArray(each)) return each.map(within);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, within(inner)]));
  };
  return within(value) as T;
}

const encoder = new TextEncoder();

/** Bytes that blocks take on a page. */
export const bytesOf = (blocks: readonly Block[]): number =>
  blocks.length === 0 ? 0 : encoder.encode(page(blocks)).length + 1;

/** As many as there is room for, from the beginning. */
export function fitting<T>(
  all: readonly T[],
  sizeOf: (each: T) => number,
  room: number,
): readonly T[] {
  let left = room;
  const first = all.findIndex((each) => (left -= sizeOf(each)) < 0);
  return first < 0 ? all : all.slice(0, first);
}

/** A part of a page as far as there was room for it, and what was left out. */
export interface Part {
  readonly blocks: readonly Block[];
  readonly cut: readonly string[];
}

export const nothing: Part = { blocks: [], cut: [] };

/**
 * A table with the rows that there is room for.
 * @param cut how the rows are called that there is none for
 */
export function tableWithin(
  head: readonly Markup[],
  rows: readonly (readonly Markup[])[],
  room: number,
  cut: (left: number) => string,
): Part {
  const bare = bytesOf([table(head, [])]);
  const kept = fitting(rows, (row) => bytesOf([table(head, [row])]) - bare, room - bare);
  const left = rows.length - kept.length;
  return {
    blocks: kept.length === 0 ? [] : [table(head, kept)],
    cut: left === 0 ? [] : [cut(left)],
  };
}
