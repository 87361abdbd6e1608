import { readEntries } from '../answers/entry.ts';
import { lastEntries, type JournalEvent } from '../answers/journal.ts';
import type { Entries, Questionnaire } from '../interview/questionnaire.ts';
import type { Plan } from '../plan/types.ts';
import { isError } from '../problem.ts';
import type { Session } from './session.ts';
import type { SignalCode } from './signals.ts';
import { exitCode, Stop, type ExitCode } from './world.ts';

/** Beside its own codes, `ask` ends with 128 and the number of a signal. */
export type AskCode = ExitCode | SignalCode;

/** What a session is about: what is asked, and where the answers go. */
export interface Errand {
  readonly session: Session;
  readonly form: Questionnaire;
  /** Refuses what would keep the answers from being delivered. */
  readonly check: () => void;
  /** The answers as they stand. */
  readonly entries: () => Entries;
  /** Puts the answers where they belong, and says where that is. */
  readonly deliver: (entries: Entries) => void;
  /** What follows once they are there. */
  readonly after: () => Promise<AskCode>;
}

/** The answers of a session, in the order they were given. */
export function entriesOf(plan: Plan, events: readonly JournalEvent[]): Entries {
  const given = lastEntries(events);
  const { problems } = readEntries(plan, given);
  if (problems.some(isError)) throw new Stop(exitCode.incomplete, problems);
  const indexes = new Map(plan.questions.map(({ id }, index) => [id, index]));
  return new Map(given.map((entry) => [indexes.get(entry.question)!, entry]));
}
