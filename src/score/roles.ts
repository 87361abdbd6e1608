import type { Plan } from '../plan/types.ts';
import { answerSaid, areAlike, leaningsSaid, sideNames, sideSaid, type Said } from './alike.ts';
import { shownCells, type Row } from './cells.ts';
import { answersTo, type Moments } from './moments.ts';
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

/** Cells of the table by number, which are left out for the sake of others. */
type Kept = ReadonlySet<number>;

const cellIn = ({ units }: Table, unit: number, role: number): number => role * units.length + unit;

/** Whether those of a role in a unit itself are few, and more than one, who all say the same. */
function areFewAlike(
  { moments, members }: Table,
  { said, count }: Measure,
  unit: number,
  role: number,
) {
  const found = moments[unit]![role] ?? null;
  if (found === null) return false;
  const below = members[unit]!.flatMap((member) => moments[member]![role] ?? []);
  const own = below.reduce((rest, each) => rest - count(each), count(found));
  return own > 1 && said.some((each) => areAlike(each, found, below));
}

/** The cells that may be shown by a measure, of those that `mayShow` lets through. */
function shownBy(table: Table, measure: Measure, mayShow: IsShown, kept: Kept): IsShown {
  const { minGroup, moments, roles } = table;
  const countOf = (found: Moments | null) => (found === null ? 0 : measure.count(found));
  const isNamed: IsShown = (unit, role) => role < roles.length && mayShow(unit, role);
  if (minGroup === null) {
    return (unit, role) => isNamed(unit, role) && countOf(moments[unit]![role]!) >= leastOfRole;
  }
  const isKept: IsShown = (unit, role) => kept.has(cellIn(table, unit, role));
  const rows = table.units.map((_, unit): Row => ({
    members: table.members[unit]!,
    counts: moments[unit]!.map(countOf),
    secret: moments[unit]!.map(
      (_each, role) => isKept(unit, role) || areFewAlike(table, measure, unit, role),
    ),
    isShown: !measure.isHidden(table.veils[unit]!),
  }));
  return shownCells(rows, minGroup, (unit, role) => {
    const found = moments[unit]![role] ?? null;
    if (found === null || !isNamed(unit, role) || isKept(unit, role)) return false;
    return !measure.said.some((said) => areAlike(said, found));
  });
}

const shownIndexes = (
  shown: readonly { readonly isShown: IsShown }[],
  unit: number,
  role: number,
) => new Set(shown.flatMap(({ isShown }, i) => (isShown(unit, role) ? [i] : [])));

/** A mean of a role and what it is the mean of, where everybody behind it is behind all of that. */
interface Parts {
  readonly isShown: boolean;
  /** What each part is and of how many it is. */
  readonly parts: readonly (readonly [part: number, count: number])[];
  /** Those of them that are shown. */
  readonly shown: ReadonlySet<number>;
}

/** A part that tells a hidden one beside the mean, or a hidden mean; null where none does. */
function giveaway({ isShown, parts, shown }: Parts): number | null {
  const open = parts.filter(([part]) => shown.has(part));
  const unknown = parts.length - open.length + (isShown ? 0 : 1);
  if (unknown !== 1 || open.length === 0) return null;
  return open.reduce((a, b) => (b[1] < a[1] ? b : a))[0];
}

/** The questions that a dimension side of a role is the mean of; none where some left one open. */
function partsOfSide({ questions }: Plan, moments: Moments, cell: number): Parts['parts'] {
  const side = sideNames[cell % 2]!;
  const parts = questions.flatMap(({ dimension, weights, fact }, q) =>
    !fact && dimension === Math.floor(cell / 2) && weights[side] > 0
      ? [[q, answersTo(moments, q)] as const]
      : [],
  );
  return parts.every(([, count]) => count === moments.sideCount[cell]) ? parts : [];
}

/** The dimension sides that a leaning of a role is the mean of; none where some lack one. */
function partsOfLeaning({ dimensions }: Plan, moments: Moments, side: 0 | 1): Parts['parts'] {
  const parts = dimensions.map((_, d) => [2 * d + side, moments.sideCount[2 * d + side]!] as const);
  return parts.every(([, count]) => count === moments.scored) ? parts : [];
}

/** What a mean tells of a role beside its other parts: a side that is to be left out, or a question. */
function giveawayOf(plan: Plan, { moments, sides, questions }: ShownRole) {
  for (const side of [0, 1] as const) {
    const parts = partsOfLeaning(plan, moments, side);
    const part = giveaway({ isShown: true, parts, shown: sides });
    if (part !== null) return { kind: 'side', index: part } as const;
  }
  for (let cell = 0; cell < 2 * plan.dimensions.length; cell++) {
    const parts = partsOfSide(plan, moments, cell);
    const part = giveaway({ isShown: sides.has(cell), parts, shown: questions });
    if (part !== null) return { kind: 'question', index: part } as const;
  }
  return null;
}

/** Which cells of a measure may be shown; those that are kept back since are asked for anew. */
function measured(table: Table, measure: Measure, mayShow: IsShown) {
  const kept = new Set<number>();
  let shown = shownBy(table, measure, mayShow, kept);
  let isNew = false;
  return {
    isShown: ((unit, role) => shown(unit, role)) satisfies IsShown,
    keep: (unit: number, role: number): void => {
      kept.add(cellIn(table, unit, role));
      isNew = true;
    },
    settle: (): void => {
      if (isNew) shown = shownBy(table, measure, mayShow, kept);
      isNew = false;
    },
  };
}

/**
 * The roles of every unit that may be shown, and what of them: each number by its own respondents, so
 * that neither units, nor groups, nor the roles beside it tell anything of fewer than `minGroup`.
 * Nothing of a role is shown that is not shown as a whole; and nothing that would tell, beside a mean
 * that is shown, what is hidden of it, until there is no such thing left.
 */
export function shownRoles(
  plan: Plan,
  survey: Survey,
  veils: ReadonlyMap<string, Veil>,
): ReadonlyMap<string, readonly ShownRole[]> {
  const table = tableOf(survey, veils);
  const isShown = shownBy(table, whole(plan), () => true, new Set());
  const cells = plan.dimensions.flatMap((_, d) => [2 * d, 2 * d + 1]);
  const sides = cells.map((cell) => measured(table, ofSide(plan, cell), isShown));
  const questions = plan.questions.map(({ fact }, i) =>
    measured(table, ofQuestion(plan, i), fact ? () => false : isShown),
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
  for (;;) {
    const found = survey.units.map((_, unit) => rolesOf(unit));
    const told =
      table.minGroup === null
        ? []
        : found.flatMap((own, unit) =>
            own.flatMap((each) => {
              const what = giveawayOf(plan, each);
              return what === null ? [] : [{ ...what, unit, role: table.roles.indexOf(each.role) }];
            }),
          );
    if (told.length === 0) return new Map(survey.units.map(({ id }, unit) => [id, found[unit]!]));
    for (const { kind, index, unit, role } of told) {
      (kind === 'side' ? sides : questions)[index]!.keep(unit, role);
    }
    for (const each of [...sides, ...questions]) each.settle();
  }
}
