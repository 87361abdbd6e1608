const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function checkOptions(points: readonly number[]): void {
  if (points.length < 2)
    throw new RangeError(`at least 2 options are needed, not ${points.length}`);
}

/**
 * Null variance: the variance of answers given at random, every option equally likely; the mean
 * squared distance of the options' points from their mean.
 *
 * Takes the points of A >= 2 options in any order; returns points squared. For equally spaced
 * options this is (A^2 - 1) / 12 times the squared spacing, so points on any scale are right as
 * long as the observed variance is on the same one. Throws RangeError below two options.
 * Source: James, Demaree & Wolf (1984).
 */
export function nullVariance(points: readonly number[]): number {
  checkOptions(points);
  const centre = total(points) / points.length;
  return total(points.map((point) => (point - centre) ** 2)) / points.length;
}

/**
 * Null variance of an answer that may be any number from low to high: the squared range over 12.
 *
 * Takes low <= high in one unit; returns that unit squared. Throws RangeError otherwise.
 */
export function continuousNullVariance(low: number, high: number): number {
  if (!(low <= high)) throw new RangeError(`${low} to ${high} is no range`);
  return (high - low) ** 2 / 12;
}

/**
 * One item: how much its answers vary, and how much random ones would; in the same unit squared.
 */
export interface ItemVariance {
  /** Sample variance, with n - 1. */
  readonly variance: number;
  readonly nullVariance: number;
}

function varianceShare({ variance, nullVariance: random }: ItemVariance): number {
  if (!(variance >= 0 && random > 0))
    throw new RangeError(`no agreement of variance ${variance} against ${random}`);
  return variance / random;
}

/**
 * Agreement r*wg: one minus the mean, over the items, of observed variance over null variance.
 *
 * 1 is full agreement, 0 is what random answers give, and below 0 people agree less than that; it
 * is not cut off at 0, because that would hide camps. Every item is held against its own null, so
 * items of different kinds mix. With one item it is r_wg, untruncated. Null for no items. Throws
 * RangeError for a negative variance or a null variance that is not positive (an item whose
 * options all score the same cannot show agreement).
 * Source: Lindell & Brandt (1999); for one item James, Demaree & Wolf (1984).
 */
export function rwgStar(items: readonly ItemVariance[]): number | null {
  return items.length === 0 ? null : 1 - total(items.map(varianceShare)) / items.length;
}

/**
 * Average deviation: the mean distance of the answers from their mean.
 *
 * Takes the points of the options and, in the same order, how often each was answered; returns
 * points. Null when nobody answered. Throws RangeError for lists of different length.
 * Source: Burke, Finkelstein & Dusig (1999).
 */
export function averageDeviation(
  points: readonly number[],
  histogram: readonly number[],
): number | null {
  if (points.length !== histogram.length)
    throw new RangeError(`${points.length} options but ${histogram.length} counts`);
  const n = total(histogram);
  if (n === 0) return null;
  const centre = total(points.map((point, i) => point * histogram[i]!)) / n;
  return total(points.map((point, i) => Math.abs(point - centre) * histogram[i]!)) / n;
}
