import fc from 'fast-check';
import { Answered, DontKnow, NotApplicable, Unanswered } from '../../src/answers/types.ts';
import type { Answers } from '../../src/answers/types.ts';
import { compile } from '../../src/plan/compile.ts';
import type { Plan } from '../../src/plan/types.ts';
import type { Condition, Question, Scorecard } from '../../src/scorecard/types.ts';

const weight = fc.integer({ min: 1, max: 3000 }).map((thousandths) => thousandths / 1000);
const points = fc.integer({ min: 0, max: 100 });

const common = fc.record({
  weight,
  optional: fc.boolean(),
  dimension: fc.constantFrom('d0', 'd1', 'd2'),
});
const side = fc.constantFrom('customer' as const, 'process' as const);

const kinds: fc.Arbitrary<Partial<Question>> = fc.oneof(
  fc.record({
    side,
    answerScale: fc.constantFrom('five', 'seven'),
    reversed: fc.boolean(),
  }),
  fc.record({ side, yesNo: fc.constant({}) }),
  fc.record({
    choice: fc
      .array(fc.record({ customer: points, process: points }), { minLength: 2, maxLength: 4 })
      .map((options) => options.map((each, i) => ({ code: `c${i}`, label: `C${i}`, ...each }))),
  }),
  fc.record({
    side,
    metric: fc.constantFrom(
      {
        unit: '%',
        decimals: 1,
        min: 0,
        max: 100,
        points: [
          [80, 0],
          [90, 40],
          [99.5, 100],
        ],
      },
      {
        unit: 'h',
        decimals: 0,
        min: 0,
        max: 500,
        points: [
          [2, 100],
          [8, 80],
          [120, 0],
        ],
      },
      {
        unit: 'd',
        decimals: 2,
        min: -9,
        max: 9,
        points: [
          [-3, 0],
          [0, 100],
          [2.5, 10],
        ],
      },
    ),
  }),
  fc.record({ tradeOff: fc.constant({ customer: 'C', process: 'P' }) }),
  fc.record({ allocation: fc.constant({ customer: 'C', process: 'P', other: 'O' }) }),
);

const conditionOn = (earlier: number): fc.Arbitrary<Condition | undefined> =>
  earlier === 0
    ? fc.constant(undefined)
    : fc.option(
        fc
          .tuple(fc.integer({ min: 0, max: earlier - 1 }), fc.boolean())
          .map(([index, answered]): Condition => ({
            answer: new Map([[`q${index}`, { answered }]]),
          })),
        { nil: undefined, freq: 3 },
      );

/** Valid scorecards of three dimensions with every kind of question. */
export const scorecards: fc.Arbitrary<Scorecard> = fc
  .array(fc.tuple(common, kinds), { minLength: 4, maxLength: 16 })
  .chain((list) =>
    fc.tuple(...list.map((_, i) => conditionOn(i))).map((conditions) =>
      list.map(([base, kind], i): Question => {
        const when = conditions[i];
        return {
          id: `q${i}`,
          ask: `Question ${i}`,
          ...base,
          ...kind,
          ...(when === undefined ? {} : { when }),
        };
      }),
    ),
  )
  .chain((questions) =>
    fc.tuple(weight, weight, weight).map((weights) => ({
      pendulum: '1' as const,
      id: 'generated',
      version: '1',
      language: 'en',
      title: 'Generated',
      answerScales: new Map([
        ['five', { options: ['a', 'b', 'c', 'd', 'e'] }],
        ['seven', { from: 0, options: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }],
      ]),
      dimensions: weights.map((each, i) => ({ id: `d${i}`, title: `D${i}`, weight: each })),
      questions,
    })),
  );

function answerTo(plan: Plan, index: number): fc.Arbitrary<readonly [number, number]> {
  const { input } = plan.questions[index]!;
  const value =
    input.kind === 'options'
      ? fc.nat(input.options.length - 1)
      : input.kind === 'metric'
        ? fc.integer({ min: input.min, max: input.max })
        : fc.integer({ min: -100_000, max: 100_000 });
  return fc.oneof(
    { weight: 8, arbitrary: value.map((each) => [Answered, each] as const) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(Unanswered, NotApplicable, DontKnow)
        .map((state) => [state, 0] as const),
    },
  );
}

/** Any answers to a plan, in every state. */
export const answersTo = (plan: Plan): fc.Arbitrary<Answers> =>
  fc.tuple(...plan.questions.map((_, i) => answerTo(plan, i))).map((given) => ({
    state: Uint8Array.from(given, ([state]) => state),
    value: Float64Array.from(given, ([, value]) => value),
  }));

/** A scorecard, its plan and some respondents' answers. */
export const surveys = scorecards.chain((scorecard) => {
  const plan = compile(scorecard);
  return fc
    .array(answersTo(plan), { minLength: 1, maxLength: 12 })
    .map((respondents) => ({ scorecard, plan, respondents }));
});
