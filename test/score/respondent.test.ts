import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  Answered,
  emptyAnswers,
  NotApplicable,
  DontKnow,
  NotAsked,
} from '../../src/answers/types.ts';
import { compile } from '../../src/plan/compile.ts';
import type { Question, Scorecard } from '../../src/scorecard/types.ts';
import {
  DoesNotApply,
  evaluator,
  Insufficient,
  Scored,
  type RespondentScore,
} from '../../src/score/respondent.ts';
import { reference } from './reference.ts';
import { surveys } from './generate.ts';

const nobody = { markets: [], role: null, unit: null };

const question = (id: string, dimension: string, rest: Partial<Question>): Question => ({
  id,
  dimension,
  ask: id,
  ...rest,
});

const agree = { answerScale: 'five' } as const;
const card: Scorecard = {
  pendulum: '1',
  id: 'card',
  version: '1',
  language: 'en',
  title: 'Card',
  answerScales: new Map([['five', { options: ['a', 'b', 'c', 'd', 'e'] }]]),
  dimensions: [
    { id: 'one', title: 'One' },
    { id: 'two', title: 'Two', weight: 1.5 },
  ],
  questions: [
    question('c1', 'one', { ...agree, side: 'customer' }),
    question('c2', 'one', { ...agree, side: 'customer', weight: 0.5, reversed: true }),
    question('p1', 'one', { ...agree, side: 'process' }),
    question('c3', 'two', { ...agree, side: 'customer' }),
    question('p2', 'two', { ...agree, side: 'process' }),
    question('hard', 'two', {
      ...agree,
      side: 'process',
      when: { answer: new Map([['p2', { gte: 4 }]]) },
    }),
    question('harder', 'two', {
      ...agree,
      side: 'process',
      when: { answer: new Map([['hard', { answered: true }]]) },
    }),
    question('trade', 'one', { tradeOff: { customer: 'C', process: 'P' } }),
    question('split', 'one', { allocation: { customer: 'C', process: 'P' }, weight: 2 }),
  ],
};
const plan = compile(card);

type Given = Readonly<Record<string, number | 'not-applicable' | 'dont-know'>>;

function scoreOf(given: Given): RespondentScore {
  const answers = emptyAnswers(plan.questions.length);
  for (const [id, value] of Object.entries(given)) {
    const index = plan.questions.findIndex((each) => each.id === id);
    const isState = typeof value === 'string';
    answers.state[index] = !isState ? Answered : value === 'dont-know' ? DontKnow : NotApplicable;
    answers.value[index] = isState ? 0 : value;
  }
  return evaluator(plan).evaluate(answers, nobody);
}

/** Codes count from 1, option indexes from 0. */
const everything: Given = { c1: 4, c2: 0, p1: 2, c3: 2, p2: 1, trade: 5, split: -20_000 };

test('leanings are weighted means of weighted means', () => {
  const score = scoreOf(everything);
  expect([...score.side]).toEqual([100_000, 50_000, 50_000, 25_000]);
  expect([...score.leaning]).toEqual([70_000, 35_000]);
  expect(score.position).toBe(35_000);
  expect(score.isScored).toBe(true);
});

test('stated lean is its own weighted mean and never part of the position', () => {
  const score = scoreOf(everything);
  expect(score.statedLean).toBe(Math.round((66_667 - 40_000) / 3));
  expect(scoreOf({ ...everything, trade: 0, split: 100_000 }).position).toBe(score.position);
});

test('not applicable leaves numerator and denominator', () => {
  const score = scoreOf({ ...everything, c1: 'not-applicable' });
  expect(score.side[0]).toBe(100_000);
  expect(score.sideState[0]).toBe(Scored);
});

test("don't know stays in the applicable weight", () => {
  expect(scoreOf({ ...everything, c1: 'dont-know' }).sideState[0]).toBe(Insufficient);
  expect(scoreOf({ ...everything, c2: 'dont-know' }).sideState[0]).toBe(Scored);
});

test('a dimension of which nothing applies leaves the weights', () => {
  const score = scoreOf({ ...everything, c3: 'not-applicable' });
  expect(score.sideState[2]).toBe(DoesNotApply);
  expect(score.leaning[0]).toBe(100_000);
});

test('too few dimensions make a leaning insufficient, never 0', () => {
  const score = scoreOf({ ...everything, c3: 'dont-know' });
  expect([...score.leaningState]).toEqual([Insufficient, Scored]);
  expect(score.isScored).toBe(false);
});

test('skipping is transitive: an answer to a question that is not asked does not exist', () => {
  const index = (id: string) => plan.questions.findIndex((each) => each.id === id);
  const hidden = scoreOf({ ...everything, hard: 4, harder: 4 });
  expect([hidden.state[index('hard')], hidden.state[index('harder')]]).toEqual([
    NotAsked,
    NotAsked,
  ]);
  expect(hidden.side[3]).toBe(25_000);
  const shown = scoreOf({ ...everything, p2: 3, hard: 4, harder: 4 });
  expect(shown.side[3]).toBe(Math.round((75_000 + 200_000) / 3));
});

test('no answers at all are no score', () => {
  const score = scoreOf({});
  expect([...score.sideState]).toEqual([Insufficient, Insufficient, Insufficient, Insufficient]);
  expect(score.isScored).toBe(false);
  expect(score.hasStatedLean).toBe(false);
});

test('an independent scorer in fractions finds the same integers', () => {
  fc.assert(
    fc.property(surveys, ({ scorecard, plan: generated, respondents }) => {
      const { evaluate } = evaluator(generated);
      for (const answers of respondents) {
        const score = evaluate(answers, nobody);
        const expected = reference(scorecard, answers);
        const sides = [...score.side].map((value, cell) =>
          score.sideState[cell] === Scored
            ? BigInt(value)
            : score.sideState[cell] === DoesNotApply
              ? 'not applicable'
              : 'insufficient',
        );
        const leanings = [...score.leaning].map((value, side) =>
          score.leaningState[side] === Scored ? BigInt(value) : 'insufficient',
        );
        const statedLean = score.hasStatedLean ? BigInt(score.statedLean) : null;
        expect({ sides, leanings, statedLean, states: [...score.state] }).toEqual(expected);
      }
    }),
    { numRuns: 300 },
  );
});
