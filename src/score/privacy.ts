/** Where the counts of small roles go. */
export const otherRoles = 'other';

/**
 * Respondents by role as far as they may be shown. Roles below `minGroup` are added up as "other";
 * while "other" itself is below it, the next smallest role joins, so that no small count follows
 * from the total.
 */
export function shownRoles(
  roles: ReadonlyMap<string, number>,
  respondents: number,
  minGroup: number | null,
): ReadonlyMap<string, number> {
  if (minGroup === null) return roles;
  const shown = new Map(roles);
  const total = () => [...shown.values()].reduce((sum, count) => sum + count, 0);
  const smallest = () => [...shown].reduce((a, b) => (b[1] < a[1] ? b : a));
  for (const [role, count] of roles) if (count < minGroup) shown.delete(role);
  while (shown.size > 0 && total() < respondents && respondents - total() < minGroup) {
    shown.delete(smallest()[0]);
  }
  const rest = respondents - total();
  if (rest > 0 && shown.size > 0) shown.set(otherRoles, rest);
  return shown;
}

/** Why a unit is not shown: it is too small itself, or it would give a smaller one away. */
export type Hidden = 'small' | 'complement';

/** What privacy looks at of a unit or group. */
export interface Countable {
  readonly id: string;
  readonly members: readonly string[];
  /** Scored respondents. */
  readonly scored: number;
}

/**
 * The units that may not be shown. Where the hidden members of a group are together fewer than
 * `minGroup`, the next smallest member is hidden too: otherwise group minus members would show
 * them.
 */
export function hiddenUnits(
  units: readonly Countable[],
  minGroup: number | null,
): ReadonlyMap<string, Hidden> {
  const hidden = new Map<string, Hidden>();
  if (minGroup === null) return hidden;
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const { id, scored } of units) if (scored < minGroup) hidden.set(id, 'small');
  for (const group of units) {
    const members = group.members.flatMap((id) => byId.get(id) ?? []);
    protect(members, minGroup, hidden);
  }
  return hidden;
}

function protect(
  members: readonly Countable[],
  minGroup: number,
  hidden: Map<string, Hidden>,
): void {
  const shown = members.filter(({ id }) => !hidden.has(id));
  const count = members
    .filter(({ id }) => hidden.has(id))
    .reduce((sum, { scored }) => sum + scored, 0);
  if (count === 0 || count >= minGroup || shown.length === 0) return;
  const next = shown.reduce((a, b) => (b.scored < a.scored ? b : a));
  hidden.set(next.id, 'complement');
  protect(members, minGroup, hidden);
}
