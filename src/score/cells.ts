import { fewestAlike } from './alike.ts';
import { smallCuts, type Edge } from './small-cuts.ts';

/** A unit or group in a table of units by roles. */
export interface Row {
  /** The units directly below, as they stand in the table. */
  readonly members: readonly number[];
  /** Respondents by role, those of the units below included; those who name no role among them. */
  readonly counts: readonly number[];
  /** By role: whether what those in the unit itself and none below it say may not be worked out. */
  readonly secret: readonly boolean[];
  /** Whether what all of them say together is shown. */
  readonly isShown: boolean;
}

/** Unit and role, as they stand in the table. */
type Cells = ReadonlySet<number>;

const cellOf = (rows: readonly Row[], row: number, role: number): number =>
  role * rows.length + row;

function parentsOf(rows: readonly Row[]): Int32Array {
  const parents = new Int32Array(rows.length).fill(-1);
  rows.forEach(({ members }, row) => {
    for (const member of members) parents[member] = row;
  });
  return parents;
}

const totalOf = ({ counts }: Row): number => counts.reduce((sum, count) => sum + count, 0);

/** How many respondents of a role there are in a unit itself and none below it. */
const own = (rows: readonly Row[], row: number, role: number): number =>
  rows[row]!.members.reduce(
    (rest, member) => rest - rows[member]!.counts[role]!,
    rows[row]!.counts[role]!,
  );

const leastSecret = (minGroup: number): number => Math.max(minGroup, fewestAlike);

/**
 * What respondents weigh in a cut, which is small below `leastWeight`: fewer than `minGroup` of them are
 * too few, and a secret is so little, however many it is of, that a cut of nothing else is small.
 */
const weightOf = (count: number, isSecret: boolean, minGroup: number): number =>
  isSecret ? Math.min(count, leastSecret(minGroup) - 1) * minGroup : count * leastSecret(minGroup);

const leastWeight = (minGroup: number): number => minGroup * leastSecret(minGroup);

/** The nearest unit that has it, beginning with this one and going up; -1 where none has. */
function nearest(parents: Int32Array, from: number, has: (row: number) => boolean): number {
  let row = from;
  while (row >= 0 && !has(row)) row = parents[row]!;
  return row;
}

/**
 * The sums that are known, and how they overlap. Node 0 stands for what nothing is known of, the next
 * for the units, each without the shown ones below it, then a node a cell, likewise. Respondents of a
 * role in a unit are an edge between the unit's node and the cell's.
 */
function graphOf(
  rows: readonly Row[],
  parents: Int32Array,
  cells: Cells,
  minGroup: number,
): readonly Edge[] {
  const roles = rows[0]?.counts.length ?? 0;
  const edges: Edge[] = [];
  for (const row of rows.keys()) {
    const total = nearest(parents, row, (each) => rows[each]!.isShown);
    for (let role = 0; role < roles; role++) {
      const weight = weightOf(own(rows, row, role), rows[row]!.secret[role]!, minGroup);
      const cell = nearest(parents, row, (each) => cells.has(cellOf(rows, each, role)));
      const b = cell < 0 ? 0 : 1 + rows.length + cellOf(rows, cell, role);
      if (weight > 0 && total + 1 !== b) edges.push({ a: total + 1, b, weight });
    }
  }
  return edges;
}

/** The nearest shown cells of a role below a unit. */
const shownBelow = (
  rows: readonly Row[],
  cells: Cells,
  row: number,
  role: number,
): readonly number[] =>
  rows[row]!.members.flatMap((member) => {
    const cell = cellOf(rows, member, role);
    return cells.has(cell) ? [cell] : shownBelow(rows, cells, member, role);
  });

/**
 * The cell of the fewest that makes a cut go away when it is hidden: the respondents of a hidden cell
 * fall to the next one above it, so one of the two has to be on either side.
 */
function weakest(
  rows: readonly Row[],
  parents: Int32Array,
  cells: Cells,
  side: readonly number[],
): number | null {
  const inside = new Set(
    side.map((node) => node - 1 - rows.length).filter((cell) => cells.has(cell)),
  );
  const ends = [...inside].flatMap((cell) => {
    const [row, role] = [cell % rows.length, Math.floor(cell / rows.length)];
    const isShown = (each: number) => cells.has(cellOf(rows, each, role));
    const above = nearest(parents, parents[row]!, isShown);
    const isEnd = above < 0 || !inside.has(cellOf(rows, above, role));
    const below = shownBelow(rows, cells, row, role).filter((each) => !inside.has(each));
    return isEnd ? [cell, ...below] : below;
  });
  const count = (cell: number) => rows[cell % rows.length]!.counts[Math.floor(cell / rows.length)]!;
  // A role that is all of its unit is known by the unit's total.
  const useful = ends.filter((cell) => count(cell) < totalOf(rows[cell % rows.length]!));
  return useful.length === 0 ? null : useful.reduce((a, b) => (count(b) < count(a) ? b : a));
}

/**
 * The cells of a table of units by roles that may be shown beside the units' totals, so that nothing
 * follows about fewer than `minGroup` respondents: no sum over some of them and no difference within
 * them.
 *
 * What follows from sums that are known is what a combination of them says. Every respondent is in one
 * known sum over roles at most and in one of its own role, once each sum has been made free of those
 * within it. So sums are the nodes of a graph and respondents its edges, a combination gives numbers
 * to the nodes and counts an edge by the difference between its two ends, and the respondents whom it
 * says something about are a cut. It is small or it is not; one of secrets alone is.
 *
 * @param mayShow what of a cell is allowed by itself; those of fewer than `minGroup` are not anyway
 */
export function shownCells(
  rows: readonly Row[],
  minGroup: number,
  mayShow: (row: number, role: number) => boolean,
): (row: number, role: number) => boolean {
  const parents = parentsOf(rows);
  const cells = new Set<number>();
  rows.forEach(({ counts }, row) => {
    counts.forEach((count, role) => {
      if (count >= minGroup && mayShow(row, role)) cells.add(cellOf(rows, row, role));
    });
  });
  const nodes = 1 + rows.length * (1 + (rows[0]?.counts.length ?? 0));
  for (;;) {
    const before = cells.size;
    const edges = graphOf(rows, parents, cells, minGroup);
    for (const side of smallCuts(nodes, edges, leastWeight(minGroup))) {
      const cell = weakest(rows, parents, cells, side);
      if (cell !== null) cells.delete(cell);
    }
    // Without a cell on either side it is the totals that say too much, which are decided elsewhere.
    if (cells.size === before) return (row, role) => cells.has(cellOf(rows, row, role));
  }
}
