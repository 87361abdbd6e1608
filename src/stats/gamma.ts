import type { Tails } from './quantile.ts';

/** Lanczos's coefficients for g = 7: the gamma function to about fifteen digits. */
const lanczosG = 7;
const lanczosFirst = 0.9999999999998099;
const lanczosRest = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

const lanczosSeries = (z: number): number =>
  lanczosRest.reduce((sum, coefficient, i) => sum + coefficient / (z + i + 1), lanczosFirst);

/**
 * Logarithm of the gamma function by Lanczos's approximation: half the log of 2 pi, plus
 * (z + 1/2) log w, minus w, plus the log of the series, minus log z; w = z + g + 1/2.
 *
 * Takes z > 0, without unit; its callers see to that.
 */
export function logGamma(z: number): number {
  const w = z + lanczosG + 0.5;
  const power = (z + 0.5) * Math.log(w) - w;
  return 0.5 * Math.log(2 * Math.PI) + power + Math.log(lanczosSeries(z) / z);
}

/**
 * Log-gamma of a + b minus log-gamma of a: Lanczos's approximation taken twice, the large terms
 * cancelled by hand.
 *
 * Takes a, b > 0; keeps all digits for a far above b.
 */
export function logGammaStep(a: number, b: number): number {
  const w = a + lanczosG + 0.5;
  const powers = (a + 0.5) * Math.log1p(b / w) + b * Math.log(w + b) - b;
  const series = (lanczosSeries(a + b) / lanczosSeries(a)) * (a / (a + b));
  return powers + Math.log(series);
}

/** x to the a times e to the -x, divided by the gamma function of a + 1. */
function gammaPowers(a: number, x: number): number {
  const w = a + lanczosG + 0.5;
  const power = Math.exp(a * Math.log(x / w) + (w - x));
  return power / (Math.sqrt(2 * Math.PI * w) * lanczosSeries(a));
}

/** The series 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...; converges fast for x up to a + 1. */
function gammaSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/**
 * The continued fraction 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - ...))),
 * evaluated by Lentz's method; converges fast for x from a + 1 on.
 */
function gammaFraction(a: number, x: number): number {
  let value = x + 1 - a;
  let above = value;
  let below = 0;
  for (let m = 1; m <= 10_000; m++) {
    const base = x + 2 * m + 1 - a;
    const top = m * (a - m);
    below = 1 / (base + top * below);
    above = base + top / above;
    value *= above * below;
    if (Math.abs(above * below - 1) < 1e-15) return 1 / value;
  }
  throw new Error(`the incomplete gamma function of ${a}, ${x} does not settle`);
}

/**
 * Regularised incomplete gamma function: the integral of u^(a-1) e^-u from 0 to x (lower) and from x
 * on (upper), each divided by the whole; by a series or a continued fraction, whichever is fast.
 *
 * Takes a > 0 and x >= 0. Returns two probabilities that add up to 1; the smaller one keeps its
 * digits however small it is. Throws RangeError otherwise.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && a < Infinity && x >= 0 && x < Infinity))
    throw new RangeError(`no incomplete gamma function of ${a}, ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x <= a + 1) {
    const lower = gammaPowers(a, x) * gammaSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = gammaPowers(a, x) * a * gammaFraction(a, x);
  return { lower: 1 - upper, upper };
}
