import { incompleteBeta } from './beta.ts';
import { quantileOf, type Tails } from './quantile.ts';

/** Degrees of freedom of the mean square above and of the one below. */
function tailsOf(f: number, above: number, below: number): Tails {
  if (!(f >= 0 && above > 0 && below > 0 && f * above < Infinity && below < Infinity))
    throw new RangeError(`no F of ${f} with ${above} and ${below} degrees of freedom`);
  const whole = above * f + below;
  const [x, y] = [(above * f) / whole, below / whole];
  return {
    lower: incompleteBeta(above / 2, below / 2, x, y),
    upper: incompleteBeta(below / 2, above / 2, y, x),
  };
}

/**
 * Distribution function of Fisher's F: the probability of a ratio of mean squares up to f, the
 * incomplete beta function of half of either degrees of freedom at above f / (above f + below).
 *
 * Takes f >= 0 and the degrees of freedom, above 0, of the mean square above the line and of the one
 * below; returns a probability. Throws RangeError otherwise.
 */
export const fisherCdf = (f: number, above: number, below: number): number =>
  tailsOf(f, above, below).lower;

/**
 * Quantile of Fisher's F: the ratio that a share p of the distribution does not exceed.
 *
 * Takes 0 < p < 1 and degrees of freedom as above; returns a positive number within 1e-10 of its
 * size for degrees of freedom up to a million. Throws RangeError otherwise.
 */
export const fisherQuantile = (p: number, above: number, below: number): number =>
  quantileOf(p, (f) => tailsOf(f, above, below));
