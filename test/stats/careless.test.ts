import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acquiescence,
  evenOdd,
  inconsistency,
  individualVariability,
  longestRun,
  mahalanobis,
  meanRun,
  type OppositePair,
} from '../../src/stats/careless.ts';

const answers = [4, 4, 4, 4, 2, 3, 3, 5, 5, 5, 5, 5, 1];

describe('answers in order', () => {
  test('runs and their variability', () => {
    expect(longestRun(answers)).toBe(5);
    expect(meanRun(answers)).toBe(2.6);
    expect(individualVariability(answers)).toBeCloseTo(1.28102523, 8);
  });

  test('somebody who answers the same throughout', () => {
    expect(longestRun([3, 3, 3, 3])).toBe(4);
    expect(meanRun([3, 3, 3, 3])).toBe(4);
    expect(individualVariability([3, 3, 3, 3])).toBe(0);
  });

  test('nobody and a single answer', () => {
    expect([longestRun([]), meanRun([]), individualVariability([])]).toEqual([0, null, null]);
    expect([longestRun([2]), meanRun([2]), individualVariability([2])]).toEqual([1, 1, null]);
  });

  test('the longest run is not below the mean, and order matters to the runs alone', () => {
    const any = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(any, (given) => {
        expect(longestRun(given)).toBeGreaterThanOrEqual(meanRun(given)!);
        expect(longestRun(given.toReversed())).toBe(longestRun(given));
        const sorted = given.toSorted((a, b) => a - b);
        expect(longestRun(sorted)).toBeGreaterThanOrEqual(longestRun(given));
        expect(individualVariability(sorted)).toBeCloseTo(individualVariability(given)!, 12);
      }),
    );
  });
});

const rows = [
  [4, 4, 5],
  [4, 5, 5],
  [3, 4, 4],
  [5, 4, 5],
  [4, 4, 4],
  [1, 5, 2],
];

describe('Mahalanobis', () => {
  test('distances of six respondents', () => {
    const expected = [1.8939394, 3.7121212, 1.8939394, 1.8939394, 1.8939394, 3.7121212];
    expect(mahalanobis(rows)).toEqual(expected.map((distance) => expect.closeTo(distance, 7)));
  });

  test('needs more respondents than items and two, and items that vary on their own', () => {
    expect(mahalanobis([])).toBeNull();
    expect(mahalanobis(rows.slice(0, 5))).toBeNull();
    expect(mahalanobis(rows.map(([a, b]) => [a!, b!, 3]))).toBeNull();
    expect(mahalanobis(rows.map(([a, b]) => [a!, b!, a! + b!]))).toBeNull();
  });

  test('the distances add up to (n - 1) items, and units do not matter', () => {
    const row = fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 30 }), (given) => {
        const found = mahalanobis(given);
        fc.pre(found !== null);
        const sum = found.reduce((all, distance) => all + distance, 0);
        expect(sum).toBeCloseTo((given.length - 1) * 3, 6);
        const scaled = mahalanobis(given.map(([a, b, c]) => [3 * a! - 7, 100 * b!, a! + c!]))!;
        scaled.forEach((distance, i) => expect(distance).toBeCloseTo(found[i]!, 6));
      }),
    );
  });
});

describe('even-odd', () => {
  test('who answers both halves alike', () => {
    expect(evenOdd([[1, 1, 2, 2], [3, 3], [5, 5]])).toBeCloseTo(1, 12); // prettier-ignore
  });

  test('a correlation, stepped up', () => {
    // Halves (1, 2), (2, 1), (3, 3): a correlation of 1/2.
    const scales = [[1, 2], [2, 1], [3, 3]]; // prettier-ignore
    expect(evenOdd(scales)).toBeCloseTo(2 / 3, 12);
  });

  test('leaves out scales of one item', () => {
    const scales = [[1, 2], [4], [2, 1], [3, 3]]; // prettier-ignore
    expect(evenOdd(scales)).toBeCloseTo(2 / 3, 12);
  });

  test('stays at -1 or above', () => {
    expect(evenOdd([[1, 5], [3, 3], [5, 1]])).toBe(-1); // prettier-ignore
    expect(evenOdd([[1, 5], [3, 2], [5, 1]])).toBe(-1); // prettier-ignore
  });

  test('is missing for fewer than three scales, and without variation', () => {
    expect(evenOdd([[1, 1], [5, 5], [3]])).toBeNull(); // prettier-ignore
    expect(evenOdd([[1, 3], [1, 4], [1, 5]])).toBeNull(); // prettier-ignore
  });
});

const pair = (answer: number, opposite: number): OppositePair => ({
  answer,
  opposite,
  low: 1,
  high: 5,
});

describe('opposite pairs', () => {
  test.each([
    ['who agrees with everything', [pair(5, 5), pair(4, 4)], 1.5, 3],
    ['who disagrees with everything', [pair(1, 1)], -2, 4],
    ['who answers what is asked', [pair(5, 1), pair(2, 4)], 0, 0],
    ['who errs both ways', [pair(5, 3), pair(1, 3)], 0, 2],
  ])('%s', (_, pairs, lean, distance) => {
    expect(acquiescence(pairs)).toBe(lean);
    expect(inconsistency(pairs)).toBe(distance);
  });

  test('are missing where there are none', () => {
    expect(acquiescence([])).toBeNull();
    expect(inconsistency([])).toBeNull();
  });

  test('inconsistency is at least twice the size of acquiescence', () => {
    const code = fc.integer({ min: 1, max: 5 });
    const pairs = fc.array(fc.tuple(code, code), { minLength: 1 });
    fc.assert(
      fc.property(pairs, (given) => {
        const made = given.map(([a, b]) => pair(a, b));
        const lean = Math.abs(acquiescence(made)!);
        expect(inconsistency(made)!).toBeGreaterThanOrEqual(2 * lean - 1e-12);
      }),
    );
  });
});

test('distances follow their respondents, in any order', () => {
  const found = mahalanobis(rows)!;
  const turned = mahalanobis(rows.toReversed())!.toReversed();
  turned.forEach((distance, i) => expect(distance).toBeCloseTo(found[i]!, 10));
});

test('even-odd does not change with the order of scales, nor with zero and unit, and is from -1 to 1', () => {
  const scale = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(scale, { minLength: 3, maxLength: 8 }), (scales) => {
      const found = evenOdd(scales);
      fc.pre(found !== null);
      expect(Math.abs(found)).toBeLessThanOrEqual(1 + 1e-12);
      const moved = scales.toReversed().map((each) => each.map((value) => 25 * value - 25));
      expect(evenOdd(moved)).toBeCloseTo(found, 8);
    }),
  );
});

test('agreeing with opposites turns round with the answers, is in their unit and at most half the range', () => {
  const code = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(code, code), { minLength: 1 }), (given) => {
      const here = given.map(([a, b]) => pair(a, b));
      const turned = given.map(([a, b]) => pair(6 - a, 6 - b)).toReversed();
      const stretched = here.map(({ answer, opposite }) => ({
        answer: 3 * answer,
        opposite: 3 * opposite,
        low: 3,
        high: 15,
      }));
      expect(acquiescence(turned)).toBeCloseTo(-acquiescence(here)!, 12);
      expect(inconsistency(turned)).toBeCloseTo(inconsistency(here)!, 12);
      expect(acquiescence(stretched)).toBeCloseTo(3 * acquiescence(here)!, 12);
      expect(inconsistency(stretched)).toBeCloseTo(3 * inconsistency(here)!, 12);
      expect(Math.abs(acquiescence(here)!)).toBeLessThanOrEqual(2);
    }),
  );
});
