import {
  minGroupOf,
  mixOf,
  type Engagement,
  type EngagementUnit,
  type Facts,
} from '../answers/engagement.ts';
import type { Sheet } from '../answers/types.ts';
import { divide } from '../plan/integers.ts';
import type { Plan, Target } from '../plan/types.ts';
import { merge, type Moments } from './moments.ts';
import { targetOf } from './position.ts';
import { compareNaturally, roundsOf } from './rounds.ts';
import { increment, placed, tally, unitsOf, type Placed, type Tally } from './tally.ts';
import { scoreUnit, type RoleMoments, type UnitScore } from './unit.ts';

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
  /** The fewest respondents shown; an engagement may ask for more. */
  readonly minGroup: number | null;
}

/** A unit with the units below it. */
interface Branch {
  readonly unit: EngagementUnit;
  readonly children: readonly Branch[];
}

function branchOf(unit: EngagementUnit, units: readonly EngagementUnit[]): Branch {
  const children = units.filter(({ parent }) => parent === unit.id);
  return { unit, children: children.map((child) => branchOf(child, units)) };
}

const unitsIn = ({ unit, children }: Branch): readonly EngagementUnit[] => [
  unit,
  ...children.flatMap(unitsIn),
];

/** A number that is known of a unit, or its sum over the units below where all of them know it. */
function known({ unit, children }: Branch, key: 'headcount' | 'invited'): number | null {
  if (unit[key] !== undefined) return unit[key];
  const below = children.map((child) => known(child, key));
  const isKnown = below.length > 0 && below.every((value) => value !== null);
  return isKnown ? below.reduce((sum, value) => sum + value, 0) : null;
}

/** The markets a unit declares, or the share of its respondents by the market they name. */
function mixFor(unit: EngagementUnit, own: Tally | undefined): ReadonlyMap<string, number> {
  const declared = mixOf(unit);
  if (declared.size > 0 || own === undefined) return declared;
  const total = [...own.markets.values()].reduce((sum, count) => sum + count, 0);
  const shares = [...own.markets].map(
    ([name, count]) => [name, divide(count * 1000, total)] as const,
  );
  return new Map(shares.toSorted(([a], [b]) => compareNaturally(a, b)));
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

type Tallies = ReadonlyMap<string, Tally>;

/** A unit's own target; a group without one is measured against the mean of those below it. */
function targetFor(plan: Plan, branch: Branch, tallies: Tallies): Target | null {
  const { id, supplyMode = null, context = null } = branch.unit;
  const mix = mixFor(branch.unit, tallies.get(id));
  const own = targetOf(plan, { mix, supplyMode, context });
  if (own !== null) return own;
  const below = branch.children.map((child) => targetFor(plan, child, tallies));
  return meanTarget(below.filter((target) => target !== null));
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
  const scored = units.flatMap((unit) => {
    const branch = branchOf(unit, units);
    const found = unitsIn(branch).flatMap(({ id }) => tallies.get(id) ?? []);
    if (found.length === 0) return [];
    const target = targetFor(plan, branch, tallies);
    const mix = mixFor(unit, tallies.get(unit.id));
    return [surveyUnit(plan, branch, combine(plan, found), { target, mix, minGroup })];
  });
  return { round, minGroup, units: scored };
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
interface Combined {
  readonly roles: readonly RoleMoments[];
  readonly unproven: ReadonlyMap<number, number>;
}

function combine(plan: Plan, found: readonly Tally[]): Combined {
  const byRole = new Map<string | null, readonly Moments[]>();
  const unproven = new Map<number, number>();
  for (const each of found) {
    for (const [role, moments] of each.roles) {
      byRole.set(role, [...(byRole.get(role) ?? []), moments]);
    }
    for (const [question, count] of each.unproven) increment(unproven, question, count);
  }
  const roles = [...byRole].map(([role, list]) => ({ role, moments: merge(plan, list) }));
  return { roles, unproven: new Map([...unproven].toSorted(([a], [b]) => a - b)) };
}

function roleCounts(roles: readonly RoleMoments[]): ReadonlyMap<string, number> {
  const named = roles.flatMap(({ role, moments }) =>
    role === null ? [] : [[role, moments.respondents] as const],
  );
  return new Map(named.toSorted(([a], [b]) => compareNaturally(a, b)));
}

function surveyUnit(
  plan: Plan,
  branch: Branch,
  { roles, unproven }: Combined,
  rest: Pick<SurveyUnit, 'mix'> & {
    readonly target: Target | null;
    readonly minGroup: number | null;
  },
): SurveyUnit {
  const { unit, children } = branch;
  return {
    id: unit.id,
    title: unit.title,
    kind: children.length > 0 ? 'group' : 'unit',
    members: children.map((child) => child.unit.id),
    mix: rest.mix,
    invited: known(branch, 'invited'),
    roles: roleCounts(roles),
    unproven,
    score: scoreUnit(plan, roles, {
      target: rest.target,
      headcount: known(branch, 'headcount'),
      minRole: rest.minGroup ?? 2,
    }),
  };
}
