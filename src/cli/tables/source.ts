import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { problem } from '../../problem.ts';
import { beginningBytes } from '../../tables/header.ts';
import { ioStop, step, writeFully } from '../io.ts';
import { usage } from '../usage.ts';
import { exitCode, Stop, type World } from '../world.ts';
import { bytesOfPipe } from './pipe.ts';

const chunkBytes = 256 * 1024;

/** A table as bytes, which can be read more than once unless it is a pipe that was not kept. */
export interface Source {
  /** How messages call it. */
  readonly name: string;
  /** Bytes in all, as they lie there; null when nobody knows. */
  readonly size: number | null;
  /** How many of them have been read. */
  readonly read: () => number;
  /** Its bytes, unpacked; a chunk is good until the next, and the first is long enough to tell what they are. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
  readonly close: () => void;
}

type Chunks = AsyncIterable<Uint8Array>;

/** The bytes of an open file from its beginning on. */
async function* bytesOf(descriptor: number, name: string, seen: (count: number) => void): Chunks {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  for (let at = 0; ;) {
    const count = step('read', name, () => fs.readSync(descriptor, buffer, 0, chunkBytes, at));
    if (count === 0) return;
    at += count;
    seen(at);
    yield buffer.subarray(0, count);
  }
}

/** The same bytes, the first chunk being as long as it takes to tell what they are. */
async function* headed(chunks: Chunks): Chunks {
  let head: Uint8Array[] | null = [];
  let length = 0;
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head.push(Buffer.from(chunk));
    length += chunk.length;
    if (length < beginningBytes) continue;
    yield Buffer.concat(head);
    head = null;
  }
  if (length > 0 && head !== null) yield Buffer.concat(head);
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A chunk is read over by the next, and gunzip may not be done with it by then. */
async function* copies(chunks: Chunks): Chunks {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

/** Unpacks what was packed by gzip; damage is a problem with the table. */
async function* gunzipped(packed: Chunks, name: string): Chunks {
  const gunzip = createGunzip({ chunkSize: chunkBytes / 4 });
  // What fails is told to who reads; whoever reads no further ends all of it.
  pipeline(Readable.from(copies(packed)), gunzip, () => undefined);
  try {
    yield* gunzip as Chunks;
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(exitCode.invalid, [problem('TABLE_BROKEN', null, name, 'it does not unpack')]);
  }
}

/** Bytes as they are meant: unpacked if they are packed. */
async function* unpacked(chunks: Chunks, name: string): Chunks {
  const all = headed(chunks)[Symbol.asyncIterator]();
  const first = await all.next();
  if (first.done === true) return;
  const again = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => all };
  };
  yield* isGzip(first.value) ? headed(gunzipped(again(), name)) : again();
}

/** A file that is open. */
function opened(descriptor: number, name: string): Source {
  const { size } = step('read', name, () => fs.fstatSync(descriptor));
  let position = 0;
  const seen = (at: number) => {
    position = at;
  };
  return {
    name,
    size,
    read: () => position,
    chunks: () => unpacked(bytesOf(descriptor, name, seen), name),
    close: () => fs.closeSync(descriptor),
  };
}

/** A file that has no name any more, so that nothing is left whatever happens. */
function unnamed(): number {
  const folder = step('create a folder in', tmpdir(), () =>
    fs.mkdtempSync(join(tmpdir(), 'pendulum-')),
  );
  try {
    return step('create a file in', tmpdir(), () =>
      fs.openSync(join(folder, 'table'), 'wx+', 0o600),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A pipe that is read once, as it comes. */
const flowing = (pipe: Chunks, name: string): Source => ({
  name,
  size: null,
  read: () => 0,
  chunks: () => unpacked(pipe, name),
  close: () => undefined,
});

/** A pipe that is kept while it is read for the first time, to be read again. */
function kept(pipe: Chunks, name: string): Source {
  const descriptor = unnamed();
  let isFirst = true;
  async function* keeping(): Chunks {
    for await (const chunk of pipe) {
      step('keep a copy in', tmpdir(), () => writeFully(descriptor, chunk));
      yield chunk;
    }
  }
  const raw = (): Chunks => {
    if (!isFirst) return bytesOf(descriptor, name, () => undefined);
    isFirst = false;
    return keeping();
  };
  return {
    ...flowing(pipe, name),
    chunks: () => unpacked(raw(), name),
    close: () => fs.closeSync(descriptor),
  };
}

/** What is piped in; a signal ends the waiting for it. */
async function* bytesOfStdin({ stdin }: World, signal: AbortSignal | null): Chunks {
  const stop = () => stdin.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stdin) yield chunk as Uint8Array;
  } catch (error) {
    throw ioStop('read', '-', error);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** What is taken for a pipe: stdin or a named one; null for a file. */
function pipeAt(
  path: string,
  name: string,
  signal: AbortSignal | null,
  world: World,
): Chunks | null {
  if (path === '-') {
    if (world.stdin.isTTY === true) {
      throw usage('nothing is piped in', 'pipe a table, or name a file');
    }
    return bytesOfStdin(world, signal);
  }
  const found = step('read', name, () => fs.statSync(path));
  if (found.isDirectory()) throw ioStop('read', name, { code: 'EISDIR' });
  if (found.isFIFO()) return bytesOfPipe(path, name, signal);
  if (!found.isFile()) throw ioStop('read', name, { code: 'EFTYPE' });
  return null;
}

/**
 * Opens a table: a file, a named pipe, or `-` for stdin.
 * @param twice whether it has to be readable more than once
 * @param signal ends the waiting for a pipe
 */
export function openSource(
  path: string,
  name: string,
  twice: boolean,
  signal: AbortSignal | null,
  world: World,
): Source {
  const pipe = pipeAt(path, name, signal, world);
  if (pipe !== null) return twice ? kept(pipe, name) : flowing(pipe, name);
  return opened(
    step('read', name, () => fs.openSync(path, 'r')),
    name,
  );
}
