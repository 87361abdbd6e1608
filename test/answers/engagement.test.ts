import { expect, test } from 'vitest';
import {
  checkEngagement,
  readEngagement,
  readFacts,
  remarkOf,
} from '../../src/answers/engagement.ts';
import { minGroupOf, mixOf, withFacts } from '../../src/answers/units.ts';
import { checkSheets } from '../../src/answers/collect.ts';
import { Answered, emptyAnswers, NotApplicable, type Sheet } from '../../src/answers/types.ts';
import { sourceOf } from '../../src/source/source.ts';
import { shippedPlan } from '../plans.ts';

const plan = shippedPlan('industrial-gases');
const index = (id: string) => plan.questions.findIndex((question) => question.id === id);

const text = `pendulum: 1
title: Example
scorecard: industrial-gases
units:
  - { id: north, title: North }
  - { id: bulk, title: Bulk, parent: north, headcount: 40, market: merchant-bulk-general }
  - { id: mixed, title: Mixed, market: { electronics: 0.25, food-beverage: 0.75 }, supplyMode: bulk }
facts:
  bulk:
    2026-q4: { on-time-in-full: 96.4, run-outs: not-applicable }
`;

function read(changed = text) {
  const { value, problems } = readEngagement(sourceOf('pendulum.yaml', changed));
  if (value === null) return { value, codes: problems.map(({ code }) => code), problems };
  const all = [...problems, ...checkEngagement(plan, value), ...readFacts(plan, value).problems];
  return { value, problems: all, codes: all.map(({ code }) => code) };
}

test('an engagement is units, markets and facts', () => {
  const { value, codes } = read();
  expect(codes).toEqual([]);
  const [, bulk, mixed] = value!.value.units;
  expect([...mixOf(bulk!)]).toEqual([['merchant-bulk-general', 1000]]);
  expect([...mixOf(mixed!)]).toEqual([
    ['electronics', 250],
    ['food-beverage', 750],
  ]);
  const facts = readFacts(plan, value!).facts.get('bulk')!.get('2026-q4')!;
  expect(facts.value[index('on-time-in-full')]).toBe(964);
  expect(facts.state[index('run-outs')]).toBe(NotApplicable);
});

test.each([
  ['parent: north', 'parent: nord', 'UNKNOWN_REF'],
  ['market: merchant-bulk-general', 'market: merchant-bulk', 'UNKNOWN_REF'],
  ['food-beverage: 0.75', 'food-beverage: 0.7', 'SHARES'],
  ['supplyMode: bulk', 'supplyMode: bulck', 'UNKNOWN_REF'],
  ['id: mixed', 'id: bulk', 'DUPLICATE_ID'],
  ['{ id: north, title: North }', '{ id: north, title: North, parent: bulk }', 'UNIT_CYCLE'],
  ['facts:\n  bulk:', 'facts:\n  bulc:', 'UNKNOWN_REF'],
  ['on-time-in-full: 96.4', 'on-time-in-full: 196.4', 'ANSWER_RANGE'],
  ['on-time-in-full', 'on-time-in-ful', 'UNKNOWN_REF'],
  ['headcount: 40', 'headcount: 0', 'NUMBER'],
  ['headcount: 40', 'roleHeadcounts: { sales: 0 }', 'NUMBER'],
  ['supplyMode: bulk', 'context: { switching: 3 }', 'TARGET_TWICE'],
  ['supplyMode: bulk', 'context: { switching: 3 }', 'MISSING_KEY'],
  ['{ on-time-in-full: 96.4,', '{ leaders-with-customers: 3,', 'NOT_A_FACT'],
  ['    2026-q4: { on', '    - { on', 'SHAPE'],
  ['scorecard: industrial', 'rounds: [2026-q1]\nscorecard: industrial', 'UNKNOWN_REF'],
  ['title: Example', 'titel: Example', 'UNKNOWN_KEY'],
])('%s written as %s', (from, to, code) => {
  const { problems, codes } = read(text.replace(from, to));
  expect(codes).toContain(code);
  for (const { place } of problems) expect(place?.line).toBeGreaterThan(0);
});

test.each([
  ['', 5],
  ['privacy: { minGroup: 8 }', 8],
  ['privacy: { open: a workshop }', null],
])('privacy %s shows groups of at least %s', (privacy, expected) => {
  expect(minGroupOf(read(`${text}${privacy}\n`).value!.value)).toBe(expected);
});

test('no less than 3 may be asked for', () => {
  expect(read(`${text}privacy: { minGroup: 2 }\n`).codes).toContain('NUMBER');
});

test('what is open says why, beside the remark', () => {
  const said = `${text}remark: Invented.\nprivacy: { open: a workshop }\n`;
  expect(remarkOf(read(said).value!.value)).toBe('Invented. Small groups are shown: a workshop');
  expect(remarkOf(read().value!.value)).toBeNull();
});

test('facts win over what a sheet says, and only facts are taken', () => {
  const own = emptyAnswers(plan.questions.length);
  const facts = emptyAnswers(plan.questions.length);
  for (const [answers, value] of [
    [own, 900],
    [facts, 964],
  ] as const) {
    answers.state[index('on-time-in-full')] = Answered;
    answers.value[index('on-time-in-full')] = value;
  }
  facts.state[index('leaders-with-customers')] = Answered;
  const merged = withFacts(plan, own, facts);
  expect(merged.value[index('on-time-in-full')]).toBe(964);
  expect(merged.state[index('leaders-with-customers')]).toBe(0);
  expect(own.value[index('on-time-in-full')]).toBe(900);
  expect(withFacts(plan, own, undefined)).toBe(own);
});

const sheet = (rest: Partial<Sheet>): Sheet => ({
  unit: 'bulk',
  round: '2026-q4',
  respondent: 'r1',
  role: null,
  market: null,
  answers: emptyAnswers(plan.questions.length),
  notes: new Map(),
  unproven: [],
  file: 'a.yaml',
  line: 1,
  ...rest,
});

test('sheets together: twice the same, unknown units, facts that differ', () => {
  const { value } = read();
  const facts = readFacts(plan, value!).facts;
  const differs = emptyAnswers(plan.questions.length);
  differs.state[index('on-time-in-full')] = Answered;
  differs.value[index('on-time-in-full')] = 900;
  const found = checkSheets(
    plan,
    [
      sheet({}),
      sheet({ file: 'b.yaml', line: 1 }),
      sheet({ round: '2026-q2' }),
      sheet({ respondent: 'r2', unit: 'elsewhere' }),
      sheet({ respondent: 'r3', answers: differs }),
    ],
    value!.value,
    facts,
  );
  expect(found.map(({ code, severity }) => [code, severity])).toEqual([
    ['DUPLICATE_RESPONDENT', 'error'],
    ['UNKNOWN_UNIT', 'error'],
    ['FACT_CONFLICT', 'warning'],
  ]);
});

test('how many there are of each role is said of roles that there are', () => {
  const counted = text.replace('headcount: 40', 'roleHeadcounts: { sales: 3, clerks: 4 }');
  const { value, codes } = read(counted);
  expect(codes).toEqual([]);
  expect([...value!.value.units[1]!.roleHeadcounts!]).toEqual([
    ['sales', 3],
    ['clerks', 4],
  ]);
  const listed = read(counted.replace('units:', 'roles: [sales]\nunits:'));
  expect(listed.codes).toEqual(['UNKNOWN_REF']);
  expect(listed.problems[0]!.message).toBe('there is no role "clerks"');
});

test('more people of a role than there are is said once a unit and round', () => {
  const counted = text.replace('headcount: 40', 'roleHeadcounts: { sales: 1 }');
  const { value } = read(counted);
  const of = (respondent: string, role: string | null, round = '2026-q4') =>
    sheet({ respondent, role, round });
  const found = checkSheets(
    plan,
    [of('a', 'sales'), of('b', 'sales', '2026-q2'), of('c', null), of('d', 'other')],
    value!.value,
    new Map(),
  );
  expect(found).toEqual([]);
  const more = checkSheets(
    plan,
    [of('a', 'sales'), of('b', 'sales'), of('c', 'sales')],
    value!.value,
    new Map(),
  );
  expect(more.map(({ code, severity, message }) => [code, severity, message])).toEqual([
    [
      'ROLE_HEADCOUNT',
      'warning',
      'more than 1 answered as "sales" in "bulk", which says it has no more',
    ],
  ]);
});

test('more people than a unit has, or than were invited, are said once a round', () => {
  const counted = text.replace('headcount: 40', 'headcount: 2, invited: 1');
  const { value } = read(counted);
  const people = ['a', 'b', 'c', 'd'].map((respondent) => sheet({ respondent }));
  const said = (count: number) =>
    checkSheets(plan, people.slice(0, count), value!.value, new Map()).map(({ code, message }) => [
      code,
      message,
    ]);
  const invited = [
    'UNIT_HEADCOUNT',
    'more than 1 answered in "bulk", though "invited" says that there are no more',
  ];
  expect(said(1)).toEqual([]);
  expect(said(2)).toEqual([invited]);
  expect(said(4)).toEqual([
    invited,
    [
      'UNIT_HEADCOUNT',
      'more than 2 answered in "bulk", though "headcount" says that there are no more',
    ],
  ]);
});
