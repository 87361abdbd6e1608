import { expect, test } from 'vitest';
import { read, refused, told, type Variant } from '../faults/told.ts';
import { asked, scorecard, tiny, withQuestion } from '../scorecards.ts';

/** Messages in the order in which they are told. */
const said = (text: string) => read(text).map(({ message }) => message);
const market = '{ id: m, title: M, target: { customer: 1, process: 1 }, because: b }';
const factor = (id: string) => `{ id: ${id}, ask: A, side: customer, weight: 1 }`;

test.each([
  ['dimension', tiny('questions:', '  - { id: direction, title: D }\nquestions:'), 9],
  ['question', withQuestion(asked('p1', 'tradeOff: { process: P, customer: C }')), 12],
  ['market', `${tiny()}markets:\n  - ${market}\n  - ${market}\n`, 14],
  [
    'supply mode',
    `${tiny()}supplyModes:\n${'  - { id: m, title: M, shift: 1, because: b }\n'.repeat(2)}`,
    14,
  ],
  [
    'context factor',
    `${tiny()}context:\n  level: 50\n  factors:\n    - ${factor('f')}\n    - ${factor('f')}\n`,
    16,
  ],
])('%s ids must differ', (what, text, line) => {
  const { length } = said(text);
  expect(length).toBe(1);
  expect(said(text)[0]).toMatch(
    new RegExp(`^the ${what} id ".*" is already used on line ${line}$`),
  );
});

const zones = (...lines: readonly string[]) =>
  `${tiny()}zones:\n${lines.map((each) => `  - { title: Z, ${each} }`).join('\n')}\n`;
const referring = (test: string) => tiny('ask: P,', `ask: P, when: { ${test} },`);

/** One fault that makes something unreadable is not also the fault of missing it. */
const alone: readonly Variant[] = [
  refused('a side', tiny('side: customer', 'side: left'), 'SHAPE', 'left'),
  refused(
    'a way to answer',
    withQuestion(asked('q', 'side: customer, yesNo: 1')),
    'SHAPE',
    '1 }',
    'yesNo',
  ),
  refused('a question', tiny('id: c1', 'id: C1'), 'ID_FORMAT', 'C1'),
  refused('its dimension', tiny('dimension: direction', 'dimension: flow'), 'UNKNOWN_REF', 'flow'),
  refused('a zone', zones('id: a, from: -100, to: x', 'id: b, from: 0, to: 100'), 'NUMBER', 'x }'),
  refused('a dimension', tiny('title: Direction', 'title: []'), 'SHAPE', '[]'),
  refused(
    'a question that a condition names',
    referring('answer: { c1: { is: "1" } }').replace('ask: C,', 'ask: [],'),
    'SHAPE',
    '[]',
  ),
  refused(
    'a market that a condition names',
    `${referring('market: { is: m }')}markets:\n  - ${market.replace('1 }', '101 }')}\n`,
    'NUMBER',
    '101',
  ),
];

test.each(alone)('unreadable is one fault, not two: %s', (_, text, ...expected) => {
  expect(told(read(text))).toEqual(expected);
});

const kinds = 'question "q" says answerScale, yesNo, which exclude each other';
test.each([
  ['side: customer', 'question "q" does not say how it is answered'],
  ['side: customer, answerScale: agreement, yesNo: {}', kinds],
  ['answerScale: agreement', 'question "q" has no side'],
  ['yesNo: {}', 'question "q" has no side'],
  [
    'side: process, tradeOff: { process: P, customer: C }',
    'question "q" is a stated lean and has no side',
  ],
  [
    'side: process, allocation: { process: P, customer: C }',
    'question "q" is a stated lean and has no side',
  ],
  [
    'side: process, choice: [{ code: a, label: A, process: 1 }, { code: b, label: B, process: 2 }]',
    'question "q" gives its points by option and has no side',
  ],
  ['choice: [{ code: a, label: A }, { code: b, label: B }]', 'question "q" has no points'],
  ['side: process, reversed: true, yesNo: {}', 'question "q" cannot be reversed'],
])('a question that says %s', (rest, message) => {
  expect(said(withQuestion(asked('q', rest)))).toEqual([message]);
});

test('a trade-off needs no wording, all else does', () => {
  const bare = (rest: string) => withQuestion(`  - { id: q, dimension: direction, ${rest} }`);
  expect(said(bare('tradeOff: { process: P, customer: C }'))).toEqual([]);
  expect(said(bare('side: customer, yesNo: {}'))).toEqual(['the key "ask" is missing']);
});

test('a choice that feeds both sides makes both poles', () => {
  const both =
    'choice: [{ code: a, label: A, customer: 0, process: 100 }, { code: b, label: B, customer: 100, process: 0 }]';
  expect(said(scorecard({ questions: asked('q', both) }))).toEqual([]);
  expect(
    said(scorecard({ questions: asked('q', both.replaceAll(/, process: \d+/g, '')) })),
  ).toEqual(['dimension "direction" has no process question']);
});

test.each([
  [
    'of all dimensions',
    tiny('title: Direction', 'title: D, weight: 0'),
    'the weights of the dimensions add up to 0',
  ],
  [
    'of one side',
    tiny('ask: P,', 'ask: P, weight: 0,'),
    'the weights of the process questions of "direction" add up to 0',
  ],
])('weights %s', (_, text, message) => {
  expect(said(text)).toEqual([message]);
});

test('a zone may be told in any words, but each score has one', () => {
  expect(said(zones('id: all, from: -100, to: 100'))).toEqual([]);
  expect(said(zones('id: b, from: 0, to: 100', 'id: a, from: -100, to: 0'))).toEqual([
    'no zone covers -100 to 0',
    'the zone "a" overlaps -100 to 100',
  ]);
});
