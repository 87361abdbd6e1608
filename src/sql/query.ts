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

const rowsOf: { readonly [V in View]: string } = {
  respondents: 'a row a respondent',
  units: 'a row a unit and round',
  moments: 'a row a unit, round, role and market',
};

/** Words on lines of a comment, none of them much longer than a screen is wide. */
function commentLines(text: string): string {
  const lines = [''];
  for (const word of comment(text).split(' ')) {
    const line = `${lines.at(-1)!} ${word}`;
    if (line.length > 95 && lines.at(-1) !== '') lines.push(` ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => `--${line}\n`).join('');
}

function head(plan: Plan, { dialect, view, without }: Query): string {
  const { id, version, title, fingerprint } = plan.scorecard;
  const read = columnsRead(plan).filter((name) => !without.includes(name));
  return [
    `${title}, ${id}@${version}: ${rowsOf[view]}, in SQL for ${dialect}.`,
    `Fingerprint of the scorecard: ${fingerprint}`,
    `Columns that are read: ${read.join(', ')}. Where the table does not have one, say so with --without when this is made.`,
    'Columns of answers hold integers or texts: a 3.0 of a column of decimals is no code, and its row is left out.',
    'Rows count as they stand, repeated ones too, as with "pendulum batch --on-duplicate ignore".',
  ]
    .map(commentLines)
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
