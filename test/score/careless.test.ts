import { describe, expect, test } from 'vitest';
import { groundOf, looker, oppositesIn, type Look } from '../../src/score/careless.ts';
import { crosser, emptyCrossings } from '../../src/score/crossing.ts';
import { firstOption } from '../../src/score/respondent.ts';
import { mahalanobis } from '../../src/stats/careless.ts';
import { planOf } from '../plans.ts';
import { random } from '../seeded.ts';
import { scorecard } from '../scorecards.ts';

const dimensions = ['d0', 'd1', 'd2'];
const sides = dimensions.flatMap((id) => ['customer', 'process'].map((side) => ({ id, side })));

/** Two questions a dimension and side, of which the second of the first three is reversed. */
const plan = planOf(
  scorecard({
    answerScales: '  five: { options: [Never, Rarely, Sometimes, Often, Always] }',
    dimensions: dimensions.map((id) => `  - { id: ${id}, title: T }`).join('\n'),
    questions: sides
      .flatMap(({ id, side }, k) =>
        ['a', 'b'].map((which) => {
          const reversed = which === 'b' && k < 3 ? ', reversed: true' : '';
          return `  - { id: ${id}-${side}-${which}, dimension: ${id}, side: ${side}, ask: Q, answerScale: five${reversed} }`;
        }),
      )
      .join('\n'),
  }),
);

const codes = (answers: readonly (number | null)[]): Uint8Array =>
  Uint8Array.from(answers, (each) => (each === null ? 0 : firstOption + each - 1));

const look = (answers: readonly (number | null)[]): Look => looker(plan, null)(codes(answers));

test('opposites are questions of one side and scale, one of them reversed', () => {
  expect(oppositesIn(plan)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
});

describe('signs', () => {
  test('nobody who answers in earnest shows one', () => {
    expect(look([5, 1, 4, 2, 2, 4, 3, 3, 1, 1, 5, 4])).toEqual({ signs: [], isFlagged: false });
  });

  test('the same answer throughout is flagged, before anything is reversed', () => {
    const found = look([4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
    expect(found.signs).toEqual(
      ['longstring', 'variability', 'acquiescence'].filter((s) => s !== 'acquiescence'),
    );
    expect(found.isFlagged).toBe(true);
  });

  test('an answer is the same as it was given, whatever it is worth on its scale', () => {
    const mixed = planOf(
      scorecard({
        answerScales:
          '  five: { options: [Never, Rarely, Sometimes, Often, Always] }\n  grown: { options: [A, B, C, D, E], from: 0 }',
        dimensions: '  - { id: d0, title: T }',
        questions: Array.from(
          { length: 12 },
          (_, k) =>
            `  - { id: q${k}, dimension: d0, side: ${k < 6 ? 'customer' : 'process'}, ask: Q, answerScale: ${k % 2 === 0 ? 'five' : 'grown'} }`,
        ).join('\n'),
      }),
    );
    const look = looker(mixed, null);
    const fours = Uint8Array.from({ length: 12 }, (_, k) => firstOption + (k % 2 === 0 ? 3 : 4));
    expect(look(fours).signs).toContain('longstring');
    expect(look(fours).isFlagged).toBe(true);
    const fourthSteps = new Uint8Array(12).fill(firstOption + 3);
    expect(look(fourthSteps).signs).not.toContain('longstring');
  });

  test('nine equal answers in a row are no long string, ten are', () => {
    expect(look([3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 5, 2]).signs).not.toContain('longstring');
    expect(look([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 5, 2]).signs).toContain('longstring');
  });

  test('agreeing with everything, its opposite included, is acquiescence; in the middle is not', () => {
    expect(look([5, 5, 5, 5, 5, 4, 1, 2, 1, 2, 4, 5]).signs).toContain('acquiescence');
    expect(look([1, 1, 1, 1, 2, 1, 1, 2, 4, 5, 4, 5]).signs).toContain('acquiescence');
    expect(look([5, 3, 5, 3, 5, 3, 1, 2, 4, 5, 4, 5]).signs).not.toContain('acquiescence');
  });

  test('two pairs of opposites are too few to tell', () => {
    expect(look([5, 5, 5, 5, 5, null, 1, 2, 1, 2, 4, 5]).signs).not.toContain('acquiescence');
  });

  test('halves that go against each other are a sign', () => {
    expect(look([5, 5, 1, 1, 5, 5, 1, 5, 5, 1, 1, 5]).signs).toContain('evenOdd');
  });

  test('one sign alone flags nobody', () => {
    expect(look([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 5, 5])).toEqual({
      signs: ['longstring'],
      isFlagged: false,
    });
  });

  test('nothing answered shows nothing', () => {
    expect(look(plan.questions.map(() => null))).toEqual({ signs: [], isFlagged: false });
  });
});

const next = random(7);
const people = Array.from({ length: 40 }, () =>
  plan.questions.map(() => 1 + Math.floor(next() * 5)),
);

describe('distances', () => {
  const crossings = emptyCrossings(plan);
  const cross = crosser(plan);
  for (const person of people) cross(crossings, codes(person));

  test('are those of the rows themselves', () => {
    const ground = groundOf(crossings.at(-1)!);
    if (typeof ground === 'string') throw new Error(ground);
    expect(ground.limit).toBeCloseTo(32.909_490_4, 6);
    const far = mahalanobis(people)!.map((distance) => distance > 15);
    const judged = looker(plan, { ...ground, limit: 15 });
    expect(people.map((each) => judged(codes(each)).signs.includes('mahalanobis'))).toEqual(far);
    expect(new Set(far).size).toBe(2);
  });

  test('need more people than questions, and questions that differ', () => {
    const few = emptyCrossings(plan);
    for (const person of people.slice(0, 14)) cross(few, codes(person));
    expect(groundOf(few.at(-1)!)).toContain('more than 14 people');
    const same = emptyCrossings(plan);
    for (const person of people) cross(same, codes([1, ...person.slice(1)]));
    expect(groundOf(same.at(-1)!)).toContain('everybody gave one answer');
  });
});
