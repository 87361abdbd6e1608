import type { Readable, Writable } from 'node:stream';
import type { Problem } from '../problem.ts';
import type { SignalCode } from './signals.ts';

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything outside that a command may touch, so that tests can hand in their own. */
export interface World {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** What the process ends with. */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  invalid: 3,
  io: 4,
  locked: 5,
  incomplete: 6,
  bug: 70,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The exit codes in words. */
export const exitMeans: Readonly<Record<ExitCode, string>> = {
  [exitCode.done]: 'done',
  [exitCode.failed]: 'a gate or a check failed',
  [exitCode.usage]: 'usage',
  [exitCode.invalid]: 'invalid input',
  [exitCode.io]: 'input/output',
  [exitCode.locked]: 'locked',
  [exitCode.incomplete]: 'saved but incomplete',
  [exitCode.bug]: 'a bug in pendulum',
};

/** What a command ends with that found errors in what it reads, or could not read it. */
export const endOf = (problems: readonly Problem[]): ExitCode =>
  problems.some(({ code }) => code === 'IO') ? exitCode.io : exitCode.invalid;

/** Ends a command early with problems to print; the only expected thing that is thrown. */
export class Stop extends Error {
  readonly exitCode: ExitCode | SignalCode;
  readonly problems: readonly Problem[];

  constructor(code: ExitCode | SignalCode, problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'stopped');
    this.exitCode = code;
    this.problems = problems;
  }
}
