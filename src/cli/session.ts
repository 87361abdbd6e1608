import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import {
  decodeJournal,
  encodeEvent,
  encodeHeader,
  salvageJournal,
  type DecodedJournal,
  type JournalEvent,
  type JournalHeader,
} from '../answers/journal.ts';
import { problem, type Problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { ioStop, makeFolder, step, synced, syncFolder, writeAtomic, writeFully } from './io.ts';
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
  /** Worth saying, such as a torn line that was cut; more may come while it is open. */
  readonly warnings: readonly Problem[];
  /** Returns once the event cannot be lost any more; throws a Stop when that failed. */
  readonly append: (event: JournalEvent) => void;
  /**
   * Copies all there is to another folder and goes on there. Complete or not at all: when it throws
   * a Stop the session is where it was.
   */
  readonly move: (folder: string) => void;
  readonly close: () => void;
  /** Closes it and removes the journal, when its answers are kept elsewhere. */
  readonly discard: () => void;
}

/** What a person may ask for when a session cannot be opened as it is. */
export interface Rescue {
  /** Go on with what is whole of a damaged journal, in a new file. */
  readonly salvage?: boolean | undefined;
  /** Take a lock whose holder cannot be looked at from here. */
  readonly stealLock?: boolean | undefined;
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

/** Salvaging makes the next generation of a journal's file; the last one is the session. */
const generation = (path: string, number: number) =>
  number === 1 ? path : path.replace(/\.ndjson$/, `.${number}.ndjson`);

const isThere = (path: string) =>
  step('read', path, () => fs.lstatSync(path, { throwIfNoEntry: false })) !== undefined;

function lastGeneration(path: string): number {
  let number = 1;
  while (isThere(generation(path, number + 1))) number += 1;
  return number;
}

/** A link to the folder where a session goes on that could not be saved in its own. */
const signpost = (path: string) => `${path}.moved`;

/** The path of a session, wherever it goes on. */
function placeOf(folder: string, key: SessionKey): string {
  const path = sessionPath(folder, key);
  const sign = signpost(path);
  if (!isThere(sign)) return path;
  return placeOf(
    step('read', sign, () => fs.readlinkSync(sign)),
    key,
  );
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
  if (journal.kind === 'corrupt') {
    const found = problem('JOURNAL_CORRUPT', null, shown, journal.line, true);
    throw new Stop(exitCode.incomplete, [found]);
  }
  const found = problem('JOURNAL_VERSION', null, shown, visible(journal.version));
  throw new Stop(exitCode.invalid, [found]);
}

const isDamaged = (bytes: Uint8Array) => decodeJournal(bytes).kind === 'corrupt';

/** The header of a session that can be gone on with, or null when there is none yet. */
export function findSession(
  folder: string,
  key: SessionKey,
  { salvage = false }: Rescue = {},
): JournalHeader | null {
  const base = placeOf(folder, key);
  const path = generation(base, lastGeneration(base));
  const bytes = readBytes(path);
  if (bytes === null) return null;
  return salvage && isDamaged(bytes) ? salvageJournal(bytes).header : decoded(path, bytes).header;
}

/** What is in a session's file. */
interface Content<Header extends JournalHeader = JournalHeader> {
  readonly header: Header;
  readonly events: JournalEvent[];
}

const wholeText = (header: JournalHeader, events: readonly JournalEvent[]) =>
  [encodeHeader(header), ...events.map((event, i) => encodeEvent(i + 1, event))].join('');

/** Writes what is whole of a damaged journal to the next generation; the damaged one stays. */
function salvaged(base: string, header: JournalHeader): readonly Problem[] {
  const number = lastGeneration(base);
  const [from, to] = [generation(base, number), generation(base, number + 1)];
  const bytes = readBytes(from);
  if (bytes === null || !isDamaged(bytes)) return [];
  const { header: found, events, lost } = salvageJournal(bytes);
  writeAtomic(to, wholeText(found ?? header, events), to, 0o600);
  return [problem('JOURNAL_SALVAGED', null, visible(from), visible(to), lost)];
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
export function cutTorn(path: string, bytes: Uint8Array, length: number): Problem {
  const kept = `${path}.torn`;
  const tail = bytes.subarray(length);
  step('keep the torn end in', kept, () => fs.writeFileSync(kept, tail, { mode: 0o600 }));
  step('cut', path, () => fs.truncateSync(path, length));
  return problem('JOURNAL_TORN', null, tail.length, visible(kept));
}

/** What is worth saying, once however often it comes up. */
function note(warnings: Problem[], found: Problem): void {
  if (!warnings.some(({ message }) => message === found.message)) warnings.push(found);
}

/** Notes that the file system of a path could not be told to make something durable. */
function noteSync(warnings: Problem[], path: string, isSynced: boolean): void {
  if (!isSynced) note(warnings, problem('NOT_DURABLE', null, visible(dirname(path))));
}

/** Appends whole lines durably, and leaves no half line behind when that fails. */
export function appender(
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

/** A journal's file, open for appending. */
interface JournalFile {
  readonly path: string;
  readonly append: (line: string) => void;
  readonly close: () => void;
}

/** The file opened, created with its header when it is new. What is in it cannot be lost after. */
function openFile(
  path: string,
  header: JournalHeader,
  journal: Pick<Whole, 'header' | 'length'> | null,
  warnings: Problem[],
): JournalFile {
  const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = fs.constants;
  const isNew = journal === null;
  const flags = O_WRONLY | O_APPEND | (O_NOFOLLOW ?? 0) | (isNew ? O_CREAT | O_EXCL : 0);
  const descriptor = step('open the session', path, () => fs.openSync(path, flags, 0o600));
  const append = appender(path, descriptor, journal?.length ?? 0, warnings);
  const sync = (run: () => boolean) => noteSync(warnings, path, step('make durable', path, run));
  try {
    if ((journal?.header ?? null) === null) append(encodeHeader(header));
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

/** Locks a session's path for us; without locks it goes on, and says so. */
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

/** Closes the file and then the lock over it. */
const underLock = (file: JournalFile, unlock: () => void): JournalFile => ({
  ...file,
  close: () => {
    file.close();
    unlock();
  },
});

/** The whole session in a file of another folder, where there must be none yet. */
function copied(folder: string, { header, events }: Content, warnings: Problem[]): JournalFile {
  makePrivateFolder(folder);
  const path = sessionPath(folder, header);
  const unlock = locked(path, false, warnings);
  return holding(unlock, () => {
    if (isThere(path) || isThere(signpost(path))) {
      throw new Stop(exitCode.usage, [problem('OUTPUT_EXISTS', null, visible(path))]);
    }
    const text = wholeText(header, events);
    noteSync(warnings, path, writeAtomic(path, text, path, 0o600));
    const length = Buffer.byteLength(text);
    return underLock(openFile(path, header, { header, length }, warnings), unlock);
  });
}

/** So that the same command finds the session; where even that fails, only the new one does. */
function leaveSignpost(from: string, folder: string): void {
  try {
    fs.symlinkSync(folder, signpost(from));
  } catch {
    // The command shown at the end names the folder.
  }
}

/** What the file of a session holds, checked against what it is opened for. */
function readContent(path: string, now: JournalHeader, warnings: Problem[]) {
  const bytes = readBytes(path);
  const journal = bytes === null ? null : decoded(path, bytes);
  if (journal !== null && journal.header !== null) checkSame(path, journal.header, now);
  if (journal !== null && journal.torn > 0) {
    note(warnings, cutTorn(path, bytes!, journal.length));
  }
  return journal;
}

/** Removes a session; a damaged file is put aside, for nobody has read all that it holds. */
function removeAll(base: string): void {
  const last = lastGeneration(base);
  step('remove', base, () => fs.rmSync(generation(base, last)));
  for (let number = 1; number < last; number++) {
    const path = generation(base, number);
    if (isThere(path)) step('put aside', path, () => fs.renameSync(path, `${path}.damaged`));
  }
}

/** A session whose file is open and locked. */
function sessionIn<Header extends JournalHeader>(
  first: JournalFile,
  { header, events }: Content<Header>,
  warnings: Problem[],
): Session<Header> {
  let file = first;
  let isOpen = true;
  const close = () => {
    if (isOpen) file.close();
    isOpen = false;
  };
  return {
    get path() {
      return file.path;
    },
    header,
    events,
    warnings,
    append: (event) => {
      file.append(encodeEvent(events.length + 1, event));
      events.push(event);
    },
    move: (folder) => {
      const left = file;
      file = copied(folder, { header, events }, warnings);
      leaveSignpost(sessionPath(dirname(left.path), header), folder);
      left.close();
    },
    close,
    discard: () => {
      removeAll(sessionPath(dirname(file.path), header));
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
  now: Header,
  rescue: Rescue = {},
): Session<Header> {
  const base = placeOf(folder, now);
  makePrivateFolder(dirname(base));
  const warnings: Problem[] = [];
  const unlock = locked(base, rescue.stealLock === true, warnings);
  return holding(unlock, () => {
    if (rescue.salvage === true) warnings.push(...salvaged(base, now));
    const path = generation(base, lastGeneration(base));
    const journal = readContent(path, now, warnings);
    const file = underLock(openFile(path, now, journal, warnings), unlock);
    // Begun with the same, but perhaps under an earlier version of the scorecard's wording.
    const header = { ...now, scorecard: journal?.header?.scorecard ?? now.scorecard };
    return sessionIn(file, { header, events: [...(journal?.events ?? [])] }, warnings);
  });
}
