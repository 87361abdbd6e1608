import { incompleteGamma } from './gamma.ts';

/** Probability above x >= 0. Nothing is left of it, in a double, where half the square is 10,000. */
const upperTail = (x: number): number =>
  incompleteGamma(0.5, Math.min(x ** 2 / 2, 10_000)).upper / 2;

const density = (x: number): number => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);

/**
 * Distribution function of the standard normal: the probability of a value up to x, half the upper
 * incomplete gamma function of 1/2 at x^2 / 2 in the lower tail, one minus that in the upper.
 *
 * Takes any x, in standard deviations; returns a probability, with full relative precision in the
 * lower tail. Throws RangeError for NaN.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number');
  return x > 0 ? 1 - upperTail(x) : upperTail(-x);
}

/** The x >= 0 with this probability, half at most, above it; by Newton's method on its logarithm. */
function upperQuantile(tail: number): number {
  // The tail is at most half of e^(-x^2/2), so that this is too far out; its logarithm is concave, so
  // that every step is short of the way back.
  let x = Math.sqrt(-2 * Math.log(2 * tail));
  for (;;) {
    const found = upperTail(x);
    const step = (found / density(x)) * Math.log(found / tail);
    x += step;
    // What is left after a step is of the size of its square.
    if (!(Math.abs(step) > 1e-9)) return x;
  }
}

/**
 * Quantile of the standard normal: the value that a share p of the distribution does not exceed, the
 * inverse of the distribution function.
 *
 * Takes p from 1e-300 up to but without 1; returns standard deviations, within 1e-12 (of its size,
 * where that is above 1). Throws RangeError otherwise: at 0 and 1 the quantile is infinite.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 1e-300 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p);
}
