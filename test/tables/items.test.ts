import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Answered, DontKnow, NotApplicable, Unanswered } from '../../src/answers/types.ts';
import { valueOfText } from '../../src/answers/value.ts';
import type { Plan } from '../../src/plan/types.ts';
import { evaluator, firstOption } from '../../src/score/respondent.ts';
import { codebook } from '../../src/tables/codebook.ts';
import { itemColumns, itemWriter, questionColumns } from '../../src/tables/items.ts';
import { RowWriter } from '../../src/tables/row-writer.ts';
import { planOf, shippedPlan } from '../plans.ts';
import { surveys } from '../score/generate.ts';

const head = ['unit', 'round', 'respondent', 'role', 'market'];

const plan = planOf(`
pendulum: 1
id: small
version: 1.0.0
language: en
title: Small
answerScales:
  agreement: { options: [No way, Rather not, Neither, Rather, "=Yes"] }
dimensions: [{ id: flow, title: Flow }]
questions:
  - { id: a-b, dimension: flow, side: customer, ask: Up?, answerScale: agreement, weight: 1.5 }
  - { id: a_b, dimension: flow, side: process, ask: Down?, answerScale: agreement, reversed: true }
  - { id: next, dimension: flow, side: process, ask: Kept?, yesNo: { evidence: true }, when: { answer: { a-b: { gte: 3 } } } }
  - id: which
    dimension: flow
    ask: Which?
    choice:
      - { code: sorry, label: Sorry, customer: 30, process: 0 }
      - { code: fixed, label: Fixed, customer: 80, process: 33.333 }
  - { id: which-keyed, dimension: flow, side: process, ask: On time, fact: true, optional: true,
      metric: { unit: "%", decimals: 1, points: [[80, 0], [90, 40], [100, 100]] } }
  - { id: bend, dimension: flow, tradeOff: { process: Hold, customer: Bend } }
  - { id: split, dimension: flow, ask: Split?, allocation: { customer: C, process: P, other: O } }
`);

const scored = evaluator(plan);

/** A row of items from the texts that a table would have; of an allocation its difference. */
function row(said: Readonly<Record<string, string>>, unproven: readonly number[] = []) {
  const states = new Map([
    ['', Unanswered],
    ['not-applicable', NotApplicable],
    ['dont-know', DontKnow],
  ]);
  const code = new Uint8Array(plan.questions.length);
  const value = new Float64Array(plan.questions.length);
  plan.questions.forEach(({ id, input }, i) => {
    const text = said[id] ?? '';
    const state = states.get(text);
    if (state !== undefined) code[i] = state;
    else {
      const own = input.kind === 'allocation' ? Number(text) * 1000 : valueOfText(input, text)!;
      value[i] = own;
      code[i] = input.kind === 'options' ? firstOption + own : Answered;
    }
  });
  const setting = { markets: [], role: null, unit: 'north' };
  const score = scored.evaluateCodes({ code, value }, setting);
  const out = new RowWriter('csv', itemColumns(plan));
  const bytes = Buffer.from('r07');
  const who = { bytes, start: 0, end: 3, unit: out.encoded('north'), round: out.encoded(null) };
  const cells = { ...who, role: out.encoded('sales'), market: out.encoded('gas') };
  const answers = { code, settled: score.code, value, unproven, unprovenCount: unproven.length };
  itemWriter(plan, out)(cells, answers);
  return Buffer.from(out.take()).toString('utf8');
}

test('columns are names of R, the answers first and what they are worth behind', () => {
  expect(itemColumns(plan)).toEqual([
    ...head,
    'a.b',
    'a_b',
    'next.',
    'which',
    'which.keyed',
    'bend',
    'split',
    'a.b.keyed',
    'a_b.keyed',
    'next.keyed',
    'which.keyed.customer',
    'which.keyed.process',
    'which.keyed.keyed',
    'bend.keyed',
    'split.keyed',
  ]);
});

test.each([
  [
    'answers are codes and points, reversed ones turned',
    {
      'a-b': '4',
      a_b: '2',
      next: 'partly',
      which: 'fixed',
      'which-keyed': '85',
      bend: '-3',
      split: '-20.5',
    },
    '4,2,"partly","fixed",85,-3,-20.500,75.000,75.000,50.000,80.000,33.333,20.000,-100.000,-20.500',
  ],
  [
    'states are words in one block and nothing in the other',
    { 'a-b': 'dont-know', a_b: 'not-applicable', next: 'yes', bend: 'dont-know' },
    '"dont-know","not-applicable","not-asked",,,"dont-know",,,,,,,,,',
  ],
])('%s', (_, said, cells) => {
  expect(row(said)).toBe(`"north",,"r07","sales","gas",${cells}\n`);
});

test('a yes without its evidence is a yes that is worth less', () => {
  const said = { 'a-b': '3', next: 'partly' };
  expect(row(said, [2])).toContain('3,,"yes",,,,,50.000,,50.000,,,,,');
  expect(row(said)).toContain('3,,"partly",');
});

const inR = /^[a-z][a-z0-9._]*$/;
const reserved = /^(if|else|repeat|while|function|for|next|break|in)$/;

test('whatever the scorecard, no two columns share a name, and R changes none', () => {
  const property = fc.property(surveys, ({ plan: any }) => {
    const names = itemColumns(any);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(inR.test(name) && !reserved.test(name)).toBe(true);
  });
  fc.assert(property, { numRuns: 50 });
});

const records = (any: Plan): readonly Record<string, string>[] =>
  parse(codebook(any), { columns: true });

const meanings = (column: string) =>
  records(plan)
    .filter((each) => each['column'] === column)
    .map(({ code, label, points }) => [code, label, points]);

const openStates = [
  ['not-applicable', 'does not apply', ''],
  ['dont-know', 'not known', ''],
  ['', 'not answered', ''],
];

test('the codebook says what each code means and what it is worth', () => {
  expect(codebook(plan).split('\n').slice(0, 2)).toEqual([
    '"column","question","ask","dimension","side","kind","reversed","code","label","points","weight","askedWhen"',
    '"a.b","a-b","Up?","flow",,"answerScale",,1,"No way",,,',
  ]);
  expect(meanings('a.b').slice(4)).toEqual([['5', "'=Yes", ''], ...openStates]);
  expect(meanings('a_b.keyed').map(([, , points]) => points)).toEqual([
    '100',
    '75',
    '50',
    '25',
    '0',
  ]);
  expect(meanings('next.').slice(-1)).toEqual([['not-asked', 'not asked', '']]);
  expect(meanings('which.keyed.process')).toEqual([
    ['sorry', 'Sorry', '0'],
    ['fixed', 'Fixed', '33.333'],
  ]);
  expect(meanings('which.keyed.keyed')[1]).toEqual([
    '90',
    '%; between two of these in proportion',
    '40',
  ]);
  expect(meanings('bend.keyed')[0]).toEqual(['-3', 'Hold', '-100']);
});

test('the codebook says side, weight, reversal and when', () => {
  const first = (column: string) => records(plan).find((each) => each['column'] === column)!;
  expect(first('a.b.keyed')).toMatchObject({ side: 'customer', weight: '1.5', reversed: 'no' });
  expect(first('a_b.keyed')).toMatchObject({ side: 'process', weight: '1', reversed: 'yes' });
  expect(first('bend.keyed')).toMatchObject({ side: 'stated lean', kind: 'tradeOff' });
  expect(first('next.')['askedWhen']).toBe('a-b is 3, 4 or 5');
  expect(first('which.keyed')['askedWhen']).toBe('once a unit and round');
});

test.each(['industrial-gases', 'quick-scan'])('every column of %s is in its codebook', (name) => {
  const shipped = shippedPlan(name);
  const described = new Set(records(shipped).map((each) => each['column']));
  expect([...described]).toEqual(questionColumns(shipped).map((column) => column.name));
});
