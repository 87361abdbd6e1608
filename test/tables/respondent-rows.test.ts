import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { layoutOf } from '../../src/tables/layout.ts';
import { readingOf } from '../../src/tables/reading.ts';
import { respondentRows } from '../../src/tables/respondent-rows.ts';
import { planOf, shippedPlan } from '../plans.ts';

const encoder = new TextEncoder();

/** The rows of items that a table comes to. */
function itemsOf(plan: Plan, names: readonly string[], rows: readonly (readonly string[])[]) {
  const reading = readingOf({
    terms: { plan, engagement: null, facts: new Map(), market: 'gas', depth: 'whole' },
    columns: layoutOf(plan, 't.csv', names, null).value!.columns,
    mapping: null,
    rows: { kind: 'csv', delimiter: 44 },
    respondents: { format: 'csv', what: 'items' },
    keys: false,
    study: null,
  });
  const wanted = respondentRows(plan, { format: 'csv', what: 'items' });
  wanted.row.names();
  const head = Buffer.from(wanted.row.take());
  // Every row comes in a piece of its own: nothing is kept from one to the next.
  const pieces = rows.map((cells) => {
    const { respondents, rejects } = reading.read(encoder.encode(`${cells.join(',')}\n`), null);
    expect(rejects).toEqual([]);
    return respondents!;
  });
  const text = Buffer.concat([head, ...pieces]).toString('utf8');
  return parse<Record<string, string>>(text, { columns: true });
}

const small = planOf(`
pendulum: 1
id: small
version: 1.0.0
language: en
title: Small
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: flow, title: Flow }]
markets:
  - { id: gas, title: Gases, because: Tests., target: { customer: 70, process: 80 } }
questions:
  - { id: q1, dimension: flow, side: customer, ask: A?, answerScale: agreement, reversed: true }
  - { id: q2, dimension: flow, side: process, ask: B?, optional: true, answerScale: agreement }
  - { id: q3, dimension: flow, side: process, ask: C?, yesNo: { evidence: true }, when: { role: { is: sales } } }
`);

test('a table comes out as items, with what was not asked and what was not proven', () => {
  const names = ['unit', 'respondent', 'role', 'q1', 'q2', 'q3', 'q3.note'];
  const rows = [
    ['north', '=r1', 'sales', '2', '', 'yes', ''],
    ['north', 'r2', 'sales', '5', 'dont-know', 'yes', 'seen'],
    ['south', '', 'support', '', 'not-applicable', 'yes', ''],
  ];
  const shown = itemsOf(small, names, rows).map((each) => Object.values(each));
  expect(shown).toEqual([
    ['north', '', "'=r1", 'sales', 'gas', '2', '', 'yes', '75.000', '', '50.000'],
    ['north', '', 'r2', 'sales', 'gas', '5', 'dont-know', 'yes', '0.000', '', '100.000'],
    ['south', '', '', 'support', 'gas', '', 'not-applicable', 'not-asked', '', '', ''],
  ]);
});

test('whatever was answered comes out as it went in', () => {
  const plan = shippedPlan('quick-scan');
  const asked = plan.questions.flatMap(({ id, input, when }) =>
    input.kind === 'options' && when === null
      ? [{ id, codes: input.options.map(({ code }) => code) }]
      : [],
  );
  expect(asked.length).toBeGreaterThan(15);
  const states = ['', 'not-applicable', 'dont-know'];
  const row = fc.tuple(...asked.map(({ codes }) => fc.constantFrom(...codes, ...states)));
  const property = fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
    const names = ['unit', ...asked.map(({ id }) => id)];
    const items = itemsOf(
      plan,
      names,
      rows.map((cells) => ['north', ...cells]),
    );
    const given = items.map((each) => asked.map(({ id }) => each[id.replaceAll('-', '.')]));
    expect(given).toEqual(rows);
  });
  fc.assert(property);
});
