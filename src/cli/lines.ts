import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The lines a person types; those typed ahead wait for their turn. */
export interface Lines {
  /** The next line, or null when none will come: Ctrl-D, a signal, a vanished terminal. */
  readonly next: () => Promise<string | null>;
  readonly close: () => void;
}

/** Takes lines as the terminal itself lets them be edited: it stays in the mode it is in. */
export function readLines(input: Readable, signal: AbortSignal): Lines {
  const reader = createInterface({ input, terminal: false, signal });
  const lines = reader[Symbol.asyncIterator]();
  const next = async () => {
    try {
      const { done, value } = await lines.next();
      return done === true || signal.aborted ? null : value;
    } catch {
      return null;
    }
  };
  return { next, close: () => reader.close() };
}
