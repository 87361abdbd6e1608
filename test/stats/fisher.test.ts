import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fisherCdf, fisherQuantile } from '../../src/stats/fisher.ts';
import { studentQuantile } from '../../src/stats/student.ts';

/** Relative error. */
const error = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

// Computed with 40 digits.
const levels = [0.001, 0.025, 0.5, 0.975, 0.999];
describe('quantiles to eleven digits', () => {
  test.each([
    [1, 1, 2.467405158990141e-6, 0.001543712508674131, 1, 647.7890114778453, 405284.06790284894],
    [
      2, 5, 0.0010007005604764192, 0.025446440122317626, 0.7987697769322356, 8.433620739432781,
      37.122329811527834,
    ],
    [
      29, 174, 0.3625592121518187, 0.5369655425274906, 0.9808690320210401, 1.6615384170288126,
      2.195552615679689,
    ],
    [4, 4, 0.018714035440577825, 0.10411753745392763, 1, 9.604529884722863, 53.43582912276047],
    [
      10, 1000, 0.14739438094181936, 0.32392881308953597, 0.9348088004847225, 2.0611329302816537,
      2.9909384417529186,
    ],
    [
      59, 3481, 0.5238210901555878, 0.6705708442937932, 0.9889131171750594, 1.3968345319142417,
      1.6764044215773466,
    ],
  ])('df %i and %i', (above, below, ...expected) => {
    const errors = levels.map((p, i) => error(fisherQuantile(p, above, below), expected.at(i)!));
    expect(Math.max(...errors)).toBeLessThan(1e-11);
  });
});

test('with one degree of freedom above it is the square of Student', () => {
  for (const df of [1, 3, 29, 1000, 1_000_000])
    expect(error(fisherQuantile(0.95, 1, df), studentQuantile(0.975, df) ** 2)).toBeLessThan(1e-10);
});

const freedom = fc.integer({ min: 1, max: 100_000 });
const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

test('the quantile of a probability has that probability', () => {
  fc.assert(
    fc.property(share, freedom, freedom, (p, above, below) => {
      expect(fisherCdf(fisherQuantile(p, above, below), above, below)).toBeCloseTo(p, 10);
    }),
  );
});

test('the other way up it is one over', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), freedom, freedom, (p, a, b) => {
      expect(error(fisherQuantile(p, a, b), 1 / fisherQuantile(1 - p, b, a))).toBeLessThan(1e-9);
    }),
  );
});

test('what has no answer is refused', () => {
  for (const p of [0, 1, NaN]) expect(() => fisherQuantile(p, 3, 4)).toThrow(RangeError);
  for (const [above, below] of [
    [0, 1],
    [1, 0],
    [NaN, 1],
    [Infinity, 1],
  ])
    expect(() => fisherQuantile(0.5, above!, below!)).toThrow(RangeError);
  expect(() => fisherCdf(-1, 3, 4)).toThrow(RangeError);
});
