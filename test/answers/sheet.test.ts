import { expect, test } from 'vitest';
import { readSheet, linesOf, scorecardOf } from '../../src/answers/sheet.ts';
import {
  Answered,
  DontKnow,
  NotApplicable,
  Unanswered,
  type Sheet,
} from '../../src/answers/types.ts';
import { sourceOf } from '../../src/source/source.ts';
import { shippedPlan } from '../plans.ts';

const plan = shippedPlan('industrial-gases');
const index = (id: string) => plan.questions.findIndex((question) => question.id === id);

const head = `pendulum: 1
scorecard: industrial-gases@1.0.0
unit: bulk-north
round: 2026-q4
respondent: r07
role: operations
`;

function read(answers: string, start = head) {
  const { value, problems } = readSheet(plan, sourceOf('r07.yaml', `${start}answers:\n${answers}`));
  return { sheet: value as Sheet, problems, codes: problems.map(({ code }) => code) };
}

function answerTo(id: string, text: string): readonly [number, number] | string {
  const { sheet, codes } = read(`  ${id}: ${text}`);
  if (codes.length > 0) return codes.join();
  return [sheet.answers.state[index(id)]!, sheet.answers.value[index(id)]!];
}

test('a sheet says who, from where and when', () => {
  const { sheet, codes } = read('  named-customer-outcomes: 4\n');
  expect(codes).toEqual([]);
  expect(sheet).toMatchObject({
    unit: 'bulk-north',
    round: '2026-q4',
    respondent: 'r07',
    role: 'operations',
    market: null,
    file: 'r07.yaml',
  });
});

test.each([
  ['named-customer-outcomes', '4', [Answered, 3]],
  ['named-customer-outcomes', '"4"', [Answered, 3]],
  ['named-customer-outcomes', '', [Unanswered, 0]],
  ['named-customer-outcomes', '~', [Unanswered, 0]],
  ['named-customer-outcomes', 'null', [Unanswered, 0]],
  ['named-customer-outcomes', 'not-applicable', [NotApplicable, 0]],
  ['named-customer-outcomes', 'dont-know', [DontKnow, 0]],
  ['named-customer-outcomes', '{ answer: 2, note: Often }', [Answered, 1]],
  ['named-customer-outcomes', '{ note: Cannot say }', [Unanswered, 0]],
  ['named-customer-outcomes', '{ answer: dont-know, note: x }', [DontKnow, 0]],
  ['named-customer-outcomes', '0', 'ANSWER_RANGE'],
  ['named-customer-outcomes', '6', 'ANSWER_RANGE'],
  ['named-customer-outcomes', '3.0', 'ANSWER_RANGE'],
  ['named-customer-outcomes', '"3 "', 'ANSWER_RANGE'],
  ['named-customer-outcomes', '٣', 'ANSWER_RANGE'],
  ['named-customer-outcomes', '３', 'ANSWER_RANGE'],
  ['named-customer-outcomes', 'Agree', 'ANSWER_RANGE'],
  ['named-customer-outcomes', 'true', 'ANSWER_RANGE'],
  ['named-customer-outcomes', '[3]', 'ANSWER_RANGE'],
  ['named-customer-outcomes', '{ customer: 50 }', 'ANSWER_RANGE'],
  ['strategy-through-processes', '0', [Answered, 0]],
  ['on-time-in-full', '96.4', [Answered, 964]],
  ['on-time-in-full', '96', [Answered, 960]],
  ['on-time-in-full', '0', [Answered, 0]],
  ['on-time-in-full', '-0', [Answered, 0]],
  ['on-time-in-full', '96.45', 'ANSWER_RANGE'],
  ['on-time-in-full', '100.1', 'ANSWER_RANGE'],
  ['on-time-in-full', '9e1', 'ANSWER_RANGE'],
  ['on-time-in-full', '96,4', 'ANSWER_RANGE'],
  ['on-time-in-full', '.inf', 'ANSWER_RANGE'],
  ['net-promoter-score', '-20', [Answered, -20]],
  ['schedule-or-customer', '-3', [Answered, 0]],
  ['schedule-or-customer', '3', [Answered, 6]],
  ['schedule-or-customer', '+3', 'ANSWER_RANGE'],
  ['attention', '{ customer: 50, process: 40, other: 10 }', [Answered, 10_000]],
  ['attention', '{ customer: 33.3, process: 33.3, other: 33.3 }', [Answered, 0]],
  ['attention', '{ customer: 60, process: 40 }', [Answered, 20_000]],
  ['attention', '{ answer: { customer: 60, process: 40 }, note: x }', [Answered, 20_000]],
  ['attention', '{ customer: 60, process: 41 }', 'ANSWER_RANGE'],
  ['attention', '{ customer: 60 }', 'MISSING_KEY'],
  ['attention', '{ customer: 60, process: 40, others: 0 }', 'UNKNOWN_KEY'],
  ['attention', '50', 'ANSWER_RANGE'],
] as const)('%s: %s', (id, text, expected) => {
  expect(answerTo(id, text)).toEqual(expected);
});

test('an answer of any length is shown shortened', () => {
  const [refused] = read(`  on-time-in-full: ${'x'.repeat(900_000)}`).problems;
  expect(refused!.message).toBe(`"${'x'.repeat(500)}" is no answer to "on-time-in-full"`);
});

test('a yes without the evidence it asks for counts as partly, and is remembered', () => {
  const id = 'valuable-customer-list';
  const bare = read(`  ${id}: yes`);
  expect(bare.sheet.answers.value[index(id)]).toBe(1);
  expect(bare.sheet.unproven).toEqual([index(id)]);
  const empty = read(`  ${id}: { answer: yes, note: "  " }`);
  expect(empty.sheet.answers.value[index(id)]).toBe(1);
  const proven = read(`  ${id}: { answer: yes, note: Reviewed in May. }`);
  expect(proven.sheet.answers.value[index(id)]).toBe(0);
  expect(proven.sheet.unproven).toEqual([]);
  expect(proven.sheet.notes.get(index(id))).toBe('Reviewed in May.');
});

test('remarks are kept as they were written, control characters and all', () => {
  const { sheet, codes } = read(
    '  named-customer-outcomes: { answer: 4, note: "\\e[31m\\u202Ex" }',
  );
  expect(codes).toEqual([]);
  expect(sheet.notes.get(index('named-customer-outcomes'))).toBe('\u001b[31m\u202ex');
});

test('everything wrong is reported at its place, and the rest is read', () => {
  const { sheet, problems } = read(
    '  named-customer-outcomes: 9\n  named-customer-outcome: 3\n  leaders-with-customers: 2\n',
  );
  expect(problems.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([
    ['ANSWER_RANGE', 8, 28],
    ['UNKNOWN_REF', 9, 3],
  ]);
  expect(problems[1]?.hint).toBe('did you mean "named-customer-outcomes"?');
  expect(sheet.answers.value[index('leaders-with-customers')]).toBe(1);
});

test.each([
  ['industrial-gases', []],
  ['industrial-gases@1.0.0', []],
  ['industrial-gases@2.0.0', ['SCORECARD_MISMATCH']],
  ['quick-scan@1.0.0', ['SCORECARD_MISMATCH']],
])('answers for %s', (name, expected) => {
  const start = head.replace('industrial-gases@1.0.0', name);
  expect(read('  leaders-with-customers: 2\n', start).codes).toEqual(expected);
});

test.each([
  ['unit: bulk-north', 'unit: Bulk North', 'ID_FORMAT'],
  ['unit: bulk-north\n', '', 'MISSING_KEY'],
  ['respondent: r07', 'respondent: "a\\tb\\u0007"', 'CONTROL_CHAR'],
  ['pendulum: 1', 'pendulum: 2', 'FORMAT_VERSION'],
  ['role: operations', 'roll: operations', 'UNKNOWN_KEY'],
])('%s written as %s', (from, to, code) => {
  expect(read('  leaders-with-customers: 2\n', head.replace(from, to)).codes).toEqual([code]);
});

test('an NDJSON file is a sheet a line, with the line in every message', () => {
  const line = (respondent: string, answer: number) =>
    JSON.stringify({
      pendulum: 1,
      scorecard: 'industrial-gases@1.0.0',
      unit: 'u',
      respondent,
      answers: { 'leaders-with-customers': answer },
    });
  const file = sourceOf('all.ndjson', `${line('a', 1)}\r\n\n${line('b', 9)}\n`);
  const sheets = linesOf(file).map((source) => readSheet(plan, source));
  expect(sheets.map(({ value }) => value?.respondent)).toEqual(['a', 'b']);
  expect(sheets[1]!.problems[0]).toMatchObject({ code: 'ANSWER_RANGE', place: { line: 3 } });
  expect(scorecardOf(linesOf(file)[0]!)).toBe('industrial-gases@1.0.0');
});
