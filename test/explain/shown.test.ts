import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Answered, NotApplicable, type Answers } from '../../src/answers/types.ts';
import type { Explanation } from '../../src/explanation.ts';
import { answersOf, planOf, sheetsOf } from './small.ts';
import { ends, pooled, printed, scored, unitOf } from './surveys.ts';

const side = { customer: { side: 'customer' }, process: { side: 'process' } } as const;
const plan = planOf([
  ...Array.from({ length: 4 }, () => side.customer),
  { ...side.customer, fact: true },
  ...Array.from({ length: 4 }, () => side.process),
]);
const everything = answersOf(1, 2, 3, 4, 3, 0, 1, 2, 3);
const without = (...left: readonly number[]): Answers => ({
  state: Uint8Array.from(everything.state, (_, i) => (left.includes(i) ? NotApplicable : Answered)),
  value: everything.value,
});
/** People who do not all say the same but for the fact. */
const varied = (people: readonly Answers[]): readonly Answers[] =>
  people.map(({ state, value }, i) => ({
    state,
    value: value.map((each, q) => (q === 4 ? each : (each + i) % 5)),
  }));
const times = (count: number, answers: Answers) => Array.from({ length: count }, () => answers);
const rowsOf = ({ ledger }: Explanation) => ledger!.dimensions.flatMap(({ rows }) => rows);

test('where everybody answered everything it is the ledger of the answers', () => {
  const sheets = sheetsOf(varied(times(7, everything)));
  const exact = unitOf(plan, scored(plan, sheets));
  const shown = unitOf(plan, scored(plan, sheets, 5));
  expect([exact.basis, shown.basis]).toEqual(['answers', 'shown']);
  expect(shown.ledger).toEqual({ ...exact.ledger, rest: shown.ledger!.rest });
  // Seven people's leanings are rounded one by one before their mean is.
  for (const { share, contribution } of shown.ledger!.rest) {
    expect(share).toBe(0);
    expect(Math.abs(contribution)).toBeLessThanOrEqual(0.001);
  }
  expect(shown.pulls).toEqual(exact.pulls);
  expect(shown.margin!.flip).toEqual({ ...exact.margin!.flip!, people: null });
  expect(rowsOf(shown)[4]).toMatchObject({ fact: true, answer: 'd' });
});

test('its changes come to where scoring everybody again comes to', () => {
  const people = Array.from({ length: 7 }, (_, i) =>
    answersOf(
      i % 2,
      i % 3,
      1 - (i % 2),
      i % 3,
      1,
      1 + (i % 4),
      2 + (i % 3),
      2 - (i % 2),
      3 - (i % 3),
    ),
  );
  const exact = unitOf(plan, scored(plan, sheetsOf(people))).reach!;
  const shown = unitOf(plan, scored(plan, sheetsOf(people), 5)).reach!;
  expect([exact.status, exact.changes.length]).toEqual(['reached', 3]);
  const near = (value: number) => expect.closeTo(value, 2) as number;
  expect(shown).toEqual({
    status: 'reached',
    changes: exact.changes.map((change) => ({
      ...change,
      people: null,
      position: near(change.position),
      gap: near(change.gap),
    })),
  });
});

test('a question that few answered is in the rest, with what missing answers do, and all adds up', () => {
  const people = [...times(4, everything), ...times(3, without(0, 1))];
  const all = scored(plan, sheetsOf(varied(people)), 5);
  const found = unitOf(plan, all);
  const hidden = all.result.units[0]!.questions.flatMap(({ id, state }) =>
    state === 'suppressed' ? [id] : [],
  );
  expect(hidden).toEqual(['q0', 'q1', 'q2']);
  expect(rowsOf(found).slice(0, 3)).toMatchObject(
    hidden.map((question) => ({ question, counted: null, sides: [], notCounted: 'hidden' })),
  );
  expect(found.ledger!.rest).toMatchObject([{ side: 'customer', questions: 3, share: 0.6 }]);
  expect(ends(found.ledger!).sums).toEqual(printed(all.result.units[0]!));
});

test('what a row says is what the report says of the question', () => {
  const people = [...times(6, everything), ...times(6, without(0))];
  const all = scored(plan, sheetsOf(varied(people)), 5);
  const found = rowsOf(unitOf(plan, all));
  all.result.units[0]!.questions.forEach(({ count, mean }, i) => {
    expect(found[i]!.counted).toBe(count);
    expect(found[i]!.sides[0]!.points).toBeCloseTo(mean!, 2);
  });
});

test('in 500 seeded cases it ends exactly at what the result prints, and no sheet is looked at', () => {
  let seen = 0;
  fc.assert(
    fc.property(pooled, (survey) => {
      const all = scored(survey.plan, survey.sheets, 2);
      const [unit] = all.result.units;
      if (unit!.position === null) return;
      const found = unitOf(survey.plan, all);
      expect(ends(found.ledger!).sums).toEqual(printed(unit!));
      expect(unitOf(survey.plan, { ...all, sheets: [] })).toEqual(found);
      seen += 1;
    }),
    { numRuns: 500, seed: 20270215 },
  );
  expect(seen).toBeGreaterThan(200);
});
