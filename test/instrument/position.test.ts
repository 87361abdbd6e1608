import { expect, test } from 'vitest';
import { positionResult } from '../../src/instrument/position.ts';
import type { ScaleReliability } from '../../src/instrument/scale.ts';
import type { Moments } from '../../src/score/moments.ts';

/** Three respondents whose leanings go together as they are given, in points. */
function momentsOf(leanings: readonly (readonly [customer: number, process: number])[]): Moments {
  const milli = leanings.map((pair) => pair.map((each) => each * 1000));
  const sum = (of: (pair: readonly number[]) => number) =>
    milli.reduce((all, pair) => all + of(pair), 0);
  return {
    scored: leanings.length,
    leaning: Float64Array.of(
      sum(([c]) => c!),
      sum(([, p]) => p!),
    ),
    leaningSquares: {
      low: Float64Array.of(
        sum(([c]) => c! ** 2),
        sum(([, p]) => p! ** 2),
        sum(([c, p]) => c! * p!),
      ),
      high: new Float64Array(3),
    },
  } as unknown as Moments;
}

const scale = (reliability: number | null, sd: number | null) =>
  ({ reliability, sd }) as ScaleReliability;

// Both leanings have mean 50 and standard deviation 10, and correlate at 0.5.
const together = momentsOf([
  [40, 40],
  [50, 60],
  [60, 50],
]);

test('the reliability of a difference falls as the two go together', () => {
  const found = positionResult(scale(0.85, 10), scale(0.85, 10), together)!;
  expect(found).toMatchObject({ respondents: 3, customer: 0.85, process: 0.85, correlation: 0.5 });
  expect(found.reliability).toBe(0.7);
  expect(found.sem).toBe(5.477);
  expect(found.sentence).toBe(
    'By how these questions measure, the position of one person is known to about 11 points ' +
      'either way, the mean of 10 people to 3: read the position of a group, not of a person.',
  );
});

test('there is none where a leaning has none, or nobody differs', () => {
  expect(positionResult(scale(null, 10), scale(0.8, 10), together)).toBeNull();
  expect(positionResult(scale(0.8, 0), scale(0.8, 10), together)).toBeNull();
});

test('a leaning that measures nothing errs by as much as it varies', () => {
  const found = positionResult(scale(-0.4, 10), scale(0, 10), together)!;
  expect(found.sem).toBe(14.142);
});
