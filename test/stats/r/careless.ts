import {
  acquiescence,
  evenOdd,
  inconsistency,
  individualVariability,
  longestRun,
  mahalanobis,
  meanRun,
  type OppositePair,
} from '../../../src/stats/careless.ts';
import type { Matrix } from '../../../src/stats/matrix.ts';
import type { DataSet } from './data.ts';
import { answered, isWhole, keyed, type Statistic, type Values } from './statistic.ts';

/** Four items after each other are a scale. */
const scales = (answers: readonly number[]): Matrix =>
  Array.from({ length: Math.ceil(answers.length / 4) }, (_, i) => answers.slice(4 * i, 4 * i + 4));

/** Every item with the next is taken for a pair of opposites. */
const pairs = ({ low, high }: DataSet, row: readonly number[]): readonly OppositePair[] =>
  row
    .slice(0, 2 * Math.floor(row.length / 2))
    .flatMap((answer, i) => (i % 2 === 0 ? [{ answer, opposite: row[i + 1]!, low, high }] : []));

const ofEach =
  (value: (answers: readonly number[], set: DataSet) => number | null) =>
  (set: DataSet): Values =>
    set.rows.map((row) => value(answered(row), set));

const ofWhole =
  (value: (row: readonly number[], set: DataSet) => number | null) =>
  (set: DataSet): Values =>
    set.rows.filter(isWhole).map((row) => value(row, set));

export const careless: readonly Statistic[] = [
  { name: 'longest run', inR: 'rle', within: 1e-15, of: ofEach(longestRun) },
  { name: 'mean run', inR: 'rle', within: 1e-14, of: ofEach(meanRun) },
  { name: 'individual variability', inR: 'sd', within: 1e-13, of: ofEach(individualVariability) },
  {
    name: 'Mahalanobis distance',
    inR: 'mahalanobis',
    within: 1e-11,
    of: ({ rows }) => mahalanobis(rows.filter(isWhole)) ?? [null],
  },
  {
    name: 'even-odd consistency',
    inR: 'cor',
    within: 1e-11,
    of: (set) => (set.reversed.length < 12 ? [] : keyed(set).map((row) => evenOdd(scales(row)))),
  },
  {
    name: 'acquiescence',
    inR: 'by hand',
    within: 1e-14,
    of: ofWhole((row, set) => acquiescence(pairs(set, row))),
  },
  {
    name: 'inconsistency',
    inR: 'by hand',
    within: 1e-14,
    of: ofWhole((row, set) => inconsistency(pairs(set, row))),
  },
];
