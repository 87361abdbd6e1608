import { incompleteBeta, logBeta } from './beta.ts';

function checkFreedom(df: number): void {
  if (!(df >= 1 && df < Infinity))
    throw new RangeError(`degrees of freedom must be a number from 1, not ${df}`);
}

/** Probability above t >= 0: half the incomplete beta function of df/2, 1/2 at df / (df + t^2). */
function upperTail(t: number, df: number): number {
  const odds = (t * t) / df;
  const x = 1 / (1 + odds);
  return 0.5 * incompleteBeta(df / 2, 0.5, x, x === 0 ? 1 : odds * x);
}

/** Density of t: (1 + t^2/df)^(-(df+1)/2), over sqrt(df) times the beta function of 1/2, df/2. */
const density = (t: number, df: number): number =>
  Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df) - logBeta(0.5, df / 2)) / Math.sqrt(df);

/**
 * Distribution function of Student's t: the probability of a value up to t, half the incomplete
 * beta function of df/2 and 1/2 at df / (df + t^2) in the lower tail, one minus that in the upper.
 *
 * Takes any t and df >= 1 degrees of freedom; returns a probability, with full relative precision
 * in the lower tail. Throws RangeError for NaN and for df below 1.
 */
export function studentCdf(t: number, df: number): number {
  checkFreedom(df);
  if (Number.isNaN(t)) throw new RangeError('t must be a number');
  return t > 0 ? 1 - upperTail(t, df) : upperTail(-t, df);
}

/** The t >= 0 with this probability above it, by Newton's method. */
function upperQuantile(tail: number, df: number): number {
  let t = 0;
  for (let next = 1; upperTail(next, df) > tail; next *= 2) t = next;
  // The tail is convex, so steps from the left never overshoot; one that does is rounding: arrived.
  for (;;) {
    const step = (upperTail(t, df) - tail) / density(t, df);
    if (!(step > 1e-15 * t)) return t + step;
    t += step;
  }
}

/**
 * Quantile of Student's t: the value that a share p of the distribution does not exceed, the
 * inverse of the distribution function.
 *
 * Takes 0 < p < 1 and df >= 1 degrees of freedom; returns standard errors, within 1e-10 (of
 * its size, where that is above 1) for df up to 1e6 and p down to 1e-100. Throws RangeError
 * otherwise: at 0 and 1 the quantile is infinite.
 */
export function studentQuantile(p: number, df: number): number {
  checkFreedom(df);
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  return p < 0.5 ? -upperQuantile(p, df) : upperQuantile(1 - p, df);
}
