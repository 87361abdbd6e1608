import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Instrument } from '../../src/instrument.ts';
import type { Result } from '../../src/result.ts';
import { shippedPlan } from '../plans.ts';
import { random } from '../seeded.ts';
import { duckdb } from '../sql/duckdb.ts';
import { command, folderWith } from './command.ts';
import { momentsOf } from './moments.ts';

const plan = shippedPlan('quick-scan');

/** Answers of twenty people in two units, two rounds and three roles. */
function table(): string {
  const next = random(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const closed = plan.questions.filter(({ input }) => input.kind === 'options');
  const header = ['unit', 'round', 'respondent', 'role', ...closed.map(({ id }) => id)];
  const rows = Array.from({ length: 20 }, (_, i) => [
    pick(['north', 'south']),
    pick(['2026-q2', '2026-q4']),
    `r${i}`,
    pick(['sales', 'operations', '']),
    ...closed.map(({ input }) =>
      input.kind === 'options' ? pick([...input.options.map(({ code }) => code), '']) : '',
    ),
  ]);
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

const read = (cwd: string, name: string) =>
  JSON.parse(readFileSync(join(cwd, name), 'utf8')) as Result;

const wherefrom = (result: Result) => ({ ...result, origin: null });

describe.skipIf(duckdb === null)('moments that DuckDB computed', () => {
  test('give the page of the instrument all but what takes single answers', async () => {
    const cwd = folderWith({ 't.csv': table() });
    await momentsOf(cwd, plan);
    const stats = async (input: string, ...args: readonly string[]) => {
      const { stdout } = await command(
        ['stats', input, '-s', 'quick-scan', '-f', 'json', ...args],
        { cwd },
      );
      return JSON.parse(stdout) as Instrument;
    };
    const [answers, moments] = [await stats('t.csv'), await stats('m.csv', '--moments')];
    expect(moments.groups).toEqual(answers.groups);
    expect(moments.respondents).toEqual(answers.respondents);
    expect(moments.units.map(({ krippendorff }) => krippendorff)).toEqual(
      answers.units.map(({ krippendorff }) => krippendorff),
    );
    expect(moments).toMatchObject({ scales: [], position: null, careless: null });
  });

  test('give the report that the answers give, and are verified by themselves', async () => {
    const cwd = folderWith({ 't.csv': table() });
    await momentsOf(cwd, plan);
    const score = (input: string, out: string, ...args: readonly string[]) =>
      command(['score', input, '-s', 'quick-scan', '-f', `json=${out}`, ...args], { cwd });
    expect(await score('t.csv', 'answers.json')).toMatchObject({ code: 0, stderr: '' });
    expect(await score('m.csv', 'moments.json', '--moments')).toMatchObject({
      code: 0,
      stderr: '',
    });
    const [answers, moments] = [read(cwd, 'answers.json'), read(cwd, 'moments.json')];
    expect(answers.units.map(({ id }) => id)).toEqual(['north', 'south']);
    expect(wherefrom(moments)).toEqual(wherefrom(answers));
    expect(moments.origin!.answers).toBe(answers.origin!.answers);
    for (const name of ['answers.json', 'moments.json']) {
      const ran = await command(['verify', name], { cwd });
      expect([ran.code, ran.stdout]).toEqual([
        0,
        `identical: ${name} is what these answers give.\n`,
      ]);
    }
  });

  test('keep a byte order mark that a name begins with', async () => {
    const cwd = folderWith({ 't.csv': table() });
    await momentsOf(cwd, plan);
    const marked = readFileSync(join(cwd, 'm.csv'), 'utf8').replaceAll(/^north/gm, '\u{feff}north');
    writeFileSync(join(cwd, 'm.csv'), marked);
    await command(['score', 'm.csv', '-s', 'quick-scan', '-f', 'json=r.json', '--moments'], {
      cwd,
    });
    expect(read(cwd, 'r.json').units.map(({ id }) => id)).toContain('\u{feff}north');
  });

  test.each<[string, (header: string, row: string) => readonly string[], string]>([
    ['a column is missing', (h, r) => [h.replace('scored,', ''), r], 'MOMENTS_COLUMNS'],
    ['a number is none', (h, r) => [h, r.replace(/,\d+,/, ',x,')], 'MOMENTS_ROW'],
    ['more are scored than there are', (h, r) => [h, bump(h, r, 'scored', 99)], 'MOMENTS_ROW'],
    ['sums do not subtract', (h, r) => [h, bump(h, r, 'position_sum', 1)], 'MOMENTS_ROW'],
    ['squares are too small', (h, r) => [h, bump(h, r, 'customer_squares', -1)], 'MOMENTS_ROW'],
    ['counts do not add up', (h, r) => [h, bump(h, r, 'respondents', 1)], 'MOMENTS_ROW'],
    ['there is no unit', (h, r) => [h, r.replace(/^[^,]*/, '')], 'MOMENTS_NAME'],
    ['a unit is too long', (h, r) => [h, `${'u'.repeat(60)}${r}`], 'MOMENTS_NAME'],
    ['there is no row', (h) => [h], 'NO_ANSWERS'],
  ])('are refused where %s', async (_, change, code) => {
    const cwd = folderWith({ 't.csv': table() });
    await momentsOf(cwd, plan);
    const [header, first] = readFileSync(join(cwd, 'm.csv'), 'utf8').split('\n');
    writeFileSync(join(cwd, 'bad.csv'), `${change(header!, first!).join('\n')}\n`);
    const args = ['score', 'bad.csv', '--moments', '-s', 'quick-scan'];
    const ran = await command(args, { cwd });
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(ran.stderr).toContain(code);
    expect(ran.stderr).not.toContain('    at ');
  });
});

/** A row with so much more in one of its columns. */
function bump(header: string, row: string, name: string, by: number): string {
  const at = header.split(',').indexOf(name);
  const cells = row.split(',');
  cells[at] = String(BigInt(cells[at]!) + BigInt(by));
  return cells.join(',');
}

test('a result of a table that was read by a map is verified with that map', async () => {
  const map = 'pendulum: 1\ncolumns: { Team: unit }\nnotApplicable: [n/a]\n';
  const csv = table().replace('unit,', 'Team,').replaceAll(',,', ',n/a,');
  const cwd = folderWith({ 'in/t.csv': csv, 'in/map.yaml': map });
  const args = ['score', 'in/t.csv', '-s', 'quick-scan', '--map', 'in/map.yaml'];
  const ran = await command([...args, '--on-duplicate', 'ignore', '-f', 'json=r.json'], { cwd });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(await command(['verify', 'r.json'], { cwd })).toMatchObject({ code: 0 });
  writeFileSync(join(cwd, 'in/t.csv'), csv.replaceAll('north', 'east'));
  expect(await command(['verify', 'r.json'], { cwd })).toMatchObject({ code: 1 });
});
