import { normalCdf, normalQuantile } from './normal.ts';
import { randomOf } from './random.ts';

/** The values of each stratum; of a plain sample there is one. */
export type Strata = readonly (readonly number[])[];

/** How to draw, and how wide the interval is to be. */
export interface Bootstrap {
  /** How many resamples: 2,000 at least. */
  readonly draws: number;
  /** Confidence level between 0 and 1, such as 0.95. */
  readonly level: number;
  readonly seed: string | number;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function check({ draws, level }: Bootstrap): void {
  if (!Number.isSafeInteger(draws) || draws < 2000)
    throw new RangeError(`draws must be a whole number from 2000, not ${draws}`);
  if (!(level > 0 && level < 1))
    throw new RangeError(`the level must lie between 0 and 1, not ${level}`);
}

/** In order, so that it is nothing to the draws in which order the values came. */
const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** As many of the values, each drawn from all of them. */
const resample = (values: readonly number[], next: () => number): readonly number[] =>
  values.map(() => values[Math.floor(next() * values.length)]!);

/**
 * The statistic of each resample, in ascending order; null where it cannot be told: a stratum of one
 * value shows no spread, and a resample may have no statistic.
 */
function replicatesOf(
  strata: Strata,
  statistic: (strata: Strata) => number,
  { draws, seed }: Bootstrap,
): readonly number[] | null {
  if (strata.length === 0 || strata.some((values) => values.length < 2)) return null;
  const next = randomOf(seed);
  const draw = () => statistic(strata.map((values) => resample(values, next)));
  const found = Array.from({ length: draws }, draw);
  return found.every(Number.isFinite) ? sorted(found) : null;
}

/** The value that a share of the sorted values does not exceed, on the line between neighbours. */
function quantileAmong(values: readonly number[], share: number): number {
  const at = share * (values.length - 1);
  const [below, above] = [values[Math.floor(at)]!, values[Math.ceil(at)]!];
  return below + (at - Math.floor(at)) * (above - below);
}

const between = (replicates: readonly number[], low: number, high: number): Interval => ({
  low: quantileAmong(replicates, low),
  high: quantileAmong(replicates, high),
});

/**
 * Percentile bootstrap interval of a statistic: the quantiles at (1 - level) / 2 and (1 + level) / 2
 * of what it is in resamples.
 *
 * Takes, returns and refuses what the next one does. Source: Efron (1987).
 */
export function percentileInterval(
  strata: Strata,
  statistic: (strata: Strata) => number,
  bootstrap: Bootstrap,
): Interval | null {
  check(bootstrap);
  const replicates = replicatesOf(strata.map(sorted), statistic, bootstrap);
  const { level } = bootstrap;
  return replicates && between(replicates, (1 - level) / 2, (1 + level) / 2);
}

/** The mean of the statistics without one of a stratum's values each, minus each of them. */
function jackknifed(
  strata: Strata,
  stratum: number,
  statistic: (strata: Strata) => number,
): readonly number[] {
  const values = strata[stratum]!;
  const without = values.map((_, i) => statistic(strata.with(stratum, values.toSpliced(i, 1))));
  const mean = total(without) / values.length;
  return without.map((each) => mean - each);
}

/**
 * Acceleration: how the spread of the statistic changes with its value, the sum of the cubes of its
 * jackknife deviations over six times the sum of their squares to the power of 3/2. Where there are
 * strata, those of a stratum of n values count (n - 1) / n times.
 */
function acceleration(strata: Strata, statistic: (strata: Strata) => number): number {
  const deviations = strata.flatMap(({ length: n }, stratum) =>
    jackknifed(strata, stratum, statistic).map((each) => ((n - 1) / n) * each),
  );
  const cubes = total(deviations.map((each) => each ** 3));
  return cubes / (6 * total(deviations.map((each) => each ** 2)) ** 1.5);
}

/**
 * The share of the replicates to go to, instead of that below z: z0 + (z0 + z) / (1 - a (z0 + z)) for
 * z. Null where the acceleration a leaves no such share.
 */
function correctedShare(z: number, bias: number, accelerated: number): number | null {
  const left = 1 - accelerated * (bias + z);
  return left > 0 ? normalCdf(bias + (bias + z) / left) : null;
}

/**
 * BCa bootstrap interval of a statistic: quantiles of what it is in resamples, corrected for bias (z0,
 * the normal quantile of the share of them below the statistic itself) and for acceleration.
 *
 * Takes the values by strata, each of which is resampled by itself; the statistic of such values; and
 * the draws. Returns the statistic's unit. The same values in any order and the same seed give the same
 * interval; sums of whole numbers are exact, so that ties are ties. Too narrow below eight values,
 * where the t interval is to be shown. Null where a stratum has fewer than two values, where no or every
 * resample is below the statistic, as when all values are alike, where leaving any value out changes
 * nothing, and where the statistic of a resample is not finite.
 * Throws RangeError below 2,000 draws and for a level outside 0 to 1.
 * Source: Efron (1987).
 */
export function bcaInterval(
  strata: Strata,
  statistic: (strata: Strata) => number,
  bootstrap: Bootstrap,
): Interval | null {
  check(bootstrap);
  const ordered = strata.map(sorted);
  const replicates = replicatesOf(ordered, statistic, bootstrap);
  if (replicates === null) return null;
  const found = statistic(ordered);
  const below = replicates.filter((each) => each < found).length;
  if (below === 0 || below === replicates.length) return null;
  const bias = normalQuantile(below / replicates.length);
  const accelerated = acceleration(ordered, statistic);
  const z = normalQuantile((1 + bootstrap.level) / 2);
  const low = correctedShare(-z, bias, accelerated);
  const high = correctedShare(z, bias, accelerated);
  return low === null || high === null ? null : between(replicates, low, high);
}
