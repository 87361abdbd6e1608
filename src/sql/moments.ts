import { momentColumns, momentKeys, type Moment, type OpenState } from '../plan/moments.ts';
import type { Plan } from '../plan/types.ts';
import { isOneOf, where } from './arithmetic.ts';
import { answeredFrom, code, codesOfOptions, column, unprovenCode } from './codes.ts';
import type { Dialect } from './dialect.ts';
import { shownKey } from './respondents.ts';
import { cellName, isScored, score, sideName } from './score.ts';
import type { Level } from './select.ts';

/** What names a row of moments, inside the SQL. */
export const momentGroup: readonly string[] = momentKeys.map((key) => column[key]);

const openCodes: { readonly [S in OpenState]: number } = {
  unanswered: code.unanswered,
  'not-applicable': code.notApplicable,
  'dont-know': code.dontKnow,
  'not-asked': code.notAsked,
};

const count = (condition: string): string => `sum(${where(condition, 1)})`;

const leanings = {
  ...score.leaning,
  position: `(${score.leaning.customer} - ${score.leaning.process})`,
} as const;

const square = (value: string): string => `${value} * ${value}`;

/** A dimension's side: every one is there, also one that no question of weight feeds. */
const sideAt = (cell: number): string =>
  sideName(cellName(Math.floor(cell / 2), cell % 2 === 0 ? 'customer' : 'process'));

/** One of the moments as an aggregate over respondents. */
export function momentSql({ sum }: Dialect, { questions }: Plan, moment: Moment): string {
  const isBoth = `${score.scored} = 1`;
  const overScored = (value: string) => sum(where(isBoth, value));
  switch (moment.kind) {
    case 'respondents':
      return 'count(*)';
    case 'scored':
      return `sum(${score.scored})`;
    case 'applicable':
    case 'answered':
      return sum(score[moment.kind]);
    case 'statedCount':
      return `sum(${score.statedCount})`;
    case 'statedSum':
      return sum(score.stated);
    case 'leaningSum':
      return overScored(leanings[moment.of]);
    case 'leaningSquares':
      return overScored(square(leanings[moment.of]));
    case 'cross':
      return overScored(`${leanings.customer} * ${leanings.process}`);
    case 'sideCount':
      return count(`${isBoth} AND ${isScored(sideAt(moment.cell))}`);
    case 'sideSum':
    case 'sideSquares': {
      const side = sideAt(moment.cell);
      const value = moment.kind === 'sideSum' ? side : square(side);
      return sum(where(`${isBoth} AND ${isScored(side)}`, value));
    }
    case 'open':
      return count(`${column.answer(moment.question)} = ${openCodes[moment.state]}`);
    case 'option': {
      const codes = codesOfOptions(questions[moment.question]!, [moment.option]);
      return count(isOneOf(column.answer(moment.question), codes));
    }
    case 'unproven':
      return count(
        `${column.answer(moment.question)} = ${unprovenCode(questions[moment.question]!)}`,
      );
    case 'count':
      return count(`${column.answer(moment.question)} >= ${answeredFrom}`);
    case 'sum':
    case 'squares': {
      const value = column.value(moment.question);
      const isAnswered = `${column.answer(moment.question)} >= ${answeredFrom}`;
      return sum(where(isAnswered, moment.kind === 'sum' ? value : square(value)));
    }
  }
}

/** Who has both leanings: what the moments of scores are over. */
export const scoredLevel: Level = {
  about: 'Who has both leanings.',
  keep: '*',
  columns: [
    {
      name: score.scored,
      sql: where(Object.values(score.leaning).map(isScored).join(' AND '), 1),
    },
  ],
};

/** The outermost level: one row of integers by unit, round, role and market. */
export const momentsLevel = (dialect: Dialect, plan: Plan): Level => ({
  about: 'What the respondents add up to, by unit, round, role and market.',
  keep: [],
  columns: [
    ...momentKeys.map((key) => shownKey(dialect, key)),
    ...momentColumns(plan).map((moment) => ({
      name: dialect.ident(moment.name),
      sql: momentSql(dialect, plan, moment),
    })),
  ],
  groupBy: momentGroup,
  orderBy: momentGroup.map(dialect.order),
});
