/** The probabilities of a value up to a point, and above it. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/** The first power of two at which a condition holds. */
function firstPower(holds: (x: number) => boolean): number {
  let x = 1;
  while (!holds(x)) x *= 2;
  return x;
}

/**
 * Quantile of a distribution over the positive numbers: the value that a share p does not exceed;
 * by halving, until no double lies between.
 *
 * Takes 0 < p < 1 and the two tails at any x >= 0. The smaller tail is looked at, which has all its
 * digits. Throws RangeError for any other p: at 0 and 1 there is nothing to find.
 */
export function quantileOf(p: number, tailsAt: (x: number) => Tails): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie between 0 and 1, not ${p}`);
  const isBelow = (x: number): boolean => {
    const { lower, upper } = tailsAt(x);
    return p < 0.5 ? lower < p : upper > 1 - p;
  };
  let high = firstPower((x) => !isBelow(x));
  let low = 0;
  for (let middle = high / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return high;
}
