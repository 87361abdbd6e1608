import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { studentCdf, studentQuantile } from '../../src/stats/student.ts';

/** Relative error. */
const error = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);

describe('the usual table: 97.5% quantiles', () => {
  test.each([
    [3, 3.1824],
    [4, 2.7764],
    [5, 2.5706],
    [6, 2.4469],
    [7, 2.3646],
    [9, 2.2622],
    [11, 2.201],
    [14, 2.1448],
    [19, 2.093],
    [29, 2.0452],
  ])('df %i: %f', (df, expected) => {
    expect(Math.round(studentQuantile(0.975, df) * 1e4) / 1e4).toBe(expected);
  });
});

// Computed with 30 digits.
const quantileLevels = [0.75, 0.95, 0.975, 0.995, 0.9995];
describe('quantiles to twelve digits', () => {
  test.each([
    [1, 1, 6.313751514675038, 12.706204736174694, 63.656741162871526, 636.6192487687897],
    [
      2, 0.816496580927726, 2.9199855803537242, 4.302652729749462, 9.92484320091829,
      31.599054576445365,
    ],
    [
      3, 0.7648923284043453, 2.353363434801823, 3.1824463052837086, 5.840909309733355,
      12.923978636687965,
    ],
    [
      4, 0.7406970841126826, 2.1318467863266495, 2.7764451051977934, 4.604094871349992,
      8.610301581379522,
    ],
    [
      7, 0.7111417780817864, 1.8945786050900069, 2.364624251592785, 3.4994832973504932,
      5.407882520861828,
    ],
    [
      29, 0.6830438608216132, 1.6991270265334972, 2.045229642132704, 2.7563859036706053,
      3.6594050194663743,
    ],
    [
      120, 0.6765397249125202, 1.6576508993552352, 1.9799304050824404, 2.617421145106866,
      3.3734537685625337,
    ],
    [
      1000, 0.6747351646070094, 1.6463788172854643, 1.962339080826408, 2.5807546980659506,
      3.300282648423944,
    ],
    [
      10000, 0.6745142844835924, 1.6450060180692425, 1.960201239890626, 2.5763210466685287,
      3.2914999659416355,
    ],
    [
      100000, 0.6744922035532922, 1.6448688647849694, 1.9599877075346093, 2.575878469908375,
      3.2906240314119137,
    ],
    [
      1000000, 0.6744899955310873, 1.6448551507220401, 1.9599663568141066, 2.575834220105334,
      3.2905364612487222,
    ],
  ])('df %i', (df, ...expected) => {
    const errors = quantileLevels.map((p, i) => error(studentQuantile(p, df), expected.at(i)!));
    expect(Math.max(...errors)).toBeLessThan(1e-12);
  });
});

test('the distribution function where it has a simple form', () => {
  for (const t of [-40, -3, -1, -0.2, 0, 0.5, 1, 1.7, 8, 1e6]) {
    expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 14);
    expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 14);
  }
});

test('the lower tail keeps its digits', () => {
  expect(error(studentCdf(-2, 7), 0.04280966428148804)).toBeLessThan(1e-13);
  expect(error(studentCdf(-3, 1000), 0.0013833545221190963)).toBeLessThan(1e-13);
  expect(error(studentCdf(-1.96, 1e6), 0.024998033792634895)).toBeLessThan(1e-13);
  expect(error(studentCdf(-20, 1e6), 2.866543523695917e-89)).toBeLessThan(1e-12);
  expect(studentCdf(-Infinity, 5)).toBe(0);
  expect(studentCdf(Infinity, 5)).toBe(1);
});

const anyFreedom = fc.oneof(
  fc.integer({ min: 1, max: 50 }),
  fc.integer({ min: 1, max: 1_000_000 }),
);
const anyTail = fc.double({ min: 1e-9, max: 0.5, noNaN: true });

test('the quantile of a probability has that probability', () => {
  fc.assert(
    fc.property(anyTail, anyFreedom, (tail, df) => {
      expect(error(studentCdf(studentQuantile(tail, df), df), tail)).toBeLessThan(1e-12);
    }),
    { numRuns: 500 },
  );
});

test('the probability of a quantile gives it back', () => {
  const distance = fc.double({ min: 0, max: 6, noNaN: true });
  fc.assert(
    fc.property(distance, anyFreedom, (t, df) => {
      expect(studentQuantile(studentCdf(-t, df), df)).toBeCloseTo(-t, 12);
    }),
    { numRuns: 500 },
  );
});

test('the two sides mirror each other, and the middle is zero', () => {
  expect(studentQuantile(0.5, 3)).toBe(0);
  expect(studentQuantile(0.25, 9)).toBe(-studentQuantile(0.75, 9));
  fc.assert(
    fc.property(fc.double({ min: -50, max: 50, noNaN: true }), anyFreedom, (t, df) => {
      expect(studentCdf(t, df) + studentCdf(-t, df)).toBeCloseTo(1, 14);
    }),
  );
});

test('the tails thin out as the degrees of freedom grow', () => {
  const wide = [1, 2, 3, 5, 10, 100, 1000, 1e4, 1e5, 1e6].map((df) => studentQuantile(0.975, df));
  expect(wide).toEqual(wide.toSorted((a, b) => b - a));
  expect(wide.at(-1)).toBeGreaterThan(1.959963984540054);
});

test('what has no answer is refused', () => {
  for (const p of [0, 1, -0.1, 1.1, NaN]) expect(() => studentQuantile(p, 5)).toThrow(RangeError);
  for (const df of [0, -1, 0.5, NaN, Infinity]) {
    expect(() => studentQuantile(0.9, df)).toThrow(RangeError);
    expect(() => studentCdf(1, df)).toThrow(RangeError);
  }
  expect(() => studentCdf(NaN, 5)).toThrow(RangeError);
});
