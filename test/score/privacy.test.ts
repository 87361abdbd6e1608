import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hiddenUnits, type Countable } from '../../src/score/privacy.ts';

const unit = (id: string, count: number, ...members: readonly string[]) => ({
  id,
  count,
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

test('a hidden group whose members are all shown is not hidden', () => {
  const units = [
    unit('top', 17, 'small', 'g'),
    unit('small', 2),
    unit('g', 15, 'a', 'b'),
    unit('a', 8),
    unit('b', 7),
  ];
  expect([...hiddenUnits(units, 5)]).toEqual([
    ['small', 'small'],
    ['g', 'complement'],
    ['b', 'complement'],
  ]);
});

test("a group's own few respondents are not shown by taking its members away", () => {
  const units = [unit('g', 17, 'a', 'b'), unit('a', 8), unit('b', 7)];
  expect([...hiddenUnits(units, 5)]).toEqual([['b', 'complement']]);
});

test('what is hidden already counts as hidden', () => {
  const units = [unit('all', 20, 'a', 'b'), unit('a', 8), unit('b', 12)];
  expect([...hiddenUnits(units, 5, ['a']).keys()]).toEqual(['a']);
  expect([
    ...hiddenUnits([unit('all', 10, 'a', 'b'), unit('a', 4), unit('b', 6)], 5, ['a']).keys(),
  ]).toEqual(['a', 'b']);
});

/** What follows for somebody who subtracts whatever is known from whatever is known. */
function attack(units: readonly Countable[], hidden: ReadonlySet<string>): readonly number[] {
  const ids = units.map(({ id }) => id);
  const own = (each: Countable) =>
    each.count -
    units.filter(({ id }) => each.members.includes(id)).reduce((sum, { count }) => sum + count, 0);
  const leavesOf = (each: Countable): readonly string[] => [
    ...(own(each) > 0 ? [`${each.id}!`] : []),
    ...units.filter(({ id }) => each.members.includes(id)).flatMap(leavesOf),
  ];
  const size = new Map(units.map((each) => [`${each.id}!`, own(each)]));
  const sets = units.filter(({ id }) => !hidden.has(id)).map((each) => new Set(leavesOf(each)));
  const seen = new Map(sets.map((set) => [[...set].toSorted().join(), set]));
  for (let grown = true; grown;) {
    grown = false;
    for (const a of seen.values()) {
      for (const b of seen.values()) {
        if (a.size <= b.size || ![...b].every((leaf) => a.has(leaf))) continue;
        const rest = new Set([...a].filter((leaf) => !b.has(leaf)));
        const key = [...rest].toSorted().join();
        if (!seen.has(key)) {
          seen.set(key, rest);
          grown = true;
        }
      }
    }
  }
  expect(ids.length).toBeGreaterThan(0);
  return [...seen.values()].map((set) => [...set].reduce((sum, leaf) => sum + size.get(leaf)!, 0));
}

test('no subtraction of what is shown leaves fewer than the least number', () => {
  const leaf = fc.nat(12);
  const group = fc.tuple(fc.nat(3), fc.array(leaf, { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(fc.nat(3), fc.array(group, { minLength: 1, maxLength: 3 }), (top, groups) => {
      const units: Countable[] = [];
      let total = top;
      groups.forEach(([own, leaves], g) => {
        const members = leaves.map((count, i) => unit(`g${g}l${i}`, count));
        const count = own + leaves.reduce((sum, each) => sum + each, 0);
        units.push(unit(`g${g}`, count, ...members.map(({ id }) => id)), ...members);
        total += count;
      });
      units.unshift(unit('top', total, ...groups.map((_, g) => `g${g}`)));
      const hidden = new Set(hiddenUnits(units, 5).keys());
      const found = attack(units, hidden).filter((count) => count > 0 && count < 5);
      expect(found).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
