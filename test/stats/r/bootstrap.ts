import { bcaInterval, percentileInterval, type Strata } from '../../../src/stats/bootstrap.ts';
import { total } from '../../../src/stats/matrix.ts';
import type { DataSet } from './data.ts';
import { columns, endsOf, type Statistic, type Values } from './statistic.ts';

const sumOf = ([values]: Strata): number => total(values!);

const settings = ({ name }: DataSet) => ({ draws: 2000, level: 0.95, seed: name });

/** The answers to the first item, of people not so many that it takes long. */
function sampleOf(set: DataSet): Strata | null {
  const [values] = columns(set);
  return values!.length <= 150 ? [values!] : null;
}

/** The sums of all resamples, for R, which draws others; none where nothing is resampled. */
export function replicatesOf(set: DataSet): readonly number[] {
  const sample = sampleOf(set);
  const replicates: number[] = [];
  if (sample === null) return [];
  percentileInterval(
    sample,
    (drawn) => {
      replicates.push(sumOf(drawn));
      return replicates.at(-1)!;
    },
    settings(set),
  );
  return replicates;
}

const ofSample =
  (interval: typeof bcaInterval) =>
  (set: DataSet): Values => {
    const sample = sampleOf(set);
    return sample === null ? [] : endsOf(interval(sample, sumOf, settings(set)));
  };

export const bootstraps: readonly Statistic[] = [
  {
    name: 'percentile interval',
    inR: 'quantile',
    within: 1e-12,
    of: ofSample(percentileInterval),
  },
  { name: 'BCa interval', inR: 'quantile, qnorm', within: 1e-11, of: ofSample(bcaInterval) },
];
