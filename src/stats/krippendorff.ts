/** How far apart two answers are: differing or not; by rank; or by their squared distance. */
export type Metric = 'nominal' | 'ordinal' | 'interval';

/** Answers by unit, those of a unit in any order. */
type Units = readonly (readonly number[])[];

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function countsOf(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** How many ordered pairs of the values differ. */
const differing = (values: readonly number[]): number =>
  values.length ** 2 - total([...countsOf(values).values()].map((count) => count ** 2));

/** Sum of the squared distances of all ordered pairs: 2 m times that of the values from their mean. */
function squaredDistances(values: readonly number[]): number {
  const centre = total(values) / values.length;
  return 2 * values.length * total(values.map((value) => (value - centre) ** 2));
}

/**
 * Twice the mean rank of each value, and so whole. The ordinal distance of two values, all answers
 * between them and half of those at either, is the distance of their mean ranks.
 */
function doubledRanks(values: readonly number[]): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  let below = 0;
  for (const [value, count] of [...countsOf(values)].toSorted(([a], [b]) => a - b)) {
    ranks.set(value, 2 * below + count);
    below += count;
  }
  return ranks;
}

function ranked(units: Units): Units {
  const ranks = doubledRanks(units.flat());
  return units.map((unit) => unit.map((value) => ranks.get(value)!));
}

/** The answers of each unit that has two or more, for one alone agrees with nothing. */
function comparable(ratings: readonly (readonly (number | null)[])[]): Units {
  const units = ratings.map((unit) => unit.filter((value) => value !== null));
  if (!units.flat().every(Number.isFinite)) throw new RangeError('ratings must be finite numbers');
  return units.filter((unit) => unit.length > 1);
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
export function krippendorffAlpha(
  ratings: readonly (readonly (number | null)[])[],
  metric: Metric,
): number | null {
  const units = metric === 'ordinal' ? ranked(comparable(ratings)) : comparable(ratings);
  const disagreement = metric === 'nominal' ? differing : squaredDistances;
  const all = units.flat();
  if (countsOf(all).size < 2) return null;
  const within = total(units.map((unit) => disagreement(unit) / (unit.length - 1)));
  return 1 - ((all.length - 1) * within) / disagreement(all);
}
