import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from './command.ts';

// What people copy into a pipeline is run as it stands, by the bash that a build server calls; only
// npm is another, which writes down what it was asked for.

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(read('action.yml')) as Action;
const { steps } = action.runs;
const gate = steps.find(({ id }) => id === 'gate')!;

/** A folder with the shipped example in it, and pendulum beside it as a checkout would be. */
function workspace(): string {
  const folder = folderWith({ output: '', summary: '' });
  cpSync(join(root, 'scorecards/examples/calder-gases'), folder, { recursive: true });
  symlinkSync(root, join(folder, 'pendulum'));
  mkdirSync(join(folder, 'bin'));
  const npm = join(folder, 'bin/npm');
  writeFileSync(npm, '#!/bin/sh\necho "$@" >>"$NPM_LOG"\n');
  chmodSync(npm, 0o755);
  return folder;
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function bash(script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const file = join(cwd, 'bin/script.sh');
  writeFileSync(file, script);
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: `${join(cwd, 'bin')}:${process.env['PATH']}`,
      NPM_LOG: join(cwd, 'npm.log'),
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: join(cwd, 'output'),
      GITHUB_STEP_SUMMARY: join(cwd, 'summary'),
      CI_PROJECT_DIR: cwd,
      // 2026-12-31
      SOURCE_DATE_EPOCH: '1798675200',
      ...env,
    },
  });
}

/** The environment of the gate's step for what a workflow gives. */
function stepEnv(given: Readonly<Record<string, string>>): Record<string, string> {
  const values = Object.entries(gate.env!).map(([name, value]) => {
    const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)![1]!;
    return [name, given[input] ?? action.inputs[input]!.default];
  });
  return Object.fromEntries(values) as Record<string, string>;
}

describe('action.yml', () => {
  test('is a composite action whose inputs and outputs say what they are', () => {
    expect(action.runs.using).toBe('composite');
    for (const { description, default: value } of Object.values(action.inputs)) {
      expect(description).toMatch(/\.$/);
      expect(typeof value).toBe('string');
    }
    expect(Object.keys(action.outputs)).toEqual(['verdict', 'position', 'zone']);
    for (const [name, { value }] of Object.entries(action.outputs)) {
      expect(value).toBe(`\${{ steps.gate.outputs.${name} }}`);
    }
    for (const { run, shell } of steps) expect(shell).toBe(run === undefined ? undefined : 'bash');
  });

  test('puts nothing that a workflow gives into a script', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('uses every input', () => {
    const used = [...JSON.stringify(action.runs).matchAll(/inputs\.([a-z-]+)/g)].map(([, n]) => n!);
    expect(used.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  });

  test('builds pendulum', () => {
    const cwd = workspace();
    const build = steps.find(({ run }) => run?.includes('npm ci'))!;
    expect(bash(build.run!, cwd).status).toBe(0);
    const log = readFileSync(join(cwd, 'npm.log'), 'utf8');
    expect(log).toBe('ci --ignore-scripts --no-audit --no-fund\nrun --silent build\n');
  });

  test('holds the example against its gate, with reports, outputs and a summary', () => {
    const cwd = workspace();
    const formats = 'junit=report.xml\njson=result.json\n';
    const ran = bash(gate.run!, cwd, stepEnv({ round: '2026-q4', formats }));
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'report.xml'), 'utf8')).toContain('<testsuite');
    expect(JSON.parse(readFileSync(join(cwd, 'result.json'), 'utf8'))).toHaveProperty('gate');
    const outputs = readFileSync(join(cwd, 'output'), 'utf8');
    for (const name of Object.keys(action.outputs)) expect(outputs).toContain(`${name}<<`);
    expect(readFileSync(join(cwd, 'summary'), 'utf8')).toContain('Calder');
  });

  test.each([
    ['answers', 'nowhere', 4],
    ['gate', 'nowhere.yaml', 4],
    ['round', '1999', 2],
    ['as-of', 'tomorrow', 2],
    ['scorecard', 'nothing-like-it', 2],
    ['baseline', 'nowhere.json', 4],
    ['formats', 'nothing=like-it', 2],
  ])('hands %s on', (input, value, status) => {
    expect(bash(gate.run!, workspace(), stepEnv({ [input]: value })).status).toBe(status);
  });

  const hostile = [
    '"; touch pwned; "',
    '$(touch pwned)',
    '`touch pwned`',
    "'; touch pwned #",
    'a\ntouch pwned',
    '--gate=x; touch pwned',
    '--help',
    '* ? [a]',
  ];
  /** What the step hands to Node, word by word, when it is given hostile texts. */
  function handed(given: Readonly<Record<string, string>>): readonly string[] {
    const cwd = workspace();
    const node = join(cwd, 'bin/node');
    writeFileSync(node, '#!/bin/sh\nprintf "%s\\0" "$@"\n');
    chmodSync(node, 0o755);
    const before = readdirSync(cwd).toSorted();
    const { status, stdout, stderr } = bash(gate.run!, cwd, stepEnv(given));
    expect([status, stderr]).toEqual([0, '']);
    expect(readdirSync(cwd).toSorted()).toEqual(before);
    const words = stdout.split('\0').slice(0, -1);
    expect(words.slice(0, 4)).toEqual([
      `${root}/dist/cli.js`,
      'gate',
      '--force',
      '--format=github',
    ]);
    return words.slice(4);
  }

  test.each(hostile)('%j is one word of the command, wherever it is given', (value) => {
    for (const input of ['gate', 'baseline', 'scorecard', 'round', 'as-of']) {
      expect(handed({ [input]: value })).toEqual([`--${input}=${value}`, '--', '.']);
    }
    expect(handed({ strict: value })).toEqual(['--', '.']);
    const lines = value.split('\n');
    expect(handed({ formats: value })).toEqual([
      ...lines.map((line) => `--format=${line}`),
      '--',
      '.',
    ]);
    expect(handed({ answers: value })).toEqual(['--', ...lines]);
  });
});

interface Job {
  readonly steps?: readonly Step[];
  readonly script?: readonly string[];
}

/** The blocks of the README below "In a pipeline", by the comment on their first line. */
const blocks: readonly (readonly [name: string, text: string])[] = [
  ...read('README.md')
    .split(/^## /m)
    .find((part) => part.startsWith('In a pipeline'))!
    .matchAll(/^```yaml\n# ([^\n]*)\n([^]*?)^```$/gm),
].map(([, name, text]) => [name!, text!]);

describe('what the README shows for a pipeline', () => {
  test('is GitHub with the action and with npm, and GitLab', () => {
    expect(blocks.map(([name]) => name.split(',')[0])).toEqual([
      '.github/workflows/pendulum.yml',
      '.github/workflows/pendulum.yml',
      '.gitlab-ci.yml',
    ]);
  });

  test('gives the action what it takes', () => {
    const { jobs } = parse(blocks[0]![1]) as { jobs: Readonly<Record<string, Job>> };
    const used = jobs['pendulum']!.steps!.find(({ uses }) => uses?.includes('/pendulum@'))!;
    expect(Object.keys(used.with!).filter((name) => !(name in action.inputs))).toEqual([]);
    const cwd = workspace();
    expect(bash(gate.run!, cwd, stepEnv(used.with!)).status).toBe(0);
    for (const name of ['report.html', 'report.xml']) expect(readdirSync(cwd)).toContain(name);
  });

  test.each(blocks.slice(1))('%s runs as it stands', (_, text) => {
    const found = parse(text) as { jobs?: Record<string, Job>; pendulum?: Job };
    const job = found.pendulum ?? found.jobs!['pendulum']!;
    const scripts = job.script ?? job.steps!.flatMap(({ run }) => run ?? []);
    const cwd = workspace();
    const ran = bash(scripts.join('\n'), cwd);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'npm.log'), 'utf8')).toMatch(/^ci .*\nrun .* build\n$/);
    expect(readFileSync(join(cwd, 'report.xml'), 'utf8')).toContain('<testsuite');
  });
});

test('the workflow of this repository runs what .ci/run does, and its own action', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as { jobs: Record<string, Job> };
  const all = Object.values(jobs).flatMap((job) => job.steps!);
  expect(all.map(({ run }) => run)).toContain('.ci/run');
  const own = all.find(({ uses }) => uses === './')!;
  expect(Object.keys(own.with!).filter((name) => !(name in action.inputs))).toEqual([]);
});
