import type { DimensionMove, FollowUp, Move, Swing } from '../comparison.ts';
import type { DimensionResult, RecommendationResult, UnitResult } from '../result.ts';
import { rounded } from '../result/round.ts';
import { chanceOf } from './chance.ts';
import { peopleOf } from './members.ts';
import type { ScoredRound } from './rounds.ts';

const unknown: Move = { from: null, to: null, change: null };

const moveOf = (from: number | null, to: number | null): Move =>
  from === null || to === null ? unknown : { from, to, change: rounded(to - from) };

/** Beyond its target by more than this, in points, a unit that came from the other side overshot. */
const overshot = 10;

function overshootOf({ from, to }: Move, target: number | null): Swing['overshoot'] {
  if (from === null || to === null || target === null) return null;
  const [before, beyond] = [rounded(from - target), rounded(to - target)];
  if (before * beyond >= 0 || Math.abs(beyond) <= overshot) return null;
  return { side: beyond > 0 ? 'customer' : 'process', by: Math.abs(beyond) };
}

const unitIn = ({ units }: ScoredRound['core'], id: string): UnitResult | undefined =>
  units.find((unit) => unit.id === id);

/** One unit in one round. */
interface Standing {
  readonly round: ScoredRound;
  readonly unit: UnitResult | undefined;
  /** The same unit on all questions of the round. */
  readonly full: UnitResult | undefined;
}

export const standingIn = (round: ScoredRound, id: string): Standing => ({
  round,
  unit: unitIn(round.core, id),
  full: unitIn(round.full, id),
});

/**
 * The one place that decides whether a change may be shown: what is hidden in a round, on all of its
 * questions or on those that are shared, has no change either.
 */
export function whyHidden(from: Standing, to: Standing): Swing['hidden'] {
  const all = [from.unit, from.full, to.unit, to.full];
  if (all.some((unit) => unit === undefined)) return 'absent';
  if (all.some((unit) => unit!.suppressed !== null)) return 'suppressed';
  return from.unit!.position === null || to.unit!.position === null ? 'unscored' : null;
}

const peopleIn = ({ round: { core, standpoints } }: Standing, id: string) =>
  peopleOf({ units: core.units, positions: standpoints.all }, id);

const dimensionIn = ({ dimensions }: UnitResult, id: string): DimensionResult | undefined =>
  dimensions.find((dimension) => dimension.id === id);

const dimensionMoves = (from: UnitResult, to: UnitResult): readonly DimensionMove[] =>
  to.dimensions.map(({ id, title, ...now }) => {
    const before = dimensionIn(from, id);
    const move = (of: 'customer' | 'process' | 'position') => moveOf(before?.[of] ?? null, now[of]);
    return {
      id,
      title,
      customer: move('customer'),
      process: move('process'),
      position: move('position'),
    };
  });

const sidesOf = (side: RecommendationResult['side']): readonly ('customer' | 'process')[] =>
  side === 'both' ? ['customer', 'process'] : [side];

const followUps = (from: Standing, dimensions: readonly DimensionMove[]): readonly FollowUp[] =>
  from.full!.recommendations.map(({ practice, title, side, dimension }) => {
    const moved = dimensions.find(({ id }) => id === dimension);
    const named = moved?.title ?? dimensionIn(from.full!, dimension)?.title ?? dimension;
    return {
      practice,
      title,
      side,
      dimension: { id: dimension, title: named },
      moves: sidesOf(side).map((each) => ({ side: each, ...(moved?.[each] ?? unknown) })),
    };
  });

/** What happened to a unit between two rounds. */
export function swingOf(from: Standing, to: Standing, id: string, minGroup: number | null): Swing {
  const hidden = whyHidden(from, to);
  const head = { from: from.round.name, to: to.round.name, hidden };
  const [before, now] = [from.unit, to.unit];
  if (hidden !== null || before === undefined || now === undefined) {
    const scores = { position: unknown, customer: unknown, process: unknown, strength: unknown };
    const none = { overshoot: null, test: null, dimensions: [], recommendations: [] };
    return { ...head, ...scores, ...none };
  }
  const move = (of: 'position' | 'customer' | 'process' | 'strength') =>
    moveOf(before[of], now[of]);
  const dimensions = dimensionMoves(before, now);
  const isPooled = now.respondents.pooling === 'roles';
  return {
    ...head,
    position: move('position'),
    customer: move('customer'),
    process: move('process'),
    strength: move('strength'),
    overshoot: overshootOf(move('position'), now.market?.target.position ?? null),
    // The mean of the roles' means is no mean of respondents, which is what could be tested.
    test: isPooled ? null : chanceOf(peopleIn(from, id), peopleIn(to, id), minGroup),
    dimensions,
    recommendations: followUps(from, dimensions),
  };
}
