import { mean, standardDeviation } from './moments.ts';
import { studentCdf, studentQuantile } from './student.ts';

/** A difference of two means, tested against none. */
export interface Difference {
  /** Second minus first, in the values' unit. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly t: number;
  readonly df: number;
  /** Two-sided: the probability of a t at least this far from 0 where nothing changed. */
  readonly p: number;
}

function differenceOf(
  found: number,
  standardError: number,
  df: number,
  level: number,
): Difference | null {
  if (standardError === 0) return null;
  const t = found / standardError;
  const half = studentQuantile((1 + level) / 2, df) * standardError;
  return {
    mean: found,
    low: found - half,
    high: found + half,
    t,
    df,
    p: 2 * studentCdf(-Math.abs(t), df),
  };
}

function summary(values: readonly number[]) {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + BigInt(value) ** 2n, 0n);
  const sd = standardDeviation(values.length, BigInt(sum), squares)!;
  return { n: values.length, mean: mean(values.length, sum), sd };
}

/**
 * Paired t test: the mean of the differences over their standard deviation divided by the square
 * root of n, with n - 1 degrees of freedom; the interval is the mean plus and minus Student's
 * quantile times that standard error.
 *
 * Takes whole numbers, one difference a respondent, and a level between 0 and 1. There is no
 * finite-population correction: the question is what changed, not who else could have been asked.
 * Null below two differences and where all are alike, which leaves no spread to measure chance by.
 * Source: Student (1908).
 */
export function pairedDifference(differences: readonly number[], level: number): Difference | null {
  if (differences.length < 2) return null;
  const { n, mean: found, sd } = summary(differences);
  return differenceOf(found, sd / Math.sqrt(n), n - 1, level);
}

/**
 * Welch's t test: the difference of two means over the square root of the sum of both variances of
 * the mean, v = s^2 / n. The degrees of freedom are (v1 + v2)^2 over the sum of v^2 / (n - 1)
 * (Satterthwaite 1946), which lies between the smaller n - 1 and n1 + n2 - 2.
 *
 * Takes whole numbers, one a respondent, of two sets of people, and a level between 0 and 1. No
 * finite-population correction, as above. Null below two values in either set and where neither has
 * any spread. Source: Welch (1947).
 */
export function welchDifference(
  before: readonly number[],
  after: readonly number[],
  level: number,
): Difference | null {
  if (before.length < 2 || after.length < 2) return null;
  const [first, second] = [summary(before), summary(after)];
  const [v1, v2] = [first.sd ** 2 / first.n, second.sd ** 2 / second.n];
  const freedom = (v1 + v2) ** 2 / (v1 ** 2 / (first.n - 1) + v2 ** 2 / (second.n - 1));
  // Rounding may bring it below its bound, where there is no t distribution for two values.
  const df = Math.max(Math.min(first.n, second.n) - 1, freedom);
  return differenceOf(second.mean - first.mean, Math.sqrt(v1 + v2), df, level);
}
