import { studentQuantile } from './student.ts';

/** What is known of a group's values. */
export interface Sample {
  /** How many values. */
  readonly n: number;
  readonly mean: number;
  /** Standard deviation with n - 1; null, as it comes, below two values. */
  readonly sd: number | null;
  /** How many values there would be if everybody had answered; null when nobody knows. */
  readonly population: number | null;
  /** Confidence level between 0 and 1, such as 0.95. */
  readonly level: number;
}

/**
 * Finite-population correction: the square root of one minus the share n / N of those who answered.
 *
 * Takes 0 <= n <= N, N > 0; returns 0 to 1, and 1 for an unknown population. This is the form for a
 * variance with n - 1. Source: Cochran (1977).
 */
const finiteCorrection = (n: number, population: number | null): number =>
  population === null ? 1 : Math.sqrt((population - n) / population);

function check({ n, population, level }: Sample): void {
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(`n must be a whole number from 0, not ${n}`);
  if (population !== null && !(population >= n))
    throw new RangeError(`the population must be at least ${n}, not ${population}`);
  if (!(level > 0 && level < 1))
    throw new RangeError(`the level must lie between 0 and 1, not ${level}`);
}

/**
 * Confidence interval of a mean: the mean plus and minus Student's t quantile with n - 1 degrees of
 * freedom, times the standard deviation over the square root of n, times the finite-population
 * correction.
 *
 * Returns the values' unit. When everybody answered (n = N) the width is zero: nothing is left to
 * chance, which is not to say that the answers are right. Null below two values. Throws RangeError
 * for n no count, N below n, or a level outside 0 to 1. Source: Cochran (1977).
 */
export function meanInterval(sample: Sample): { low: number; high: number } | null {
  check(sample);
  const { n, mean, sd, population, level } = sample;
  if (n < 2 || sd === null) return null;
  const standardError = (sd / Math.sqrt(n)) * finiteCorrection(n, population);
  const half = studentQuantile((1 + level) / 2, n - 1) * standardError;
  return { low: mean - half, high: mean + half };
}

/** What is known of the values of a stratum, a part of the people whose number is known. */
export interface Stratum {
  readonly n: number;
  readonly mean: number;
  /** Standard deviation with n - 1; null, as it comes, below two values. */
  readonly sd: number | null;
  /** How many people there are in the stratum. */
  readonly population: number;
}

/** A variance of some mean, and how many degrees of freedom it is known with. */
interface Uncertainty {
  readonly variance: number;
  readonly df: number;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Whether the mean of the stratum and its variance are known: of one of several, only the mean is. */
const isKnown = ({ n, sd, population }: Stratum): boolean =>
  n > 0 && (n === population || (n > 1 && sd !== null));

/** What the stratum, of so many people, adds to the variance of the mean of all of them. */
const uncertaintyOf = ({ n, sd, population }: Stratum, people: number): Uncertainty => ({
  variance: ((population / people) * sd! * finiteCorrection(n, population)) ** 2 / n,
  df: n - 1,
});

/**
 * Half the width of the interval of a sum: its degrees of freedom are one over the sum, over the parts,
 * of their share of the variance squared, over their own (Satterthwaite 1946).
 */
function halfWidth(parts: readonly Uncertainty[], level: number): number {
  const variance = total(parts.map((part) => part.variance));
  if (variance === 0) return 0;
  const df = 1 / total(parts.map((part) => (part.variance / variance) ** 2 / part.df));
  return studentQuantile((1 + level) / 2, df) * Math.sqrt(variance);
}

/**
 * Mean of a population by its strata, each weighted by its share W of the people, and its confidence
 * interval: plus and minus Student's t quantile times the square root of the sum over the strata of
 * W^2 (1 - n / N) s^2 / n. The degrees of freedom are Satterthwaite's approximation, from the least
 * n - 1 of a stratum up to their sum.
 *
 * Returns the values' unit. A stratum where everybody answered adds nothing to the width, which is
 * zero where all did. Null for no strata, for one in which nobody answered, and for one in which one
 * of several people did. Throws RangeError for n no count, N below n, or a level outside 0 to 1.
 * Source: Cochran (1977).
 */
export function stratifiedInterval(
  strata: readonly Stratum[],
  level: number,
): { mean: number; low: number; high: number } | null {
  for (const stratum of strata) check({ ...stratum, level });
  if (strata.length === 0 || !strata.every(isKnown)) return null;
  const people = total(strata.map(({ population }) => population));
  const mean = total(strata.map((each) => each.population * each.mean)) / people;
  const sampled = strata.filter(({ n, population }) => n < population);
  const parts = sampled.map((stratum) => uncertaintyOf(stratum, people));
  const half = halfWidth(parts, level);
  return { mean, low: mean - half, high: mean + half };
}
