import type { ChangeTest } from '../comparison.ts';
import { pairedDifference, welchDifference, type Difference } from '../stats/difference.ts';
import { points, rounded } from '../result/round.ts';

/** Confidence level of the interval; what lies outside it is called a change. */
const level = 0.95;

/** Positions by respondent, in milli-points. */
export type People = ReadonlyMap<string, number>;

/**
 * Whether those who answered in both rounds are tested as pairs: at least two, and at least half of
 * the smaller round. Where small groups are hidden, the pairs must be as many as may be shown, and
 * so must those who came or went: the means of both rounds and that of the pairs give theirs away.
 */
function arePairs(from: People, to: People, both: number, minGroup: number | null): boolean {
  const isEnough = both >= 2 && both * 2 >= Math.min(from.size, to.size);
  const others = from.size + to.size - 2 * both;
  const isSafe = (count: number) => minGroup === null || count === 0 || count >= minGroup;
  return isEnough && isSafe(both) && isSafe(others);
}

const testOf = (
  method: ChangeTest['method'],
  respondents: ChangeTest['respondents'],
  found: Difference | null,
): ChangeTest | null =>
  found === null
    ? null
    : {
        method,
        respondents,
        difference: points(found.mean),
        interval: { low: points(found.low), high: points(found.high), level },
        t: rounded(found.t),
        df: rounded(found.df),
        p: rounded(found.p),
        verdict: found.p < 1 - level ? 'change' : 'chance',
      };

/** The test of two rounds of a unit: paired where the people are the same, Welch's otherwise. */
export function chanceOf(from: People, to: People, minGroup: number | null): ChangeTest | null {
  const both = [...from.keys()].filter((respondent) => to.has(respondent));
  if (arePairs(from, to, both.length, minGroup)) {
    const differences = both.map((each) => to.get(each)! - from.get(each)!);
    const respondents = { from: both.length, to: both.length };
    return testOf('paired', respondents, pairedDifference(differences, level));
  }
  const respondents = { from: from.size, to: to.size };
  const found = welchDifference([...from.values()], [...to.values()], level);
  return testOf('welch', respondents, found);
}
