import { expect, test } from 'vitest';
import { labelsOf } from '../../src/answers/labels.ts';
import { checkMapping, readMapping } from '../../src/answers/mapping.ts';
import { sourceOf } from '../../src/source/source.ts';
import { planOf } from '../plans.ts';
import { everyKind } from '../scorecards.ts';

const plan = planOf(everyKind);

function read(text: string) {
  const { value, problems } = readMapping(sourceOf('map.yaml', `pendulum: 1\n${text}`));
  const checked = value === null ? [] : checkMapping(plan, value, plan.questions);
  const told = [...problems, ...checked].map(
    ({ code, message, place }) => `${place!.line}:${place!.column} ${code} ${message}`,
  );
  return { mapping: value?.value ?? null, told };
}

const question = (id: string) => plan.questions.find((each) => each.id === id)!;

test('a map of everything', () => {
  const { mapping, told } = read(`columns: { Business unit: unit, Q1: outcomes }
labels:
  scales: { agreement: { Strongly agree: 5, "None of it": not-applicable } }
  questions: { complaint: { "We say sorry": apology }, outcomes: { Strongly agree: 4 } }
notApplicable: [N/A]
dontKnow: [DK]`);
  expect(told).toEqual([]);
  expect([...mapping!.columns!]).toEqual([
    ['Business unit', 'unit'],
    ['Q1', 'outcomes'],
  ]);
  expect([...labelsOf(question('outcomes'), mapping!)]).toEqual([
    ['N/A', 'not-applicable'],
    ['DK', 'dont-know'],
    ['Strongly agree', '4'],
    ['None of it', 'not-applicable'],
  ]);
  expect([...labelsOf(question('upkeep'), mapping!).keys()]).toEqual(['N/A', 'DK']);
});

test.each([
  ['a key', 'colums: { a: unit }', '2:1 UNKNOWN_KEY unknown key "colums"'],
  [
    'a scale',
    'labels: { scales: { agremeent: { a: 1 } } }',
    '2:21 UNKNOWN_REF there is no answer scale "agremeent"',
  ],
  [
    'a question',
    'labels: { questions: { outcome: { a: 1 } } }',
    '2:24 UNKNOWN_REF there is no question "outcome"',
  ],
  [
    'a code',
    'labels: { scales: { agreement: { Agree: 6 } } }',
    '2:41 ANSWER_RANGE "6" is no answer to "outcomes"',
  ],
  [
    'a label that is a code',
    'labels: { scales: { agreement: { 5: 1 } } }',
    '2:34 LABEL_CONFLICT "5" cannot mean 1: it means something else in "outcomes" already',
  ],
  [
    'a code for a state',
    'labels: { scales: { agreement: { 5: not-applicable } } }',
    '2:34 LABEL_CONFLICT "5" cannot mean not-applicable: it means something else in "outcomes" already',
  ],
  [
    'a state for an answer',
    'labels: { questions: { complaint: { dont-know: cause } } }',
    '2:37 LABEL_CONFLICT "dont-know" cannot mean cause: it means something else in "complaint" already',
  ],
  [
    'a number for a number',
    'labels: { questions: { recall-time: { "5": 6 } } }',
    '2:39 LABEL_CONFLICT "5" cannot mean 6: it means something else in "recall-time" already',
  ],
  [
    'a word that is a code',
    'notApplicable: [apology]',
    '2:17 LABEL_CONFLICT "apology" cannot mean not-applicable: it means something else in "complaint" already',
  ],
  [
    'a word that is a number',
    'dontKnow: ["99"]',
    '2:12 LABEL_CONFLICT "99" cannot mean dont-know: it means something else in "recall-time" already',
  ],
  [
    'a word for both states',
    'notApplicable: [x]\ndontKnow: [x]',
    '3:12 LABEL_CONFLICT "x" cannot mean dont-know: it means something else in "notApplicable" already',
  ],
])('refused: %s', (_, text, told) => {
  expect(read(text).told[0]).toBe(told);
});

test.each([
  [
    'what is so anyway',
    'labels: { scales: { agreement: { "5": 5 } } }\nnotApplicable: [not-applicable]',
  ],
  [
    'a number that is a state in one metric',
    'labels: { questions: { recall-time: { "99": dont-know } } }',
  ],
  ['the same number by other digits', 'labels: { questions: { recall-time: { "5.0": 5 } } }'],
])('not refused: %s', (_, text) => {
  expect(read(text).told).toEqual([]);
});

test('a word for a state may be an answer to what the table does not ask', () => {
  const { value } = readMapping(sourceOf('map.yaml', 'pendulum: 1\nnotApplicable: ["99"]'));
  expect(checkMapping(plan, value!, [question('outcomes')])).toEqual([]);
});
