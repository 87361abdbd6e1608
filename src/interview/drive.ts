import type { Entry } from '../answers/entry.ts';
import { paced } from './pace.ts';
import type { Press } from './press.ts';
import { hasAnswer, type Questionnaire } from './questionnaire.ts';
import { questionAt, type State } from './state.ts';
import { notSaved, saved, step } from './step.ts';

/**
 * Writes an answer so that it cannot be lost any more, or throws. Where a folder is named, all
 * answers so far are taken there first, and the next ones follow.
 */
export type OnAnswer = (entry: Entry, folder: string | null) => void;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function save(form: Questionnaire, state: State, onAnswer: OnAnswer): State {
  const { entry, folder } = state.pending!;
  try {
    onAnswer(entry, folder);
  } catch (error) {
    return notSaved(form, state, reasonOf(error));
  }
  return saved(form, state);
}

function timed(form: Questionnaire, before: State, after: State, now: number): State {
  if (after.pending !== null) return after;
  const isNew = !hasAnswer(before.entries.get(before.at)) && hasAnswer(before.pending!.entry);
  return { ...after, pace: paced(after.pace, questionAt(form, before), isNew, now) };
}

/**
 * One key with all that follows from it: no question is left before its answer is written. `now` is
 * seconds on a clock that never goes back, or null where nobody looks at one.
 */
export function drive(
  form: Questionnaire,
  state: State,
  press: Press,
  onAnswer: OnAnswer,
  now: number | null = null,
): State {
  const next = step(form, state, press);
  const isDue = next.end === null && next.pending !== null && next.pending.failure === null;
  if (!isDue) return next;
  const kept = save(form, next, onAnswer);
  return now === null ? kept : timed(form, next, kept, now);
}
