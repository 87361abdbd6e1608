import type { Result, UnitResult } from '../../result.ts';

/** What is looked at to put units into their groups. */
type Grouped = Pick<UnitResult, 'id' | 'members'>;

/** A unit in the overview, and how many groups it stands under. */
export interface Entry<U extends Grouped = UnitResult> {
  readonly unit: U;
  readonly depth: number;
}

/** Groups above their members, members pushed in; each unit once, even if the groups go in circles. */
export function inGroups<U extends Grouped>(units: readonly U[]): readonly Entry<U>[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const members = new Set(units.flatMap((unit) => unit.members.filter((id) => id !== unit.id)));
  const seen = new Set<string>();
  const visit = (unit: U, depth: number): readonly Entry<U>[] => {
    if (seen.has(unit.id)) return [];
    seen.add(unit.id);
    const below = unit.members.flatMap((id) => byId.get(id) ?? []);
    return [{ unit, depth }, ...below.flatMap((each) => visit(each, depth + 1))];
  };
  const roots = units.filter(({ id }) => !members.has(id));
  return [...roots, ...units].flatMap((unit) => visit(unit, 0));
}

const under = (score: number | null, floor: number) =>
  score === null ? 0 : Math.max(0, floor - score);

/** How far a unit is beyond what its market allows: past the tolerance, and under its floors. */
function trouble({ gap, market, customer, process }: UnitResult): number {
  if (market === null || gap === null) return 0;
  const beyond = Math.max(0, Math.abs(gap) - market.target.tolerance);
  return beyond + under(customer, market.floor.customer) + under(process, market.floor.process);
}

/** In the order in which units are compared; the larger goes first. */
const claims = (unit: UnitResult): readonly number[] => [
  unit.suppressed === null && unit.position !== null ? 1 : 0,
  unit.suppressed === null ? 1 : 0,
  unit.kind === 'unit' ? 1 : 0,
  trouble(unit),
  Math.abs(unit.gap ?? unit.position ?? 0),
];

function compare(a: UnitResult, b: UnitResult): number {
  const [left, right] = [claims(a), claims(b)];
  const first = left.findIndex((claim, i) => claim !== right[i]);
  return first === -1 ? 0 : right[first]! - left[first]!;
}

/**
 * The id of the unit with the most to tell: a unit rather than a group, furthest beyond its
 * tolerance and under its floors, the first of equals. Empty when the result has no units.
 */
export function mostToTell(result: Result): string {
  return result.units.toSorted(compare)[0]?.id ?? '';
}
