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
