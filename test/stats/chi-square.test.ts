import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareCdf, chiSquareQuantile } from '../../src/stats/chi-square.ts';

/** Relative error. */
const error = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

test('the limits for three items', () => {
  expect(chiSquareQuantile(0.99, 3).toFixed(4)).toBe('11.3449');
  expect(chiSquareQuantile(0.999, 3).toFixed(4)).toBe('16.2662');
});

// Computed with 40 digits.
const levels = [0.025, 0.5, 0.95, 0.99, 0.999];
describe('quantiles to twelve digits', () => {
  test.each([
    [
      1, 0.000982069117175256, 0.4549364231195728, 3.841458820694126, 6.634896601021215,
      10.827566170662733,
    ],
    [
      2, 0.05063561596857975, 1.3862943611198906, 5.991464547107982, 9.210340371976184,
      13.815510557964274,
    ],
    [
      3, 0.21579528262389785, 2.365973884375338, 7.81472790325118, 11.344866730144371,
      16.266236196238133,
    ],
    [
      7, 1.6898691806773545, 6.3458111955215175, 14.067140449340169, 18.475306906582365,
      24.321886347856854,
    ],
    [
      30, 16.790772265566623, 29.336031516661585, 43.77297182574219, 50.89218131151709,
      59.70306430442993,
    ],
    [
      60, 40.48174804284183, 59.33466627644246, 79.08194448784873, 88.37941890144933,
      99.60723306984937,
    ],
    [
      1000, 914.257153799259, 999.333412403381, 1074.679448803441, 1106.9689943522174,
      1143.9170926196791,
    ],
    [
      4000, 3826.597419251261, 3999.3333530900254, 4148.248404431036, 4211.011418981688,
      4282.107862385296,
    ],
  ])('df %i', (df, ...expected) => {
    const errors = levels.map((p, i) => error(chiSquareQuantile(p, df), expected.at(i)!));
    expect(Math.max(...errors)).toBeLessThan(1e-12);
  });
});

test('the distribution function where it has a simple form', () => {
  for (const x of [0, 0.01, 1, 5, 40])
    expect(chiSquareCdf(x, 2)).toBeCloseTo(1 - Math.exp(-x / 2), 14);
});

test('a quantile far up keeps its digits', () => {
  const p = 1 - 2 ** -45;
  expect(error(chiSquareQuantile(p, 2), -2 * Math.log(1 - p))).toBeLessThan(1e-13);
});

test('the quantile of a probability has that probability', () => {
  const p = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  fc.assert(
    fc.property(p, fc.integer({ min: 1, max: 2000 }), (share, df) => {
      expect(chiSquareCdf(chiSquareQuantile(share, df), df)).toBeCloseTo(share, 12);
    }),
  );
});

test('what has no answer is refused', () => {
  for (const p of [0, 1, -0.1, NaN]) expect(() => chiSquareQuantile(p, 3)).toThrow(RangeError);
  for (const df of [0, -1, NaN, Infinity])
    expect(() => chiSquareQuantile(0.5, df)).toThrow(RangeError);
  expect(() => chiSquareCdf(-1, 3)).toThrow(RangeError);
});
