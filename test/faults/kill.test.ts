import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sessionPath } from '../../src/cli/session.ts';
import { random } from '../seeded.ts';
import { Asking, digitOf, digits, finished, folderFor, journalIn, keptIn } from './asking.ts';
import { traced } from './strace.ts';

/** What is found to be wrong after a kill, in words; nothing when nothing was lost. */
function damage(folder: string, asking: Asking, questions: number, respondent = 'r1'): string[] {
  const kept = keptIn(folder, respondent);
  const shown = asking.acknowledged();
  if (kept === null) return [`${shown} shown, the journal cannot be read`];
  if (kept.length < shown) return [`${shown} shown, ${kept.length} kept`];
  return digits(0, questions).startsWith(kept) ? [] : [`${kept} is not what was typed`];
}

type Env = Readonly<Record<string, string>>;

interface Tally {
  kills: number;
  /** Answers given and shown as saved by the processes that were then killed. */
  shown: number;
  torn: number;
  readonly lost: string[];
}

const rewriting = fileURLToPath(new URL('rewriting.mjs', import.meta.url));
const naive = { NODE_OPTIONS: `--import=${rewriting}` };

const questions = 100;

/** One start of a session that is killed at a random moment, early or late. */
async function killOnce(
  folder: string,
  respondent: string,
  next: () => number,
  env: Env,
  tally: Tally,
): Promise<void> {
  const asking = new Asking(folder, { respondent, env });
  const before = keptIn(folder, respondent)?.length ?? 0;
  await asking.pid();
  if (next() < 0.25) {
    await pause(next() * 300);
  } else if (await asking.shows(/of \d+ answered/)) {
    const rest = digits(before, questions);
    // In one burst, or as fast as fingers on a keyboard never are.
    if (next() < 0.5) asking.type(rest);
    else void typeSlowly(asking, rest, next);
    const more = Math.floor(next() * 16);
    await asking.reaches(Math.min(before + more, questions));
    await pause(next() * 20);
  }
  await asking.signal('SIGKILL');
  await asking.ended;
  tally.kills += 1;
  tally.shown += Math.max(0, asking.acknowledged() - before);
  const journal = journalIn(folder, respondent);
  if (journal?.kind === 'journal' && journal.torn > 0) tally.torn += 1;
  tally.lost.push(...damage(folder, asking, questions, respondent));
}

async function typeSlowly(asking: Asking, text: string, next: () => number): Promise<void> {
  for (const letter of text) {
    if (asking.hasEnded) return;
    asking.type(letter);
    await pause(next() * 8);
  }
}

/** Sessions that are killed and begun again, over and over, and at last brought to their end. */
async function rampage(seed: number, kills: number, env: Env, tally: Tally): Promise<string[]> {
  const next = random(seed);
  const folder = folderFor(questions);
  const ends: string[] = [];
  for (let killed = 0, session = 1; killed < kills; session++) {
    const respondent = `s${session}`;
    const length = 6 + Math.floor(next() * 8);
    for (let i = 0; i < length && killed < kills && tally.lost.length === 0; i++, killed++) {
      await killOnce(folder, respondent, next, env, tally);
    }
    if (tally.lost.length > 0) break;
    ends.push(await finished(folder, questions, respondent));
  }
  return ends;
}

const empty = (): Tally => ({ kills: 0, shown: 0, torn: 0, lost: [] });

test('the harness finds answers that a rewriting save loses', { timeout: 300_000 }, async () => {
  const tally = empty();
  await rampage(7, 40, { ...naive, PLANTED_PAUSE: '5' }, tally);
  process.stderr.write(`planted rewriting save: found after ${tally.kills} kills\n`);
  expect(tally.lost.length).toBeGreaterThan(0);
});

test(
  '200 kills of a running ask lose nothing that was shown as saved',
  { timeout: 300_000 },
  async () => {
    const tally = empty();
    const started = performance.now();
    const ends = await Promise.all([rampage(1, 100, {}, tally), rampage(2, 100, {}, tally)]);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stderr.write(
      `${tally.kills} kills, ${tally.shown} answers shown as saved, ${tally.lost.length} lost, ` +
        `${tally.torn} torn lines, ${ends.flat().length} sessions finished, ${seconds} s\n`,
    );
    expect(tally.lost).toEqual([]);
    expect(tally.kills).toBe(200);
    expect(tally.shown).toBeGreaterThan(500);
    expect(new Set(ends.flat())).toEqual(new Set([digits(0, questions)]));
  },
);

/** A session of 20 answers to its sheet, under a strace that kills; null when that did not happen. */
async function killedSession(folder: string, under: string, env: Env): Promise<Asking | null> {
  const asking = new Asking(folder, { under, env });
  if (await asking.shows(/of \d+ answered/)) {
    for (let i = 0; i < 20 && (await asking.reaches(i)); i++) asking.type(digitOf(i));
    await asking.reaches(20);
    asking.type('f');
    if (await asking.shows('Show the pendulum now?')) asking.type('\u0003');
  }
  const code = await asking.ended;
  expect([130, 137]).toContain(code);
  return code === 137 ? asking : null;
}

const key = { scorecard: 'long@1.0.0', unit: 'bulk', round: 'q4', respondent: 'r1' };

/** The calls that change something, and of those that everything makes, on which paths. */
const calls: readonly (readonly [name: string, paths: readonly string[]])[] = [
  ['write', ['journal', 'ignore', 'terminal']],
  ['openat', ['journal', 'ignore', 'sessions', 'above', 'sheets']],
  ['mkdir', []],
  ['symlink', []],
  ['link', []],
  ['ftruncate', []],
  ['fdatasync', []],
  ['fsync', []],
  ['rename', []],
  ['unlink', []],
];

/** strace that kills at the n-th such call, before it is carried out. */
function killer(folder: string, call: string, paths: readonly string[], n: number): string {
  const sessions = `${folder}/.pendulum/sessions`;
  const path: Readonly<Record<string, string>> = {
    journal: sessionPath(sessions, key),
    ignore: `${sessions}/.gitignore`,
    sessions,
    above: `${folder}/.pendulum`,
    sheets: `${folder}/answers/q4`,
    terminal: '$(tty)',
  };
  const on = paths.map((name) => `-P "${path[name]}"`).join(' ');
  return `strace -qq -o /dev/null ${on} -e trace=${call} -e inject=${call}:signal=SIGKILL:when=${n}`;
}

/** Kills at the n-th call for n = 1, 2, 3, ... until there is none; says how many there were. */
async function everyCall(
  [call, paths]: (typeof calls)[number],
  env: Env,
  look: (folder: string, asking: Asking, n: number) => Promise<void>,
): Promise<number> {
  let [last, kills] = [Number.POSITIVE_INFINITY, 0];
  const numbers = { next: 1 };
  const lane = async () => {
    for (let n = numbers.next++; n < last; n = numbers.next++) {
      const folder = folderFor(20);
      const asking = await killedSession(folder, killer(folder, call, paths, n), env);
      if (asking === null) last = Math.min(last, n);
      else {
        kills += 1;
        await look(folder, asking, n);
      }
    }
  };
  await Promise.all([lane(), lane()]);
  return kills;
}

test(
  'kills at each call find what a rewriting save loses',
  { timeout: 300_000 },
  traced('kills call by call', async () => {
    const found: string[] = [];
    await everyCall(['write', ['journal']], naive, (folder, asking) => {
      found.push(...damage(folder, asking, 20));
      return Promise.resolve();
    });
    expect(found.length).toBeGreaterThan(0);
  }),
);

test(
  'a kill at each call of a session of 20 answers',
  { timeout: 600_000 },
  traced('kills call by call', async () => {
    const started = performance.now();
    const found: string[] = [];
    const points: Record<string, number> = {};
    for (const each of calls) {
      const [call] = each;
      points[call] = await everyCall(each, {}, async (folder, asking, n) => {
        const wrong = damage(folder, asking, 20);
        const end = await finished(folder, 20);
        if (end !== digits(0, 20)) wrong.push(end);
        found.push(...wrong.map((what) => `${call} ${n}: ${what}`));
      });
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stderr.write(`kill points: ${JSON.stringify(points)}, ${seconds} s\n`);
    expect(found).toEqual([]);
    expect(points['fdatasync']).toBeGreaterThan(20);
    expect(points['write']).toBeGreaterThan(50);
    expect([points['rename'], points['symlink']]).toEqual([1, 1]);
  }),
);
