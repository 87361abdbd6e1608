import {
  ancestors,
  minGroupOf,
  mixOf,
  withFacts,
  type Engagement,
  type EngagementUnit,
  type Facts,
} from '../answers/engagement.ts';
import type { Sheet } from '../answers/types.ts';
import { divide } from '../plan/integers.ts';
import type { Plan, Target } from '../plan/types.ts';
import { accumulator, emptyMoments, merge, type Moments } from './moments.ts';
import { targetOf, type TargetChoice } from './position.ts';
import { evaluator } from './respondent.ts';
import { scoreUnit, type UnitScore } from './unit.ts';

/** A unit or group of one round, scored. */
export interface SurveyUnit {
  readonly id: string;
  readonly title: string;
  readonly kind: 'unit' | 'group';
  /** The units directly below a group. */
  readonly members: readonly string[];
  /** Share of each market, thousandths. */
  readonly mix: ReadonlyMap<string, number>;
  readonly invited: number | null;
  readonly roles: ReadonlyMap<string, number>;
  /** How many answered yes without the evidence asked for, by question index. */
  readonly unproven: ReadonlyMap<number, number>;
  readonly score: UnitScore;
}

/** One round of answers, scored. */
export interface Survey {
  readonly round: string | null;
  readonly minGroup: number | null;
  readonly units: readonly SurveyUnit[];
}

export interface SurveyOptions {
  /** Null takes the latest. */
  readonly round: string | null;
  /** Market of loose sheets that name none. */
  readonly market: string | null;
  /** The fewest respondents shown, where no engagement says it. */
  readonly minGroup: number | null;
}

const parts = (text: string): readonly string[] => text.split(/([0-9]+)/);

/** Natural order: w2 before w10. Compares code units, so it is the same everywhere. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const isNumber = i % 2 === 1;
    if (isNumber && Number(x) !== Number(y)) return Number(x) - Number(y);
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** The rounds in the answers, earliest first: as the engagement lists them, else in natural order. */
export function roundsOf(
  sheets: readonly Sheet[],
  engagement: Engagement | null,
): readonly string[] {
  const found = new Set(sheets.map(({ round }) => round).filter((round) => round !== null));
  const listed = (engagement?.rounds ?? []).filter((round) => found.has(round));
  const others = [...found].filter((round) => !listed.includes(round));
  return [...others.toSorted(compareNaturally), ...listed];
}

interface Tally {
  readonly roles: Map<string | null, Moments>;
  readonly markets: Map<string, number>;
  readonly unproven: Map<number, number>;
}

const increment = <K>(counts: Map<K, number>, key: K, by = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

/** The unit of each id, as the engagement knows it or as loose sheets imply it. */
function unitsOf(
  sheets: readonly Sheet[],
  engagement: Engagement | null,
): readonly EngagementUnit[] {
  if (engagement !== null) return engagement.units;
  const ids = [...new Set(sheets.map(({ unit }) => unit))].toSorted(compareNaturally);
  return ids.map((id) => ({ id, title: id }));
}

const marketsFor = (
  sheet: Sheet,
  unit: EngagementUnit,
  fallback: string | null,
): readonly string[] => {
  if (sheet.market !== null) return [sheet.market];
  const mix = [...mixOf(unit).keys()];
  return mix.length > 0 || fallback === null ? mix : [fallback];
};

/** Scores every sheet of the round into moments by unit and role. */
function tally(
  plan: Plan,
  sheets: readonly Sheet[],
  units: readonly EngagementUnit[],
  facts: Facts,
  market: string | null,
): ReadonlyMap<string, Tally> {
  const { evaluate } = evaluator(plan);
  const add = accumulator(plan);
  const tallies = new Map<string, Tally>();
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const sheet of sheets) {
    const unit = byId.get(sheet.unit);
    if (unit === undefined) continue;
    const own = tallies.get(unit.id) ?? {
      roles: new Map(),
      markets: new Map(),
      unproven: new Map(),
    };
    tallies.set(unit.id, own);
    const moments = own.roles.get(sheet.role) ?? emptyMoments(plan);
    own.roles.set(sheet.role, moments);
    const markets = marketsFor(sheet, unit, market);
    const answers = withFacts(plan, sheet.answers, facts.get(unit.id)?.get(sheet.round ?? ''));
    add(moments, evaluate(answers, { markets, role: sheet.role, unit: unit.id }), answers);
    for (const name of markets) increment(own.markets, name);
    for (const question of sheet.unproven) increment(own.unproven, question);
  }
  return tallies;
}

/** Share of respondents by market, for loose sheets that name theirs. */
function observedMix({ markets }: Tally): ReadonlyMap<string, number> {
  const total = [...markets.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...markets].map(([name, count]) => [name, divide(count * 1000, total)]));
}

function choiceOf(unit: EngagementUnit, own: Tally): TargetChoice {
  const declared = mixOf(unit);
  return {
    mix: declared.size > 0 ? declared : observedMix(own),
    supplyMode: unit.supplyMode ?? null,
    context: unit.context ?? null,
  };
}

const meanTarget = (targets: readonly Target[]): Target | null => {
  if (targets.length === 0) return null;
  const mean = (of: (target: Target) => number) =>
    divide(
      targets.reduce((sum, target) => sum + of(target), 0),
      targets.length,
    );
  return {
    customer: mean(({ customer }) => customer),
    process: mean(({ process }) => process),
    tolerance: mean(({ tolerance }) => tolerance),
    floor: {
      customer: mean(({ floor }) => floor.customer),
      process: mean(({ floor }) => floor.process),
    },
    regulated: targets.some(({ regulated }) => regulated),
  };
};

/** Scores the answers of one round: every unit, and every group above it. */
export function scoreSurvey(
  plan: Plan,
  sheets: readonly Sheet[],
  engagement: Engagement | null,
  facts: Facts,
  options: SurveyOptions,
): Survey {
  const round = options.round ?? roundsOf(sheets, engagement).at(-1) ?? null;
  const ofRound = sheets.filter((sheet) => sheet.round === round);
  const units = unitsOf(ofRound, engagement);
  const tallies = tally(plan, ofRound, units, facts, options.market);
  const minGroup = engagement === null ? options.minGroup : minGroupOf(engagement);
  const below = (id: string): readonly EngagementUnit[] =>
    engagement === null ? [] : units.filter((unit) => ancestors(engagement, unit.id).includes(id));
  const targets = new Map(
    units.map((unit) => {
      const own = tallies.get(unit.id);
      return [unit.id, own === undefined ? null : targetOf(plan, choiceOf(unit, own))] as const;
    }),
  );
  const scored = units.flatMap((unit) => {
    const inside = [unit, ...below(unit.id)];
    const found = inside.flatMap(({ id }) => tallies.get(id) ?? []);
    if (found.length === 0) return [];
    const isGroup = inside.length > 1;
    const own = tallies.get(unit.id) ?? {
      roles: new Map(),
      markets: new Map(),
      unproven: new Map(),
    };
    const choice = choiceOf(unit, own);
    const declared = targetOf(plan, choice);
    const inherited = inside
      .map(({ id }) => targets.get(id) ?? null)
      .filter((each) => each !== null);
    const target = declared ?? (isGroup ? meanTarget(inherited) : null);
    return [surveyUnit(plan, unit, inside, found, { target, mix: choice.mix, minGroup, isGroup })];
  });
  return { round, minGroup, units: scored };
}

interface Frame {
  readonly target: Target | null;
  readonly mix: ReadonlyMap<string, number>;
  readonly minGroup: number | null;
  readonly isGroup: boolean;
}

/** A number that is known of a unit, or the sum where it is known of all units inside. */
function known(
  unit: EngagementUnit,
  inside: readonly EngagementUnit[],
  key: 'headcount' | 'invited',
): number | null {
  if (unit[key] !== undefined) return unit[key];
  const values = inside.filter((each) => each !== unit).map((each) => each[key]);
  if (values.length === 0 || values.some((value) => value === undefined)) return null;
  return values.reduce<number>((sum, value) => sum + value!, 0);
}

function surveyUnit(
  plan: Plan,
  unit: EngagementUnit,
  inside: readonly EngagementUnit[],
  found: readonly Tally[],
  { target, mix, minGroup, isGroup }: Frame,
): SurveyUnit {
  const byRole = new Map<string | null, Moments[]>();
  const unproven = new Map<number, number>();
  for (const each of found) {
    for (const [role, moments] of each.roles) {
      byRole.set(role, [...(byRole.get(role) ?? []), moments]);
    }
    for (const [question, count] of each.unproven) increment(unproven, question, count);
  }
  const roles = new Map<string, number>();
  for (const [role, list] of byRole) {
    if (role !== null)
      increment(
        roles,
        role,
        list.reduce((n, m) => n + m.respondents, 0),
      );
  }
  const merged = [...byRole].map(([role, list]) => ({ role, moments: merge(plan, list) }));
  return {
    id: unit.id,
    title: unit.title,
    kind: isGroup ? 'group' : 'unit',
    members: isGroup ? inside.filter(({ parent }) => parent === unit.id).map(({ id }) => id) : [],
    mix,
    invited: known(unit, inside, 'invited'),
    roles: new Map([...roles].toSorted(([a], [b]) => compareNaturally(a, b))),
    unproven: new Map([...unproven].toSorted(([a], [b]) => a - b)),
    score: scoreUnit(plan, merged, {
      target,
      headcount: known(unit, inside, 'headcount'),
      minRole: minGroup ?? 2,
    }),
  };
}
