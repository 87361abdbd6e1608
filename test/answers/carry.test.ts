import { describe, expect, test } from 'vitest';
import { carryFacts, carrySheet } from '../../src/answers/carry.ts';
import { readSheet } from '../../src/answers/sheet.ts';
import { Answered, DontKnow, Unanswered } from '../../src/answers/types.ts';
import type { Plan } from '../../src/plan/types.ts';
import { sourceOf } from '../../src/source/source.ts';
import { planOf } from '../plans.ts';
import { everyKind } from '../scorecards.ts';

const from = planOf(everyKind);
const edited = (found: string, replacement: string) =>
  planOf(everyKind.replace(found, () => replacement));

const sheetFor = (plan: Plan, answers: string) =>
  readSheet(
    plan,
    sourceOf(
      'sheet.yaml',
      `pendulum: 1\nscorecard: every-kind\nunit: north\nrespondent: r1\nanswers: { ${answers} }\n`,
    ),
  ).value!;

/** State and value of one question after the answers went over. */
function carried(to: Plan, question: string, answers: string) {
  const { sheet, unfit } = carrySheet(from, to, sheetFor(from, answers));
  const i = to.questions.findIndex(({ id }) => id === question);
  const { state, value } = sheet.answers;
  const note = sheet.notes.get(i) ?? null;
  return { state: state[i], value: value[i], note, unfit, isBare: sheet.unproven.includes(i) };
}

const kept = { note: null, unfit: [], isBare: false };

test('answers go by option code, not by place', () => {
  const to = edited(
    '- { code: apology,',
    '- { code: nothing, label: Nothing, customer: 0, process: 0 }\n      - { code: apology,',
  );
  const found = carried(to, 'complaint', 'complaint: { answer: apology, note: Once. }');
  expect(found).toEqual({ ...kept, state: Answered, value: 1, note: 'Once.' });
});

test('what is no answer any more is left out, and counted', () => {
  const to = edited('code: apology', 'code: sorry');
  expect(carried(to, 'complaint', 'complaint: apology')).toEqual({
    ...kept,
    state: Unanswered,
    value: 0,
    unfit: [2],
  });
  const narrow = edited('max: 240', 'max: 100');
  expect(carried(narrow, 'recall-time', 'recall-time: 120').unfit).toEqual([4]);
  const coarse = edited('decimals: 1, min: 0', 'decimals: 0, min: 0');
  expect(carried(coarse, 'recall-time', 'recall-time: 2.5').unfit).toEqual([4]);
  expect(carried(coarse, 'recall-time', 'recall-time: 2').value).toBe(2);
});

test('an answer of another kind does not fit', () => {
  const to = edited(
    'answerScale: maturity\n    reversed: true',
    'metric: { unit: h, decimals: 0, points: [[0, 0], [9, 100]] }',
  );
  expect(carried(to, 'upkeep', 'upkeep: 1').unfit).toEqual([1]);
});

test("don't know goes over as it is", () => {
  expect(carried(edited('ask: A mock', 'ask: One'), 'recall', 'recall: dont-know')).toMatchObject({
    state: DontKnow,
    unfit: [],
  });
});

test('shares go over whatever their parts are called', () => {
  const to = edited('customer: Customers, process', 'customer: People, process');
  expect(
    carried(to, 'attention', 'attention: { customer: 60, process: 30, other: 10 }').value,
  ).toBe(30_000);
});

describe('a yes without evidence', () => {
  const [yes, partly] = [0, 1];
  const open = edited('{ evidence: true }', '{}');

  test('counts as partly where evidence is asked for, and as yes where it is not', () => {
    expect(carried(from, 'recall', 'recall: "yes"')).toMatchObject({ value: partly, isBare: true });
    expect(carried(open, 'recall', 'recall: "yes"')).toMatchObject({ value: yes, isBare: false });
  });

  test('counts as partly once evidence is asked for', () => {
    const { sheet } = carrySheet(open, from, sheetFor(open, 'recall: "yes"'));
    expect([sheet.answers.value[3], sheet.unproven]).toEqual([partly, [3]]);
  });

  test('with evidence it stays a yes, also as a fact, which keeps no note', () => {
    const to = edited('ask: A mock', 'ask: One mock');
    const yesWithNote = 'recall: { answer: "yes", note: In May. }';
    expect(carried(to, 'recall', yesWithNote)).toMatchObject({ value: yes, isBare: false });
    expect(carried(to, 'recall', 'recall: "yes"')).toMatchObject({ value: partly, isBare: true });
    const { answers } = sheetFor(from, yesWithNote);
    const facts = carryFacts(from, to, new Map([['north', new Map([['q4', answers]])]]));
    expect(facts.get('north')!.get('q4')!.value[3]).toBe(yes);
  });

  test('a partly stays a partly', () => {
    expect(carried(open, 'recall', 'recall: partly')).toMatchObject({ value: partly });
  });
});
