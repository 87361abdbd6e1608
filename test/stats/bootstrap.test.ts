import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bcaInterval, percentileInterval, type Strata } from '../../src/stats/bootstrap.ts';

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const mean = ([values]: Strata) => meanOf(values!);

function variance([values]: Strata): number {
  const squares = values!.map((value) => (value - meanOf(values!)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / (values!.length - 1);
}

const eight = [62, 71, 58, 66, 75, 69, 64, 70];
const skewed = [1, 1, 2, 2, 3, 3, 4, 6, 9, 15, 28, 60];
const three = [eight, [40, 55, 48, 61, 50], [80, 77, 85, 90, 81, 79, 88, 84, 91, 76, 83, 87]];

const weighted = (strata: Strata) =>
  [20, 30, 50].reduce((sum, weight, i) => sum + weight * meanOf(strata[i]!), 0) / 100;

const drawn = { draws: 2000, level: 0.95, seed: 'eight' };

// Computed by another implementation of the generator, of the normal distribution and of both formulas.
describe('the same draws elsewhere', () => {
  test.each([
    ['mean of eight', [eight], mean, drawn, [63.125, 70.37331155266031], [63.25, 70.375]],
    [
      'mean of twelve, skewed',
      [skewed],
      mean,
      { draws: 5000, level: 0.9, seed: 12 },
      [5.5, 23.083333333333332],
      [4.333333333333333, 19.833333333333332],
    ],
    [
      'variance of twelve, skewed',
      [skewed],
      variance,
      { ...drawn, seed: 'spread' },
      [27.626571555545624, 833.1147396548625],
      [8.746969696969702, 649.4863636363636],
    ],
    [
      'mean of three strata, weighted',
      three,
      weighted,
      { ...drawn, draws: 3000, seed: 'strata' },
      [67.79318075499043, 72.589467682131],
      [67.91666666666666, 72.71008333333334],
    ],
  ] as const)('%s', (_, strata, statistic, bootstrap, bca, percentile) => {
    const corrected = bcaInterval(strata, statistic, bootstrap)!;
    expect(corrected.low).toBeCloseTo(bca[0], 9);
    expect(corrected.high).toBeCloseTo(bca[1], 9);
    const plain = percentileInterval(strata, statistic, bootstrap)!;
    expect(plain.low).toBeCloseTo(percentile[0], 9);
    expect(plain.high).toBeCloseTo(percentile[1], 9);
  });
});

test('other draws move the ends, but not far', () => {
  // SciPy's, of 200,000 draws: 63.125 to 70.25.
  const { low, high } = bcaInterval([eight], mean, { ...drawn, draws: 20_000, seed: 'other' })!;
  expect(low).toBeCloseTo(63.125, 0);
  expect(high).toBeCloseTo(70.25, 0);
  expect(bcaInterval([eight], mean, { ...drawn, seed: 'other' })).not.toEqual(
    bcaInterval([eight], mean, drawn),
  );
});

test('what cannot be told', () => {
  for (const interval of [bcaInterval, percentileInterval]) {
    expect(interval([], mean, drawn)).toBeNull();
    expect(interval([[5]], mean, drawn)).toBeNull();
    expect(interval([[1, 2, 3], [4]], mean, drawn)).toBeNull();
    expect(interval([[]], mean, drawn)).toBeNull();
    expect(interval([eight], () => NaN, drawn)).toBeNull();
    // One of the resamples is sure to hold one of the two values alone, and to have no ratio.
    expect(interval([[0, 1]], ([values]) => 1 / meanOf(values!), drawn)).toBeNull();
  }
  expect(bcaInterval([[33.333, 33.333, 33.333]], mean, drawn)).toBeNull();
  expect(percentileInterval([[4, 4, 4]], mean, drawn)).toEqual({ low: 4, high: 4 });
  // Nothing lies below the least, and leaving one of two equal values out changes nothing.
  expect(bcaInterval([eight], ([values]) => Math.min(...values!), drawn)).toBeNull();
  const middle = ([values]: Strata) => values!.toSorted((a, b) => a - b)[2]!;
  expect(bcaInterval([[1, 2, 2, 2, 3]], middle, drawn)).toBeNull();
});

test('what has no answer is refused', () => {
  for (const interval of [bcaInterval, percentileInterval]) {
    expect(() => interval([eight], mean, { ...drawn, draws: 1999 })).toThrow(RangeError);
    expect(() => interval([eight], mean, { ...drawn, draws: 2000.5 })).toThrow(RangeError);
    expect(() => interval([eight], mean, { ...drawn, level: 1 })).toThrow(RangeError);
    expect(() => interval([eight], mean, { ...drawn, level: -0.5 })).toThrow(RangeError);
  }
});

const anyValues = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 20 });
const few = { numRuns: 25 };

test('the order of the values is nothing', () => {
  const twoOrders = anyValues.chain((values) =>
    fc.tuple(
      fc.constant(values),
      fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length }),
    ),
  );
  fc.assert(
    fc.property(twoOrders, fc.string(), ([one, other], seed) => {
      const [a, b] = [one, other].map((values) => bcaInterval([values], mean, { ...drawn, seed }));
      expect(a).toEqual(b);
    }),
    few,
  );
});

test('values moved and stretched move and stretch the interval', () => {
  const move = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 50 }));
  fc.assert(
    fc.property(anyValues, move, (values, [by, factor]) => {
      const found = bcaInterval([values], mean, drawn);
      const moved = values.map((value) => by + factor * value);
      const other = bcaInterval([moved], mean, drawn);
      fc.pre(found !== null && other !== null);
      expect(other.low).toBeCloseTo(by + factor * found.low, 6);
      expect(other.high).toBeCloseTo(by + factor * found.high, 6);
    }),
    few,
  );
});

test('the interval stays among the values, and a higher level holds a lower one', () => {
  fc.assert(
    fc.property(anyValues, (values) => {
      for (const interval of [bcaInterval, percentileInterval]) {
        const narrow = interval([values], mean, { ...drawn, level: 0.8 });
        const wide = interval([values], mean, { ...drawn, level: 0.99 });
        if (narrow === null || wide === null) continue;
        expect(wide.low).toBeLessThanOrEqual(narrow.low + 1e-9);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high - 1e-9);
        expect(wide.low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(wide.high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }
    }),
    few,
  );
});
