import { fullScore, type Archetype, type Interval, type Plan, type Target } from '../plan/types.ts';
import { divide } from '../plan/integers.ts';

/** Supply mode and context take a target position no further than this, in milli-points. */
const furthest = 40_000;
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

const around = (intervals: readonly Interval[], value: number) =>
  intervals.filter(({ from, to }) => value >= from && value <= to);

/** The zone of a position; a shared limit belongs to the zone nearer to the centre. */
export function zoneOf(zones: readonly Interval[], position: number): Interval {
  const inside = around(zones, position);
  return position > 0 ? inside[0]! : inside.at(-1)!;
}

/** The band of a strength; a shared limit belongs to the stronger band. */
export const bandOf = (bands: readonly Interval[], strength: number): Interval =>
  around(bands, strength).at(-1)!;

/** Geometric mean of the two leanings, in milli-points (unrounded). */
export const strengthOf = (customer: number, process: number): number =>
  Math.sqrt(customer * process);

/**
 * How well a position fits its target: 100 on target, 0 at the far pole. Milli-points in, points
 * out.
 */
export const fitOf = (gap: number, targetPosition: number): number =>
  100 * (1 - Math.abs(gap) / (fullScore + Math.abs(targetPosition)));

/** How a unit's target is chosen. */
export interface TargetChoice {
  /** Parts of each market, of whatever sum; empty when the context decides. */
  readonly mix: ReadonlyMap<string, number>;
  readonly supplyMode: string | null;
  /** Judgement of each context factor, 1 to 5; null when markets decide. */
  readonly context: ReadonlyMap<string, number> | null;
}

function mixedTarget(plan: Plan, mix: ReadonlyMap<string, number>): Target | null {
  const parts = plan.markets.filter(({ id }) => mix.has(id));
  if (parts.length === 0) return null;
  const total = parts.reduce((sum, { id }) => sum + mix.get(id)!, 0);
  const blend = (of: (target: Target) => number) =>
    divide(
      parts.reduce((sum, market) => sum + mix.get(market.id)! * of(market), 0),
      total,
    );
  return {
    customer: blend(({ customer }) => customer),
    process: blend(({ process }) => process),
    tolerance: blend(({ tolerance }) => tolerance),
    floor: {
      customer: Math.max(...parts.map(({ floor }) => floor.customer)),
      process: Math.max(...parts.map(({ floor }) => floor.process)),
    },
    regulated: parts.some(({ regulated }) => regulated),
  };
}

/** Sum of weight times (answer - 3) / 2 over the factors, clamped (structure: Bowen & Lawler 1992). */
function contextTarget(plan: Plan, judged: ReadonlyMap<string, number>): Target | null {
  if (plan.context === null) return null;
  const { level, factors } = plan.context;
  const pull = factors.reduce((sum, factor) => sum + factor.pull * (judged.get(factor.id)! - 3), 0);
  const { floor, tolerance } = plan.rules;
  const pair = {
    customer: level,
    process: level,
    tolerance,
    floor: { customer: floor, process: floor },
    regulated: false,
  };
  return shifted(pair, divide(pull, 2));
}

/**
 * Moves the target position by `shift`: half up on one side, half down on the other. A market that
 * stands further out already is not moved back.
 */
function shifted(target: Target, shift: number): Target {
  const before = target.customer - target.process;
  const low = Math.min(before, -furthest);
  const high = Math.max(before, furthest);
  const moved = clamp(before + shift, low, high) - before;
  const half = divide(moved, 2);
  return {
    ...target,
    customer: clamp(target.customer + half, 0, fullScore),
    process: clamp(target.process - (moved - half), 0, fullScore),
  };
}

/** The pair of leanings that a unit's markets, supply mode or context call for, or null. */
export function targetOf(plan: Plan, choice: TargetChoice): Target | null {
  const base =
    choice.context === null ? mixedTarget(plan, choice.mix) : contextTarget(plan, choice.context);
  const mode = plan.supplyModes.find(({ id }) => id === choice.supplyMode);
  return base === null || mode === undefined ? base : shifted(base, mode.shift);
}

/** What archetypes are judged by. Positions in milli-points. */
export interface Judged {
  readonly customer: number;
  readonly process: number;
  readonly target: Target;
  /** r*wg over all questions, or null when it cannot be computed. */
  readonly rwgStar: number | null;
  /** Largest difference of mean position between two roles, or null. */
  readonly roleSpread: number | null;
}

/** Judged limits of strength, whatever a scorecard calls its bands. */
const weakBelow = 40_000;
const capableFrom = 60_000;

const isFragmented = ({ rwgStar, roleSpread }: Judged): boolean =>
  (rwgStar !== null && rwgStar < 0.5) || (roleSpread !== null && roleSpread > 25_000);

/** The sides whose leaning is below its floor. */
export const breachesOf = ({
  customer,
  process,
  target,
}: Pick<Judged, 'customer' | 'process' | 'target'>): readonly ('customer' | 'process')[] => [
  ...(customer < target.floor.customer ? (['customer'] as const) : []),
  ...(process < target.floor.process ? (['process'] as const) : []),
];

/**
 * What position, strength, target and agreement mean together. The limits are judgement; the order
 * makes the set exhaustive: beyond the tolerance with the other side on its target can only be
 * over-swung.
 */
export function archetypeOf(standing: Judged): Archetype {
  if (isFragmented(standing)) return 'fragmented';
  const { customer, process, target } = standing;
  const gap = customer - process - (target.customer - target.process);
  const strength = strengthOf(customer, process);
  if (gap > target.tolerance) return process < target.process ? 'heroic' : 'over-swung';
  if (gap < -target.tolerance) return customer < target.customer ? 'mechanical' : 'over-swung';
  if (strength < weakBelow) return 'adrift';
  if (breachesOf(standing).length > 0) return 'forming';
  return strength < capableFrom ? 'forming' : 'poised';
}
