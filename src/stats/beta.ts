import { logGamma, logGammaStep } from './gamma.ts';

// Degrees of freedom reach a million here, where a difference of two log-gammas has lost nine
// digits. So such differences are formed before the logarithm, and 1 - x is always carried with x.

/** Logarithm of the beta function: log-gamma of the smaller argument minus the step to the sum. */
export const logBeta = (a: number, b: number): number =>
  logGamma(Math.min(a, b)) - logGammaStep(Math.max(a, b), Math.min(a, b));

/** Logarithm of x, from y = 1 - x where x is so near 1 that its own digits say little. */
const logOf = (x: number, y: number): number => (x > 0.5 ? Math.log1p(-y) : Math.log(x));

/** x to the a times y to the b, divided by the beta function of a and b; y = 1 - x. */
const betaPowers = (a: number, b: number, x: number, y: number): number =>
  Math.exp(a * logOf(x, y) + b * logOf(y, x) - logBeta(a, b));

/** a_m of the continued fraction below. */
const fractionTop = (a: number, b: number, x: number, m: number): number => {
  const square = (x / (a + 2 * m - 1)) ** 2;
  return (a + m - 1) * (a + b + m - 1) * m * (b - m) * square;
};

/** b_m of the continued fraction below. */
const fractionBase = (a: number, b: number, x: number, y: number, m: number): number => {
  const even = m === 0 ? 0 : m + (m * (b - m) * x) / (a + 2 * m - 1);
  const odd = ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (a + 2 * m + 1);
  return even + odd;
};

/**
 * The continued fraction b0 + a1 / (b1 + a2 / (b2 + ...)) by which the powers are divided to give
 * the incomplete beta function; evaluated by Lentz's method.
 *
 * It is the even part of the classical fraction 1 + d1 / (1 + d2 / ...). That one subtracts nearly
 * equal numbers when a is large; here 1 - x enters as y, undamaged. Converges fast for x up to
 * (a + 1) / (a + b + 2).
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  let value = fractionBase(a, b, x, y, 0);
  let above = value;
  let below = 0;
  for (let m = 1; m <= 10_000; m++) {
    const base = fractionBase(a, b, x, y, m);
    const top = fractionTop(a, b, x, m);
    below = 1 / (base + top * below);
    above = base + top / above;
    value *= above * below;
    if (Math.abs(above * below - 1) < 1e-15) return value;
  }
  throw new Error(`the incomplete beta function of ${a}, ${b}, ${x} does not settle`);
}

/**
 * Regularised incomplete beta function: the integral from 0 to x of u^(a-1) (1-u)^(b-1), divided by
 * the whole integral from 0 to 1; as powers over a continued fraction.
 *
 * Takes a, b > 0 and 0 <= x <= 1 with its complement y = 1 - x, both, because either can be too
 * near 1 for the other to be recovered from it. Returns a probability. Throws RangeError otherwise.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0 && Math.abs(x + y - 1) < 1e-15))
    throw new RangeError(`no incomplete beta function of ${a}, ${b}, ${x}, ${y}`);
  if (x === 0 || y === 0) return x;
  // Beyond its fast range the fraction is taken from the other end, I(x; a, b) = 1 - I(y; b, a).
  const near = x <= (a + 1) / (a + b + 2);
  return near
    ? betaPowers(a, b, x, y) / betaFraction(a, b, x, y)
    : 1 - betaPowers(b, a, y, x) / betaFraction(b, a, y, x);
}
