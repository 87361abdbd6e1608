import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalQuantile } from '../../src/stats/normal.ts';

/** Relative error. */
const error = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

// Computed with 40 digits.
describe('the distribution function to thirteen digits', () => {
  test.each([
    [-37, 5.725571222524577e-300],
    [-20, 2.7536241186062337e-89],
    [-8, 6.220960574271784e-16],
    [-5, 2.866515718791939e-7],
    [-3, 0.0013498980316300946],
    [-1.96, 0.024997895148220435],
    [-1, 0.15865525393145705],
    [-0.5, 0.3085375387259869],
    [-0.001, 0.49960105778608893],
    [0, 0.5],
    [0.3, 0.6179114221889527],
    [1, 0.8413447460685429],
    [2.5, 0.9937903346742238],
    [6, 0.9999999990134123],
  ])('%f', (x, expected) => {
    expect(error(normalCdf(x), expected)).toBeLessThan(1e-13);
  });
});

describe('quantiles to twelve digits', () => {
  test.each([
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965326],
    [1e-20, -9.262340089798407],
    [1e-9, -5.9978070150076865],
    [0.0005, -3.290526731491895],
    [0.005, -2.575829303548901],
    [0.025, -1.9599639845400543],
    [0.05, -1.6448536269514726],
    [0.25, -0.6744897501960817],
    [0.4999, -0.00025066283008800747],
    [0.6, 0.2533471031357997],
    [0.975, 1.9599639845400538],
    [0.9995, 3.290526731491926],
  ])('%f', (p, expected) => {
    expect(error(normalQuantile(p), expected)).toBeLessThan(1e-12);
  });
});

test('the ends and the middle', () => {
  expect(normalCdf(-Infinity)).toBe(0);
  expect(normalCdf(Infinity)).toBe(1);
  expect(normalCdf(-1e200)).toBe(0);
  expect(normalQuantile(0.5)).toBe(0);
});

test('the quantile of a probability has that probability', () => {
  const power = fc.double({ min: -690, max: Math.log(0.5), noNaN: true });
  fc.assert(
    fc.property(power, (log) => {
      const tail = Math.exp(log);
      // Far out, a rounding of x by 1e-16 of it changes the probability by x^2 times as much.
      const x = normalQuantile(tail);
      expect(error(normalCdf(x), tail)).toBeLessThan(1e-14 * (10 + x ** 2));
    }),
    { numRuns: 500 },
  );
});

test('the two sides mirror each other', () => {
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14);
    }),
  );
  expect(normalQuantile(0.25)).toBe(-normalQuantile(0.75));
});

test('what has no answer is refused', () => {
  for (const p of [0, 1, -0.1, 1.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  expect(() => normalCdf(NaN)).toThrow(RangeError);
});
