// Sums come in as integers and stay integers up to one division: sums of squares of large values
// differ only in digits that a double no longer has.

/**
 * a / b to the nearest double, for a >= 0 and 0 < b < 2^106, which holds every n (n - 1).
 *
 * Such a quotient is either half way between two doubles or at least 2^-266 away from it. So when
 * 300 bits are kept, those cut off cannot turn the rounding.
 */
function divideExactly(a: bigint, b: bigint): number {
  return Number((a << 300n) / b) / 2 ** 300;
}

function checkCount(n: number, least: number): void {
  if (!Number.isSafeInteger(n) || n < least)
    throw new RangeError(`n must be a whole number from ${least}, not ${n}`);
}

/**
 * Mean: the sum of the values divided by how many there are.
 *
 * Takes n >= 1 and the sum of n values, below 2^53 in size so that it is exact; returns the
 * values' unit. Throws RangeError for any other n: no values have no mean.
 */
export function mean(n: number, sum: number): number {
  checkCount(n, 1);
  return sum / n;
}

/**
 * Sample variance: n times the sum of squares minus the square of the sum, divided by n (n - 1).
 *
 * Takes n, the sum S and the sum of squares Q of n integers; returns the values' unit squared,
 * the double nearest to the exact value. Null below two values, where there is no spread to speak
 * of. Throws RangeError for an n that is no count and for sums that no n values can have.
 */
export function sampleVariance(n: number, sum: bigint, sumOfSquares: bigint): number | null {
  checkCount(n, 0);
  if (n < 2) return null;
  const count = BigInt(n);
  const spread = count * sumOfSquares - sum * sum;
  if (spread < 0n)
    throw new RangeError(`no ${n} values have sum ${sum} and squares ${sumOfSquares}`);
  return divideExactly(spread, count * (count - 1n));
}

/**
 * Sample covariance: n times the sum of products minus the product of the sums, divided by n (n - 1).
 *
 * Takes n, the sums and the sum of the products of n pairs of integers; returns the product of the
 * values' units, the double nearest to the exact value. Null below two pairs. Throws RangeError for
 * an n that is no count.
 */
export function sampleCovariance(
  n: number,
  sumX: bigint,
  sumY: bigint,
  sumOfProducts: bigint,
): number | null {
  checkCount(n, 0);
  if (n < 2) return null;
  const count = BigInt(n);
  const joint = count * sumOfProducts - sumX * sumY;
  const size = divideExactly(joint < 0n ? -joint : joint, count * (count - 1n));
  return joint < 0n ? -size : size;
}

/**
 * Standard deviation: the square root of the sample variance.
 *
 * Takes what the sample variance takes; returns the values' unit. Null and RangeError as there.
 */
export function standardDeviation(n: number, sum: bigint, sumOfSquares: bigint): number | null {
  const variance = sampleVariance(n, sum, sumOfSquares);
  return variance === null ? null : Math.sqrt(variance);
}
