import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, folderWith } from './command.ts';

const card = (changes = '', expectation = 75) => `pendulum: 1
id: tiny
version: 1.0.0
language: en
title: Tiny
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions:
  - { id: flow, title: Flow }
questions:
  - { id: c1, dimension: flow, side: customer, ask: We listen., answerScale: agreement }
  - { id: p1, dimension: flow, side: process, ask: We follow., answerScale: agreement }
${changes}examples:
  - { name: agreeing, answers: { c1: 4, p1: 1 }, expect: { customer: ${expectation} } }
`;

const check = (text: string, ...args: string[]) =>
  command(['check', 'card.yaml', ...args], { cwd: folderWith({ 'card.yaml': text }) });

test('a sound scorecard ends with 0 and one line', async () => {
  const ran = await check(card());
  expect(ran).toEqual({
    code: 0,
    stdout: 'card.yaml: ok, tiny@1.0.0, 2 questions, 1 dimension, 1 example\n',
    stderr: '',
  });
});

test('an example that does not hold ends with 1, at its place', async () => {
  const ran = await check(card('', 80));
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('card.yaml: failed');
  expect(ran.stderr).toBe(
    [
      'card.yaml:14:32 - error EXAMPLE_FAILED: example "agreeing": customer should be 80 and is 75',
      '  14 |   - { name: agreeing, answers: { c1: 4, p1: 1 }, expect: { customer: 80 } }',
      '     |                                ^',
      '  help: correct the example, or the scoring it tests',
      '',
    ].join('\n'),
  );
});

test('an invalid scorecard ends with 3', async () => {
  const ran = await check(card().replace('side: process', 'side: proces'));
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('help: did you mean "process"?');
});

test('the worst of several scorecards decides', async () => {
  const cwd = folderWith({ 'a.yaml': card(), 'b.yaml': card('', 80), 'c.yaml': 'pendulum: 1' });
  const codes = async (...names: string[]) => (await command(['check', ...names], { cwd })).code;
  expect(await codes('a.yaml')).toBe(0);
  expect(await codes('a.yaml', 'b.yaml')).toBe(1);
  expect(await codes('c.yaml', 'b.yaml', 'a.yaml')).toBe(3);
});

test('problems are JSON lines with --json', async () => {
  const ran = await check(card('', 80), '--json');
  expect(JSON.parse(ran.stderr)).toEqual({
    code: 'EXAMPLE_FAILED',
    severity: 'error',
    message: 'example "agreeing": customer should be 80 and is 75',
    file: 'card.yaml',
    line: 14,
    column: 32,
    hint: 'correct the example, or the scoring it tests',
  });
});

test('what code scanning reads, of all scorecards together', async () => {
  const broken = card('', 80).replace('side: process', 'side: proces');
  const cwd = folderWith({ 'cards/a.yaml': broken, 'b.yaml': card('', 80), 'c.yaml': card() });
  const ran = await command(['check', 'cards/a.yaml', 'b.yaml', 'c.yaml', '-f', 'sarif'], { cwd });
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('EXAMPLE_FAILED');
  await expect(ran.stdout).toMatchFileSnapshot('../golden/check/broken.sarif');
});

test('reports go to files, and over none without --force', async () => {
  const cwd = folderWith({ 'a.yaml': card() });
  const wanted = ['check', 'a.yaml', '-f', 'text', '-f', 'sarif=a.sarif'];
  const first = await command(wanted, { cwd });
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('a.yaml: ok') });
  expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8'))).toMatchObject({
    version: '2.1.0',
  });
  expect(await command(wanted, { cwd })).toMatchObject({ code: 2, stdout: '' });
  expect((await command([...wanted, '--force'], { cwd })).code).toBe(0);
  const over = ['check', 'a.yaml', '-f', 'sarif=a.yaml', '--force'];
  expect((await command(over, { cwd })).stderr).toContain('OUTPUT_IS_INPUT');
  expect((await command(['check', 'a.yaml', '-f', 'sarf'], { cwd })).stderr).toContain('sarif');
});

test('warnings are told and do not fail', async () => {
  const more = ['c2', 'c3'].map(
    (id) =>
      `  - { id: ${id}, dimension: flow, side: customer, ask: More., answerScale: agreement, optional: true }\n`,
  );
  const ran = await check(card(more.join('')));
  expect(ran.code).toBe(0);
  expect(ran.stderr).toContain('warning UNBALANCED');
});

test('the shipped scorecards are sound, without a warning', async () => {
  const ran = await command(['check', 'industrial-gases', 'quick-scan']);
  expect(ran.code).toBe(0);
  expect(ran.stderr).toBe('');
});

test('a scorecard that cannot be read hides nothing of the others', async () => {
  const broken = 'pendulum: 2\n';
  const cwd = folderWith({ 'a.yaml': broken, 'b.yaml': broken });
  const args = ['check', 'a.yaml', 'nope.yaml', 'b.yaml', '-f', 'sarif=found.sarif'];
  const ran = await command(args, { cwd });
  expect(ran.code).toBe(4);
  expect(ran.stderr).toContain('a.yaml:1');
  expect(ran.stderr).toContain('error IO: cannot read nope.yaml');
  expect(ran.stderr).toContain('b.yaml:1');
  expect(readFileSync(join(cwd, 'found.sarif'), 'utf8')).toContain('cannot read nope.yaml');
});
