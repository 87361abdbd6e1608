import type { DimensionResult, Result, UnitResult } from '../result.ts';
import { hiddenUnits } from '../score/privacy.ts';
import type { Positions } from '../score/positions.ts';

/** A round as it is shown, and who was scored in it. */
export interface Attended {
  readonly units: readonly UnitResult[];
  readonly positions: Positions;
}

type People = ReadonlyMap<string, number>;

/** Everybody of a unit or group who was scored, told apart also where two units use one name. */
export function peopleOf(round: Attended, id: string): People {
  const own = [...(round.positions.get(id) ?? [])].map(
    ([respondent, position]) => [JSON.stringify([id, respondent]), position] as const,
  );
  const members = round.units.find((unit) => unit.id === id)?.members ?? [];
  return new Map([...own, ...members.flatMap((each) => [...peopleOf(round, each)])]);
}

const without = (all: People, others: People): number =>
  [...all.keys()].filter((each) => !others.has(each)).length;

/** How the people of a unit or group changed from one round to another. */
interface Change {
  readonly id: string;
  readonly members: readonly string[];
  readonly stayed: number;
  readonly left: number;
  readonly joined: number;
}

function changeOf({ id, members }: UnitResult, from: Attended, to: Attended): Change {
  const [before, now] = [peopleOf(from, id), peopleOf(to, id)];
  const left = without(before, now);
  return { id, members, left, joined: without(now, before), stayed: before.size - left };
}

const kinds = ['left', 'joined', 'stayed'] as const;

/** A group's own people and the units below of which the change is hidden, as far as they go apart. */
function hiddenParts(
  group: Change,
  changes: ReadonlyMap<string, Change>,
  apart: ReadonlySet<string>,
): readonly Omit<Change, 'id' | 'members'>[] {
  const members = group.members.flatMap((id) => changes.get(id) ?? []);
  const rest = (kind: (typeof kinds)[number]) =>
    members.reduce((sum, member) => sum - member[kind], group[kind]);
  const own = { left: rest('left'), joined: rest('joined'), stayed: rest('stayed') };
  const hidden = members.filter(({ id }) => apart.has(id));
  return [own, ...hidden.flatMap((member) => hiddenParts(member, changes, apart))];
}

/**
 * Whether a group's change tells of few, for the latest round is shown of each unit: beside it, either
 * those of a part who were there before are left, or those alone who changed.
 */
function tellsOfFew(
  group: Change,
  changes: ReadonlyMap<string, Change>,
  apart: ReadonlySet<string>,
  minGroup: number,
): boolean {
  const parts = hiddenParts(group, changes, apart);
  if (parts.every(({ left, joined }) => left + joined === 0)) return false;
  const least = parts.map(({ left, joined, stayed }) => left + Math.min(joined, stayed));
  return least.reduce((sum, each) => sum + each) < minGroup;
}

const isHidden = ({ units }: Attended, id: string): boolean =>
  (units.find((unit) => unit.id === id)?.suppressed ?? null) !== null;

/**
 * The units whose two rounds may not be seen side by side: those who stayed, who left and who joined
 * are each as many as may be shown, or nobody, and so that no smaller unit's follow from a group's.
 */
function apartIn(from: Attended, to: Attended, minGroup: number): ReadonlySet<string> {
  const gone = from.units.filter(({ id }) => to.units.every((unit) => unit.id !== id));
  const units = [...to.units, ...gone].map((unit) => changeOf(unit, from, to));
  const changes = new Map(units.map((unit) => [unit.id, unit]));
  const apart = new Set([...changes.keys()].filter((id) => isHidden(from, id) || isHidden(to, id)));
  for (const kind of kinds) {
    const counted = units.map((unit) => ({ ...unit, count: unit[kind] }));
    const hidden = hiddenUnits(counted, minGroup, apart);
    for (const unit of counted) if (hidden.has(unit.id) && unit.count > 0) apart.add(unit.id);
  }
  const groups = units.filter(({ members }) => members.length > 0);
  for (let size = -1; size !== apart.size;) {
    size = apart.size;
    for (const group of groups.filter(({ id }) => !apart.has(id))) {
      if (tellsOfFew(group, changes, apart, minGroup)) apart.add(group.id);
    }
  }
  return apart;
}

/** A round with the units of which something is shown. */
interface Shown {
  readonly round: Attended;
  readonly ids: readonly string[];
}

/** A unit that is below no other, with all that is below it. */
const treesIn = (rounds: readonly Attended[]): readonly (readonly string[])[] => {
  const membersOf = new Map(
    rounds.flatMap(({ units }) => units.map(({ id, members }) => [id, members])),
  );
  const above = new Set([...membersOf.values()].flat());
  const below = (id: string): readonly string[] => [
    id,
    ...(membersOf.get(id) ?? []).flatMap(below),
  ];
  return [...membersOf.keys()].filter((id) => !above.has(id)).map(below);
};

const shownOf = (round: Attended, tree: readonly string[], apart: ReadonlySet<string>): Shown => ({
  round,
  ids: tree.filter(
    (id) => !apart.has(id) && !isHidden(round, id) && round.units.some((unit) => unit.id === id),
  ),
});

/**
 * Whether everybody is in the same sums as enough others, in all rounds together: then whatever is
 * worked out from the sums is of as many.
 */
function areMany(shown: readonly Shown[], minGroup: number): boolean {
  const sums = new Map<string, string>();
  shown.forEach(({ round, ids }, i) => {
    for (const id of ids) {
      for (const who of peopleOf(round, id).keys()) {
        sums.set(who, `${sums.get(who) ?? ''} ${JSON.stringify([i, id])}`);
      }
    }
  });
  const sizes = new Map<string, number>();
  for (const each of sums.values()) sizes.set(each, (sizes.get(each) ?? 0) + 1);
  return [...sizes.values()].every((size) => size >= minGroup);
}

/**
 * The units that may be seen beside each later round and not beside all of them, for of three rounds
 * more follows than of any two: a tree of units is shown as a whole, or not at all.
 */
function apartFromAll(
  from: Shown['round'],
  apart: ReadonlySet<string>,
  later: readonly { readonly round: Attended; readonly apart: ReadonlySet<string> }[],
  minGroup: number,
): readonly string[] {
  return treesIn([from, ...later.map(({ round }) => round)]).flatMap((tree) => {
    const before = later
      .map((each) => shownOf(each.round, tree, each.apart))
      .filter(({ ids }) => ids.length > 0);
    const isSafe = before.length < 2 || areMany([shownOf(from, tree, apart), ...before], minGroup);
    return isSafe ? [] : tree;
  });
}

/**
 * Of each round, the units that may not be seen beside the later ones: the latest is shown, and of
 * those before it all that give nobody away beside what is shown of the others.
 */
export function apartOf(
  rounds: readonly Attended[],
  minGroup: number | null,
): readonly ReadonlySet<string>[] {
  if (minGroup === null) return rounds.map(() => new Set());
  const found: Set<string>[] = rounds.map(() => new Set());
  for (let i = rounds.length - 2; i >= 0; i--) {
    const own = found[i]!;
    const later = rounds.map((round, j) => ({ round, apart: found[j]! })).slice(i + 1);
    for (const { round, apart } of later) {
      for (const id of apartIn(rounds[i]!, round, minGroup)) if (!apart.has(id)) own.add(id);
    }
    for (const id of apartFromAll(rounds[i]!, own, later, minGroup)) own.add(id);
  }
  return found;
}

const reasons = (minGroup: number) => ({
  few: `it differs from a later round by fewer than ${minGroup} respondents`,
  unknown: 'nobody can tell who came and who left since',
  versions: `fewer than ${minGroup} respondents answered what the scorecards do not share`,
});

/** A result without these units, for the sake of those who joined or left since. */
export const keptApart = (
  result: Result,
  ids: ReadonlySet<string>,
  minGroup: number,
  why: keyof ReturnType<typeof reasons>,
): Result => ({
  ...result,
  units: result.units.map((unit) =>
    !ids.has(unit.id) || unit.suppressed !== null
      ? unit
      : {
          ...unit,
          position: null,
          suppressed: { reason: reasons(minGroup)[why], minGroup },
        },
  ),
});

const sideOf = (cell: number): 'customer' | 'process' => (cell % 2 === 0 ? 'customer' : 'process');

/** A unit as far as a dimension side of it is shown, 2d + s: hidden where the side is. */
export function asOfSide(unit: UnitResult, cell: number, minGroup: number): UnitResult {
  const isShown = (unit.dimensions[Math.floor(cell / 2)]?.[sideOf(cell)] ?? null) !== null;
  if (isShown || unit.suppressed !== null) return unit;
  return { ...unit, suppressed: { reason: reasons(minGroup).few, minGroup } };
}

const hiding = (dimension: DimensionResult, side: 'customer' | 'process'): DimensionResult => ({
  ...dimension,
  [side]: null,
  position: null,
  hidden: [...dimension.hidden.filter((each) => each !== side), side],
});

/** A result without a dimension side, 2d + s, of these units. */
export const withoutSide = (result: Result, ids: ReadonlySet<string>, cell: number): Result => ({
  ...result,
  units: result.units.map((unit) =>
    ids.has(unit.id)
      ? {
          ...unit,
          dimensions: unit.dimensions.map((dimension, d) =>
            d === Math.floor(cell / 2) && dimension[sideOf(cell)] !== null
              ? hiding(dimension, sideOf(cell))
              : dimension,
          ),
        }
      : unit,
  ),
});
