const sum = (counts: Iterable<number>): number => {
  let total = 0;
  for (const count of counts) total += count;
  return total;
};

/** Why a unit is not shown: it is too small itself, or it would give a smaller one away. */
export type Hidden = 'small' | 'complement';

/** What privacy looks at of a unit or group. */
export interface Countable {
  readonly id: string;
  /** The units directly below. */
  readonly members: readonly string[];
  /** Respondents behind what would be shown, those of the units below included. */
  readonly count: number;
}

interface Tree {
  readonly units: readonly Countable[];
  readonly membersOf: (unit: Countable) => readonly Countable[];
  readonly hidden: Map<string, Hidden>;
}

const countOf = (units: readonly Countable[]): number => sum(units.map(({ count }) => count));

/** Shown or empty, or worked out: a group is when all of it is and nobody else answered for it. */
function isKnown(unit: Countable, tree: Tree): boolean {
  if (!tree.hidden.has(unit.id) || unit.count === 0) return true;
  const members = tree.membersOf(unit);
  const isWhole = members.length > 0 && countOf(members) === unit.count;
  return isWhole && members.every((member) => isKnown(member, tree));
}

const smallest = (units: readonly Countable[]): Countable =>
  units.reduce((a, b) => (b.count < a.count ? b : a));

/** What to hide so that a known unit is not known any more: itself, or a part that gives it away. */
function giveaway(unit: Countable, tree: Tree): Countable {
  if (!tree.hidden.has(unit.id)) return unit;
  return giveaway(smallest(tree.membersOf(unit).filter(({ count }) => count > 0)), tree);
}

/** The known parts of a group, each as large as can be. */
const knownParts = (group: Countable, tree: Tree): readonly Countable[] =>
  tree
    .membersOf(group)
    .filter(({ count }) => count > 0)
    .flatMap((member) => (isKnown(member, tree) ? [member] : knownParts(member, tree)));

/** The unit to hide next because a group minus what is known of it would show too few; or null. */
function leak(tree: Tree, minGroup: number): Countable | null {
  for (const group of tree.units.filter((unit) => isKnown(unit, tree))) {
    const known = knownParts(group, tree);
    const rest = group.count - countOf(known);
    if (known.length > 0 && rest > 0 && rest < minGroup) return giveaway(smallest(known), tree);
  }
  return null;
}

/**
 * The units that may not be shown. Where a group minus what is known of its members would be fewer
 * than `minGroup`, its smallest member is hidden too, until nothing small can be worked out.
 */
export function hiddenUnits(
  units: readonly Countable[],
  minGroup: number | null,
  already: Iterable<string> = [],
): ReadonlyMap<string, Hidden> {
  const hidden = new Map<string, Hidden>();
  if (minGroup === null) return hidden;
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const id of already) hidden.set(id, 'small');
  for (const { id, count } of units) if (count < minGroup) hidden.set(id, 'small');
  const membersOf = ({ members }: Countable) => members.flatMap((id) => byId.get(id) ?? []);
  const tree: Tree = { units, membersOf, hidden };
  for (let next = leak(tree, minGroup); next !== null; next = leak(tree, minGroup)) {
    hidden.set(next.id, 'complement');
  }
  return hidden;
}
