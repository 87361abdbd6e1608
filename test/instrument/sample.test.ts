import { describe, expect, test } from 'vitest';
import { isTold, unitsTold } from '../../src/instrument/sample.ts';
import { surveyOf, type Survey } from '../../src/score/survey.ts';
import { placed, tally } from '../../src/score/tally.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const plan = shippedPlan('quick-scan');

interface Given {
  readonly id: string;
  readonly parent?: string;
  readonly people: number;
}

function surveyed(given: readonly Given[], minGroup: number | null): Survey {
  const units = given.map((unit) => ({ ...unit, title: unit.id }));
  const sheets = given.flatMap(({ id, people }, i) =>
    seededUnit(plan, i + 1, people).map((sheet) => ({ ...sheet, unit: id })),
  );
  const own = placed(plan, sheets, units, new Map(), null);
  return surveyOf(plan, null, tally(plan, own), units, minGroup);
}

const flat = [
  { id: 'a', people: 12 },
  { id: 'b', people: 3 },
  { id: 'c', people: 9 },
];

describe('of whom numbers are told together', () => {
  const told = (given: readonly Given[], minGroup: number | null) => {
    const found = unitsTold(plan, surveyed(given, minGroup));
    return found === null ? null : [...found];
  };

  test('everybody, where nothing is hidden', () => {
    expect(told(flat, null)).toBeNull();
    expect(told(flat, 3)).toBeNull();
  });

  test('the respondents of the units that are shown', () => {
    expect(told(flat, 5)).toEqual(['a', 'c']);
    expect(told(flat, 13)).toEqual([]);
  });

  test('all of a group that is shown, though its members are not', () => {
    const below = flat.map((unit) => ({ ...unit, parent: 'all' }));
    const tree = [{ id: 'all', people: 0 }, ...below, { id: 'd', people: 2 }];
    expect(new Set(told(tree, 5))).toEqual(new Set(['all', 'a', 'b', 'c']));
  });
});

test.each([
  ['nobody is left', [], true],
  ['three are left', ['b'], false],
  ['three and nine are left', ['b', 'c'], true],
])('a number of everybody beside those of the units: %s', (_, hidden, isFine) => {
  const survey = surveyed(flat, 3);
  const count = (id: string) => flat.find((unit) => unit.id === id)!.people;
  expect(isTold({ ...survey, minGroup: null }, ({ id }) => count(id), new Set(hidden))).toBe(true);
  const least = { ...survey, minGroup: hidden.length === 0 ? 3 : 5 };
  expect(isTold(least, ({ id }) => count(id), new Set(hidden))).toBe(isFine);
});
