import type { Engagement } from '../answers/engagement.ts';
import type { Sheet } from '../answers/types.ts';

const parts = (text: string): readonly string[] => text.split(/([0-9]+)/);

function compareParts(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const isNumber = i % 2 === 1;
    if (isNumber && Number(x) !== Number(y)) return Number(x) - Number(y);
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** Natural order: w2 before w10. Compares code units, so it is the same everywhere. */
export const compareNaturally = (a: string, b: string): number => compareParts(parts(a), parts(b));

/** A list in the natural order of its texts, each taken apart once. */
export const sortedNaturally = <T>(list: readonly T[], textOf: (each: T) => string): readonly T[] =>
  list
    .map((each) => ({ each, key: parts(textOf(each)) }))
    .toSorted((a, b) => compareParts(a.key, b.key))
    .map(({ each }) => each);

/** Rounds, earliest first: as the engagement lists them, else in natural order. */
export function inOrder(
  rounds: Iterable<string | null>,
  engagement: Engagement | null,
): readonly string[] {
  const found = new Set([...rounds].filter((round) => round !== null));
  const listed = (engagement?.rounds ?? []).filter((round) => found.has(round));
  const others = [...found].filter((round) => !listed.includes(round));
  return [...others.toSorted(compareNaturally), ...listed];
}

/** The rounds in the answers, earliest first. */
export const roundsOf = (
  sheets: readonly Sheet[],
  engagement: Engagement | null,
): readonly string[] =>
  inOrder(
    sheets.map(({ round }) => round),
    engagement,
  );
