import type { Entry } from '../answers/entry.ts';
import type { Press } from './press.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { State } from './state.ts';
import { notSaved, saved, step } from './step.ts';

/** Writes an answer so that it cannot be lost any more, or throws. */
export type OnAnswer = (entry: Entry) => void;

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function save(form: Questionnaire, state: State, onAnswer: OnAnswer): State {
  try {
    onAnswer(state.pending!.entry);
  } catch (error) {
    return notSaved(form, state, reasonOf(error));
  }
  return saved(form, state);
}

/** One key with all that follows from it: no question is left before its answer is written. */
export function drive(form: Questionnaire, state: State, press: Press, onAnswer: OnAnswer): State {
  const next = step(form, state, press);
  const isDue = next.end === null && next.pending !== null && next.pending.failure === null;
  return isDue ? save(form, next, onAnswer) : next;
}
