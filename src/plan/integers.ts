/**
 * The only rounding there is: floor((2a + b) / (2b)), half up, for integers a and b > 0. Remainder
 * arithmetic keeps it exact for every |a| and b below 2^53, negative a too.
 */
export function divide(a: number, b: number): number {
  const small = a | 0;
  const by = b | 0;
  return small === a && by === b && small >= 0 ? divideSmall(small, by) : divideAny(a, b);
}

/** The same for integers of 31 bits, as most are; it takes a third of the time. */
function divideSmall(a: number, b: number): number {
  const remainder = (a % b) | 0;
  const floor = ((a - remainder) / b) | 0;
  return remainder >= b - remainder ? floor + 1 : floor;
}

function divideAny(a: number, b: number): number {
  const remainder = a % b;
  const truncated = (a - remainder) / b;
  const floor = remainder < 0 ? truncated - 1 : truncated;
  const rest = remainder < 0 ? remainder + b : remainder;
  return rest >= b - rest ? floor + 1 : floor;
}

/** A decimal with at most `decimals` digits after the point as an integer times 10^decimals. */
export const scaled = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals);
