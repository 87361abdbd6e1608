import { openOf, type Questionnaire } from './questionnaire.ts';
import type { Press } from './press.ts';
import { showQuestion, showReview, type Mode, type State } from './state.ts';

type Review = Extract<Mode, { kind: 'review' }>;

const page = 8;
const moves: ReadonlyMap<string, number> = new Map([
  ['up', -1],
  ['down', 1],
  ['pageup', -page],
  ['pagedown', page],
  ['home', -Infinity],
  ['end', Infinity],
]);

/** Finishes when nothing is open, or when the person has been told what is and says it again. */
export function finish(form: Questionnaire, state: State): State {
  const open = openOf(form, state.asked, state.entries).length;
  const isArmed = state.mode.kind === 'review' && state.mode.isArmed;
  if (open === 0 || isArmed) return { ...state, end: 'finished' };
  const text = form.words.openLeft(open, form.words.keys.finish);
  return { ...showReview(form, state, true), message: { tone: 'plain', text } };
}

function toNextOpen(form: Questionnaire, state: State, mode: Review): State {
  const open = openOf(form, state.asked, state.entries).map((index) => state.asked.indexOf(index));
  const row = open.find((position) => position > mode.row) ?? open[0] ?? mode.row;
  return { ...state, message: null, mode: { ...mode, row } };
}

/** A key on the list of all questions, or null when it means nothing there. */
export function pressReview(
  form: Questionnaire,
  state: State,
  mode: Review,
  press: Press,
): State | null {
  const by = moves.get(press.name);
  if (by !== undefined) {
    const row = Math.min(state.asked.length - 1, Math.max(0, mode.row + by));
    return { ...state, mode: { ...mode, row } };
  }
  const calm: State = { ...state, message: null };
  if (press.name === 'enter') return showQuestion(form, calm, state.asked[mode.row] ?? state.at);
  if (press.name === 'escape') return showQuestion(form, calm, state.at);
  return press.text.toLowerCase() === form.words.keys.nextOpen
    ? toNextOpen(form, state, mode)
    : null;
}
