import { expect, test } from 'vitest';
import { hiddenUnits, shownRoles } from '../../src/score/privacy.ts';

const unit = (id: string, scored: number, ...members: readonly string[]) => ({
  id,
  scored,
  members,
});

test('small units are hidden, and nothing where no least number is asked for', () => {
  const units = [unit('a', 4), unit('b', 5)];
  expect([...hiddenUnits(units, 5)]).toEqual([['a', 'small']]);
  expect(hiddenUnits(units, null).size).toBe(0);
});

test('the next smallest member is hidden where group minus members would show a small one', () => {
  const units = [unit('all', 24, 'a', 'b', 'c'), unit('a', 3), unit('b', 12), unit('c', 9)];
  expect([...hiddenUnits(units, 5)]).toEqual([
    ['a', 'small'],
    ['c', 'complement'],
  ]);
});

test('hidden members that are enough together need no other', () => {
  const units = [unit('all', 18, 'a', 'b', 'c'), unit('a', 3), unit('b', 4), unit('c', 11)];
  expect([...hiddenUnits(units, 5).keys()]).toEqual(['a', 'b']);
});

test('a member that nobody answered in gives nothing away', () => {
  const units = [unit('all', 12, 'a', 'b'), unit('a', 0), unit('b', 12)];
  expect([...hiddenUnits(units, 5)]).toEqual([['a', 'small']]);
});

const roles = (counts: Record<string, number>) => new Map(Object.entries(counts));

test.each([
  [{ sales: 6, operations: 7 }, 13, { sales: 6, operations: 7 }],
  [{ sales: 6, operations: 3, support: 2 }, 11, { sales: 6, other: 5 }],
  [{ sales: 6, operations: 3 }, 9, {}],
  [{ sales: 6, operations: 8, support: 2 }, 16, { operations: 8, other: 8 }],
  [{ sales: 6 }, 8, {}],
])('roles %o of %d are shown as %o', (given, respondents, expected) => {
  expect(Object.fromEntries(shownRoles(roles(given), respondents, 5))).toEqual(expected);
});

test('without a least number roles are shown as they are', () => {
  expect(shownRoles(roles({ sales: 1 }), 1, null)).toEqual(roles({ sales: 1 }));
});
