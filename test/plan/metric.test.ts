import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metricPoints } from '../../src/plan/metric.ts';

/** On time in full, in tenths of a percent, and hours until recall, where less is better. */
const onTime = [
  [800, 0],
  [900, 40_000],
  [950, 70_000],
  [995, 100_000],
] as const;
const hours = [
  [4, 100_000],
  [48, 0],
] as const;

test.each([
  [0, 0],
  [800, 0],
  [850, 20_000],
  [900, 40_000],
  [925, 55_000],
  [950, 70_000],
  [951, 70_667],
  [995, 100_000],
  [1000, 100_000],
])('rising: %d is worth %d', (value, points) => {
  expect(metricPoints(onTime, value)).toBe(points);
});

test.each([
  [-9, 100_000],
  [4, 100_000],
  [5, 97_727],
  [26, 50_000],
  [47, 2273],
  [48, 0],
  [500, 0],
])('falling: %d is worth %d', (value, points) => {
  expect(metricPoints(hours, value)).toBe(points);
});

test('one peak', () => {
  const peak = [
    [-10, 0],
    [0, 100_000],
    [10, 50_000],
  ] as const;
  expect([-10, -5, 0, 5, 10].map((value) => metricPoints(peak, value))).toEqual([
    0, 50_000, 100_000, 75_000, 50_000,
  ]);
});

test('between two breakpoints it stays between their points, and is exact', () => {
  const limit = 2 ** 26;
  const value = fc.oneof(
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -limit, max: limit }),
  );
  const points = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(value, value, value, points, points, (x, y, z, a, b) => {
      const [left, middle, right] = [x, y, z].toSorted((p, q) => p - q) as [number, number, number];
      fc.pre(left < right);
      const found = metricPoints(
        [
          [left, a],
          [right, b],
        ],
        middle,
      );
      const width = BigInt(right - left);
      const over = 2n * (BigInt(a) * width + BigInt(middle - left) * BigInt(b - a)) + width;
      expect(BigInt(found)).toBe(over / (2n * width));
      expect(found).toBeGreaterThanOrEqual(Math.min(a, b));
      expect(found).toBeLessThanOrEqual(Math.max(a, b));
    }),
  );
});
