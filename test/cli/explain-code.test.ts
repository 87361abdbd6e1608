import { describe, expect, test } from 'vitest';
import { readActions } from '../../src/answers/actions.ts';
import { codes, type Example } from '../../src/cli/codes.ts';
import { allCodes, explainCode, isCode } from '../../src/cli/explain-code.ts';
import { exitCode, Stop, type World } from '../../src/cli/world.ts';
import { isError, problem, type Code } from '../../src/problem.ts';
import { sourceOf } from '../../src/source/source.ts';
import { command, folderWith } from './command.ts';

/** What a code's explanation prints. */
function printed(word: string): string {
  const said: string[] = [];
  const stdout = { write: (text: string) => said.push(text) };
  expect(explainCode(word, { stdout } as unknown as World)).toBe(exitCode.done);
  return said.join('');
}

test('a code is explained by its real message, in whatever letters it is asked for', () => {
  expect(printed('yaml_Dup_key')).toBe(`YAML_DUP_KEY, an error: a key stands twice in one map

  error YAML_DUP_KEY: the key "title" stands on line 3 and again on line 9
    help: keep one of the two

Wrong, in a scorecard
  title: Promises
  title: Deliveries
Right
  title: Promises

A command that stops here ends with 3 (invalid input).
`);
});

test('a warning says that it is one', () => {
  const text = printed('ALWAYS_ASKED');
  expect(text).toContain('ALWAYS_ASKED, a warning: ');
  expect(text).toContain('A warning changes no exit code.');
});

test('a code that does not exist is answered with the nearest', () => {
  expect(() => printed('yaml_alais')).toThrow(Stop);
  try {
    printed('yaml_alais');
  } catch (error) {
    const { exitCode: code, problems } = error as Stop;
    expect(code).toBe(exitCode.usage);
    expect(problems[0]!.code).toBe('UNKNOWN_REF');
    expect(problems[0]!.hint).toBe('did you mean "YAML_ALIAS"?');
  }
});

test.each([
  ['YAML_ALIAS', true],
  ['yaml_alias', true],
  ['yaml_alais', true],
  ['NOTHING_LIKE_IT', true],
  ['answers', false],
  ['answers/r01.yaml', false],
  ['-', false],
])('%s is meant as a code: %s', (word, isMeant) => {
  expect(isCode(word)).toBe(isMeant);
});

describe('every code', () => {
  test.each(allCodes)('%s', (code) => {
    const text = printed(code);
    expect(text).not.toMatch(/undefined|\[object/);
    const { means, shown, help, ends } = codes[code];
    const like = problem(code, null, ...(shown as never));
    expect(text).toContain(like.message);
    expect(like.hint ?? help).toMatch(/.{10}/);
    expect(means).toMatch(/^[^A-Z].*[^.]$/);
    expect(ends.includes(exitCode.done)).toBe(!isError(like));
  });
});

const scorecard = `pendulum: 1
id: stub
version: 1.0.0
language: en
title: Stub
answerScales: { agreement: { options: [Never, Rarely, Sometimes, Often, Always] } }
dimensions: [{ id: flow, title: Flow }]
markets:
  - { id: hospitals, title: H, target: { customer: 60, process: 60 }, because: A. }
  - { id: manufacturing, title: M, target: { customer: 60, process: 60 }, because: A. }
questions:
  - { id: told-first, dimension: flow, side: customer, ask: A?, answerScale: agreement }
  - { id: as-planned, dimension: flow, side: process, ask: B?, answerScale: agreement }
`;
const sheet = `pendulum: 1
scorecard: stub@1.0.0
unit: north
round: 2026-q4
respondent: r01
answers: { told-first: 4, as-planned: 3 }
`;
const engagement = `pendulum: 1
title: Stub
scorecard: ./stub.yaml
answers: answers
units: [{ id: north, title: North }]
`;
const action = `pendulum: 1
actions:
  - id: a1
    unit: north
    action: Walk the tours
    owner: Head of dispatch
    due: 2026-12-01
    kpi: run-outs
    status: open
`;

/** The keys of a fragment instead of those of a file, and its questions behind those of it. */
function withFragment(whole: string, fragment: string): string {
  if (fragment.startsWith('- ')) return whole + fragment.replace(/^(?=.)/gm, '  ') + '\n';
  const keys = [...fragment.matchAll(/^(\w+):/gm)].map(([, key]) => key);
  const kept = keys.reduce<string>(
    (text, key) => text.replace(new RegExp(`^${key}:.*\n(?: .*\n)*`, 'm'), ''),
    whole,
  );
  return `${fragment}\n${kept}`;
}

/** The codes that the program prints as JSON lines. */
const codesIn = (stderr: string): readonly Code[] =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { code: Code }).code);

async function found(file: Example['file'], fragment: string): Promise<readonly Code[]> {
  if (file === 'actions') {
    const text = action.replace(/^ {4}due:.*$/m, `    ${fragment}`);
    return readActions(sourceOf('actions.yaml', text)).problems.map(({ code }) => code);
  }
  const cwd = folderWith({
    'stub.yaml': file === 'scorecard' ? withFragment(scorecard, fragment) : scorecard,
    'pendulum.yaml': file === 'engagement' ? withFragment(engagement, fragment) : engagement,
    'answers/r01.yaml': file === 'sheet' ? withFragment(sheet, fragment) : sheet,
  });
  const args = file === 'scorecard' ? ['check', 'stub.yaml'] : ['score', 'pendulum.yaml'];
  return codesIn((await command([...args, '--json'], { cwd })).stderr);
}

const examples = allCodes.flatMap((code) => {
  const { example } = codes[code];
  return example === undefined ? [] : ([[code, example]] as const);
});

/** What the short files of this test get for being short. */
const remarks: readonly Code[] = ['UNBALANCED', 'UNTRANSLATED', 'UNKNOWN_UNIT'];

describe('what is shown as wrong gets its code, and what is shown as right gets none', () => {
  test.each(examples)('%s', async (code, { file, wrong, right }) => {
    expect(await found(file, wrong)).toContain(code);
    const left = (await found(file, right)).filter(
      (each) => each === code || !remarks.includes(each),
    );
    expect(left).toEqual([]);
  });
});
