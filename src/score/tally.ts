import type { Engagement, EngagementUnit } from '../answers/engagement.ts';
import { factsOf, mixOf, withFacts, type Facts } from '../answers/units.ts';
import type { Answers, Sheet } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import type { Moments } from './moments.ts';
import { evaluator, type Setting } from './respondent.ts';
import { inNaturalOrder } from './rounds.ts';
import { momentsIn, storeOf } from './store.ts';

/** What the respondents of one unit add up to. */
export interface Tally {
  readonly roles: ReadonlyMap<string | null, Moments>;
  /** How many were asked for each market. */
  readonly markets: ReadonlyMap<string, number>;
}

/** Counts one more, or several. */
export const increment = <K>(counts: Map<K, number>, key: K, by = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

/** The unit of each id, as the engagement knows it or as loose sheets imply it. */
export function unitsOf(
  sheets: readonly Sheet[],
  engagement: Engagement | null,
): readonly EngagementUnit[] {
  if (engagement !== null) return engagement.units;
  const ids = inNaturalOrder([...new Set(sheets.map(({ unit }) => unit))], (id) => id);
  return ids.map((id) => ({ id, title: id }));
}

/** The markets answers are given for: the one they name, those of the unit, or the one given for all. */
export const marketsFor = (
  named: string | null,
  unit: EngagementUnit,
  fallback: string | null,
): readonly string[] => {
  if (named !== null) return [named];
  const mix = [...mixOf(unit).keys()];
  return mix.length > 0 || fallback === null ? mix : [fallback];
};

/** The one market answers are given for; null leaves it to the unit, which may have several. */
export const marketFor = (
  named: string | null,
  unit: EngagementUnit,
  fallback: string | null,
): string | null => named ?? (mixOf(unit).size === 0 ? fallback : null);

/** A sheet as it is scored: the unit's facts in place, and what conditions may look at. */
export interface Placed {
  readonly sheet: Sheet;
  /** The one that it is asked for; null leaves it to the unit. */
  readonly market: string | null;
  readonly answers: Answers;
  readonly setting: Setting;
}

/** The sheets of a round that belong to a unit, as they are scored. */
export function placed(
  plan: Plan,
  sheets: readonly Sheet[],
  units: readonly EngagementUnit[],
  facts: Facts,
  market: string | null,
): readonly Placed[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return sheets.flatMap((sheet) => {
    const unit = byId.get(sheet.unit);
    if (unit === undefined) return [];
    const own = marketFor(sheet.market, unit, market);
    const markets = marketsFor(own, unit, null);
    const answers = withFacts(plan, sheet.answers, factsOf(facts, unit.id, sheet.round));
    const setting = { markets, role: sheet.role, unit: unit.id };
    return [{ sheet, market: own, answers, setting }];
  });
}

/** Scores every sheet of the round into moments by unit and role. */
export function tally(plan: Plan, sheets: readonly Placed[]): ReadonlyMap<string, Tally> {
  const { evaluate } = evaluator(plan);
  const store = storeOf(plan, 'whole');
  const units = new Map<
    string,
    { readonly roles: Map<string | null, number>; readonly markets: Map<string, number> }
  >();
  for (const { sheet, answers, setting } of sheets) {
    const own = units.get(sheet.unit) ?? { roles: new Map(), markets: new Map() };
    units.set(sheet.unit, own);
    const group = own.roles.get(sheet.role) ?? store.open();
    own.roles.set(sheet.role, group);
    const { value } = answers;
    store.add(group, evaluate(answers, setting), value, sheet.unproven, sheet.unproven.length);
    for (const name of setting.markets) increment(own.markets, name);
  }
  const momentsOf = momentsIn(plan, store.pages);
  return new Map(
    [...units].map(([unit, { roles, markets }]) => {
      const moments = [...roles].map(([role, group]) => [role, momentsOf(group)] as const);
      return [unit, { roles: new Map(moments), markets }];
    }),
  );
}
