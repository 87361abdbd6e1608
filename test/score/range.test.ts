import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Engagement } from '../../src/answers/engagement.ts';
import {
  Answered,
  DontKnow,
  NotApplicable,
  Unanswered,
  type Answers,
  type Sheet,
} from '../../src/answers/types.ts';
import { compile } from '../../src/plan/compile.ts';
import type { Plan } from '../../src/plan/types.ts';
import type { Condition, Question, Scorecard } from '../../src/scorecard/types.ts';
import { leaningRanges } from '../../src/score/range.ts';
import { evaluator } from '../../src/score/respondent.ts';

const options = { round: null, market: null, minGroup: null };

const card = (questions: readonly Question[], rest: Partial<Scorecard> = {}): Scorecard => ({
  pendulum: '1',
  id: 'card',
  version: '1',
  language: 'en',
  title: 'Card',
  answerScales: new Map([['three', { options: ['a', 'b', 'c'] }]]),
  dimensions: [
    { id: 'd0', title: 'One' },
    { id: 'd1', title: 'Two', weight: 1.5 },
  ],
  questions,
  ...rest,
});

const sheetOf = (answers: Answers, i = 0, rest: Partial<Sheet> = {}): Sheet => ({
  unit: 'north',
  round: null,
  respondent: `r${i}`,
  role: null,
  market: null,
  answers,
  notes: new Map(),
  unproven: [],
  file: 'f',
  line: 1,
  ...rest,
});

type Given = number | '?' | 'n' | 'd';
const states = { '?': Unanswered, n: NotApplicable, d: DontKnow } as const;

const answersOf = (given: readonly Given[]): Answers => ({
  state: Uint8Array.from(given, (each) => (typeof each === 'number' ? Answered : states[each])),
  value: Float64Array.from(given, (each) => (typeof each === 'number' ? each : 0)),
});

const rangeOf = (plan: Plan, sheets: readonly Sheet[], engagement: Engagement | null = null) =>
  leaningRanges(plan, sheets, engagement, new Map(), options);

const question = (
  id: string,
  side: 'customer' | 'process',
  rest: Partial<Question> = {},
): Question => ({
  id,
  side,
  dimension: 'd0',
  ask: id,
  answerScale: 'three',
  ...rest,
});

const four = [
  question('c0', 'customer'),
  question('c1', 'customer', { weight: 3 }),
  question('p0', 'process'),
  question('p1', 'process', { reversed: true }),
];

describe('what the leanings could be', () => {
  const one = (given: readonly Given[], questions = four) =>
    rangeOf(compile(card(questions)), [sheetOf(answersOf(given))]).get('north');

  test('are what they are, where everything is answered', () => {
    expect(one([2, 1, 0, 0])).toEqual({
      customer: { low: 62_500, high: 62_500 },
      process: { low: 50_000, high: 50_000 },
    });
  });

  test('go by the weight of what is open', () => {
    expect(one([2, '?', 0, '?'])).toEqual({
      customer: { low: 25_000, high: 100_000 },
      process: { low: 0, high: 50_000 },
    });
  });

  test('do not open what was said not to be known or not to apply', () => {
    expect(one([2, 'n', 0, 'd'])).toEqual({
      customer: { low: 100_000, high: 100_000 },
      process: { low: 0, high: 0 },
    });
  });

  test('leave out an optional question', () => {
    const optional = four.map((each) => ({ ...each, optional: true }));
    expect(one([2, '?', 0, '?'], optional)!.customer).toEqual({ low: 100_000, high: 100_000 });
  });

  test('reach to the peak of a metric between its ends', () => {
    const metric = {
      unit: 'd',
      decimals: 1,
      min: -5,
      max: 5,
      points: [
        [-3, 10],
        [0, 90],
        [2.5, 20],
      ],
    };
    const { answerScale: _, ...rest } = question('c1', 'customer', { weight: 3, metric });
    expect(one([2, '?', 0, 0], four.with(1, rest))!.customer).toEqual({
      low: 32_500,
      high: 92_500,
    });
  });

  test('are those of nobody, where nobody could be scored even then', () => {
    expect(one(['d', 'd', 0, 0])).toBeUndefined();
  });

  test('count whoever could be scored then', () => {
    const found = rangeOf(compile(card(four)), [
      sheetOf(answersOf([2, 2, 2, 0]), 0),
      sheetOf(answersOf(['?', '?', '?', '?']), 1),
    ]);
    expect(found.get('north')!.customer).toEqual({ low: 50_000, high: 100_000 });
  });

  test('are pooled as the scorecard says', () => {
    const plan = compile(card(four, { rules: { pooling: 'roles' } }));
    const full = answersOf([2, 2, 2, 0]);
    const roles = [full, full, full, answersOf(['?', '?', 0, 0])].map((answers, i) =>
      sheetOf(answers, i, { role: i < 3 ? 'sales' : 'support' }),
    );
    expect(rangeOf(plan, roles).get('north')!.customer).toEqual({ low: 50_000, high: 100_000 });
  });

  test('are those of groups too', () => {
    const units = [
      { id: 'region', title: 'Region' },
      { id: 'north', title: 'North', parent: 'region' },
      { id: 'south', title: 'South', parent: 'region' },
    ];
    const engagement: Engagement = { pendulum: '1', title: 'E', scorecard: 'card', units };
    const found = rangeOf(
      compile(card(four)),
      [
        sheetOf(answersOf([2, 2, 2, 0]), 0),
        sheetOf(answersOf(['?', '?', 2, 0]), 1, { unit: 'south' }),
      ],
      engagement,
    );
    expect(found.get('region')!.customer).toEqual({ low: 50_000, high: 100_000 });
  });
});

describe('conditions', () => {
  const asked = (when: Condition): readonly Question[] => [
    question('c0', 'customer'),
    question('p0', 'process'),
    question('gated', 'customer', { when }),
  ];
  const one = (given: readonly Given[], when: Condition) =>
    rangeOf(compile(card(asked(when))), [sheetOf(answersOf(given))]).get('north')!.customer;
  const yes: Condition = { answer: new Map([['p0', { is: '3' }]]) };

  test('what is asked and open can be anything', () => {
    expect(one([1, 2, '?'], yes)).toEqual({ low: 25_000, high: 75_000 });
  });

  test('what is not asked, whatever the open answers are, is not there', () => {
    expect(one([1, 0, '?'], yes)).toEqual({ low: 50_000, high: 50_000 });
    expect(one([1, 0, 2], yes)).toEqual({ low: 50_000, high: 50_000 });
  });

  test('what an open answer could bring in can be anything', () => {
    expect(one([1, '?', '?'], yes)).toEqual({ low: 25_000, high: 75_000 });
  });

  test('what an open answer could take out can be anything', () => {
    const closing: Condition = { not: { answer: new Map([['p0', { answered: true }]]) } };
    expect(one([1, '?', 2], closing)).toEqual({ low: 25_000, high: 75_000 });
  });

  test('the role is known', () => {
    expect(one([1, '?', '?'], { role: { is: 'sales' } })).toEqual({ low: 50_000, high: 50_000 });
  });
});

/** Every way to fill in what is unanswered. */
function* fillings(plan: Plan, { state, value }: Answers, from = 0): Generator<Answers> {
  const open = plan.questions.findIndex(
    ({ optional }, i) => i >= from && state[i] === Unanswered && !optional,
  );
  if (open < 0) return yield { state, value };
  const { input } = plan.questions[open]!;
  if (input.kind === 'allocation') throw new Error('there are none here');
  const values =
    input.kind === 'options'
      ? input.options.map((_, i) => i)
      : Array.from({ length: input.max - input.min + 1 }, (_, i) => input.min + i);
  for (const each of values) {
    yield* fillings(
      plan,
      { state: state.with(open, Answered), value: value.with(open, each) },
      open,
    );
  }
}

const weight = fc.constantFrom(0.5, 1, 2);
const kinds = fc.oneof(
  fc.record({ side: fc.constantFrom('customer' as const, 'process' as const) }).map(({ side }) => ({
    side,
    answerScale: 'three',
  })),
  fc.record({
    choice: fc
      .array(fc.record({ customer: fc.nat(100), process: fc.nat(100) }), {
        minLength: 2,
        maxLength: 3,
      })
      .map((list) => list.map((each, i) => ({ code: `c${i}`, label: `C${i}`, ...each }))),
  }),
  fc.constant({
    side: 'process' as const,
    metric: {
      unit: 'd',
      decimals: 0,
      min: 0,
      max: 4,
      points: [
        [0, 20],
        [2, 100],
        [3, 0],
      ],
    },
  }),
);
const common = fc.record({
  weight,
  optional: fc.boolean(),
  dimension: fc.constantFrom('d0', 'd1'),
});

const plans = (when: fc.Arbitrary<Condition | undefined>, kind: fc.Arbitrary<Partial<Question>>) =>
  fc.array(fc.tuple(common, kind, when), { minLength: 2, maxLength: 6 }).map((list) =>
    compile(
      card(
        list.map(([base, own, condition], i) => ({
          id: `q${i}`,
          ask: 'Q',
          ...base,
          ...own,
          ...(condition === undefined || i === 0 ? {} : { when: condition }),
        })),
      ),
    ),
  );

const answered = (plan: Plan, others: readonly Given[]) =>
  fc
    .tuple(
      ...plan.questions.map(({ input }) => {
        const last = input.kind === 'options' ? input.options.length - 1 : 4;
        return fc.oneof<fc.Arbitrary<Given>[]>(fc.nat(last), fc.constantFrom(...others));
      }),
    )
    .map(answersOf);

/** The lowest and highest leanings of one respondent over all fillings that can be scored. */
function tried(plan: Plan, answers: Answers) {
  const { evaluate } = evaluator(plan);
  const nobody = { markets: [], role: null, unit: 'north' };
  const found = [...fillings(plan, answers)].flatMap((each) => {
    const { isScored, leaning } = evaluate(each, nobody);
    return isScored ? [[leaning[0]!, leaning[1]!] as const] : [];
  });
  const ends = (side: 0 | 1) => ({
    low: Math.min(...found.map((each) => each[side])),
    high: Math.max(...found.map((each) => each[side])),
  });
  return found.length === 0 ? undefined : { customer: ends(0), process: ends(1) };
}

test('of one respondent they are exactly the least and the most that any answers give', () => {
  const cases = plans(fc.constant(undefined), kinds).chain((plan) =>
    answered(plan, ['?', '?', 'n', 'd']).map((answers) => ({ plan, answers })),
  );
  fc.assert(
    fc.property(cases, ({ plan, answers }) => {
      expect(rangeOf(plan, [sheetOf(answers)]).get('north')).toEqual(tried(plan, answers));
    }),
    { numRuns: 300 },
  );
});

test('conditions never let an answer out of them', () => {
  const when = fc.option(
    fc.constantFrom(
      ...[true, false].map((yes): Condition => ({ answer: new Map([['q0', { answered: yes }]]) })),
      { answer: new Map([['q0', { in: ['1'] }]]) },
      { not: { answer: new Map([['q0', { in: ['1', '3'] }]]) } },
    ),
    { nil: undefined },
  );
  const scale = kinds.filter((kind) => 'answerScale' in kind);
  const cases = plans(when, scale).chain((plan) =>
    answered(plan, ['?', '?', 'n']).map((answers) => ({ plan, answers })),
  );
  fc.assert(
    fc.property(cases, ({ plan, answers }) => {
      const range = rangeOf(plan, [sheetOf(answers)]).get('north');
      const real = tried(plan, answers);
      if (real === undefined || range === undefined) return;
      for (const side of ['customer', 'process'] as const) {
        expect(range[side].low).toBeLessThanOrEqual(real[side].low);
        expect(range[side].high).toBeGreaterThanOrEqual(real[side].high);
      }
    }),
    { numRuns: 300 },
  );
});
