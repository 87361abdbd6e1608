import { CommanderError } from 'commander';
import type { SignalCode } from './signals.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

/** Says why a command ended early, and returns what the process must end with. */
export async function failure(
  error: unknown,
  world: World,
  json: boolean,
): Promise<ExitCode | SignalCode> {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
  const { renderProblems } = await import('./problems.ts');
  if (error instanceof Stop) {
    world.stderr.write(renderProblems(error.problems, json));
    return error.exitCode;
  }
  const { problem } = await import('../problem.ts');
  if (error instanceof CommanderError) {
    const [said = '', ...more] = error.message.replace(/^error: /, '').split('\n');
    const guess = more.map((line) => line.replace(/[()]/g, ''));
    const hint = [...guess, 'run with --help for usage'].join(' ');
    world.stderr.write(renderProblems([problem('USAGE', null, said, hint)], json));
    return exitCode.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  world.stderr.write(renderProblems([problem('INTERNAL', null, message)], json));
  if (world.env['PENDULUM_DEBUG'] === '1' && error instanceof Error) {
    world.stderr.write(`${error.stack}\n`);
  }
  return exitCode.bug;
}
