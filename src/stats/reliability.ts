import { fisherQuantile } from './fisher.ts';
import { correlation, diagonal, inverse, total, varianceOfSum, type Matrix } from './matrix.ts';

/**
 * Cronbach's alpha of a sum of J parts, of which only the variances are known: J / (J - 1) times one
 * minus the sum of the parts' variances over the variance of their sum.
 *
 * Takes variances in one unit squared; returns at most 1, and less than 0 where parts run against
 * each other. Null below two parts and where the sum does not vary.
 * Source: Cronbach (1951).
 */
export function alphaOfParts(parts: readonly number[], sum: number): number | null {
  const count = parts.length;
  if (count < 2 || !(sum > 0)) return null;
  return (count / (count - 1)) * (1 - total(parts) / sum);
}

/**
 * Cronbach's alpha: how far a sum of items would come out alike with other items of the kind.
 *
 * Takes the covariance matrix of the items; otherwise as `alphaOfParts`.
 */
export const alpha = (covariances: Matrix): number | null =>
  alphaOfParts(diagonal(covariances), varianceOfSum(covariances));

/**
 * Standardized alpha: the alpha of items brought to the same variance, which depends on their
 * correlations alone.
 *
 * Takes a covariance matrix. Null as for alpha, and where an item does not vary.
 * Source: Cronbach (1951).
 */
export function standardizedAlpha(covariances: Matrix): number | null {
  const correlations = correlation(covariances);
  return correlations === null ? null : alpha(correlations);
}

/**
 * Squared multiple correlations: what share of each item the others explain; one minus one over the
 * diagonal of the inverse.
 *
 * Takes a correlation matrix. Null when it is singular.
 */
function multipleCorrelations(correlations: Matrix): readonly number[] | null {
  const inverted = inverse(correlations);
  return inverted === null ? null : diagonal(inverted).map((value) => 1 - 1 / value);
}

/**
 * Guttman's lambda 6: one minus what the items have of their own, J less the sum of the squared
 * multiple correlations, over the variance of the sum of standardized items.
 *
 * Takes a covariance matrix. Null below two items, where an item does not vary and where one
 * follows from the others, as it does with no more respondents than items.
 * Source: Guttman (1945).
 */
export function guttmanSix(covariances: Matrix): number | null {
  const correlations = correlation(covariances);
  const explained = correlations && multipleCorrelations(correlations);
  if (correlations === null || explained === null || explained.length < 2) return null;
  return 1 - (explained.length - total(explained)) / varianceOfSum(correlations);
}

const without = <T>(values: readonly T[], at: number): readonly T[] => values.toSpliced(at, 1);

/** The covariance matrix without an item. */
const dropped = (covariances: Matrix, item: number): Matrix =>
  without(covariances, item).map((row) => without(row, item));

/**
 * Alpha if an item is dropped, for each item: the alpha of the others.
 *
 * Takes a covariance matrix; null for an item whose others have no alpha.
 */
export const alphaIfDropped = (covariances: Matrix): readonly (number | null)[] =>
  covariances.map((_, item) => alpha(dropped(covariances, item)));

/**
 * Item-rest correlation, for each item: its correlation with the sum of the others.
 *
 * Takes a covariance matrix; returns -1 to 1, and null for an item that does not vary or whose
 * others, summed, do not.
 */
export const itemRest = (covariances: Matrix): readonly (number | null)[] =>
  covariances.map((row, item) => {
    const variances = row[item]! * varianceOfSum(dropped(covariances, item));
    return variances > 0 ? total(without(row, item)) / Math.sqrt(variances) : null;
  });

/**
 * Mean correlation of the items, each with each other.
 *
 * Takes a covariance matrix. Null below two items and where an item does not vary.
 */
export function meanCorrelation(covariances: Matrix): number | null {
  const items = covariances.length;
  const correlations = correlation(covariances);
  if (correlations === null || items < 2) return null;
  return (varianceOfSum(correlations) - items) / (items * (items - 1));
}

/**
 * Confidence interval of alpha: one minus (1 - alpha) times the upper and the lower quantile of F
 * with n - 1 and (n - 1) (J - 1) degrees of freedom.
 *
 * Takes an alpha, the n respondents and J items it comes from, and a level between 0 and 1. Null
 * below two respondents or items. Source: Feldt (1965).
 */
export function feldtInterval(
  reliability: number,
  n: number,
  items: number,
  level: number,
): { low: number; high: number } | null {
  if (n < 2 || items < 2) return null;
  const bound = (p: number): number =>
    1 - (1 - reliability) * fisherQuantile(p, n - 1, (n - 1) * (items - 1));
  return { low: bound((1 + level) / 2), high: bound((1 - level) / 2) };
}

/**
 * Spearman-Brown: the reliability of a scale k times as long, k r / (1 + (k - 1) r). With the
 * correlation of two items for r and k = 2 it is the reliability of their sum.
 *
 * Takes r from -1 to 1 and k > 0. Null where r is so far below 0 that no scale of this length could
 * have it. Source: Spearman (1910); Brown (1910).
 */
export function spearmanBrown(r: number, k: number): number | null {
  const whole = 1 + (k - 1) * r;
  return whole > 0 ? (k * r) / whole : null;
}

/** A score of respondents: how much it varies between them, and how reliable it is. */
export interface MeasuredScore {
  /** Standard deviation, from 0. */
  readonly sd: number;
  /** At most 1. */
  readonly reliability: number;
}

/** The part of a score's variance that is error. */
function errorVariance({ sd, reliability }: MeasuredScore): number {
  if (!(sd >= 0 && reliability <= 1))
    throw new RangeError(`no score has sd ${sd} and reliability ${reliability}`);
  return sd ** 2 * (1 - reliability);
}

/**
 * Standard error of measurement: how far one respondent's score lies, by chance, from what it would
 * be on average over many askings; the standard deviation times the square root of one minus the
 * reliability.
 *
 * Returns the score's unit. Throws RangeError for a negative deviation or a reliability above 1.
 */
export const standardErrorOfMeasurement = (sd: number, reliability: number): number =>
  Math.sqrt(errorVariance({ sd, reliability }));

/**
 * Standard error of measurement of the difference of two scores whose errors are independent: the
 * square root of the sum of both squared.
 *
 * Takes two scores in one unit and returns that unit. Throws RangeError as above.
 */
export const differenceError = (x: MeasuredScore, y: MeasuredScore): number =>
  Math.sqrt(errorVariance(x) + errorVariance(y));

/**
 * Reliability of the difference of two scores: one minus the share of error in its variance,
 * sx^2 + sy^2 - 2 r sx sy. The more the two go together, the more of their difference is error.
 *
 * Takes the scores, in one unit, and their correlation r. Null where the difference does not vary.
 * Throws RangeError as above.
 */
export function differenceReliability(
  x: MeasuredScore,
  y: MeasuredScore,
  r: number,
): number | null {
  const variance = x.sd ** 2 + y.sd ** 2 - 2 * r * x.sd * y.sd;
  return variance > 0 ? 1 - (errorVariance(x) + errorVariance(y)) / variance : null;
}
