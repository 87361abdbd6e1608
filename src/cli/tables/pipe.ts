import * as fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ioStop, step } from '../io.ts';

const chunkBytes = 65_536;

/** Milliseconds between two looks at an empty pipe, more the longer it stays so. */
const longestPause = 20;

/** What shells give in place of a file, whose writer is there before we are. */
const inherited = /^\/(?:dev|proc\/self)\/fd\/\d+$/;

/** How many bytes came; 0 where nobody writes, null where nothing has been written yet. */
function readSome(descriptor: number, buffer: Buffer, name: string): number | null {
  try {
    return fs.readSync(descriptor, buffer, 0, chunkBytes, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw ioStop('read', name, error);
  }
}

/**
 * The bytes of a named pipe, from when somebody writes to it until nobody does any more. It is never
 * waited for inside the system, where no signal could end us.
 */
export async function* bytesOfPipe(
  path: string,
  name: string,
  signal: AbortSignal | null,
): AsyncIterable<Uint8Array> {
  const flags = fs.constants.O_RDONLY | fs.constants.O_NONBLOCK;
  const descriptor = step('read', name, () => fs.openSync(path, flags));
  try {
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    let isWritten = inherited.test(path);
    for (let wait = 1; ; wait = Math.min(wait + 1, longestPause)) {
      signal?.throwIfAborted();
      const count = readSome(descriptor, buffer, name);
      if (count === 0 && isWritten) return;
      isWritten ||= count !== 0;
      if (count === null || count === 0) {
        await pause(wait);
        continue;
      }
      wait = 0;
      yield buffer.subarray(0, count);
    }
  } finally {
    fs.closeSync(descriptor);
  }
}
