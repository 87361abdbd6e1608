import { expect, test } from 'vitest';
import type { Engagement } from '../../src/answers/engagement.ts';
import { emptyMoments } from '../../src/score/moments.ts';
import { crowdsIn, type Group } from '../../src/tables/groups.ts';
import { shippedPlan } from '../plans.ts';

const plan = shippedPlan('quick-scan');

const group = (
  round: string | null,
  role: string | null,
  market: string | null,
  respondents: number,
  unit = 'bulk',
): Group => ({
  unit,
  round,
  role,
  market,
  moments: () => ({ ...emptyMoments(plan), respondents }),
});

const bulk = { id: 'bulk', title: 'Bulk', roleHeadcounts: new Map([['sales', 4]]) };
const engagement = { units: [bulk, { id: 'gas', title: 'Gas' }] } as unknown as Engagement;

test('more people of a role than there are is said once a unit and round, whatever their markets', () => {
  const groups = [group('q1', 'sales', 'care', 3), group('q1', 'sales', 'gas', 2)];
  expect(crowdsIn(groups, engagement).map(({ code, message }) => [code, message])).toEqual([
    ['ROLE_HEADCOUNT', 'more than 4 answered as "sales" in "bulk", which says it has no more'],
  ]);
});

test('so are more people than a unit has, and more than were invited, all roles together', () => {
  const units = [{ id: 'bulk', title: 'Bulk', headcount: 7, invited: 5 }];
  const of = (people: number) => [group('q1', 'sales', null, people), group('q1', null, null, 4)];
  const said = (people: number) =>
    crowdsIn(of(people), { units } as unknown as Engagement).map(({ message }) => message);
  expect(said(1)).toEqual([]);
  expect(said(2)).toEqual([
    'more than 5 answered in "bulk", though "invited" says that there are no more',
  ]);
  expect(said(4)).toHaveLength(2);
});

test.each<[string, readonly Group[]]>([
  ['as many as there are', [group('q1', 'sales', null, 4)]],
  ['as many in each of two rounds', [group('q1', 'sales', null, 4), group('q2', 'sales', null, 4)]],
  ['a role that nobody counted', [group('q1', 'office', null, 9), group('q1', null, null, 9)]],
  ['a unit that counts no roles', [group('q1', 'sales', null, 9, 'gas')]],
  ['a unit that is not known', [group('q1', 'sales', null, 9, 'north')]],
])('%s is no crowd', (_, groups) => {
  expect(crowdsIn(groups, engagement)).toEqual([]);
});

test('without an engagement nobody says how many there are', () => {
  expect(crowdsIn([group('q1', 'sales', null, 9)], null)).toEqual([]);
});
