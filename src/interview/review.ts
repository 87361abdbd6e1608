import { openOf, type Questionnaire } from './questionnaire.ts';
import type { Press } from './press.ts';
import { movedRow } from './rows.ts';
import { listed, sections } from './sections.ts';
import { showQuestion, showReview, type Mode, type State } from './state.ts';

type Review = Extract<Mode, { kind: 'review' }>;

/** Finishes when nothing is open, or when the person has been told what is and says it again. */
export function finish(form: Questionnaire, state: State): State {
  const open = openOf(form, state.asked, state.entries).length;
  const isArmed = state.mode.kind === 'review' && state.mode.isArmed;
  if (open === 0 || isArmed) return { ...state, end: 'finished' };
  const text = form.words.openLeft(open, form.words.keys.finish);
  return { ...showReview(form, state, true), message: { tone: 'plain', text } };
}

function toNextOpen(form: Questionnaire, state: State, mode: Review): State {
  const order = listed(form, state.asked);
  const open = openOf(form, order, state.entries).map((index) => order.indexOf(index));
  const row = open.find((position) => position > mode.row) ?? open[0] ?? mode.row;
  return { ...state, message: null, mode: { ...mode, row } };
}

/** The first row of the next section, or of this one and then of the one before. */
function sectionRow(form: Questionnaire, state: State, row: number, press: Press): number | null {
  if (press.name !== 'left' && press.name !== 'right') return null;
  const order = listed(form, state.asked);
  const starts = sections(form, state.asked).map(([first]) => order.indexOf(first!));
  return press.name === 'right'
    ? (starts.find((start) => start > row) ?? row)
    : (starts.findLast((start) => start < row) ?? 0);
}

/** A key on the list of all questions, or null when it means nothing there. */
export function pressReview(
  form: Questionnaire,
  state: State,
  mode: Review,
  press: Press,
): State | null {
  const order = listed(form, state.asked);
  const row = movedRow(mode.row, order.length, press) ?? sectionRow(form, state, mode.row, press);
  if (row !== null) return { ...state, mode: { ...mode, row } };
  const calm: State = { ...state, message: null };
  if (press.name === 'enter') return showQuestion(form, calm, order[mode.row] ?? state.at);
  if (press.name === 'escape') return showQuestion(form, calm, state.at);
  return press.text.toLowerCase() === form.words.keys.nextOpen
    ? toNextOpen(form, state, mode)
    : null;
}
