import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { ioStop, step, writeFully } from './io.ts';
import { exitCode, Stop } from './world.ts';

/** Who holds a lock. A process id means something only on its machine and until it restarts. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly boot: string;
}

function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

const self = (): Holder => ({ pid: process.pid, host: hostname(), boot: bootId() });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What a lock says; it is a symbolic link where the file system has those, else a file. */
function textOf(path: string): string {
  try {
    return fs.readlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
    return fs.readFileSync(path, 'utf8');
  }
}

/** The holder a lock names, or null when it is gone or says nothing. */
function holderOf(path: string): Holder | null {
  try {
    const { pid, host, boot } = JSON.parse(textOf(path)) as Holder;
    const isWhole = Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string';
    return isWhole ? { pid, host, boot } : null;
  } catch {
    return null;
  }
}

/** A lock of a dead process or of a machine that was restarted since. Another machine's never is. */
function isStale(path: string): boolean {
  const holder = holderOf(path);
  const here = self();
  if (holder === null || holder.host !== here.host) return false;
  return holder.boot !== here.boot || holder.pid === here.pid || !isAlive(holder.pid);
}

const withoutLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'UNKNOWN']);

function createFile(path: string, text: string): void {
  const descriptor = fs.openSync(path, 'wx', 0o600);
  try {
    writeFully(descriptor, Buffer.from(text));
  } finally {
    fs.closeSync(descriptor);
  }
}

/** A link comes into being with its text in one step, so no crash leaves a lock without a holder. */
function create(path: string, text: string): void {
  try {
    fs.symlinkSync(text, path);
  } catch (error) {
    if (!withoutLinks.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    createFile(path, text);
  }
}

function tryCreate(path: string): boolean {
  try {
    create(path, JSON.stringify(self()));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw ioStop('lock the session with', path, error);
  }
}

/**
 * Takes over a stale lock. A second lock guards this: without it two processes that both saw the
 * stale one could each remove what the other had just created.
 */
function takeOver(path: string): boolean {
  const guard = `${path}.takeover`;
  if (isStale(guard)) fs.rmSync(guard, { force: true });
  if (!tryCreate(guard)) return false;
  try {
    if (!isStale(path)) return false;
    step('take over', path, () => fs.rmSync(path, { force: true }));
    return tryCreate(path);
  } finally {
    fs.rmSync(guard, { force: true });
  }
}

function described(path: string): string {
  const holder = holderOf(path);
  return holder === null ? visible(path) : `process ${holder.pid} on ${visible(holder.host)}`;
}

/** Locks a path against every other process, or stops with LOCKED. Returns what unlocks it. */
export function lock(path: string): () => void {
  const isOurs = tryCreate(path) || (isStale(path) && takeOver(path));
  if (!isOurs) throw new Stop(exitCode.locked, [problem('LOCKED', null, described(path))]);
  return () => fs.rmSync(path, { force: true });
}
