import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Answered, emptyAnswers, NotAsked } from '../../src/answers/types.ts';
import type { Plan } from '../../src/plan/types.ts';
import { compile } from '../../src/plan/compile.ts';
import { parseScorecard } from '../../src/scorecard/parse.ts';
import { mayBeAsked, reachOf, type Reach } from '../../src/score/reach.ts';
import { evaluator, type Setting } from '../../src/score/respondent.ts';
import { sourceOf } from '../../src/source/source.ts';
import { shippedPlan } from '../plans.ts';
import { withQuestion } from '../scorecards.ts';

const markets = `markets:
  - { id: bulk, title: B, target: { customer: 60, process: 70 }, because: b }
  - { id: care, title: C, target: { customer: 70, process: 90 }, because: c }
`;

/** Three questions to look at beside c1 (answers 1 to 3), and the one whose reach is asked. */
const asked = (condition: string) =>
  `${withQuestion(
    '  - { id: rate, dimension: direction, side: customer, ask: R, metric: { unit: h, decimals: 1, min: 0, max: 10, points: [[0, 0], [9, 100]] } }',
    '  - { id: split, dimension: direction, ask: S, allocation: { customer: C, process: P } }',
    '  - { id: gated, dimension: direction, side: customer, ask: G, yesNo: {}, when: { answer: { c1: { is: "3" } } } }',
    `  - { id: q, dimension: direction, ask: Q, tradeOff: { process: P, customer: C }, when: ${condition} }`,
  )}${markets}`;

function planOf(text: string): Plan {
  const { value, problems } = parseScorecard(sourceOf('f', text), () => ({
    value: null,
    problems: [],
  }));
  expect(problems).toEqual([]);
  return compile(value!.scorecard.value);
}

function reach(text: string): Reach {
  const plan = planOf(text);
  return reachOf(plan, plan.questions.length - 1);
}

test.each([
  ['sometimes', '{ answer: { c1: { is: "1" } } }'],
  ['sometimes', '{ answer: { c1: { answered: true } } }'],
  ['sometimes', '{ not: { answer: { c1: { is: "1" } } } }'],
  [
    'always',
    '{ any: [{ answer: { c1: { answered: true } } }, { answer: { c1: { answered: false } } }] }',
  ],
  ['always', '{ not: { answer: { c1: { gt: 3 } } } }'],
  ['always', '{ answer: {} }'],
  ['never', '{ answer: { c1: { gt: 3 } } }'],
  ['never', '{ answer: { c1: { is: "1" }, p1: { gte: 4 } } }'],
  ['never', '{ all: [{ answer: { c1: { lt: 2 } } }, { answer: { c1: { gt: 2 } } }] }'],
  ['sometimes', '{ answer: { rate: { gte: 2.5 } } }'],
  ['sometimes', '{ answer: { rate: { lte: 0 } } }'],
  ['never', '{ answer: { rate: { gt: 10 } } }'],
  ['never', '{ answer: { rate: { gt: 2, lt: 2.1 } } }'],
  ['sometimes', '{ answer: { rate: { gt: 2, lt: 2.2 } } }'],
  ['never', '{ all: [{ answer: { rate: { lt: 3 } } }, { answer: { rate: { gt: 7 } } }] }'],
  ['sometimes', '{ answer: { split: { answered: true } } }'],
  ['sometimes', '{ answer: { gated: { is: "yes" } } }'],
  ['never', '{ answer: { gated: { answered: true }, c1: { lt: 3 } } }'],
  ['sometimes', '{ market: { is: bulk } }'],
  ['sometimes', '{ market: { in: [bulk, care] } }'],
  ['sometimes', '{ all: [{ market: { is: bulk } }, { market: { is: care } }] }'],
  ['sometimes', '{ role: { is: sales } }'],
  ['never', '{ all: [{ role: { is: sales } }, { role: { is: service } }] }'],
  ['sometimes', '{ not: { unit: { in: [north, south] } } }'],
  ['never', '{ all: [{ unit: { is: north } }, { not: { unit: { is: north } } }] }'],
] satisfies (readonly [Reach, string])[])('%s: %s', (expected, condition) => {
  expect(reach(asked(condition))).toBe(expected);
});

test('a question without a condition is always asked', () => {
  expect(reach(withQuestion())).toBe('always');
});

test('more cases than can be tried are not claimed to be anything', () => {
  const many = Array.from(
    { length: 12 },
    (_, i) =>
      `  - { id: m${i}, dimension: direction, ask: M, side: customer, answerScale: agreement }`,
  );
  const all = many.map((_, i) => `m${i}: { answered: true }`).join(', ');
  const last = `  - { id: q, dimension: direction, ask: Q, tradeOff: { process: P, customer: C }, when: { answer: { ${all} } } }`;
  expect(reach(withQuestion(...many, last))).toBe('unknown');
});

test('a chain in which each question hangs on the two before it takes no longer than its length', () => {
  const chain = Array.from({ length: 200 }, (_, i) => {
    const [last, before] = [i - 1, i - 2].map((k) => (k < 0 ? 'c1' : `k${k}`));
    const condition = `{ answer: { ${last}: { answered: true } }, not: { answer: { ${before}: { answered: false } } } }`;
    return `  - { id: k${i}, dimension: direction, ask: Q, tradeOff: { process: P, customer: C }, when: ${condition} }`;
  });
  const start = performance.now();
  expect(reach(withQuestion(...chain))).toBe('unknown');
  // With every way through the chain walked, thirty questions took minutes.
  expect(performance.now() - start).toBeLessThan(5000);
});

describe('questions that may be asked', () => {
  const setting: Setting = { markets: ['bulk'], role: 'sales', unit: 'north' };
  const may = (condition: string, where: Partial<Setting> = {}) =>
    mayBeAsked(planOf(asked(condition)), { ...setting, ...where });
  const last = planOf(asked('{ answer: {} }')).questions.length - 1;

  test.each([
    [true, '{ market: { is: bulk } }'],
    [false, '{ market: { is: care } }'],
    [false, '{ not: { market: { in: [bulk, care] } } }'],
    [true, '{ role: { is: sales } }'],
    [false, '{ role: { is: service } }'],
    [true, '{ any: [{ role: { is: service } }, { unit: { is: north } }] }'],
    [false, '{ all: [{ role: { is: sales } }, { unit: { is: south } }] }'],
    [true, '{ not: { all: [{ role: { is: sales } }, { unit: { is: south } }] } }'],
    [false, '{ not: { any: [{ role: { is: sales } }, { answer: { c1: { is: "1" } } }] } }'],
    [true, '{ answer: { c1: { is: "1" } } }'],
    [true, '{ not: { answer: { c1: { answered: true } } } }'],
    [true, '{ answer: { rate: { gte: 2.5 } }, role: { is: sales } }'],
    [false, '{ answer: { rate: { gte: 2.5 } }, role: { is: service } }'],
    [true, '{ answer: { gated: { is: "yes" } } }'],
  ])('%s: %s', (expected, condition) => {
    expect(may(condition).includes(last)).toBe(expected);
  });

  test('a question that is not asked leads to no other, and to those that are asked without it', () => {
    const chain = withQuestion(
      '  - { id: a, dimension: direction, ask: A, side: customer, answerScale: agreement, when: { role: { is: service } } }',
      '  - { id: b, dimension: direction, ask: B, side: customer, answerScale: agreement, when: { answer: { a: { is: "1" } } } }',
      '  - { id: c, dimension: direction, ask: C, side: customer, answerScale: agreement, when: { answer: { b: { answered: true } } } }',
      '  - { id: d, dimension: direction, ask: D, side: customer, answerScale: agreement, when: { answer: { b: { answered: false } } } }',
    );
    const plan = planOf(chain);
    const ids = (where: Setting) => mayBeAsked(plan, where).map((i) => plan.questions[i]!.id);
    expect(ids(setting)).toEqual(['c1', 'p1', 'd']);
    expect(ids({ ...setting, role: 'service' })).toEqual(['c1', 'p1', 'a', 'b', 'c', 'd']);
  });

  test('facts are asked of nobody, and may lead to questions', () => {
    const plan = planOf(
      withQuestion(
        '  - { id: f, dimension: direction, side: customer, ask: F, fact: true, metric: { unit: h, decimals: 0, min: 0, max: 10, points: [[0, 0], [9, 100]] } }',
        '  - { id: g, dimension: direction, ask: G, side: customer, answerScale: agreement, when: { answer: { f: { gt: 3 } } } }',
      ),
    );
    expect(mayBeAsked(plan, setting).map((i) => plan.questions[i]!.id)).toEqual(['c1', 'p1', 'g']);
  });

  test('nothing that is asked of anybody is left out', () => {
    const plan = shippedPlan('industrial-gases');
    const { evaluate } = evaluator(plan);
    const options = plan.questions.map(({ input }) =>
      input.kind === 'options' ? input.options.length : 1,
    );
    const picks = fc.tuple(...options.map((n) => fc.nat(n - 1)));
    const where = fc.record({
      markets: fc.subarray(plan.markets.map(({ id }) => id)),
      role: fc.constantFrom(null, 'sales', 'operations'),
      unit: fc.constant('u'),
    });
    fc.assert(
      fc.property(picks, where, (values, here) => {
        const answers = emptyAnswers(plan.questions.length);
        answers.state.fill(Answered);
        answers.value.set(values);
        const { state } = evaluate(answers, here);
        const found = new Set(mayBeAsked(plan, here));
        for (const [i, { fact }] of plan.questions.entries()) {
          if (!fact && state[i] !== NotAsked) expect(found.has(i)).toBe(true);
        }
      }),
    );
  });
});
