import { CommanderError } from 'commander';
import type { SignalCode } from './signals.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

type Ended = ExitCode | SignalCode;

/** Where not even the messages can be loaded, as with too few open files, one line says so. */
async function orPlainly(said: Promise<Ended>, { stderr }: World): Promise<Ended> {
  try {
    return await said;
  } catch (error) {
    const { errno, message } = error as NodeJS.ErrnoException;
    const [reason] = message.split(',');
    const isOfSystem = errno !== undefined;
    const code = isOfSystem ? 'IO' : 'INTERNAL';
    stderr.write(`error ${code}: cannot go on: ${reason}\n`);
    return isOfSystem ? exitCode.io : exitCode.bug;
  }
}

/** Says why a command ended early, and returns what the process must end with. */
export const failure = (error: unknown, world: World, json: boolean): Promise<Ended> =>
  orPlainly(tell(error, world, json), world);

/** The same when stdout takes no more. */
export const outputFailure = (error: unknown, world: World, json: boolean): Promise<Ended> =>
  orPlainly(
    import('./io.ts').then(({ ioStop }) => tell(ioStop('write', null, error), world, json)),
    world,
  );

async function tell(error: unknown, world: World, json: boolean): Promise<Ended> {
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
