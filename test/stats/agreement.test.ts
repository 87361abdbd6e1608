import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageDeviation,
  continuousNullVariance,
  nullVariance,
  rwgStar,
} from '../../src/stats/agreement.ts';

/** Points 1 to A. */
const likert = (options: number) => Array.from({ length: options }, (_, i) => i + 1);

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sample variance of the answers, by its definition. */
function variance(values: readonly number[]): number {
  const squares = values.map((value) => (value - meanOf(values)) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / (values.length - 1);
}

/** How often each option was answered. */
const histogram = (points: readonly number[], values: readonly number[]) =>
  points.map((point) => values.filter((value) => value === point).length);

// Six respondents, four five-point questions.
const six = [
  { answers: [4, 4, 3, 5, 4, 4], s2: 2 / 5, rwg: 0.8, ad: 1 / 3 },
  { answers: [4, 5, 4, 4, 4, 5], s2: 4 / 15, rwg: 13 / 15, ad: 4 / 9 },
  { answers: [5, 5, 4, 5, 4, 5], s2: 4 / 15, rwg: 13 / 15, ad: 4 / 9 },
  { answers: [3, 4, 4, 4, 2, 4], s2: 7 / 10, rwg: 0.65, ad: 2 / 3 },
].map((row) => ({ ...row, item: { variance: variance(row.answers), nullVariance: 2 } }));

const deviationOf = (answers: readonly number[]) =>
  averageDeviation(likert(5), histogram(likert(5), answers))!;

test.each(six)('six respondents: $answers', ({ answers, s2, rwg, ad, item: asked }) => {
  expect(asked.variance).toBeCloseTo(s2, 12);
  expect(rwgStar([asked])).toBeCloseTo(rwg, 12);
  expect(deviationOf(answers)).toBeCloseTo(ad, 12);
});

test('six respondents: four questions together', () => {
  expect(meanOf(six.map(({ answers }) => variance(answers)))).toBeCloseTo(0.40833333333, 10);
  expect(rwgStar(six.map(({ item: asked }) => asked))).toBeCloseTo(0.79583333333, 10);
  expect(meanOf(six.map(({ answers }) => deviationOf(answers)))).toBeCloseTo(0.47222222222, 10);
});

describe('null variance of equally spaced options', () => {
  test.each([
    [2, 0.25],
    [3, 0.6667],
    [4, 1.25],
    [5, 2],
    [6, 2.9167],
    [7, 4],
    [9, 6.6667],
    [10, 8.25],
    [11, 10],
  ])('%i options: %f', (options, expected) => {
    expect(nullVariance(likert(options))).toBeCloseTo((options ** 2 - 1) / 12, 12);
    expect(Math.round(nullVariance(likert(options)) * 1e4) / 1e4).toBe(expected);
  });
});

test('null variance on other scales', () => {
  expect(nullVariance([0, 25, 50, 75, 100])).toBe(1250);
  expect(nullVariance([100_000, 0])).toBe(2.5e9);
  expect(nullVariance([0, 10, 100])).toBeCloseTo((0 + 100 + 10_000) / 3 - (110 / 3) ** 2, 9);
  expect(continuousNullVariance(0, 100)).toBeCloseTo(10_000 / 12, 10);
  expect(continuousNullVariance(1, 5)).toBeCloseTo(16 / 12, 14);
});

test('agreement is not cut off: camps lie below zero, sameness at one', () => {
  expect(rwgStar([{ variance: 4.8, nullVariance: 2 }])).toBeCloseTo(-1.4, 14);
  expect(rwgStar([{ variance: 0, nullVariance: 2 }])).toBe(1);
  expect(rwgStar([{ variance: 2, nullVariance: 2 }])).toBe(0);
  expect(rwgStar([])).toBeNull();
});

test('items of different kinds are each held against their own null', () => {
  const items = [
    { variance: 1, nullVariance: nullVariance(likert(5)) },
    { variance: 625, nullVariance: continuousNullVariance(0, 150) },
  ];
  expect(rwgStar(items)).toBeCloseTo(1 - (1 / 2 + 1 / 3) / 2, 14);
});

test('average deviation of none, one and many', () => {
  expect(averageDeviation(likert(5), [0, 0, 0, 0, 0])).toBeNull();
  expect(averageDeviation(likert(5), [0, 1, 0, 0, 0])).toBe(0);
  expect(averageDeviation([0, 50, 100], [3, 0, 1])).toBeCloseTo((3 * 25 + 75) / 4, 12);
});

test('what has no answer is refused', () => {
  expect(() => nullVariance([3])).toThrow(RangeError);
  expect(() => continuousNullVariance(5, 1)).toThrow(RangeError);
  expect(() => continuousNullVariance(0, NaN)).toThrow(RangeError);
  expect(() => averageDeviation([1, 2], [1])).toThrow(RangeError);
  expect(() => rwgStar([{ variance: 1, nullVariance: 0 }])).toThrow(RangeError);
  expect(() => rwgStar([{ variance: -1, nullVariance: 2 }])).toThrow(RangeError);
});

interface Option {
  readonly point: number;
  readonly count: number;
}

const pointsOf = (options: readonly Option[]) => options.map(({ point }) => point);
const countsOf = (options: readonly Option[]) => options.map(({ count }) => count);
const answersOf = (options: readonly Option[]) =>
  options.flatMap(({ point, count }) => Array.from({ length: count }, () => point));

const anyQuestion = fc
  .uniqueArray(
    fc.record({ point: fc.integer({ min: 0, max: 100_000 }), count: fc.nat({ max: 12 }) }),
    { minLength: 2, maxLength: 9, selector: ({ point }) => point },
  )
  .filter((options) => answersOf(options).length >= 2);

const itemOf = (options: readonly Option[]) => ({
  variance: variance(answersOf(options)),
  nullVariance: nullVariance(pointsOf(options)),
});

test('agreement does not change when points are moved, stretched or turned round, null and all', () => {
  const questions = fc.array(anyQuestion, { minLength: 1, maxLength: 5 });
  const stretch = fc.integer({ min: -50, max: 50 }).filter((factor) => factor !== 0);
  fc.assert(
    fc.property(questions, fc.integer({ min: -1e6, max: 1e6 }), stretch, (asked, by, factor) => {
      const moved = asked.map((options) =>
        options.map(({ point, count }) => ({ point: by + factor * point, count })),
      );
      // Narrow options far from zero leave a double nine digits.
      expect(rwgStar(moved.map(itemOf))).toBeCloseTo(rwgStar(asked.map(itemOf))!, 6);
    }),
  );
});

test('the null variance is that of every option answered once, with n', () => {
  fc.assert(
    fc.property(anyQuestion.map(pointsOf), (points) => {
      const once = variance(points) * ((points.length - 1) / points.length);
      expect(nullVariance(points) / once).toBeCloseTo(1, 10);
    }),
  );
});

test('the order of the options is nothing', () => {
  const twoOrders = anyQuestion.chain((options) =>
    fc.tuple(
      fc.constant(options),
      fc.shuffledSubarray(options, { minLength: options.length, maxLength: options.length }),
    ),
  );
  fc.assert(
    fc.property(twoOrders, ([one, other]) => {
      const deviations = [one, other].map((o) => averageDeviation(pointsOf(o), countsOf(o))!);
      expect(Math.max(...deviations) - Math.min(...deviations)).toBeLessThan(1e-6);
      expect(nullVariance(pointsOf(one)) / nullVariance(pointsOf(other))).toBeCloseTo(1, 10);
    }),
  );
});

test('the average deviation is that of the answers one by one, and never above their deviation', () => {
  fc.assert(
    fc.property(anyQuestion, (options) => {
      const answers = answersOf(options);
      const deviation = averageDeviation(pointsOf(options), countsOf(options));
      const centre = meanOf(answers);
      expect(deviation).toBeCloseTo(meanOf(answers.map((x) => Math.abs(x - centre))), 6);
      expect(deviation).toBeLessThanOrEqual(Math.sqrt(variance(answers)) + 1e-6);
    }),
  );
});
