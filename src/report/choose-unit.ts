import type { Result, UnitResult } from '../result.ts';
import { inGroups, mostToTell } from './text/choose.ts';
import { unitNamed } from './text/words.ts';

/** The only unit, or the one group that all others stand under. */
function aboveAll({ units }: Result): UnitResult | undefined {
  const [first, ...others] = inGroups(units).filter(({ depth }) => depth === 0);
  if (first === undefined || others.length > 0) return undefined;
  return units.length === 1 || first.unit.kind === 'group' ? first.unit : undefined;
}

/**
 * The unit that a report of one unit shows: the one named, else the only one, else the group above
 * all others, else the one with the most to tell. An id goes before the words `most` and `all`.
 * Undefined where there is none.
 * @param wanted an id, `most`, or `all` or null for the choice to be made
 */
export function unitToShow(result: Result, wanted: string | null): UnitResult | undefined {
  const named = wanted === null ? undefined : unitNamed(result, wanted);
  if (named !== undefined) return named;
  if (wanted !== null && wanted !== 'all' && wanted !== 'most') return undefined;
  const above = wanted === 'most' ? undefined : aboveAll(result);
  return above ?? unitNamed(result, mostToTell(result));
}
