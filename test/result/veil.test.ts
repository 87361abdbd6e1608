import { expect, test } from 'vitest';
import { Answered, emptyAnswers, type Sheet } from '../../src/answers/types.ts';
import { compile } from '../../src/plan/compile.ts';
import type { Scorecard } from '../../src/scorecard/types.ts';
import type { Result, UnitResult } from '../../src/result.ts';
import { assemble } from '../../src/result/assemble.ts';
import { scoreSurvey, surveyVeils } from '../../src/score/survey.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const agree = { answerScale: 'five' } as const;
const scorecard: Scorecard = {
  pendulum: '1',
  id: 'card',
  version: '1',
  language: 'en',
  title: 'Card',
  answerScales: new Map([['five', { options: ['a', 'b', 'c', 'd', 'e'] }]]),
  dimensions: [{ id: 'one', title: 'One' }],
  questions: [
    { id: 'c1', dimension: 'one', ask: 'C', ...agree, side: 'customer' },
    { id: 'p1', dimension: 'one', ask: 'P', ...agree, side: 'process' },
    { id: 'rare', dimension: 'one', ask: 'R', ...agree, side: 'process', optional: true },
    { id: 'trade', dimension: 'one', ask: 'T', tradeOff: { customer: 'C', process: 'P' } },
  ],
};
const plan = compile(scorecard);
const target = { customer: 60, process: 60 };
const withMarket = compile({
  ...scorecard,
  markets: [{ id: 'm', title: 'M', target, because: 'B' }],
});

/** Ten people, of whom the first few also answer the last two questions. */
function sheets(rare: number, trade: number, role: (i: number) => string | null): readonly Sheet[] {
  return Array.from({ length: 10 }, (_, i) => {
    const answers = emptyAnswers(4);
    [true, true, i < rare, i < trade].forEach((isGiven, q) => {
      answers.state[q] = isGiven ? Answered : 0;
      answers.value[q] = isGiven ? (q + i) % 5 : 0;
    });
    const who = { unit: 'u', round: null, respondent: `r${i}`, role: role(i), market: null };
    return { ...who, answers, notes: new Map(), unproven: [], file: 'f', line: 1 };
  });
}

function unitOf(minGroup: number | null, ...given: Parameters<typeof sheets>): UnitResult {
  const options = { round: null, market: null, minGroup };
  const survey = scoreSurvey(plan, sheets(...given), null, new Map(), options);
  const result: Result = assemble(plan, survey, {
    engagement: null,
    problems: [],
    notes: null,
    origin: null,
  });
  return result.units[0]!;
}

const nobody = () => null;

test('a question of few shows nothing, and nothing else gives it away', () => {
  const unit = unitOf(5, 2, 10, nobody);
  const rare = unit.questions.find(({ id }) => id === 'rare')!;
  expect(rare).toMatchObject({
    state: 'suppressed',
    count: null,
    mean: null,
    spread: null,
    histogram: null,
    agreement: null,
  });
  const counted = unit.questions.reduce((sum, { count }) => sum + (count ?? 0), 0);
  expect(unit.states!.answered).toBe(counted);
  // Its side minus all others would be theirs: another question goes with it.
  const shown = unit.questions.filter(({ state }) => state === 'answered').map(({ id }) => id);
  expect(shown).toEqual(['c1', 'trade']);
  const { rwgStar } = unit.questions[0]!.agreement!;
  expect(unit.dimensions[0]!.agreement!.rwgStar).not.toBe(rwgStar);
  const more = unitOf(5, 3, 10, nobody);
  expect(more.agreement).toEqual(unit.agreement);
  expect(more.dimensions[0]!.agreement).toEqual(unit.dimensions[0]!.agreement);
});

test('a side that is hidden says so, and one that nobody could be scored on does not', () => {
  const side = (unit: UnitResult, of: 'customer' | 'process') => [
    unit.dimensions[0]![of] === null,
    unit.dimensions[0]!.hidden.includes(of),
  ];
  const few = unitOf(5, 2, 10, nobody);
  const open = unitOf(null, 2, 10, nobody);
  for (const of of ['customer', 'process'] as const) {
    expect(side(open, of)).toEqual([false, false]);
    expect(side(few, of)[0]).toBe(side(few, of)[1]);
  }
  const alone = unitOf(5, 10, 10, nobody);
  expect(alone.dimensions.flatMap(({ hidden }) => hidden)).toEqual([]);
  const all = alike(0, 6, 0, 5);
  expect(all.dimensions[0]!.hidden).toContain('customer');
});

/** Ten people or fewer, of whom all or all but one say the same on a question. */
function alike(q: number, people: number, others: number, minGroup: number | null): UnitResult {
  const given = sheets(10, 10, nobody).slice(0, people);
  given.forEach(({ answers }, i) => {
    answers.value[q] = i < others ? 1 : 4;
  });
  const options = { round: null, market: null, minGroup };
  const survey = scoreSurvey(plan, given, null, new Map(), options);
  const frame = { engagement: null, problems: [], notes: null, origin: null };
  return assemble(plan, survey, frame).units[0]!;
}

test('what fewer than ten all say alike is what each of them said', () => {
  const processQuestion = 1;
  const asked = (people: number, others: number, minGroup: number | null) =>
    alike(processQuestion, people, others, minGroup).questions[processQuestion]!;
  expect(asked(9, 0, 5)).toMatchObject({ state: 'suppressed', count: null, mean: null });
  expect(asked(9, 0, 5)).toMatchObject({ spread: null, histogram: null, agreement: null });
  expect(asked(10, 0, 5).state).toBe('answered');
  expect(asked(9, 1, 5).state).toBe('answered');
  expect(asked(9, 0, null).state).toBe('answered');
});

test('an interval without width would say that all stand alike', () => {
  const same = (minGroup: number | null) => {
    const given = sheets(10, 10, nobody).slice(0, 9);
    for (const { answers } of given) answers.value.set(given[1]!.answers.value);
    const options = { round: null, market: null, minGroup };
    const survey = scoreSurvey(plan, given, null, new Map(), options);
    const frame = { engagement: null, problems: [], notes: null, origin: null };
    return assemble(plan, survey, frame).units[0]!;
  };
  expect(same(null).interval).toMatchObject({ low: same(null).position });
  expect(same(5)).toMatchObject({ interval: null, agreement: null });
  expect(same(5).statistics!.interval).toBeNull();
});

/** Two roles as far apart as can be, one of them of few. */
function opposed(few: number, minGroup: number | null): UnitResult {
  const given = Array.from({ length: 16 }, (_, i): Sheet => {
    const [isFew, answers] = [i < few, emptyAnswers(4)];
    for (const q of [0, 1]) {
      answers.state[q] = Answered;
      answers.value[q] =
        (isFew ? [4, 0] : [2, 2])[q]! + (i % 2 === 0 ? 0 : isFew === (q === 0) ? -1 : 1);
    }
    const who = { unit: 'u', round: null, respondent: `r${i}`, role: isFew ? 'sales' : 'plant' };
    return { ...who, market: 'm', answers, notes: new Map(), unproven: [], file: 'f', line: 1 };
  });
  const options = { round: null, market: 'm', minGroup };
  const survey = scoreSurvey(withMarket, given, null, new Map(), options);
  const frame = { engagement: null, problems: [], notes: null, origin: null };
  return assemble(withMarket, survey, frame).units[0]!;
}

test('a name does not tell of hidden roles what their numbers would', () => {
  const isFragmented = (unit: UnitResult) => unit.archetype === 'fragmented';
  expect(opposed(4, null).flags.map(({ kind }) => kind)).toContain('role-spread');
  expect(isFragmented(opposed(4, null))).toBe(true);
  expect(isFragmented(opposed(4, 5))).toBe(false);
  expect(opposed(4, 5).flags.map(({ kind }) => kind)).not.toContain('role-spread');
  expect(isFragmented(opposed(6, 5))).toBe(true);
});

test('a stated lean of few is not shown, in number or words', () => {
  const unit = unitOf(5, 10, 1, nobody);
  expect(unit.statedLean).toBeNull();
  expect(unit.flags.map(({ kind }) => kind)).not.toContain('say-and-do');
  expect(unitOf(null, 10, 1, nobody).statedLean).not.toBeNull();
});

test('roles are counted whole or not at all', () => {
  const even = (i: number) => (i < 5 ? 'sales' : 'operations');
  expect(unitOf(5, 10, 10, even).respondents.roles).toEqual({ operations: 5, sales: 5 });
  const few = (i: number) => (i < 2 ? 'sales' : 'operations');
  expect(unitOf(5, 10, 10, few).respondents.roles).toEqual({});
  const unnamed = (i: number) => (i < 2 ? null : 'operations');
  expect(unitOf(5, 10, 10, unnamed).respondents.roles).toEqual({});
  expect(unitOf(null, 10, 10, few).respondents.roles).toEqual({ operations: 8, sales: 2 });
});

test('shares of markets that are those of respondents would tell how many a hidden unit has', () => {
  const quick = shippedPlan('quick-scan');
  const frame = { engagement: null, problems: [], notes: null, origin: null };
  const marketOf = (people: number, minGroup: number) => {
    const given = seededUnit(quick, 3, people);
    const options = { round: null, market: null, minGroup };
    const survey = scoreSurvey(quick, given, null, new Map(), options);
    return assemble(quick, survey, frame).units[0]!.market;
  };
  expect(marketOf(4, 5)).toBeNull();
  expect(marketOf(5, 5)).toMatchObject({ mix: expect.any(Object) as unknown });
});

test('of a mix that is not declared, a market that few name does not count, nor another that would tell', () => {
  const quick = shippedPlan('quick-scan');
  const [a, b, c] = quick.markets.map(({ id }) => id) as [string, string, string];
  const frame = { engagement: null, problems: [], notes: null, origin: null };
  const mixOf = (minGroup: number | null, ...counts: readonly (readonly [string, number])[]) => {
    const named = counts.flatMap(([market, count]) => Array.from({ length: count }, () => market));
    const given = seededUnit(quick, 3, named.length).map((sheet, i) => {
      return { ...sheet, market: named[i]! };
    });
    const survey = scoreSurvey(quick, given, null, new Map(), {
      round: null,
      market: null,
      minGroup,
    });
    return assemble(quick, survey, frame).units[0]!.market?.mix ?? null;
  };
  expect(mixOf(null, [a, 9], [b, 1])).toEqual({ [a]: 0.9, [b]: 0.1 });
  expect(mixOf(5, [a, 5], [b, 5])).toEqual({ [a]: 0.5, [b]: 0.5 });
  expect(mixOf(5, [a, 9], [b, 1])).toEqual({ [a]: 1 });
  expect(mixOf(5, [a, 8], [b, 6], [c, 1])).toEqual({ [a]: 1 });
  expect(mixOf(5, [a, 4], [b, 4], [c, 4])).toBeNull();
});

test('why a unit is hidden does not depend on which role answered first', () => {
  const pooled = compile({ ...scorecard, rules: { pooling: 'roles' } });
  const engagement = {
    pendulum: '1' as const,
    title: 'E',
    scorecard: 'card',
    units: [
      { id: 'region', title: 'Region' },
      { id: 'north', title: 'North', parent: 'region' },
      { id: 'south', title: 'South', parent: 'region' },
    ],
  };
  const people = (
    [
      ['north', 'sales', 2],
      ['south', 'sales', 10],
      ['north', 'support', 6],
      ['south', 'support', 2],
    ] as const
  ).flatMap(([unit, role, count]) =>
    sheets(10, 10, () => role)
      .slice(0, count)
      .map((sheet) => ({ ...sheet, unit })),
  );
  const options = { round: null, market: null, minGroup: 4 };
  const veilsIn = (list: readonly Sheet[]) =>
    surveyVeils(pooled, scoreSurvey(pooled, list, engagement, new Map(), options));
  expect(veilsIn(people).get('north')!.unit).toBe('small');
  expect(veilsIn(people.toReversed())).toEqual(veilsIn(people));
});

test('how many said yes without evidence is not told to the head, for less a unit it is of few', () => {
  const gases = shippedPlan('industrial-gases');
  const asked = gases.questions.findIndex(
    ({ input }) => input.kind === 'options' && input.evidence,
  );
  const yes = seededUnit(gases, 3, 12).map((sheet, i) => ({
    ...sheet,
    unproven: i < 6 ? [asked] : [],
  }));
  const said = (minGroup: number | null) => {
    const options = { round: null, market: null, minGroup };
    const survey = scoreSurvey(gases, yes, null, new Map(), options);
    const { units } = assemble(gases, survey, {
      engagement: null,
      problems: [],
      notes: null,
      origin: null,
    });
    return units[0]!.flags.find(({ kind }) => kind === 'no-evidence')?.detail ?? null;
  };
  expect(said(null)).toContain(': 6 said yes without evidence');
  expect(said(5)).toContain(': at least 5 said yes without evidence');
  expect(said(7)).toBeNull();
});
