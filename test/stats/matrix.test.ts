import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  correlation,
  covariance,
  diagonal,
  inverse,
  varianceOfSum,
  type Matrix,
} from '../../src/stats/matrix.ts';

describe('the covariance matrix', () => {
  test('holds variances and covariances with n - 1', () => {
    const rows = [
      [1, 2],
      [2, 4],
      [6, 3],
    ];
    expect(covariance(rows)).toEqual([
      [7, 0.5],
      [0.5, 1],
    ]);
  });

  test('has a zero, and no rounding, where a column does not vary', () => {
    const rows = [0.1, 0.2, 0.7].map((value) => [value, 0.1]);
    expect(covariance(rows)!.map((row) => row[1])).toEqual([0, 0]);
  });

  test('is missing where there is nothing to compare', () => {
    expect(covariance([])).toBeNull();
    expect(covariance([[1, 2]])).toBeNull();
    expect(covariance([[], []])).toBeNull();
  });
});

describe('the correlation matrix', () => {
  test('divides by both standard deviations', () => {
    const matrix = [
      [4, 3],
      [3, 9],
    ];
    expect(correlation(matrix)).toEqual([
      [1, 0.5],
      [0.5, 1],
    ]);
  });

  test('is missing where a column does not vary', () => {
    const matrix = [
      [4, 0],
      [0, 0],
    ];
    expect(correlation(matrix)).toBeNull();
  });
});

describe('the variance of the sum', () => {
  test('is the sum of all elements', () => {
    const matrix = [
      [4, 3],
      [3, 9],
    ];
    expect(varianceOfSum(matrix)).toBe(19);
  });

  test('is zero where columns cancel each other but for rounding', () => {
    const rows = [0.1, 0.7, 0.35].map((value) => [value, 0.3 * value, -1.3 * value]);
    expect(varianceOfSum(covariance(rows)!)).toBe(0);
  });
});

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));

describe('the inverse', () => {
  test('of a small matrix', () => {
    const matrix = [
      [4, 2],
      [2, 2],
    ];
    const [[a, b], [c, d]] = inverse(matrix) as [[number, number], [number, number]];
    expect([a, b, c, d].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([
      0.5, -0.5, -0.5, 1,
    ]);
  });

  test('multiplied with the matrix is one on the diagonal and zero elsewhere', () => {
    const size = fc.integer({ min: 1, max: 8 });
    const rows = size.chain((columns) =>
      fc.array(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: columns, maxLength: columns }),
        { minLength: columns + 3, maxLength: columns + 20 },
      ),
    );
    let inverted = 0;
    fc.assert(
      fc.property(rows, (given) => {
        const matrix = covariance(given)!;
        const found = inverse(matrix);
        if (found === null) return;
        inverted += 1;
        for (const [i, row] of times(matrix, found).entries()) {
          for (const [j, value] of row.entries()) expect(value).toBeCloseTo(i === j ? 1 : 0, 4);
        }
      }),
    );
    expect(inverted).toBeGreaterThan(50);
  });

  test.each([
    ['a column that does not vary', [1, 5, 2, 3].map((value) => [value, 4])],
    ['equal columns', [1, 5, 2, 3].map((value) => [value, value])],
    ['a column that is the mean of the others', [[1, 4], [5, 0], [2, 2], [3, 7]].map(([a, b]) => [a!, b!, (a! + b!) / 2])], // prettier-ignore
    ['as many columns as rows', [[1, 4, 3], [5, 0, 2], [2, 2, 7]]], // prettier-ignore
  ])('is missing for %s', (_, rows) => {
    expect(inverse(covariance(rows)!)).toBeNull();
  });
});

test('the diagonal', () => {
  const matrix = [
    [4, 2],
    [2, 3],
  ];
  expect(diagonal(matrix)).toEqual([4, 3]);
});
