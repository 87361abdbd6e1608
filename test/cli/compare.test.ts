import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison.ts';
import { scorecard } from '../scorecards.ts';
import { command, folderWith } from './command.ts';

const old = scorecard();
const edited = old
  .replace('version: 1.0.0', 'version: 1.1.0')
  .replace('ask: C,', 'ask: We listen.,')
  .replace('id: p1,', 'id: p1, weight: 2,');

const sheet = (round: string, who: string, c1: number, version = '1.0.0', unit = 'north') =>
  `pendulum: 1
scorecard: tiny@${version}
unit: ${unit}
${round === '' ? '' : `round: ${round}\n`}respondent: ${who}
answers: { c1: ${c1}, p1: 2 }
`;

const rounds = {
  'card.yaml': old,
  'a/q2.yaml': sheet('2026-q2', 'r1', 1),
  'a/q4.yaml': sheet('2026-q4', 'r1', 3),
  'a/q10.yaml': sheet('2026-q10', 'r1', 2),
};

async function compared(files: Record<string, string>, ...args: string[]): Promise<Comparison> {
  const ran = await command(['compare', ...args, '-f', 'json'], { cwd: folderWith(files) });
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  return JSON.parse(ran.stdout) as Comparison;
}

const names = (comparison: Comparison) => comparison.rounds.map(({ round }) => round);
const positions = ({ units }: Comparison) => units[0]!.rounds.map(({ position }) => position);

describe('which rounds', () => {
  test('all rounds of the answers, in their order', async () => {
    const found = await compared(rounds, 'a', '-s', 'card.yaml');
    expect(names(found)).toEqual(['2026-q2', '2026-q4', '2026-q10']);
    expect(positions(found)).toEqual([-50, 50, 0]);
    expect(found.units[0]!.swings.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-q2 2026-q4',
      '2026-q4 2026-q10',
      '2026-q2 2026-q10',
    ]);
  });

  test('those that are named, in the order in which they are', async () => {
    const found = await compared(rounds, '2026-q4', 'a', '2026-q2', '-s', 'card.yaml');
    expect(names(found)).toEqual(['2026-q4', '2026-q2']);
  });

  test('files without rounds are rounds of their own, in the order given', async () => {
    const files = {
      'card.yaml': old,
      'then.yaml': sheet('', 'r1', 1),
      'now.yaml': sheet('', 'r1', 3),
      'x/now.yaml': sheet('', 'r1', 2),
    };
    const found = await compared(files, 'then.yaml', 'now.yaml', '-s', 'card.yaml');
    expect(names(found)).toEqual(['then', 'now']);
    expect(positions(found)).toEqual([-50, 50]);
    // Two files of one name are no round together.
    const alike = command(['compare', 'now.yaml', 'x/now.yaml', '-s', 'card.yaml', '-f', 'json'], {
      cwd: folderWith(files),
    });
    expect(names(JSON.parse((await alike).stdout) as Comparison)).toEqual([
      'now.yaml',
      'x/now.yaml',
    ]);
  });

  test('the engagement around here, where no path is given', async () => {
    const engagement =
      'pendulum: 1\ntitle: E\nscorecard: card.yaml\nanswers: a\nunits: [{ id: north, title: North }]\nprivacy: { open: a test }\n';
    const cwd = folderWith({ ...rounds, 'pendulum.yaml': engagement });
    for (const here of [cwd, join(cwd, 'a')]) {
      const ran = await command(['compare', '2026-q2', '2026-q4'], { cwd: here });
      expect(ran.stderr).toBe('');
      expect(ran.stdout).toContain('2026-q2 → 2026-q4');
      expect(ran.stdout).toContain('100.0 toward customer');
    }
  });

  test.each([
    [['a'], { a: 1 }, 'rounds: 2026-q2'],
    [['a', '2026-q2', '2026-q2'], {}, 'rounds: 2026-q2, 2026-q4, 2026-q10'],
    [['a', '2026-q2', '2026-q5'], {}, 'did you mean "2026-q2"?'],
    [['2026-q2', '2026-q4'], {}, 'name answers as well'],
  ])('%j is no comparison', async (args, only, hint) => {
    const { 'a/q4.yaml': _q4, 'a/q10.yaml': _q10, ...one } = rounds;
    const files = 'a' in only ? one : rounds;
    const ran = await command(['compare', ...args, '-s', 'card.yaml'], { cwd: folderWith(files) });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('error USAGE');
    expect(ran.stderr).toContain(hint);
  });
});

describe('versions of a scorecard', () => {
  const files = {
    'old.yaml': old,
    'new.yaml': edited,
    'a/q2.yaml': sheet('2026-q2', 'r1', 1),
    'a/q4.yaml': sheet('2026-q4', 'r1', 3, '1.1.0'),
  };

  test('each sheet is read by its own', async () => {
    const found = await compared(files, 'a', '-s', 'old.yaml', '-s', 'new.yaml');
    expect(found.rounds).toEqual([
      { round: '2026-q2', version: '1.0.0' },
      { round: '2026-q4', version: '1.1.0' },
    ]);
    expect(found.core).toEqual({ questions: 1, of: 2 });
    expect(found.versions[0]!.questions.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['c1', 'reworded'],
      ['p1', 'rescored'],
    ]);
  });

  test('rounds that share no question are not compared', async () => {
    const other = edited.replace('id: c1,', 'id: c9,');
    const late = files['a/q4.yaml'].replace('c1:', 'c9:');
    const cwd = folderWith({ ...files, 'new.yaml': other, 'a/q4.yaml': late });
    const ran = await command(['compare', 'a', '-s', 'old.yaml', '-s', 'new.yaml'], { cwd });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('error NOT_COMPARABLE');
  });

  test('different scorecards are not compared, nor two of one version', async () => {
    const cwd = folderWith({
      ...files,
      'other.yaml': edited.replace('id: tiny', 'id: large'),
      'same.yaml': edited.replace('version: 1.1.0', 'version: 1.0.0'),
    });
    const other = await command(['compare', 'a', '-s', 'old.yaml', '-s', 'other.yaml'], { cwd });
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('NOT_COMPARABLE')]);
    const same = await command(['compare', 'a', '-s', 'old.yaml', '-s', 'same.yaml'], { cwd });
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('tiny@1.0.0')]);
  });

  test('sheets of a version that is not given are named', async () => {
    const ran = await command(['compare', 'a', '-s', 'old.yaml'], { cwd: folderWith(files) });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('a/q4.yaml:2:12 - error SCORECARD_MISMATCH');
  });
});

test('files are written whole, and nothing is written over', async () => {
  const cwd = folderWith(rounds);
  const args = ['compare', 'a', '-s', 'card.yaml', '-f', 'json=out.json', '-f', 'markdown'];
  const ran = await command(args, { cwd });
  expect(ran.stdout).toMatch(/^# Tiny: 2026-q2 → 2026-q4 → 2026-q10\n/);
  expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toContain(
    '"format": "pendulum-comparison/1"',
  );
  expect((await command(args, { cwd })).stderr).toContain('OUTPUT_EXISTS');
  expect((await command([...args, '--force'], { cwd })).code).toBe(0);
  for (const input of ['a/q2.yaml', 'card.yaml']) {
    const over = ['compare', 'a', '-s', 'card.yaml', '-f', `json=${input}`, '--force'];
    expect((await command(over, { cwd })).stderr).toContain('OUTPUT_IS_INPUT');
  }
});

test('small groups are hidden, and it says so', async () => {
  const ran = await command(['compare', 'a', '-s', 'card.yaml', '--min-group', '3'], {
    cwd: folderWith(rounds),
  });
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('to protect those who answered');
  expect(ran.stdout).not.toContain('toward');
});

test('a unit that there is not is refused', async () => {
  const args = ['compare', 'a', '-s', 'card.yaml', '-u', 'nort'];
  const ran = await command(args, { cwd: folderWith(rounds) });
  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain('did you mean "north"?');
});

describe('the shipped example', () => {
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const golden = (name: string) =>
    fileURLToPath(new URL(`../golden/calder/${name}`, import.meta.url));
  const example = 'scorecards/examples/calder-gases';

  test.each([
    ['compare.txt', []],
    ['compare.json', ['-f', 'json']],
    ['compare.md', ['-f', 'markdown']],
    ['compare-bulk-north-ascii.txt', ['-u', 'bulk-north', '--ascii']],
  ])('%s', async (name, args) => {
    const ran = await command(['compare', example, ...args], { cwd });
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
    await expect(ran.stdout).toMatchFileSnapshot(golden(name));
  });

  test('plain is plain ASCII, and the core and whole results agree where nothing was edited', async () => {
    const plain = await command(['compare', example, '--plain'], { cwd });
    expect(plain.stdout).toMatch(/^[\n -~]*$/);
    const json = await command(['compare', example, '-f', 'json'], { cwd });
    const { units } = JSON.parse(json.stdout) as Comparison;
    for (const { rounds: found } of units) {
      for (const { position, full } of found) expect(position).toBe(full);
    }
    expect(json.stdout).not.toMatch(/\d\.\d{4}/);
  });

  test.each([40, 80, 120])('no line is wider than %d columns', async (columns) => {
    const env = { LANG: 'C.UTF-8', TERM: 'xterm' };
    const ran = await command(['compare', example, '--no-color'], { cwd, columns, env });
    const widest = Math.max(...ran.stdout.split('\n').map((line) => [...line].length));
    expect(widest).toBeLessThanOrEqual(columns);
  });
});
