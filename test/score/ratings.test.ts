import { expect, test } from 'vitest';
import {
  emptyRatings,
  joinRatings,
  ratedIn,
  rater,
  raterReliability,
} from '../../src/score/ratings.ts';
import { Insufficient, type CodedScore } from '../../src/score/respondent.ts';
import { shroutFleiss } from '../../src/stats/groups.ts';
import { planOf, shippedPlan } from '../plans.ts';
import { asked, scorecard } from '../scorecards.ts';

const plan = planOf(
  scorecard({
    answerScales: '  five: { options: [Never, Rarely, Sometimes, Often, Always] }',
    questions: ['customer', 'process']
      .map((side) => asked(side.slice(0, 1), `side: ${side}, answerScale: five`))
      .join('\n'),
  }),
);

const scoreOf = (sides: readonly number[], sideState = new Uint8Array(2)) =>
  ({ side: Int32Array.from(sides, (each) => each * 1000), sideState }) as unknown as CodedScore;

const people = [
  [80, 30],
  [75, 45],
  [90, 20],
];

function ratingsOf(some: readonly (readonly number[])[]) {
  const ratings = emptyRatings(plan);
  const rate = rater(plan);
  for (const each of some) rate(ratings, scoreOf(each));
  return ratings;
}

test('people are the raters, sides the targets', () => {
  const targets = [0, 1].map((side) => people.map((each) => each[side]!));
  const found = raterReliability(ratingsOf(people))!;
  expect(found.icc2k).toBeCloseTo(shroutFleiss(targets)!.icc2k!, 12);
  expect(found.icc31).toBeCloseTo(shroutFleiss(targets)!.icc31!, 12);
});

test('whoever lacks a side is no rater', () => {
  const ratings = ratingsOf(people);
  rater(plan)(ratings, scoreOf([10, 0], Uint8Array.of(0, Insufficient)));
  expect(ratings).toEqual(ratingsOf(people));
});

test('parts join to the whole', () => {
  const ratings = ratingsOf(people.slice(0, 1));
  joinRatings(ratings, ratingsOf(people.slice(1)));
  expect(ratings).toEqual(ratingsOf(people));
});

test('sides that no question feeds are not rated', () => {
  expect(ratedIn(plan)).toEqual([0, 1]);
  expect(ratedIn(planOf(scorecard())).length).toBeLessThanOrEqual(2);
  expect(ratedIn(shippedPlan('industrial-gases'))).toHaveLength(16);
});

test('one person rates nothing alike', () => {
  expect(raterReliability(ratingsOf(people.slice(0, 1)))).toBeNull();
});
