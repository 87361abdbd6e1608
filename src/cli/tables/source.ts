import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { problem } from '../../problem.ts';
import { ioStop, step, writeFully } from '../io.ts';
import { usage } from '../usage.ts';
import { exitCode, Stop, type World } from '../world.ts';

const chunkBytes = 1024 * 1024;

/** A table as bytes, which can be read more than once unless it is a pipe that was not kept. */
export interface Source {
  /** How messages call it. */
  readonly name: string;
  /** Bytes in all, as they lie there; null when nobody knows. */
  readonly size: number | null;
  /** How many of them have been read. */
  readonly read: () => number;
  /** Its bytes, unpacked; a chunk is good until the next. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
  readonly close: () => void;
}

/** The bytes of an open file from its beginning on. */
function* bytesOf(
  descriptor: number,
  name: string,
  seen: (count: number) => void,
): Iterable<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  for (let at = 0; ;) {
    const count = step('read', name, () => fs.readSync(descriptor, buffer, 0, chunkBytes, at));
    if (count === 0) return;
    at += count;
    seen(at);
    yield buffer.subarray(0, count);
  }
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Unpacks what was packed by gzip; damage is a problem with the table. */
async function* unpacked(packed: Iterable<Buffer>, name: string): AsyncIterable<Uint8Array> {
  // A chunk is read over by the next, and gunzip may not be done with it by then.
  function* copies() {
    for (const chunk of packed) yield Buffer.from(chunk);
  }
  const stream = Readable.from(copies()).pipe(createGunzip({ chunkSize: chunkBytes / 4 }));
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(exitCode.invalid, [problem('TABLE_BROKEN', null, name, 'it does not unpack')]);
  }
}

/** A file that is open. */
function opened(descriptor: number, name: string): Source {
  const { size } = step('read', name, () => fs.fstatSync(descriptor));
  let position = 0;
  const head = Buffer.alloc(2);
  const count = step('read', name, () => fs.readSync(descriptor, head, 0, 2, 0));
  const bytes = () =>
    bytesOf(descriptor, name, (at) => {
      position = at;
    });
  return {
    name,
    size,
    read: () => position,
    async *chunks() {
      if (count === 2 && isGzip(head)) yield* unpacked(bytes(), name);
      else yield* bytes();
    },
    close: () => fs.closeSync(descriptor),
  };
}

/** Keeps a pipe in a file that has no name any more, so that nothing is left whatever happens. */
async function kept(pipe: AsyncIterable<Uint8Array>, name: string): Promise<Source> {
  const folder = step('create a folder in', tmpdir(), () =>
    fs.mkdtempSync(join(tmpdir(), 'pendulum-')),
  );
  const path = join(folder, 'table');
  const descriptor = step('create a file in', tmpdir(), () => fs.openSync(path, 'wx+', 0o600));
  step('write', name, () => fs.rmSync(folder, { recursive: true }));
  for await (const chunk of pipe) step('keep', name, () => writeFully(descriptor, chunk));
  return opened(descriptor, name);
}

/** A pipe that is read once, as it comes. */
function flowing(pipe: AsyncIterable<Uint8Array>, name: string): Source {
  return {
    name,
    size: null,
    read: () => 0,
    async *chunks() {
      const chunks = pipe[Symbol.asyncIterator]();
      const first = await chunks.next();
      if (first.done === true) return;
      const all = async function* () {
        yield first.value;
        for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
          yield next.value;
        }
      };
      if (!isGzip(first.value)) return yield* all();
      const stream = Readable.from(all()).pipe(createGunzip());
      try {
        yield* stream as AsyncIterable<Uint8Array>;
      } catch {
        throw new Stop(exitCode.invalid, [
          problem('TABLE_BROKEN', null, name, 'it does not unpack'),
        ]);
      }
    },
    close: () => undefined,
  };
}

/**
 * Opens a table: a file, a named pipe, or `-` for stdin.
 * @param twice whether it has to be readable more than once
 */
export async function openSource(
  path: string,
  name: string,
  twice: boolean,
  world: World,
): Promise<Source> {
  if (path === '-') {
    if (world.stdin.isTTY === true)
      throw usage('nothing is piped in', 'pipe a table, or name a file');
    return twice ? kept(world.stdin, name) : flowing(world.stdin, name);
  }
  const found = step('read', name, () => fs.statSync(path));
  if (found.isDirectory()) throw ioStop('read', name, { code: 'EISDIR' });
  if (found.isFIFO()) {
    const pipe = fs.createReadStream(path) as AsyncIterable<Uint8Array>;
    return twice ? kept(pipe, name) : flowing(pipe, name);
  }
  if (!found.isFile()) throw ioStop('read', name, { code: 'EFTYPE' });
  return opened(
    step('read', name, () => fs.openSync(path, 'r')),
    name,
  );
}
