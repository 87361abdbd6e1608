import type { Dialect } from './dialect.ts';

/** What holds never and always; not every database has words for it. */
const never = '1 = 0';
const always = '1 = 1';

/** Expressions deeper than this are refused by some databases, so that long chains are grouped. */
const longest = 400;

/** Terms joined by an operator, in groups of groups so that many of them are not deeply nested. */
function chain(terms: readonly string[], operator: string): string {
  if (terms.length <= longest) return terms.join(`\n${operator} `);
  const groups = Array.from({ length: Math.ceil(terms.length / longest) }, (_, i) =>
    terms.slice(i * longest, (i + 1) * longest),
  );
  return chain(
    groups.map((group) => `(${group.join(`\n${operator} `)}\n)`),
    operator,
  );
}

export const plus = (terms: readonly string[]): string =>
  terms.length === 0 ? '0' : chain(terms, '+');

export const and = (parts: readonly string[]): string =>
  parts.length === 0 ? always : chain(parts, 'AND');

export const or = (parts: readonly string[]): string =>
  parts.length === 0 ? never : chain(parts, 'OR');

/** Whether an expression is one of some values. */
export const isOneOf = (value: string, values: readonly (string | number)[]): string =>
  values.length === 0 ? never : `${value} IN (${values.join(', ')})`;

/** A CASE on one line where it is short, else with a line for each of its branches. */
export function caseOf(
  head: string,
  branches: readonly (readonly [when: string, then: string | number])[],
  otherwise: string | number,
): string {
  const parts = [
    ...branches.map(([when, then]) => `WHEN ${when} THEN ${then}`),
    `ELSE ${otherwise}`,
  ];
  const line = [head, ...parts, 'END'].join(' ');
  return line.length <= 100 ? line : `${head}\n  ${parts.join('\n  ')}\nEND`;
}

/** The value of the first condition that holds. */
export const choose = (
  cases: readonly (readonly [condition: string, value: string | number])[],
  otherwise: string | number,
): string => (cases.length === 0 ? String(otherwise) : caseOf('CASE', cases, otherwise));

/** A value where a condition holds, and 0 elsewhere. */
export const where = (condition: string, value: string | number): string =>
  choose([[condition, value]], 0);

/** A value where a condition holds, and NULL elsewhere. */
export const orNull = (condition: string, value: string): string =>
  `CASE WHEN ${condition} THEN ${value} END`;

/**
 * The one rounding: floor((2a + b) / (2b)), half up. All that is divided here is 0 or more, where
 * the whole part of a quotient is its floor; what can be negative is moved up before and back after,
 * which changes nothing: divide(a + kb, b) = divide(a, b) + k.
 */
export const divide = ({ quotient }: Dialect, a: string, b: string): string =>
  quotient(`2 * (${a}) + ${b}`, `2 * ${b}`);

/** A divisor that is 0 only where the quotient is not used; it is computed there all the same. */
export const atLeastOne = (divisor: string): string => `greatest(${divisor}, 1)`;
