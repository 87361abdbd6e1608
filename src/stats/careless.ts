import { correlation, covariance, inverse, total, type Matrix } from './matrix.ts';
import { spearmanBrown } from './reliability.ts';

const mean = (values: readonly number[]): number => total(values) / values.length;

/** Lengths of the stretches of equal answers, in order. */
function runsOf(answers: readonly (number | string)[]): readonly number[] {
  const starts = answers.flatMap((answer, i) => (answer === answers[i - 1] ? [] : [i]));
  return starts.map((start, i) => (starts[i + 1] ?? answers.length) - start);
}

/**
 * Longest run of equal answers (longstring): somebody who no longer reads answers the same again
 * and again.
 *
 * Takes one respondent's codes as they were given and in the order they were asked, before any is
 * reversed. 0 for no answers. Source: Curran (2016).
 */
export const longestRun = (answers: readonly (number | string)[]): number =>
  Math.max(0, ...runsOf(answers));

/**
 * Mean length of the runs of equal answers.
 *
 * Takes what the longest run takes; returns answers, at least 1. Null for no answers.
 */
export const meanRun = (answers: readonly number[]): number | null =>
  answers.length === 0 ? null : mean(runsOf(answers));

/**
 * Intra-individual response variability: the standard deviation, with n - 1, of one respondent's
 * answers. Low when all are alike, very high when they are drawn at random.
 *
 * Takes codes of one answer scale as they were given; returns codes. Null below two answers.
 * Source: Dunn et al. (2018).
 */
export function individualVariability(answers: readonly number[]): number | null {
  const variance = covariance(answers.map((answer) => [answer]))?.[0]![0];
  return variance === undefined ? null : Math.sqrt(variance);
}

const quadraticForm = (matrix: Matrix, x: readonly number[]): number =>
  total(matrix.map((row, i) => x[i]! * total(row.map((value, j) => value * x[j]!))));

/** What respondents have in common: each item's mean, and the inverse of their covariance matrix. */
export interface Centre {
  readonly means: readonly number[];
  readonly inverse: Matrix;
}

/**
 * The centre of n respondents.
 *
 * Takes each item's mean and their covariances. Null with no more respondents than items and two,
 * and where an item does not vary or follows from the others.
 */
export function centreOf(n: number, means: readonly number[], covariances: Matrix): Centre | null {
  const inverted = n > means.length + 2 ? inverse(covariances) : null;
  return inverted === null ? null : { means, inverse: inverted };
}

/**
 * Squared Mahalanobis distance of a respondent from a centre: how unusual the answers are together,
 * even where none of them is unusual alone. Of normal answers it is near chi-square with as many
 * degrees of freedom as there are items.
 *
 * Takes one answer an item, without gaps.
 */
export const squaredDistance = (
  { means, inverse: inverted }: Centre,
  answers: readonly number[],
): number =>
  quadraticForm(
    inverted,
    answers.map((answer, i) => answer - means[i]!),
  );

/** The squared Mahalanobis distance of each respondent, by items, from the centre of all; null as there. */
export function mahalanobis(rows: Matrix): readonly number[] | null {
  const covariances = covariance(rows);
  if (covariances === null) return null;
  const means = covariances.map((_, item) => mean(rows.map((row) => row[item]!)));
  const centre = centreOf(rows.length, means, covariances);
  return centre && rows.map((row) => squaredDistance(centre, row));
}

/** Mean of the first, third, fifth ... and of the second, fourth ... of the answers. */
const halves = (answers: readonly number[]): readonly [number, number] => [
  mean(answers.filter((_, i) => i % 2 === 0)),
  mean(answers.filter((_, i) => i % 2 === 1)),
];

/**
 * Even-odd consistency of one respondent: the correlation, over scales, of the mean of the answers
 * at odd places with the mean of those at even places, stepped up to full length by Spearman-Brown.
 * Near 1 for people who read, near 0 for those who do not; not below -1. (Some software turns the
 * sign round.)
 *
 * Takes the answers to the items of each scale in the order they were asked, after reversing. Scales
 * of one item are left out. Null below three scales and where either half does not vary.
 * Source: Curran (2016).
 */
export function evenOdd(scales: readonly (readonly number[])[]): number | null {
  const pairs = scales.filter((answers) => answers.length > 1).map(halves);
  const covariances = pairs.length < 3 ? null : covariance(pairs);
  const r = covariances && correlation(covariances)?.[0]![1];
  return r === null || r === undefined ? null : Math.max(-1, spearmanBrown(r, 2) ?? -1);
}

/** One respondent's raw answers to two items that ask the opposite of each other on one scale. */
export interface OppositePair {
  readonly answer: number;
  readonly opposite: number;
  /** The lowest and the highest code of the scale. */
  readonly low: number;
  readonly high: number;
}

/**
 * Acquiescence: the mean, over pairs of opposite items, of how far the two raw answers together lie
 * above the middle of the scale. 0 for who answers what is asked, positive for who agrees with
 * everything.
 *
 * Returns codes. Null for no pairs.
 */
export const acquiescence = (pairs: readonly OppositePair[]): number | null =>
  pairs.length === 0
    ? null
    : mean(pairs.map(({ answer, opposite, low, high }) => (answer + opposite - low - high) / 2));

/**
 * Inconsistency: the mean, over pairs of opposite items, of the distance of an answer from what its
 * opposite says when it is reversed. 0 for who answers both ways alike.
 *
 * Returns codes. Null for no pairs.
 */
export const inconsistency = (pairs: readonly OppositePair[]): number | null =>
  pairs.length === 0
    ? null
    : mean(
        pairs.map(({ answer, opposite, low, high }) => Math.abs(answer + opposite - low - high)),
      );
