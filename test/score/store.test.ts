import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Answered, type Answers } from '../../src/answers/types.ts';
import type { Plan } from '../../src/plan/types.ts';
import {
  answersTo,
  clear,
  emptyBrief,
  histogramOf,
  merge,
  positionSquares,
  squareSum,
  stateOf,
} from '../../src/score/moments.ts';
import { evaluator } from '../../src/score/respondent.ts';
import { briefsIn } from '../../src/score/brief-store.ts';
import { momentsIn, storeOf, type Depth } from '../../src/score/store.ts';
import { surveys } from './generate.ts';

const nobody = { markets: [], role: null, unit: null };

/** The same sums one by one, in whole numbers of any size. */
function sumsOf(plan: Plan, respondents: readonly Answers[], times: number) {
  const { evaluate } = evaluator(plan);
  const each = BigInt(times);
  const sums = { respondents: 0, customer: 0n, process: 0n, cross: 0n, position: 0n };
  const states = plan.questions.map(() => [0, 0, 0, 0, 0]);
  const squares = plan.questions.map(() => 0n);
  const options = plan.questions.map(({ input }) =>
    input.kind === 'options' ? input.options.map(() => 0) : [],
  );
  for (const answers of respondents) {
    const { state, isScored, leaning } = evaluate(answers, nobody);
    sums.respondents += times;
    state.forEach((own, i) => {
      states[i]![own]! += times;
      if (own !== Answered) return;
      if (options[i]!.length > 0) options[i]![answers.value[i]!]! += times;
      else squares[i]! += each * BigInt(answers.value[i]!) ** 2n;
    });
    if (!isScored) continue;
    const [customer, process] = [BigInt(leaning[0]!), BigInt(leaning[1]!)];
    sums.customer += each * customer ** 2n;
    sums.process += each * process ** 2n;
    sums.cross += each * customer * process;
    sums.position += each * (customer - process) ** 2n;
  }
  return { sums, states, options, squares };
}

test('a store adds up what counting one by one adds up, past a byte and past 2^53', () => {
  fc.assert(
    fc.property(surveys, fc.integer({ min: 1, max: 700 }), ({ plan, respondents }, times) => {
      const store = storeOf(plan, 'whole');
      const { evaluate } = evaluator(plan);
      const others = Array.from({ length: 1030 }, () => store.open());
      const group = store.open();
      for (const answers of respondents) {
        for (let i = 0; i < times; i++) {
          store.add(group, evaluate(answers, nobody), answers.value, [], 0);
        }
        store.add(others[3]!, evaluate(answers, nobody), answers.value, [], 0);
      }
      const { sums, states, options, squares } = sumsOf(plan, respondents, times);
      const read = momentsIn(plan, store.pages);
      const moments = read(group);
      expect(moments.respondents).toBe(sums.respondents);
      expect(squareSum(moments.leaningSquares, 0)).toBe(sums.customer);
      expect(squareSum(moments.leaningSquares, 1)).toBe(sums.process);
      expect(squareSum(moments.leaningSquares, 2)).toBe(sums.cross);
      expect(positionSquares(moments)).toBe(sums.position);
      expect(
        plan.questions.map((_, i) => states[i]!.map((_s, s) => stateOf(moments, i, s))),
      ).toEqual(states);
      expect(plan.questions.map((_, i) => [...histogramOf(moments, i)])).toEqual(options);
      expect(plan.questions.map((_, i) => squareSum(moments.questionSquares, i))).toEqual(squares);
      expect(read(others[0]!).respondents).toBe(0);
      expect(read(others[3]!).respondents).toBe(respondents.length);
    }),
    { numRuns: 30 },
  );
});

test('squares carry over without losing one', () => {
  fc.assert(
    fc.property(surveys, fc.nat(2 ** 20), ({ plan, respondents }, extra) => {
      const store = storeOf(plan, 'whole');
      const { evaluate } = evaluator(plan);
      const group = store.open();
      const answers = respondents[0] ?? { state: new Uint8Array(99), value: new Float64Array(99) };
      const score = { ...evaluate(answers, nobody), isScored: true };
      score.leaning = Int32Array.from([99_999, 1]);
      store.pages.rest[0]!.low[0] = 2 ** 52 - 1 - extra;
      const before = 2n ** 52n - 1n - BigInt(extra);
      store.add(group, score, answers.value, [], 0);
      store.add(group, score, answers.value, [], 0);
      const moments = momentsIn(plan, store.pages)(group);
      expect(squareSum(moments.leaningSquares, 0)).toBe(before + 2n * 99_999n ** 2n);
      const twice = merge(plan, [moments, moments]);
      expect(squareSum(twice.leaningSquares, 0)).toBe(2n * (before + 2n * 99_999n ** 2n));
    }),
    { numRuns: 50 },
  );
});

test('what a brief store says is what the whole one says, and groups of several add up', () => {
  fc.assert(
    fc.property(surveys, fc.integer({ min: 1, max: 400 }), ({ plan, respondents }, times) => {
      const { evaluate } = evaluator(plan);
      const filled = (depth: Depth, people: readonly Answers[], count: number) => {
        const store = storeOf(plan, depth);
        store.open();
        const group = store.open();
        for (const answers of people) {
          for (let i = 0; i < count; i++) {
            store.add(group, evaluate(answers, nobody), answers.value, [], 0);
          }
        }
        return { pages: store.pages, group };
      };
      const parts = [respondents, respondents.slice(1)] as const;
      const wholes = parts.map((people, i) => {
        const { pages, group } = filled('whole', people, times + i);
        return momentsIn(plan, pages)(group);
      });
      const into = emptyBrief(plan);
      parts.forEach((people, i) => {
        const { pages, group } = filled('brief', people, times + i);
        const briefs = briefsIn(plan, pages.brief);
        expect(briefs.respondents(group)).toBe(wholes[i]!.respondents);
        briefs.addTo(into, group);
      });
      const merged = merge(plan, wholes);
      const { counts: _counts, ...sums } = into;
      expect(merged).toMatchObject(sums);
      plan.questions.forEach((_, i) => {
        expect(answersTo(into, i)).toBe(answersTo(merged, i));
        expect(histogramOf(into, i)).toEqual(histogramOf(merged, i));
      });
      clear(into);
      expect(into).toEqual(emptyBrief(plan));
    }),
    { numRuns: 30 },
  );
});
