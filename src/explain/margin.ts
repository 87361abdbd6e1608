import type { Margin } from '../explanation.ts';
import type { Plan, Side, Target } from '../plan/types.ts';
import { points } from '../result/round.ts';
import { bandOf, zoneOf } from '../score/position.ts';
import type { UnitPosition } from '../score/unit.ts';
import type { Basis } from './basis.ts';

/** Whose answers are looked at, and where they stand. */
export interface Stand {
  readonly plan: Plan;
  readonly basis: Basis;
  readonly standing: UnitPosition;
  readonly target: Target | null;
}

/** The smallest count up to the last for which something holds that holds for the last. */
function first(last: number, holds: (count: number) => boolean): number {
  let [low, high] = [1, last];
  while (low < high) {
    const half = Math.floor((low + high) / 2);
    if (holds(half)) high = half;
    else low = half + 1;
  }
  return high;
}

/** The fewest answers, a step each toward one side, that change the zone. */
function flipToward({ plan, basis, standing }: Stand, side: Side): Margin['flip'] {
  const nudges = basis.nudges(side);
  const zoneAfter = (count: number): string => {
    const position = nudges.position(count);
    return position === null ? standing.zone : zoneOf(plan.zones, position).id;
  };
  const flips = (count: number) => zoneAfter(count) !== standing.zone;
  if (nudges.count === 0 || !flips(nudges.count)) return null;
  const answers = first(nudges.count, flips);
  return { answers, people: nudges.people(answers), zone: zoneAfter(answers) };
}

const fewer = (a: Margin['flip'], b: Margin['flip']): Margin['flip'] =>
  a === null || (b !== null && b.answers < a.answers) ? b : a;

function zoneMargin({ zones }: Plan, { position }: UnitPosition): Margin['zone'] {
  const here = zones.indexOf(zoneOf(zones, position));
  const beside = [
    { zone: zones[here - 1], distance: position - zones[here]!.from },
    { zone: zones[here + 1], distance: zones[here]!.to - position },
  ];
  const [nearest] = beside
    .filter(({ zone }) => zone !== undefined)
    .toSorted((a, b) => a.distance - b.distance);
  return nearest === undefined
    ? null
    : { distance: points(nearest.distance), next: nearest.zone!.id };
}

function strengthMargin({ strengthBands }: Plan, { strength }: UnitPosition): Margin['strength'] {
  const next = strengthBands[strengthBands.indexOf(bandOf(strengthBands, strength)) + 1];
  return next === undefined ? null : { distance: points(next.from - strength), next: next.id };
}

/** How much would have to be different for zone, target zone and strength to read differently. */
export function marginOf(stand: Stand): Margin {
  const { plan, standing, target } = stand;
  return {
    zone: zoneMargin(plan, standing),
    flip: fewer(flipToward(stand, 'customer'), flipToward(stand, 'process')),
    target: target === null ? null : points(target.tolerance - Math.abs(standing.gap!)),
    strength: strengthMargin(plan, standing),
  };
}
