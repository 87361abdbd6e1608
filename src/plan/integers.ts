/** Below these the quotient of two doubles, half added, has its whole part right; see `divide`. */
const quotients = 2 ** 17;
const divisors = 2 ** 34;

/**
 * The only rounding there is: floor((2a + b) / (2b)), half up, for integers a and b > 0, exact for
 * every |a| and b below 2^53, negative a too.
 *
 * Most quotients are points, which are small: below 2^17 the two roundings of doubles are off by less
 * than 2^-35 together, and unless a / b + 1/2 is whole, and then exact, it is 1 / 2b > 2^-35 or more
 * away from where the floor turns. All else goes by the remainder.
 */
export function divide(a: number, b: number): number {
  const isSmall = b < divisors && a < b * quotients && -a < b * quotients;
  return isSmall ? Math.floor(a / b + 0.5) : divideByRemainder(a, b);
}

function divideByRemainder(a: number, b: number): number {
  const remainder = a % b;
  const truncated = (a - remainder) / b;
  const floor = remainder < 0 ? truncated - 1 : truncated;
  const rest = remainder < 0 ? remainder + b : remainder;
  return rest >= b - rest ? floor + 1 : floor;
}

/** A decimal with at most `decimals` digits after the point as an integer times 10^decimals. */
export const scaled = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals);
