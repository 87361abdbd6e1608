import {
  averageDeviation,
  awg,
  deviationLimit,
  medianDeviation,
  nullVariance,
  rwg,
  rwgJ,
  rwgStar,
  slightSkewNullVariance,
  type ItemVariance,
} from '../../../src/stats/agreement.ts';
import { krippendorffAlpha, type Metric } from '../../../src/stats/krippendorff.ts';
import type { DataSet } from './data.ts';
import { columns, spread, type Statistic, type Values } from './statistic.ts';

const pointsOf = ({ low, high }: DataSet): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i);

const variancesOf = (set: DataSet, ofRandom: number): readonly ItemVariance[] =>
  columns(set).map((values) => ({ variance: spread(values)! ** 2, nullVariance: ofRandom }));

const uniform = (set: DataSet): readonly ItemVariance[] =>
  variancesOf(set, nullVariance(pointsOf(set)));

/** Only five options have a skewed null. */
function skewed(set: DataSet): Values {
  const ofRandom = slightSkewNullVariance(pointsOf(set));
  return ofRandom === null ? [] : [rwgStar(variancesOf(set, ofRandom))];
}

const ofHistograms =
  (value: (points: readonly number[], histogram: readonly number[]) => number | null) =>
  (set: DataSet): Values =>
    columns(set).map((values) => {
      const points = pointsOf(set);
      const histogram = points.map((point) => values.filter((each) => each === point).length);
      return value(points, histogram);
    });

/** Items are the raters of respondents here. */
const krippendorff =
  (metric: Metric) =>
  ({ rows }: DataSet): Values => [krippendorffAlpha(rows, metric)];

export const agreement: readonly Statistic[] = [
  { name: 'r_wg', inR: 'var', within: 1e-12, of: (set) => uniform(set).map(rwg) },
  { name: 'r_wg(J)', inR: 'var', within: 1e-12, of: (set) => [rwgJ(uniform(set))] },
  { name: 'r*wg(J)', inR: 'var', within: 1e-12, of: (set) => [rwgStar(uniform(set))] },
  { name: 'r*wg(J), slight skew', inR: 'var', within: 1e-12, of: skewed },
  { name: 'a_wg', inR: 'var', within: 1e-12, of: ofHistograms(awg) },
  {
    name: 'average deviation',
    inR: 'mean',
    within: 1e-13,
    of: ofHistograms(averageDeviation),
  },
  {
    name: 'deviation about the median',
    inR: 'median',
    within: 1e-13,
    of: ofHistograms(medianDeviation),
  },
  {
    name: 'limit of the average deviation',
    inR: 'by hand',
    within: 1e-15,
    of: (set) => [deviationLimit(pointsOf(set))],
  },
  {
    name: "Krippendorff's alpha, nominal",
    inR: 'by hand',
    within: 1e-10,
    of: krippendorff('nominal'),
  },
  {
    name: "Krippendorff's alpha, ordinal",
    inR: 'by hand',
    within: 1e-10,
    of: krippendorff('ordinal'),
  },
  {
    name: "Krippendorff's alpha, interval",
    inR: 'by hand',
    within: 1e-10,
    of: krippendorff('interval'),
  },
];
