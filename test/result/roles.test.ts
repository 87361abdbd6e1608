import { expect, test } from 'vitest';
import { engagement, unitsOf, type Person } from './people.ts';

/** So many of a role, who all give some answers, the last of them others. */
const group = (
  unit: string,
  role: string | null,
  count: number,
  answers: readonly number[],
  last: readonly number[] = answers,
): readonly Person[] =>
  Array.from({ length: count }, (_, i) => [unit, role, ...(i === count - 1 ? last : answers)]);

const rolesIn = (unit: string, ...given: Parameters<typeof unitsOf>) =>
  unitsOf(...given).get(unit)!.statistics!.roles;

const shown = (unit: string, ...given: Parameters<typeof unitsOf>) =>
  rolesIn(unit, ...given).map(({ role, count }) => `${role} ${count}`);

const sales = group('u', 'sales', 6, [4, 5, 2, 3], [3, 4, 1, 2]);
const plant = group('u', 'plant', 7, [2, 3, 4, 5], [1, 2, 3, 4]);

test('roles have their own leanings, dimensions and questions', () => {
  const [first, second] = rolesIn('u', [...sales, ...plant], { minGroup: 5 });
  expect(first).toEqual({
    role: 'plant',
    count: 7,
    customer: 33.929,
    process: 83.929,
    position: -50,
    dimensions: [{ id: 'one', customer: 33.929, process: 83.929 }],
    questions: [
      { id: 'c1', mean: 21.429 },
      { id: 'c2', mean: 46.429 },
      { id: 'p1', mean: 71.429 },
      { id: 'p2', mean: 96.429 },
    ],
  });
  expect(second).toMatchObject({ role: 'sales', count: 6, position: 50 });
});

test('how far roles are apart is the difference of what they say, widest first', () => {
  const { roles, gaps } = unitsOf([...sales, ...plant]).get('u')!.statistics!;
  const [low, high] = roles;
  expect(gaps[0]).toEqual({
    of: { kind: 'unit', id: null, measure: 'position' },
    from: 'sales',
    to: 'plant',
    points: high!.position - low!.position,
  });
  expect(gaps.map(({ points }) => points)).toEqual(
    gaps.map(({ points }) => points).toSorted((a, b) => b - a),
  );
  const side = gaps.find(({ of }) => of.kind === 'dimension' && of.measure === 'process');
  expect(side).toMatchObject({ of: { id: 'one' }, from: 'plant', to: 'sales' });
  expect(gaps.some(({ of }) => of.id === 'p2' && of.measure === 'mean')).toBe(true);
});

test('where nothing is hidden, one person is no role', () => {
  const one = group('u', 'head', 1, [1, 1, 1, 1]);
  expect(shown('u', [...sales, ...one])).toEqual(['sales 6']);
  expect(shown('u', [...sales, ...one, ...one])).toEqual(['head 2', 'sales 6']);
});

test('a small role is hidden, and what it follows from', () => {
  const few = group('u', 'head', 3, [1, 2, 3, 4], [2, 2, 2, 2]);
  expect(shown('u', [...sales, ...plant], { minGroup: 5 })).toEqual(['plant 7', 'sales 6']);
  expect(shown('u', [...sales, ...plant, ...few], { minGroup: 5 })).toEqual(['plant 7']);
  const unnamed = few.map(([unit, , ...answers]): Person => [unit, null, ...answers]);
  expect(shown('u', [...sales, ...plant, ...unnamed], { minGroup: 5 })).toEqual(['plant 7']);
});

test('a role of the group is hidden where it gives a small one of a unit away', () => {
  const known = engagement(
    '[{ id: all, title: All }, { id: u, title: U, parent: all }, { id: v, title: V, parent: all }]',
  );
  const other = group('v', 'plant', 12, [2, 3, 4, 5], [1, 2, 3, 4]);
  const few = group('v', 'sales', 3, [1, 2, 3, 4], [2, 2, 2, 2]);
  const people = [...sales, ...plant, ...other, ...few];
  const of = (unit: string) => shown(unit, people, { minGroup: 5, engagement: known });
  expect(of('v')).toEqual([]);
  expect([...of('all'), ...of('u')]).toEqual(['plant 19', 'sales 9']);
});

test('a question that few of a role answered is not shown of it', () => {
  const silent = plant.map(([unit, role, ...answers], i): Person => [
    unit,
    role,
    ...answers.slice(0, 3),
    i < 3 ? 4 : 0,
  ]);
  const roles = rolesIn('u', [...sales, ...silent], { minGroup: 5 });
  const questions = roles.map((each) => each.questions.map(({ id }) => id));
  // Beside the side of sales, p1 would tell p2 of sales, and that would tell what is left of the unit:
  // a side and its questions are shown together or not at all.
  expect(questions).toEqual([
    ['c1', 'c2'],
    ['c1', 'c2'],
  ]);
  expect(roles.flatMap(({ dimensions }) => dimensions.map(({ process }) => process))).toEqual([
    null,
    null,
  ]);
});

test('a few who all say the same are not shown to do so, nor what it follows from', () => {
  const same = group('u', 'plant', 7, [2, 3, 4, 5], [1, 2, 3, 5]);
  const ids = (people: readonly Person[]) =>
    rolesIn('u', people, { minGroup: 5 }).map((each) => each.questions.map(({ id }) => id));
  expect(ids([...sales, ...plant])).toEqual([
    ['c1', 'c2', 'p1', 'p2'],
    ['c1', 'c2', 'p1', 'p2'],
  ]);
  // Without p2 of sales it is what is left of the unit; without p1 of plant, of its side.
  expect(ids([...sales, ...same])).toEqual([
    ['c1', 'c2'],
    ['c1', 'c2'],
  ]);
  expect(ids([...sales, ...same, ...same])[0]).toContain('p2');
});

test('a side of a few who all stand alike is hidden with another, or their leaning would tell it', () => {
  const of = (role: string, count: number, last: readonly number[]) =>
    group('u', role, count, [2, 4, 4, 2], last);
  // Everybody in the plant has a customer side of 50, in one dimension: the leaning says so as well.
  const people = [...of('sales', 12, [5, 5, 1, 1]), ...of('plant', 6, [4, 2, 1, 1])];
  expect(shown('u', people, { minGroup: 5 })).toEqual([]);
});
