import { incompleteGamma } from './gamma.ts';
import { quantileOf, type Tails } from './quantile.ts';

function tailsOf(x: number, df: number): Tails {
  if (!(df > 0 && df < Infinity))
    throw new RangeError(`degrees of freedom must be a number above 0, not ${df}`);
  return incompleteGamma(df / 2, x / 2);
}

/**
 * Distribution function of chi-square: the probability of a value up to x, the incomplete gamma
 * function of df/2 at x/2.
 *
 * Takes x >= 0 and df > 0 degrees of freedom; returns a probability. Throws RangeError otherwise.
 */
export const chiSquareCdf = (x: number, df: number): number => tailsOf(x, df).lower;

/**
 * Quantile of chi-square: the value that a share p of the distribution does not exceed.
 *
 * Takes 0 < p < 1 and df > 0 degrees of freedom, up to some thousands; returns a positive number
 * within 1e-12 of its size. Throws RangeError otherwise.
 */
export const chiSquareQuantile = (p: number, df: number): number =>
  quantileOf(p, (x) => tailsOf(x, df));
