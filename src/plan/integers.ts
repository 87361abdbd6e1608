/**
 * The only rounding there is: floor((2a + b) / (2b)), half up, for integers a and b > 0. Remainder
 * arithmetic keeps it exact for every |a| and b below 2^53, negative a too.
 */
export function divide(a: number, b: number): number {
  const remainder = a % b;
  const truncated = (a - remainder) / b;
  const floor = remainder < 0 ? truncated - 1 : truncated;
  const rest = remainder < 0 ? remainder + b : remainder;
  return rest >= b - rest ? floor + 1 : floor;
}

/** A decimal with at most `decimals` digits after the point as an integer times 10^decimals. */
export const scaled = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals);
