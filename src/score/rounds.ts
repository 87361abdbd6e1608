import type { Engagement } from '../answers/engagement.ts';
import type { Sheet } from '../answers/types.ts';

/** Comes before all that names may have. */
const first = '\0';

/** A number without zeros in front, so that the shorter comes first; then as it is written. */
function numberKey(digits: string): string {
  const number = digits.replace(/^0+/, '');
  return `${first}${String.fromCharCode(number.length)}${number}${digits}${first}`;
}

/** Texts whose code units are in the natural order of names: w2 before w10. The same everywhere. */
const naturalKey = (name: string): string => name.replace(/[0-9]+/g, numberKey);

const byCodeUnits = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Which of two names comes first in natural order. */
export const compareNaturally = (a: string, b: string): number =>
  byCodeUnits(naturalKey(a), naturalKey(b));

/** Sorted by the natural order of their names. */
export const inNaturalOrder = <T>(list: readonly T[], nameOf: (each: T) => string): readonly T[] =>
  list
    .map((each) => ({ each, key: naturalKey(nameOf(each)) }))
    .toSorted((a, b) => byCodeUnits(a.key, b.key))
    .map(({ each }) => each);

/** Rounds, earliest first: as the engagement lists them, else in natural order. */
export function inOrder(
  rounds: Iterable<string | null>,
  engagement: Engagement | null,
): readonly string[] {
  const found = new Set([...rounds].filter((round) => round !== null));
  const listed = (engagement?.rounds ?? []).filter((round) => found.has(round));
  const others = [...found].filter((round) => !listed.includes(round));
  return [...inNaturalOrder(others, (name) => name), ...listed];
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
