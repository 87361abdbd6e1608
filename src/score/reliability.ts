import type { Plan } from '../plan/types.ts';
import { sampleCovariance, sampleVariance } from '../stats/moments.ts';
import {
  alphaOfParts,
  differenceError,
  differenceReliability,
  feldtInterval,
  standardErrorOfMeasurement,
  type MeasuredScore,
} from '../stats/reliability.ts';
import { squareSum, type Moments } from './moments.ts';
import { intervalLevel } from './unit.ts';

/** With fewer respondents than this a reliability moves with every one of them; customary. */
export const steadyFrom = 10;

/** Of fewer parts alpha says little: two have one correlation. */
const fewestParts = 3;

/**
 * A part that a smaller share of the scored have is too far from the sum that it is held against;
 * judgement. Where a quarter lack each of eight parts that correlate at 0.5, alpha is too large by 0.01.
 */
const leastShare = 3 / 4;

/** A leaning as it is measured: its alpha over so many dimensions, its deviation in points; unrounded. */
export interface MeasuredLeaning extends MeasuredScore {
  readonly dimensions: number;
  /** Where else alpha could be, by chance. */
  readonly interval: { readonly low: number; readonly high: number };
}

const variance = (n: number, sum: number, squares: bigint): number =>
  (sampleVariance(n, BigInt(sum), squares) ?? 0) / 1000 ** 2;

/** Variances of what the dimensions put into a leaning, in points squared; a dimension of nobody has none. */
function partsOf({ dimensions }: Plan, moments: Moments, side: 0 | 1) {
  const there = dimensions.flatMap(({ weight }, d) => {
    const cell = d * 2 + side;
    const count = moments.sideCount[cell]!;
    return count === 0 || weight === 0 ? [] : [{ cell, count, weight }];
  });
  const whole = there.reduce((sum, { weight }) => sum + weight, 0);
  return there.map(({ cell, count, weight }) => ({
    count,
    variance:
      (weight / whole) ** 2 *
      variance(count, moments.sideSum[cell]!, squareSum(moments.sideSquares, cell)),
  }));
}

/**
 * How reliable a leaning is within a unit: alpha with its dimensions as parts, which is all that
 * moments allow to be told. Dimensions in which nobody differs are left out, as items are; one that
 * some of the scored lack counts by those who have it. A text says why there is none.
 */
export function leaningReliability(
  plan: Plan,
  moments: Moments,
  side: 0 | 1,
): MeasuredLeaning | string {
  const { scored, leaning, leaningSquares } = moments;
  if (scored < steadyFrom) return `fewer than ${steadyFrom} people could be scored`;
  const parts = partsOf(plan, moments, side);
  if (parts.some(({ count }) => count < leastShare * scored)) {
    return 'a dimension could be scored for fewer than three in four of the people';
  }
  const varying = parts.map((part) => part.variance).filter((each) => each > 0);
  const whole = variance(scored, leaning[side]!, squareSum(leaningSquares, side));
  const alpha = varying.length < fewestParts ? null : alphaOfParts(varying, whole);
  if (alpha === null) return `people differ in fewer than ${fewestParts} dimensions`;
  const dimensions = varying.length;
  const interval = feldtInterval(alpha, scored, dimensions, intervalLevel)!;
  return { dimensions, reliability: alpha, interval, sd: Math.sqrt(whole) };
}

/** A position as the difference of two leanings; its error in points, unrounded. */
export interface MeasuredPosition {
  /** Of the leanings. */
  readonly correlation: number;
  /** Null where nobody's position differs. */
  readonly reliability: number | null;
  readonly sem: number;
}

/** Correlation of the two leanings over the scored; null where one of them does not vary. */
function correlationOf({ scored, leaning, leaningSquares }: Moments, spread: number) {
  const [customer, process] = [BigInt(leaning[0]!), BigInt(leaning[1]!)];
  const joint = sampleCovariance(scored, customer, process, squareSum(leaningSquares, 2));
  return joint === null || spread === 0 ? null : joint / 1000 ** 2 / spread;
}

/** Below zero a scale measures nothing, and it cannot err by more than it varies. */
const atLeastNothing = ({ sd, reliability }: MeasuredScore): MeasuredScore => ({
  sd,
  reliability: Math.max(0, reliability),
});

/** How far a respondent's score lies from what many such questionnaires would give. */
export function measurementError(score: MeasuredScore): number {
  const { sd, reliability } = atLeastNothing(score);
  return standardErrorOfMeasurement(sd, reliability);
}

/** How reliable the positions of respondents are; null where one of the leanings does not vary. */
export function positionReliability(
  customer: MeasuredScore,
  process: MeasuredScore,
  moments: Moments,
): MeasuredPosition | null {
  const correlation = correlationOf(moments, customer.sd * process.sd);
  if (correlation === null) return null;
  const [x, y] = [atLeastNothing(customer), atLeastNothing(process)];
  return {
    correlation,
    reliability: differenceReliability(x, y, correlation),
    sem: differenceError(x, y),
  };
}
