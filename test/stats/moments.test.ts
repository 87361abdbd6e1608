import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  mean,
  sampleCovariance,
  sampleVariance,
  standardDeviation,
} from '../../src/stats/moments.ts';

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

/** n, sum and sum of squares, as they are counted anywhere. */
function moments(values: readonly bigint[]): [n: number, sum: bigint, sumOfSquares: bigint] {
  return [values.length, sum(values), sum(values.map((value) => value * value))];
}

const whole = (values: readonly number[]) => values.map(BigInt);

// R's data set `attitude`: 30 departments, 7 questions.
const attitude = `
  43 51 30 39 61 92 45 | 63 64 51 54 63 73 47 | 71 70 68 69 76 86 48 | 61 63 45 47 54 84 35
  81 78 56 66 71 83 47 | 43 55 49 44 54 49 34 | 58 67 42 56 66 68 35 | 71 75 50 55 70 66 41
  72 82 72 67 71 83 31 | 67 61 45 47 62 80 41 | 64 53 53 58 58 67 34 | 67 60 47 39 59 74 41
  69 62 57 42 55 63 25 | 68 83 83 45 59 77 35 | 77 77 54 72 79 77 46 | 81 90 50 72 60 54 36
  74 85 64 69 79 79 63 | 65 60 65 75 55 80 60 | 65 70 46 57 75 85 46 | 50 58 68 54 64 78 52
  50 40 33 34 43 64 33 | 64 61 52 62 66 80 41 | 53 66 52 50 63 80 37 | 40 37 42 58 50 57 49
  63 54 42 48 66 75 33 | 66 77 66 63 88 76 72 | 78 75 58 74 80 78 49 | 48 57 44 45 51 83 38
  85 85 71 71 77 74 55 | 82 82 39 59 64 78 39`
  .trim()
  .split(/[|\n]/)
  .map((row) => row.trim().split(/\s+/).map(Number));

test('attitude: the mean and spread of the row means are those of R', () => {
  const rowSums = whole(attitude.map((row) => row.reduce((total, value) => total + value, 0)));
  const [n, total, squares] = moments(rowSums);
  expect(n).toBe(30);
  expect(mean(n, Number(total)) / 7).toBeCloseTo(60.43809524, 8);
  expect(standardDeviation(n, total, squares)! / 7).toBeCloseTo(8.249789056, 8);
});

test('eight respondents: mean and standard deviation', () => {
  const values = moments(whole([62, 71, 58, 66, 75, 69, 64, 70]));
  expect(mean(values[0], Number(values[1]))).toBe(66.875);
  expect(sampleVariance(...values)).toBe(1671 / 56);
  expect(standardDeviation(...values)).toBeCloseTo(5.46253473346, 10);
});

test.each([
  [[4, 4, 3, 5, 4, 4], 2 / 5],
  [[4, 5, 4, 4, 4, 5], 4 / 15],
  [[5, 5, 4, 5, 4, 5], 4 / 15],
  [[3, 4, 4, 4, 2, 4], 7 / 10],
])('six respondents: the sample variance of %j is %f', (values, expected) => {
  expect(sampleVariance(...moments(whole(values)))).toBe(expected);
});

test('below two values there is no variance, and of no values no mean', () => {
  expect(sampleVariance(0, 0n, 0n)).toBeNull();
  expect(sampleVariance(1, 7n, 49n)).toBeNull();
  expect(standardDeviation(1, 7n, 49n)).toBeNull();
  expect(mean(1, 7)).toBe(7);
  expect(() => mean(0, 0)).toThrow(RangeError);
});

test('equal values have no variance', () => {
  expect(sampleVariance(3, 300_000n, 30_000_000_000n)).toBe(0);
});

test('counts and sums that cannot be are refused', () => {
  expect(() => mean(2.5, 1)).toThrow(RangeError);
  expect(() => sampleVariance(-1, 0n, 0n)).toThrow(RangeError);
  expect(() => sampleVariance(2, 10n, 49n)).toThrow(RangeError);
});

test('a large offset costs no digit', () => {
  const offset = 10n ** 15n;
  const values = moments([offset + 4n, offset + 7n, offset + 13n, offset + 16n]);
  expect(sampleVariance(...values)).toBe(30);
});

test('ten million respondents in milli-points', () => {
  // Half at 0, half at 100,000: (n/4) range^2 / (n - 1).
  const n = 10_000_000;
  const variance = sampleVariance(n, 5_000_000n * 100_000n, 5_000_000n * 100_000n ** 2n);
  expect(variance).toBe((2_500_000 * 1e10) / 9_999_999);
});

test('the variance is the nearest double, and of two equally near the even one', () => {
  expect(sampleVariance(...moments([0n, 2n ** 27n - 1n]))).toBe(2 ** 53 - 2 ** 27); // and a half
  expect(sampleVariance(...moments([0n, 0n, 1n]))).toBe(1 / 3);
  expect(sampleVariance(...moments([0n, 0n, 3n ** 17n]))).toBe(3 ** 33);
});

test('the least variance that so many can have', () => {
  expect(sampleVariance(2 ** 53 - 1, 1n, 1n)).toBe(1 / (2 ** 53 - 1));
});

/**
 * The variance by its definition in fixed point with 40 decimals, deviations squared one by one.
 */
function slowVariance(values: readonly bigint[]): number {
  const n = BigInt(values.length);
  const total = sum(values);
  const deviations = values.map((value) => (n * value - total) ** 2n);
  const fixed = (sum(deviations) * 10n ** 40n) / (n * n * (n - 1n));
  return Number(`${fixed}e-40`);
}

test('the variance is that of the definition, whatever the offset', () => {
  const values = fc.array(fc.bigInt({ min: -200_000n, max: 200_000n }), {
    minLength: 2,
    maxLength: 60,
  });
  const offsets = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
  fc.assert(
    fc.property(values, offsets, (around, offset) => {
      const shifted = around.map((value) => value + offset);
      expect(sampleVariance(...moments(shifted))).toBe(slowVariance(around));
    }),
    { numRuns: 500 },
  );
});

test('twice the values have twice the spread', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: -100_000n, max: 100_000n }), { minLength: 2 }),
      (values) => {
        const doubled = standardDeviation(...moments(values.map((value) => 2n * value)));
        expect(doubled).toBe(2 * standardDeviation(...moments(values))!);
      },
    ),
  );
});

test('covariance is that of R, whichever comes first, and of a value with itself the variance', () => {
  const [x, y] = [1, 0].map((column) => whole(attitude.map((row) => row[column]!)));
  const products = sum(x!.map((value, i) => value * y![i]!));
  const found = sampleCovariance(30, sum(x!), sum(y!), products);
  // R: cov(attitude$rating, attitude$complaints)
  expect(found).toBeCloseTo(133.779_310_344_827_6, 10);
  expect(sampleCovariance(30, sum(y!), sum(x!), products)).toBe(found);
  const mirrored = sampleCovariance(30, -sum(x!), sum(y!), -products);
  expect(mirrored).toBe(-found!);
  const [n, own, squares] = moments(x!);
  expect(sampleCovariance(n, own, own, squares)).toBe(sampleVariance(n, own, squares));
  expect(sampleCovariance(1, 2n, 3n, 6n)).toBeNull();
});
