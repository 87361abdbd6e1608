import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Answered, type Sheet } from '../../src/answers/types.ts';
import type { Instrument } from '../../src/instrument.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';
import { command, folderWith } from './command.ts';

const plan = shippedPlan('quick-scan');

/** Two units of which the first has somebody who answered the same throughout. */
const sheets: readonly Sheet[] = [
  ...seededUnit(plan, 5, 11),
  ...seededUnit(plan, 8, 9),
  ...seededUnit(plan, 5, 1).map((sheet) => ({
    ...sheet,
    respondent: 'same',
    answers: { ...sheet.answers, value: sheet.answers.value.map(() => 3) },
  })),
];

function codeOf(sheet: Sheet, i: number): string {
  const { input } = plan.questions[i]!;
  if (sheet.answers.state[i] !== Answered || input.kind !== 'options') return '';
  return input.options[sheet.answers.value[i]!]!.code;
}

const whose = ({ unit, respondent, market }: Sheet, i: number) => ({
  unit,
  round: 'q1',
  respondent: `${respondent}-${i}`,
  role: i % 2 === 0 ? 'sales' : 'operations',
  market,
});

function asTable(): string {
  const head = [
    'unit',
    'round',
    'respondent',
    'role',
    'market',
    ...plan.questions.map(({ id }) => id),
  ];
  const rows = sheets.map((sheet, i) => [
    ...Object.values(whose(sheet, i)),
    ...plan.questions.map((_, q) => codeOf(sheet, q)),
  ]);
  return [head, ...rows].map((row) => `${row.join()}\n`).join('');
}

/** A code as YAML takes it: numbers as numbers. */
const plainly = (code: string) => (/^-?[0-9]+$/.test(code) ? Number(code) : code);

function asSheets(): string {
  const lines = sheets.map((sheet, i) => {
    const answers = plan.questions.flatMap(({ id }, q) => {
      const code = codeOf(sheet, q);
      return code === '' ? [] : [[id, plainly(code)]];
    });
    return JSON.stringify({
      pendulum: 1,
      scorecard: `${plan.scorecard.id}@${plan.scorecard.version}`,
      ...whose(sheet, i),
      answers: Object.fromEntries(answers),
    });
  });
  return `${lines.join('\n')}\n`;
}

const folder = () => folderWith({ 'table.csv': asTable(), 'sheets.ndjson': asSheets() });

async function instrumentOf(cwd: string, ...args: readonly string[]): Promise<Instrument> {
  const { code, stdout, stderr } = await command(
    ['stats', ...args, '-s', 'quick-scan', '-f', 'json'],
    { cwd },
  );
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Instrument;
}

describe('stats', () => {
  test('says of a table what it says of sheets, but that it was read twice', async () => {
    const cwd = folder();
    const { secondReading, ...ofTable } = await instrumentOf(cwd, 'table.csv');
    expect(secondReading).toContain('read a second time');
    const ofSheets = await instrumentOf(cwd, 'sheets.ndjson');
    expect({ ...ofTable, secondReading: null }).toEqual(ofSheets);
    expect(ofSheets.respondents).toEqual({ count: 21, scored: 21, units: 2 });
    expect(ofSheets.careless).toMatchObject({ flagged: 1, of: 21 });
    expect(ofSheets.careless!.headlines!.without.respondents).toBe(20);
    expect(ofSheets.scales[0]!.alpha).not.toBeNull();
    expect(ofSheets.units[0]!.intervals.map(({ method }) => method)).toEqual(['t', 'bootstrap']);
  });

  test('hides what few show, and says nothing of flagged people who are few', async () => {
    const found = await instrumentOf(folder(), 'table.csv', '--min-group', '5');
    expect(found.careless).toMatchObject({ flagged: null, headlines: null });
    expect(found.units.map(({ withoutFlagged }) => withoutFlagged)).toEqual([null, null]);
    expect(found.units.every(({ isHidden }) => !isHidden)).toBe(true);
    const hidden = await instrumentOf(folder(), 'table.csv', '--min-group', '10');
    expect(hidden.units.map(({ isHidden }) => isHidden)).toEqual([false, true]);
  });

  test('writes every format in one run, in the same bytes each time', async () => {
    const cwd = folder();
    const args = ['-f', 'text', '-f', 'html=page.html', '-f', 'markdown=page.md'];
    const run = () => command(['stats', 'sheets.ndjson', '-s', 'quick-scan', ...args], { cwd });
    const first = await run();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('What to take from it');
    const pages = ['page.html', 'page.md'].map((name) => readFileSync(join(cwd, name), 'utf8'));
    const again = await command(
      ['stats', 'sheets.ndjson', '-s', 'quick-scan', ...args, '--force'],
      {
        cwd,
      },
    );
    expect(again.stdout).toBe(first.stdout);
    expect(['page.html', 'page.md'].map((name) => readFileSync(join(cwd, name), 'utf8'))).toEqual(
      pages,
    );
    expect(await run()).toMatchObject({ code: 2, stdout: '' });
  });

  test('rows that are no answers are told, the others count, and the exit code is 3', async () => {
    const cwd = folder();
    const bad = `${asTable()}u5,q1,bad,sales,,nonsense\n`;
    writeFileSync(join(cwd, 'bad.csv'), bad);
    const args = ['stats', 'bad.csv', '-s', 'quick-scan', '-f', 'json'];
    const { code, stdout, stderr } = await command(args, { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('ROW_REJECTED');
    expect((JSON.parse(stdout) as Instrument).respondents.count).toBe(21);
  });

  test('a round that nobody answered in is refused', async () => {
    const args = ['stats', 'sheets.ndjson', '-s', 'quick-scan', '-r', 'q9'];
    const { code, stderr } = await command(args, { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).toContain('rounds: q1');
  });
});
