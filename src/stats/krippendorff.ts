/** How far apart two answers are: differing or not; by rank; or by their squared distance. */
export type Metric = 'nominal' | 'ordinal' | 'interval';

/** How often each value was answered. */
type Counts = ReadonlyMap<number, number>;

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const sizeOf = (counts: Counts): number => total([...counts.values()]);

/** Counts added up, value by value. */
function together(parts: readonly Counts[]): Counts {
  const sum = new Map<number, number>();
  for (const [value, count] of parts.flatMap((part) => [...part])) {
    sum.set(value, (sum.get(value) ?? 0) + count);
  }
  return sum;
}

/** How many ordered pairs of answers differ. */
const differing = (counts: Counts): number =>
  sizeOf(counts) ** 2 - total([...counts.values()].map((count) => count ** 2));

/** Sum of the squared distances of all ordered pairs: 2 m times that of the answers from their mean. */
function squaredDistances(counts: Counts): number {
  const size = sizeOf(counts);
  const centre = total([...counts].map(([value, count]) => value * count)) / size;
  return 2 * size * total([...counts].map(([value, count]) => count * (value - centre) ** 2));
}

/**
 * Twice the mean rank of each value, and so whole. The ordinal distance of two values, all answers
 * between them and half of those at either, is the distance of their mean ranks.
 */
function doubledRanks(counts: Counts): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  let below = 0;
  for (const [value, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    ranks.set(value, 2 * below + count);
    below += count;
  }
  return ranks;
}

function ranked(units: readonly Counts[]): readonly Counts[] {
  const ranks = doubledRanks(together(units));
  return units.map(
    (unit) => new Map([...unit].map(([value, count]) => [ranks.get(value)!, count])),
  );
}

function ratedCounts(ratings: readonly (number | null)[]): Counts {
  const values = ratings.filter((value) => value !== null);
  if (!values.every(Number.isFinite)) throw new RangeError('ratings must be finite numbers');
  return together(values.map((value) => new Map([[value, 1]])));
}

/**
 * Krippendorff's alpha of answers that are counted already, as below.
 *
 * Takes by unit how often each value was answered. A unit with one answer agrees with nothing and
 * does not count.
 */
export function krippendorffOfCounts(units: readonly Counts[], metric: Metric): number | null {
  const several = units.filter((unit) => sizeOf(unit) > 1);
  const compared = metric === 'ordinal' ? ranked(several) : several;
  const disagreement = metric === 'nominal' ? differing : squaredDistances;
  const all = together(compared);
  if (all.size < 2) return null;
  const within = total(compared.map((unit) => disagreement(unit) / (sizeOf(unit) - 1)));
  return 1 - ((sizeOf(all) - 1) * within) / disagreement(all);
}

/**
 * Krippendorff's alpha: one minus the disagreement within units over the disagreement of all answers
 * with each other. Each is a sum over ordered pairs, that of a unit of m answers divided by m - 1,
 * that of all n answers by n - 1.
 *
 * Takes units x raters, null where a rater gave none; units with one answer do not count. Nominal:
 * only whether two answers differ. Ordinal: the answers between them and half of those at either,
 * squared. Interval: their distance squared. 1 is full agreement, 0 what chance gives, and it may be
 * negative. Null where nothing varies or no unit has two answers. Throws RangeError for ratings that
 * are not finite.
 * Source: Krippendorff (2011).
 */
export const krippendorffAlpha = (
  ratings: readonly (readonly (number | null)[])[],
  metric: Metric,
): number | null => krippendorffOfCounts(ratings.map(ratedCounts), metric);
