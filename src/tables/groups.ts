import type { Engagement, EngagementUnit } from '../answers/engagement.ts';
import type { Plan } from '../plan/types.ts';
import { merge, type Moments } from '../score/moments.ts';
import { sortedNaturally } from '../score/rounds.ts';
import { storeOf, type Store } from '../score/store.ts';
import type { Tallies } from '../score/survey.ts';
import { increment, marketsFor, type Tally } from '../score/tally.ts';
import type { GroupOf } from './collect.ts';

/** Respondents of a unit who have all that conditions and pooling look at in common. */
export interface Group extends GroupOf {
  readonly moments: () => Moments;
}

/** What one reader of rows has added up; plain data, so that another thread can hand it over. */
export interface Totals {
  readonly groups: readonly GroupOf[];
  readonly pages: Store['pages'];
}

const keyOf = ({ unit, round, role, market }: GroupOf): string =>
  JSON.stringify([unit, round, role, market]);

/** The groups of all readers with their moments; one reader's are as they stand. */
export function groupsIn(plan: Plan, totals: readonly Totals[]): readonly Group[] {
  const [first, ...others] = totals.toSorted((a, b) => b.groups.length - a.groups.length);
  if (first === undefined) return [];
  const store = storeOf(plan, { pages: first.pages, size: first.groups.length });
  const all = [...first.groups];
  const numbers = others.some(({ groups }) => groups.length > 0)
    ? new Map(all.map((group, i) => [keyOf(group), i]))
    : new Map<string, number>();
  for (const { groups, pages } of others) {
    for (const [i, group] of groups.entries()) {
      const key = keyOf(group);
      const known = numbers.get(key);
      if (known === undefined) all.push(group);
      const number = known ?? store.open();
      numbers.set(key, number);
      store.join(number, pages, i);
    }
  }
  return all.map((group, i) => ({ ...group, moments: () => store.read(i) }));
}

const grouped = <T, K>(list: readonly T[], keyOf: (each: T) => K): ReadonlyMap<K, T[]> => {
  const found = new Map<K, T[]>();
  for (const each of list) {
    const own = found.get(keyOf(each));
    if (own === undefined) found.set(keyOf(each), [each]);
    else own.push(each);
  }
  return found;
};

/** The groups of each round; null for rows that name none. */
export const byRound = (groups: readonly Group[]): ReadonlyMap<string | null, readonly Group[]> =>
  grouped(groups, ({ round }) => round);

/** The units of some groups, as the engagement knows them or as the groups imply them. */
export function unitsIn(
  groups: readonly Group[],
  engagement: Engagement | null,
): readonly EngagementUnit[] {
  if (engagement !== null) return engagement.units;
  const ids = sortedNaturally([...new Set(groups.map(({ unit }) => unit))], (id) => id);
  return ids.map((id) => ({ id, title: id }));
}

function tallyOf(plan: Plan, own: readonly Group[], unit: EngagementUnit): Tally {
  const markets = new Map<string, number>();
  const roles = new Map<string | null, Moments[]>();
  for (const { role, market, moments } of own) {
    const read = moments();
    const list = roles.get(role) ?? [];
    roles.set(role, list);
    list.push(read);
    for (const name of marketsFor(market, unit, null)) {
      increment(markets, name, read.respondents);
    }
  }
  const merged = [...roles].map(
    ([role, list]) => [role, list.length === 1 ? list[0]! : merge(plan, list)] as const,
  );
  return { roles: new Map(merged), markets };
}

/** What the groups of a round add up to by unit, put together when it is asked for. */
export function talliesOf(
  plan: Plan,
  groups: readonly Group[],
  units: readonly EngagementUnit[],
): Tallies {
  const byUnit = grouped(groups, ({ unit }) => unit);
  const known = new Map(units.map((unit) => [unit.id, unit]));
  // A unit is asked for several times in a row.
  let last: { readonly id: string; readonly tally: Tally } | null = null;
  return {
    get: (id) => {
      if (last?.id === id) return last.tally;
      const own = byUnit.get(id);
      if (own === undefined) return undefined;
      last = { id, tally: tallyOf(plan, own, known.get(id)!) };
      return last.tally;
    },
  };
}
