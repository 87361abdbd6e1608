import {
  pairedDifference,
  welchDifference,
  type Difference,
} from '../../../src/stats/difference.ts';
import { meanInterval } from '../../../src/stats/interval.ts';
import { total, type Matrix } from '../../../src/stats/matrix.ts';
import { mean } from '../../../src/stats/moments.ts';
import type { DataSet } from './data.ts';
import {
  answered,
  columns,
  endsOf,
  isWhole,
  spread,
  type Statistic,
  type Values,
} from './statistic.ts';

/** The interval of a mean; null without spread, where R has none either. */
function intervalOf(values: readonly number[], population: number | null): Values {
  const sd = spread(values);
  const sample = { n: values.length, mean: mean(values.length, total(values)), sd, population };
  const interval = sd === 0 ? null : meanInterval({ ...sample, level: 0.95 });
  return endsOf(interval);
}

const shown = (found: Difference | null): Values =>
  found === null
    ? Array.from({ length: 6 }, () => null)
    : [found.mean, found.low, found.high, found.t, found.df, found.p];

const firstTwo = ({ rows }: DataSet): Matrix =>
  rows.map((row) => row.slice(0, 2)).filter((row) => isWhole(row));

const firstItem = (set: DataSet, from: number, to: number): readonly number[] =>
  answered(set.rows.slice(from, to).map((row) => row[0]!));

function welchOf(set: DataSet): Difference | null {
  const half = Math.floor(set.rows.length / 2);
  const [before, after] = [firstItem(set, 0, half), firstItem(set, half, set.rows.length)];
  return welchDifference(before, after, 0.95);
}

export const means: readonly Statistic[] = [
  {
    name: 'mean',
    inR: 'mean',
    within: 1e-14,
    of: (set) => columns(set).map((values) => mean(values.length, total(values))),
  },
  { name: 'standard deviation', inR: 'sd', within: 1e-14, of: (set) => columns(set).map(spread) },
  {
    name: 'interval of a mean',
    inR: 't.test',
    within: 1e-12,
    of: (set) => columns(set).flatMap((values) => intervalOf(values, null)),
  },
  {
    name: 'interval, finite population',
    inR: 't.test, sqrt(1 - n/N)',
    within: 1e-12,
    of: (set) => columns(set).flatMap((values) => intervalOf(values, 2 * values.length + 1)),
  },
  {
    name: 'paired t test',
    inR: 't.test',
    within: 1e-11,
    of: (set) =>
      shown(
        pairedDifference(
          firstTwo(set).map(([a, b]) => b! - a!),
          0.95,
        ),
      ),
  },
  { name: "Welch's t test", inR: 't.test', within: 1e-11, of: (set) => shown(welchOf(set)) },
];
