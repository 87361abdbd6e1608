import type { Plan } from '../plan/types.ts';
import { answerSaid, areAlike, leaningsSaid, sideSaid, type Said } from './alike.ts';
import { shownCells, type Row } from './cells.ts';
import type { Moments } from './moments.ts';
import { inNaturalOrder } from './rounds.ts';
import type { Survey, SurveyUnit } from './survey.ts';
import { leastOfRole } from './unit.ts';
import type { Veil } from './veil.ts';

/** What of one role of a unit may be shown. */
export interface ShownRole {
  readonly role: string;
  readonly moments: Moments;
  /** Dimension sides, 2d + s. */
  readonly sides: ReadonlySet<number>;
  /** Question indexes. */
  readonly questions: ReadonlySet<number>;
}

/** One of the numbers that are shown by unit and by role, each with its own respondents. */
interface Measure {
  readonly count: (moments: Moments) => number;
  /** What they may not all say alike. */
  readonly said: readonly Said[];
  readonly isHidden: (veil: Veil) => boolean;
}

const whole = (plan: Plan): Measure => ({
  count: ({ scored }) => scored,
  said: leaningsSaid(plan),
  isHidden: ({ unit }) => unit !== null,
});

const measureOf = (said: Said, isHidden: Measure['isHidden']): Measure => ({
  count: said.count,
  said: [said],
  isHidden: (veil) => veil.unit !== null || isHidden(veil),
});

const ofSide = (plan: Plan, cell: number): Measure =>
  measureOf(sideSaid(plan, cell), ({ sides }) => sides.has(cell));

const ofQuestion = (plan: Plan, index: number): Measure =>
  measureOf(answerSaid(plan, index), ({ questions }) => questions.has(index));

/** Which roles of which units may be shown, by some measure. */
type IsShown = (unit: number, role: number) => boolean;

/** Everything that is counted by unit and role; the last role is that of those who name none. */
interface Table {
  readonly units: readonly SurveyUnit[];
  readonly veils: readonly Veil[];
  readonly members: readonly (readonly number[])[];
  readonly roles: readonly string[];
  readonly moments: readonly (readonly (Moments | null)[])[];
  readonly minGroup: number | null;
}

function tableOf({ units, minGroup }: Survey, veils: ReadonlyMap<string, Veil>): Table {
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
    minGroup,
  };
}

/** The cells that may be shown by a measure, of those that `mayShow` lets through. */
function shownBy(table: Table, measure: Measure, mayShow: IsShown): IsShown {
  const { minGroup, moments, roles } = table;
  const countOf = (found: Moments | null) => (found === null ? 0 : measure.count(found));
  const isNamed: IsShown = (unit, role) => role < roles.length && mayShow(unit, role);
  if (minGroup === null) {
    return (unit, role) => isNamed(unit, role) && countOf(moments[unit]![role]!) >= leastOfRole;
  }
  const rows = table.units.map((_, unit): Row => ({
    members: table.members[unit]!,
    counts: moments[unit]!.map(countOf),
    isShown: !measure.isHidden(table.veils[unit]!),
  }));
  return shownCells(rows, minGroup, (unit, role) => {
    const found = moments[unit]![role] ?? null;
    if (found === null || !isNamed(unit, role)) return false;
    return !measure.said.some((said) => areAlike(said, found));
  });
}

const shownIndexes = (shown: readonly IsShown[], unit: number, role: number) =>
  new Set(shown.flatMap((isShown, i) => (isShown(unit, role) ? [i] : [])));

/**
 * The roles of every unit that may be shown, and what of them: each number by its own respondents, so
 * that neither units, nor groups, nor the roles beside it tell anything of fewer than `minGroup`.
 * Nothing of a role is shown that is not shown as a whole.
 */
export function shownRoles(
  plan: Plan,
  survey: Survey,
  veils: ReadonlyMap<string, Veil>,
): ReadonlyMap<string, readonly ShownRole[]> {
  const table = tableOf(survey, veils);
  const isShown = shownBy(table, whole(plan), () => true);
  const cells = plan.dimensions.flatMap((_, d) => [2 * d, 2 * d + 1]);
  const sides = cells.map((cell) => shownBy(table, ofSide(plan, cell), isShown));
  const questions = plan.questions.map((question, i) =>
    question.fact ? () => false : shownBy(table, ofQuestion(plan, i), isShown),
  );
  const rolesOf = (unit: number): readonly ShownRole[] =>
    table.roles.flatMap((role, r) => {
      const moments = table.moments[unit]![r] ?? null;
      if (moments === null || !isShown(unit, r)) return [];
      return {
        role,
        moments,
        sides: shownIndexes(sides, unit, r),
        questions: shownIndexes(questions, unit, r),
      };
    });
  return new Map(survey.units.map(({ id }, unit) => [id, rolesOf(unit)]));
}
