import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { isStill } from '../../src/cli/animate.ts';
import { isLineByLine, lookOf } from '../../src/cli/terminal.ts';

const utf8 = { TERM: 'xterm-256color', LANG: 'C.UTF-8' };

test.each([
  ['asked for', { plain: true }, utf8, 80, true],
  ['a terminal that can be drawn on', {}, utf8, 80, false],
  ['the narrowest of them', {}, utf8, 40, false],
  ['too narrow', {}, utf8, 39, true],
  ['one that does not tell its size', {}, utf8, 0, false],
  ['a dumb one', {}, { ...utf8, TERM: 'dumb' }, 80, true],
  ['one without a name', {}, { ...utf8, TERM: '' }, 80, true],
  ['none is named', {}, { LANG: 'C.UTF-8' }, 80, true],
])('line by line: %s', (_, options, env, columns, isLines) => {
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns });
  const world = { stdin: stderr, stdout: stderr, stderr, env, cwd: '/' };
  expect(isLineByLine(world, options)).toBe(isLines);
});

test('a picture moves only where it can be drawn over', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true });
  const still = (env: Readonly<Record<string, string>>) => isStill(stream, env, false);
  expect([utf8, { TERM: 'dumb' }, {}].map(still)).toEqual([false, true, true]);
});

test.each([
  ['unset', {}, 3],
  ['empty', { NO_COLOR: '' }, 3],
  ['set', { NO_COLOR: '1' }, 0],
])('NO_COLOR %s', (_, given, level) => {
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    getColorDepth: (said: object) => WriteStream.prototype.getColorDepth(said),
  });
  const env = { TERM: 'xterm-256color', COLORTERM: 'truecolor', ...given };
  expect(lookOf(stream, env, {}).colorLevel).toBe(level);
});
