import { Answered } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import type { UnitResult } from '../result.ts';
import { hiddenUnits } from '../score/privacy.ts';
import { evaluator, Scored, type CodedScore } from '../score/respondent.ts';
import type { Placed } from '../score/tally.ts';

/** The respondents of a round as a plan reads them; the same people in the same order in another. */
export interface Reading {
  readonly plan: Plan;
  readonly people: readonly Placed[];
}

/** How many respondents of each unit. */
type Counts = ReadonlyMap<string, number>;

/** How many respondents two readings of a round may see differently. */
export interface Differing {
  readonly all: Counts;
  /** By dimension side of the first reading, 2d + s. */
  readonly bySide: readonly Counts[];
}

const sides = ['customer', 'process'] as const;

/** Of each question that is not the same in both: its index and the dimension sides it feeds. */
const lostIn = ({ questions }: Plan, lost: ReadonlySet<string>) =>
  questions.flatMap(({ id, dimension, weights }, index) =>
    lost.has(id)
      ? [
          {
            index,
            cells: sides.flatMap((side, s) => (weights[side] > 0 ? [2 * dimension + s] : [])),
          },
        ]
      : [],
  );

const isOther = (one: CodedScore, other: CodedScore): boolean =>
  one.isScored !== other.isScored || one.leaning.some((each, side) => each !== other.leaning[side]);

const isOtherSide = (one: CodedScore, cell: number, other: CodedScore, there: number): boolean =>
  one.sideState[cell] !== other.sideState[there] ||
  (one.sideState[cell] === Scored && one.side[cell] !== other.side[there]);

/**
 * Counts those whose scores differ, and those who answered what the readings do not share: that their
 * scores are the same tells of them as well.
 * @param lost ids of the questions that are not the same in both
 */
export function differing(one: Reading, other: Reading, lost: ReadonlySet<string>): Differing {
  const [first, second] = [evaluator(one.plan), evaluator(other.plan)];
  const all = new Map<string, number>();
  const { dimensions } = one.plan;
  const bySide = Array.from({ length: 2 * dimensions.length }, () => new Map<string, number>());
  const places = bySide.map((_, cell) => {
    const { id } = dimensions[Math.floor(cell / 2)]!;
    return 2 * other.plan.dimensions.findIndex((each) => each.id === id) + (cell % 2);
  });
  const asked = [lostIn(one.plan, lost), lostIn(other.plan, lost)] as const;
  const count = (found: Map<string, number>, { sheet: { unit } }: Placed) =>
    found.set(unit, (found.get(unit) ?? 0) + 1);
  one.people.forEach((person, i) => {
    const same = other.people[i]!;
    const [here, there] = [person, same].map(({ answers }, k) =>
      asked[k]!.filter(({ index }) => answers.state[index] === Answered),
    ) as [ReturnType<typeof lostIn>, ReturnType<typeof lostIn>];
    const scored = first.evaluate(person.answers, person.setting);
    const otherwise = second.evaluate(same.answers, same.setting);
    if (here.length + there.length > 0 || isOther(scored, otherwise)) count(all, person);
    bySide.forEach((found, cell) => {
      const place = places[cell]!;
      if (place < 0) return;
      const isFed =
        here.some(({ cells }) => cells.includes(cell)) ||
        there.some(({ cells }) => cells.includes(place));
      if (isFed || isOtherSide(scored, cell, otherwise, place)) count(found, person);
    });
  });
  return { all, bySide };
}

/**
 * The units of which both readings side by side tell of few; and so that none follows from those of a
 * group.
 * @param already hidden in one of them
 */
export function toldOfFew(
  units: readonly UnitResult[],
  counts: Counts,
  already: ReadonlySet<string>,
  minGroup: number,
): ReadonlySet<string> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const under = ({ id, members }: UnitResult): number =>
    members
      .flatMap((each) => byId.get(each) ?? [])
      .reduce((sum, member) => sum + under(member), counts.get(id) ?? 0);
  const counted = units.map((unit) => ({
    id: unit.id,
    members: unit.members,
    count: under(unit),
  }));
  const hidden = hiddenUnits(counted, minGroup, already);
  return new Set(counted.flatMap(({ id, count }) => (count > 0 && hidden.has(id) ? [id] : [])));
}
