import { expect, test } from 'vitest';
import type { UnitStatistics } from '../../src/result.ts';
import { engagement, unitsOf, type Person } from './people.ts';

// Four five-point questions whose agreement is known (James, Demaree & Wolf's indices in R).
const known: readonly Person[] = [
  ['u', null, 4, 4, 5, 3],
  ['u', null, 4, 5, 5, 4],
  ['u', null, 3, 4, 4, 4],
  ['u', null, 5, 4, 5, 4],
  ['u', null, 4, 4, 4, 2],
  ['u', null, 4, 5, 5, 4],
];

const statistics = (...given: Parameters<typeof unitsOf>): UnitStatistics =>
  unitsOf(...given).get('u')!.statistics!;

test('indices of agreement are the known ones, deviations in points of 100', () => {
  const { agreement } = statistics(known);
  expect(agreement).toMatchObject({
    questions: 4,
    respondents: 6,
    rwgStar: 0.796,
    rwgJ: 0.94,
    isBeyondChance: true,
    slightSkew: { questions: 4, rwgStar: 0.695 },
    awg: { mean: 0.756, questions: 3, without: 1 },
    deviation: { mean: 11.806, median: 9.375, limit: 20.833, isBeyondChance: true },
  });
});

test('people who answer at random agree no more than chance', () => {
  const { agreement } = statistics([
    ['u', null, 1, 5, 2, 4],
    ['u', null, 5, 1, 4, 2],
    ['u', null, 3, 2, 5, 1],
    ['u', null, 2, 4, 1, 5],
    ['u', null, 4, 3, 3, 3],
  ]);
  expect(agreement!.rwgStar).toBeLessThan(0);
  expect(agreement).toMatchObject({ isBeyondChance: false, deviation: { isBeyondChance: false } });
});

test('one respondent agrees with nobody, and has no interval', () => {
  expect(statistics(known.slice(0, 1))).toMatchObject({ agreement: null, interval: null });
});

const counted = (headcount: string) => ({
  engagement: engagement(`[{ id: u, title: U, ${headcount} }]`),
});

const half = { low: expect.any(Number), high: expect.any(Number), level: 0.95 };

test('without headcount, or with a large one, the interval is Student t', () => {
  const open = statistics(known).interval!;
  expect(open).toMatchObject({ ...half, method: 't' });
  expect(open.because).toContain('nobody says');
  const large = statistics(known, counted('headcount: 120')).interval!;
  expect({ ...large, because: '' }).toEqual({ ...open, because: '' });
  expect(large.because).toContain('no more than 5 %');
});

test('with a headcount of which more than 5 % answered, it is narrower', () => {
  const open = statistics(known).interval!;
  const finite = statistics(known, counted('headcount: 8')).interval!;
  expect(finite.method).toBe('finite');
  expect(finite.high - finite.low).toBeCloseTo((open.high - open.low) * Math.sqrt(2 / 8), 2);
});

test('where everybody answered there is nothing around the position', () => {
  const units = unitsOf(known, counted('headcount: 6')).get('u')!;
  const { low, high, method } = units.statistics!.interval!;
  expect([low, high, method]).toEqual([units.position, units.position, 'census']);
});

test('people counted by role are a headcount too', () => {
  const of = (said: string) => unitsOf(known, counted(said)).get('u')!.interval;
  expect(of('roleHeadcounts: { sales: 3, plant: 5 }')).toEqual(of('headcount: 8'));
  expect(of('roleHeadcounts: { sales: 3, plant: 3 }')).toEqual(of('headcount: 6'));
});

test('a headcount of fewer than answered is a mistake, and nothing follows from it', () => {
  const open = unitsOf(known).get('u')!;
  const few = unitsOf(known, counted('headcount: 4')).get('u')!;
  expect(few.interval).toEqual(open.interval);
  expect(few.statistics!.interval).toEqual(open.statistics!.interval);
});

const byRole = known.map(([unit, , ...answers], i): Person => [
  unit,
  i < 3 ? 'sales' : 'plant',
  ...answers,
]);

test('roles with headcounts count by them', () => {
  const { interval, roles } = statistics(
    byRole,
    counted('roleHeadcounts: { sales: 10, plant: 30 }'),
  );
  expect(interval!.method).toBe('strata');
  const [plant, sales] = roles;
  const middle = (30 * plant!.position + 10 * sales!.position) / 40;
  expect((interval!.low + interval!.high) / 2).toBeCloseTo(middle, 2);
});

test.each([
  ['a role nobody answered for', '{ sales: 10, plant: 30, office: 2 }'],
  ['respondents of a role without headcount', '{ sales: 10 }'],
  ['more respondents than there are', '{ sales: 2, plant: 30 }'],
])('%s leaves the strata alone', (_, headcounts) => {
  const { interval } = statistics(byRole, counted(`roleHeadcounts: ${headcounts}`));
  expect(interval!.method).toBe('finite');
});

test('a mean by headcounts does not tell those of hidden roles', () => {
  const headcounts = counted('roleHeadcounts: { sales: 10, plant: 30 }');
  expect(statistics(byRole, { ...headcounts, minGroup: 4 }).interval!.method).toBe('finite');
  expect(statistics(byRole, { ...headcounts, minGroup: 3 }).interval!.method).toBe('strata');
});

test('a hidden unit has no statistics', () => {
  expect(unitsOf(known, { minGroup: 7 }).get('u')!.statistics).toBeNull();
});
