import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divide, scaled } from '../../src/plan/integers.ts';

test.each([
  [0, 3, 0],
  [1, 3, 0],
  [1, 2, 1],
  [3, 2, 2],
  [5, 3, 2],
  [7, 7, 1],
  [-1, 2, 0],
  [-3, 2, -1],
  [-1, 3, 0],
  [-2, 3, -1],
  [-5, 2, -2],
  [-7, 7, -1],
  [200_001, 2, 100_001],
  [-200_001, 2, -100_000],
])('%d / %d is %d, halves up', (a, b, quotient) => {
  expect(divide(a, b)).toBe(quotient);
});

/** floor((2a + b) / (2b)) by repeated halving of nothing: BigInt division and its remainder. */
function reference(a: bigint, b: bigint): bigint {
  const [over, under] = [2n * a + b, 2n * b];
  const quotient = over / under;
  return over % under < 0n ? quotient - 1n : quotient;
}

const largest = Number.MAX_SAFE_INTEGER;
const near = (value: number) =>
  fc.integer({ min: value - 1000, max: Math.min(largest, value + 1000) });
const divisor = fc.oneof(
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: largest }),
  fc.integer({ min: 1, max: 9 }).chain((part) => near(Math.floor(largest / part))),
);
const dividend = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -largest, max: largest }),
  fc.integer({ min: largest - 1000, max: largest }),
  fc.integer({ min: -largest, max: 1000 - largest }),
);

test('exact for all integers that a double holds', () => {
  fc.assert(
    fc.property(dividend, divisor, (a, b) => {
      const expected = reference(BigInt(a), BigInt(b));
      expect(BigInt(divide(a, b))).toBe(expected);
    }),
    { numRuns: 5000 },
  );
});

test('exact around every half, also where doubles stop to be sure', () => {
  const quotient = fc.oneof(
    fc.integer({ min: -(2 ** 18), max: 2 ** 18 }),
    fc.integer({ min: -3, max: 3 }),
  );
  const by = fc.oneof(
    fc.integer({ min: 1, max: 2 ** 34 }),
    fc.integer({ min: 2 ** 34 - 50, max: 2 ** 34 + 50 }),
    fc.integer({ min: 1, max: 2 ** 35 }),
  );
  fc.assert(
    fc.property(quotient, by, fc.integer({ min: -2, max: 2 }), (k, b, off) => {
      const a = k * b + Math.floor(b / 2) + off;
      expect(BigInt(divide(a, b))).toBe(reference(BigInt(a), BigInt(b)));
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  [0.1, 3, 100],
  [1.005, 3, 1005],
  [-0.001, 3, -1],
  [99.5, 1, 995],
  [4.35, 2, 435],
  [1e6, 4, 1e10],
  [0.285, 3, 285],
])('%d with %d decimals is %d', (value, decimals, expected) => {
  expect(scaled(value, decimals)).toBe(expected);
});

test('every decimal that can be written scales to the integer of its digits', () => {
  const digits = fc.integer({ min: -(10 ** 10), max: 10 ** 10 });
  fc.assert(
    fc.property(digits, fc.integer({ min: 1, max: 4 }), (integer, decimals) => {
      const sign = integer < 0 ? '-' : '';
      const text = String(Math.abs(integer)).padStart(decimals + 1, '0');
      const written = `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
      expect(scaled(Number(written), decimals)).toBe(integer === 0 ? Number(`${sign}0`) : integer);
    }),
  );
});
