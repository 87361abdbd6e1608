import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Answered } from '../../src/answers/types.ts';
import { covarianceOf, crosser, emptyCrossings, joinCrossings } from '../../src/score/crossing.ts';
import { firstOption } from '../../src/score/respondent.ts';
import { batteryOf, scalesOf } from '../../src/score/scales.ts';
import { covariance } from '../../src/stats/matrix.ts';
import { planOf } from '../plans.ts';
import { asked, scorecard } from '../scorecards.ts';

const plan = planOf(
  scorecard({
    questions: [
      asked('c1', 'side: customer, answerScale: agreement'),
      asked('c2', 'side: customer, answerScale: agreement, reversed: true'),
      asked('c3', 'side: customer, answerScale: agreement, optional: true'),
      asked('f1', 'side: customer, answerScale: agreement, fact: true'),
      asked('p1', 'side: process, answerScale: agreement'),
      asked('p2', 'side: process, metric: { unit: d, decimals: 0, points: [[0, 0], [10, 100]] }'),
      asked('t1', 'tradeOff: { process: P, customer: C }'),
    ].join('\n'),
  }),
);

describe('scales', () => {
  test('have the opinions of a side, leanings first, those not asked of all apart', () => {
    expect(scalesOf(plan)).toEqual([
      { side: 'customer', dimension: null, questions: [0, 1], partial: [2] },
      { side: 'process', dimension: null, questions: [4], partial: [] },
      { side: 'customer', dimension: 0, questions: [0, 1], partial: [2] },
      { side: 'process', dimension: 0, questions: [4], partial: [] },
    ]);
  });

  test('together have every question once', () => {
    expect(batteryOf(plan)).toEqual([0, 1, 4]);
  });
});

/** Codes of a respondent who chose these options of c1, c2 and p1; null is unanswered. */
function codes(options: readonly (number | null)[]): Uint8Array {
  const code = new Uint8Array(plan.questions.length);
  [0, 1, 4].forEach((question, k) => {
    const option = options[k]!;
    if (option !== null) code[question] = firstOption + option;
  });
  code[5] = Answered;
  return code;
}

function crossed(rows: readonly (readonly (number | null)[])[]) {
  const crossings = emptyCrossings(plan);
  const cross = crosser(plan);
  for (const row of rows) cross(crossings, codes(row));
  return crossings;
}

const options = fc.option(fc.integer({ min: 0, max: 2 }), { nil: null });
const rows = fc.array(fc.tuple(options, options, options), { maxLength: 40 });

describe('crossings', () => {
  test('are of those who answered every question of a scale', () => {
    const [customer, process, , , all] = crossed([
      [0, 0, 1],
      [1, null, 1],
      [2, 2, null],
    ]);
    expect(customer!.respondents).toBe(2);
    expect([...customer!.sums]).toEqual([0 + 100_000, 100_000 + 0]);
    expect(process!.respondents).toBe(2);
    expect(all!.respondents).toBe(1);
  });

  test('give the covariances of the points', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const whole = given.filter(([a, b]) => a !== null && b !== null);
        const points = whole.map(([a, b]) => [a! * 50, 100 - b! * 50]);
        const found = covarianceOf(crossed(given)[0]!);
        const expected = covariance(points);
        expect(found === null).toBe(expected === null);
        expected?.forEach((row, i) =>
          row.forEach((value, j) => expect(found![i]![j]).toBeCloseTo(value, 9)),
        );
      }),
    );
  });

  test('of parts join to those of the whole, in any order', () => {
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const joined = crossed(other);
        joinCrossings(joined, crossed(one));
        expect(joined).toEqual(crossed([...one, ...other]));
      }),
    );
  });

  test('are exact past 2^53', () => {
    const part = crossed([[2, 0, 2]]);
    for (let i = 0; i < 30; i++) joinCrossings(part, structuredClone(part));
    const n = 2 ** 30;
    expect(part[0]!.respondents).toBe(n);
    const { low, high } = part[0]!.products;
    const product = (at: number) => BigInt(high[at]!) * 2n ** 52n + BigInt(low[at]!);
    expect(product(1)).toBe(BigInt(n) * 100_000n ** 2n);
  });
});
