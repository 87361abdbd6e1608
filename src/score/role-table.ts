import type { Plan } from '../plan/types.ts';
import { answerSaid, areAlike, leaningsSaid, sideSaid, type Said } from './alike.ts';
import { shownCells, type Row } from './cells.ts';
import type { Moments } from './moments.ts';
import { inNaturalOrder } from './rounds.ts';
import type { Survey, SurveyUnit } from './survey.ts';
import type { Veil } from './veil.ts';

/** The respondents of every unit by role; the last role is that of those who name none. */
export interface Table {
  readonly units: readonly SurveyUnit[];
  readonly veils: readonly Veil[];
  readonly members: readonly (readonly number[])[];
  readonly roles: readonly string[];
  readonly moments: readonly (readonly (Moments | null)[])[];
}

export function tableOf({ units }: Survey, veils: ReadonlyMap<string, Veil>): Table {
  const names = new Set(units.flatMap((unit) => [...unit.roles.keys()]));
  const roles = inNaturalOrder([...names], (name) => name);
  const index = new Map(units.map(({ id }, i) => [id, i]));
  return {
    units,
    veils: units.map(({ id }) => veils.get(id)!),
    members: units.map(({ members }) => members.flatMap((id) => index.get(id) ?? [])),
    roles,
    moments: units.map(({ byRole }) => {
      const known = new Map(byRole.map(({ role, moments }) => [role, moments]));
      return [...roles, null].map((role) => known.get(role) ?? null);
    }),
  };
}

/** Numbers by unit and role. */
type Counts = readonly (readonly number[])[];

/** One of the numbers that are shown by unit and by role, each with its own respondents. */
export interface Measure {
  /** Those of the units below included. */
  readonly counts: Counts;
  /** What they may not all say alike. */
  readonly said: readonly Said[];
  /** Whether the number of all of a unit is hidden, and whether those of its roles have to be. */
  readonly isHidden: (veil: Veil) => boolean;
  readonly isBarred: (veil: Veil) => boolean;
}

const countsBy = ({ moments }: Table, count: Said['count']): Counts =>
  moments.map((roles) => roles.map((found) => (found === null ? 0 : count(found))));

function measureOf(table: Table, said: Said, isOff: (veil: Veil) => boolean): Measure {
  const isHidden = (veil: Veil) => veil.unit !== null || isOff(veil);
  return { counts: countsBy(table, said.count), said: [said], isHidden, isBarred: isHidden };
}

export function ofWhole(plan: Plan, table: Table): Measure {
  const counts = countsBy(table, ({ scored }) => scored);
  const isHidden = ({ unit }: Veil) => unit !== null;
  return { counts, said: leaningsSaid(plan), isHidden, isBarred: isHidden };
}

export const ofSide = (plan: Plan, table: Table, cell: number): Measure =>
  measureOf(table, sideSaid(plan, cell), ({ sides }) => sides.has(cell));

export const ofQuestion = (plan: Plan, table: Table, index: number): Measure =>
  measureOf(table, answerSaid(plan, index), ({ questions }) => questions.has(index));

/** Roles of units, each by its number in the table. */
export type Cells = ReadonlySet<number>;

export const cellIn = ({ roles }: Table, unit: number, role: number): number =>
  unit * (roles.length + 1) + role;

/** Roles that have a name, of every unit. */
export const namedCells = (table: Table): Cells =>
  new Set(
    table.units.flatMap((_, unit) => table.roles.map((_r, role) => cellIn(table, unit, role))),
  );

/** Those in a unit itself and in none below it, of each role. */
const ownIn = ({ members }: Table, counts: Counts, unit: number): readonly number[] =>
  counts[unit]!.map((count, role) =>
    members[unit]!.reduce((rest, member) => rest - counts[member]![role]!, count),
  );

/** By role, whether those in a unit itself are few who all say the same, in their role or all of them. */
function secretIn(table: Table, { said, counts }: Measure, unit: number): readonly boolean[] {
  const { units, members, moments } = table;
  const momentsOf = (each: number) => units[each]!.score.moments;
  const areAll = said.some((each) =>
    areAlike(each, momentsOf(unit), members[unit]!.map(momentsOf)),
  );
  return ownIn(table, counts, unit).map((own, role) => {
    if (own === 0 || areAll) return own > 0;
    const below = members[unit]!.flatMap((member) => moments[member]![role] ?? []);
    return own > 1 && said.some((each) => areAlike(each, moments[unit]![role]!, below));
  });
}

/** The cells that may be shown by one measure, of those that may at all. */
export function shownBy(table: Table, measure: Measure, minGroup: number, among: Cells): Cells {
  const { moments, members, veils } = table;
  const isAlike = (unit: number, role: number) =>
    measure.said.some((said) => areAlike(said, moments[unit]![role]!));
  const rows = table.units.map((_, unit): Row => ({
    members: members[unit]!,
    counts: measure.counts[unit]!,
    secret: secretIn(table, measure, unit),
    isShown: !measure.isHidden(veils[unit]!),
  }));
  const isShown = shownCells(rows, minGroup, (unit, role) => {
    const isOpen = among.has(cellIn(table, unit, role)) && !measure.isBarred(veils[unit]!);
    return isOpen && !isAlike(unit, role);
  });
  return filtered(table, among, isShown);
}

export const filtered = (
  table: Table,
  cells: Cells,
  isKept: (unit: number, role: number) => boolean,
): Cells => {
  const width = table.roles.length + 1;
  return new Set([...cells].filter((cell) => isKept(Math.floor(cell / width), cell % width)));
};

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Which of these numbers a unit's own respondents have: all of them or none, or some of each. */
function wayOf(table: Table, measures: readonly Measure[], unit: number, people: number): string {
  const had = measures.map(({ counts }) => total(ownIn(table, counts, unit)));
  const isEven = had.every((count) => count === 0 || count === people);
  return isEven ? had.map((count) => (count > 0 ? 'x' : '.')).join('') : 'uneven';
}

/**
 * A mean minus its parts is nothing where all have the mean of the same parts, and elsewhere tells of
 * those alone who have it of others: so they are numbers like any other, for each of the ways in which
 * units have it.
 */
export function byWay(
  table: Table,
  measures: readonly Measure[],
  isBarred: Measure['isBarred'],
): readonly Measure[] {
  const everybody = countsBy(table, ({ respondents }) => respondents);
  const own = table.units.map((_, unit) => {
    const people = ownIn(table, everybody, unit);
    return { people, way: wayOf(table, measures, unit, total(people)) };
  });
  const countsOf = (way: string): Counts => {
    const withBelow = (unit: number): readonly number[] =>
      table.members[unit]!.map(withBelow).reduce(
        (sum, below) => sum.map((count, role) => count + below[role]!),
        own[unit]!.people.map((count) => (own[unit]!.way === way ? count : 0)),
      );
    return table.units.map((_, unit) => withBelow(unit));
  };
  const ways = [...new Set(own.map(({ way }) => way))].filter((way) => way.includes('x'));
  const telling = ways.length === 1 ? ['uneven'] : [...ways, 'uneven'];
  const isHidden = (veil: Veil) => measures.some((each) => each.isHidden(veil));
  return telling.map((way) => ({ counts: countsOf(way), said: [], isHidden, isBarred }));
}
