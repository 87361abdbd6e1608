import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command, folderWith } from './command.ts';

const scorecard = `
pendulum: 1
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
`;

const sheet = (respondent: string, c1: number) =>
  `pendulum: 1
scorecard: tiny@1.0.0
unit: north
round: 2026-q4
respondent: ${respondent}
answers: { c1: { answer: ${c1}, note: Said so. }, p1: 2 }
`;

const files = { 'card.yaml': scorecard, 'a/r1.yaml': sheet('r1', 5), 'a/r2.yaml': sheet('r2', 4) };

/** A folder with answers and the result that was made of them. */
async function scored(...options: readonly string[]): Promise<string> {
  const cwd = folderWith(files);
  const args = ['score', 'a', '-s', 'card.yaml', '-f', 'json=r.json', ...options];
  expect(await command(args, { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
  return cwd;
}

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(path, change(readFileSync(path, 'utf8')));

test('an untouched result is identical, with everything it was made with', async () => {
  // Sheets that are not named, as small groups are hidden, are to be told.
  const told: readonly (readonly [options: readonly string[], answers: readonly string[]])[] = [
    [[], []],
    [['--min-group', '3'], ['a']],
    [['--appendix', '--as-of', '2026-12-31'], []],
  ];
  for (const [options, answers] of told) {
    const cwd = await scored(...options);
    const ran = await command(['verify', 'r.json', ...answers], { cwd });
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toBe('identical: r.json is what these answers give.\n');
    expect(ran.code).toBe(0);
  }
});

test('a number that was touched is found', async () => {
  const cwd = await scored();
  edit(join(cwd, 'r.json'), (text) => text.replace('"customer": 87.5', '"customer": 97.5'));
  const ran = await command(['verify', 'r.json'], { cwd });
  expect(ran.stdout).toBe(
    [
      'different: units[north].customer',
      '  in r.json: 97.5',
      '  computed now: 87.5',
      'Nothing else differs. The answers and the scoring are the same; the result or the wording was changed afterwards.',
      '',
    ].join('\n'),
  );
  expect(ran.code).toBe(1);
});

test('a result of other answers, or of another scoring, says so', async () => {
  const cwd = await scored();
  writeFileSync(join(cwd, 'a/r2.yaml'), sheet('r2', 3));
  const answers = await command(['verify', 'r.json'], { cwd });
  expect(answers.stdout).toMatch(/^different: units\[north\]\.customer\n {2}in r\.json: 87\.5\n/);
  expect(answers.stdout).toContain('are not those the result was made of');
  writeFileSync(join(cwd, 'a/r2.yaml'), sheet('r2', 4));
  edit(join(cwd, 'card.yaml'), (text) => text.replace('id: flow,', 'id: flow, weight: 2,'));
  const scoring = await command(['verify', 'r.json'], { cwd });
  expect(scoring.stdout).toMatch(/^different: scorecard\.fingerprint\n/);
  expect(scoring.stdout).toContain('the scoring of the scorecard has changed');
  expect(scoring.code).toBe(1);
});

test('the order, the form and the place of the answers do not matter', async () => {
  const cwd = await scored();
  writeFileSync(
    join(cwd, 'a/r1.yaml'),
    `# A remark.\r\n${sheet('r1', 5).replaceAll('\n', '\r\n')}`,
  );
  const [one, two] = [join(cwd, 'a/r1.yaml'), join(cwd, 'a/r2.yaml')];
  renameSync(one, join(cwd, 'x'));
  renameSync(two, one);
  renameSync(join(cwd, 'x'), two);
  const elsewhere = folderWith({});
  renameSync(join(cwd, 'r.json'), join(elsewhere, 'r.json'));
  const found = await command(['verify', join(elsewhere, 'r.json')], { cwd });
  expect(found.stdout).toMatch(/^identical: /);
  const lost = await command(['verify', 'r.json'], { cwd: elsewhere });
  expect(lost.stderr).toContain('error ANSWERS_MISSING');
  expect(lost.code).toBe(4);
  const told = ['verify', 'r.json', join(cwd, 'a'), '-s', join(cwd, 'card.yaml')];
  expect((await command(told, { cwd: elsewhere })).code).toBe(0);
});

test('what is no result, or has no answers, is refused', async () => {
  const cwd = folderWith({ 'a.json': '{}', 'b.yaml': 'pendulum: 1\n' });
  for (const name of ['a.json', 'b.yaml']) {
    const ran = await command(['verify', name], { cwd });
    expect(ran.stderr).toContain(`${name} - error NOT_A_RESULT: `);
    expect(ran.code).toBe(3);
  }
  const scoredIn = await scored();
  edit(join(scoredIn, 'r.json'), (text) =>
    text.replace(/"origin": \{[^]*\}\n\}/, '"origin": null\n}'),
  );
  const ran = await command(['verify', 'r.json'], { cwd: scoredIn });
  expect(ran.stderr).toContain('error NO_ORIGIN');
  expect(ran.code).toBe(3);
});

/** The origin of a result with one part of it changed. */
async function verifiedWith(change: (origin: Record<string, unknown>) => void) {
  const cwd = await scored();
  edit(join(cwd, 'r.json'), (text) => {
    const result = JSON.parse(text) as { origin: Record<string, unknown> };
    change(result.origin);
    return JSON.stringify(result);
  });
  return command(['verify', 'r.json'], { cwd });
}

test.each([
  ['above', 'a/../card.yaml'],
  ['anywhere', '/etc/passwd'],
  ['below a file', 'card.yaml/r1.yaml'],
  ['with a NUL', 'a/r\0.yaml'],
  ['too long', 'a'.repeat(300)],
])('a result leads to no file %s', async (_where, name) => {
  const { code, stderr } = await verifiedWith((origin) => (origin['files'] = [name]));
  expect(stderr).toContain('error ANSWERS_MISSING:');
  expect(code).toBe(4);
  const card = await verifiedWith((origin) => (origin['scorecard'] = name));
  expect(card.stderr).toContain('error NO_SCORECARD:');
  expect(card.code).toBe(3);
});

test('a result of no files, or made with what no command takes, is not identical', async () => {
  const none = await verifiedWith((origin) => (origin['files'] = []));
  expect(none.stderr).toContain('error ANSWERS_MISSING:');
  expect(none.code).toBe(4);
  const day = await verifiedWith((origin) => (origin['asOf'] = 'a good day'));
  expect(day.stdout).toContain('different: origin.asOf\n');
  const market = await verifiedWith(
    (origin) =>
      (origin['options'] = { market: 'nowhere', minGroup: null, appendix: false, table: null }),
  );
  expect(market.stdout).toContain('different: origin.options.market\n');
  expect([day.code, market.code]).toEqual([1, 1]);
});
