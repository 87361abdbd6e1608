import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../cli/command.ts';
import { run } from '../run.ts';
import { rowsOf, told, unitsOf } from './table.ts';

const scorecard = `
pendulum: 1
id: small
version: 1.0.0
language: en
title: Small
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: flow, title: Flow }]
questions:
  - { id: q1, dimension: flow, side: customer, ask: A?, answerScale: agreement }
  - { id: q2, dimension: flow, side: process, ask: B?, answerScale: agreement }
  - { id: on-time, dimension: flow, side: process, ask: C?, optional: true, fact: true, metric: { unit: "%", decimals: 0, min: 0, max: 100, points: [[50, 0], [100, 100]] } }
markets:
  - { id: gas, title: Gases, because: Tests., target: { customer: 70, process: 80 } }
  - { id: care, title: Care, because: Tests., target: { customer: 80, process: 40 } }
`;

const engagement = `
pendulum: 1
title: A company
scorecard: small.yaml
rounds: [r1, r2]
roles: [sales, operations]
units:
  - { id: whole, title: The whole }
  - { id: large, title: Large, parent: whole, market: gas }
  - { id: middle, title: Middle, parent: whole, market: { gas: 0.5, care: 0.5 } }
  - { id: tiny, title: Tiny, parent: whole, market: care }
facts:
  large: { r1: { on-time: 75 } }
  middle: { r1: { on-time: 100 } }
`;

/** So many respondents of a unit. */
const people = (unit: string, count: number, from = 0): readonly string[] =>
  Array.from(
    { length: count },
    (_, i) => `${unit},r1,p${from + i},${i % 2 === 0 ? 'sales' : 'operations'},${(i % 5) + 1},3\n`,
  );

const header = 'unit,round,respondent,role,q1,q2\n';
const table = [header, ...people('large', 9), ...people('middle', 7), ...people('tiny', 3)].join(
  '',
);

const folderOf = (text = table, company = engagement): string =>
  folderWith({ 'small.yaml': scorecard, 'pendulum.yaml': company, 'exports/t.csv': text });

const batch = (folder: string, ...args: readonly string[]) =>
  run(['batch', ...args], { cwd: folder });

describe('a table that lies in an engagement', () => {
  test('needs no scorecard, and small units and what would give them away are hidden', () => {
    const { code, stdout, stderr } = batch(folderOf(), 'exports/t.csv');
    expect([code, stderr]).toEqual([0, '']);
    // With the large one and the whole, the tiny one would be the difference.
    expect(unitsOf(stdout, 'respondents', 'coverage')).toEqual([
      'large 9 1.000',
      'middle  ',
      'tiny  ',
    ]);
    const [, , , tiny] = stdout.split('\n');
    expect(tiny).toBe(`"tiny","r1"${','.repeat(12)}`);
  });

  test('shows them where the engagement is open', () => {
    const open = engagement.replace('units:', 'privacy: { open: everybody agreed }\nunits:');
    const { code, stdout } = batch(folderOf(table, open), 'exports/t.csv');
    expect([code, unitsOf(stdout, 'respondents')]).toEqual([0, ['large 9', 'middle 7', 'tiny 3']]);
  });

  test('shows no single respondents, and writes nothing', () => {
    const folder = folderOf();
    const ran = batch(folder, 'exports/t.csv', '--respondents', 'r.csv', '--units', 'u.csv');
    expect([ran.code, ran.stdout, told(ran)]).toEqual([
      3,
      '',
      [
        'error ANSWERS_HIDDEN: single answers are hidden here: numbers are shown from 5 respondents on',
      ],
    ]);
    expect(readdirSync(folder)).toEqual(['exports', 'pendulum.yaml', 'small.yaml']);
  });

  test.each([
    ['2', 2],
    ['3', 3],
  ])('--min-group %s does not show more than the engagement does', (least, code) => {
    const folder = folderOf();
    const ran = batch(folder, 'exports/t.csv', '--min-group', least, '--respondents', 'r.csv');
    expect(ran.code).toBe(code);
    const units = batch(folder, 'exports/t.csv', '--min-group', '8');
    expect(unitsOf(units.stdout, 'respondents')).toEqual(['large 9', 'middle ', 'tiny ']);
  });

  test('tells once of a fact that rows give differently, whoever reads them', () => {
    const saying = (large: number, fact: (unit: string) => string) =>
      [`${header.trimEnd()},on-time`]
        .concat(
          [...people('middle', 9), ...people('large', large), ...people('tiny', 9)].map(
            (row) => `${row.trimEnd()},${fact(row.split(',')[0]!)}`,
          ),
        )
        .join('\n');
    const conflict = (unit: string) =>
      `warning FACT_CONFLICT: "on-time" is given in the engagement and differently in a sheet of "${unit}"`;
    // Longer than what one thread reads alone.
    const folder = folderOf(saying(200_000, () => '80'));
    for (const args of [['batch', '--workers', '3'], ['batch', '--workers', '1'], ['score']]) {
      const ran = run([...args, 'exports/t.csv'], { cwd: folder });
      expect([ran.code, told(ran)]).toEqual([0, [conflict('large'), conflict('middle')]]);
    }
    const alike = folderOf(saying(9, (unit) => ({ large: '75', middle: '' })[unit] ?? '80'));
    expect(batch(alike, 'exports/t.csv')).toMatchObject({ code: 0, stderr: '' });
  });

  test('counts the facts and markets of the engagement, as the report does', () => {
    const folder = folderOf();
    const batched = rowsOf(batch(folder, 'exports/t.csv').stdout);
    const scored = rowsOf(run(['score', 'exports/t.csv', '-f', 'csv'], { cwd: folder }).stdout);
    const of = (rows: typeof batched, unit: string) => {
      const row = rows.find(([id]) => id === unit)!;
      return ['process', 'target', 'gap', 'coverage'].map((name) =>
        Number(row[rows[0]!.indexOf(name)]),
      );
    };
    // Half of on-time is 75 of 50 to 100, which is 50 points, as is "3".
    expect(of(batched, 'large').slice(0, 2)).toEqual([50, -10]);
    expect(of(batched, 'large')).toEqual(of(scored, 'large'));
    const without = batch(
      folderOf(table, engagement.replace('on-time: 75', 'on-time: 100')),
      'exports/t.csv',
    );
    expect(of(rowsOf(without.stdout), 'large')[0]).toBe(75);
  });

  test('score hides the same units', () => {
    const { code, stdout } = run(['score', 'exports/t.csv', '-f', 'csv'], { cwd: folderOf() });
    expect(code).toBe(0);
    const shown = unitsOf(stdout, 'customer', 'suppressed');
    expect(shown.filter((row) => row.includes('could be scored')).length).toBeGreaterThan(0);
    expect(shown.find((row) => row.startsWith('tiny'))).toMatch(/^tiny {2}\S/);
    expect(shown.find((row) => row.startsWith('middle'))).toMatch(/^middle {2}\S/);
  });

  test('rejects units, roles, rounds and markets that the engagement does not have', () => {
    const wrong = ['lrge,r1,x1,sales,1,1\n', 'large,r9,x2,sales,1,1\n', 'large,r1,x3,night,1,1\n'];
    const ran = batch(folderOf(table + wrong.join('')), 'exports/t.csv');
    expect(ran.code).toBe(3);
    expect(told(ran)).toEqual([
      'exports/t.csv:21:1 - error ROW_REJECTED: row 21, column unit says "lrge": the engagement has no unit of that name',
      'exports/t.csv:22:1 - error ROW_REJECTED: row 22, column round says "r9": the engagement has no round of that name',
      'exports/t.csv:23:1 - error ROW_REJECTED: row 23, column role says "night": the engagement has no role of that name',
      'error ROWS_REJECTED: 3 of 22 rows cannot be scored, and 0 may be left out',
    ]);
    const markets = `unit,market,q1,q2\nlarge,gas,1,1\nlarge,steel,1,1\n`;
    const other = batch(folderOf(markets), 'exports/t.csv');
    expect(told(other)[0]).toContain(
      'row 3, column market says "steel": the scorecard has no such market',
    );
  });

  test('is not read together with one of another engagement', () => {
    const folder = folderOf();
    mkdirSync(join(folder, 'other'));
    writeFileSync(
      join(folder, 'other/pendulum.yaml'),
      engagement.replace('small.yaml', '../small.yaml'),
    );
    writeFileSync(join(folder, 'other/t.csv'), table);
    const ran = batch(folder, 'exports/t.csv', 'other/t.csv');
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('different engagements')]);
  });
});
