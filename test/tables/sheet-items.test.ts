import { expect, test } from 'vitest';
import { Answered, DontKnow, NotAsked, type Sheet } from '../../src/answers/types.ts';
import { placed } from '../../src/score/tally.ts';
import { itemColumns } from '../../src/tables/items.ts';
import { RowWriter } from '../../src/tables/row-writer.ts';
import { putSheets } from '../../src/tables/sheet-items.ts';
import { planOf } from '../plans.ts';

const plan = planOf(`
pendulum: 1
id: small
version: 1.0.0
language: en
title: Small
answerScales:
  agreement: { options: [No way, Rather not, Neither, Rather, Yes] }
dimensions: [{ id: flow, title: Flow }]
questions:
  - { id: up, dimension: flow, side: customer, ask: Up?, answerScale: agreement, reversed: true }
  - { id: kept, dimension: flow, side: process, ask: Kept?, yesNo: { evidence: true }, when: { answer: { up: { gte: 3 } } } }
markets: [{ id: gas, title: Gas, because: Tests., target: { customer: 70, process: 80 } }]
`);

const sheet = (unit: string, respondent: string, state: number[], value: number[]): Sheet => ({
  unit,
  round: null,
  respondent,
  role: null,
  market: null,
  answers: { state: Uint8Array.from(state), value: Float64Array.from(value) },
  notes: new Map(),
  unproven: [],
  file: 'sheet.yaml',
  line: 1,
});

function written(sheets: readonly Sheet[]): readonly string[] {
  const row = new RowWriter('csv', itemColumns(plan));
  const units = [
    { id: 'north', title: 'North', market: 'gas' },
    { id: 'south', title: 'South' },
  ];
  putSheets(plan, placed(plan, sheets, units, new Map(), 'gas'), row);
  return Buffer.from(row.take()).toString('utf8').trimEnd().split('\n');
}

test('rows stand in the order of the sheets; a market is that of who names it, or given for all', () => {
  const from = (unit: string, who: string) => sheet(unit, who, [Answered, NotAsked], [0, 0]);
  const sheets = [
    from('south', '=r2'),
    from('north', 'r1'),
    { ...from('north', 'ä'), market: 'gas', role: 'sales' },
  ];
  expect(written(sheets)).toEqual([
    `"south",,"'=r2",,"gas",1,"not-asked",100.000,`,
    '"north",,"r1",,,1,"not-asked",100.000,',
    '"north",,"ä","sales","gas",1,"not-asked",100.000,',
  ]);
});

test('a yes without evidence is as given in one block and worth less in the other', () => {
  const partly = sheet('south', 'r', [Answered, Answered], [4, 1]);
  expect(written([{ ...partly, unproven: [1] }, partly])).toEqual([
    '"south",,"r",,"gas",5,"yes",0.000,50.000',
    '"south",,"r",,"gas",5,"partly",0.000,50.000',
  ]);
});

test('what is asked no more, since another answer changed, is said to be so', () => {
  expect(written([sheet('south', 'r', [DontKnow, Answered], [0, 2])])).toEqual([
    '"south",,"r",,"gas","dont-know","not-asked",,',
  ]);
});
