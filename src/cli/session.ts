import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import {
  decodeJournal,
  encodeEvent,
  encodeHeader,
  type DecodedJournal,
  type JournalEvent,
  type JournalHeader,
} from '../answers/journal.ts';
import { problem, type Problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { ioStop, step, syncFolder, writeFully } from './io.ts';
import { lock } from './lock.ts';
import { slug } from './name.ts';
import { exitCode, Stop } from './world.ts';

/** What makes a session one: asked again for the same, it goes on. */
export type SessionKey = Pick<JournalHeader, 'scorecard' | 'unit' | 'round' | 'respondent'>;

/** An open session. */
export interface Session<Header extends JournalHeader = JournalHeader> {
  readonly path: string;
  readonly header: Header;
  /** All there is, the events appended since included. */
  readonly events: readonly JournalEvent[];
  /** Worth saying, such as a torn line that was cut. */
  readonly warnings: readonly Problem[];
  /** Returns once the event cannot be lost any more; throws a Stop when that failed. */
  readonly append: (event: JournalEvent) => void;
  readonly close: () => void;
  /** Closes it and removes the journal, when its answers are kept elsewhere. */
  readonly discard: () => void;
}

/** The id alone: a new version of a scorecard must find the old session, to say so. */
const scorecardId = (scorecard: string) => scorecard.split('@')[0]!;

/** The journal's file in a folder of sessions. */
export function sessionPath(folder: string, key: SessionKey): string {
  const { scorecard, unit, round, respondent } = key;
  const identity = JSON.stringify([scorecardId(scorecard), unit, round, respondent]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  const name = slug([scorecardId(scorecard), unit, round ?? '', respondent ?? 'facts'].join('-'));
  return join(folder, `${name}-${digest}.ndjson`);
}

/** More than any session can come to; a larger file is not one. */
const maxBytes = 64 * 1024 * 1024;

export function readBytes(path: string): Uint8Array | null {
  const found = step('read', path, () => fs.lstatSync(path, { throwIfNoEntry: false }));
  if (found === undefined) return null;
  if (!found.isFile() || found.size > maxBytes) throw ioStop('read', path, { code: 'no session' });
  return step('read', path, () => fs.readFileSync(path));
}

type Whole = Extract<DecodedJournal, { kind: 'journal' }>;

function decoded(path: string, bytes: Uint8Array): Whole {
  const journal = decodeJournal(bytes);
  if (journal.kind === 'journal') return journal;
  const shown = visible(path);
  const found =
    journal.kind === 'corrupt'
      ? problem('JOURNAL_CORRUPT', null, shown, journal.line)
      : problem('JOURNAL_VERSION', null, shown, visible(journal.version));
  throw new Stop(exitCode.incomplete, [found]);
}

/** The header of a session that can be gone on with, or null when there is none yet. */
export function findSession(folder: string, key: SessionKey): JournalHeader | null {
  const path = sessionPath(folder, key);
  const bytes = readBytes(path);
  return bytes === null ? null : decoded(path, bytes).header;
}

const compared = ['unit', 'round', 'respondent', 'role', 'market'] as const;

/** A session goes on only with what it was begun with; anything else would mix two things. */
function checkSame(path: string, begun: JournalHeader, now: JournalHeader): void {
  const refuse = (what: string, before: string, after: string) => {
    const found = problem(
      'JOURNAL_OTHER',
      null,
      visible(path),
      what,
      visible(before),
      visible(after),
    );
    throw new Stop(exitCode.incomplete, [found]);
  };
  if (begun.fingerprint !== now.fingerprint) {
    const isSameName = begun.scorecard === now.scorecard;
    const after = isSameName ? 'what that scorecard has become' : now.scorecard;
    refuse('the scorecard', begun.scorecard, after);
  }
  for (const name of compared) {
    if (begun[name] !== now[name]) refuse(name, begun[name] ?? 'none', now[name] ?? 'none');
  }
}

/** Cuts what stands behind the last complete line; it was never acknowledged. */
export function cutTorn(path: string, bytes: Uint8Array, length: number): readonly Problem[] {
  const kept = `${path}.torn`;
  const tail = bytes.subarray(length);
  step('keep the torn end in', kept, () => fs.writeFileSync(kept, tail, { mode: 0o600 }));
  step('cut', path, () => fs.truncateSync(path, length));
  return [problem('JOURNAL_TORN', null, tail.length, visible(kept))];
}

/** Appends whole lines durably, and leaves no half line behind when that fails. */
export function appender(path: string, descriptor: number, start: number): (line: string) => void {
  let length = start;
  let isClean = true;
  const clean = () => {
    fs.ftruncateSync(descriptor, length);
    isClean = true;
  };
  return (line) => {
    const bytes = Buffer.from(line, 'utf8');
    try {
      if (!isClean) clean();
      isClean = false;
      writeFully(descriptor, bytes);
      fs.fdatasyncSync(descriptor);
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

/** The journal's file opened for appending, created with its header when it is new. */
function openJournal(path: string, header: JournalHeader, journal: Whole | null) {
  const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = fs.constants;
  const isNew = journal === null;
  const flags = O_WRONLY | O_APPEND | (O_NOFOLLOW ?? 0) | (isNew ? O_CREAT | O_EXCL : 0);
  const descriptor = step('open the session', path, () => fs.openSync(path, flags, 0o600));
  const append = appender(path, descriptor, journal?.length ?? 0);
  try {
    if ((journal?.header ?? null) === null) append(encodeHeader(header));
    if (isNew) step('make durable', dirname(path), () => syncFolder(dirname(path)));
  } catch (error) {
    fs.closeSync(descriptor);
    throw error;
  }
  return { descriptor, append };
}

/** A session's folder is nobody else's business, and not a thing to commit. */
export function makeFolder(folder: string): void {
  step('create the folder', folder, () => fs.mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const ignore = join(folder, '.gitignore');
  if (fs.existsSync(ignore)) return;
  step('write', ignore, () => fs.writeFileSync(ignore, '*\n', { flag: 'wx' }));
  step('make durable', dirname(folder), () => syncFolder(dirname(folder)));
}

function opened<Header extends JournalHeader>(
  path: string,
  header: Header,
  unlock: () => void,
): Session<Header> {
  const bytes = readBytes(path);
  const journal = bytes === null ? null : decoded(path, bytes);
  if (journal !== null && journal.header !== null) checkSame(path, journal.header, header);
  const isTorn = journal !== null && journal.torn > 0;
  const warnings = isTorn ? cutTorn(path, bytes!, journal.length) : [];
  const { descriptor, append } = openJournal(path, header, journal);
  const events = [...(journal?.events ?? [])];
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    fs.closeSync(descriptor);
    unlock();
  };
  return {
    path,
    // Begun with the same, but perhaps under an earlier version of the scorecard's wording.
    header: { ...header, scorecard: journal?.header?.scorecard ?? header.scorecard },
    events,
    warnings,
    append: (event) => {
      append(encodeEvent(events.length + 1, event));
      events.push(event);
    },
    close,
    discard: () => {
      step('remove', path, () => fs.rmSync(path));
      close();
    },
  };
}

/**
 * Opens a session, new or where it was left, and locks it until it is closed.
 * Corrupt journals, other scorecards and other processes are refused with nothing changed.
 */
export function openSession<Header extends JournalHeader>(
  folder: string,
  header: Header,
): Session<Header> {
  makeFolder(folder);
  const path = sessionPath(folder, header);
  const unlock = lock(`${path}.lock`);
  try {
    return opened(path, header, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}
