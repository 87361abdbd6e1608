import { views, scoringSql, type DialectName, type View } from '../../src/sql/query.ts';
import { extremes, generated, type Case } from './generator.ts';
import { momentsAs, scoredBy, unitsAs, type Shown } from './reference.ts';

/** What the process says of a case, by view. */
export type Expected = { readonly [V in View]: Shown } & { readonly respondentCount: number };

/** A case with what the process says of it. */
export interface Told {
  readonly given: Case;
  readonly expected: Expected;
}

/** Cases of these seeds, and one of extremes: more of the largest squares than 63 bits hold. */
export const casesOf = (seeds: readonly number[]): readonly Told[] =>
  [...seeds.map((seed) => generated(seed, 50)), extremes(2100)].map((given) => ({
    given,
    expected: expectedOf(given),
  }));

export function expectedOf(given: Case): Expected {
  const { respondents, groups } = scoredBy(given);
  return {
    respondents,
    moments: momentsAs(given.plan, groups),
    units: unitsAs(given.plan, groups),
    respondentCount: respondents.rows.length,
  };
}

/** The SQL of a case; it must be one that the database can do. */
export function sqlOf(given: Case, dialect: DialectName, view: View, table = 'answers'): string {
  const query = { dialect, view, table: [table], market: given.market, without: [] };
  const { value, problems } = scoringSql(given.plan, query);
  if (value === null) throw new Error(JSON.stringify(problems));
  return value;
}

/** A table line by line; respondents, who may have no name to sort them by, in an order of their own. */
export function linesOf({ columns, rows }: Shown): readonly string[] {
  const shown = rows.map((row) => JSON.stringify(row));
  return [JSON.stringify(columns), ...(columns.includes('respondent') ? shown.toSorted() : shown)];
}

/** What was compared, and how many rows were not the same text. */
export class Count {
  scorecards = 0;
  respondents = 0;
  readonly differences: string[] = [];

  /** Compares a table row by row, in its order. */
  add(name: string, found: Shown, expected: Shown): void {
    const [left, right] = [linesOf(found), linesOf(expected)];
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      if (left[i] !== right[i])
        this.differences.push(`${name}, row ${i}:\n${left[i]}\n${right[i]}`);
    }
  }

  toString(): string {
    const { scorecards, respondents, differences } = this;
    return `${scorecards} scorecards, ${respondents} respondents, ${differences.length} differences`;
  }
}

/** Compares all views of a case. */
export async function compareViews(
  name: string,
  { given, expected }: Told,
  dialect: DialectName,
  shownBy: (sql: string) => Promise<Shown>,
  count: Count,
  table = 'answers',
): Promise<void> {
  count.scorecards += 1;
  count.respondents += expected.respondentCount;
  for (const view of views) {
    const found = await shownBy(sqlOf(given, dialect, view, table));
    count.add(`${name}, ${given.name}, ${view}`, found, expected[view]);
  }
}
