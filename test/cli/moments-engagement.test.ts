import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/result.ts';
import { columnsRead } from '../../src/sql/read.ts';
import { planOf, shippedPlan } from '../plans.ts';
import { asked, customerQuestion, processQuestion, scorecard } from '../scorecards.ts';
import { random } from '../seeded.ts';
import { duckdb } from '../sql/duckdb.ts';
import { command, folderWith } from './command.ts';
import { momentsOf } from './moments.ts';

const card = scorecard({
  questions: [
    customerQuestion,
    processQuestion,
    asked('on-time', 'side: process, fact: true, optional: true, metric: { unit: "%", decimals: 1, min: 0, max: 100, points: [[50, 0], [90, 100]] }'),
    asked('certified', 'side: process, fact: true, optional: true, yesNo: {}'),
    asked('late', 'side: customer, answerScale: agreement, optional: true, when: { answer: { on-time: { lt: 80 } } }'),
    asked('visits', 'side: customer, answerScale: agreement, optional: true, when: { not: { market: { is: gas } } }'),
    asked('calls', 'side: customer, answerScale: agreement, optional: true, when: { role: { is: sales } }'),
  ].join('\n'),
  rest: `markets:
  - { id: gas, title: Gas, target: { customer: 70, process: 60 }, because: B }
  - { id: care, title: Care, target: { customer: 60, process: 80 }, because: B }
  - { id: rare, title: Rare, target: { customer: 50, process: 90 }, because: B }
rules: { pooling: roles }
`,
}); // prettier-ignore

const plan = planOf(card);

/** An engagement of two teams in a region and one beside it. */
const engaged = (parts: { readonly east?: string; readonly facts?: string } = {}) => `pendulum: 1
title: Invented
scorecard: card.yaml
rounds: [q1, q2]
roles: [sales, operations]
privacy: { minGroup: 4 }
units:
  - { id: region, title: Region }
  - { id: north, title: North, parent: region, headcount: 250, roleHeadcounts: { sales: 90, operations: 160 } }
  - { id: south, title: South, parent: region, headcount: 100, invited: 90, market: rare }
  - { id: east, title: East${parts.east ?? ''} }
${parts.facts ?? ''}`;

const codes = ['1', '2', '2', '3', '3', '3', '1', '2', '', 'dont-know'];
const header = [
  'unit',
  'round',
  'respondent',
  'role',
  'market',
  ...plan.questions.map(({ id }) => id),
];

/** Answers of three hundred people; a change is made to each row. */
function table(change: (row: Record<string, string>) => Readonly<Record<string, string>>): string {
  const next = random(11);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)]!;
  const rows = Array.from({ length: 300 }, (_, i) => {
    const row = change({
      unit: pick(['north', 'north', 'south', 'east']),
      round: pick(['q1', 'q2', 'q2']),
      respondent: `r${i}`,
      role: pick(['sales', 'operations', '']),
      market: pick(['gas', 'care', '']),
      'on-time': pick(['', '70', '85.5']),
      certified: pick(['yes', 'no', '']),
      ...Object.fromEntries(['c1', 'p1', 'late', 'visits', 'calls'].map((id) => [id, pick(codes)])),
    });
    return header.map((name) => row[name]!).join(',');
  });
  return [header.join(','), ...rows, ''].join('\n');
}

/** A folder with the engagement, a table and its moments. */
async function folderOf(engagement: string, csv: string): Promise<string> {
  const cwd = folderWith({ 'pendulum.yaml': engagement, 'card.yaml': card, 't.csv': csv });
  await momentsOf(cwd, plan);
  return cwd;
}

async function scored(cwd: string, input: string, ...args: readonly string[]) {
  const ran = await command(['score', input, '-f', 'json', ...args], { cwd });
  const result = ran.stdout === '' ? null : (JSON.parse(ran.stdout) as Result);
  return { code: ran.code, stderr: ran.stderr, result: result && { ...result, origin: null } };
}

describe.skipIf(duckdb === null)('moments in an engagement', () => {
  const same = (row: Readonly<Record<string, string>>) => row;
  const factsIn = (row: Readonly<Record<string, string>>) =>
    row['unit'] === 'north' && row['round'] === 'q2'
      ? { ...row, 'on-time': '70.0', certified: 'no' }
      : row;
  const facts = 'facts: { north: { q2: { on-time: 70, certified: "no" } } }\n';

  test.each([
    ['with roles, rounds, markets, groups and headcounts', engaged(), same],
    ['with facts that every row has', engaged({ facts }), factsIn],
    ['with a market that no condition names', engaged({ east: ', market: care' }), same],
    [
      'with a market in conditions that every row names',
      engaged({ east: ', market: gas' }),
      (row: Readonly<Record<string, string>>) =>
        row['unit'] === 'east' && row['market'] === '' ? { ...row, market: 'gas' } : row,
    ],
  ])('give what the table gives %s', async (_, engagement, change) => {
    const cwd = await folderOf(engagement, table(change));
    for (const round of ['q1', 'q2']) {
      const answers = await scored(cwd, 't.csv', '-r', round);
      const moments = await scored(cwd, 'm.csv', '--moments', '-r', round);
      expect(answers).toMatchObject({ code: 0, stderr: '' });
      const shown = answers.result!.units.filter(({ position }) => position !== null);
      expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining(['region', 'north']));
      expect(moments).toEqual(answers);
    }
  });

  test('give what the table gives with a market for rows that name none', async () => {
    const args = ['--market', 'care'];
    const cwd = await folderOf(engaged(), table(same));
    const answers = await scored(cwd, 't.csv', ...args);
    expect(await scored(cwd, 'm.csv', '--moments', ...args)).toEqual(answers);
    expect(answers).not.toEqual(await scored(cwd, 't.csv'));
  });

  test.each([
    ['a unit', { unit: 'west' }, 'unit "west": the engagement has no unit of that name'],
    ['a round', { round: 'q3' }, 'round "q3": the engagement has no round of that name'],
    ['a role', { role: 'boss' }, 'role "boss": the engagement has no role of that name'],
  ])('are refused with %s that it does not know, as the table is', async (_, change, reason) => {
    const cwd = await folderOf(
      engaged(),
      table((row) => (row['respondent'] === 'r7' ? { ...row, ...change } : row)),
    );
    const { code, stderr, result } = await scored(cwd, 'm.csv', '--moments');
    expect([code, result]).toEqual([3, null]);
    expect(stderr).toMatch(/^m\.csv:\d+:1 - error MOMENTS_NAME: /);
    expect(stderr).toContain(reason);
    expect((await scored(cwd, 't.csv')).code).toBe(3);
  });

  test.each([
    ['nobody has', same, 'its facts on-time, certified'],
    [
      'one row has not',
      (row: Readonly<Record<string, string>>) =>
        row['respondent']!.endsWith('9') ? row : factsIn(row),
      'its facts on-time, certified',
    ],
    [
      'are right in the mean',
      (row: Readonly<Record<string, string>>) => {
        const isOdd = row['respondent']!.length % 2 === 0;
        return { ...factsIn(row), 'on-time': isOdd ? '60' : '80' };
      },
      'its fact on-time',
    ],
  ])('are refused with facts that %s', async (_, change, what) => {
    const cwd = await folderOf(engaged({ facts }), table(change));
    const { code, stderr, result } = await scored(cwd, 'm.csv', '--moments', '-r', 'q1');
    expect([code, result]).toEqual([3, null]);
    expect(stderr).toContain(
      `error MOMENTS_WITHOUT: the moments of "north" were added up without ${what}\n`,
    );
    expect(stderr).not.toContain('"south"');
  });

  test.each([
    ['a market', ', market: gas', 'gas'],
    ['several', ', market: { gas: 0.5, care: 0.5 }', 'gas'],
  ])('are refused where rows without one are asked for %s of the unit', async (_, east, what) => {
    const cwd = await folderOf(engaged({ east }), table(same));
    const { code, stderr, result } = await scored(cwd, 'm.csv', '--moments');
    expect([code, result]).toEqual([3, null]);
    expect(stderr).toContain(
      `error MOMENTS_WITHOUT: the moments of "east" were added up without its market ${what}\n`,
    );
  });

  test('are refused where the market for rows without one is in conditions', async () => {
    const cwd = await folderOf(engaged(), table(same));
    const ran = await scored(cwd, 'm.csv', '--moments', '--market', 'gas');
    expect([ran.code, ran.result]).toEqual([3, null]);
    expect(ran.stderr).toContain('without its market gas\n');
    await momentsOf(cwd, plan, 'gas');
    expect((await scored(cwd, 'm.csv', '--moments', '--market', 'gas')).code).toBe(0);
  });
});

const example = new URL('../../scorecards/examples/calder-gases/', import.meta.url);
const shipped = shippedPlan('industrial-gases');

/** An answer of a sheet by the columns that it has in a wide table. */
function cellsOf(id: string, given: unknown): readonly (readonly [string, unknown])[] {
  if (typeof given !== 'object' || given === null) return [[id, given]];
  if (!('answer' in given))
    return Object.entries(given).map(([part, share]) => [`${id}.${part}`, share]);
  const { answer, note } = given as { readonly answer: unknown; readonly note?: unknown };
  return [...cellsOf(id, answer), [`${id}.note`, note]];
}

/** The sheets of the example as a wide table. */
function wideTable(): string {
  const files = readdirSync(new URL('answers/', example), { recursive: true }) as string[];
  const rows = files
    .filter((file) => file.endsWith('.ndjson'))
    .flatMap((file) =>
      readFileSync(new URL(`answers/${file}`, example), 'utf8')
        .trim()
        .split('\n'),
    )
    .map((line): Readonly<Record<string, unknown>> => {
      const { answers, ...who } = JSON.parse(line);
      const cells = Object.entries(answers).flatMap(([id, given]) => cellsOf(id, given));
      return { ...who, ...Object.fromEntries(cells) };
    });
  const columns = columnsRead(shipped);
  const text = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  return [columns, ...rows.map((row) => columns.map((name) => text(row[name])))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

describe.skipIf(duckdb === null)('moments of the shipped example', () => {
  const yaml = readFileSync(new URL('pendulum.yaml', example), 'utf8');

  test('are refused: the database knew neither facts nor markets', async () => {
    const cwd = folderWith({ 'pendulum.yaml': yaml, 't.csv': wideTable() });
    await momentsOf(cwd, shipped);
    const { code, stderr, result } = await scored(cwd, 'm.csv', '--moments', '-r', '2026-q4');
    expect([code, result]).toEqual([3, null]);
    expect(stderr).toContain('MOMENTS_WITHOUT');
  });

  test('give what the table gives where there are none', async () => {
    const plain = yaml.slice(0, yaml.indexOf('\nfacts:')).replaceAll(/\n +market: .*/g, '');
    const cwd = folderWith({ 'pendulum.yaml': plain, 't.csv': wideTable() });
    await momentsOf(cwd, shipped);
    const answers = await scored(cwd, 't.csv', '-r', '2026-q4');
    expect(answers).toMatchObject({ code: 0, stderr: '' });
    expect(await scored(cwd, 'm.csv', '--moments', '-r', '2026-q4')).toEqual(answers);
  });
});
