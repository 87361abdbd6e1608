import type { Result, UnitResult } from '../result.ts';
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

/**
 * Of each round, the units that may not be seen beside the later ones: the latest is shown, and of
 * those before it all that give nobody away beside any that is shown.
 */
export function apartOf(
  rounds: readonly Attended[],
  minGroup: number | null,
): readonly ReadonlySet<string>[] {
  if (minGroup === null) return rounds.map(() => new Set());
  const found: Set<string>[] = rounds.map(() => new Set());
  for (let later = rounds.length - 1; later > 0; later--) {
    for (let i = later - 1; i >= 0; i--) {
      for (const id of apartIn(rounds[i]!, rounds[later]!, minGroup)) {
        if (!found[later]!.has(id)) found[i]!.add(id);
      }
    }
  }
  return found;
}

const reasons = (minGroup: number) => ({
  few: `it differs from a later round by fewer than ${minGroup} respondents`,
  unknown: 'nobody can tell who came and who left since',
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
