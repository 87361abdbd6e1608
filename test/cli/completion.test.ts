import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/report/formats.ts';
import { command, folderWith } from './command.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What is offered for words of which the last is being typed, without descriptions. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await command(['complete', '--', ...words]);
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.split('\n');
  expect(lines.splice(-2)).toEqual([':0', '']);
  return lines.map((line) => line.split('\t')[0]!);
}

describe('what is offered', () => {
  test.each([
    ['commands', ['sc'], ['score', 'scorecards']],
    ['options', ['score', '--fo'], ['--format', '--force']],
    ['colours', ['score', '--color', ''], ['auto', 'always', 'never']],
    ['colours behind "="', ['score', '--color=a'], ['auto', 'always']],
    ['scorecards of an option', ['score', '-s', 'q'], ['quick-scan']],
    ['scorecards of an argument', ['ask', ''], ['industrial-gases', 'quick-scan']],
    ['formats', ['score', '-f', 'tex'], ['text']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish', 'powershell']],
    ['codes', ['explain', 'YAML_T'], ['YAML_TAB', 'YAML_TAG']],
    ['what the shell knows: answers', ['score', ''], []],
    ['what the shell knows: files to explain', ['explain', ''], []],
    ['what the shell knows: a value', ['score', '-u', ''], []],
    ['a word that is begun with nothing', ['zzz'], []],
  ])('%s', async (_, words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  test('commands with what they do, and not the one that is only for scripts', async () => {
    const { stdout } = await command(['complete', '--', '']);
    expect(stdout).toContain('\nscore\tscore answers');
    expect(stdout).not.toMatch(/^complete\t/m);
  });
});

test.each(['bash', 'zsh', 'fish', 'powershell'])('the script for %s', async (shell) => {
  const { code, stdout } = await command(['completion', shell]);
  expect(code).toBe(0);
  await expect(stdout).toMatchFileSnapshot(`../golden/completion/pendulum.${shell}`);
});

test('another shell is a question of usage', async () => {
  const { code, stderr } = await command(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toContain('bash, zsh, fish, powershell');
});

test('every format that is offered for a report is one', async () => {
  const names = await offered('score', '-f', '');
  expect(names).toContain('json');
  expect(names.filter((name) => !formats.has(name))).toEqual([]);
});

describe('a real bash', () => {
  /** What bash would offer after a line, as its own parts of words. */
  function reply(line: readonly string[], before = ''): { words: string[]; folder: string } {
    const folder = folderWith({ 'answers/r01.yaml': '' });
    const pendulum = join(folder, 'pendulum');
    writeFileSync(pendulum, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(pendulum, 0o755);
    const script = `
      set -eu
      PATH="$PWD:$PATH"
      pendulum completion bash > script
      bash -n script
      source script
      source script
      ${before}
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _pendulum pendulum "\${COMP_WORDS[COMP_CWORD]}" x
      printf '%s\\n' \${COMPREPLY[@]+"\${COMPREPLY[@]}"}`;
    const ran = spawnSync('bash', ['--norc', '-c', script, 'bash', ...line], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    return { words: ran.stdout.split('\n').filter((word) => word !== ''), folder };
  }

  test.each([
    ['a command', ['pendulum', 'sc'], ['score', 'scorecards']],
    ['the value of an option', ['pendulum', 'score', '-f', 'ju'], ['junit']],
    ['a value behind "="', ['pendulum', 'score', '--color', '=', 'n'], ['never']],
    ['no value behind "="', ['pendulum', 'score', '--color', '='], ['auto', 'always', 'never']],
    ['a path behind "=", which is left to bash', ['pendulum', 'score', '-f', 'json', '=', 'r'], []],
    ['a word in the middle of the line', ['pendulum', 'ask', 'quick'], ['quick-scan']],
    ['a file, which is left to bash', ['pendulum', 'score', 'ans'], []],
  ])('completes %s', (_, line, expected) => {
    expect(reply(line).words).toEqual(expected);
  });

  test('leaves files to itself where nothing is offered', () => {
    const { words } = reply(['pendulum', ''], 'complete -p pendulum');
    expect(words.join(' ')).toContain('complete -o default -F _pendulum pendulum');
  });

  test('runs nothing of what was typed', () => {
    const line = ['pendulum', 'score', '$(touch pwned)', '`touch pwned`', '; touch pwned', '"', ''];
    const { words, folder } = reply(line);
    expect(words).toEqual([]);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});
