import { problem } from '../problem.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { exitCode, Stop, type World } from './world.ts';

/** Says what to do first; a first word that is no command is answered with the nearest one. */
export function firstWords(
  args: readonly string[],
  commands: readonly string[],
  steps: string,
  world: World,
): void {
  const [word] = args;
  if (word === undefined) {
    world.stdout.write(`${steps}\nAll commands: pendulum --help\n`);
    return;
  }
  const guess = nearest(word, commands);
  throw new Stop(exitCode.usage, [
    problem('UNKNOWN_REF', null, 'command', visible(word), guess, commands),
  ]);
}
