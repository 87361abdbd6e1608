import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { constants, hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { problem, type Outcome } from '../problem.ts';
import { decode, maxBytes, type Source } from '../source/source.ts';
import { visible } from '../text/visible.ts';
import { isAlive } from './alive.ts';
import { exitCode, Stop } from './world.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EMFILE: 'too many open files',
  EFBIG: 'the file would become too large',
  ELOOP: 'the symbolic links form a loop',
  EFTYPE: 'it is a device, a pipe or a socket',
  ESTALE: 'another process has changed it',
  ENAMETOOLONG: 'the name is too long',
};

/** The name of an error; Node knows a few, such as that of a full quota, by their number alone. */
function nameOf({ code, errno }: NodeJS.ErrnoException): string {
  const known = Object.entries(constants.errno).find(([, number]) => number === -(errno ?? 0));
  return (code === 'UNKNOWN' ? known?.[0] : code) ?? 'unknown error';
}

/**
 * Turns an error of the file system into one that ends the command with exit code 4.
 * @param path null is stdout
 */
export function ioStop(step: string, path: string | null, error: unknown): Stop {
  const code = nameOf(error as NodeJS.ErrnoException);
  const shown = path === null ? null : visible(path);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Stop(exitCode.io, [problem('NO_SPACE', null, shown)]);
  }
  const tried = `${step} ${shown ?? 'the output'}`;
  return new Stop(exitCode.io, [problem('IO', null, tried, reasons[code] ?? code)]);
}

/** Runs one step on a path; what fails names the step. */
export function step<T>(name: string, path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw ioStop(name, path, error);
  }
}

/** Reads one file of several: that it cannot be read is a problem among those of the others. */
export function amongOthers<T>(read: () => Outcome<T>): Outcome<T> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Stop) || error.exitCode !== exitCode.io) throw error;
    return { value: null, problems: error.problems };
  }
}

/** At most `limit` bytes; `expected` is only where to start, for sizes can be wrong and change. */
function readUpTo(descriptor: number, limit: number, expected: number): Uint8Array {
  let buffer = Buffer.alloc(Math.min(limit, expected + 1));
  let filled = 0;
  for (;;) {
    const count = fs.readSync(descriptor, buffer, filled, buffer.length - filled, null);
    filled += count;
    if (count === 0 || filled === limit) return buffer.subarray(0, filled);
    if (filled < buffer.length) continue;
    const larger = Buffer.alloc(Math.min(limit, 2 * filled));
    buffer.copy(larger);
    buffer = larger;
  }
}

const tooLarge = (path: string, why: string): Outcome<Source> => ({
  value: null,
  problems: [
    problem('INPUT_TOO_LARGE', { file: path, line: 1, column: 1, excerpt: null, length: 1 }, why),
  ],
});

/** Why a file is refused unread, or null. */
function refusedFor(found: fs.Stats, limit: number): string | null {
  if (!found.isFile()) return 'this is not a regular file and may never end';
  return found.size > limit ? `the file has more than ${limit} bytes` : null;
}

/**
 * Reads a text file of at most `limit` bytes; messages call it `name`. Only regular files: a pipe or
 * device could go on for ever, so it is refused unread, without opening it and again should it have
 * taken a file's place.
 */
export function readSource(path: string, limit = maxBytes, name = path): Outcome<Source> {
  const found = step('read', name, () => fs.statSync(path));
  if (found.isDirectory()) throw ioStop('read', name, { code: 'EISDIR' });
  const refused = refusedFor(found, limit);
  if (refused !== null) return tooLarge(name, refused);
  return step('read', name, () => {
    const descriptor = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    try {
      const opened = fs.fstatSync(descriptor);
      const swapped = refusedFor(opened, limit);
      if (swapped !== null) return tooLarge(name, swapped);
      return decode(name, readUpTo(descriptor, limit + 1, opened.size), limit);
    } finally {
      fs.closeSync(descriptor);
    }
  });
}

/** Writes all of a buffer: one call may write only a part of it without an error. */
export function writeFully(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    written += fs.writeSync(descriptor, bytes, written, bytes.length - written);
  }
}

/** What file systems answer that cannot be told to write now; all else is a failure. */
const withoutSync = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** Syncs; false where the file system cannot: then what is written survives us, but no power cut. */
export function synced(sync: () => void): boolean {
  try {
    sync();
    return true;
  } catch (error) {
    if (!withoutSync.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}

/** What systems answer that keep a folder's entries without being told. */
const withoutFolderSync = new Set(['EISDIR', 'EPERM', 'EACCES']);

/** Makes a folder's entries durable; false where the file system cannot. */
export function syncFolder(folder: string): boolean {
  try {
    const descriptor = fs.openSync(folder, fs.constants.O_RDONLY);
    try {
      return synced(() => fs.fsyncSync(descriptor));
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    if (!withoutFolderSync.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return true;
  }
}

const isFolder = (path: string) =>
  fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function createFolder(folder: string, mode: number): void {
  try {
    fs.mkdirSync(folder, mode);
  } catch (error) {
    // Somebody else may have been faster.
    if (!isFolder(folder)) throw error;
  }
}

/** Creates a folder and those above it, all of them durable; false when it was there. */
export function makeFolder(folder: string, mode = 0o777): boolean {
  if (step('read', folder, () => isFolder(folder))) return false;
  makeFolder(dirname(folder), mode);
  step('create the folder', folder, () => createFolder(folder, mode));
  step('make durable', folder, () => syncFolder(dirname(folder)));
  return true;
}

/** A file that is written completely or not at all. Whatever fails leaves nothing of it behind. */
export interface AtomicFile {
  /** Writes every byte beside the file's place. */
  readonly write: (bytes: Uint8Array) => void;
  /** Takes back what was written, to write something else instead. */
  readonly restart: () => void;
  /** Ends the writing: all of it is on the disk, and only the name is missing. */
  readonly complete: () => void;
  /** Puts it in its place; false where the file system could not be told to make it durable. */
  readonly commit: () => boolean;
  /** Leaves everything as it was; nothing after `commit`. */
  readonly abandon: () => void;
}

/**
 * Opens a file to be written completely or not at all: a new file beside it, every byte, fsync, a
 * look at the size, rename, fsync of the folder. The old file stays as it was until the rename, and
 * the new one has its permissions. Only a regular file is replaced.
 */
export function openAtomic(path: string, name = path, mode = 0o644): AtomicFile {
  checkWritable(path, name);
  clearStale(path);
  const temporary = `${beside(path)}${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
  let descriptor = step('create a file beside', name, () => fs.openSync(temporary, 'wx', mode));
  ours.add(temporary);
  let state: 'open' | 'complete' | 'over' = 'open';
  let size = 0;
  let isDurable = true;

  const end = () => {
    state = 'over';
    ours.delete(temporary);
  };
  const abandon = () => {
    if (state === 'over') return;
    if (state === 'open') closeQuietly(descriptor);
    end();
    fs.rmSync(temporary, { force: true });
  };
  const attempt = (what: string, run: () => void) => {
    try {
      step(what, name, run);
    } catch (error) {
      abandon();
      throw error;
    }
  };
  const write = (bytes: Uint8Array) => {
    // By now the descriptor may be another file's.
    if (state !== 'open') throw new Error(`${name} is written after its end`);
    attempt('write', () => writeFully(descriptor, bytes));
    size += bytes.length;
  };
  const restart = () => {
    attempt('write', () => {
      fs.closeSync(descriptor);
      // Until it is open again there is nothing to close.
      descriptor = -1;
      descriptor = fs.openSync(temporary, 'w');
    });
    size = 0;
  };
  const complete = () => {
    if (state === 'complete') return;
    if (state === 'over') throw new Error(`${name} is completed after its end`);
    attempt('write', () => {
      isDurable = checked(descriptor, size);
    });
    state = 'complete';
    attempt('write', () => fs.closeSync(descriptor));
    attempt('give its permissions to', () => keepMode(path, temporary));
  };
  const commit = () => {
    complete();
    attempt('put in place', () => fs.renameSync(temporary, path));
    end();
    return step('make durable', name, () => syncFolder(dirname(path))) && isDurable;
  };
  return { write, restart, complete, commit, abandon };
}

/**
 * Puts files that belong together in their places when all of them are complete: until then none is.
 * False where one could not be made durable.
 */
export function commitAll(files: readonly AtomicFile[]): boolean {
  try {
    for (const file of files) file.complete();
    return files.map((file) => file.commit()).every((isDurable) => isDurable);
  } finally {
    for (const file of files) file.abandon();
  }
}

/** Writes a file completely or not at all, as `openAtomic` does. */
export function writeAtomic(path: string, text: string, name = path, mode = 0o644): boolean {
  const file = openAtomic(path, name, mode);
  file.write(Buffer.from(text, 'utf8'));
  return file.commit();
}

/** Closes what is thrown away; the error that made it so is the one to be told. */
function closeQuietly(descriptor: number): void {
  try {
    fs.closeSync(descriptor);
  } catch {
    // It is closed all the same.
  }
}

/** The new files of this process: another one before it may have had its id. */
const ours = new Set<string>();

const isLeftOver = (path: string, pid: number): boolean =>
  pid === process.pid ? !ours.has(path) : !isAlive(pid);

/** What the names of new files beside a path begin with, on this machine. */
function beside(path: string): string {
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  return join(dirname(path), `.${basename(path).slice(0, 60)}.${machine}.`);
}

/** Removes what a process that is no more left beside a path. */
function clearStale(path: string): void {
  const start = beside(path);
  for (const name of namesIn(dirname(path))) {
    const found = join(dirname(path), name);
    const [, pid] = /^([1-9][0-9]*)\.[0-9a-f]{12}\.tmp$/.exec(found.slice(start.length)) ?? [];
    if (!found.startsWith(start) || pid === undefined || !isLeftOver(found, Number(pid))) continue;
    removeQuietly(found);
  }
}

function removeQuietly(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // It is in nobody's way.
  }
}

/** Nothing where a folder may be written and not read. */
function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Stops where there can be no such file: its folder is missing, or something else is in its place. A
 * rename over a device would take it away from everybody.
 */
export function checkWritable(path: string, name: string): void {
  const found = step('write', name, () => fs.statSync(path, { throwIfNoEntry: false }));
  if (found?.isFile() === false) {
    throw ioStop('write', name, { code: found.isDirectory() ? 'EISDIR' : 'EFTYPE' });
  }
  const folder = step('write', name, () => fs.statSync(dirname(path)));
  if (!folder.isDirectory()) throw ioStop('write', name, { code: 'ENOTDIR' });
}

function keepMode(path: string, temporary: string): void {
  const before = fs.statSync(path, { throwIfNoEntry: false });
  if (before !== undefined) fs.chmodSync(temporary, before.mode & 0o777);
}

/** Syncs and looks whether every byte is there; false where the file system cannot sync. */
function checked(descriptor: number, size: number): boolean {
  const isDurable = synced(() => fs.fsyncSync(descriptor));
  if (fs.fstatSync(descriptor).size !== size) {
    throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
  }
  return isDurable;
}
