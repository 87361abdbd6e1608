const minus = 45;
const point = 46;
const zero = 48;

const isDigit = (digit: number) => digit >= 0 && digit <= 9;

/**
 * The decimal number that bytes write, times 10^decimals: an integer, infinite when it is beyond all
 * bounds, NaN when they write none or one with more decimals. Digits alone, as `valueOfText` in
 * `answers/answer.ts` reads them: no plus, no leading zeros, a digit on both sides of the point.
 */
export function decimalOf(bytes: Uint8Array, start: number, end: number, decimals: number): number {
  const isNegative = bytes[start] === minus;
  let at = isNegative ? start + 1 : start;
  if (at >= end) return Number.NaN;
  let value = bytes[at++]! - zero;
  if (!isDigit(value)) return Number.NaN;
  const isZero = value === 0;
  while (at < end && isDigit(bytes[at]! - zero)) {
    if (isZero) return Number.NaN;
    value = value * 10 + (bytes[at++]! - zero);
  }
  let given = 0;
  if (at < end) {
    if (bytes[at] !== point || at + 1 === end || end - at - 1 > decimals) return Number.NaN;
    for (at++; at < end; at++, given++) {
      const digit = bytes[at]! - zero;
      if (!isDigit(digit)) return Number.NaN;
      value = value * 10 + digit;
    }
  }
  for (; given < decimals; given++) value *= 10;
  return isNegative ? 0 - value : value;
}
