import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Entry } from '../../../src/answers/entry.ts';
import type { Ballot, Vote, WorkshopHeader } from '../../../src/answers/workshop.ts';
import { Stop } from '../../../src/cli/world.ts';

/** A folder of its own, gone after the test. */
export function place(): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'pendulum-workshop-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const header: WorkshopHeader = {
  scorecard: 'every-kind@1.0.0',
  fingerprint: 'f1',
  unit: 'bulk',
  round: '2026-q4',
  market: null,
  seats: [null, null, null],
  way: 'turns',
  minGroup: 3,
};

export const given = (question: string, answer: string, note: string | null = null): Entry => ({
  question,
  state: 'answered',
  answer,
  note,
});

export const vote = (seat: number, entry: Entry, ballot: Ballot = 1): Vote => ({
  ballot,
  seat,
  entry,
});

/** The code and the exit code that something stops with. */
export function stopOf(run: () => unknown): readonly [string, number] {
  try {
    run();
  } catch (error) {
    if (error instanceof Stop) return [error.problems[0]!.code, error.exitCode];
    throw error;
  }
  return ['none', 0];
}
