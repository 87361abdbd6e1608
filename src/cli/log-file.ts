import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Decoded } from '../answers/journal.ts';
import { problem, type Problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { ioStop, makeFolder, step, synced, syncFolder, writeFully } from './io.ts';
import { lock } from './lock.ts';
import { slug } from './name.ts';
import { exitCode, Stop } from './world.ts';

/** The id alone: a new version of a scorecard must find the old log, to say so. */
const scorecardId = (scorecard: string) => scorecard.split('@')[0]!;

/**
 * The file of a log in a folder: words for people, then a digest of what makes it this one.
 * @param parts what it is about beside its scorecard; null where there is none
 */
export function logPath(
  folder: string,
  scorecard: string,
  parts: readonly (string | null)[],
  ending: string,
): string {
  const identity = JSON.stringify([scorecardId(scorecard), ...parts]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  const name = slug([scorecardId(scorecard), ...parts.map((part) => part ?? '')].join('-'));
  return join(folder, `${name}-${digest}.${ending}`);
}

/** More than any session can come to; a larger file is not one. */
const maxBytes = 64 * 1024 * 1024;

export function readBytes(path: string): Uint8Array | null {
  const found = step('read', path, () => fs.lstatSync(path, { throwIfNoEntry: false }));
  if (found === undefined) return null;
  if (!found.isFile() || found.size > maxBytes) throw ioStop('read', path, { code: 'no session' });
  return step('read', path, () => fs.readFileSync(path));
}

type Whole<H, E> = Extract<Decoded<H, E>, { kind: 'journal' }>;

/** A log that can be gone on with; a damaged or a later one stops with nothing changed. */
export function readable<H, E>(
  path: string,
  log: Decoded<H, E>,
  isSalvageable: boolean,
): Whole<H, E> {
  if (log.kind === 'journal') return log;
  const shown = visible(path);
  if (log.kind === 'corrupt') {
    const found = problem('JOURNAL_CORRUPT', null, shown, log.line, isSalvageable);
    throw new Stop(exitCode.incomplete, [found]);
  }
  const found = problem('JOURNAL_VERSION', null, shown, visible(log.version));
  throw new Stop(exitCode.invalid, [found]);
}

/** What a log is about, as far as every kind of log says it. */
interface About {
  readonly scorecard: string;
  readonly fingerprint: string;
}

/** Why a log cannot be gone on with: it was begun with something else. */
export function begunWith(path: string, what: string, before: string, after: string): Stop {
  const [was, is] = [visible(before), visible(after)];
  const found = problem('JOURNAL_OTHER', null, visible(path), what, was, is);
  return new Stop(exitCode.incomplete, [found]);
}

/** Refuses a scorecard whose scoring is not what the log was begun with. */
export function checkScorecard(path: string, begun: About, now: About): void {
  if (begun.fingerprint === now.fingerprint) return;
  const isSameName = begun.scorecard === now.scorecard;
  const after = isSameName ? 'what that scorecard has become' : now.scorecard;
  throw begunWith(path, 'the scorecard', begun.scorecard, after);
}

/** Cuts what stands behind the last complete line; it was never acknowledged. */
export function cutTorn(path: string, bytes: Uint8Array, length: number): Problem {
  const kept = `${path}.torn`;
  const tail = bytes.subarray(length);
  step('keep the torn end in', kept, () => fs.writeFileSync(kept, tail, { mode: 0o600 }));
  step('cut', path, () => fs.truncateSync(path, length));
  return problem('JOURNAL_TORN', null, tail.length, visible(kept));
}

/** What is worth saying, once however often it comes up. */
export function note(warnings: Problem[], found: Problem): void {
  if (!warnings.some(({ message }) => message === found.message)) warnings.push(found);
}

/** Notes that the file system of a path could not be told to make something durable. */
export function noteSync(warnings: Problem[], path: string, isSynced: boolean): void {
  if (!isSynced) note(warnings, problem('NOT_DURABLE', null, visible(dirname(path))));
}

/** Appends whole lines durably, and leaves no half line behind when that fails. */
function appender(
  path: string,
  descriptor: number,
  start: number,
  warnings: Problem[],
): (line: string) => void {
  let length = start;
  let isClean = true;
  const clean = () => {
    fs.ftruncateSync(descriptor, length);
    isClean = true;
  };
  const isAt = (size: number) => fs.fstatSync(descriptor).size === size;
  return (line) => {
    const bytes = Buffer.from(line, 'utf8');
    // Somebody took our lock and writes; what we wrote behind that could not be read again.
    if (isClean && !isAt(length)) throw ioStop('save the answer in', path, { code: 'ESTALE' });
    try {
      if (!isClean) clean();
      isClean = false;
      writeFully(descriptor, bytes);
      if (!isAt(length + bytes.length)) throw Object.assign(new Error(), { code: 'ENOSPC' });
      noteSync(
        warnings,
        path,
        synced(() => fs.fdatasyncSync(descriptor)),
      );
      length += bytes.length;
      isClean = true;
    } catch (error) {
      try {
        clean();
      } catch {
        // Tried again before the next line; until then the half line is a torn end.
      }
      throw ioStop('save the answer in', path, error);
    }
  };
}

/** A log's file, open for appending whole lines durably. */
export interface LogFile {
  readonly path: string;
  readonly append: (line: string) => void;
  readonly close: () => void;
}

/** What stands in the file of a log already: bytes of whole lines, the first of them its header. */
export interface Standing {
  readonly length: number;
}

/**
 * The file opened, created when it is new. What is in it cannot be lost after.
 * @param header its first line, written unless it stands there
 * @param before null when there is no file yet
 */
export function openLogFile(
  path: string,
  header: string,
  before: Standing | null,
  warnings: Problem[],
): LogFile {
  const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = fs.constants;
  const isNew = before === null;
  const flags = O_WRONLY | O_APPEND | (O_NOFOLLOW ?? 0) | (isNew ? O_CREAT | O_EXCL : 0);
  const descriptor = step('open the session', path, () => fs.openSync(path, flags, 0o600));
  const append = appender(path, descriptor, before?.length ?? 0, warnings);
  const sync = (run: () => boolean) => noteSync(warnings, path, step('make durable', path, run));
  try {
    if ((before?.length ?? 0) === 0) append(header);
    else sync(() => synced(() => fs.fdatasyncSync(descriptor)));
    sync(() => syncFolder(dirname(path)));
  } catch (error) {
    fs.closeSync(descriptor);
    throw error;
  }
  return { path, append, close: () => fs.closeSync(descriptor) };
}

/** A folder that we create is nobody else's business, and not a thing to commit. */
export function makePrivateFolder(folder: string): void {
  if (!makeFolder(folder, 0o700)) return;
  const ignore = join(folder, '.gitignore');
  step('write', ignore, () => fs.writeFileSync(ignore, '*\n'));
}

/** Locks the path of a log for us; without locks it goes on, and says so. */
export function locked(path: string, steal: boolean, warnings: Problem[]): () => void {
  const unlock = lock(`${path}.lock`, steal);
  if (unlock === null) note(warnings, problem('NOT_LOCKED', null, visible(dirname(path))));
  return unlock ?? (() => undefined);
}

/** Runs what needs a lock; when it fails the lock is open again. */
export function holding<T>(unlock: () => void, run: () => T): T {
  try {
    return run();
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Closes the file and then the lock over it; closed again, nothing happens. */
export function underLock(file: LogFile, unlock: () => void): LogFile {
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    file.close();
    unlock();
  };
  return { ...file, close };
}
