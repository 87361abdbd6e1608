import { expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { RoleGap, RoleResult, UnitStatistics } from '../../src/result.ts';
import { render } from './render.ts';
import { result, unit } from './results.ts';

const role = (name: string, count: number, process: number, customer: number): RoleResult => ({
  role: name,
  count,
  customer,
  process,
  position: customer - process,
  dimensions: [{ id: 'flow', customer, process: process / 2 }],
  questions: [],
});

const gap = (of: RoleGap['of'], points: number): RoleGap => ({
  of,
  from: 'operations',
  to: 'sales',
  points,
});

const statistics: UnitStatistics = {
  agreement: {
    questions: 40,
    respondents: 14,
    rwgStar: 0.584,
    rwgJ: 0.98,
    critical: 0.071,
    isBeyondChance: true,
    slightSkew: { questions: 30, rwgStar: 0.42, rwgJ: 0.97 },
    awg: { mean: 0.61, questions: 38, without: 2 },
    deviation: { mean: 19.4, median: 18.1, limit: 20.833, critical: 27.9, isBeyondChance: true },
  },
  interval: {
    low: 14.108,
    high: 27.492,
    level: 0.95,
    method: 'finite',
    because: 'more than 5 % of all people are behind it, which leaves less to chance',
  },
  roles: [role('operations', 9, 60, 80), role('sales', 5, 40, 70)],
  reliability: { customer: null, process: null, position: null, missing: 'few' },
  gaps: [
    gap({ kind: 'question', id: 'repeat-information', measure: 'mean' }, 44),
    gap({ kind: 'unit', id: null, measure: 'process' }, 20),
    gap({ kind: 'dimension', id: 'flow', measure: 'process' }, 10),
    gap({ kind: 'unit', id: null, measure: 'position' }, 7.25),
    gap({ kind: 'unit', id: null, measure: 'customer' }, 5),
  ],
};

const of = (rest: Partial<UnitStatistics> = {}) =>
  result([unit({ statistics: { ...statistics, ...rest } })]);
const plain = (rest?: Partial<UnitStatistics>) => render(of(rest)).replace(/\s+/g, ' ');
const all = { unit: null, earlier: [] };

const sayings = [
  'operations sees the whole 20.0 points more process-leaning than sales (60.0 and 40.0)',
  'operations sees Offer and order-to-delivery flow 10.0 points more process-leaning than sales (30.0 and 20.0)',
  'operations sees the whole 7.3 points more toward customer than sales (20.0 toward customer and 30.0 toward customer)',
];

test('the three widest gaps between roles are said, with their numbers', () => {
  for (const saying of sayings) expect(plain()).toContain(saying);
  expect(plain()).not.toContain('5.0 points more customer-leaning');
  const markdown = renderMarkdown(of(), all);
  expect(markdown).toContain('### How roles see it');
  for (const saying of sayings) expect(markdown).toContain(`- ${saying}`);
});

test('the page has a table of the roles beside them', () => {
  const page = renderHtml(of(), all);
  expect(page).toContain('How roles see it');
  expect(page).toMatch(/<th scope="row">operations<\/th>\s*<td class="figure">9<\/td>/);
  for (const saying of sayings) expect(page).toContain(saying);
});

test('one role is not compared with anybody', () => {
  const one = { roles: statistics.roles.slice(0, 1), gaps: [] };
  expect(plain(one)).not.toContain('How roles see it');
  expect(renderHtml(of(one), all)).not.toContain('How roles see it');
});

test('agreement says how much of it chance could be', () => {
  expect(plain()).toContain('chance alone seldom gives more than r*wg 0.07');
  expect(plain()).toContain(
    'rwg(J) 0.98, aWG 0.61, r*wg 0.42 against a slight skew, average deviation 18.1 about the median, up to 20.8 agrees',
  );
  const weak = { ...statistics.agreement!, critical: 0.6, isBeyondChance: false };
  expect(plain({ agreement: weak })).toContain('chance alone can give r*wg 0.60');
});

test('the interval says how it came about', () => {
  const interval = statistics.interval!;
  expect(plain()).toContain("95 % interval, Student's t for a known headcount)");
  expect(plain({ interval: { ...interval, method: 't' } })).toContain("interval, Student's t)");
  expect(plain({ interval: { ...interval, method: 'strata', low: 2, high: 4 } })).toContain(
    '(95 % interval); 2.0 to 4.0 toward customer where each role counts by its headcount',
  );
});

test('the reliability of a unit is one sentence, and none where there is none', () => {
  const leaning = (value: number) => ({
    dimensions: 8,
    alpha: { value, low: 0.2, high: 0.9, level: 0.95 },
    sd: 7,
    sem: 4.3,
  });
  const reliability = {
    customer: leaning(0.613),
    process: leaning(0.825),
    position: { correlation: 0.3, reliability: 0.635, sem: 5.588, sentence: 'so much is known' },
    missing: null,
  };
  const said =
    'Reliability alpha over the dimensions customer 0.61, process 0.83; so much is known';
  expect(plain({ reliability })).toContain(said);
  const page = renderHtml(of({ reliability }), all).replace(/<[^>]*>/g, ' ');
  expect(page.replace(/\s+/g, ' ')).toContain(said);
  expect(plain()).not.toContain('alpha over the dimensions');
});
