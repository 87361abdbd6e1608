import fc from 'fast-check';
import { expect, test } from 'vitest';
import { criticalAgreement, type Asked } from '../../src/score/at-random.ts';
import { agreementCritical } from './simulate.ts';

const five = [0, 0.25, 0.5, 0.75, 1];
const asked = (answers: number, rest: Partial<Asked> = {}): Asked => ({
  scales: [five],
  size: 100,
  answers,
  ...rest,
});
const times = <T>(count: number, each: T): readonly T[] =>
  Array.from({ length: count }, () => each);

test('random answers reach what a simulation of every answer says they do', () => {
  for (const [answers, questions] of [
    [8, 30],
    [20, 12],
    [60, 40],
    [400, 8],
  ] as const) {
    const found = criticalAgreement(times(questions, asked(answers)))!;
    const simulated = agreementCritical({
      respondents: answers,
      items: times(questions, five),
      draws: 2000,
      seed: 'test',
    })!;
    const width = 0.06 / Math.sqrt(questions / 12);
    expect(Math.abs(found.rwgStar - simulated.rwgStar)).toBeLessThan(0.5 * width);
    expect(Math.abs(found.deviation! - 100 * simulated.deviation)).toBeLessThan(10 * width);
  }
});

// From the probabilities of all possible answers, with options from 0 to 1.
test.each([
  [2, 2, 1, 0],
  [4, 3, 0.625, 0.1875],
  [5, 4, 0.76, 0.4 / 3],
  [5, 5, 0.75, 0.12],
  [8, 4, 0.5571428571428572, 0.1875],
])('few answers: %i to one question of %i options', (answers, options, rwg, deviation) => {
  const worth = Array.from({ length: options }, (_, i) => i / (options - 1));
  const found = criticalAgreement([asked(answers, { scales: [worth], size: 1 })])!;
  expect(found.rwgStar).toBeCloseTo(rwg, 12);
  expect(found.deviation).toBeCloseTo(deviation, 12);
});

test('more answers than are drawn leave as much less to chance', () => {
  const of = (answers: number) => criticalAgreement(times(10, asked(answers)))!.rwgStar;
  expect(of(20_000) / of(200)).toBeCloseTo(0.1, 1);
});

test('numbers of a range are held against their own null, and have no deviation', () => {
  const figures = times(20, asked(12, { scales: [] }));
  const found = criticalAgreement(figures)!;
  expect(found.deviation).toBeNull();
  expect(found.rwgStar).toBeGreaterThan(0.05);
  expect(found.rwgStar).toBeLessThan(0.15);
  const mixed = criticalAgreement([...figures, asked(12)])!;
  expect(mixed.deviation).toBeGreaterThan(10);
});

test('an answer on two scales counts on both', () => {
  const twice = criticalAgreement(times(20, asked(12, { scales: [five, five] })))!;
  const once = criticalAgreement(times(20, asked(12)))!;
  expect(twice.rwgStar).toBeCloseTo(once.rwgStar, 1);
  expect(twice.deviation! / once.deviation!).toBeCloseTo(1, 1);
});

test('deviations are in points of the size of the scale', () => {
  const whole = criticalAgreement(times(6, asked(9)))!;
  const half = criticalAgreement(times(6, asked(9, { size: 50 })))!;
  expect(half.deviation).toBeCloseTo(whole.deviation! / 2, 10);
  expect(half.rwgStar).toBe(whole.rwgStar);
});

test('no questions have no agreement, and the order of questions makes no difference', () => {
  expect(criticalAgreement([])).toBeNull();
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 30 }), { minLength: 2, maxLength: 6 }),
      (all) => {
        const questions = all.map((answers, i) =>
          asked(answers, i % 2 === 0 ? {} : { scales: [] }),
        );
        expect(criticalAgreement(questions.toReversed())).toEqual(criticalAgreement(questions));
      },
    ),
    { numRuns: 20 },
  );
});
