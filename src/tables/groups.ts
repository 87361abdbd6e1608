import type { Engagement, EngagementUnit } from '../answers/engagement.ts';
import { countsOf } from '../answers/units.ts';
import type { Plan } from '../plan/types.ts';
import { problem, type Problem } from '../problem.ts';
import { briefsIn, type Briefs } from '../score/brief-store.ts';
import { merge, type Moments } from '../score/moments.ts';
import { inNaturalOrder } from '../score/rounds.ts';
import { momentsIn, type Pages } from '../score/store.ts';
import type { Tallies } from '../score/survey.ts';
import { increment, marketsFor, type Tally } from '../score/tally.ts';
import type { FactConflict, GroupOf } from './collect.ts';

/** Respondents of a unit who have round, role and market in common. */
export interface Group extends GroupOf {
  readonly moments: () => Moments;
}

/** Respondents of a unit of whom only brief moments are kept. */
export interface BriefGroup extends GroupOf {
  /** Its number among those that have been kept together. */
  readonly number: number;
  readonly kept: Briefs;
}

/** What one reader of rows has added up; plain data, so that another thread can hand it over. */
export interface Totals {
  readonly groups: readonly GroupOf[];
  readonly pages: Pages;
}

const grouped = <T, K>(list: readonly T[], keyOf: (each: T) => K): ReadonlyMap<K, T[]> => {
  const found = new Map<K, T[]>();
  for (const each of list) {
    const key = keyOf(each);
    const own = found.get(key);
    if (own === undefined) found.set(key, [each]);
    else own.push(each);
  }
  return found;
};

/** The groups of all readers, who keep the whole of their moments; those of several may be of one name. */
export const groupsIn = (plan: Plan, totals: readonly Totals[]): readonly Group[] =>
  totals.flatMap(({ groups, pages }) => {
    const read = momentsIn(plan, pages);
    return groups.map((of, i) => ({ ...of, moments: () => read(i) }));
  });

/** The same of readers who keep brief moments. */
export const briefGroupsIn = (plan: Plan, totals: readonly Totals[]): readonly BriefGroup[] =>
  totals.flatMap(({ groups, pages }) => {
    const kept = briefsIn(plan, pages.brief);
    return groups.map(({ unit, round, role, market }, number) => ({
      unit,
      round,
      role,
      market,
      number,
      kept,
    }));
  });

/** The groups of each round; null for rows that name none. */
export const byRound = <G extends GroupOf>(
  groups: readonly G[],
): ReadonlyMap<string | null, readonly G[]> => grouped(groups, ({ round }) => round);

/** The groups of each unit. */
export const byUnit = <G extends GroupOf>(
  groups: readonly G[],
): ReadonlyMap<string, readonly G[]> => grouped(groups, ({ unit }) => unit);

/** The groups of each role; null for respondents who name none. */
export const byRole = <G extends GroupOf>(
  groups: readonly G[],
): ReadonlyMap<string | null, readonly G[]> => grouped(groups, ({ role }) => role);

/** The units of some groups, as the engagement knows them or as the groups imply them. */
export function unitsIn(
  groups: readonly GroupOf[],
  engagement: Engagement | null,
): readonly EngagementUnit[] {
  if (engagement !== null) return engagement.units;
  const ids = [...new Set(groups.map(({ unit }) => unit))];
  return inNaturalOrder(ids, (id) => id).map((id) => ({ id, title: id }));
}

/** How many of a unit's respondents were asked for each market. */
export function marketsIn(
  groups: readonly { readonly market: string | null; readonly respondents: number }[],
  unit: EngagementUnit,
): Tally['markets'] {
  const markets = new Map<string, number>();
  for (const { market, respondents } of groups) {
    for (const name of marketsFor(market, unit, null)) increment(markets, name, respondents);
  }
  return markets;
}

function tallyOf(plan: Plan, own: readonly Group[], unit: EngagementUnit): Tally {
  const roles = new Map<string | null, Moments[]>();
  const counts = own.map(({ role, market, moments }) => {
    const read = moments();
    const list = roles.get(role) ?? [];
    roles.set(role, list);
    list.push(read);
    return { market, respondents: read.respondents };
  });
  const merged = [...roles].map(
    ([role, list]) => [role, list.length === 1 ? list[0]! : merge(plan, list)] as const,
  );
  return { roles: new Map(merged), markets: marketsIn(counts, unit) };
}

/** What the groups of a round add up to by unit, put together when it is asked for. */
export function talliesOf(
  plan: Plan,
  groups: readonly Group[],
  units: readonly EngagementUnit[],
): Tallies {
  const ofUnits = byUnit(groups);
  const known = new Map(units.map((unit) => [unit.id, unit]));
  // A unit is asked for several times in a row.
  let last: { readonly id: string; readonly tally: Tally } | null = null;
  return {
    get: (id) => {
      if (last?.id === id) return last.tally;
      const own = ofUnits.get(id);
      if (own === undefined) return undefined;
      last = { id, tally: tallyOf(plan, own, known.get(id)!) };
      return last.tally;
    },
  };
}

/** Facts that rows give differently from the engagement, each once, in an order that tells nothing of rows. */
export function factConflicts(
  { questions }: Plan,
  found: readonly FactConflict[],
): readonly Problem[] {
  const key = ({ unit, round, question }: FactConflict) => JSON.stringify([unit, round, question]);
  const once = new Map(found.map((each) => [key(each), each]));
  return inNaturalOrder([...once.values()], key).map(({ unit, question }) =>
    problem('FACT_CONFLICT', null, questions[question]!.id, unit),
  );
}

/** Groups that are alike in these names, and how many answered in all of them. */
function together(
  groups: readonly Group[],
  namesOf: (each: Group) => readonly (string | null)[],
): readonly (readonly [first: Group, answered: number])[] {
  const alike = grouped(groups, (each) => JSON.stringify(namesOf(each)));
  return [...alike.values()].map((own) => [
    own[0]!,
    own.reduce((sum, { moments }) => sum + moments().respondents, 0),
  ]);
}

/** Roles of units, and units, of which more people answered in a round than they say there are. */
export function crowdsIn(
  groups: readonly Group[],
  engagement: Engagement | null,
): readonly Problem[] {
  const units = new Map(engagement?.units.map((unit) => [unit.id, unit]));
  const named = groups.filter(({ role }) => role !== null);
  return [
    ...together(named, ({ unit, round, role }) => [unit, round, role]).flatMap(
      ([{ unit, role }, answered]) => {
        const people = units.get(unit)?.roleHeadcounts?.get(role!) ?? Infinity;
        return answered > people ? [problem('ROLE_HEADCOUNT', null, unit, role!, people)] : [];
      },
    ),
    ...together(groups, ({ unit, round }) => [unit, round]).flatMap(([{ unit }, answered]) =>
      countsOf(units.get(unit) ?? {}).flatMap(([key, people]) =>
        answered > people ? [problem('UNIT_HEADCOUNT', null, unit, key, people)] : [],
      ),
    ),
  ];
}
