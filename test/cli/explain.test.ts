import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Explanation } from '../../src/explanation.ts';
import { displayWidth } from '../../src/text/width.ts';
import { command, folderWith, type Surroundings } from './command.ts';

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const golden = (name: string) =>
  fileURLToPath(new URL(`../golden/explain/${name}`, import.meta.url));
const example = 'scorecards/examples/calder-gases';

const card = (ask = 'We listen.') => `
pendulum: 1
id: tiny
version: 1.0.0
language: en
title: Tiny
answerScales:
  agreement: { options: [Never, Rarely, Sometimes, Often, Always] }
dimensions:
  - { id: flow, title: Flow }
questions:
  - { id: c1, dimension: flow, side: customer, ask: ${ask}, answerScale: agreement }
  - { id: c2, dimension: flow, side: customer, ask: We turn people away., answerScale: agreement, reversed: true, weight: 2 }
  - { id: p1, dimension: flow, side: process, ask: We follow., answerScale: agreement }
  - id: t1
    dimension: flow
    tradeOff: { customer: Bend, process: Hold }
markets:
  - { id: bulk, title: Bulk, target: { customer: 60, process: 80 }, because: Judgement. }
`;
const sheet = (respondent: string, answers: string, unit = 'north') => `pendulum: 1
scorecard: tiny@1.0.0
unit: ${unit}
respondent: ${respondent}
answers: { ${answers} }
`;
const one = { 'card.yaml': card(), 'a/r1.yaml': sheet('r1', 'c1: 4, c2: 3, p1: 4, t1: -2') };
const two = { ...one, 'a/r2.yaml': sheet('r2', 'c1: 2, c2: dont-know, p1: 5') };
const loose = ['explain', 'a', '-s', 'card.yaml', '-m', 'bulk'];

async function text(args: readonly string[], around: Surroundings): Promise<string> {
  const ran = await command(args, around);
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  return ran.stdout;
}

const explanation = async (args: readonly string[], around: Surroundings) =>
  JSON.parse(await text([...args, '-f', 'json'], around)) as Explanation;

test.each([
  ['bulk-north.txt', ['-u', 'bulk-north']],
  ['cylinders-north-ascii.txt', ['-u', 'cylinders-north', '--ascii']],
  ['hydrogen-south.json', ['-u', 'hydrogen-south', '-f', 'json']],
  ['hydrogen-south.csv', ['-u', 'hydrogen-south', '-f', 'csv']],
  ['practice.txt', ['-u', 'cylinders-north', '--practice', 'P05']],
])('%s', async (name, args) => {
  await expect(await text(['explain', example, ...args], { cwd })).toMatchFileSnapshot(
    golden(name),
  );
});

test('a loose sheet alone is explained answer by answer', async () => {
  const shown = await text(loose, { cwd: folderWith(one) });
  await expect(shown).toMatchFileSnapshot(golden('loose.txt'));
});

test('of several sheets the unit is explained, or the respondent asked for', async () => {
  const around = { cwd: folderWith(two) };
  const unit = await explanation(loose, around);
  expect(unit.subject).toEqual({ kind: 'unit', id: 'north', title: 'north', unit: 'north' });
  const { subject, customer, process, position } = await explanation(
    [...loose, '--respondent', 'r1'],
    around,
  );
  expect(subject).toMatchObject({ kind: 'respondent', id: 'r1' });
  expect({ customer, process, position }).toEqual({
    customer: 58.333,
    process: 75,
    position: -16.667,
  });
});

test('without -u the unit with the most to tell, as in a score', async () => {
  const { subject } = await explanation(['explain', example], { cwd });
  expect(subject.id).toBe('hydrogen-south');
});

test('the numbers are those of the result', async () => {
  const result = JSON.parse(await text(['score', example, '-f', 'json'], { cwd })) as {
    units: Record<string, unknown>[];
  };
  for (const id of ['calder', 'north', 'medical-south']) {
    const found = await explanation(['explain', example, '-u', id], { cwd });
    const { customer, process, position, strength, zone, gap } = result.units.find(
      (unit) => unit['id'] === id,
    )!;
    expect(found).toMatchObject({ customer, process, position, strength, zone, gap });
  }
});

test.each([
  [['--respondent', 'r9'], 'UNKNOWN_REF', 'did you mean "r1"?'],
  [['-u', 'nroth'], 'UNKNOWN_REF', 'did you mean "north"?'],
  [['--practice', 'C01'], 'UNKNOWN_REF', 'there is no practice "C01"'],
  [['-f', 'jsn'], 'USAGE', 'did you mean "json"?'],
  [['--min-group', '3', '--respondent', 'r1'], 'ANSWERS_HIDDEN', 'explain the unit'],
])('%j is refused', async (args, code, said) => {
  const ran = await command([...loose, ...args], { cwd: folderWith(two) });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain(code);
  expect(ran.stderr).toContain(said);
  expect(ran.stdout).toBe('');
});

test('a unit that is not there is refused with one respondent too', async () => {
  const ran = await command([...loose, '-u', 'nroth'], { cwd: folderWith(one) });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('there is no unit "nroth"');
});

test('a respondent of several units needs one named', async () => {
  const around = {
    cwd: folderWith({ ...two, 'a/r3.yaml': sheet('r1', 'c1: 4, c2: 3, p1: 4', 'south') }),
  };
  const ran = await command([...loose, '--respondent', 'r1'], around);
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('r1');
  const { subject } = await explanation([...loose, '--respondent', 'r1', '-u', 'south'], around);
  expect(subject.unit).toBe('south');
});

test('an engagement hides single answers unless it is open', async () => {
  const ran = await command(['explain', example, '-u', 'bulk-north', '--respondent', 'r01'], {
    cwd,
  });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('ANSWERS_HIDDEN');
  const folder = folderWith({});
  cpSync(join(cwd, example), folder, { recursive: true });
  const engagement = readFileSync(join(folder, 'pendulum.yaml'), 'utf8');
  const open = engagement.replace(/^privacy: .*/m, 'privacy: { open: all of them agreed }');
  writeFileSync(join(folder, 'pendulum.yaml'), open);
  const args = ['explain', '.', '-u', 'bulk-north', '--respondent', 'r01'];
  const found = await explanation(args, { cwd: folder });
  // Worked out by another program from the files alone, in fractions.
  expect(found).toMatchObject({ customer: 74.425, process: 91.044, position: -16.619 });
  expect(found.ledger!.dimensions[0]!.rows[0]!.sides).toEqual([
    { side: 'customer', points: 75, share: 0.125, contribution: 9.375, pull: 3.125 },
  ]);
});

test('a hidden unit says why it is not shown', async () => {
  const shown = await text([...loose, '--min-group', '3'], { cwd: folderWith(two) });
  expect(shown).toContain('fewer than 3 respondents could be scored');
  expect(shown).not.toContain('listen');
});

test('a code of a problem, or answers that are called like one', async () => {
  const around = { cwd: folderWith({ ...one, 'YAML_TAB/r1.yaml': one['a/r1.yaml'] }) };
  expect(await text(['explain', 'YAML_ALIAS'], around)).toMatch(/^YAML_ALIAS, an error/);
  expect(await text(['explain', 'YAML_TAB', '-s', 'card.yaml'], around)).toContain('We listen.');
});

test('formats go to files, and not over anything that was read', async () => {
  const folder = folderWith(one);
  await text([...loose, '-f', 'text', '-f', 'json=out.json', '-f', 'csv=out.csv'], { cwd: folder });
  const written = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Explanation;
  expect(written.format).toBe('pendulum-explanation/1');
  const [head] = readFileSync(join(folder, 'out.csv'), 'utf8').split('\n');
  expect(head).toContain('"contribution","pull"');
  const again = await command([...loose, '-f', 'json=a/r1.yaml', '--force'], { cwd: folder });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('OUTPUT_IS_INPUT');
});

test.each([40, 80, 120])('no line is wider than %d columns', async (columns) => {
  const env = { LANG: 'C.UTF-8', TERM: 'xterm', CI: '1' };
  const args = ['explain', example, '-u', 'cylinders-north', '--color', 'never'];
  const shown = await text(args, { cwd, columns, env });
  const widest = Math.max(...shown.split('\n').map(displayWidth));
  expect(widest).toBeLessThanOrEqual(columns);
  expect(widest).toBeGreaterThan(Math.min(columns, 100) * 0.8);
});

test.each([
  ['text', String.raw`=1+1 \u{202E}evil\u{200B}`],
  ['json', String.raw`=1+1 \u202eevil\u200b`],
  ['csv', String.raw`"'=1+1 \u{202E}evil\u{200B}"`],
])('what people wrote is inert as %s', async (format, expected) => {
  const cwd = folderWith({ ...two, 'card.yaml': card(String.raw`"=1+1 \u202Eevil\u200B"`) });
  const shown = await text([...loose, '-f', format], { cwd });
  expect(shown).not.toMatch(/[\u202e\u200b]/);
  expect(shown).toContain(expected);
});
