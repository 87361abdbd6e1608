import type { Engagement, EngagementUnit } from '../answers/engagement.ts';
import { minGroupOf, mixOf, type Facts } from '../answers/units.ts';
import type { Sheet } from '../answers/types.ts';
import { divide } from '../plan/integers.ts';
import type { Plan, Target } from '../plan/types.ts';
import { merge, type Moments } from './moments.ts';
import { targetOf } from './position.ts';
import { inNaturalOrder, roundsOf } from './rounds.ts';
import { increment, placed, tally, unitsOf, type Placed, type Tally } from './tally.ts';
import { scoreUnit, type RoleMoments, type UnitScore } from './unit.ts';
import { veilsOf, type Veil } from './veil.ts';

/** A unit or group of one round, scored. */
export interface SurveyUnit {
  readonly id: string;
  readonly title: string;
  readonly kind: 'unit' | 'group';
  /** The units directly below a group. */
  readonly members: readonly string[];
  /** Share of each market, thousandths. */
  readonly mix: ReadonlyMap<string, number>;
  /** Whether the engagement says the shares; else they are those of the respondents. */
  readonly isMixDeclared: boolean;
  readonly invited: number | null;
  readonly roles: ReadonlyMap<string, number>;
  readonly byRole: readonly RoleMoments[];
  /** How many people belong to it, and of each role; null when unknown. */
  readonly headcount: number | null;
  readonly roleHeadcounts: ReadonlyMap<string, number> | null;
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
  /** The fewest respondents shown; an engagement may ask for more. */
  readonly minGroup: number | null;
}

/** A unit with the units below it. */
export interface Branch {
  readonly unit: EngagementUnit;
  readonly children: readonly Branch[];
}

/** Every unit as a branch, in the order given. */
export function branchesOf(units: readonly EngagementUnit[]): readonly Branch[] {
  const below = new Map<string, EngagementUnit[]>();
  for (const unit of units) {
    if (unit.parent === undefined) continue;
    const siblings = below.get(unit.parent) ?? [];
    below.set(unit.parent, siblings);
    siblings.push(unit);
  }
  const branchOf = (unit: EngagementUnit): Branch => ({
    unit,
    children: (below.get(unit.id) ?? []).map(branchOf),
  });
  return units.map(branchOf);
}

/** The unit of a branch and all below it. */
export const unitsUnder = ({ unit, children }: Branch): readonly EngagementUnit[] => [
  unit,
  ...children.flatMap(unitsUnder),
];

/** A number that is known of a unit, or its sum over the units below where all of them know it. */
function known(
  { unit, children }: Branch,
  say: (unit: EngagementUnit) => number | undefined,
): number | null {
  const said = say(unit);
  if (said !== undefined) return said;
  const below = children.map((child) => known(child, say));
  const isKnown = below.length > 0 && below.every((value) => value !== null);
  return isKnown ? below.reduce((sum, value) => sum + value, 0) : null;
}

/** How many people a unit says it has, all in all or role by role. */
function people({ headcount, roleHeadcounts }: EngagementUnit): number | undefined {
  if (headcount !== undefined || roleHeadcounts === undefined) return headcount;
  return [...roleHeadcounts.values()].reduce((sum, each) => sum + each, 0);
}

/** How many of each role belong to a unit, or to the units below it where all of them know it. */
function roleHeadcountsOf({ unit, children }: Branch): ReadonlyMap<string, number> | null {
  if (unit.roleHeadcounts !== undefined) return unit.roleHeadcounts;
  const below = children.map(roleHeadcountsOf);
  if (below.length === 0 || below.includes(null)) return null;
  const counts = new Map<string, number>();
  for (const each of below) {
    for (const [role, people] of each!) increment(counts, role, people);
  }
  return counts;
}

type Markets = Tally['markets'];

const noMix: ReadonlyMap<string, number> = new Map();

type Named = readonly (readonly [market: string, count: number])[];

const totalOf = (markets: Named): number => markets.reduce((sum, [, count]) => sum + count, 0);

/**
 * The markets that enough respondents name to be shown. Where fewer than that name others, the smallest
 * of several is left out as well: shares of the rest would tell how many there are.
 */
function shownMarkets(markets: Markets, minGroup: number | null): Named {
  const all = inNaturalOrder([...markets], ([id]) => id).toSorted((a, b) => b[1] - a[1]);
  const kept = all.filter(([, count]) => count >= (minGroup ?? 0));
  const left = totalOf(all) - totalOf(kept);
  const isTold = left > 0 && left < minGroup! && kept.length > 1;
  return isTold ? kept.slice(0, -1) : kept;
}

/** The markets a unit declares, in thousandths, or its respondents by the market they name. */
function mixFor(
  unit: EngagementUnit,
  markets: Markets | undefined,
  minGroup: number | null,
): ReadonlyMap<string, number> {
  const declared = mixOf(unit);
  if (declared.size > 0 || markets === undefined) return declared;
  return new Map(inNaturalOrder(shownMarkets(markets, minGroup), ([id]) => id));
}

/** The parts of a mix as thousandths. */
function sharesOf(mix: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const total = totalOf([...mix]);
  return new Map([...mix].map(([id, part]) => [id, divide(part * 1000, total)]));
}

/** Mean of targets side by side; regulated when one of them is. */
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

/**
 * A unit's own target; a group without one is measured against the mean of those below it.
 * @param marketsOf how many of a unit's respondents were asked for each market
 * @param minGroup a market that fewer of them name is not looked at; null looks at all
 */
export function targetFor(
  plan: Plan,
  branch: Branch,
  marketsOf: (unit: string) => Markets | undefined,
  minGroup: number | null,
): Target | null {
  const { id, supplyMode = null, context = null } = branch.unit;
  const mix = plan.markets.length === 0 ? noMix : mixFor(branch.unit, marketsOf(id), minGroup);
  const own = targetOf(plan, { mix, supplyMode, context });
  if (own !== null) return own;
  const below = branch.children.map((child) => targetFor(plan, child, marketsOf, minGroup));
  return meanTarget(below.filter((target) => target !== null));
}

/** What the respondents of a round add up to, by unit. */
export type Tallies = Pick<ReadonlyMap<string, Tally>, 'get'>;

/** What is known of a unit or group before it is scored. */
export interface Gathered {
  readonly branch: Branch;
  /** Share of each market, thousandths. */
  readonly mix: ReadonlyMap<string, number>;
  readonly target: Target | null;
  readonly roles: readonly RoleMoments[];
}

/** Puts together what belongs to a unit; null where nobody answered for it or below it. */
export function gathered(
  plan: Plan,
  branch: Branch,
  tallies: Tallies,
  minGroup: number | null,
): Gathered | null {
  const found = unitsUnder(branch).flatMap(({ id }) => tallies.get(id) ?? []);
  if (found.length === 0) return null;
  const marketsOf = (id: string) => tallies.get(id)?.markets;
  return {
    branch,
    mix: sharesOf(mixFor(branch.unit, marketsOf(branch.unit.id), minGroup)),
    target: targetFor(plan, branch, marketsOf, minGroup),
    roles: combine(plan, found),
  };
}

/** Scores one round by what its respondents add up to: every unit, and every group above it. */
export function surveyOf(
  plan: Plan,
  round: string | null,
  tallies: Tallies,
  units: readonly EngagementUnit[],
  minGroup: number | null,
): Survey {
  const scored = branchesOf(units).flatMap((branch) => {
    const own = gathered(plan, branch, tallies, minGroup);
    return own === null ? [] : [surveyUnit(plan, own)];
  });
  return { round, minGroup, units: scored };
}

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
  const tallies = tally(plan, placed(plan, ofRound, units, facts, options.market));
  const minGroup = strictest(options.minGroup, engagement);
  return surveyOf(plan, round, tallies, units, minGroup);
}

/** The respondents behind a survey: the sheets of its round as they were scored. */
export const respondentsOf = (
  plan: Plan,
  survey: Pick<Survey, 'round'>,
  sheets: readonly Sheet[],
  engagement: Engagement | null,
  facts: Facts,
  market: string | null,
): readonly Placed[] => {
  const ofRound = sheets.filter((sheet) => sheet.round === survey.round);
  return placed(plan, ofRound, unitsOf(ofRound, engagement), facts, market);
};

/** The fewest respondents shown: what was asked for, or the engagement's own where that is more. */
export function strictest(asked: number | null, engagement: Engagement | null): number | null {
  const said = engagement === null ? null : minGroupOf(engagement);
  const most = Math.max(asked ?? 0, said ?? 0);
  return most > 0 ? most : null;
}

/** The respondents of several units together, by role. */
function combine(plan: Plan, found: readonly Tally[]): readonly RoleMoments[] {
  const byRole = new Map<string | null, Moments[]>();
  for (const { roles } of found) {
    for (const [role, moments] of roles) {
      const list = byRole.get(role) ?? [];
      byRole.set(role, list);
      list.push(moments);
    }
  }
  return [...byRole].map(([role, list]) => ({
    role,
    moments: list.length === 1 ? list[0]! : merge(plan, list),
  }));
}

function roleCounts(roles: readonly RoleMoments[]): ReadonlyMap<string, number> {
  const named = roles.flatMap(({ role, moments }) =>
    role === null ? [] : [[role, moments.respondents] as const],
  );
  return new Map(inNaturalOrder(named, ([id]) => id));
}

function surveyUnit(plan: Plan, { branch, mix, target, roles }: Gathered): SurveyUnit {
  const { unit, children } = branch;
  const headcount = known(branch, people);
  return {
    id: unit.id,
    title: unit.title,
    kind: children.length > 0 ? 'group' : 'unit',
    members: children.map((child) => child.unit.id),
    mix,
    isMixDeclared: mixOf(unit).size > 0,
    invited: known(branch, ({ invited }) => invited),
    roles: roleCounts(roles),
    byRole: roles,
    headcount,
    roleHeadcounts: roleHeadcountsOf(branch),
    score: scoreUnit(plan, roles, { target, headcount }),
  };
}

/** What may not be shown of each unit. */
export const surveyVeils = (plan: Plan, { units, minGroup }: Survey): ReadonlyMap<string, Veil> =>
  veilsOf(
    plan,
    units.map(({ id, members, byRole, score }) => ({
      id,
      members,
      byRole,
      moments: score.moments,
    })),
    minGroup,
  );
