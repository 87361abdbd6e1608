import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageDeviation,
  awg,
  continuousNullVariance,
  deviationLimit,
  medianDeviation,
  nullVariance,
  rwg,
  rwgJ,
  rwgStar,
  slightSkewNullVariance,
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
  { answers: [4, 4, 3, 5, 4, 4], s2: 2 / 5, r: 0.8, ad: 1 / 3, md: 1 / 3, a: 7 / 9 },
  { answers: [4, 5, 4, 4, 4, 5], s2: 4 / 15, r: 13 / 15, ad: 4 / 9, md: 1 / 3, a: 0.8 },
  // The mean of 4.667 is beyond the bound of 4.333.
  { answers: [5, 5, 4, 5, 4, 5], s2: 4 / 15, r: 13 / 15, ad: 4 / 9, md: 1 / 3, a: null },
  { answers: [3, 4, 4, 4, 2, 4], s2: 7 / 10, r: 0.65, ad: 2 / 3, md: 1 / 2, a: 31 / 45 },
].map((row) => ({ ...row, item: { variance: variance(row.answers), nullVariance: 2 } }));

const deviationOf = (answers: readonly number[]) =>
  averageDeviation(likert(5), histogram(likert(5), answers))!;

const medianDeviationOf = (answers: readonly number[]) =>
  medianDeviation(likert(5), histogram(likert(5), answers))!;

const awgOf = (answers: readonly number[]) => awg(likert(5), histogram(likert(5), answers));

/** The same number to twelve digits, or the same nothing. */
function expectNear(found: number | null, expected: number | null): void {
  if (found === null || expected === null) expect(found).toBe(expected);
  else expect(found).toBeCloseTo(expected, 12);
}

test.each(six)('six respondents: $answers', ({ answers, s2, r, ad, md, a, item: asked }) => {
  expect(asked.variance).toBeCloseTo(s2, 12);
  expect(rwg(asked)).toBeCloseTo(r, 12);
  expect(rwgStar([asked])).toBeCloseTo(r, 12);
  expect(rwgJ([asked])).toBeCloseTo(r, 12);
  expect(deviationOf(answers)).toBeCloseTo(ad, 12);
  expect(medianDeviationOf(answers)).toBeCloseTo(md, 12);
  expectNear(awgOf(answers), a);
});

test('six respondents: four questions together', () => {
  expect(meanOf(six.map(({ answers }) => variance(answers)))).toBeCloseTo(0.40833333333, 10);
  expect(rwgStar(six.map(({ item: asked }) => asked))).toBeCloseTo(0.79583333333, 10);
  expect(rwgJ(six.map(({ item: asked }) => asked))).toBeCloseTo(0.9397293973, 10);
  expect(meanOf(six.map(({ answers }) => deviationOf(answers)))).toBeCloseTo(0.47222222222, 10);
  expect(meanOf(six.map(({ answers }) => medianDeviationOf(answers)))).toBeCloseTo(0.375, 12);
  const defined = six.map(({ answers }) => awgOf(answers)).filter((value) => value !== null);
  expect(meanOf(defined)).toBeCloseTo(0.7555555556, 10);
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

test('null variance of answers that lean to the later of five options', () => {
  expect(slightSkewNullVariance(likert(5))).toBeCloseTo(1.34, 12);
  expect(slightSkewNullVariance([5, 4, 3, 2, 1])).toBeCloseTo(1.34, 12);
  expect(slightSkewNullVariance([0, 25, 50, 75, 100])).toBeCloseTo(837.5, 10);
  // Not equally spaced, which way they lean tells: 5% of 100 or 25% of it.
  expect(slightSkewNullVariance([100, 0, 0, 0, 0])).toBeCloseTo(500 - 25, 10);
  expect(slightSkewNullVariance([0, 0, 0, 0, 100])).toBeCloseTo(2500 - 625, 10);
  expect(slightSkewNullVariance(likert(4))).toBeNull();
});

test('r_wg ends at 0 where answers vary more than random ones', () => {
  expect(rwg({ variance: 4.8, nullVariance: 2 })).toBe(0);
  expect(rwgJ([{ variance: 4.8, nullVariance: 2 }])).toBe(0);
  expect(rwg({ variance: 0, nullVariance: 2 })).toBe(1);
  expect(rwgJ([{ variance: 0, nullVariance: 2 }])).toBe(1);
  expect(rwgJ([])).toBeNull();
});

test('items of different kinds: r_wg(J) takes the mean of their shares', () => {
  const items = [
    { variance: 1, nullVariance: 2 },
    { variance: 300, nullVariance: 1875 },
  ];
  const share = (0.5 + 0.16) / 2;
  expect(rwgJ(items)).toBeCloseTo((2 * (1 - share)) / (2 * (1 - share) + share), 14);
});

describe('a_wg', () => {
  const five = likert(5);
  test('is 1 where all chose one end, and -1 where half chose either', () => {
    expect(awg(five, [6, 0, 0, 0, 0])).toBe(1);
    expect(awg(five, [0, 0, 0, 0, 6])).toBe(1);
    expect(awg(five, [0, 0, 6, 0, 0])).toBe(1);
    expect(awg(five, [3, 0, 0, 0, 3])).toBe(-1);
  });

  test('is defined up to its bounds and not beyond them', () => {
    expect(awg(five, [5, 0, 0, 0, 1])).toBeCloseTo(-1, 14);
    expect(awg(five, [5, 0, 0, 1, 0])).toBeNull();
    expect(awg(five, [1, 0, 0, 0, 5])).toBeCloseTo(-1, 14);
    expect(awg(five, [0, 1, 0, 0, 5])).toBeNull();
  });

  test('needs as many answers as there are steps, and two', () => {
    expect(awg(five, [0, 0, 4, 0, 0])).toBe(1);
    expect(awg(five, [0, 0, 3, 0, 0])).toBeNull();
    expect(awg(five, [3, 0, 0, 0, 0])).toBeNull();
    expect(awg([0, 1], [1, 0])).toBeNull();
    expect(awg([0, 1], [1, 1])).toBe(-1);
    expect(awg([0, 1], [0, 0])).toBeNull();
  });

  test('is not defined for options that are not equally spaced', () => {
    expect(awg([0, 10, 100], [2, 2, 2])).toBeNull();
    expect(awg([0, 40, 100], [2, 2, 2])).toBeNull();
    expect(awg([0, 50, 50, 100], [2, 2, 2, 2])).toBeNull();
    expect(awg([50, 50], [2, 2])).toBeNull();
    expect(awg([0, 33.333, 66.667, 100], [1, 2, 2, 1])).toBe(awg(likert(4), [1, 2, 2, 1]));
  });
});

test('limits of the average deviation', () => {
  expect(deviationLimit(likert(5))).toBeCloseTo(5 / 6, 14);
  expect(deviationLimit(likert(7))).toBeCloseTo(7 / 6, 14);
  expect(deviationLimit([100, 0, 50, 25, 75])).toBeCloseTo((25 * 5) / 6, 12);
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
  expect(medianDeviation(likert(5), [0, 0, 0, 0, 0])).toBeNull();
  expect(medianDeviation(likert(5), [0, 1, 0, 0, 0])).toBe(0);
  expect(medianDeviation([100, 0, 50], [1, 3, 0])).toBe(25);
});

test('what has no answer is refused', () => {
  expect(() => nullVariance([3])).toThrow(RangeError);
  expect(() => continuousNullVariance(5, 1)).toThrow(RangeError);
  expect(() => continuousNullVariance(0, NaN)).toThrow(RangeError);
  expect(() => averageDeviation([1, 2], [1])).toThrow(RangeError);
  expect(() => medianDeviation([1, 2], [1])).toThrow(RangeError);
  expect(() => deviationLimit([3])).toThrow(RangeError);
  expect(() => awg([3], [5])).toThrow(RangeError);
  expect(() => awg([1, 2], [1])).toThrow(RangeError);
  expect(() => rwg({ variance: 1, nullVariance: 0 })).toThrow(RangeError);
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
      expect(rwgJ(moved.map(itemOf))).toBeCloseTo(rwgJ(asked.map(itemOf))!, 6);
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

test('r_wg(J) lies between 0 and 1, is r*wg cut off for one item, and above that for several', () => {
  fc.assert(
    fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 6 }), (asked) => {
      const items = asked.map(itemOf);
      const [star, joint] = [rwgStar(items)!, rwgJ(items)!];
      expect(joint).toBeLessThanOrEqual(1);
      expect(joint).toBeGreaterThanOrEqual(Math.max(0, star) - 1e-12);
      expect(rwgJ([items[0]!])).toBeCloseTo(rwg(items[0]!), 12);
      expect(rwg(items[0]!)).toBeCloseTo(Math.max(0, rwgStar([items[0]!])!), 12);
    }),
  );
});

test('an item more that agrees as much raises r_wg(J)', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, fc.integer({ min: 1, max: 40 }), (variance, items) => {
      const alike = Array.from({ length: items }, () => ({ variance, nullVariance: 1 }));
      expect(rwgJ([...alike, { variance, nullVariance: 1 }])).toBeGreaterThan(rwgJ(alike)!);
    }),
  );
});

test('where all answers are the same, all agree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 11 }), fc.integer({ min: 10, max: 99 }), (options, n) => {
      for (const answer of likert(options)) {
        const counts = histogram(
          likert(options),
          Array.from({ length: n }, () => answer),
        );
        expect(awg(likert(options), counts)).toBe(1);
        expect(medianDeviation(likert(options), counts)).toBe(0);
        expect(averageDeviation(likert(options), counts)).toBe(0);
      }
    }),
  );
});

/** a_wg as it is written, on the points as they are. */
function plainAwg(answers: readonly number[], low: number, high: number): number | null {
  const [k, mean] = [answers.length, meanOf(answers)];
  if (mean === low || mean === high) return 1;
  if (mean < (low * (k - 1) + high) / k || mean > (high * (k - 1) + low) / k) return null;
  const largest = (((high + low) * mean - mean ** 2 - high * low) * k) / (k - 1);
  return 1 - (2 * variance(answers)) / largest;
}

const anyAnswers = fc
  .integer({ min: 2, max: 9 })
  .chain((options) =>
    fc.tuple(
      fc.constant(options),
      fc.array(fc.integer({ min: 1, max: options }), { minLength: options, maxLength: 40 }),
    ),
  );

test('a_wg is its formula, from -1 to 1', () => {
  fc.assert(
    fc.property(anyAnswers, ([options, answers]) => {
      const found = awg(likert(options), histogram(likert(options), answers));
      expectNear(found, plainAwg(answers, 1, options));
      if (found !== null) expect(Math.abs(found)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test('a_wg does not change when options are moved, stretched, turned round or given in another order', () => {
  const move = fc.tuple(
    fc.integer({ min: -1000, max: 1000 }),
    fc.constantFrom(-25, -3, -0.5, 0.1, 7, 1e4),
  );
  fc.assert(
    fc.property(anyAnswers, move, ([options, answers], [by, factor]) => {
      const counts = histogram(likert(options), answers);
      const moved = likert(options).map((point) => by + factor * point);
      expect(awg(moved, counts)).toBe(awg(likert(options), counts));
      expect(awg(moved.toReversed(), counts.toReversed())).toBe(awg(likert(options), counts));
    }),
  );
});

test('about the median answers deviate least', () => {
  fc.assert(
    fc.property(anyQuestion, (options) => {
      const answers = answersOf(options);
      const found = medianDeviation(pointsOf(options), countsOf(options))!;
      const about = (centre: number) => meanOf(answers.map((x) => Math.abs(x - centre)));
      const least = Math.min(...pointsOf(options).map(about));
      expect(found).toBeCloseTo(least, 6);
      expect(found).toBeLessThanOrEqual(
        averageDeviation(pointsOf(options), countsOf(options))! + 1e-6,
      );
    }),
  );
});

test('deviations and their limit are in the unit of the points, and from 0 to half of the range', () => {
  const stretch = fc.integer({ min: -50, max: 50 }).filter((factor) => factor !== 0);
  fc.assert(
    fc.property(anyQuestion, stretch, (options, factor) => {
      const moved = options.map(({ point, count }) => ({ point: factor * point - 7, count }));
      const of = (some: readonly Option[]) => [
        averageDeviation(pointsOf(some), countsOf(some))!,
        medianDeviation(pointsOf(some), countsOf(some))!,
        deviationLimit(pointsOf(some)),
      ];
      const [here, there] = [of(options), of(moved)];
      here.forEach((own, i) => expect(there[i]).toBeCloseTo(Math.abs(factor) * own, 4));
      const range = Math.max(...pointsOf(options)) - Math.min(...pointsOf(options));
      for (const deviation of here.slice(0, 2)) {
        expect(deviation).toBeGreaterThanOrEqual(0);
        expect(deviation).toBeLessThanOrEqual(range / 2 + 1e-6);
      }
      const turned = options.toReversed();
      expect(medianDeviation(pointsOf(turned), countsOf(turned))).toBeCloseTo(here[1]!, 6);
    }),
  );
});

test('the order of items is nothing, and r*wg ends at 1 and where half choose either end', () => {
  fc.assert(
    fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 6 }), (asked) => {
      const items = asked.map(itemOf);
      expect(rwgStar(items.toReversed())).toBeCloseTo(rwgStar(items)!, 10);
      expect(rwgJ(items.toReversed())).toBeCloseTo(rwgJ(items)!, 10);
      expect(rwgStar(items)).toBeLessThanOrEqual(1);
      const first = asked[0]!;
      const n = answersOf(first).length;
      const range = Math.max(...pointsOf(first)) - Math.min(...pointsOf(first));
      const most = ((range / 2) ** 2 * n) / (n - 1) / nullVariance(pointsOf(first));
      expect(rwgStar([itemOf(first)])).toBeGreaterThanOrEqual(1 - most - 1e-9);
    }),
  );
});

test('against a slight skew agreement does not change either when five options are moved or stretched', () => {
  const counts = fc
    .array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 })
    .filter((each) => each.reduce((sum, count) => sum + count, 0) >= 2);
  const stretch = fc.integer({ min: -50, max: 50 }).filter((factor) => factor !== 0);
  fc.assert(
    fc.property(counts, stretch, (histogram, factor) => {
      const of = (points: readonly number[]) =>
        rwgStar([
          {
            variance: variance(histogram.flatMap((n, i) => Array<number>(n).fill(points[i]!))),
            nullVariance: slightSkewNullVariance(points)!,
          },
        ])!;
      const five = [1, 2, 3, 4, 5];
      expect(of(five.map((point) => factor * point + 3))).toBeCloseTo(of(five), 9);
    }),
  );
});
