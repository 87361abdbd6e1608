import { expect, test } from 'vitest';
import { at, read, told } from '../faults/told.ts';
import { asked, withQuestion } from '../scorecards.ts';

const stated = 'tradeOff: { process: P, customer: C }';
const metric = 'metric: { unit: h, decimals: 0, points: [[0, 0], [1, 100]] }';
const choice = 'choice: [{ code: a, label: A, customer: 0 }, { code: b, label: B, customer: 100 }]';

/** A question of each kind, and a last one that is asked on a condition. */
const on = (condition: string) =>
  withQuestion(
    asked('yes', 'side: customer, yesNo: {}'),
    asked('rate', `side: customer, ${metric}`),
    asked('path', choice),
    asked('trade', stated),
    asked('split', 'allocation: { customer: C, process: P }'),
    asked('last', `${stated}, when: ${condition}`),
  );

const said = (text: string) => read(text).map(({ message, hint }) => `${message} | ${hint}`);
const senseless = (id: string, why: string, hint: string) =>
  `the condition on "${id}" makes no sense: ${why} | ${hint}`;

test.each([
  '{ answer: { c1: { is: "1", in: ["2", "3"] } } }',
  '{ answer: { c1: { gte: 1, lt: 3 } } }',
  '{ answer: { yes: { in: ["yes", partly, "no"] } } }',
  '{ answer: { rate: { gt: 0.5 } } }',
  '{ answer: { path: { is: a } } }',
  '{ answer: { trade: { is: "-3" } } }',
  '{ answer: { trade: { gte: 0 } } }',
  '{ answer: { split: { answered: false } } }',
  '{ market: { is: anything }, role: { in: [a, b] }, unit: { is: u } }',
  '{ not: { any: [{ role: { is: a } }, { all: [{ unit: { is: u } }] }] } }',
])('%s is sound', (condition) => {
  expect(said(on(condition))).toEqual([]);
});

test.each([
  [
    '{ answer: { c1: {} } }',
    senseless('c1', 'nothing is compared', 'use is, in, gte, answered ...'),
  ],
  [
    '{ answer: { c1: { is: "4" } } }',
    senseless('c1', '"4" is not one of its answers', 'its answers are 1, 2, 3'),
  ],
  [
    '{ answer: { yes: { in: ["yes", maybe] } } }',
    senseless('yes', '"maybe" is not one of its answers', 'its answers are yes, partly, no'),
  ],
  [
    '{ answer: { yes: { gte: 1 } } }',
    senseless('yes', 'its answers have no order', 'use is or in'),
  ],
  [
    '{ answer: { path: { lt: 1 } } }',
    senseless('path', 'its answers have no order', 'use is or in'),
  ],
  [
    '{ answer: { rate: { is: "1" } } }',
    senseless('rate', 'a metric is compared by size', 'use gte, gt, lte, lt'),
  ],
  [
    '{ answer: { split: { gt: 1 } } }',
    senseless('split', 'an allocation can only be "answered"', 'use answered: true'),
  ],
  [
    '{}',
    'the condition is too large: it is empty | split the question, or ask a simpler one first',
  ],
])('%s makes no sense', (condition, message) => {
  expect(said(on(condition))).toEqual([message]);
});

const many = (count: number) =>
  `{ any: [${Array.from({ length: count }, () => '{ unit: { is: u } }').join(', ')}] }`;
const deep = (levels: number) =>
  `${'{ not: '.repeat(levels)}{ unit: { is: u } }${' }'.repeat(levels)}`;

test.each([
  [many(199), []],
  [many(200), ['COND_SIZE']],
  [deep(15), []],
  [deep(16), ['COND_SIZE']],
])('size is limited (%#)', (condition, codes) => {
  expect(read(on(condition)).map(({ code }) => code)).toEqual(codes);
});

test('a condition over several lines is told at the word that is wrong', () => {
  const text = withQuestion(
    '  - id: q',
    '    dimension: direction',
    '    tradeOff: { process: P, customer: C }',
    '    when:',
    '      any:',
    '        - role: { is: sales }',
    '        - all:',
    '            - answer: { c1: { is: "1" } }',
    '            - answer:',
    '                p1: { is: "9" }',
    '        - answer: { x1: { is: "1" } }',
  );
  expect(told(read(text))).toEqual([
    `COND_TYPE ${at(text, 'p1', 'answer:\n')}`,
    `UNKNOWN_REF ${at(text, 'x1')}`,
  ]);
});

/** Questions with the questions that their conditions look at. */
const graph = (edges: Readonly<Record<string, readonly string[]>>) =>
  withQuestion(
    ...Object.entries(edges).map(([id, targets]) => {
      const tests = targets.map((each) => `${each}: { answered: true }`).join(', ');
      return asked(id, targets.length === 0 ? stated : `${stated}, when: { answer: { ${tests} } }`);
    }),
  );
const loops = (edges: Readonly<Record<string, readonly string[]>>) =>
  read(graph(edges)).map(({ message }) => message.replace(/^.*: /, ''));

test.each([
  [{ a: ['c1'], b: ['a', 'c1'], c: ['a', 'b'] }, []],
  [{ a: ['a'] }, ['a -> a']],
  [{ a: ['b'], b: [] }, ['a -> b']],
  [{ a: ['b'], b: ['a'] }, ['a -> b -> a']],
  [{ a: ['b'], b: ['c'], c: ['a'], d: ['a'] }, ['a -> b -> c -> a']],
  [{ z: ['a'], a: ['b'], b: ['a'] }, ['z -> a', 'a -> b -> a']],
  [{ a: ['b', 'c'], b: ['c'], c: ['b'] }, ['a -> b', 'b -> c -> b']],
  [{ a: ['b'], b: ['a'], c: ['d'], d: ['c'] }, ['a -> b -> a', 'c -> d -> c']],
])('%j: %j', (edges, expected) => {
  expect(loops(edges)).toEqual(expected);
});

test('two thousand questions that each look at the next nine take seconds at most', () => {
  const edges = Object.fromEntries(
    Array.from({ length: 1990 }, (_, i) => [
      `q${i}`,
      i < 1980 ? Array.from({ length: 9 }, (_, k) => `q${i + k + 1}`) : [],
    ]),
  );
  const start = performance.now();
  expect(loops(edges)).toHaveLength(1980);
  // It took half a minute when every question was searched for a loop.
  expect(performance.now() - start).toBeLessThan(15_000);
});
