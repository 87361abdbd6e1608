import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { isAlive } from './alive.ts';
import { ioStop, writeFully } from './io.ts';
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

/** What we write into a lock; no two locks ever say the same. */
const ownText = () => JSON.stringify({ ...self(), id: randomBytes(4).toString('hex') });

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** What a lock says, null when it is gone; a symbolic link where there are those, else a file. */
function textOf(path: string): string | null {
  try {
    return fs.readlinkSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (codeOf(error) !== 'EINVAL') throw error;
  }
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The holder a lock names, or null when it says nothing of the kind. */
function holderOf(text: string): Holder | null {
  try {
    const { pid, host, boot } = JSON.parse(text) as Holder;
    const isWhole = Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string';
    return isWhole ? { pid, host, boot } : null;
  } catch {
    return null;
  }
}

/** A lock whose holder cannot be looked at from here, if there is one at all. */
const isElsewhere = (text: string) => holderOf(text)?.host !== hostname();

/** A lock of a dead process or of a machine that was restarted since. Another machine's never is. */
function isStale(text: string): boolean {
  const holder = holderOf(text);
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
    if (!withoutLinks.has(codeOf(error))) throw error;
    createFile(path, text);
  }
}

function tryCreate(path: string, text: string): boolean {
  try {
    create(path, text);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Who may take the place of a lock creates the one that is named after what it says. */
const successor = (path: string, text: string) =>
  `${path}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

/**
 * Creates the lock, or takes the place of one that may be taken. Nobody removes a lock that another
 * may have just created: of all who find the same one stale, a single one can create its successor,
 * and if the lock is then still the one that was found, the successor is put in its place. Who is
 * killed in between leaves a stale successor, and that has a successor of its own.
 */
function claim(path: string, own: string, isFree: (text: string) => boolean): boolean {
  const found: string[] = [];
  const at: string[] = [path];
  while (!tryCreate(at.at(-1)!, own)) {
    const text = textOf(at.at(-1)!);
    if (text === null) return claim(path, own, isFree);
    if (!isFree(text)) return false;
    found.push(text);
    at.push(successor(path, text));
  }
  if (found.length === 0) return true;
  const last = at.pop()!;
  if (textOf(path) !== found[0]) {
    fs.rmSync(last, { force: true });
    return claim(path, own, isFree);
  }
  fs.renameSync(last, path);
  for (const left of at.slice(1)) fs.rmSync(left, { force: true });
  return true;
}

/** Who has it and since when, by the lock itself. */
function refusal(path: string): Stop {
  const text = textOf(path) ?? '';
  const holder = holderOf(text);
  const who = holder === null ? visible(path) : `process ${holder.pid} on ${visible(holder.host)}`;
  const since = fs.lstatSync(path, { throwIfNoEntry: false })?.mtime.toISOString().slice(0, 19);
  const by = since === undefined ? who : `${who}, since ${since.replace('T', ' ')} UTC`;
  return new Stop(exitCode.locked, [problem('LOCKED', null, by, isElsewhere(text))]);
}

/** A lock that cannot be removed is stale once we are gone. */
function unlock(path: string, own: string): void {
  try {
    if (textOf(path) === own) fs.rmSync(path, { force: true });
  } catch {
    // Such as a folder that was made read-only meanwhile.
  }
}

const withoutLocks = new Set(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL']);

/**
 * Locks a path against every other process, or stops with LOCKED. A lock whose holder is gone is
 * taken over; with `steal` also one of another machine. Returns what unlocks it, or null where the
 * file system has no locks.
 */
export function lock(path: string, steal: boolean): (() => void) | null {
  const own = ownText();
  const isFree = (text: string) => isStale(text) || (steal && isElsewhere(text));
  try {
    if (!claim(path, own, isFree)) throw refusal(path);
  } catch (error) {
    if (error instanceof Stop) throw error;
    if (withoutLocks.has(codeOf(error))) return null;
    throw ioStop('lock the session with', path, error);
  }
  return () => unlock(path, own);
}
