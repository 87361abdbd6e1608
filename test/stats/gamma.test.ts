import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incompleteGamma } from '../../src/stats/gamma.ts';

/** Relative error. */
const error = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

describe('the incomplete gamma function, against forty digits', () => {
  test.each([
    [0.5, 0.25, 0.5204998778130465, 0.4795001221869535],
    [1, 2, 0.8646647167633873, 0.1353352832366127],
    [3, 2.5, 0.45618688411667047, 0.5438131158833295],
    [10, 25, 0.9997785233617512, 0.00022147663824878357],
    [0.1, 5, 0.9998560610341533, 0.000143938965846734],
    [500, 450, 0.010717238091289742, 0.9892827619087102],
    [1000, 1100, 0.99894067674607, 0.0010593232539299773],
    [1000, 1001, 0.5168114529297863, 0.4831885470702138],
    [50, 1, 1.2337508979097351e-65, 1],
    [3, 200, 1, 2.7956093736608836e-83],
  ])('a %f, x %f', (a, x, lower, upper) => {
    const found = incompleteGamma(a, x);
    expect(error(found.lower, lower)).toBeLessThan(5e-13);
    expect(error(found.upper, upper)).toBeLessThan(5e-13);
  });
});

test('the two tails add up to 1, and the lower one grows', () => {
  const positive = fc.double({ min: 0.01, max: 500, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, (a, x, y) => {
      const [first, second] = [incompleteGamma(a, Math.min(x, y)), incompleteGamma(a, x + y)];
      expect(first.lower + first.upper).toBeCloseTo(1, 12);
      expect(second.lower).toBeGreaterThanOrEqual(first.lower - 1e-12);
    }),
  );
});

test('series and fraction meet', () => {
  for (const a of [0.5, 2, 30, 800]) {
    const [before, after] = [incompleteGamma(a, a + 1), incompleteGamma(a, (a + 1) * (1 + 1e-15))];
    expect(error(before.lower, after.lower)).toBeLessThan(1e-12);
  }
});

test('it begins at 0, and is refused where there is none', () => {
  expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
  for (const [a, x] of [
    [0, 1],
    [-1, 1],
    [1, -1],
    [NaN, 1],
    [1, NaN],
    [1, Infinity],
  ])
    expect(() => incompleteGamma(a!, x!)).toThrow(RangeError);
});
