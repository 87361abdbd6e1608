import { chiSquareCdf, chiSquareQuantile } from '../../../src/stats/chi-square.ts';
import { fisherCdf, fisherQuantile } from '../../../src/stats/fisher.ts';
import { normalCdf, normalQuantile } from '../../../src/stats/normal.ts';
import { studentCdf, studentQuantile } from '../../../src/stats/student.ts';
import type { Point } from './data.ts';

/** A distribution that R has too. */
export interface Distribution {
  readonly name: string;
  readonly inR: string;
  readonly within: number;
  readonly of: (point: Point) => number;
}

export const distributions: readonly Distribution[] = [
  { name: 'normal quantile', inR: 'qnorm', within: 1e-12, of: ({ p }) => normalQuantile(p) },
  { name: 'normal probability', inR: 'pnorm', within: 1e-12, of: ({ x }) => normalCdf(-x) },
  { name: 'quantile of t', inR: 'qt', within: 1e-11, of: ({ p, df }) => studentQuantile(p, df) },
  { name: 'probability of t', inR: 'pt', within: 1e-11, of: ({ x, df }) => studentCdf(-x, df) },
  {
    name: 'quantile of chi-square',
    inR: 'qchisq',
    within: 1e-11,
    of: ({ p, df }) => chiSquareQuantile(p, df),
  },
  {
    name: 'probability of chi-square',
    inR: 'pchisq',
    within: 1e-11,
    of: ({ x, df }) => chiSquareCdf(x * df, df),
  },
  {
    name: 'quantile of F',
    inR: 'qf',
    within: 1e-10,
    of: ({ p, df, below }) => fisherQuantile(p, df, below),
  },
  {
    name: 'probability of F',
    inR: 'pf',
    within: 1e-10,
    of: ({ x, df, below }) => fisherCdf(x, df, below),
  },
];
