import type { Plan } from '../plan/types.ts';
import { sideNames } from './alike.ts';
import type { Moments } from './moments.ts';
import {
  byWay,
  cellIn,
  filtered,
  namedCells,
  ofQuestion,
  ofSide,
  ofWhole,
  shownBy,
  tableOf,
  type Cells,
  type Measure,
  type Table,
} from './role-table.ts';
import type { Survey } from './survey.ts';
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

/** A number that roles have beside their leanings: of a dimension side, 2d + s, or of a question. */
interface Part {
  readonly kind: 'side' | 'question';
  readonly index: number;
  readonly measure: Measure;
}

const sidePart = (plan: Plan, table: Table, index: number): Part => ({
  kind: 'side',
  index,
  measure: ofSide(plan, table, index),
});

const questionPart = (plan: Plan, table: Table, index: number): Part => ({
  kind: 'question',
  index,
  measure: ofQuestion(plan, table, index),
});

/**
 * Parts that tell of one another: the sides of a dimension with the questions that feed them, apart
 * unless a question feeds both; all stated questions; any other question by itself. Facts are not said
 * by roles.
 */
function bundlesOf(plan: Plan, table: Table): readonly (readonly Part[])[] {
  const asked = plan.questions.flatMap(({ dimension, fact, weights, lean }, q) => {
    const feeds = sideNames.flatMap((side, s) => (weights[side] > 0 ? [2 * dimension + s] : []));
    return fact ? [] : [{ q, feeds, isStated: lean.weight > 0 }];
  });
  const parts = (own: typeof asked) => own.map(({ q }) => questionPart(plan, table, q));
  const sided = plan.dimensions.flatMap((_, d) => {
    const isOne = asked.some(({ feeds }) => feeds.length === 2 && feeds.includes(2 * d));
    return isOne ? [[2 * d, 2 * d + 1]] : [[2 * d], [2 * d + 1]];
  });
  const rest = asked.filter(({ feeds }) => feeds.length === 0);
  return [
    ...sided.map((sides) => [
      ...sides.map((cell) => sidePart(plan, table, cell)),
      ...parts(asked.filter(({ feeds }) => feeds.some((cell) => sides.includes(cell)))),
    ]),
    parts(rest.filter(({ isStated }) => isStated)),
    ...rest.filter(({ isStated }) => !isStated).map((each) => parts([each])),
  ];
}

/**
 * The cells in which all of these numbers may be shown. They are the same cells for all of them: so a
 * mean and its parts say the same of the same people, and of nobody else.
 */
function shownTogether(
  table: Table,
  measures: readonly Measure[],
  minGroup: number,
  among: Cells,
): Cells {
  const left = measures.reduce((cells, measure) => {
    const shown = shownBy(table, measure, minGroup, cells);
    const isKept = (unit: number, role: number) =>
      measure.counts[unit]![role] === 0 || shown.has(cellIn(table, unit, role));
    return filtered(table, cells, isKept);
  }, among);
  return left.size === among.size ? left : shownTogether(table, measures, minGroup, left);
}

/** Where roles are shown as a whole, and where each part of them. */
interface Shown {
  readonly whole: Cells;
  readonly parts: readonly (readonly [part: Part, cells: Cells])[];
}

/** Where nobody is hidden, all that several of a role have said. */
function shownToAll(plan: Plan, table: Table): Shown {
  const enough = ({ counts }: Measure, among: Cells) =>
    filtered(table, among, (unit, role) => counts[unit]![role]! >= leastOfRole);
  const whole = enough(ofWhole(plan, table), namedCells(table));
  const parts = bundlesOf(plan, table).flat();
  return { whole, parts: parts.map((part) => [part, enough(part.measure, whole)]) };
}

/** A side of a role that tells a hidden one beside the leaning, if all who have the leaning have both. */
function giveawayIn({ dimensions }: Plan, { moments, sides }: ShownRole): number | null {
  for (const s of [0, 1]) {
    const parts = dimensions
      .map((_, d) => 2 * d + s)
      .filter((cell) => moments.sideCount[cell]! > 0);
    if (parts.some((cell) => moments.sideCount[cell] !== moments.scored)) continue;
    const open = parts.filter((cell) => sides.has(cell));
    if (open.length > 0 && parts.length - open.length === 1) return open[0]!;
  }
  return null;
}

const measuresOf = (parts: readonly Part[]): readonly Measure[] =>
  parts.map(({ measure }) => measure);

/** Where small groups are hidden: until nothing tells what is hidden beside it. */
function shownSafely(plan: Plan, table: Table, minGroup: number): Shown {
  const leanings = ofWhole(plan, table);
  const bundles = bundlesOf(plan, table).map((parts) => {
    const own = measuresOf(parts);
    const isBarred = (veil: Veil) => own.some((each) => each.isBarred(veil));
    return { parts, measures: [...own, ...byWay(table, own, isBarred)] };
  });
  const ways = sideNames.flatMap((_, s) => {
    const isFeeding = ({ kind, index }: Part) => kind === 'side' && index % 2 === s;
    const parts = bundles.flatMap((each) => (each.parts.some(isFeeding) ? each.parts : []));
    return byWay(table, [leanings, ...measuresOf(parts)], leanings.isBarred);
  });
  const whole = shownTogether(table, [leanings, ...ways], minGroup, namedCells(table));
  const cells = bundles.map(({ measures }) => shownTogether(table, measures, minGroup, whole));
  for (;;) {
    const shown = {
      whole,
      parts: bundles.flatMap(({ parts }, i) => shownOf(table, parts, cells[i]!)),
    };
    const told = table.units.flatMap((_, unit) =>
      rolesOf(table, shown, unit).flatMap((role) => {
        const side = giveawayIn(plan, role);
        return side === null
          ? []
          : [{ side, cell: cellIn(table, unit, table.roles.indexOf(role.role)) }];
      }),
    );
    if (told.length === 0) return shown;
    bundles.forEach(({ parts, measures }, i) => {
      const isOf = (side: number) =>
        parts.some(({ kind, index }) => kind === 'side' && index === side);
      const kept = new Set(told.flatMap(({ side, cell }) => (isOf(side) ? [cell] : [])));
      if (kept.size === 0) return;
      const left = new Set([...cells[i]!].filter((cell) => !kept.has(cell)));
      cells[i] = shownTogether(table, measures, minGroup, left);
    });
  }
}

/** Of those cells where a bundle is shown, where there is anybody to say each part of it. */
const shownOf = (table: Table, parts: readonly Part[], cells: Cells): Shown['parts'] =>
  parts.map((part) => [
    part,
    filtered(table, cells, (unit, role) => part.measure.counts[unit]![role]! > 0),
  ]);

const rolesOf = (table: Table, { whole, parts }: Shown, unit: number): readonly ShownRole[] =>
  table.roles.flatMap((role, r) => {
    const cell = cellIn(table, unit, r);
    const moments = table.moments[unit]![r] ?? null;
    if (moments === null || !whole.has(cell)) return [];
    const shown = (wanted: Part['kind']) =>
      new Set(
        parts.flatMap(([{ kind, index }, cells]) =>
          kind === wanted && cells.has(cell) ? [index] : [],
        ),
      );
    return { role, moments, sides: shown('side'), questions: shown('question') };
  });

/**
 * The roles of every unit that may be shown, and what of them: so that neither units, nor groups, nor
 * the roles beside it tell anything of fewer than `minGroup`, nor a mean beside its parts. Nothing of
 * a role is shown that is not shown as a whole.
 */
export function shownRoles(
  plan: Plan,
  survey: Survey,
  veils: ReadonlyMap<string, Veil>,
): ReadonlyMap<string, readonly ShownRole[]> {
  const table = tableOf(survey, veils);
  const { minGroup, units } = survey;
  const shown = minGroup === null ? shownToAll(plan, table) : shownSafely(plan, table, minGroup);
  return new Map(units.map(({ id }, unit) => [id, rolesOf(table, shown, unit)]));
}
