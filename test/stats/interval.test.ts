import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanInterval } from '../../src/stats/interval.ts';

/** 62 71 58 66 75 69 64 70 */
const eight = { n: 8, mean: 66.875, sd: Math.sqrt(1671 / 56), population: null, level: 0.95 };

/**
 * What the interval is made of besides the mean: half its width over t, by the 97.5% quantile of
 * df 7.
 */
const standardError = ({ low, high }: { low: number; high: number }) =>
  (high - low) / 2 / 2.3646242515927849;

test('eight respondents of nobody knows how many', () => {
  const interval = meanInterval(eight)!;
  expect(interval.low).toBeCloseTo(62.3082066777, 9);
  expect(interval.high).toBeCloseTo(71.4417933223, 9);
  expect(standardError(interval)).toBeCloseTo(1.93129767625, 10);
});

test('eight respondents of twenty', () => {
  const interval = meanInterval({ ...eight, population: 20 })!;
  expect(interval.low).toBeCloseTo(63.3375771034, 9);
  expect(interval.high).toBeCloseTo(70.4124228966, 9);
  expect(standardError(interval) / standardError(meanInterval(eight)!)).toBeCloseTo(
    0.774596669241,
    10,
  );
});

test('when everybody answered the width is zero', () => {
  expect(meanInterval({ ...eight, population: 8 })).toEqual({ low: 66.875, high: 66.875 });
});

test('below two values there is no interval', () => {
  expect(meanInterval({ ...eight, n: 1, sd: null })).toBeNull();
  expect(meanInterval({ ...eight, n: 1, sd: 0, population: 1 })).toBeNull();
  expect(meanInterval({ ...eight, n: 0, mean: 0, sd: null })).toBeNull();
});

test('more respondents than people, and levels that are none, are refused', () => {
  expect(() => meanInterval({ ...eight, population: 7 })).toThrow(RangeError);
  expect(() => meanInterval({ ...eight, population: NaN })).toThrow(RangeError);
  expect(() => meanInterval({ ...eight, level: 1 })).toThrow(RangeError);
  expect(() => meanInterval({ ...eight, level: 95 })).toThrow(RangeError);
  expect(() => meanInterval({ ...eight, n: 2.5 })).toThrow(RangeError);
});

const width = (sample: Parameters<typeof meanInterval>[0]) => {
  const { low, high } = meanInterval(sample)!;
  return high - low;
};

test('the interval lies around the mean and narrows as more of the people answer', () => {
  const sizes = fc.tuple(fc.integer({ min: 2, max: 500 }), fc.integer({ min: 1, max: 10_000 }));
  const spread = fc.double({ min: 0.1, max: 50, noNaN: true });
  fc.assert(
    fc.property(sizes, spread, ([n, absent], sd) => {
      const sample = { n, mean: 3, sd, population: n + absent, level: 0.9 };
      const { low, high } = meanInterval(sample)!;
      expect((low + high) / 2).toBeCloseTo(3, 9);
      expect(width(sample)).toBeLessThan(width({ ...sample, population: null }));
      expect(width(sample)).toBeLessThan(width({ ...sample, population: n + absent + 1 }));
    }),
  );
});

test('a higher level is a wider interval, and twice the spread twice the width', () => {
  expect(width({ ...eight, level: 0.99 })).toBeGreaterThan(width(eight));
  expect(width({ ...eight, mean: 0, sd: 2 * eight.sd })).toBeCloseTo(
    2 * width({ ...eight, mean: 0 }),
    12,
  );
});
