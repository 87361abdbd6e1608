import { expect, test } from 'vitest';
import { indices } from '../../src/report/html/indices.ts';
import { written } from '../../src/report/html/markup.ts';
import type { UnitStatistics } from '../../src/result.ts';
import { unit } from './results.ts';

const agreement = {
  questions: 40,
  awg: { mean: null, questions: 0, without: 40 },
  slightSkew: null,
  deviation: null,
} as unknown as NonNullable<UnitStatistics['agreement']>;
const bare = {
  agreement: null,
  interval: null,
  roles: [],
  gaps: [],
  reliability: { customer: null },
} as unknown as UnitStatistics;
const interval = (method: string) => ({ interval: { method } }) as unknown as UnitStatistics;

type Found = readonly (Partial<UnitStatistics> | null)[];

const said = (...found: Found): string => {
  const units = found.map((each) =>
    unit({ statistics: each === null ? null : { ...bare, ...each } }),
  );
  const markup = indices(units);
  return markup === null ? '' : written(markup);
};

const terms = (...found: Found) =>
  [...said(...found).matchAll(/<dt>(.*?)<\/dt>/g)].map(([, label]) => label);

test('nothing is explained that no unit has', () => {
  expect(terms()).toEqual([]);
  expect(terms(null, {})).toEqual([]);
  expect(terms({ agreement })).toEqual(['Chance', 'rwg(J)']);
});

test('what one unit has is explained once', () => {
  const awg = { ...agreement, awg: { ...agreement.awg, mean: 0.6 } };
  const skewed = { ...agreement, slightSkew: { questions: 3, rwgStar: 0.4, rwgJ: 0.9 } };
  const deviation = { ...agreement, deviation: {} } as typeof agreement;
  expect(terms(null, { agreement: awg }, { agreement: skewed }, { agreement: deviation })).toEqual([
    'Chance',
    'rwg(J)',
    'aWG',
    'Slight skew',
    'Average deviation',
  ]);
});

test.each([
  ['t', 'Interval'],
  ['finite', 'Interval'],
  ['census', 'Interval'],
  ['strata', 'Interval by roles'],
])('an interval by %s is explained as %s', (method, label) => {
  expect(terms(interval(method), interval(method))).toEqual([label]);
});

test('reliability is, where a unit has it', () => {
  const reliability = { customer: {} } as unknown as UnitStatistics['reliability'];
  expect(terms({ reliability })).toEqual(['Reliability']);
});

test('roles are, where two lie apart', () => {
  const gaps = [{}] as unknown as UnitStatistics['gaps'];
  expect(terms({ gaps })).toEqual(['Roles']);
});

test('with the sources that the formulas name', () => {
  const whole = { ...agreement, awg: { ...agreement.awg, mean: 0.6 } };
  expect(said({ agreement: whole })).toContain('James, Demaree and Wolf 1984');
  expect(said({ agreement: whole })).toContain('Brown and Hauenstein 2005');
});
