import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSplit } from '../../src/stats/camps.ts';

/** Points of equally spaced options over 0 to 100, in milli-points. */
const spaced = (options: number) =>
  Array.from({ length: options }, (_, i) => Math.round((i * 100_000) / (options - 1)));

/** `4 2 0 2 4`: how often each option was answered. */
const split = (counts: string) => {
  const histogram = counts.split(' ').map(Number);
  return isSplit(spaced(histogram.length), histogram);
};

describe('two camps', () => {
  test.each([
    ['3 0 0 0 3', 'the two ends'],
    ['1 2 0 1 2', 'two and two of five'],
    ['1 1 0 1 2', 'five people'],
    ['4 2 0 2 4', 'twelve people'],
    ['3 2 1 2 4', 'twelve people, one of them in the middle'],
    ['2 0 0 0 6', 'a quarter against the rest'],
    ['5 0 0 3 3', 'one camp firm, one less so'],
    ['0 3 0 3 0', 'nobody at the ends'],
    ['1 0 4 0 4', 'the cut explains just 80%'],
    ['3 0 3', 'three options'],
    ['3 0 0 3', 'four options'],
    ['1 1 1 0 0 0 0 1 1 1 0', 'eleven options, every answer different'],
    ['250 200 60 200 290', 'a thousand people'],
  ])('%s: %s', (counts) => {
    expect(split(counts)).toBe(true);
  });
});

describe('merely wide, or not even that', () => {
  test.each([
    ['1 1 1 1 1', 'one each'],
    ['2 1 1 1 2', 'the ends a little ahead'],
    ['2 2 1 2 2', 'the middle a little behind'],
    ['3 1 1 1 3', 'the middle not avoided'],
    ['1 2 4 2 1', 'one hill'],
    ['6 0 0 0 1', 'one dissenter of seven'],
    ['9 0 0 0 2', 'two dissenters of eleven'],
    ['1 0 4 0 2', 'three places, not two'],
    ['1 0 2 0 6', 'the lower ones stand in the middle'],
    ['3 0 0 0 1', 'one dissenter of four: a quarter, but no camp'],
    ['0 3 3 0 0', 'neighbours'],
    ['0 3 0 3 0 0 0', 'apart, but by a third of the range'],
    ['3 3 0', 'neighbours on three options'],
    ['3 3', 'a bare yes and no'],
    ['0 0 7 0 0', 'all the same'],
    ['0 0 0 0 0', 'nobody'],
    ['0 1 0 0 0', 'one person'],
    ['1 0 0 0 1', 'two people'],
    ['1 0 1 0 1 0 1 0 1 0 1', 'evenly over eleven options'],
  ])('%s: %s', (counts) => {
    expect(split(counts)).toBe(false);
  });
});

test('options of a choice come in any order and need not be evenly spaced', () => {
  expect(isSplit([100, 0, 50], [3, 3, 0])).toBe(true);
  expect(isSplit([50, 100, 0], [3, 3, 0])).toBe(false);
  expect(isSplit([0, 10, 50, 90, 100], [2, 1, 0, 1, 2])).toBe(true);
  expect(isSplit([0, 0, 50, 100, 100], [2, 1, 0, 1, 2])).toBe(true);
});

test('of two cuts that are equally good either may show the camps', () => {
  expect(split('1 1 1 1 0 3')).toBe(true);
  expect(split('3 0 1 1 1 1')).toBe(true);
});

test('options that all score the same hold no camps', () => {
  expect(isSplit([50, 50, 50], [3, 0, 3])).toBe(false);
  expect(isSplit([50], [4])).toBe(false);
});

test('lists of different length are refused', () => {
  expect(() => isSplit([1, 2, 3], [1, 2])).toThrow(RangeError);
});

const anyPoints = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 9 });

test('even answers are never split, whatever the options', () => {
  fc.assert(
    fc.property(anyPoints, fc.integer({ min: 0, max: 1000 }), (points, each) => {
      expect(
        isSplit(
          points,
          points.map(() => each),
        ),
      ).toBe(false);
    }),
  );
});

/** Few answers on few options, evenly spaced. */
const anyQuestion = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 7 })
  .map((counts) => counts.map((count, point) => ({ point, count })));

interface Option {
  readonly point: number;
  readonly count: number;
}

const isSplitQuestion = (options: readonly Option[]) =>
  isSplit(
    options.map(({ point }) => point),
    options.map(({ count }) => count),
  );

const rescaled = (options: readonly Option[], factor: number) =>
  options.map(({ point, count }) => ({ point: 1000 + factor * point, count }));

test('mirrored, rescaled and shuffled answers are judged alike', () => {
  const twoOrders = anyQuestion.chain((options) =>
    fc.tuple(
      fc.constant(options),
      fc.shuffledSubarray(options, { minLength: options.length, maxLength: options.length }),
    ),
  );
  fc.assert(
    fc.property(twoOrders, ([options, shuffled]) => {
      const verdict = isSplitQuestion(options);
      expect(isSplitQuestion(shuffled)).toBe(verdict);
      expect(isSplitQuestion(rescaled(options, 12_500))).toBe(verdict);
      expect(isSplitQuestion(rescaled(options, -12_500))).toBe(verdict);
    }),
    { numRuns: 2000 },
  );
});

test('when every answer is given twice, camps stay camps', () => {
  fc.assert(
    fc.property(anyQuestion, (options) => {
      const doubled = options.map(({ point, count }) => ({ point, count: 2 * count }));
      expect(isSplitQuestion(doubled) || !isSplitQuestion(options)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
