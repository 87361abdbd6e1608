import type { RoleGap, UnitResult } from '../result.ts';
import { lean } from '../text/number.ts';
import { points } from './text/words.ts';

/** How far two roles are apart, in words. */
export interface RoleSaying {
  /** What comes before the title of a dimension, the title, and what comes after it. */
  readonly before: string;
  readonly title: string;
  readonly after: string;
}

/** More than this is for the table. */
const mostSaid = 3;

type Role = NonNullable<UnitResult['statistics']>['roles'][number];

/** The number of a role that a gap is about. */
function valueOf({ of }: RoleGap, role: Role): number | null {
  if (of.measure === 'mean') return null;
  if (of.kind === 'unit') return role[of.measure];
  const dimension = role.dimensions.find(({ id }) => id === of.id);
  return of.measure === 'position' ? null : (dimension?.[of.measure] ?? null);
}

function said(gap: RoleGap, unit: UnitResult): readonly RoleSaying[] {
  const { of, from, to } = gap;
  const numbers = [from, to].map((name) => {
    const role = unit.statistics?.roles.find((each) => each.role === name);
    return role === undefined ? null : valueOf(gap, role);
  });
  const [most, least] = numbers;
  if (most === null || most === undefined || least === null || least === undefined) return [];
  const apart = `${points(gap.points)} points more`;
  if (of.measure === 'position') {
    const after = `${apart} toward customer than ${to} (${lean(most)} and ${lean(least)})`;
    return [{ before: `${from} sees`, title: 'the whole', after }];
  }
  const title = unit.dimensions.find(({ id }) => id === of.id)?.title ?? of.id ?? 'the whole';
  const after = `${apart} ${of.measure}-leaning than ${to} (${points(most)} and ${points(least)})`;
  return [{ before: `${from} sees`, title, after }];
}

/**
 * The widest differences between roles, on the whole and by dimension. Single questions differ more,
 * and mean less.
 */
export const roleSayings = (unit: UnitResult): readonly RoleSaying[] =>
  (unit.statistics?.gaps ?? [])
    .filter(({ of }) => of.kind !== 'question')
    .flatMap((gap) => said(gap, unit))
    .slice(0, mostSaid);

/** As a sentence. */
export const sentence = ({ before, title, after }: RoleSaying): string =>
  `${before} ${title} ${after}`;
