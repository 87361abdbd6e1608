import { total, type Matrix } from '../../../src/stats/matrix.ts';
import { standardDeviation } from '../../../src/stats/moments.ts';
import type { DataSet } from './data.ts';

/** Numbers, or null where one cannot be computed; nothing where the statistic is not for the set. */
export type Values = readonly (number | null)[];

/** A statistic that R has too, under the name that compare.R gives it. */
export interface Statistic {
  readonly name: string;
  /** What in R says it. */
  readonly inR: string;
  /** By how much, relative to its size, the two may differ: a power of ten. */
  readonly within: number;
  readonly of: (set: DataSet) => Values;
}

/** Nothing is missing. */
export const isWhole = (row: readonly (number | null)[]): row is readonly number[] =>
  row.every((answer) => answer !== null);

/** What was answered. */
export const answered = (row: readonly (number | null)[]): readonly number[] =>
  row.filter((answer) => answer !== null);

/** Complete rows with all items keyed alike. */
export const keyed = ({ rows, reversed, low, high }: DataSet): Matrix =>
  rows
    .filter(isWhole)
    .map((row) => row.map((answer, item) => (reversed[item]! ? low + high - answer : answer)));

/** Both ends of an interval. */
export const endsOf = (interval: { low: number; high: number } | null): Values => [
  interval?.low ?? null,
  interval?.high ?? null,
];

/** Those who answered the first items, one item after the other. */
export const columns = ({ rows }: DataSet): Matrix =>
  rows[0]!.slice(0, 3).map((_, item) => answered(rows.map((row) => row[item]!)));

/** Standard deviation of whole numbers. */
export const spread = (values: readonly number[]): number | null =>
  standardDeviation(
    values.length,
    BigInt(total(values)),
    BigInt(total(values.map((value) => value ** 2))),
  );
