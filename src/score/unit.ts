import { divide } from '../plan/integers.ts';
import type { Archetype, Plan, Side, Target } from '../plan/types.ts';
import { meanInterval } from '../stats/interval.ts';
import { mean, standardDeviation } from '../stats/moments.ts';
import {
  agreementOf,
  agreementOver,
  questionStatistics,
  type AgreementScore,
  type QuestionStatistics,
} from './agreement.ts';
import { merge, positionSquares, type BriefMoments, type Moments } from './moments.ts';
import { archetypeOf, bandOf, fitOf, strengthOf, zoneOf } from './position.ts';

/** Confidence level of every interval. */
export const intervalLevel = 0.95;

/** A dimension of a unit: means in milli-points, null where nobody could be scored. */
interface DimensionScore {
  readonly customer: number | null;
  readonly process: number | null;
  readonly agreement: AgreementScore | null;
}

/** Where a unit stands. Leanings, position and gap in milli-points; strength unrounded. */
export interface UnitPosition {
  readonly customer: number;
  readonly process: number;
  readonly position: number;
  readonly strength: number;
  readonly balance: number;
  readonly gap: number | null;
  /** Points, 0 to 100. */
  readonly fit: number | null;
  readonly zone: string;
  readonly strengthBand: string;
  readonly archetype: Archetype | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** All that is computed of a unit or group. */
export interface UnitScore {
  readonly moments: Moments;
  readonly target: Target | null;
  /** Null when nobody has both leanings. */
  readonly standing: UnitPosition | null;
  readonly statedLean: number | null;
  /** Question weight answered and applicable. */
  readonly coverage: { readonly answered: number; readonly applicable: number };
  readonly agreement: AgreementScore | null;
  readonly roleSpread: number | null;
  readonly dimensions: readonly DimensionScore[];
  readonly questions: readonly QuestionStatistics[];
}

/** The respondents of one role, or those who name none. */
export interface RoleMoments {
  readonly role: string | null;
  readonly moments: Moments;
}

/** What is known of a unit beside its answers. */
export interface UnitFrame {
  readonly target: Target | null;
  /** How many people belong to it; null when unknown. */
  readonly headcount: number | null;
}

const meanOf = (sum: number, count: number): number | null =>
  count === 0 ? null : divide(sum, count);

/** Mean over respondents, or the mean of the roles' means where the plan says so. */
function pooled<M>(
  plan: Plan,
  whole: M,
  roles: readonly M[],
  read: (moments: M) => number | null,
): number | null {
  if (plan.rules.pooling === 'respondents') return read(whole);
  const means = roles.map(read).filter((mean) => mean !== null);
  return meanOf(
    means.reduce((sum, mean) => sum + mean, 0),
    means.length,
  );
}

/** The sums that the leanings of a unit come from. */
export type LeaningSums = Pick<BriefMoments, 'scored' | 'leaning'>;

const leaningMean = (index: number) => (moments: LeaningSums) =>
  meanOf(moments.leaning[index]!, moments.scored);

const together = (roles: readonly LeaningSums[]): LeaningSums => ({
  scored: roles.reduce((sum, { scored }) => sum + scored, 0),
  leaning: Float64Array.from([0, 1], (side) =>
    roles.reduce((sum, { leaning }) => sum + leaning[side]!, 0),
  ),
});

/** The leanings of a unit from the sums of its roles; null when nobody has both leanings. */
export function leaningsOf(
  plan: Plan,
  roles: readonly LeaningSums[],
): { readonly [S in Side]: number } | null {
  const whole = roles.length === 1 ? roles[0]! : together(roles);
  const mean = (side: 0 | 1) => pooled(plan, whole, roles, leaningMean(side));
  const [customer, process] = [mean(0), mean(1)];
  return customer === null || process === null ? null : { customer, process };
}

export const positionSum = ({ leaning }: Moments): number => leaning[0]! - leaning[1]!;

const sideMean = (cell: number) => (moments: Moments) =>
  meanOf(moments.sideSum[cell]!, moments.sideCount[cell]!);

/** t interval of the mean position from paired positions, in milli-points. */
function intervalOf(
  plan: Plan,
  moments: Moments,
  headcount: number | null,
): UnitPosition['interval'] {
  const { scored } = moments;
  if (plan.rules.pooling === 'roles' || scored < 2) return null;
  const sum = positionSum(moments);
  const sd = standardDeviation(scored, BigInt(sum), positionSquares(moments));
  // More than there are is a mistake of whoever counted them.
  const population = headcount !== null && headcount >= scored ? headcount : null;
  return meanInterval({
    n: scored,
    mean: mean(scored, sum),
    sd: sd!,
    population,
    level: intervalLevel,
  });
}

/** The fewest of a role that are looked at: one is no role but a person. */
export const leastOfRole = 2;

/** The largest difference of mean position between two roles. */
export function roleSpreadOf(roles: readonly RoleMoments[]): number | null {
  const positions = roles
    .filter(({ role, moments }) => role !== null && moments.scored >= leastOfRole)
    .map(({ moments }) => divide(positionSum(moments), moments.scored));
  return positions.length < 2 ? null : Math.max(...positions) - Math.min(...positions);
}

/**
 * Where two leanings stand against a target. The one place from which zone, gap, fit and archetype
 * come, also for what-if questions.
 */
export function standingOf(
  plan: Plan,
  leanings: { readonly [S in Side]: number },
  target: Target | null,
  doubt: {
    readonly agreement: AgreementScore | null;
    readonly roleSpread: number | null;
    readonly interval: UnitPosition['interval'];
  },
): UnitPosition {
  const { customer, process } = leanings;
  const position = customer - process;
  const strength = strengthOf(customer, process);
  const aim = target === null ? null : target.customer - target.process;
  const gap = aim === null ? null : position - aim;
  const rwgStar = doubt.agreement?.rwgStar ?? null;
  const standing = { customer, process, rwgStar, roleSpread: doubt.roleSpread };
  return {
    customer,
    process,
    position,
    strength,
    balance: 100_000 - Math.abs(position),
    gap,
    fit: gap === null ? null : fitOf(gap, aim!),
    zone: zoneOf(plan.zones, position).id,
    strengthBand: bandOf(plan.strengthBands, strength).id,
    archetype: target === null ? null : archetypeOf({ ...standing, target }),
    interval: doubt.interval,
  };
}

/** What a table of units says of one. */
export interface UnitBrief {
  readonly moments: BriefMoments;
  readonly target: Target | null;
  /** Null when nobody has both leanings. */
  readonly standing: Pick<
    UnitPosition,
    'customer' | 'process' | 'position' | 'strength' | 'balance' | 'gap' | 'zone'
  > | null;
  /** r*wg over the questions that are shown. */
  readonly agreement: number | null;
}

/**
 * The same numbers as `scoreUnit` has, without the rest: there may be very many units.
 * @param roles the sums of each role, which make up the moments
 * @param hidden indexes of questions that may not be looked at
 */
export function briefOf(
  plan: Plan,
  moments: BriefMoments,
  roles: readonly LeaningSums[],
  target: Target | null,
  hidden: ReadonlySet<number>,
): UnitBrief {
  const leanings = leaningsOf(plan, roles);
  const doubt = { agreement: null, roleSpread: null, interval: null };
  return {
    moments,
    target,
    standing: leanings === null ? null : standingOf(plan, leanings, target, doubt),
    agreement: agreementOf(plan, moments, hidden),
  };
}

/** Scores a unit from the moments of its respondents by role. */
export function scoreUnit(plan: Plan, roles: readonly RoleMoments[], frame: UnitFrame): UnitScore {
  const byRole = roles.map((role) => role.moments);
  const moments = merge(plan, byRole);
  const questions = questionStatistics(plan, moments);
  const meanOver = (read: (moments: Moments) => number | null) =>
    pooled(plan, moments, byRole, read);
  const dimensions = plan.dimensions.map((_, d) => ({
    customer: meanOver(sideMean(d * 2)),
    process: meanOver(sideMean(d * 2 + 1)),
    agreement: agreementOver(questions.filter((_q, i) => plan.questions[i]!.dimension === d)),
  }));
  const agreement = agreementOver(questions);
  const roleSpread = roleSpreadOf(roles);
  const interval = intervalOf(plan, moments, frame.headcount);
  const leanings = leaningsOf(plan, byRole);
  return {
    moments,
    target: frame.target,
    standing:
      leanings === null
        ? null
        : standingOf(plan, leanings, frame.target, { agreement, roleSpread, interval }),
    statedLean: meanOf(moments.statedSum, moments.statedCount),
    coverage: { answered: moments.answered, applicable: moments.applicable },
    agreement,
    roleSpread,
    dimensions,
    questions,
  };
}
