import type { Plan } from '../plan/types.ts';
import type { Outcome } from '../problem.ts';
import { column, keys } from './codes.ts';
import { askedLevels } from './conditions.ts';
import { comment, dialects, type Dialect } from './dialect.ts';
import { refusals } from './limits.ts';
import { momentsLevel, scoredLevel } from './moments.ts';
import { columnsRead, readLevels, type TableSource } from './read.ts';
import { respondentsLevel } from './respondents.ts';
import { scoreLevels } from './score.ts';
import { nested, type Level } from './select.ts';
import { unitLevels } from './units.ts';

/** What the SQL shows: scores of respondents, scores of units, or what both come from. */
export const views = ['respondents', 'units', 'moments'] as const;
export type View = (typeof views)[number];

export type DialectName = keyof typeof dialects;
export const dialectNames = Object.keys(dialects) as readonly DialectName[];

export interface Query extends TableSource {
  readonly dialect: DialectName;
  readonly view: View;
  /** The table: its name, or those of what it is in and its own. */
  readonly table: readonly string[];
}

function viewLevels(dialect: Dialect, plan: Plan, view: View): readonly Level[] {
  switch (view) {
    case 'respondents':
      return [...scoreLevels(dialect, plan, keys), respondentsLevel(dialect)];
    case 'moments':
      return [
        ...scoreLevels(dialect, plan, answersOf(plan)),
        scoredLevel,
        momentsLevel(dialect, plan),
      ];
    case 'units':
      return [
        ...scoreLevels(dialect, plan, answersOf(plan)),
        scoredLevel,
        ...unitLevels(dialect, plan),
      ];
  }
}

/** The columns of all answers. */
const answersOf = ({ questions }: Plan): readonly string[] => [
  ...keys,
  ...questions.flatMap(({ input }, index) =>
    input.kind === 'options' ? [column.answer(index)] : [column.answer(index), column.value(index)],
  ),
];

/** A list as lines of a comment. */
function head(plan: Plan, { dialect, view, without }: Query): string {
  const { id, version, title, fingerprint } = plan.scorecard;
  const read = columnsRead(plan).filter((name) => !without.includes(name));
  return [
    `${id}@${version}, ${title}: ${view}, for ${dialect}.`,
    `Scorecard fingerprint ${fingerprint}`,
    `Reads the columns: ${read.join(', ')}`,
  ]
    .map((line) => `-- ${comment(line)}\n`)
    .join('');
}

/**
 * One SELECT that scores a table of answers as the evaluator does: a row a respondent, with a column
 * for every question. Integers until the last step; no statement ends in it, so that it can stand in
 * a view or a COPY. No value where the database cannot do it, and problems that say what.
 */
export function scoringSql(plan: Plan, query: Query): Outcome<string> {
  const dialect: Dialect = dialects[query.dialect];
  const levels = [
    ...readLevels(dialect, plan, query),
    ...askedLevels(dialect, plan),
    ...viewLevels(dialect, plan, query.view),
  ];
  const { table, without, view } = query;
  const names = { table, without, shows: view === 'moments' ? view : 'scores' } as const;
  const problems = refusals(dialect, plan, names, levels);
  if (problems.length > 0) return { value: null, problems };
  const from = `${table.map(dialect.ident).join('.')} AS _table`;
  return { value: `${head(plan, query)}${nested(dialect, from, levels)}\n`, problems };
}
