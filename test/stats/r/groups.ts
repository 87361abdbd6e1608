import {
  groupMeanReliability,
  icc1,
  icc2,
  oneWay,
  shroutFleiss,
  type GroupMoments,
  type OneWay,
  type RaterReliability,
} from '../../../src/stats/groups.ts';
import { stratifiedInterval } from '../../../src/stats/interval.ts';
import { total, type Matrix } from '../../../src/stats/matrix.ts';
import { mean } from '../../../src/stats/moments.ts';
import type { DataSet } from './data.ts';
import { isWhole, spread, type Statistic, type Values } from './statistic.ts';

/** The answers to the first item, by group. */
function groupsOf({ rows, groups }: DataSet): Matrix {
  const answers = new Map<number, number[]>();
  for (const [i, [answer]] of rows.entries())
    if (answer !== null && answer !== undefined)
      answers.set(groups[i]!, [...(answers.get(groups[i]!) ?? []), answer]);
  return [...answers.values()];
}

const momentsOf = (values: readonly number[]): GroupMoments => ({
  n: values.length,
  sum: BigInt(total(values)),
  squares: BigInt(total(values.map((value) => value ** 2))),
});

const ofOneWay =
  (values: (anova: OneWay) => Values, times: number) =>
  (set: DataSet): Values => {
    const anova = oneWay(groupsOf(set).map(momentsOf));
    return anova === null ? Array.from({ length: times }, () => null) : values(anova);
  };

/** Means of groups of these sizes. */
const sizes = [2, 5, 12];

/** Groups are strata, of which about a third answered. */
function stratified(set: DataSet): Values {
  const strata = groupsOf(set).map((values) => ({
    n: values.length,
    mean: mean(values.length, total(values)),
    sd: spread(values),
    population: 3 * values.length + 1,
  }));
  const found = stratifiedInterval(strata, 0.95);
  return [found?.mean ?? null, found?.low ?? null, found?.high ?? null];
}

/** Respondents are targets, and items rate them; 100 of them do. */
const ofRaters =
  (values: (found: RaterReliability) => Values) =>
  ({ rows }: DataSet): Values => {
    const found = shroutFleiss(rows.filter(isWhole).slice(0, 100));
    return found === null ? [] : values(found);
  };

export const groups: readonly Statistic[] = [
  {
    name: 'mean squares',
    inR: 'aov',
    within: 1e-11,
    of: ofOneWay((anova) => [anova.betweenMeanSquare, anova.withinMeanSquare], 2),
  },
  {
    name: 'ICC(1), ICC(2)',
    inR: 'aov',
    within: 1e-11,
    of: ofOneWay((anova) => [icc1(anova), icc1(anova, anova.unbiasedSize), icc2(anova)], 3),
  },
  {
    name: 'reliability of group means',
    inR: 'aov',
    within: 1e-11,
    of: ofOneWay((anova) => {
      const icc = icc1(anova);
      return sizes.map((size) => icc && groupMeanReliability(icc, size));
    }, sizes.length),
  },
  {
    name: 'raters, (1,1) to (3,k)',
    inR: 'psych::ICC',
    within: 1e-11,
    of: ofRaters(({ icc11, icc21, icc31, icc1k, icc2k, icc3k }) => [
      icc11,
      icc21,
      icc31,
      icc1k,
      icc2k,
      icc3k,
    ]),
  },
  {
    name: 'intervals of (1,1) and (3,1)',
    inR: 'psych::ICC',
    within: 1e-11,
    of: ofRaters(({ interval11, interval31 }) =>
      [interval11, interval31].flatMap((each) => [each?.low ?? null, each?.high ?? null]),
    ),
  },
  { name: 'interval by strata', inR: 'var, qt', within: 1e-11, of: stratified },
];
