import { divide } from '../plan/integers.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import type { RoleGap, RoleResult } from '../result.ts';
import { questionMean } from '../score/agreement.ts';
import { shownCells, type Row } from '../score/cells.ts';
import { histogramOf, squareSum, answersTo, type Moments } from '../score/moments.ts';
import { inNaturalOrder } from '../score/rounds.ts';
import type { Survey, SurveyUnit } from '../score/survey.ts';
import { points, rounded } from './round.ts';
import { fewestAlike, type Veil } from '../score/veil.ts';

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
  /** Whether all of them are known to say the same, so that the mean is what each of them said. */
  readonly isUnanimous: (moments: Moments) => boolean;
  readonly isHidden: (veil: Veil) => boolean;
}

/** The fewest of a role that are looked at where nothing is hidden: one is no role but a person. */
const leastOpen = 2;

const isSame = (count: number, sum: number, squares: bigint): boolean =>
  count > 0 && BigInt(count) * squares === BigInt(sum) ** 2n;

const whole: Measure = {
  count: ({ scored }) => scored,
  isUnanimous: ({ scored, leaning, leaningSquares }) =>
    [0, 1].some((side) => isSame(scored, leaning[side]!, squareSum(leaningSquares, side))),
  isHidden: ({ unit }) => unit !== null,
};

const ofSide = (cell: number): Measure => ({
  count: ({ sideCount }) => sideCount[cell]!,
  isUnanimous: ({ sideCount, sideSum, sideSquares }) =>
    isSame(sideCount[cell]!, sideSum[cell]!, squareSum(sideSquares, cell)),
  isHidden: ({ unit, sides }) => unit !== null || sides.has(cell),
});

const ofQuestion = ({ input }: PlanQuestion, index: number): Measure => ({
  count: (moments) => answersTo(moments, index),
  isUnanimous: (moments) =>
    input.kind === 'options'
      ? histogramOf(moments, index).filter((each) => each > 0).length === 1
      : isSame(
          answersTo(moments, index),
          moments.questionSum[index]!,
          squareSum(moments.questionSquares, index),
        ),
  isHidden: ({ unit, questions }) => unit !== null || questions.has(index),
});

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
    return (unit, role) => isNamed(unit, role) && countOf(moments[unit]![role]!) >= leastOpen;
  }
  const rows = table.units.map((_, unit): Row => ({
    members: table.members[unit]!,
    counts: moments[unit]!.map(countOf),
    isShown: !measure.isHidden(table.veils[unit]!),
  }));
  return shownCells(rows, minGroup, (unit, role) => {
    const found = moments[unit]![role] ?? null;
    if (found === null || !isNamed(unit, role)) return false;
    return measure.count(found) >= fewestAlike || !measure.isUnanimous(found);
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
  const isShown = shownBy(table, whole, () => true);
  const cells = plan.dimensions.flatMap((_, d) => [2 * d, 2 * d + 1]);
  const sides = cells.map((cell) => shownBy(table, ofSide(cell), isShown));
  const questions = plan.questions.map((question, i) =>
    question.fact ? () => false : shownBy(table, ofQuestion(question, i), isShown),
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

const mean = (sum: number, count: number): number => points(divide(sum, count));

/** What a role of a unit says, in points. */
export function roleResult(plan: Plan, { role, moments, sides, questions }: ShownRole): RoleResult {
  const { scored, leaning, sideSum, sideCount } = moments;
  const side = (cell: number) => (sides.has(cell) ? mean(sideSum[cell]!, sideCount[cell]!) : null);
  const [customer, process] = [divide(leaning[0]!, scored), divide(leaning[1]!, scored)];
  return {
    role,
    count: scored,
    customer: points(customer),
    process: points(process),
    position: points(customer - process),
    dimensions: plan.dimensions
      .map(({ id }, d) => ({ id, customer: side(2 * d), process: side(2 * d + 1) }))
      .filter(({ customer: c, process: p }) => c !== null || p !== null),
    questions: plan.questions.flatMap((question, i) => {
      const found = questions.has(i) ? questionMean(question, i, moments) : null;
      return found === null ? [] : [{ id: question.id, mean: rounded(found) }];
    }),
  };
}

/** One number of every role that has it. */
interface Compared {
  readonly of: RoleGap['of'];
  readonly values: readonly { readonly role: string; readonly value: number | null }[];
}

function comparedIn(plan: Plan, roles: readonly RoleResult[]): readonly Compared[] {
  const compared = (of: RoleGap['of'], read: (role: RoleResult) => number | null | undefined) => ({
    of,
    values: roles.map((each) => ({ role: each.role, value: read(each) ?? null })),
  });
  const whole = (['position', 'customer', 'process'] as const).map((measure) =>
    compared({ kind: 'unit', id: null, measure }, (role) => role[measure]),
  );
  const sides = plan.dimensions.flatMap(({ id }) =>
    (['customer', 'process'] as const).map((measure) =>
      compared(
        { kind: 'dimension', id, measure },
        ({ dimensions }) => dimensions.find((each) => each.id === id)?.[measure],
      ),
    ),
  );
  // Figures are in units of their own, which nothing else can be held against.
  const questions = plan.questions
    .filter(({ input }) => input.kind !== 'metric')
    .map(({ id }) =>
      compared(
        { kind: 'question', id, measure: 'mean' },
        (role) => role.questions.find((each) => each.id === id)?.mean,
      ),
    );
  return [...whole, ...sides, ...questions];
}

/** From the role with the most to the one with the least; null where they are not two that differ. */
function gapOf({ of, values }: Compared): RoleGap | null {
  const known = values.flatMap(({ role, value }) => (value === null ? [] : [{ role, value }]));
  if (known.length < 2) return null;
  const from = known.reduce((a, b) => (b.value > a.value ? b : a));
  const to = known.reduce((a, b) => (b.value < a.value ? b : a));
  const apart = rounded(from.value - to.value);
  return apart === 0 ? null : { of, from: from.role, to: to.role, points: apart };
}

/** How far the roles that differ most are apart, in everything they can be compared by; widest first. */
export const gapsOf = (plan: Plan, roles: readonly RoleResult[]): readonly RoleGap[] =>
  comparedIn(plan, roles)
    .map(gapOf)
    .filter((gap) => gap !== null)
    .toSorted((a, b) => b.points - a.points);
