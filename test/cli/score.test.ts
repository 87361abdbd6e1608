import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Result, UnitResult } from '../../src/result.ts';
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
  - id: otif
    dimension: flow
    side: process
    ask: On time
    fact: true
    optional: true
    metric: { unit: "%", decimals: 1, min: 0, max: 100, points: [[80, 0], [100, 100]] }
markets:
  - id: bulk
    title: Bulk
    target: { customer: 60, process: 80 }
    because: Judgement.
`;

const sheet = (unit: string, respondent: string, c1: number, p1: number, extra = '') =>
  `pendulum: 1
scorecard: tiny@1.0.0
unit: ${unit}
round: 2026-q4
respondent: ${respondent}
${extra}answers: { c1: ${c1}, p1: ${p1} }
`;

const loose = { 'card.yaml': scorecard, 'a/r1.yaml': sheet('north', 'r1', 5, 3) };

async function resultOf(files: Record<string, string>, ...args: string[]): Promise<Result> {
  const ran = await command(['score', ...args, '-f', 'json'], { cwd: folderWith(files) });
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  return JSON.parse(ran.stdout) as Result;
}

const unit = ({ units }: Result, id: string): UnitResult => units.find((each) => each.id === id)!;

test('a loose sheet is scored as it is', async () => {
  const result = await resultOf(loose, 'a', '-s', 'card.yaml', '-m', 'bulk');
  expect(Object.keys(result)).toEqual([
    'format',
    'tool',
    'scorecard',
    'round',
    'units',
    'problems',
    'words',
    'gate',
    'origin',
  ]);
  const north = unit(result, 'north');
  expect(north).toMatchObject({
    customer: 100,
    process: 50,
    position: 50,
    side: 'customer',
    gap: 70,
    zone: 'strongly-customer-leaning',
    suppressed: null,
    interval: null,
    respondents: { count: 1 },
  });
});

test('JSON goes to stdout and nothing else, with one line feed at the end', async () => {
  const ran = await command(['score', 'a', '-s', 'card.yaml', '-f', 'json'], {
    cwd: folderWith(loose),
  });
  expect(ran.stdout.endsWith('}\n')).toBe(true);
  expect(ran.stdout.endsWith('\n\n')).toBe(false);
});

test('sheets come from stdin, YAML, JSON or a JSON line each', async () => {
  const cwd = folderWith(loose);
  const line = (respondent: string) =>
    JSON.stringify({
      pendulum: 1,
      scorecard: 'tiny@1.0.0',
      unit: 'north',
      respondent,
      answers: { c1: 5, p1: 3 },
    });
  for (const [stdin, count] of [
    [sheet('north', 'r1', 5, 3), 1],
    [line('r1'), 1],
    [`${line('r1')}\n\n${line('r2')}\n`, 2],
  ] as const) {
    const ran = await command(['score', '-', '-s', 'card.yaml', '-f', 'json'], { cwd, stdin });
    expect(ran.stderr).toBe('');
    const result = JSON.parse(ran.stdout) as Result;
    expect(unit(result, 'north').respondents.count).toBe(count);
  }
});

const engagement = `
pendulum: 1
title: Example
remark: Invented.
scorecard: card.yaml
rounds: [2026-q2, 2026-q4]
units:
  - { id: all, title: All }
  - { id: north, title: North, parent: all, market: bulk, headcount: 12 }
  - { id: south, title: South, parent: all, market: { bulk: 1 } }
facts:
  north: { 2026-q4: { otif: 90 } }
`;

const people = (unitId: string, count: number, round = '2026-q4') =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `answers/${round}/${unitId}-${i}.yaml`,
      sheet(unitId, `r${i}`, 1 + (i % 5), 4).replace('2026-q4', round),
    ]),
  );

test('in an engagement small groups show no value, no spread and no exact number', async () => {
  const files = {
    'card.yaml': scorecard,
    'pendulum.yaml': engagement,
    ...people('north', 12),
    ...people('south', 4),
  };
  const result = await resultOf(files, 'pendulum.yaml');
  const south = unit(result, 'south');
  expect(south.suppressed).toEqual({
    reason: 'fewer than 5 respondents could be scored, here or in a unit that it would give away',
    minGroup: 5,
  });
  expect(south.respondents).toMatchObject({ count: null, roles: {} });
  const numbers = Object.values(south).filter((value) => typeof value === 'number');
  expect(numbers).toEqual([]);
  expect(south.questions).toEqual([]);
  // In the same words, for how many there are would follow from which it is.
  expect(unit(result, 'north').suppressed).toEqual(south.suppressed);
  expect(unit(result, 'all').suppressed).toBeNull();
  const text = await command(['score', '.', '-f', 'text'], { cwd: folderWith(files) });
  expect(text.code).toBe(0);
  expect(text.stdout).not.toMatch(/\b4 respondents/);
});

test('an engagement that is open says why', async () => {
  const open = `${engagement}privacy: { open: a workshop with consent }\n`;
  const files = { 'card.yaml': scorecard, 'pendulum.yaml': open, ...people('south', 3) };
  const result = await resultOf(files, '.');
  expect(unit(result, 'south').suppressed).toBeNull();
  expect(result.words.engagement?.remark).toContain('a workshop with consent');
});

test('--min-group asks for privacy of loose sheets', async () => {
  const files = { 'card.yaml': scorecard, ...people('north', 3) };
  const result = await resultOf(files, 'answers', '-s', 'card.yaml', '--min-group', '4');
  expect(unit(result, 'north').suppressed?.minGroup).toBe(4);
});

test('of a table nobody can tell who was there before: no round stands beside another', async () => {
  const rows = ['2026-q2', '2026-q4'].flatMap((round) =>
    Array.from(
      { length: 6 },
      (_, i) => `north,${round},${1 + (i % 5)},${round === '2026-q2' ? 4 : 5}`,
    ),
  );
  const table = `unit,round,c1,p1\n${rows.join('\n')}\n`;
  const page = async (...args: readonly string[]) => {
    const cwd = folderWith({ 'card.yaml': scorecard, 'table.csv': table });
    const given = ['score', 'table.csv', '-s', 'card.yaml', '-f', 'markdown', ...args];
    return (await command(given, { cwd })).stdout;
  };
  expect(await page()).toContain('○ last round 33.3 toward process');
  expect(await page('--min-group', '5')).toContain('58.3 toward process');
  expect(await page('--min-group', '5')).not.toContain('last round');
});

test('facts count in every sheet of the unit and stay out of agreement', async () => {
  const files = { 'card.yaml': scorecard, 'pendulum.yaml': engagement, ...people('north', 6) };
  const north = unit(await resultOf(files, '.'), 'north');
  const otif = north.questions.find(({ id }) => id === 'otif')!;
  expect(otif).toMatchObject({ count: 6, mean: 90, spread: 0, agreement: null });
  expect(north.process).toBe((75 + 50) / 2);
  expect(north.discuss).not.toContain('otif');
});

test('the latest round is scored, or the one asked for', async () => {
  const files = {
    'card.yaml': scorecard,
    'pendulum.yaml': engagement,
    ...people('north', 5, '2026-q4'),
    ...people('north', 6, '2026-q2'),
  };
  expect((await resultOf(files, '.')).round).toBe('2026-q4');
  const first = await resultOf(files, '.', '--round', '2026-q2');
  expect(unit(first, 'north').respondents.count).toBe(6);
});

test('several formats come from one run, to files written whole', async () => {
  const cwd = folderWith(loose);
  const ran = await command(
    ['score', 'a', '-s', 'card.yaml', '-f', 'text', '-f', 'json=out.json', '-f', 'text=out.txt'],
    { cwd },
  );
  expect(ran.code).toBe(0);
  expect(ran.stdout).toBe(readFileSync(join(cwd, 'out.txt'), 'utf8'));
  expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toHaveProperty('units');
  expect(readdirSync(cwd).filter((name) => name.includes('tmp'))).toEqual([]);
});

interface Failure {
  readonly args: readonly string[];
  readonly code: number;
  readonly problem: string;
  readonly files?: Record<string, string>;
}

const card = ['-s', 'card.yaml'];
const failures: readonly (readonly [string, Failure])[] = [
  ['no such file', { args: ['nowhere', ...card], code: 4, problem: 'IO' }],
  ['no such scorecard file', { args: ['a', '-s', './none.yaml'], code: 4, problem: 'IO' }],
  [
    'no such shipped scorecard',
    { args: ['a', '-s', 'quick-skan'], code: 2, problem: 'UNKNOWN_REF' },
  ],
  ['scorecard of loose sheets unclear', { args: ['a'], code: 3, problem: 'NO_SCORECARD' }],
  ['no such format', { args: ['a', ...card, '-f', 'jason'], code: 2, problem: 'USAGE' }],
  [
    'two formats to the screen',
    { args: ['a', ...card, '-f', 'text', '-f', 'json'], code: 2, problem: 'USAGE' },
  ],
  ['no such round', { args: ['a', ...card, '-r', 'never'], code: 2, problem: 'USAGE' }],
  ['no such market', { args: ['a', ...card, '-m', 'bulck'], code: 2, problem: 'UNKNOWN_REF' }],
  ['no such unit', { args: ['a', ...card, '-u', 'nort'], code: 2, problem: 'UNKNOWN_REF' }],
  [
    'output over an input',
    { args: ['a', ...card, '-f', 'json=a/r1.yaml'], code: 2, problem: 'OUTPUT_IS_INPUT' },
  ],
  [
    'output over an input by another name',
    { args: ['a', ...card, '-f', 'json=link.yaml'], code: 2, problem: 'OUTPUT_IS_INPUT' },
  ],
  [
    'output over the scorecard',
    { args: ['a', ...card, '-f', 'json=card.yaml'], code: 2, problem: 'OUTPUT_IS_INPUT' },
  ],
  [
    'output over another file',
    {
      args: ['a', ...card, '-f', 'json=notes.txt'],
      code: 2,
      problem: 'OUTPUT_EXISTS',
      files: { 'notes.txt': 'mine' },
    },
  ],
  [
    'two outputs to one file',
    { args: ['a', ...card, '-f', 'json=x', '-f', 'text=x'], code: 2, problem: 'USAGE' },
  ],
  ['an output without a name', { args: ['a', ...card, '-f', 'json='], code: 2, problem: 'USAGE' }],
  [
    'output into no folder',
    { args: ['a', ...card, '-f', 'json=no/out.json'], code: 4, problem: 'IO' },
  ],
  [
    'an empty folder',
    { args: ['empty', ...card], code: 3, problem: 'NO_ANSWERS', files: { 'empty/.keep': '' } },
  ],
  [
    'an answer that is none',
    {
      args: ['a', ...card],
      code: 3,
      problem: 'ANSWER_RANGE',
      files: { 'a/r2.yaml': sheet('north', 'r2', 6, 3) },
    },
  ],
  [
    'an unknown question',
    {
      args: ['a', ...card],
      code: 3,
      problem: 'UNKNOWN_REF',
      files: { 'a/r2.yaml': sheet('north', 'r2', 3, 3).replace('p1', 'p2') },
    },
  ],
  [
    'the same respondent twice',
    {
      args: ['a', ...card],
      code: 3,
      problem: 'DUPLICATE_RESPONDENT',
      files: { 'a/r2.yaml': sheet('north', 'r1', 3, 3) },
    },
  ],
  [
    'another version',
    {
      args: ['a', ...card],
      code: 3,
      problem: 'SCORECARD_MISMATCH',
      files: { 'a/r2.yaml': sheet('north', 'r2', 3, 3).replace('1.0.0', '2.0.0') },
    },
  ],
];

test.each(failures)('%s', async (_, { args, code, problem, files = {} }) => {
  const cwd = folderWith({ ...loose, ...files });
  symlinkSync(join(cwd, 'a/r1.yaml'), join(cwd, 'link.yaml'));
  const before = readFileSync(join(cwd, 'a/r1.yaml'), 'utf8');
  const ran = await command(['score', ...args, '--json'], { cwd });
  const codes = ran.stderr
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { code: string }).code);
  expect({ code: ran.code, codes }).toEqual({ code, codes: [problem] });
  expect(ran.stdout).toBe('');
  expect(existsSync(join(cwd, 'out.json'))).toBe(false);
  expect(readFileSync(join(cwd, 'a/r1.yaml'), 'utf8')).toBe(before);
});

test('every problem of every sheet is shown, not only the first', async () => {
  const cwd = folderWith({
    ...loose,
    'a/r2.yaml': sheet('north', 'r2', 6, 9),
    'a/r3.yaml': sheet('north', 'r3', 3, 0),
  });
  const ran = await command(['score', 'a', '-s', 'card.yaml'], { cwd });
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('a/r2.yaml:6:16 - error ANSWER_RANGE: "6" is no answer to "c1"');
  expect(ran.stderr).toContain('a/r2.yaml:6:23 - error ANSWER_RANGE');
  expect(ran.stderr).toContain('a/r3.yaml:6:23 - error ANSWER_RANGE');
  expect(ran.stderr).toContain('3 errors, 0 warnings');
});

test('bytes do not depend on the surroundings, nor on the order of files', async () => {
  const one = folderWith({ 'card.yaml': scorecard, ...people('north', 7) });
  const other = folderWith({
    'card.yaml': scorecard,
    ...Object.fromEntries(Object.entries(people('north', 7)).toReversed()),
  });
  for (const format of ['json', 'text']) {
    const args = ['score', 'answers', '-s', 'card.yaml', '-m', 'bulk', '-f', format];
    const first = await command(args, { cwd: one });
    const second = await command(args, {
      cwd: other,
      env: { LANG: 'C', TERM: 'dumb', TZ: 'Asia/Tokyo', NO_COLOR: '1', COLUMNS: '40' },
    });
    expect(second.stdout).toBe(first.stdout);
    expect(first.stdout).not.toContain(one);
  }
});

test('text from files never reaches the terminal raw', async () => {
  const hostile = '"\\e]52;c;YQ\\a\\u202Eevil"';
  const cwd = folderWith({
    ...loose,
    'a/r2.yaml': sheet('north', 'r2', 3, 3).replace('r2', hostile),
  });
  const ran = await command(['score', 'a', '-s', 'card.yaml'], { cwd, columns: 80 });
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('\\u{1B}');
  expect(ran.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

describe('in a job of GitHub', () => {
  const example = fileURLToPath(new URL('../../scorecards/examples/calder-gases', import.meta.url));
  const score = (env: Readonly<Record<string, string>>, ...args: string[]) =>
    command(['score', example, '-f', 'github', ...args], { env });

  test('outputs and summary are added to what is there', async () => {
    const cwd = folderWith({ outputs: 'a=b\n', summary: '# Before\n' });
    const [outputs, summary] = [join(cwd, 'outputs'), join(cwd, 'summary')];
    const env = { GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: summary };
    const ran = await score(env, '-u', 'bulk-north');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^::notice title=Bulk and food gases%2C North::7.6 toward process/);
    expect(readFileSync(outputs, 'utf8')).toMatch(
      /^a=b\nverdict<<END\n\nEND\nunit<<END\nbulk-north/,
    );
    expect(readFileSync(summary, 'utf8')).toMatch(/^# Before\n<!-- pendulum:/);
  });

  test('elsewhere there is nothing to add to', async () => {
    expect((await score({ GITHUB_OUTPUT: '' })).code).toBe(0);
  });

  test('a file that cannot be written ends with 4', async () => {
    const ran = await score({ GITHUB_OUTPUT: join(folderWith({}), 'none', 'outputs') });
    expect(ran).toMatchObject({ code: 4, stdout: '' });
    expect(ran.stderr).toContain('error IO');
  });
});

test.each([
  ['named', ['a', 'a/gone.yaml']],
  ['found', ['a']],
])('a sheet that cannot be read, %s, hides nothing of the others', async (how, inputs) => {
  const cwd = folderWith({ ...loose, 'a/r2.yaml': sheet('north', 'r2', 9, 3) });
  if (how === 'found') symlinkSync('nowhere', join(cwd, 'a/gone.yaml'));
  const ran = await command(['score', ...inputs, '-s', 'card.yaml'], { cwd });
  expect(ran.code).toBe(4);
  expect(ran.stderr).toContain(
    'error IO: cannot read a/gone.yaml: there is no such file or folder',
  );
  expect(ran.stderr).toContain('error ANSWER_RANGE');
});

test('a sheet that is not there belongs to no other engagement', async () => {
  const example = fileURLToPath(new URL('../../scorecards/examples/calder-gases', import.meta.url));
  const ran = await command(['score', example, 'gone.yaml'], { cwd: folderWith({}) });
  expect([ran.code, ran.stderr]).toEqual([4, expect.stringContaining('gone.yaml')]);
});

test('a sheet that is not there is told alone where no scorecard is named', async () => {
  const ran = await command(['score', 'gone.yaml'], { cwd: folderWith({}) });
  expect(ran.code).toBe(4);
  expect(ran.stderr).not.toContain('NO_SCORECARD');
});
