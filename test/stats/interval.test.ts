import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanInterval, stratifiedInterval } from '../../src/stats/interval.ts';
import { studentQuantile } from '../../src/stats/student.ts';

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

// Values 62 71 58 66 75 69 64 70, 40 55 48 61 50, and 80 77 85 90 81 79 88 84 91 76 83 87.
const strata = [
  { n: 8, mean: 66.875, sd: Math.sqrt(1671 / 56), population: 20 },
  { n: 5, mean: 50.8, sd: Math.sqrt(61.7), population: 30 },
  { n: 12, mean: 1001 / 12, sd: Math.sqrt((83_771 - 1001 ** 2 / 12) / 11), population: 50 },
];

describe('three strata, by the formula in R', () => {
  test.each([
    [0.95, 67.623628230813, 73.0230384358537],
    [0.9, 68.1394342425115, 72.5072324241551],
  ])('level %f', (level, low, high) => {
    const found = stratifiedInterval(strata, level)!;
    expect(found.mean).toBeCloseTo(70.3233333333333, 10);
    expect(found.low).toBeCloseTo(low, 9);
    expect(found.high).toBeCloseTo(high, 9);
  });

  test('and one more person, who answered', () => {
    const one = { n: 1, mean: 55, sd: null, population: 1 };
    const found = stratifiedInterval([...strata, one], 0.95)!;
    expect(found.mean).toBeCloseTo(70.1716171617162, 10);
    expect(found.low).toBeCloseTo(67.4986418126861, 9);
    expect(found.high).toBeCloseTo(72.8445925107462, 9);
  });
});

test('strata where all answered leave nothing to chance', () => {
  const census = [
    { n: 2, mean: 10, sd: 3, population: 2 },
    { n: 1, mean: 40, sd: null, population: 1 },
  ];
  expect(stratifiedInterval(census, 0.95)).toEqual({ mean: 20, low: 20, high: 20 });
});

test('strata of hardly any spread, and of none', () => {
  const alike = { n: 2, mean: 10, sd: 0, population: 9 };
  expect(stratifiedInterval([alike], 0.95)).toEqual({ mean: 10, low: 10, high: 10 });
  const tiny = stratifiedInterval([{ ...alike, mean: 0, sd: 1e-100 }, alike], 0.95)!;
  const large = stratifiedInterval([{ ...alike, mean: 0, sd: 1 }, alike], 0.95)!;
  expect(tiny.mean).toBe(5);
  expect(large.high - 5).toBeCloseTo((12.706204736174694 * Math.sqrt(7 / 9 / 2)) / 2, 10);
});

test('strata that say too little', () => {
  const nobody = { n: 0, mean: 0, sd: null, population: 3 };
  const oneOfThree = { n: 1, mean: 40, sd: null, population: 3 };
  expect(stratifiedInterval([], 0.95)).toBeNull();
  expect(stratifiedInterval([...strata, nobody], 0.95)).toBeNull();
  expect(stratifiedInterval([...strata, { ...nobody, population: 0 }], 0.95)).toBeNull();
  expect(stratifiedInterval([...strata, oneOfThree], 0.95)).toBeNull();
});

test('strata that cannot be are refused', () => {
  expect(() => stratifiedInterval([{ ...strata[0]!, population: 7 }], 0.95)).toThrow(RangeError);
  expect(() => stratifiedInterval(strata, 95)).toThrow(RangeError);
});

const anyStratum = fc
  .record({
    n: fc.integer({ min: 2, max: 40 }),
    mean: fc.double({ min: -100, max: 100, noNaN: true }),
    sd: fc.double({ min: 0.1, max: 50, noNaN: true }),
    absent: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ absent, ...stratum }) => ({ ...stratum, population: stratum.n + absent }));

test('one stratum is a sample of its population', () => {
  fc.assert(
    fc.property(anyStratum, (stratum) => {
      const { low, high } = meanInterval({ ...stratum, level: 0.95 })!;
      const found = stratifiedInterval([stratum], 0.95)!;
      expect(found.mean).toBeCloseTo(stratum.mean, 10);
      expect(found.low).toBeCloseTo(low, 9);
      expect(found.high).toBeCloseTo(high, 9);
    }),
  );
});

test('the order of strata is nothing, and their unit is the unit of the interval', () => {
  fc.assert(
    fc.property(fc.array(anyStratum, { minLength: 1, maxLength: 6 }), (strata) => {
      const found = stratifiedInterval(strata, 0.95)!;
      const other = stratifiedInterval(
        strata.toReversed().map((each) => ({ ...each, mean: 2 * each.mean + 7, sd: 2 * each.sd })),
        0.95,
      )!;
      expect(other.mean).toBeCloseTo(2 * found.mean + 7, 8);
      expect(other.low).toBeCloseTo(2 * found.low + 7, 8);
      expect(other.high).toBeCloseTo(2 * found.high + 7, 8);
    }),
  );
});

test('the interval is as wide as its degrees of freedom, between the least and all together, say', () => {
  fc.assert(
    fc.property(fc.array(anyStratum, { minLength: 1, maxLength: 6 }), (strata) => {
      const people = strata.reduce((sum, { population }) => sum + population, 0);
      const variance = strata
        .map(({ n, sd, population }) => (population ** 2 * (1 - n / population) * sd ** 2) / n)
        .reduce((sum, part) => sum + part / people ** 2, 0);
      const { low, high } = stratifiedInterval(strata, 0.95)!;
      const t = (high - low) / 2 / Math.sqrt(variance);
      const least = Math.min(...strata.map(({ n }) => n - 1));
      const most = strata.reduce((sum, { n }) => sum + n - 1, 0);
      expect(t).toBeLessThanOrEqual(studentQuantile(0.975, least) * (1 + 1e-9));
      expect(t).toBeGreaterThanOrEqual(studentQuantile(0.975, most) * (1 - 1e-9));
    }),
  );
});
