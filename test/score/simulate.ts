import { averageDeviation, nullVariance, rwgJ, rwgStar } from '../../src/stats/agreement.ts';
import { randomOf } from '../../src/stats/random.ts';

/** People who answer at random, again and again. */
export interface Simulation {
  readonly respondents: number;
  /** The points of each item's options. */
  readonly items: readonly (readonly number[])[];
  /** How often they answer all of it, 20 times at least. */
  readonly draws: number;
  readonly seed: string | number;
}

/** What random answers pass one time in twenty at most. */
export interface CriticalAgreement {
  /** Agreement above this is no chance. */
  readonly rwgStar: number;
  /** Agreement above this is no chance. */
  readonly rwgJ: number;
  /** Mean of the items' average deviations, in points: below this is no chance. */
  readonly deviation: number;
}

interface Item {
  readonly points: readonly number[];
  readonly nullVariance: number;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** How often each option is answered when every option is equally likely. */
function randomHistogram(options: number, answers: number, next: () => number): readonly number[] {
  const counts = Array.from({ length: options }, () => 0);
  for (let i = 0; i < answers; i++) counts[Math.floor(next() * options)]!++;
  return counts;
}

/** Sample variance of two answers or more. */
function varianceOf(points: readonly number[], histogram: readonly number[]): number {
  const n = total(histogram);
  const centre = total(points.map((point, i) => point * histogram[i]!)) / n;
  return total(points.map((point, i) => (point - centre) ** 2 * histogram[i]!)) / (n - 1);
}

function drawOf(items: readonly Item[], answers: number, next: () => number): CriticalAgreement {
  const drawn = items.map(({ points, nullVariance }) => {
    const histogram = randomHistogram(points.length, answers, next);
    const deviation = averageDeviation(points, histogram)!;
    return { variance: varianceOf(points, histogram), nullVariance, deviation };
  });
  const deviation = total(drawn.map(({ deviation }) => deviation)) / drawn.length;
  return { rwgStar: rwgStar(drawn)!, rwgJ: rwgJ(drawn)!, deviation };
}

/** The smallest of the values that at most a twentieth of them exceed. */
const upperLimit = (values: readonly number[]): number =>
  values.toSorted((a, b) => b - a)[Math.floor(values.length / 20)]!;

function check({ respondents, draws }: Simulation): void {
  if (!Number.isSafeInteger(respondents) || respondents < 0)
    throw new RangeError(`respondents must be a whole number from 0, not ${respondents}`);
  if (!Number.isSafeInteger(draws) || draws < 20)
    throw new RangeError(`draws must be a whole number from 20, not ${draws}`);
}

/**
 * Critical values of agreement: the 95th percentile of r*wg and of r_wg(J), and the 5th of the average
 * deviation, when all answers are independent and every option is equally likely.
 *
 * The same seed gives the same values. Small groups reach few values, so that what is found is often
 * equal to a critical value and then no more than chance: the last digits of either are rounding. Null
 * below two respondents and for no items. Takes time in proportion to draws, respondents and items.
 * Throws RangeError for counts that are none, items below two options, and items whose options are all
 * worth the same.
 * Source: Dunlap, Burke & Smith-Crowe (2003).
 */
export function agreementCritical(simulation: Simulation): CriticalAgreement | null {
  check(simulation);
  const { respondents, draws, seed } = simulation;
  if (respondents < 2 || simulation.items.length === 0) return null;
  const items = simulation.items.map((points) => ({ points, nullVariance: nullVariance(points) }));
  const next = randomOf(seed);
  const drawn = Array.from({ length: draws }, () => drawOf(items, respondents, next));
  return {
    rwgStar: upperLimit(drawn.map(({ rwgStar }) => rwgStar)),
    rwgJ: upperLimit(drawn.map(({ rwgJ }) => rwgJ)),
    deviation: -upperLimit(drawn.map(({ deviation }) => -deviation)),
  };
}
