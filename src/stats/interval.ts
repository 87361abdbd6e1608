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
