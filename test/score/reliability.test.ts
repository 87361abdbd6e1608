import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { addSquare, emptySquares, type Moments } from '../../src/score/moments.ts';
import {
  leaningReliability,
  measurementError,
  positionReliability,
} from '../../src/score/reliability.ts';
import { alpha } from '../../src/stats/reliability.ts';
import { random } from '../seeded.ts';

const planWith = (...weights: readonly number[]) =>
  ({ dimensions: weights.map((weight) => ({ weight: weight * 1000 })) }) as unknown as Plan;

/** One respondent's points by dimension on the customer side; null of one that is not scored. */
type Person = readonly (number | null)[];

const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);

function leaningOf(person: Person, weights: readonly number[]): number {
  const there = person.flatMap((each, d) => (each === null ? [] : [{ each, weight: weights[d]! }]));
  return (
    sumOf(there.map(({ each, weight }) => each * weight)) / sumOf(there.map(({ weight }) => weight))
  );
}

/** Moments of respondents whose process-leaning is what their first dimension says. */
function momentsOf(people: readonly Person[], weights: readonly number[]): Moments {
  const cells = weights.length * 2;
  const [sideCount, sideSum] = [new Float64Array(cells), new Float64Array(cells)];
  const [sideSquares, leaningSquares] = [emptySquares(cells), emptySquares(3)];
  const leaning = new Float64Array(2);
  for (const person of people) {
    person.forEach((each, d) => {
      if (each === null) return;
      sideCount[2 * d]! += 1;
      sideSum[2 * d]! += each * 1000;
      addSquare(sideSquares, 2 * d, (each * 1000) ** 2);
    });
    const own = [Math.round(leaningOf(person, weights) * 1000), (person[0] ?? 0) * 1000] as const;
    own.forEach((each, s) => (leaning[s]! += each));
    [own[0] ** 2, own[1] ** 2, own[0] * own[1]].forEach((each, i) =>
      addSquare(leaningSquares, i, each),
    );
  }
  const { length: scored } = people;
  return { scored, sideCount, sideSum, sideSquares, leaning, leaningSquares } as Moments;
}

const weights = [1, 1.5, 1, 2] as const;
const plan = planWith(...weights);
const found = (people: readonly Person[]) =>
  leaningReliability(plan, momentsOf(people, weights), 0);

/** The covariances of what the dimensions of some people put into their leanings. */
function covariancesOf(people: readonly Person[]): readonly (readonly number[])[] {
  const whole = sumOf(weights);
  const parts = weights.map((weight, d) => people.map((person) => (person[d]! * weight) / whole));
  const between = (x: readonly number[], y: readonly number[]) => {
    const [mx, my] = [sumOf(x) / x.length, sumOf(y) / y.length];
    return sumOf(x.map((each, i) => (each - mx) * (y[i]! - my))) / (x.length - 1);
  };
  return parts.map((x) => parts.map((y) => between(x, y)));
}

const somebody = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 });
const group = fc
  .array(somebody, { minLength: 10, maxLength: 30 })
  .filter((people) => covariancesOf(people).every((row, d) => row[d]! > 0.01));

describe('the reliability of a leaning within a unit', () => {
  test('is alpha of the weighted dimensions, though only their variances are known', () => {
    fc.assert(
      fc.property(group, (people) => {
        const expected = alpha(covariancesOf(people));
        const own = found(people);
        if (typeof own === 'string') throw new Error(own);
        // Leanings are whole milli-points.
        expect(own.reliability).toBeCloseTo(expected!, 2);
        expect(own.dimensions).toBe(4);
      }),
    );
  });

  test('is the same in whatever order people come', () => {
    fc.assert(
      fc.property(group, (people) => {
        expect(found(people.toReversed())).toEqual(found(people));
      }),
    );
  });

  const ten: readonly Person[] = Array.from({ length: 10 }, (_, i) => [
    i * 10,
    i * 8 + (i % 3),
    100 - i * 3,
    50 + (i % 4),
  ]);
  const put = (value: (i: number) => number | null, ...at: readonly number[]) =>
    ten.map((person, i) => person.map((each, d) => (at.includes(d) ? value(i) : each)));

  test('leaves a dimension out that all say the same of, or that nobody has', () => {
    expect(found(put(() => 40, 3))).toMatchObject({ dimensions: 3 });
    const without = found(put(() => null, 3));
    expect(without).toMatchObject({ dimensions: 3 });
    const three = leaningReliability(
      planWith(1, 1.5, 1),
      momentsOf(
        ten.map((person) => person.slice(0, 3)),
        [1, 1.5, 1],
      ),
      0,
    );
    expect(without).toEqual(three);
  });

  test.each<[string, readonly Person[]]>([
    ['fewer than 10 people could be scored', ten.slice(1)],
    ['people differ in fewer than 3 dimensions', put(() => 40, 2, 3)],
    ['people differ in fewer than 3 dimensions', put(() => null, 2, 3)],
    ['people differ in fewer than 3 dimensions', ten.map(() => [1, 2, 3, 4])],
    [
      'a dimension could be scored for fewer than three in four of the people',
      put((i) => (i < 7 ? i : null), 1),
    ],
  ])('there is none: %s', (reason, people) => {
    expect(found(people)).toBe(reason);
  });

  test('a dimension that a few lack counts by the others', () => {
    expect(found(put((i) => (i < 8 ? i * 8 : null), 1))).toMatchObject({ dimensions: 4 });
  });

  test('is above what everybody would give by 0.01 where a quarter lack each of eight', () => {
    const eight = Array.from({ length: 8 }, () => 1);
    const next = random(5);
    // What all of somebody's parts share has the variance of what each has alone: they correlate at 0.5.
    const people = Array.from({ length: 4000 }, () => {
      const shared = next() * 50;
      return eight.map(() => Math.round(shared + next() * 50));
    });
    const gaps = people.map((person) => person.map((each) => (next() < 0.24 ? null : each)));
    const [all, some] = [people, gaps].map((each) =>
      leaningReliability(planWith(...eight), momentsOf(each, eight), 0),
    );
    if (typeof all !== 'object' || typeof some !== 'object') throw new Error('none');
    expect(some.reliability - all.reliability).toBeCloseTo(0.01, 2);
  });
});

test('a score with a reliability below zero errs by as much as it varies', () => {
  expect(measurementError({ sd: 8, reliability: -0.5 })).toBe(8);
  expect(measurementError({ sd: 8, reliability: 0.75 })).toBe(4);
});

test('the position of a leaning that does not vary has none', () => {
  const same = momentsOf(
    [
      [40, 40, 40, 40],
      [40, 40, 40, 40],
    ],
    weights,
  );
  const score = { sd: 0, reliability: 0.5 };
  expect(positionReliability(score, score, same)).toBeNull();
});
