import type { Engagement } from '../answers/engagement.ts';
import type { Sheet } from '../answers/types.ts';

const isDigit = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
};

/** Where the digits from an index on end. */
function pastDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text, at)) at += 1;
  return at;
}

/** Where the zeros from an index on end. */
function pastZeros(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 0x30) at += 1;
  return at;
}

const byCodeUnits = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Numbers that begin at an index; those that are written with other zeros in front go by their digits. */
function compareNumbers(a: string, b: string, start: number): number {
  const [endOfA, endOfB] = [pastDigits(a, start), pastDigits(b, start)];
  let [i, j] = [pastZeros(a, start), pastZeros(b, start)];
  if (endOfA - i !== endOfB - j) return endOfA - i - (endOfB - j);
  for (; i < endOfA; i++, j++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(j);
    if (difference !== 0) return difference;
  }
  return byCodeUnits(a.slice(start, endOfA), b.slice(start, endOfB));
}

/** Texts that differ at an index, of which no more than one has a digit there: what ends comes first. */
function compareRest(a: string, b: string, at: number): number {
  if (at === a.length || at === b.length) return a.length - b.length;
  if (isDigit(a, at) !== isDigit(b, at)) return isDigit(a, at) ? -1 : 1;
  return a.charCodeAt(at) - b.charCodeAt(at);
}

/** Natural order: w2 before w10. Compares code units, so it is the same everywhere. */
export function compareNaturally(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  let start = at;
  while (start > 0 && isDigit(a, start - 1)) start -= 1;
  if (!isDigit(a, start) || !isDigit(b, start)) return compareRest(a, b, at);
  return compareNumbers(a, b, start) || compareRest(a, b, at);
}

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
