import { expect, test } from 'vitest';
import { DontKnow } from '../../src/answers/types.ts';
import type { Explanation } from '../../src/explanation.ts';
import { answersOf, explained, planOf, sheetsOf } from './small.ts';
import { respondentOf, scored, unitOf } from './surveys.ts';

const rowsOf = ({ ledger }: Explanation) => ledger!.dimensions.flatMap(({ rows }) => rows);
const reasonsOf = (of: Explanation) => rowsOf(of).map(({ notCounted }) => notCounted);

const plan = planOf([
  { side: 'customer', weight: 3 },
  { side: 'customer' },
  { side: 'process' },
  { tradeOff: { customer: 'C', process: 'P' } },
]);

test('a row says what was answered, what it is worth and what it does', () => {
  const all = scored(plan, sheetsOf([answersOf(3, 0, 2, 5)]));
  const [first, second, third, fourth] = rowsOf(respondentOf(plan, all));
  expect(first).toEqual({
    question: 'q0',
    ask: 'Question 0',
    fact: false,
    answer: 'd',
    weight: 3,
    counted: 1,
    sides: [{ side: 'customer', points: 75, share: 0.75, contribution: 56.25, pull: 18.75 }],
    notCounted: null,
  });
  expect(second!.sides).toEqual([
    { side: 'customer', points: 0, share: 0.25, contribution: 0, pull: -12.5 },
  ]);
  expect(third!.sides[0]).toMatchObject({ side: 'process', contribution: 50, pull: 0 });
  expect(fourth).toMatchObject({ answer: '2 toward customer', sides: [], notCounted: 'stated' });
});

test('points of several are weighted as they count, so that a row multiplies out', () => {
  const people = [answersOf(4, null, 2, null), answersOf(0, 4, 2, null)];
  const [row] = rowsOf(explained(plan, people));
  // The first makes up all of a leaning, the second three quarters of one.
  expect(row!.sides).toEqual([
    { side: 'customer', points: 57.143, share: 0.875, contribution: 50, pull: 6.25 },
  ]);
  expect(row).toMatchObject({ answer: null, counted: 2 });
});

test('why a question does not count', () => {
  const wide = planOf([
    { side: 'customer' },
    { side: 'customer', optional: true },
    { side: 'process' },
    { side: 'process', weight: 0 },
    { side: 'process', when: { answer: new Map([['q0', { answered: false }]]) } },
  ]);
  const answers = answersOf(2, null, 2, 2, 2);
  expect(reasonsOf(explained(wide, [answers]))).toEqual([
    null,
    'not-applicable',
    null,
    'weightless',
    'not-asked',
  ]);
  const unsure = {
    ...answersOf(2, 2, 2, null, null),
    state: Uint8Array.from([1, DontKnow, 1, 0, 0]),
  };
  expect(reasonsOf(explained(wide, [unsure])).slice(0, 2)).toEqual([null, 'dont-know']);
});

test('a side of which too little is answered, and a respondent who has no position', () => {
  const two = planOf([
    { side: 'customer', dimension: 'a' },
    { side: 'customer', dimension: 'b', weight: 2 },
    { side: 'customer', dimension: 'b', weight: 3 },
    { side: 'customer', dimension: 'c' },
    { side: 'customer', dimension: 'e' },
    { side: 'process', dimension: 'a' },
  ]);
  const answers = answersOf(2, 2, null, 2, 2, 2);
  expect(reasonsOf(explained(two, [answers]))).toEqual([
    null,
    null,
    'insufficient',
    'unanswered',
    null,
    null,
  ]);
  const lost = explained(two, [answersOf(2, null, null, null, null, 2)]);
  expect(lost).toMatchObject({ position: null, pulls: null, reach: null, margin: null });
  expect(reasonsOf(lost)[0]).toBe('not-scored');
});

test('an answer that feeds both sides stands on both', () => {
  const both = planOf([
    {
      choice: [
        { code: 'a', label: 'A', customer: 30, process: 0 },
        { code: 'b', label: 'B', customer: 100, process: 80 },
      ],
    },
  ]);
  const [row] = rowsOf(explained(both, [answersOf(1)]));
  expect(row!.sides).toEqual([
    { side: 'customer', points: 100, share: 1, contribution: 100, pull: 50 },
    { side: 'process', points: 80, share: 1, contribution: 80, pull: 30 },
  ]);
});

test('a fact of a unit is told; of respondents how many they are', () => {
  const known = planOf([{ side: 'customer', fact: true }, { side: 'process' }]);
  const [fact, asked] = rowsOf(explained(known, [answersOf(3, 1), answersOf(3, 2)]));
  expect([fact!.answer, asked!.answer]).toEqual(['d', null]);
});

test('a unit that is hidden is not explained', () => {
  const found = unitOf(
    plan,
    scored(plan, sheetsOf([answersOf(1, 2, 3, 4), answersOf(1, 2, 3, 4)]), 5),
  );
  expect(found).toMatchObject({
    suppressed: { minGroup: 5 },
    respondents: { count: null, scored: null },
    position: null,
    ledger: null,
    pulls: null,
    reach: null,
    margin: null,
    practice: null,
  });
});
