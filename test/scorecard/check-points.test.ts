import { expect, test } from 'vitest';
import { read } from '../faults/told.ts';
import { asked, tiny, withQuestion } from '../scorecards.ts';

const said = (text: string) => read(text).map(({ message }) => message);
const scale = (options: string) => tiny('[Disagree, Neither, Agree]', options);
const letters = (count: number) => `[${Array.from('abcdefghijkl').slice(0, count).join(', ')}]`;

test.each([
  [letters(1), ['the answer scale "agreement" has 1 option']],
  [letters(2), []],
  [letters(11), []],
  [letters(12), ['the answer scale "agreement" has 12 options']],
  ['[a, b, a]', ['the answer scale "agreement" has "a" twice']],
  ['[a, A]', []],
])('the answer scale %s', (options, messages) => {
  expect(said(scale(options))).toEqual(messages);
});

const choice = (...options: readonly string[]) =>
  withQuestion(
    asked('q', `choice: [${options.map((each) => `{ label: L, ${each} }`).join(', ')}]`),
  );

test.each([
  [['code: a, customer: 0', 'code: b, customer: 0'], []],
  [['code: a, customer: 0, process: 1', 'code: b, customer: 0, process: 1'], []],
  [['code: a, customer: 0', 'code: a, customer: 1'], ['the choices of "q" have "a" twice']],
  [
    ['code: a, customer: 0', 'code: b, customer: 0, process: 1'],
    ['question "q" has process points for some options only'],
  ],
  [
    ['code: a, customer: 0', 'code: b, process: 1'],
    [
      'question "q" has customer points for some options only',
      'question "q" has process points for some options only',
    ],
  ],
  [['code: a', 'code: b'], ['question "q" has no points']],
])('the choices %j', (options, messages) => {
  expect(said(choice(...options))).toEqual(messages);
});

const metric = (points: string, rest = 'decimals: 1') =>
  withQuestion(asked('q', `side: customer, metric: { unit: h, ${rest}, points: ${points} }`));
const wrong = (why: string) => [`the breakpoints of "q" ${why}`];

test.each([
  ['[[0, 0], [1, 100]]', []],
  ['[[0, 100], [1, 0]]', []],
  ['[[-5, 0], [0, 100], [5, 0]]', []],
  ['[[0, 0], [1, 50], [2, 50], [3, 100]]', []],
  ['[[0, 0], [1, 50], [2, 50], [3, 20]]', []],
  ['[[0, 100], [1, 50], [2, 50], [3, 60]]', wrong('fall and rise again')],
  ['[[0, 0], [1, 60], [2, 20], [3, 60]]', wrong('fall and rise again')],
  ['[[1, 0], [0, 100]]', wrong('do not rise in value')],
  ['[[1, 0], [1, 100]]', wrong('do not rise in value')],
  ['[[0, -1], [1, 100]]', wrong('leave 0 to 100 points')],
  ['[[0, 0], [1, 100.5]]', wrong('leave 0 to 100 points')],
  ['[[0, 50], [1, 50]]', wrong('give every value the same score')],
  ['[[0, 0], [0.25, 100]]', wrong('have more than 1 decimals in a value')],
  ['[[0.1, 0], [0.3, 100]]', []],
])('the breakpoints %s', (points, messages) => {
  expect(said(metric(points))).toEqual(messages);
});

const rising = '[[0, 0], [1, 100]]';
const overflow = (largest: number) => [
  `the values of "q" times 10^decimals reach ${largest}; only 2^26 of them stay exact`,
];
test.each([
  [rising, 'decimals: 1, min: 0, max: 9', []],
  [rising, 'decimals: 1, min: 9, max: 9', wrong('have "min" not below "max"')],
  [rising, 'decimals: 1, min: 9, max: 0', wrong('have "min" not below "max"')],
  [rising, 'decimals: 1, min: 0.25', wrong('have more than 1 decimals in a value')],
  [rising, 'decimals: 0, min: -1000000, max: 1000000', []],
  [rising, 'decimals: 4, max: 6710.8864', []],
  [rising, 'decimals: 4, max: 6710.8865', overflow(67_108_865)],
  [rising, 'decimals: 4, min: -6710.8865', overflow(67_108_865)],
  ['[[0, 0], [1000000, 100]]', 'decimals: 2', overflow(100_000_000)],
])('the metric %s, %s', (points, rest, messages) => {
  expect(said(metric(points, rest))).toEqual(messages);
});
