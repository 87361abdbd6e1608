import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlation, covariance, type Matrix } from '../../src/stats/matrix.ts';
import {
  alpha,
  alphaIfDropped,
  differenceError,
  differenceReliability,
  feldtInterval,
  guttmanSix,
  itemRest,
  meanCorrelation,
  spearmanBrown,
  standardErrorOfMeasurement,
  standardizedAlpha,
} from '../../src/stats/reliability.ts';
import { attitude } from './attitude.ts';

const near = (expected: number) => expect.closeTo(expected, 8);
const covariances = covariance(attitude)!;

describe('the data set attitude, as R has it', () => {
  test('alpha', () => {
    expect(alpha(covariances)).toBeCloseTo(0.8431427696, 10);
    expect(standardizedAlpha(covariances)).toBeCloseTo(0.839083803, 9);
    expect(guttmanSix(covariances)).toBeCloseTo(0.8752151374, 10);
    expect(meanCorrelation(covariances)).toBeCloseTo(0.4269066426, 10);
  });

  test('its interval', () => {
    const interval = feldtInterval(alpha(covariances)!, 30, 7, 0.95);
    expect(interval).toEqual({ low: near(0.73937569), high: near(0.91577307) });
  });

  test('of each item', () => {
    expect(itemRest(covariances)).toEqual(
      [0.67126206, 0.74210971, 0.56071111, 0.7144455, 0.78627559, 0.26503434, 0.46081055].map(near),
    );
    expect(alphaIfDropped(covariances)).toEqual(
      [0.80976021, 0.79691746, 0.82784777, 0.80303098, 0.79538657, 0.86387231, 0.84046487].map(
        near,
      ),
    );
  });

  test('the standard error of measurement of the mean', () => {
    expect(standardErrorOfMeasurement(8.249789056, alpha(covariances)!)).toBeCloseTo(
      3.267345907,
      8,
    );
  });
});

describe('what cannot be computed is missing', () => {
  const constant = covariance([1, 4, 2, 5].map((value) => [value, 6 - value, 3]))!;

  test('for a single item', () => {
    expect(alpha([[2]])).toBeNull();
    expect(standardizedAlpha([[2]])).toBeNull();
    expect(guttmanSix([[2]])).toBeNull();
    expect(meanCorrelation([[2]])).toBeNull();
    expect(itemRest([[2]])).toEqual([null]);
    expect(alphaIfDropped([[2]])).toEqual([null]);
    expect(feldtInterval(0.8, 30, 1, 0.95)).toBeNull();
    expect(feldtInterval(0.8, 1, 3, 0.95)).toBeNull();
  });

  test('where items cancel each other or do not vary', () => {
    expect(alpha(constant)).toBeNull();
    expect(standardizedAlpha(constant)).toBeNull();
    expect(guttmanSix(constant)).toBeNull();
    expect(meanCorrelation(constant)).toBeNull();
    expect(itemRest(constant)).toEqual([near(-1), near(-1), null]);
    expect(alphaIfDropped(constant)).toEqual([0, 0, null]);
  });

  test('guttmanSix where an item follows from the others', () => {
    const rows = [[1, 4], [5, 0], [2, 2], [3, 7]].map(([a, b]) => [a!, b!, a! + b!]); // prettier-ignore
    expect(guttmanSix(covariance(rows)!)).toBeNull();
    expect(alpha(covariance(rows)!)).not.toBeNull();
  });
});

const rowsOf = (columns: number) =>
  fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: columns, maxLength: columns }), {
    minLength: 2,
    maxLength: 25,
  });
const anyRows = fc.integer({ min: 2, max: 7 }).chain(rowsOf);

const same = (found: number | null, expected: number | null) =>
  expected === null ? expect(found).toBeNull() : expect(found).toBeCloseTo(expected, 9);

test('guttmanSix finds an item that follows from the others wherever it stands', () => {
  const rows = [[2, 7, 3, 1, 1, 4], [1, 5, 6, 1, 4, 6], [1, 1, 6, 1, 1, 1], [3, 4, 4, 1, 3, 4], [1, 3, 1, 1, 1, 1], [1, 1, 1, 2, 1, 1]]; // prettier-ignore
  expect(guttmanSix(covariance(rows)!)).toBeNull();
  const turned = rows.toReversed().map((row) => row.toReversed());
  expect(guttmanSix(covariance(turned)!)).toBeNull();
});

describe('alpha does not depend on', () => {
  test('the order of respondents and items', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const turned = rows.toReversed().map((row) => row.toReversed());
        same(alpha(covariance(turned)!), alpha(covariance(rows)!));
        same(guttmanSix(covariance(turned)!), guttmanSix(covariance(rows)!));
      }),
    );
  });

  test('the unit and the zero of the codes; standardized, not on those of one item', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 50 }), (rows, unit) => {
        const scaled = rows.map((row) => row.map((value) => unit * value - 3));
        same(alpha(covariance(scaled)!), alpha(covariance(rows)!));
        const one = rows.map(([first, ...rest]) => [unit * first! + 8, ...rest]);
        same(standardizedAlpha(covariance(one)!), standardizedAlpha(covariance(rows)!));
        same(meanCorrelation(covariance(one)!), meanCorrelation(covariance(rows)!));
        same(guttmanSix(covariance(one)!), guttmanSix(covariance(rows)!));
      }),
    );
  });
});

test('of two items of equal variance alpha is Spearman-Brown of their correlation', () => {
  fc.assert(
    fc.property(fc.double({ min: -0.99, max: 0.99, noNaN: true }), (r) => {
      const matrix: Matrix = [
        [1, r],
        [r, 1],
      ];
      same(alpha(matrix), spearmanBrown(r, 2));
      same(standardizedAlpha(matrix), spearmanBrown(meanCorrelation(matrix)!, 2));
    }),
  );
});

test('equal items have an alpha of 1, and unrelated ones of 0', () => {
  const alike = [1, 3, 4].map((value) => [value, value, value]);
  expect(alpha(covariance(alike)!)).toBeCloseTo(1, 12);
  expect(alpha([[1, 0], [0, 5]])).toBe(0); // prettier-ignore
});

test('item-rest is the correlation with the sum of the others', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const found = itemRest(covariance(rows)!);
      for (const [item, r] of found.entries()) {
        const pairs = rows.map((row) => {
          const others = row.toSpliced(item, 1).reduce((sum, value) => sum + value, 0);
          return [row[item]!, others];
        });
        same(r, correlation(covariance(pairs)!)?.[0]![1] ?? null);
      }
    }),
  );
});

test('the interval holds alpha, and narrows with more respondents and a lower level', () => {
  const width = (n: number, level: number) => {
    const { low, high } = feldtInterval(0.8, n, 5, level)!;
    expect(low).toBeLessThan(0.8);
    expect(high).toBeGreaterThan(0.8);
    return high - low;
  };
  const widths = [width(10, 0.95), width(30, 0.95), width(30, 0.9), width(300, 0.9)];
  expect(widths).toEqual(widths.toSorted((a, b) => b - a));
});

describe('Spearman-Brown', () => {
  test.each([
    [0.5, 2, 2 / 3],
    [0.8, 0.5, 2 / 3],
    [0.6, 1, 0.6],
    [0, 7, 0],
    [-0.5, 2, -2],
  ])('r %f, %f times as long', (r, k, expected) => {
    expect(spearmanBrown(r, k)).toBeCloseTo(expected, 12);
  });

  test('is missing where no scale of the length could have it', () => {
    expect(spearmanBrown(-1, 2)).toBeNull();
    expect(spearmanBrown(-0.6, 3)).toBeNull();
  });

  test('there and back', () => {
    const r = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(r, fc.integer({ min: 1, max: 20 }), (reliability, k) => {
        same(spearmanBrown(spearmanBrown(reliability, k)!, 1 / k), reliability);
      }),
    );
  });
});

describe('the difference of two scores', () => {
  const score = { sd: 12, reliability: 0.85 };

  // The better the two scores go together, the less their difference says.
  test.each([
    [0, 0.85],
    [0.3, 0.55 / 0.7],
    [0.5, 0.7],
    [0.7, 0.5],
  ])('correlated %f', (r, expected) => {
    expect(differenceReliability(score, score, r)).toBeCloseTo(expected, 12);
  });

  test('of different scores', () => {
    const [x, y] = [
      { sd: 3, reliability: 0.9 },
      { sd: 4, reliability: 0.75 },
    ];
    expect(differenceError(x, y)).toBeCloseTo(Math.sqrt(0.9 + 4), 12);
    expect(differenceReliability(x, y, 0.5)).toBeCloseTo((8.1 + 12 - 12) / (25 - 12), 12);
  });

  test('its error is that of the one where the other does not vary', () => {
    expect(differenceError(score, { sd: 0, reliability: 1 })).toBe(
      standardErrorOfMeasurement(score.sd, score.reliability),
    );
  });

  test('is missing where the difference does not vary', () => {
    expect(differenceReliability(score, score, 1)).toBeNull();
  });
});

test('what is no score is refused', () => {
  expect(() => standardErrorOfMeasurement(-1, 0.5)).toThrow(RangeError);
  expect(() => standardErrorOfMeasurement(1, 1.01)).toThrow(RangeError);
  expect(() => standardErrorOfMeasurement(1, NaN)).toThrow(RangeError);
});

test('the limits: none is above 1, and a correlation not below -1', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const covariances = covariance(rows)!;
      for (const found of [
        alpha(covariances),
        standardizedAlpha(covariances),
        guttmanSix(covariances),
        meanCorrelation(covariances),
        ...itemRest(covariances),
        ...alphaIfDropped(covariances),
      ]) {
        if (found !== null) expect(found).toBeLessThanOrEqual(1 + 1e-9);
      }
      for (const found of itemRest(covariances)) {
        if (found !== null) expect(found).toBeGreaterThanOrEqual(-1 - 1e-9);
      }
    }),
  );
});

test('items in another order, or all of them turned round, are judged the same, each by itself', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const turned = rows.map((row) => row.toReversed().map((value) => 8 - value));
      const [here, there] = [covariance(rows)!, covariance(turned)!];
      same(standardizedAlpha(there), standardizedAlpha(here));
      same(meanCorrelation(there), meanCorrelation(here));
      for (const each of [itemRest, alphaIfDropped]) {
        const own = each(here);
        each(there)
          .toReversed()
          .forEach((found, i) => same(found, own[i]!));
      }
    }),
  );
});

test('a difference is as reliable in any unit and either way round, and errs in its unit', () => {
  const any = fc.record({
    sd: fc.double({ min: 0.1, max: 30, noNaN: true }),
    reliability: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const correlated = fc.double({ min: -0.99, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(any, any, correlated, fc.integer({ min: 1, max: 1000 }), (x, y, r, unit) => {
      const [a, b] = [x, y].map(({ sd, reliability }) => ({ sd: unit * sd, reliability }));
      same(differenceReliability(a!, b!, r), differenceReliability(x, y, r));
      same(differenceReliability(y, x, r), differenceReliability(x, y, r));
      expect(differenceError(a!, b!) / unit).toBeCloseTo(differenceError(x, y), 9);
      expect(differenceReliability(x, y, r)).toBeLessThanOrEqual(1);
    }),
  );
});
