import { visible } from '../text/visible.ts';

/** The databases that SQL is written for, and what each writes in a way of its own. */
export interface Dialect {
  readonly name: 'duckdb' | 'postgres' | 'clickhouse';
  /** The name of a table or column, whatever stands in it. */
  readonly ident: (name: string) => string;
  /** A text, whatever stands in it. */
  readonly literal: (text: string) => string;
  /** A column as text; what is missing is the empty text, so that nothing later meets a NULL. */
  readonly text: (column: string) => string;
  /** Whether a text has a stretch that a regular expression describes. */
  readonly matches: (text: string, pattern: string) => string;
  /** How a regular expression names a character. */
  readonly character: (codePoint: number) => string;
  /** A decimal number written as text, times 10^decimals; any integer where the text is none. */
  readonly number: (text: string, pattern: string, decimals: number) => string;
  /** The integer that stands at a place of a list, from 1. */
  readonly pick: (list: readonly bigint[], place: string) => string;
  /** The whole part of a quotient of integers that are not negative. */
  readonly quotient: (a: string, b: string) => string;
  /** The integer in some bits of another. */
  readonly bits: (packed: string, shift: number, mask: bigint) => string;
  /** A sum of integers that is exact at any size. */
  readonly sum: (integer: string) => string;
  /** An integer whose products stay exact. */
  readonly wide: (integer: string) => string;
  readonly double: (number: string) => string;
  readonly integer: (number: string) => string;
  /** The same of integers of any size. */
  readonly wideQuotient: (a: string, b: string) => string;
  /** Points with three decimals from milli-points of at most so many digits. */
  readonly points: (milliPoints: string, digits?: number) => string;
  /** Sorts a text by its bytes. */
  readonly order: (text: string) => string;
  /** The sub-queries that end in OFFSET 0, so that they are not merged into the one around them. */
  readonly fences: 'all' | 'filtered' | 'none';
}

const doubled = (quote: string) => (text: string) =>
  quote + text.replaceAll(quote, quote + quote) + quote;

/** A text with escapes, so that it stays on its line. */
const inEscapes = (text: string): string => {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `E${doubled("'")(escaped)}`;
};

const cast = (type: string) => (value: string) => `CAST(${value} AS ${type})`;

const masked = (packed: string, shift: number, mask: bigint) => {
  const moved = shift === 0 ? packed : `(${packed} >> ${shift})`;
  return `(${moved} & ${mask})`;
};

const duckdb: Dialect = {
  name: 'duckdb',
  ident: doubled('"'),
  literal: (text) => (/[\n\r]/.test(text) ? inEscapes(text) : doubled("'")(text)),
  text: (column) => `coalesce(CAST(${column} AS VARCHAR), '')`,
  matches: (text, pattern) => `regexp_matches(${text}, ${duckdb.literal(pattern)})`,
  character: (codePoint) => `\\x{${codePoint.toString(16)}}`,
  number: (text, pattern, decimals) => {
    const found = `nullif(regexp_extract(${text}, ${duckdb.literal(pattern)}), '')`;
    const scaled = `CAST(${found} AS DECIMAL(18, ${decimals})) * ${10 ** decimals}`;
    return `coalesce(CAST(${scaled} AS BIGINT), 0)`;
  },
  pick: (list, place) => `CAST([${list.join(', ')}] AS BIGINT[])[${place}]`,
  quotient: (a, b) => `(${a}) // (${b})`,
  bits: masked,
  sum: (integer) => `sum(${integer})`,
  wide: cast('HUGEINT'),
  double: cast('DOUBLE'),
  integer: cast('BIGINT'),
  wideQuotient: (a, b) => `(${a}) // (${b})`,
  points: (milliPoints, digits = 9) =>
    `CAST(CAST(${milliPoints} AS DECIMAL(${digits}, 0)) * 0.001 AS DECIMAL(${digits + 3}, 3))`,
  order: (text) => text,
  // What a filter looks at would be computed for it alone, and once more for what comes after.
  fences: 'filtered',
};

const postgres: Dialect = {
  name: 'postgres',
  ident: doubled('"'),
  // With a backslash the form is said, because what a backslash means is a setting.
  literal: (text) => (/[\\\n\r]/.test(text) ? inEscapes(text) : doubled("'")(text)),
  text: (column) => `coalesce(CAST(${column} AS text), '')`,
  matches: (text, pattern) => `${text} ~ ${postgres.literal(pattern)}`,
  character: (codePoint) => `\\u${codePoint.toString(16).padStart(4, '0')}`,
  number: (text, pattern, decimals) => {
    const found = `CAST(substring(${text} from ${postgres.literal(pattern)}) AS numeric)`;
    return `coalesce(CAST(${found} * ${10 ** decimals} AS bigint), 0)`;
  },
  pick: (list, place) => `(CAST('{${list.join(',')}}' AS bigint[]))[${place}]`,
  quotient: (a, b) => `(${a}) / (${b})`,
  bits: masked,
  sum: (integer) => `sum(${integer})`,
  wide: cast('numeric'),
  double: cast('double precision'),
  integer: cast('bigint'),
  wideQuotient: (a, b) => `div(${a}, ${b})`,
  points: (milliPoints, digits = 9) =>
    `CAST(CAST(${milliPoints} AS numeric(${digits}, 0)) * 0.001 AS numeric(${digits + 3}, 3))`,
  order: (text) => `${text} COLLATE "C"`,
  // Every expression would be copied to wherever it is used.
  fences: 'all',
};

const escaped = (quote: string) => (text: string) =>
  quote +
  text
    .replaceAll(/[\\'`]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r') +
  quote;

const clickhouse: Dialect = {
  name: 'clickhouse',
  ident: escaped('`'),
  literal: escaped("'"),
  text: (column) => `ifNull(toString(${column}), '')`,
  matches: (text, pattern) => `match(${text}, ${clickhouse.literal(pattern)})`,
  character: duckdb.character,
  // Both branches of a CASE are computed here, so that a text that is no number must not fail. At
  // most eight digits before the point and four after it: the product is exact once it is rounded.
  number: (text, _, decimals) => `toInt64(round(toFloat64OrZero(${text}) * ${10 ** decimals}))`,
  pick: (list, place) => `CAST([${list.join(', ')}] AS Array(Int64))[${place}]`,
  quotient: (a, b) => `intDiv(${a}, ${b})`,
  bits: (packed, shift, mask) => `bitAnd(bitShiftRight(${packed}, ${shift}), toInt64(${mask}))`,
  sum: (integer) => `sum(CAST(${integer} AS Decimal(38, 0)))`,
  wide: cast('Decimal(38, 0)'),
  double: cast('Float64'),
  integer: cast('Int64'),
  wideQuotient: (a, b) => `(${a}) / (${b})`,
  points: (milliPoints, digits = 9) =>
    `CAST(CAST(${milliPoints} AS Decimal(${digits + 6}, 3)) / 1000 AS Decimal(${digits + 3}, 3))`,
  order: (text) => text,
  fences: 'none',
};

export const dialects = { duckdb, postgres, clickhouse } as const;

/** A text on one line of a comment: it neither ends the line nor opens or closes a comment. */
export const comment = (text: string): string =>
  visible(text.replaceAll(/\s+/g, ' ').trim()).replaceAll('*/', '* /').replaceAll('/*', '/ *');
