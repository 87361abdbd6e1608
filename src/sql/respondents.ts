import { atLeastOne, choose, divide, orNull } from './arithmetic.ts';
import { column } from './codes.ts';
import type { Dialect } from './dialect.ts';
import { isScored, score } from './score.ts';
import type { Computed, Level } from './select.ts';

/** A key as it is shown: what is missing is NULL again. */
export const shownKey = (
  { ident }: Dialect,
  name: 'unit' | 'round' | 'respondent' | 'role' | 'market',
): Computed => ({
  name: ident(name),
  sql: name === 'unit' ? column.unit : `nullif(${column[name]}, '')`,
});

/** Points where a condition holds, NULL elsewhere. */
export const pointsWhere = (dialect: Dialect, condition: string, milliPoints: string): string =>
  orNull(condition, dialect.points(milliPoints));

/** Answered over applicable weight, as a share with three decimals; NULL where nothing applies. */
export function coverageSql(dialect: Dialect, answered: string, applicable: string): string {
  const share = divide(dialect, `1000 * ${answered}`, atLeastOne(applicable));
  return pointsWhere(dialect, `${applicable} > 0`, share);
}

/** The outermost level: one row a respondent. */
export function respondentsLevel(dialect: Dialect): Level {
  const { customer, process } = score.leaning;
  const isBoth = `${isScored(customer)} AND ${isScored(process)}`;
  const { ident, literal, order } = dialect;
  const status = choose([[isBoth, literal('scored')]], literal('insufficient'));
  return {
    about: 'One row a respondent, in points.',
    keep: [],
    columns: [
      ...(['unit', 'round', 'respondent', 'role'] as const).map((name) => shownKey(dialect, name)),
      { name: ident('customer'), sql: pointsWhere(dialect, isScored(customer), customer) },
      { name: ident('process'), sql: pointsWhere(dialect, isScored(process), process) },
      { name: ident('position'), sql: pointsWhere(dialect, isBoth, `${customer} - ${process}`) },
      { name: ident('coverage'), sql: coverageSql(dialect, score.answered, score.applicable) },
      { name: ident('status'), sql: status },
    ],
    orderBy: [
      ...[column.unit, column.round, column.respondent, column.role].map(order),
      // Rows that are alike so far; after these they are alike in all that is shown.
      customer,
      process,
      score.answered,
      score.applicable,
    ],
  };
}
