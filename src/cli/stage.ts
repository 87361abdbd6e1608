import type { AskCode } from './errand.ts';
import type { Ground, Stage } from './ground.ts';
import { readLines } from './lines.ts';
import { linePrompts, NoMoreLines } from './plain.ts';
import { Screen } from './screen.ts';
import { stockPrompts, type Asker } from './setup.ts';
import { watchSignals } from './signals.ts';
import { lookOf } from './terminal.ts';
import type { World } from './world.ts';

const interrupts = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'];

/** Whether an error is somebody who leaves a prompt, by a key or by a signal. */
export const isInterrupt = (error: unknown) =>
  error instanceof NoMoreLines || (error instanceof Error && interrupts.includes(error.name));

/**
 * Puts a screen, prompts and a watch over signals around a conversation, and puts the terminal back
 * as it was however that ends: 130, 143 or 129 when a prompt was left by a signal.
 */
export async function onStage(
  ground: Ground,
  isLineByLine: boolean,
  world: World,
  converse: (stage: Stage) => Promise<AskCode>,
): Promise<AskCode> {
  const screen = new Screen(world);
  const watch = watchSignals(() => screen.probe());
  const leave = () => screen.leave();
  process.once('exit', leave);
  // Stays: a terminal that vanishes can still report that after we are done.
  world.stdin.on('error', () => watch.raise(129));
  const look = lookOf(world.stderr, world.env, ground.options);
  const lines = isLineByLine ? readLines(world.stdin, watch.signal) : null;
  let asker: Promise<Asker> | null = null;
  const once = () =>
    (asker ??=
      lines === null
        ? stockPrompts(world, ground.words, screen, watch.signal, look.unicode)
        : Promise.resolve(linePrompts({ lines, screen }, ground.words)));
  try {
    return await converse({ ...ground, screen, watch, lines, asker: once });
  } catch (error) {
    if (isInterrupt(error)) return watch.caught() ?? 130;
    throw error;
  } finally {
    lines?.close();
    watch.stop();
    process.off('exit', leave);
  }
}
