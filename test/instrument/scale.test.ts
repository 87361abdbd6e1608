import { describe, expect, test } from 'vitest';
import { scaleReliability } from '../../src/instrument/scale.ts';
import { Answered, emptyAnswers, type Answers } from '../../src/answers/types.ts';
import { crosser, emptyCrossings } from '../../src/score/crossing.ts';
import { evaluator } from '../../src/score/respondent.ts';
import { scalesOf } from '../../src/score/scales.ts';
import { momentsIn, storeOf } from '../../src/score/store.ts';
import { alpha, itemRest } from '../../src/stats/reliability.ts';
import { covariance } from '../../src/stats/matrix.ts';
import { planOf } from '../plans.ts';
import { random } from '../seeded.ts';
import { asked, scorecard } from '../scorecards.ts';

const plan = planOf(
  scorecard({
    answerScales: '  five: { options: [Never, Rarely, Sometimes, Often, Always] }',
    questions: [
      ...['a', 'b', 'c', 'd'].map((id) => asked(id, 'side: customer, answerScale: five')),
      asked('e', 'side: customer, answerScale: five, reversed: true'),
      asked('p', 'side: process, answerScale: five'),
      asked('q', 'side: process, answerScale: five'),
      asked('s', 'side: process, answerScale: five, optional: true'),
    ].join('\n'),
  }),
);
const nobody = { markets: [], role: null, unit: null };

function answersOf(options: readonly number[]): Answers {
  const answers = emptyAnswers(plan.questions.length);
  options.forEach((option, i) => {
    answers.state[i] = Answered;
    answers.value[i] = option;
  });
  return answers;
}

function reliabilities(rows: readonly (readonly number[])[], minGroup: number | null = null) {
  const { evaluate } = evaluator(plan);
  const store = storeOf(plan, 'whole');
  const group = store.open();
  const crossings = emptyCrossings(plan);
  const cross = crosser(plan);
  for (const row of rows) {
    const answers = answersOf(row);
    const score = evaluate(answers, nobody);
    store.add(group, score, answers.value, [], 0);
    cross(crossings, score.code);
  }
  const moments = momentsIn(plan, store.pages)(group);
  return scalesOf(plan).map((scale, i) =>
    scaleReliability(plan, scale, crossings[i]!, moments, minGroup),
  );
}

const next = random(3);
/** People of different levels, who answer e the other way round. */
const people = Array.from({ length: 30 }, () => {
  const level = next() * 4;
  const near = () => Math.max(0, Math.min(4, Math.round(level + 2 * (next() - 0.5))));
  return [near(), near(), near(), near(), 4 - near(), near(), near(), near()];
});

describe('a leaning', () => {
  const [customer] = reliabilities(people);
  const points = people.map(([a, b, c, d, e]) => [a!, b!, c!, d!, 4 - e!].map((each) => each * 25));
  const covariances = covariance(points)!;

  test('has the alpha of its points after reversing', () => {
    expect(customer!.reliability).toBeCloseTo(alpha(covariances)!, 10);
    expect(customer!.result.alpha!.value).toBe(Math.round(alpha(covariances)! * 1000) / 1000);
    expect(customer!.result).toMatchObject({
      id: 'customer',
      status: 'computed',
      respondents: 30,
      leftOut: [],
    });
  });

  test('has the item-rest correlation of every question', () => {
    const expected = itemRest(covariances).map((each) => Math.round(each! * 1000) / 1000);
    const found = customer!.result.questions;
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(found.map((each) => each.itemRest)).toEqual(expected);
    expect(new Set(found.map(({ verdict }) => verdict))).toEqual(new Set(['fits']));
  });

  test('errs by its spread times the root of what is not reliable', () => {
    const { sd, sem } = customer!.result;
    expect(sem).toBeCloseTo(sd! * Math.sqrt(1 - customer!.reliability!), 2);
  });
});

test('a question that was not reversed goes against the others', () => {
  const wrong = people.map((row) => row.map((each, i) => (i === 4 ? 4 - each : each)));
  const verdicts = reliabilities(wrong)[0]!.result.questions.map(({ verdict }) => verdict);
  expect(verdicts).toEqual(['fits', 'fits', 'fits', 'fits', 'against']);
});

test('a question that is below 0 no further than chance takes it has little to do with the others', () => {
  const apart = people.map((row, i) => row.map((each, at) => (at === 4 ? (i + 3) % 5 : each)));
  const [customer] = reliabilities(apart);
  const { itemRest: rest, verdict } = customer!.result.questions[4]!;
  expect(rest).toBeLessThan(0);
  expect(rest).toBeGreaterThan(-1.96 / Math.sqrt(29));
  expect(verdict).toBe('loose');
});

describe('what cannot be computed is said', () => {
  test('two questions have Spearman-Brown, and the optional one is not looked at', () => {
    const { result } = reliabilities(people)[1]!;
    expect(result).toMatchObject({ status: 'two', alpha: null, omega: null });
    expect(result.spearmanBrown).toBeGreaterThan(result.meanCorrelation!);
    expect(result.questions).toEqual(
      ['p', 'q'].map((id) => ({ id, itemRest: null, alphaIfDropped: null, verdict: null })),
    );
    expect(result.leftOut).toEqual([{ question: 's', because: 'asked of few' }]);
  });

  test('a question that all answer alike is left out', () => {
    const alike = people.map((row) => row.map((each, i) => (i === 2 ? 3 : each)));
    const { result } = reliabilities(alike)[0]!;
    expect(result.leftOut).toEqual([{ question: 'c', because: 'all the same' }]);
    expect(result.questions.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e']);
  });

  test.each([
    [2, 'few'],
    [9, 'unstable'],
    [10, 'computed'],
  ])('of %i people: %s', (count, status) => {
    expect(reliabilities(people.slice(0, count))[0]!.result.status).toBe(status);
  });

  test('nobody, and people who do not differ', () => {
    expect(reliabilities([])[0]!.result).toMatchObject({
      status: 'few',
      respondents: 0,
      sem: null,
    });
    const same = reliabilities(Array.from({ length: 12 }, () => people[0]!))[0]!.result;
    expect(same).toMatchObject({ status: 'constant', alpha: null });
  });

  test('of fewer than are shown nothing is, not even how many they are', () => {
    const { result, reliability } = reliabilities(people.slice(0, 4), 5)[0]!;
    expect(reliability).toBeNull();
    expect(result).toMatchObject({
      status: 'hidden',
      respondents: null,
      alpha: null,
      mean: null,
      sd: null,
      sem: null,
    });
    expect(JSON.stringify(result.questions)).not.toMatch(/[0-9]/);
  });
});
