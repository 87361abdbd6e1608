import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import { decodeJournal, lastEntries, type DecodedJournal } from '../../src/answers/journal.ts';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const patience = 20_000;

/** A scorecard of so many questions that are all answered by one digit. */
export const scorecardOf = (questions: number): string => `
pendulum: 1
id: long
version: 1.0.0
language: en
title: A long one
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: flow, title: Flow }]
questions:
${Array.from(
  { length: questions },
  (_, i) =>
    `  - { id: q${i + 1}, dimension: flow, side: ${i % 2 === 0 ? 'customer' : 'process'}, ask: Question ${i + 1}., answerScale: agreement }`,
).join('\n')}
`;

/** What question i of a session is answered with, so that an answer in a wrong place is seen. */
export const digitOf = (i: number): string => String(1 + ((i * 7 + (i >> 2)) % 5));
export const digits = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => digitOf(from + i)).join('');

/** A new folder with a scorecard of so many questions, for the time of the test. */
export function folderFor(questions: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'pendulum-fault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  writeFileSync(join(folder, 'long.yaml'), scorecardOf(questions));
  return folder;
}

interface AskingOptions {
  /** Null to be asked for it. */
  readonly respondent?: string | null;
  /** More words of the command line. */
  readonly more?: string;
  /** What stands before `node`, such as strace with its options. */
  readonly under?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The built `ask` in a terminal of its own, which `script` makes and passes on as a pipe. */
export class Asking {
  readonly #child: ChildProcessWithoutNullStreams;
  /** The exit code; 128 and its number after a signal. */
  readonly ended: Promise<number>;
  hasEnded = false;
  output = '';

  constructor(folder: string, options: AskingOptions = {}) {
    const { respondent = 'r1', more = '', under = '', env = {} } = options;
    const who = respondent === null ? '' : `--respondent ${respondent}`;
    const ask = `ask long.yaml --unit bulk --round q4 --role ops ${who} ${more}`;
    const command = `echo "PID $$"; exec ${under} '${process.execPath}' '${program}' ${ask}`;
    this.#child = spawn('script', ['-qfec', command, '/dev/null'], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        SHELL: '/bin/sh',
        TERM: 'xterm',
        LANG: 'C.UTF-8',
        ...env,
      },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    // What is typed into a session that was killed goes nowhere.
    this.#child.stdin.on('error', () => undefined);
    onTestFinished(() => void this.#child.kill('SIGKILL'));
    this.ended = new Promise((done) => {
      this.#child.on('close', (code) => {
        this.hasEnded = true;
        done(code ?? -1);
      });
    });
  }

  type(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Waits for something; false when the program ended without it. */
  async #until(what: string, isThere: () => boolean): Promise<boolean> {
    const until = performance.now() + patience;
    for (;;) {
      if (isThere()) return true;
      if (this.hasEnded) return false;
      if (performance.now() > until) {
        throw new Error(`never showed ${what}; it wrote:\n${this.output.slice(-3000)}`);
      }
      await pause(2);
    }
  }

  shows(text: string | RegExp): Promise<boolean> {
    return this.#until(String(text), () =>
      typeof text === 'string' ? this.output.includes(text) : text.test(this.output),
    );
  }

  /** Waits until it said something, however the lines were broken: a screen comes in pieces. */
  says(text: string): Promise<boolean> {
    return this.#until(text, () => this.said().includes(text));
  }

  /** Waits until so many answers are shown as given; of keys that come at once only the last is. */
  reaches(count: number): Promise<boolean> {
    return this.#until(`${count} answered`, () => this.acknowledged() >= count);
  }

  /** The process of the program; there once the terminal is. */
  async pid(): Promise<number> {
    await this.shows(/PID [0-9]+\r\n/);
    return Number(/PID ([0-9]+)/.exec(this.output)![1]);
  }

  async signal(name: NodeJS.Signals): Promise<void> {
    const pid = await this.pid();
    if (!this.hasEnded) process.kill(pid, name);
  }

  /** All it wrote as text, however the lines were broken. */
  said(): string {
    return stripVTControlCharacters(this.output).replace(/\s+/g, ' ');
  }

  /** Every count of answers it ever showed, in their order. */
  counts(): readonly number[] {
    return [...this.output.matchAll(/(\d+) of \d+ answered/g)].map(([, n]) => Number(n));
  }

  /** How many answers it has shown as given and kept. */
  acknowledged(): number {
    return Math.max(0, ...this.counts());
  }
}

const sessions = (folder: string) => join(folder, '.pendulum', 'sessions');

/** What is in the folder of sessions; nothing before it was made. */
export function sessionFiles(folder: string): readonly string[] {
  try {
    return readdirSync(sessions(folder));
  } catch {
    return [];
  }
}

/** The journal of the only session in a folder, or null when there is none. */
export function journalIn(folder: string, respondent = 'r1'): DecodedJournal | null {
  const name = sessionFiles(folder).find(
    (file) => file.endsWith('.ndjson') && file.includes(`-${respondent}-`),
  );
  return name === undefined ? null : decodeJournal(readFileSync(join(sessions(folder), name)));
}

/** The answers a journal holds, as the digits that were typed; null when it cannot be read. */
export function keptIn(folder: string, respondent = 'r1'): string | null {
  const journal = journalIn(folder, respondent);
  if (journal === null) return '';
  if (journal.kind !== 'journal') return null;
  return lastEntries(journal.events)
    .map(({ answer }) => String(answer))
    .join('');
}

/** The answers of a sheet, as the digits that were typed. */
export function sheetIn(folder: string, respondent = 'r1'): string {
  const text = readFileSync(join(folder, 'answers', 'q4', `bulk-${respondent}.yaml`), 'utf8');
  return [...text.matchAll(/^ {2}q[0-9]+: ([1-5])$/gm)].map(([, digit]) => digit).join('');
}

/** Goes on with a session to its end, and returns the answers of the sheet. */
export async function finished(
  folder: string,
  questions: number,
  respondent = 'r1',
): Promise<string> {
  const kept = keptIn(folder, respondent);
  if (kept === null) return 'the journal cannot be read';
  const asking = new Asking(folder, { respondent });
  if (!(await asking.shows(/of \d+ answered/))) return asking.output;
  if (asking.acknowledged() !== kept.length) return `it shows ${asking.counts().join(' ')}`;
  asking.type(`${digits(kept.length, questions)}f`);
  if (!(await asking.shows('Answers written'))) return asking.output;
  // The sheet is there, whole; the rest is looking at it.
  await asking.signal('SIGKILL');
  await asking.ended;
  return sheetIn(folder, respondent);
}
