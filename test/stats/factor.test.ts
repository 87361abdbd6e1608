import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneFactor, omegaCongeneric, omegaTotal } from '../../src/stats/factor.ts';
import { correlation, covariance, type Matrix } from '../../src/stats/matrix.ts';
import { attitude } from './attitude.ts';

const correlations = correlation(covariance(attitude)!)!;

describe('the data set attitude, as R has it', () => {
  // By principal axes, iterated until they move by less than 1e-14; its minres stops at 1e-6.
  test('loadings', () => {
    const { loadings, uniquenesses } = oneFactor(correlations)!;
    expect(loadings).toEqual(
      [
        0.757773200411, 0.833826094074, 0.603427222407, 0.788726382606, 0.84111992544,
        0.284465121339, 0.49104656059,
      ].map((loading) => expect.closeTo(loading, 10)),
    );
    expect(uniquenesses).toEqual(loadings.map((loading) => 1 - loading ** 2));
  });

  test('omega', () => {
    expect(omegaTotal(correlations)).toBeCloseTo(0.850992439911, 11);
    expect(omegaCongeneric(correlations)).toBeCloseTo(0.850682358902, 11);
  });
});

/** The correlations that a factor gives items without error of sampling. */
const implied = (loadings: readonly number[]): Matrix =>
  loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a * b)));

const anyLoadings = fc.array(
  fc.double({ min: 0.3, max: 0.95, noNaN: true }).chain((size) => fc.constantFrom(size, -size)),
  { minLength: 3, maxLength: 12 },
);

describe('where one factor is all there is', () => {
  test('it is found again, whichever way the items are keyed', () => {
    fc.assert(
      fc.property(anyLoadings, (given) => {
        const sum = given.reduce((all, loading) => all + loading, 0);
        fc.pre(Math.abs(sum) > 1e-6);
        const expected = given.map((loading) => (sum < 0 ? -loading : loading));
        const { loadings } = oneFactor(implied(given))!;
        loadings.forEach((loading, i) => expect(loading).toBeCloseTo(expected[i]!, 8));
      }),
    );
  });

  test('both omegas are one', () => {
    fc.assert(
      fc.property(anyLoadings, (given) => {
        const matrix = implied(given.map(Math.abs));
        expect(omegaTotal(matrix)).toBeCloseTo(omegaCongeneric(matrix)!, 9);
      }),
    );
  });

  test('omega of equal loadings is alpha', () => {
    const matrix = implied([0.7, 0.7, 0.7, 0.7]);
    expect(omegaTotal(matrix)).toBeCloseTo((4 * 0.49) / (1 + 3 * 0.49), 12);
  });
});

test('no loading can be improved on its own', () => {
  const { loadings } = oneFactor(correlations)!;
  const residuals = (given: readonly number[]) =>
    correlations.reduce(
      (sum, row, i) =>
        sum + row.reduce((all, r, j) => all + (j < i ? (r - given[i]! * given[j]!) ** 2 : 0), 0),
      0,
    );
  loadings.forEach((loading, i) => {
    for (const step of [-1e-3, 1e-3])
      expect(residuals(loadings.with(i, loading + step))).toBeGreaterThan(residuals(loadings));
  });
});

test('the order of items does not matter', () => {
  const { loadings } = oneFactor(correlations)!;
  const turned = correlations.toReversed().map((row) => row.toReversed());
  const found = oneFactor(turned)!.loadings.toReversed();
  found.forEach((loading, i) => expect(loading).toBeCloseTo(loadings[i]!, 10));
});

describe('odd matrices', () => {
  test('no item is explained wholly', () => {
    const { loadings, uniquenesses } = oneFactor([
      [1, 0.9, 0.9],
      [0.9, 1, 0.5],
      [0.9, 0.5, 1],
    ])!;
    expect(loadings[0]).toBe(Math.sqrt(0.998));
    expect(uniquenesses[0]).toBeCloseTo(0.002, 12);
  });

  test('items that have nothing in common have no loadings', () => {
    const apart: Matrix = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    expect(oneFactor(apart)).toEqual({ loadings: [0, 0, 0], uniquenesses: [1, 1, 1] });
    expect(omegaTotal(apart)).toBe(0);
    expect(omegaCongeneric(apart)).toBe(0);
  });

  test('two items do not determine a factor', () => {
    const two: Matrix = [
      [1, 0.5],
      [0.5, 1],
    ];
    expect(oneFactor(two)).toBeNull();
    expect(omegaTotal(two)).toBeNull();
    expect(omegaCongeneric(two)).toBeNull();
  });

  test('items that cancel each other have no omega total', () => {
    const rows = [[1, 4], [5, 1], [2, 2], [3, 7]].map(([a, b]) => [a!, b!, -a! - b!]); // prettier-ignore
    const spreads = covariance(rows)!;
    expect(omegaTotal(spreads)).toBeNull();
  });
});

test('of any items omega is at most 1, whatever their order and their unit', () => {
  const row = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 7 })));
  fc.assert(
    fc.property(fc.array(row, { minLength: 12, maxLength: 40 }), (rows) => {
      const matrix = correlation(covariance(rows)!);
      fc.pre(matrix !== null);
      const found = omegaTotal(matrix);
      fc.pre(found !== null);
      expect(found).toBeLessThanOrEqual(1);
      const scaled = rows.map(([a, b, c, d]) => [3 * d! - 1, c!, 10 * b!, a! + 5]);
      expect(omegaTotal(correlation(covariance(scaled)!)!)).toBeCloseTo(found, 5);
    }),
  );
});
