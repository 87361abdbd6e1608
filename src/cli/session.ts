import * as fs from 'node:fs';
import { dirname } from 'node:path';
import {
  decodeJournal,
  encodeEvent,
  encodeHeader,
  salvageJournal,
  type JournalEvent,
  type JournalHeader,
} from '../answers/journal.ts';
import { problem, type Problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { step, writeAtomic } from './io.ts';
import {
  begunWith,
  checkScorecard,
  cutTorn,
  holding,
  locked,
  logPath,
  makePrivateFolder,
  note,
  noteSync,
  openLogFile,
  readable,
  readBytes,
  underLock,
  type LogFile,
} from './log-file.ts';
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

/** The journal's file in a folder of sessions. */
export const sessionPath = (
  folder: string,
  { scorecard, unit, round, respondent }: SessionKey,
): string => logPath(folder, scorecard, [unit, round, respondent], 'ndjson');

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

const decoded = (path: string, bytes: Uint8Array) => readable(path, decodeJournal(bytes), true);

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
  checkScorecard(path, begun, now);
  for (const name of compared) {
    if (begun[name] === now[name]) continue;
    throw begunWith(path, name, begun[name] ?? 'none', now[name] ?? 'none');
  }
}

/** The whole session in a file of another folder, where there must be none yet. */
function copied(folder: string, { header, events }: Content, warnings: Problem[]): LogFile {
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
    return underLock(openLogFile(path, encodeHeader(header), { length }, warnings), unlock);
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
  first: LogFile,
  { header, events }: Content<Header>,
  warnings: Problem[],
): Session<Header> {
  let file = first;
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
    close: () => file.close(),
    discard: () => {
      removeAll(sessionPath(dirname(file.path), header));
      file.close();
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
    const file = underLock(openLogFile(path, encodeHeader(now), journal, warnings), unlock);
    // Begun with the same, but perhaps under an earlier version of the scorecard's wording.
    const header = { ...now, scorecard: journal?.header?.scorecard ?? now.scorecard };
    return sessionIn(file, { header, events: [...(journal?.events ?? [])] }, warnings);
  });
}
