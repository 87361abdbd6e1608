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

/** Opens a file beside its place; it is put there with the others, or not at all. */
export type Open = (target: Target) => AtomicFile;

/**
 * Writes files that belong together: all are put in place when `run` is done, or none. A signal that
 * asks the process to end leaves nothing behind either; it stops with its code once `run` has ended,
 * for which `run` is given an `AbortSignal`.
 */
export async function together<T>(
  run: (open: Open, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const watch = watchSignals(() => undefined);
  const files: AtomicFile[] = [];
  const open: Open = ({ path, name }) => {
    const file = openAtomic(path, name);
    files.push(file);
    return file;
  };
  try {
    const value = await run(open, watch.signal);
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

/**
 * The same of files that are known beforehand.
 * @param run gets a file for each target, in their order
 */
export const writeTogether = <T>(
  targets: readonly Target[],
  run: (files: readonly AtomicFile[], signal: AbortSignal) => Promise<T>,
): Promise<T> => together((open, signal) => run(targets.map(open), signal));
