import { graphemeAt } from '../text/width.ts';
import { entryFor, give } from './give.ts';
import type { Press } from './press.ts';
import type { Questionnaire } from './questionnaire.ts';
import { entryAt, showNext, type Mode, type State } from './state.ts';

type Note = Extract<Mode, { kind: 'note' }>;

/** Longer remarks belong in a document; this keeps a sheet readable and below its size limit. */
const longestNote = 2000;

/** Opens the remark of the question on the screen, at its end. */
export const openNote = (state: State, isEvidence: boolean): State => ({
  ...state,
  mode: {
    kind: 'note',
    before: entryAt(state, state.at)?.note ?? '',
    after: '',
    isEvidence,
  },
});

const last = (text: string) => graphemeAt(text, text.length - 1);
const first = (text: string) => graphemeAt(text, 0);
const without = (text: string, end: string) => text.slice(0, text.length - end.length);

/** A line of text with a cursor in it. */
type Typing = Pick<Note, 'before' | 'after'>;

/** What a key does to a line of text, or null. */
export function edited({ before, after }: Typing, press: Press): Typing | null {
  switch (press.name) {
    case 'backspace':
      return { before: without(before, last(before)), after };
    case 'delete':
      return { before, after: after.slice(first(after).length) };
    case 'delete-word':
      return { before: before.replace(/\S*\s*$/u, ''), after };
    case 'clear':
      return { before: '', after };
    case 'left':
      return { before: without(before, last(before)), after: last(before) + after };
    case 'right':
      return { before: before + first(after), after: after.slice(first(after).length) };
    case 'home':
      return { before: '', after: before + after };
    case 'end':
      return { before: before + after, after: '' };
    case '':
      return { before: before + press.text, after };
    default:
      return null;
  }
}

const toAsk = (form: Questionnaire, state: State, mode: Note): State =>
  mode.isEvidence ? showNext(form, state) : { ...state, mode: { kind: 'ask' } };

function keepNote(form: Questionnaire, state: State, mode: Note): State {
  const text = (mode.before + mode.after).trim();
  const note = text === '' ? null : text;
  const earlier = entryAt(state, state.at);
  if (note === (earlier?.note ?? null)) return toAsk(form, state, mode);
  const { state: given, answer } = earlier ?? { state: 'unanswered', answer: null };
  const entry = { ...entryFor(form, state, { state: given, answer }), note };
  return give(state, entry, mode.isEvidence ? 'next' : 'stay');
}

/** Line feeds are typed only by a paste; there they belong to the text. */
const isText = (state: State, press: Press) => state.isPasting && press.text !== '';

/** A key while a remark is written. */
export function pressNote(form: Questionnaire, state: State, mode: Note, press: Press): State {
  if (!isText(state, press)) {
    if (press.name === 'enter') return keepNote(form, state, mode);
    if (press.name === 'escape') return toAsk(form, { ...state, message: null }, mode);
  }
  const change = edited(mode, isText(state, press) ? { name: '', text: press.text } : press);
  if (change === null) return state;
  if (change.before.length + change.after.length > longestNote) {
    return { ...state, message: { tone: 'plain', text: form.words.pasteCut(longestNote) } };
  }
  return { ...state, message: null, mode: { ...mode, ...change } };
}
