const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function checkOptions(points: readonly number[]): void {
  if (points.length < 2)
    throw new RangeError(`at least 2 options are needed, not ${points.length}`);
}

function checkCounts(points: readonly number[], histogram: readonly number[]): void {
  if (points.length !== histogram.length)
    throw new RangeError(`${points.length} options but ${histogram.length} counts`);
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

const slightSkew = [0.05, 0.15, 0.2, 0.35, 0.25];

/**
 * Null variance of answers given with a slight lean to the later options: 5%, 15%, 20%, 35% and 25%
 * of them on each of five, in the order given.
 *
 * Returns points squared, 1.34 times the squared spacing where the options are equally spaced. Null
 * for any other number of options, for which no proportions are agreed on. Source: LeBreton & Senter
 * (2008).
 */
export function slightSkewNullVariance(points: readonly number[]): number | null {
  if (points.length !== slightSkew.length) return null;
  const centre = total(points.map((point, i) => point * slightSkew[i]!));
  return total(points.map((point, i) => (point - centre) ** 2 * slightSkew[i]!));
}

/**
 * One item: how much its answers vary, and how much random ones would; in the same unit squared.
 */
export interface ItemVariance {
  /** Sample variance, with n - 1. */
  readonly variance: number;
  readonly nullVariance: number;
}

/**
 * How much of what random answers would vary the answers to an item do: observed variance over null
 * variance.
 *
 * Throws RangeError for a negative variance or a null variance that is not positive (an item whose
 * options all score the same cannot show agreement).
 */
export function varianceShare(variance: number, random: number): number {
  if (!(variance >= 0 && random > 0))
    throw new RangeError(`no agreement of variance ${variance} against ${random}`);
  return variance / random;
}

/** Agreement r*wg from the sum of the items' variance shares; null for no items. See `rwgStar`. */
export const rwgStarOf = (shares: number, items: number): number | null =>
  items === 0 ? null : 1 - shares / items;

const shareOf = ({ variance, nullVariance: random }: ItemVariance): number =>
  varianceShare(variance, random);

const allShares = (items: readonly ItemVariance[]): number => total(items.map(shareOf));

/**
 * Agreement r_wg on one item: one minus observed variance over null variance, and 0 where the answers
 * vary more than random ones.
 *
 * Returns 0 to 1. Throws RangeError as below. Source: James, Demaree & Wolf (1984).
 */
export const rwg = (item: ItemVariance): number => Math.max(0, 1 - shareOf(item));

/**
 * Agreement r_wg(J) on J items that ask for the same: J (1 - r) / (J (1 - r) + r), where r is the mean
 * share of observed variance in null variance, 1 at most.
 *
 * Returns 0 to 1; with one item it is r_wg. It grows with the number of items, so that numbers of
 * items that differ cannot be compared. Null for no items. Throws RangeError as below.
 * Source: James, Demaree & Wolf (1984).
 */
export function rwgJ(items: readonly ItemVariance[]): number | null {
  if (items.length === 0) return null;
  const share = Math.min(1, allShares(items) / items.length);
  const agreed = items.length * (1 - share);
  return agreed / (agreed + share);
}

/**
 * Agreement r*wg: one minus the mean, over the items, of observed variance over null variance.
 *
 * 1 is full agreement, 0 is what random answers give, and below 0 people agree less than that; it
 * is not cut off at 0, because that would hide camps. Every item is held against its own null, so
 * items of different kinds mix. With one item it is r_wg, untruncated. Null for no items. Throws
 * RangeError where `varianceShare` does.
 * Source: Lindell & Brandt (1999); for one item James, Demaree & Wolf (1984).
 */
export const rwgStar = (items: readonly ItemVariance[]): number | null =>
  rwgStarOf(allShares(items), items.length);

/**
 * Where each option stands, in steps above the lowest; null where they are not equally spaced, but for
 * the rounding of points to thousandths.
 */
function stepsOf(points: readonly number[]): readonly number[] | null {
  const low = Math.min(...points);
  const spacing = (Math.max(...points) - low) / (points.length - 1);
  const exact = points.map((point) => (point - low) / spacing);
  const steps = exact.map(Math.round);
  const isEven = exact.every((step, i) => Math.abs(step - steps[i]!) < 1e-3);
  return isEven && new Set(steps).size === points.length ? steps : null;
}

/**
 * The formula below for options at 0, 1, ... A - 1, its bounds and its fraction multiplied out with
 * the number of answers k: integers, so that no bound is missed by rounding.
 */
function awgOfSteps(steps: readonly number[], histogram: readonly number[]): number | null {
  const answers = total(histogram);
  const top = steps.length - 1;
  if (answers < Math.max(2, top)) return null;
  const sum = total(steps.map((step, i) => step * histogram[i]!));
  const missing = answers * top - sum;
  if (sum === 0 || missing === 0) return 1;
  if (sum < top || missing < top) return null;
  const squares = total(steps.map((step, i) => step ** 2 * histogram[i]!));
  return 1 - (2 * (answers * squares - sum ** 2)) / (sum * missing);
}

/**
 * Agreement a_wg on one item: one minus twice the variance (with k - 1) over the largest that k
 * answers with this mean M can have, ((H + L) M - M^2 - H L) k / (k - 1), between the lowest option L
 * and the highest H. So a mean near an end does not pass for agreement.
 *
 * Takes the points of A equally spaced options in any order and, in the same order, how often each
 * was answered. Returns -1 (half at either end) to 1, which it is where all chose the same end. Null
 * where it is not defined: for options that are not equally spaced, below A - 1 answers (and below
 * two), and for a mean so near an end that even k - 1 answers there and one at the other end would
 * lie further in. Throws RangeError below two options and for lists of different length.
 * Source: Brown & Hauenstein (2005).
 */
export function awg(points: readonly number[], histogram: readonly number[]): number | null {
  checkOptions(points);
  checkCounts(points, histogram);
  const steps = stepsOf(points);
  return steps === null ? null : awgOfSteps(steps, histogram);
}

/** The mean distance of the answers from a centre. There must be answers. */
const deviationAbout = (
  centre: number,
  points: readonly number[],
  histogram: readonly number[],
): number =>
  total(points.map((point, i) => Math.abs(point - centre) * histogram[i]!)) / total(histogram);

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
  checkCounts(points, histogram);
  const n = total(histogram);
  if (n === 0) return null;
  const centre = total(points.map((point, i) => point * histogram[i]!)) / n;
  return deviationAbout(centre, points, histogram);
}

/** The least option that at least half of the answers do not exceed. */
function lowerMedian(points: readonly number[], histogram: readonly number[]): number {
  const options = points
    .map((point, i) => ({ point, count: histogram[i]! }))
    .toSorted((a, b) => a.point - b.point);
  const upTo = (at: number) => total(options.slice(0, at + 1).map(({ count }) => count));
  return options.find((_, at) => 2 * upTo(at) >= total(histogram))!.point;
}

/**
 * Average deviation about the median: the mean distance of the answers from their median. Of an even
 * number of answers any value between the two in the middle gives the same.
 *
 * Takes and returns what the average deviation does, which it never exceeds. Null when nobody
 * answered. Throws RangeError for lists of different length.
 * Source: Burke, Finkelstein & Dusig (1999).
 */
export function medianDeviation(
  points: readonly number[],
  histogram: readonly number[],
): number | null {
  checkCounts(points, histogram);
  if (total(histogram) === 0) return null;
  return deviationAbout(lowerMedian(points, histogram), points, histogram);
}

/**
 * The average deviation up to which people are said to agree: a sixth of the number of options, in
 * units of their mean spacing.
 *
 * Takes the points of A >= 2 options in any order; returns points: 0.833 for options 1 to 5. Throws
 * RangeError below two options. Source: Dunlap, Burke & Smith-Crowe (2003).
 */
export function deviationLimit(points: readonly number[]): number {
  checkOptions(points);
  const spacing = (Math.max(...points) - Math.min(...points)) / (points.length - 1);
  return (spacing * points.length) / 6;
}
