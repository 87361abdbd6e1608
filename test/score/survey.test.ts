import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sheet, Answers } from '../../src/answers/types.ts';
import { compile } from '../../src/plan/compile.ts';
import type { Plan } from '../../src/plan/types.ts';
import type { Scorecard, Side } from '../../src/scorecard/types.ts';
import { merge, type Moments } from '../../src/score/moments.ts';
import { strengthOf } from '../../src/score/position.ts';
import { evaluator } from '../../src/score/respondent.ts';
import { compareNaturally, roundsOf } from '../../src/score/rounds.ts';
import { momentsIn, storeOf } from '../../src/score/store.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { assemble } from '../../src/result/assemble.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';
import { surveys } from './generate.ts';

const nobody = { markets: [], role: null, unit: null };
const loose = { round: null, market: null, minGroup: null };

const sheetOf = (answers: Answers, i: number, rest: Partial<Sheet> = {}): Sheet => ({
  unit: 'u',
  round: null,
  respondent: `r${i}`,
  role: i % 2 === 0 ? 'sales' : 'operations',
  market: null,
  answers,
  notes: new Map(),
  unproven: [],
  file: 'f',
  line: 1,
  ...rest,
});

const unitOf = (plan: Plan, respondents: readonly Answers[]) =>
  scoreSurvey(
    plan,
    respondents.map((answers, i) => sheetOf(answers, i)),
    null,
    new Map(),
    loose,
  ).units[0]!.score;

/** The same scorecard with every question's side exchanged. */
function mirrored(scorecard: Scorecard): Scorecard {
  const other: Record<Side, Side> = { customer: 'process', process: 'customer' };
  return {
    ...scorecard,
    questions: scorecard.questions.map(({ side, choice, ...question }) => ({
      ...question,
      ...(side === undefined ? {} : { side: other[side] }),
      ...(choice === undefined
        ? {}
        : {
            choice: choice.map(({ customer, process, ...option }) => ({
              ...option,
              customer: process!,
              process: customer!,
            })),
          }),
    })),
  };
}

test('strength squared is the squared mean minus a quarter of the squared position', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), (customer, process) => {
      const mean = (customer + process) / 2;
      const position = customer - process;
      expect(strengthOf(customer, process) ** 2).toBeCloseTo(mean ** 2 - position ** 2 / 4, 4);
      expect(strengthOf(customer, process)).toBeLessThanOrEqual(mean + 1e-9);
    }),
  );
});

test('mirroring every side negates the position and leaves strength and balance alone', () => {
  fc.assert(
    fc.property(surveys, ({ scorecard, plan, respondents }) => {
      const one = unitOf(plan, respondents).standing;
      const two = unitOf(compile(mirrored(scorecard)), respondents).standing;
      expect(two === null).toBe(one === null);
      if (one === null || two === null) return;
      expect(two.position).toBe(0 - one.position);
      expect(two.strength).toBe(one.strength);
      expect(two.balance).toBe(one.balance);
    }),
  );
});

test('neither the order of respondents nor doubling everybody changes a mean', () => {
  fc.assert(
    fc.property(surveys, ({ plan, respondents }) => {
      const means = (people: readonly Answers[]) => {
        const { standing, dimensions, statedLean, questions } = unitOf(plan, people);
        return {
          leanings: standing && [standing.customer, standing.process, standing.strength],
          dimensions: dimensions.map(({ customer, process }) => [customer, process]),
          statedLean,
          questions: questions.map(({ mean }) => mean),
        };
      };
      const usual = means(respondents);
      expect(means(respondents.toReversed())).toEqual(usual);
      expect(means([...respondents, ...respondents])).toEqual(usual);
    }),
  );
});

test('a result does not depend on the order of sheets, to the byte', () => {
  fc.assert(
    fc.property(surveys, ({ plan, respondents }) => {
      const sheets = respondents.map((answers, i) => sheetOf(answers, i, { unit: `u${i % 3}` }));
      const json = (list: readonly Sheet[]) =>
        JSON.stringify(
          assemble(plan, scoreSurvey(plan, list, null, new Map(), loose), {
            engagement: null,
            problems: [],
            notes: null,
            origin: null,
          }),
        );
      expect(json(sheets.toReversed())).toBe(json(sheets));
      expect(json(sheets)).not.toContain('NaN');
    }),
    { numRuns: 50 },
  );
});

test('moments of parts add up to the moments of the whole', () => {
  fc.assert(
    fc.property(surveys, fc.nat(), ({ plan, respondents }, cut) => {
      const momentsOf = (people: readonly Answers[]): Moments => {
        const store = storeOf(plan, 'whole');
        const { evaluate } = evaluator(plan);
        const group = store.open();
        for (const answers of people)
          store.add(group, evaluate(answers, nobody), answers.value, [], 0);
        return momentsIn(plan, store.pages)(group);
      };
      const at = cut % (respondents.length + 1);
      const parts = [respondents.slice(0, at), respondents.slice(at)].map(momentsOf);
      expect(merge(plan, parts)).toEqual(momentsOf(respondents));
    }),
  );
});

test('the latest round is the last in natural order, or as the engagement lists them', () => {
  const sheets = ['w10', 'w2', 'w1'].map((round, i) =>
    sheetOf({ state: new Uint8Array(), value: new Float64Array() }, i, { round }),
  );
  expect(roundsOf(sheets, null)).toEqual(['w1', 'w2', 'w10']);
  const engagement = {
    pendulum: '1' as const,
    title: 'E',
    scorecard: 's',
    units: [],
    rounds: ['w10', 'w1'],
  };
  expect(roundsOf(sheets, engagement)).toEqual(['w2', 'w10', 'w1']);
});

/** Texts and numbers by turns. */
const turns = (text: string) => text.split(/([0-9]+)/);

function byTurns(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const isNumber = i % 2 === 1;
    if (isNumber && Number(x) !== Number(y)) return Math.sign(Number(x) - Number(y));
    if (x !== y) return x < y ? -1 : 1;
  }
  return Math.sign(left.length - right.length);
}

test('natural order is that of texts and numbers by turns', () => {
  const piece = fc.constantFrom('0', '00', '1', '9', '10', '41', 'a', 'b', 'ab', '-', 'é', '😀');
  const name = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(Math.sign(compareNaturally(a, b))).toBe(byTurns(turns(a), turns(b)));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['2026-q2', '2026-q4', -1],
  ['w10', 'w2', 1],
  ['a', 'a', 0],
  ['a', 'a1', -1],
  ['a-', 'a1', 1],
  ['w007', 'w7x', -1],
])('%s against %s', (a, b, expected) => {
  expect(Math.sign(compareNaturally(a, b))).toBe(expected);
});

test('a mix that nobody declares aims by respondents and not by the shares that are shown', () => {
  const quick = shippedPlan('quick-scan');
  const [a, b] = quick.markets;
  const markets = [
    { ...a!, customer: 90_000, process: 50_000 },
    { ...b!, customer: 60_000, process: 50_000 },
  ];
  const sheets = seededUnit(quick, 3, 3).map((sheet, i) => ({
    ...sheet,
    market: markets[Math.min(i, 1)]!.id,
  }));
  const [unit] = scoreSurvey({ ...quick, markets }, sheets, null, new Map(), loose).units;
  expect(unit!.score.target).toMatchObject({ customer: 70_000, process: 50_000 });
  expect(Object.fromEntries(unit!.mix)).toEqual({ [a!.id]: 333, [b!.id]: 667 });
});
