import { oneFactor, omegaCongeneric, omegaTotal } from '../../../src/stats/factor.ts';
import {
  correlation,
  covariance,
  diagonal,
  inverse,
  total,
  varianceOfSum,
  type Matrix,
} from '../../../src/stats/matrix.ts';
import {
  alpha,
  alphaIfDropped,
  differenceError,
  differenceReliability,
  feldtInterval,
  guttmanSix,
  itemRest,
  meanCorrelation,
  spearmanBrown,
  standardErrorOfMeasurement,
  standardizedAlpha,
  type MeasuredScore,
} from '../../../src/stats/reliability.ts';
import type { DataSet } from './data.ts';
import { endsOf, keyed, type Statistic, type Values } from './statistic.ts';

/** The covariance matrix of the items that vary; null for fewer than two of them or two people. */
function scaleOf(set: DataSet): Matrix | null {
  const all = covariance(keyed(set));
  if (all === null) return null;
  const varies = diagonal(all).map((variance) => variance > 0);
  const kept = all
    .filter((_, item) => varies[item])
    .map((row) => row.filter((_, item) => varies[item]));
  return kept.length < 2 ? null : kept;
}

const ofScale =
  (values: (covariances: Matrix, people: number) => Values) =>
  (set: DataSet): Values => {
    const covariances = scaleOf(set);
    return covariances === null ? [] : values(covariances, keyed(set).length);
  };

/** A factor of enough people, where no item is explained wholly. */
const ofFactor = (values: (correlations: Matrix) => Values) =>
  ofScale((covariances, people) => {
    const correlations = correlation(covariances)!;
    const enough = covariances.length > 2 && people > covariances.length + 20;
    return enough && inverse(correlations) !== null ? values(correlations) : [];
  });

/** Standard deviation of the mean of the items. */
const spreadOfMean = (covariances: Matrix): number =>
  Math.sqrt(varianceOfSum(covariances)) / covariances.length;

const errorOfMean = (covariances: Matrix): number | null => {
  const reliability = alpha(covariances);
  return reliability && standardErrorOfMeasurement(spreadOfMean(covariances), reliability);
};

interface Halves {
  readonly scores: readonly [MeasuredScore, MeasuredScore];
  readonly r: number;
}

/** The first half of the items and the second as two scores; null where one has no reliability. */
function halvesOf(covariances: Matrix): Halves | null {
  const half = Math.floor(covariances.length / 2);
  const parts = [covariances.slice(0, half), covariances.slice(half)] as const;
  const [a, b] = [
    parts[0].map((row) => row.slice(0, half)),
    parts[1].map((row) => row.slice(half)),
  ];
  const across = total(parts[0].map((row) => total(row.slice(half))));
  const reliabilities = [alpha(a), alpha(b)] as const;
  if (reliabilities[0] === null || reliabilities[1] === null) return null;
  return {
    scores: [
      { sd: spreadOfMean(a), reliability: reliabilities[0] },
      { sd: spreadOfMean(b), reliability: reliabilities[1] },
    ],
    r: across / Math.sqrt(varianceOfSum(a) * varianceOfSum(b)),
  };
}

const ofHalves = (value: (halves: Halves) => number | null) =>
  ofScale((covariances) => {
    if (covariances.length < 4) return [];
    const halves = halvesOf(covariances);
    return [halves && value(halves)];
  });

export const scales: readonly Statistic[] = [
  {
    name: 'alpha',
    inR: 'psych::alpha',
    within: 1e-12,
    of: ofScale((covariances) => [alpha(covariances)]),
  },
  {
    name: 'standardized alpha',
    inR: 'psych::alpha',
    within: 1e-12,
    of: ofScale((covariances) => [standardizedAlpha(covariances)]),
  },
  {
    name: "Guttman's lambda 6",
    inR: 'psych::alpha',
    within: 1e-11,
    of: ofScale((covariances) => [guttmanSix(covariances)]),
  },
  {
    name: 'mean correlation',
    inR: 'psych::alpha',
    within: 1e-12,
    of: ofScale((covariances) => [meanCorrelation(covariances)]),
  },
  {
    name: 'item-rest correlation',
    inR: 'psych::alpha',
    within: 1e-11,
    of: ofScale(itemRest),
  },
  {
    name: 'alpha if dropped',
    inR: 'psych::alpha',
    within: 1e-11,
    of: ofScale(alphaIfDropped),
  },
  {
    name: 'Feldt interval',
    inR: 'psych::alpha',
    within: 1e-11,
    of: ofScale((covariances, people) =>
      endsOf(feldtInterval(alpha(covariances)!, people, covariances.length, 0.95)),
    ),
  },
  {
    name: 'standard error of measurement',
    inR: 'psych::alpha, sd',
    within: 1e-12,
    of: ofScale((covariances) => [errorOfMean(covariances)]),
  },
  {
    name: 'Spearman-Brown of two items',
    inR: 'psych::alpha',
    within: 1e-12,
    of: ofScale((covariances) =>
      covariances.length === 2 ? [spearmanBrown(meanCorrelation(covariances)!, 2)] : [],
    ),
  },
  {
    name: 'error of a difference',
    inR: 'psych::alpha, var',
    within: 1e-12,
    of: ofHalves(({ scores: [x, y] }) => differenceError(x, y)),
  },
  {
    name: 'reliability of a difference',
    inR: 'psych::alpha, var',
    within: 1e-11,
    of: ofHalves(({ scores: [x, y], r }) => differenceReliability(x, y, r)),
  },
  {
    name: 'loadings of one factor',
    inR: 'psych::fa, principal axes',
    within: 1e-9,
    of: ofFactor((correlations) => oneFactor(correlations)!.loadings),
  },
  {
    name: 'omega total',
    inR: 'psych::fa, principal axes',
    within: 1e-9,
    of: ofFactor((correlations) => [omegaTotal(correlations)]),
  },
  {
    name: 'omega, congeneric',
    inR: 'psych::fa, principal axes',
    within: 1e-9,
    of: ofFactor((correlations) => [omegaCongeneric(correlations)]),
  },
  {
    name: 'omega total, by minres',
    inR: 'psych::fa, minres',
    within: 1e-3,
    of: ofFactor((correlations) => [omegaTotal(correlations)]),
  },
];
