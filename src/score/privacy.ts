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
  /** Hidden for another reason than their number, and not to be worked out either. */
  readonly secret: ReadonlySet<string>;
  readonly isTelling: Telling;
}

/** Whether what a group says is too much to be known, once some parts of it are. */
export type Telling = (group: string, parts: readonly string[]) => boolean;

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

/** Those of whom nothing is known, as whole units; null are a group's own respondents. */
function unknownParts(group: Countable, tree: Tree): readonly (Countable | null)[] {
  const members = tree.membersOf(group).filter(({ count }) => count > 0);
  const below = members
    .filter((member) => !isKnown(member, tree))
    .flatMap((member) =>
      knownParts(member, tree).length === 0 ? [member] : unknownParts(member, tree),
    );
  return countOf(members) === group.count ? below : [...below, null];
}

/** A secret, or a group that is one and nobody else. */
function isSecret(unit: Countable, tree: Tree): boolean {
  if (tree.secret.has(unit.id)) return true;
  const members = tree.membersOf(unit).filter(({ count }) => count > 0);
  return members.length === 1 && members[0]!.count === unit.count && isSecret(members[0]!, tree);
}

/** Whether a known group gives away a secret: its only unknown part, or itself. */
function tellsSecret(group: Countable, tree: Tree): boolean {
  if (isSecret(group, tree)) return true;
  const [first = null, ...others] = unknownParts(group, tree);
  return first !== null && others.length === 0 && isSecret(first, tree);
}

/** The unit to hide next because a group minus what is known of it would show too few; or null. */
function leak(tree: Tree, minGroup: number): Countable | null {
  for (const group of tree.units.filter((unit) => isKnown(unit, tree) && unit.count > 0)) {
    const known = knownParts(group, tree);
    const rest = group.count - countOf(known);
    const isFew = known.length > 0 && rest > 0 && rest < minGroup;
    const isTelling =
      rest > 0 &&
      tree.isTelling(
        group.id,
        known.map(({ id }) => id),
      );
    if (!isFew && !isTelling && !(tree.secret.size > 0 && tellsSecret(group, tree))) continue;
    return giveaway(known.length > 0 ? smallest(known) : group, tree);
  }
  return null;
}

/**
 * The units that may not be shown. Where a group minus what is known of its members would be fewer
 * than `minGroup`, its smallest member is hidden too, until nothing small can be worked out. The
 * groups are nested, so whatever adds up from what is shown is such a difference or a sum of them:
 * the check is exact, and hiding more never opens another.
 * @param already hidden for another reason; they may be worked out when they are enough
 * @param secret hidden however many they are, and not to be worked out
 * @param isTelling what else may not be left of a group
 */
export function hiddenUnits(
  units: readonly Countable[],
  minGroup: number | null,
  already: Iterable<string> = [],
  secret: ReadonlySet<string> = new Set(),
  isTelling: Telling = () => false,
): ReadonlyMap<string, Hidden> {
  const hidden = new Map<string, Hidden>();
  if (minGroup === null) return hidden;
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const id of secret) hidden.set(id, 'complement');
  for (const id of already) hidden.set(id, 'small');
  for (const { id, count } of units) if (count < minGroup) hidden.set(id, 'small');
  const membersOf = ({ members }: Countable) => members.flatMap((id) => byId.get(id) ?? []);
  const tree: Tree = { units, membersOf, hidden, secret, isTelling };
  for (let next = leak(tree, minGroup); next !== null; next = leak(tree, minGroup)) {
    hidden.set(next.id, 'complement');
  }
  return hidden;
}

/**
 * The groups that are known, each with the largest parts of it that are known as well: what lies
 * between is known together only.
 */
export function knownGroups(
  units: readonly Countable[],
  hidden: ReadonlyMap<string, Hidden>,
): readonly { readonly id: string; readonly parts: readonly string[] }[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const membersOf = ({ members }: Countable) => members.flatMap((id) => byId.get(id) ?? []);
  const tree: Tree = {
    units,
    membersOf,
    hidden: new Map(hidden),
    secret: new Set(),
    isTelling: () => false,
  };
  return units
    .filter((unit) => unit.members.length > 0 && isKnown(unit, tree))
    .map((unit) => ({ id: unit.id, parts: knownParts(unit, tree).map(({ id }) => id) }));
}
