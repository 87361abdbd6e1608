import { apartOf, keptApart } from '../compare/members.ts';
import type { Result } from '../result.ts';
import { standpointsOf } from '../score/positions.ts';
import { respondentsOf, strictest } from '../score/survey.ts';
import type { Loaded } from './answers.ts';
import type { ResultOptions } from './result.ts';

type Ids = ReadonlySet<string>;

const everyUnit = ({ units }: Result): Ids => new Set(units.map(({ id }) => id));

/**
 * Of each result, the units that may not be seen beside those of the later ones. Of a table it is not
 * kept who answered, so that nobody can say who joined and who left.
 */
export function apartAmong(
  { plan, sheets, tables, engagement, facts }: Loaded,
  results: readonly Result[],
  least: number,
  { market }: ResultOptions,
): readonly Ids[] {
  if (tables !== null) {
    return results.map((each, i) => (i < results.length - 1 ? everyUnit(each) : new Set()));
  }
  const attended = results.map(({ units, round }) => {
    const people = respondentsOf(plan, { round }, sheets, engagement, facts, market ?? null);
    return { units, positions: standpointsOf(plan, people).all };
  });
  return apartOf(attended, least);
}

/** The results but the last, without what they would tell beside later ones. */
export function besideLater(
  input: Loaded,
  results: readonly Result[],
  options: ResultOptions,
): readonly Result[] {
  const least = strictest(options.minGroup ?? null, input.engagement);
  const earlier = results.slice(0, -1);
  if (least === null) return earlier;
  const apart = apartAmong(input, results, least, options);
  const isKnown = input.tables === null;
  return earlier.map((each, i) => keptApart(each, apart[i]!, least, isKnown ? 'few' : 'unknown'));
}
