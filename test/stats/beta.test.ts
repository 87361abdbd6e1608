import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incompleteBeta } from '../../src/stats/beta.ts';

/** Relative error. */
const error = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

describe('the incomplete beta function, against thirty digits', () => {
  test.each([
    [0.5, 0.5, 0.25, 1 / 3],
    [2, 3, 0.4, 0.5248],
    [10, 1, 0.9, 0.3486784401000001],
    [0.3, 7, 0.01, 0.4874920509337247],
    [100, 200, 0.3, 0.10884306564490975],
    [100, 200, 0.5, 0.9999999973534454],
    [0.5, 500000, 1e-6, 0.6826894921371464],
  ])('a %f, b %f, x %f', (a, b, x, expected) => {
    expect(error(incompleteBeta(a, b, x, 1 - x), expected)).toBeLessThan(1e-12);
  });
});

test('the incomplete beta function ends at 0 and 1, and its two ends add up to 1', () => {
  expect(incompleteBeta(2, 3, 0, 1)).toBe(0);
  expect(incompleteBeta(2, 3, 1, 0)).toBe(1);
  const shape = fc.double({ min: 0.5, max: 1000, noNaN: true });
  fc.assert(
    fc.property(shape, shape, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, x) => {
      const both = incompleteBeta(a, b, x, 1 - x) + incompleteBeta(b, a, 1 - x, x);
      expect(both).toBeCloseTo(1, 12);
    }),
  );
});

test('the incomplete beta function is refused where there is none', () => {
  expect(() => incompleteBeta(0, 1, 0.5, 0.5)).toThrow(RangeError);
  expect(() => incompleteBeta(1, 1, 0.5, 0.6)).toThrow(RangeError);
});
