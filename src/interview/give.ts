import type { Entry } from '../answers/entry.ts';
import type { Questionnaire } from './questionnaire.ts';
import { entryAt, questionAt, type Pending, type State } from './state.ts';

/** An entry for the question on the screen that keeps the remark it already has. */
export const entryFor = (
  form: Questionnaire,
  state: State,
  given: Pick<Entry, 'state' | 'answer'>,
): Entry => ({
  question: questionAt(form, state).id,
  ...given,
  note: entryAt(state, state.at)?.note ?? null,
});

/** Hands an entry to be saved; nothing moves on before it is. */
export const give = (state: State, entry: Entry, after: Pending['after'] = 'next'): State => ({
  ...state,
  message: null,
  pending: { entry, after, failure: null, folder: null, isLeaving: false },
});

export const answer = (form: Questionnaire, state: State, given: Entry['answer']): State =>
  give(state, entryFor(form, state, { state: 'answered', answer: given }));
