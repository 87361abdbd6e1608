import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scorecard } from '../scorecards.ts';
import { command, folderWith } from './command.ts';

const old = scorecard();
const edited = old
  .replace('version: 1.0.0', 'version: 1.1.0')
  .replace('[Disagree, Neither, Agree]', '[Disagree, Agree]');

const sheet = (round: string, who: string, unit: string, c1: number, p1 = 2) =>
  `pendulum: 1
scorecard: tiny@1.0.0
unit: ${unit}
round: ${round}
respondent: ${who}
answers: { c1: ${c1}, p1: ${p1} }
`;

const files = {
  'old.yaml': old,
  'new.yaml': old.replace('1.0.0', '1.1.0').replace('id: c1,', 'id: c1, reversed: true,'),
  'short.yaml': edited,
  'a/q2.yaml': sheet('2026-q2', 'r1', 'west', 1),
  'a/n1.yaml': sheet('2026-q4', 'r1', 'west', 2),
  'a/n2.yaml': sheet('2026-q4', 'r2', 'north', 3),
};

const against = (cwd: string, name: string, ...args: readonly string[]) =>
  command(['check', name, '--against', 'old.yaml', ...args], { cwd });

test('what became of each question, and which units change zone, those first', async () => {
  const ran = await against(folderWith(files), 'new.yaml', '--answers', 'a');
  expect(ran).toEqual({
    code: 0,
    stderr: '',
    stdout: `new.yaml: ok, tiny@1.1.0, 2 questions, 1 dimension, 0 examples
against old.yaml, tiny@1.0.0: 1 of 2 questions are scored as before
  c1: rescored: points 0, 50, 100 → 100, 50, 0
What it does to 2 sheets of round 2026-q4: the zone changes in 1 of 2 units
* north: 50.0 toward customer, strongly customer-leaning → 50.0 toward process, strongly process-leaning
  west: stays at the centre, centred
`,
  });
});

test('answers that do not fit any more are counted', async () => {
  const ran = await against(folderWith(files), 'short.yaml', '--answers', 'a');
  expect(ran.stdout).toContain('  c1: 1 answer of these sheets no longer fit');
  expect(ran.stdout).toContain(
    '* north: 50.0 toward customer, strongly customer-leaning → too few',
  );
});

test('the answers of the engagement around here, small groups hidden', async () => {
  const engagement =
    'pendulum: 1\ntitle: E\nscorecard: old.yaml\nanswers: a\nunits: [{ id: north, title: North }, { id: west, title: West }]\n';
  const ran = await against(folderWith({ ...files, 'pendulum.yaml': engagement }), 'new.yaml');
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('  North: not shown, too few respondents\n');
  expect(ran.stdout).not.toContain('toward');
});

test('how many a hidden unit has does not follow from how many there are', async () => {
  const people = (unit: string, count: number) =>
    Array.from({ length: count }, (_, i) => [
      `a/${unit}${i}.yaml`,
      sheet('2026-q4', `${unit}${i}`, unit, 1 + (i % 3)),
    ]);
  const said = async (few: number) => {
    const answers = Object.fromEntries([
      ...people('east', 6),
      ...people('south', 7),
      ...people('west', few),
    ]) as Record<string, string>;
    const own = { 'old.yaml': files['old.yaml'], 'short.yaml': edited, ...answers };
    const args = ['short.yaml', '--answers', 'a', '--min-group', '5'];
    return (await against(folderWith(own), ...(args as [string, ...string[]]))).stdout;
  };
  const four = await said(4);
  expect(four).toContain('What it does to ');
  expect(await said(2)).toBe(four);
  expect(await said(12)).not.toBe(four);
});

test('a unit in which few answered what was edited is not shown before and after', async () => {
  const edit = (text: string) =>
    text.replace(
      /( {2}- \{ id: c1,.*\n)/,
      '$1  - { id: c2, dimension: direction, side: customer, ask: Q, answerScale: agreement }\n',
    );
  const before = edit(old);
  const after = before.replace('1.0.0', '1.1.0').replace('id: c2,', 'id: c2, reversed: true,');
  const answers = Array.from({ length: 6 }, (_, i) => [
    `a/${i}.yaml`,
    sheet('2026-q4', `r${i}`, 'west', 1 + (i % 3)),
  ]);
  const one = sheet('2026-q4', 'r0', 'west', 1).replace('p1: 2', 'p1: 2, c2: 3');
  const cwd = folderWith({
    ...(Object.fromEntries(answers) as Record<string, string>),
    'a/0.yaml': one,
    'old.yaml': before,
    'new.yaml': after,
  });
  const open = await against(cwd, 'new.yaml', '--answers', 'a');
  expect(open.stdout).toMatch(/west: .* toward/);
  const closed = await against(cwd, 'new.yaml', '--answers', 'a', '--min-group', '5');
  expect(closed.stdout).toContain('west: not shown');
});

test('without answers only the questions are compared', async () => {
  const ran = await against(folderWith(files), 'new.yaml');
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('No stored answers were found');
});

test('an edit in place, the version left as it was, reads the answers by the earlier one', async () => {
  const inPlace = { ...files, 'new.yaml': files['new.yaml'].replace('1.1.0', '1.0.0') };
  const ran = await against(folderWith(inPlace), 'new.yaml', '--answers', 'a');
  expect(ran.stdout).toContain('* north: 50.0 toward customer');
});

test('either one broken ends with 3, other scorecards and several with 2', async () => {
  const cwd = folderWith({
    ...files,
    'broken.yaml': 'pendulum: 1',
    'other.yaml': old.replace('id: tiny', 'id: large'),
  });
  expect((await against(cwd, 'broken.yaml')).code).toBe(3);
  const broken = await command(['check', 'new.yaml', '--against', 'broken.yaml'], { cwd });
  expect(broken.code).toBe(3);
  const other = await against(cwd, 'other.yaml');
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('NOT_COMPARABLE')]);
  const two = await command(['check', 'new.yaml', 'old.yaml', '--against', 'old.yaml'], { cwd });
  expect([two.code, two.stderr]).toEqual([2, expect.stringContaining('USAGE')]);
});

test('a report replaces neither the earlier scorecard nor an answer', async () => {
  const cwd = folderWith(files);
  const answers = Object.keys(files).find((name) => name.startsWith('a/'))!;
  for (const path of ['old.yaml', answers]) {
    const ran = await against(cwd, 'new.yaml', '--answers', 'a', '-f', `sarif=${path}`, '--force');
    expect(ran.stderr).toContain('error OUTPUT_IS_INPUT:');
    expect(ran.code).toBe(2);
    expect(readFileSync(join(cwd, path), 'utf8')).toBe(files[path as keyof typeof files]);
  }
});
