import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { decodeLog } from '../../answers/journal.ts';
import {
  encodeWorkshopEvent,
  encodeWorkshopHeader,
  progressOf,
  sealedOf,
  sealedText,
  workshopFormat,
  type Sealed,
  type Vote,
  type WorkshopEvent,
  type WorkshopHeader,
} from '../../answers/workshop.ts';
import { problem, type Problem } from '../../problem.ts';
import { visible } from '../../text/visible.ts';
import { step, syncFolder, writeFully } from '../io.ts';
import {
  checkScorecard,
  cutTorn,
  holding,
  locked,
  logPath,
  makePrivateFolder,
  openLogFile,
  readable,
  readBytes,
  underLock,
} from '../log-file.ts';
import { keyBytes, newKey, seal, unseal } from '../seal.ts';
import { exitCode, Stop } from '../world.ts';
import type { WorkshopLog } from './room.ts';

/** What makes a workshop one: asked for again, it goes on. */
export type WorkshopKey = Pick<WorkshopHeader, 'scorecard' | 'unit' | 'round'>;

const pathOf = (folder: string, { scorecard, unit, round }: WorkshopKey): string =>
  logPath(folder, scorecard, [unit, round], 'workshop');

const keyPath = (path: string) => `${path}.key`;

const needsAttention = (found: Problem) => new Stop(exitCode.incomplete, [found]);

const decoded = (path: string, bytes: Uint8Array) =>
  readable(path, decodeLog(bytes, workshopFormat), false);

/** The header of a workshop that can be gone on with, or null when there is none yet. */
export function findWorkshop(folder: string, key: WorkshopKey): WorkshopHeader | null {
  const path = pathOf(folder, key);
  const bytes = readBytes(path);
  return bytes === null ? null : decoded(path, bytes).header;
}

/** A new key in a file of its own, readable by its owner alone. */
function createKey(path: string): Uint8Array {
  const key = newKey();
  step('create', path, () => fs.rmSync(path, { force: true }));
  const descriptor = step('create', path, () => fs.openSync(path, 'wx', 0o600));
  try {
    step('write', path, () => {
      writeFully(descriptor, key);
      fs.fsyncSync(descriptor);
    });
  } finally {
    fs.closeSync(descriptor);
  }
  step('make durable', dirname(path), () => syncFolder(dirname(path)));
  return key;
}

const withoutKey = (path: string) =>
  needsAttention(problem('SEAL_KEY', null, visible(path), visible(keyPath(path))));

/**
 * The key that the votes are sealed with. It is there before the first of them, so that a missing
 * or half one is made anew only where it opens nothing.
 */
function keyOf(path: string, events: readonly WorkshopEvent[]): Uint8Array {
  const found = readBytes(keyPath(path));
  if (found?.length === keyBytes) return found;
  if (events.some(({ kind }) => kind === 'sealed')) throw withoutKey(path);
  return createKey(keyPath(path));
}

function sealedIn(path: string, key: Uint8Array, events: readonly WorkshopEvent[]): Sealed[] {
  return events.flatMap((event, i) => {
    if (event.kind !== 'sealed') return [];
    const text = unseal(key, event.text);
    if (text === null) throw withoutKey(path);
    const found = sealedOf(text);
    if (found === null)
      throw needsAttention(problem('JOURNAL_CORRUPT', null, visible(path), i + 2, false));
    return [found];
  });
}

/** What is sealed in a log, and the key to it. */
interface Unsealed {
  readonly key: Uint8Array;
  readonly sealed: Sealed[];
}

function unsealedIn(path: string, events: readonly WorkshopEvent[]): Unsealed {
  const key = keyOf(path, events);
  return { key, sealed: sealedIn(path, key, events) };
}

const votesIn = (sealed: readonly Sealed[]): readonly Vote[] =>
  sealed.flatMap((each) => (each.kind === 'votes' ? each.votes : []));

const answersIn = (sealed: Sealed) => (sealed.kind === 'votes' ? sealed.votes.length : 1);

/** An open log with what was worth saying about it, such as a torn line that was cut. */
export interface OpenedLog {
  readonly log: WorkshopLog;
  readonly warnings: readonly Problem[];
}

type Before = ReturnType<typeof decoded> | null;

/** Whatever comes between, what is left is a log with its key, or nothing that says anything. */
function removeAll(path: string): void {
  for (const file of [path, `${path}.torn`, keyPath(path)]) {
    step('remove', file, () => {
      fs.rmSync(file, { force: true });
      syncFolder(dirname(file));
    });
  }
}

/** The log of an open file: everything there is, what is added to it, and the votes unsealed. */
function logOf(
  path: string,
  header: WorkshopHeader,
  before: Before,
  { key, sealed }: Unsealed,
  unlock: () => void,
  warnings: Problem[],
): WorkshopLog {
  const events = [...(before?.events ?? [])];
  const first = encodeWorkshopHeader(header);
  const file = underLock(openLogFile(path, first, before, warnings), unlock);
  const append = (...added: readonly WorkshopEvent[]) => {
    file.append(
      added.map((event, i) => encodeWorkshopEvent(events.length + i + 1, event)).join(''),
    );
    events.push(...added);
  };
  const appendSealed = (...added: readonly Sealed[]) => {
    append(
      ...added.map((each): WorkshopEvent => {
        return { kind: 'sealed', text: seal(key, sealedText(each), answersIn(each)) };
      }),
    );
    sealed.push(...added);
  };
  return {
    path,
    header: before?.header ?? header,
    progress: () => progressOf(events, sealed),
    votes: () => votesIn(sealed),
    codes: () => sealed.findLast((each) => each.kind === 'codes')?.codes ?? null,
    vote: (votes) => appendSealed({ kind: 'votes', votes }),
    finish: (ballot, seat, block) => {
      const isOwn = (vote: Vote) => vote.ballot === ballot && vote.seat === seat;
      const lines = votesIn(sealed).filter(isOwn).length + 1;
      const fillers = Array.from({ length: (block - (lines % block)) % block }, (): Sealed => ({
        kind: 'filler',
      }));
      appendSealed({ kind: 'voted', ballot, seat }, ...fillers);
    },
    keepCodes: (codes) => appendSealed({ kind: 'codes', codes }),
    add: append,
    close: file.close,
    destroy: () => removeAll(path),
  };
}

function opened(
  path: string,
  header: WorkshopHeader,
  unlock: () => void,
  warnings: Problem[],
): OpenedLog {
  const bytes = readBytes(path);
  const before = bytes === null ? null : decoded(path, bytes);
  if (before !== null && before.header !== null) checkScorecard(path, before.header, header);
  const unsealed = unsealedIn(path, before?.events ?? []);
  if (before !== null && before.torn > 0) warnings.push(cutTorn(path, bytes!, before.length));
  return { log: logOf(path, header, before, unsealed, unlock, warnings), warnings };
}

/** Opens the workshop of a unit and round, new or where it was left, locked until it is closed. */
export function openWorkshop(folder: string, header: WorkshopHeader): OpenedLog {
  makePrivateFolder(folder);
  const path = pathOf(folder, header);
  const warnings: Problem[] = [];
  const unlock = locked(path, false, warnings);
  return holding(unlock, () => opened(path, header, unlock, warnings));
}
