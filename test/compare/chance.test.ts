import { describe, expect, test } from 'vitest';
import { chanceOf } from '../../src/compare/chance.ts';

/** Positions of respondents r<first>, r<first + 1> and so on, in points. */
const people = (first: number, ...positions: readonly number[]) =>
  new Map(positions.map((position, i) => [`r${first + i}`, position * 1000]));

const [before, after] = [
  [0, 10, -20, 30, 5],
  [12, 25, -5, 41, 19],
];

test('the same people are compared with themselves', () => {
  expect(chanceOf(people(0, ...before), people(0, ...after), null)).toMatchObject({
    method: 'paired',
    respondents: { from: 5, to: 5 },
    difference: 13.4,
    df: 4,
    verdict: 'change',
  });
});

test('other people are two sets of people, and the same swing may be chance', () => {
  expect(chanceOf(people(0, ...before), people(50, ...after), null)).toMatchObject({
    method: 'welch',
    respondents: { from: 5, to: 5 },
    difference: 13.4,
    verdict: 'chance',
  });
});

test.each([
  ['half of the smaller round', people(0, 0, 10, 5, 8), people(2, 5, 9, 20, 31, 40), 'paired'],
  ['less than half', people(0, 0, 10, 5, 8, 9), people(3, 5, 9, 20, 31, 40), 'welch'],
  ['one of one', people(0, 1), people(0, 2), undefined],
  ['one beside one', people(0, 1, 4), people(1, 2, 8), 'welch'],
  ['nobody', people(0), people(0, 2, 3), undefined],
])('%s', (_, from, to, method) => {
  expect(chanceOf(from, to, null)?.method).toBe(method);
});

describe('where small groups are hidden', () => {
  const many = [0, 10, -20, 30, 5, 7, -3];

  test.each([
    ['all the same people', people(0, ...many), people(0, ...many.toReversed()), 'paired'],
    ['one who came', people(0, ...many.slice(1)), people(0, ...many), 'welch'],
    ['one who left, one who came', people(0, ...many), people(1, ...many), 'welch'],
    ['five who came', people(0, ...many.slice(2)), people(0, ...many, 1, 2, 3), 'paired'],
    ['fewer pairs than are shown', people(0, 1, 5, 2, 8), people(0, 2, 9, 3, 0), 'welch'],
  ])('%s', (_, from, to, method) => {
    expect(chanceOf(from, to, 5)?.method).toBe(method);
  });
});
