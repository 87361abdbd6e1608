import { expect, test } from 'vitest';
import { problem } from '../../src/problem.ts';
import { failure } from '../../src/cli/failure.ts';
import { Stop, type World } from '../../src/cli/world.ts';
import { command, folderWith } from './command.ts';

function worldWith(env: World['env'] = {}) {
  const written: string[] = [];
  const stderr = { write: (text: string) => written.push(text) } as unknown as World['stderr'];
  return { world: { stderr, env } as World, written };
}

test('a bug ends with 70 and shows no stack', async () => {
  const { world, written } = worldWith();
  expect(await failure(new Error('boom'), world, false)).toBe(70);
  expect(written.join('')).toContain('error INTERNAL: this is a bug in pendulum: boom');
  expect(written.join('')).not.toContain('    at ');
});

test('PENDULUM_DEBUG=1 shows the stack', async () => {
  const { world, written } = worldWith({ PENDULUM_DEBUG: '1' });
  await failure(new Error('boom'), world, false);
  expect(written.join('')).toContain('    at ');
});

test('a stop prints all its problems and ends with its code', async () => {
  const { world, written } = worldWith();
  const stop = new Stop(5, [
    problem('LOCKED', null, 'pid 1', false),
    problem('NO_SCORECARD', null),
  ]);
  expect(await failure(stop, world, false)).toBe(5);
  expect(written.join('')).toContain('LOCKED');
  expect(written.join('')).toContain('NO_SCORECARD');
});

test.each([
  [['--version'], 0],
  [['--help'], 0],
  [['score', '--help'], 0],
  [[], 0],
  [['scorecards'], 0],
  [['scorecards', 'quick-scan'], 0],
  [['template', 'quick-scan'], 0],
  [['scroe'], 2],
  [['score'], 2],
  [['score', 'x', '--nope'], 2],
  [['score', 'x', '--min-group', '2'], 2],
  [['score', 'x', '--color', 'purple'], 2],
  [['check'], 2],
  [['check', './none.yaml'], 4],
])('%j ends with %d', async (args, code) => {
  expect((await command(args, { cwd: folderWith({}) })).code).toBe(code);
});

test('a mistyped command is answered with the nearest one, on stderr', async () => {
  const ran = await command(['scroe', 'x']);
  expect(ran.stderr).toContain('score');
  expect(ran.stdout).toBe('');
});

test('without a command there are ten lines on what to do first', async () => {
  const { stdout } = await command([]);
  expect(stdout.trim().split('\n').length).toBeLessThanOrEqual(10);
  expect(stdout).toContain('pendulum ask quick-scan');
});

test('what template writes can be filled in and scored', async () => {
  const { stdout } = await command(['template', 'quick-scan']);
  const filled = stdout.replace(/^ {2}([a-z-]+):$/gm, '  $1: 3');
  const cwd = folderWith({ 'r01.yaml': filled });
  const ran = await command(['score', 'r01.yaml', '-f', 'json'], { cwd });
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
});
