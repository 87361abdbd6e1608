import { setImmediate as turn } from 'node:timers/promises';
import { commitAll, openAtomic, type AtomicFile } from './io.ts';
import { watchSignals } from './signals.ts';
import { Stop } from './world.ts';

/** A file to be written, and what messages call it. */
export interface Target {
  readonly path: string;
  readonly name: string;
}

/** A signal that came while nobody listened is heard after one turn or two. */
async function turns(): Promise<void> {
  await turn();
  await turn();
}

/**
 * Writes files that belong together: all are put in place when `run` is done, or none. A signal that
 * asks the process to end leaves nothing behind either; it stops with its code once `run` has ended,
 * for which `run` is given an `AbortSignal`.
 * @param run gets a file for each target, in their order
 */
export async function writeTogether<T>(
  targets: readonly Target[],
  run: (files: readonly AtomicFile[], signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const watch = watchSignals(() => undefined);
  const files: AtomicFile[] = [];
  try {
    for (const { path, name } of targets) files.push(openAtomic(path, name));
    const value = await run(files, watch.signal);
    await turns();
    watch.signal.throwIfAborted();
    commitAll(files);
    return value;
  } catch (error) {
    const code = watch.caught();
    throw code === null ? error : new Stop(code, []);
  } finally {
    for (const file of files) file.abandon();
    watch.stop();
  }
}
