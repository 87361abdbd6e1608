import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Answered } from '../../src/answers/types.ts';
import type { Answers } from '../../src/answers/types.ts';
import type { Change } from '../../src/explanation.ts';
import type { Plan } from '../../src/plan/types.ts';
import { stepsUp } from '../../src/explain/steps.ts';
import { scored, unitOf } from './surveys.ts';
import { answersOf, explained, planOf, sheetsOf } from './small.ts';

const side = { customer: { side: 'customer' }, process: { side: 'process' } } as const;
const four = planOf([side.customer, side.customer, side.process, side.process]);
const centre = { customer: 60_000, process: 60_000, tolerance: 10_000 };

test('a unit on its target is told so', () => {
  expect(explained(four, [answersOf(2, 2, 2, 2)], centre).reach).toEqual({
    status: 'on-target',
    changes: [],
  });
});

test('one question that is enough goes before two, in the order of questions', () => {
  const { reach } = explained(four, [answersOf(2, 2, 3, 3)], { ...centre, tolerance: 13_000 });
  expect(reach).toEqual({
    status: 'reached',
    changes: [0, 1].map((question) => ({
      rises: [{ question: `q${question}`, ask: `Question ${question}`, steps: 1, people: 1 }],
      steps: 1,
      people: 1,
      position: -12.5,
      gap: -12.5,
    })),
  });
});

test('of as many steps the change that touches fewer people goes first', () => {
  const people = [answersOf(1, 4, 3, 3), answersOf(3, 1, 3, 3), answersOf(3, 4, 3, 3)];
  const { reach } = explained(four, people, { ...centre, tolerance: 5_000 });
  expect(reach!.status).toBe('reached');
  const [first, second] = reach!.changes;
  expect(first!.steps).toBeLessThanOrEqual(second!.steps);
  if (first!.steps === second!.steps) expect(first!.people).toBeLessThanOrEqual(second!.people!);
});

test('where three questions are not enough, the furthest they go', () => {
  const many = planOf(Array.from({ length: 16 }, (_, i) => (i < 8 ? side.customer : side.process)));
  const { reach } = explained(
    many,
    [answersOf(...Array.from({ length: 16 }, (_, i) => (i < 8 ? 0 : 4)))],
    centre,
  );
  expect(reach!.status).toBe('out-of-reach');
  expect(reach!.changes).toHaveLength(1);
  expect(reach!.changes[0]).toMatchObject({ steps: 12, position: -62.5, gap: -62.5 });
});

test('where every step is too long, the one that comes closest', () => {
  const two = planOf([side.customer, side.process]);
  const { reach } = explained(two, [answersOf(1, 2)], {
    ...centre,
    customer: 50_000,
    tolerance: 1_000,
  });
  expect(reach).toMatchObject({ status: 'out-of-reach', changes: [{ steps: 1, gap: 10 }] });
});

test('where every step only leads further away, none', () => {
  const two = planOf([side.customer, side.process]);
  const target = { ...centre, customer: 53_000, tolerance: 1_000 };
  expect(explained(two, [answersOf(1, 2)], target).reach).toMatchObject({ changes: [{ gap: 7 }] });
  const near = { ...centre, customer: 45_000, tolerance: 1_000 };
  expect(explained(two, [answersOf(1, 2)], near).reach).toEqual({
    status: 'out-of-reach',
    changes: [],
  });
});

test('without a market there is no target to reach', () => {
  const sheets = sheetsOf([answersOf(0, 0, 4, 4)]).map((sheet) => ({ ...sheet, market: null }));
  const { reach, margin } = unitOf(four, scored(four, sheets));
  expect({ reach, target: margin!.target }).toEqual({ reach: null, target: null });
});

test('a fact is not raised, nor a question that looks better only at the cost of the other side', () => {
  const plan = planOf([
    side.customer,
    { ...side.customer, fact: true },
    {
      choice: [
        { code: 'a', label: 'A', customer: 0, process: 100 },
        { code: 'b', label: 'B', customer: 100, process: 0 },
      ],
    },
    side.process,
  ]);
  const { reach } = explained(plan, [answersOf(0, 0, 0, 4)], centre);
  const raised = reach!.changes.flatMap(({ rises }) => rises.map(({ question }) => question));
  expect(new Set(raised)).toEqual(new Set(['q0']));
});

/** The answers with a change made in them by hand. */
function changed(
  plan: Plan,
  people: readonly Answers[],
  { rises }: Change,
  isUp: 'customer' | 'process',
) {
  return people.map(({ state, value }) => {
    const values = value.slice();
    for (const { question, steps } of rises) {
      const i = plan.questions.findIndex(({ id }) => id === question);
      if (state[i] === Answered) values[i] = stepsUp(plan.questions[i]!, isUp, value[i]!, steps);
    }
    return { state, value: values };
  });
}

const six = planOf([
  side.customer,
  { ...side.customer, reversed: true },
  { ...side.customer, weight: 2 },
  side.process,
  side.process,
  side.process,
]);
const answers = fc
  .array(fc.option(fc.nat(4), { nil: null, freq: 9 }), { minLength: 6, maxLength: 6 })
  .map((values) => answersOf(...values));

const positionOf = (people: readonly Answers[]): number | null =>
  scored(six, sheetsOf(people)).result.units[0]!.position;

test('scored anew, every change hangs the pendulum where it says, inside the target zone', () => {
  let reached = 0;
  fc.assert(
    fc.property(
      fc.array(answers, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: -30, max: 30 }),
      (people, aim) => {
        const target = { customer: 60_000 + aim * 1000, process: 60_000, tolerance: 8_000 };
        const { reach, position } = explained(six, people, target);
        for (const change of reach?.changes ?? []) {
          const up = position! < aim ? 'customer' : 'process';
          expect(positionOf(changed(six, people, change, up))).toBe(change.position);
          if (reach!.status === 'reached') expect(Math.abs(change.gap)).toBeLessThanOrEqual(8);
          if (reach!.status === 'reached') reached += 1;
        }
      },
    ),
    { numRuns: 150, seed: 7 },
  );
  expect(reached).toBeGreaterThan(30);
});

/** Every change of one to three questions, by brute force. */
function* every(questions: readonly number[]): Generator<Change> {
  for (let code = 1; code < 5 ** questions.length; code++) {
    const rises = questions
      .map((q, i) => ({
        question: `q${q}`,
        ask: '',
        people: 0,
        steps: Math.floor(code / 5 ** i) % 5,
      }))
      .filter(({ steps }) => steps > 0);
    yield {
      rises,
      steps: rises.reduce((sum, { steps }) => sum + steps, 0),
      people: 0,
      position: 0,
      gap: 0,
    };
  }
}

test('no change with fewer steps reaches the target: all of them tried', () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.array(answers, { minLength: 1, maxLength: 3 }), (people) => {
      const { reach, position } = explained(six, people, { ...centre, tolerance: 6_000 });
      if (reach === null || reach.status === 'on-target') return;
      const up = position! < 0 ? 'customer' : 'process';
      const fewest = reach.status === 'reached' ? reach.changes[0]!.steps : Infinity;
      for (const change of every(up === 'customer' ? [0, 1, 2] : [3, 4, 5])) {
        if (change.steps >= fewest) continue;
        const to = positionOf(changed(six, people, change, up));
        expect(Math.abs(to!)).toBeGreaterThan(6);
      }
      tried += 1;
    }),
    { numRuns: 25, seed: 3 },
  );
  expect(tried).toBeGreaterThan(8);
});
