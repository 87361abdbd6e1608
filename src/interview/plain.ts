import { drive, type OnAnswer } from './drive.ts';
import { answerText } from './answer-view.ts';
import { key, type Press } from './press.ts';
import type { Questionnaire } from './questionnaire.ts';
import { greeting, printed, promptOf, spoken, type Said } from './spoken.ts';
import type { State } from './state.ts';
import { commandOf, meaningOf } from './typed-line.ts';

/** A session after a line, and what is printed about it; the cursor stays behind the last word. */
export interface Turn {
  readonly state: State;
  readonly text: string;
}

/** The prompt, on a line of its own that the answer is typed behind. */
const asking = (form: Questionnaire, state: State): Said => ['', `${promptOf(form, state)}:`];

const ended = (text: string) => (text === '' ? '' : `${text}\n`);

/** What is printed, with the prompt unless the session is over. */
function text(form: Questionnaire, state: State, said: readonly Said[], columns: number): string {
  if (state.end !== null) return ended(printed(said, columns));
  return `${printed([...said, asking(form, state)], columns)} `;
}

/** Where the session stands, in full, as when it begins anew. */
export const repeated = (form: Questionnaire, state: State, columns: number): string =>
  text(form, state, spoken(form, state, true), columns);

/** Said before the first line is typed. */
export const opening = (form: Questionnaire, state: State, columns: number): string =>
  text(form, state, [...greeting(form), ...spoken(form, state, false)], columns);

/** The answer or the note that a line gave, so that a slip of the finger is noticed. */
function given(form: Questionnaire, before: State, after: State): string | null {
  const [earlier, entry] = [before.entries.get(before.at), after.entries.get(before.at)];
  if (entry === undefined || entry === earlier) return null;
  const { note, plain } = form.words;
  if (entry.note === null && (earlier?.note ?? null) !== null) return plain.noteRemoved;
  if (entry.note !== (earlier?.note ?? null)) return note;
  return answerText(form.words, form.plan.questions[before.at]!, entry);
}

type Message = NonNullable<State['message']>;

interface Pressed {
  readonly state: State;
  readonly messages: readonly Message[];
}

/** The keys of a line one after the other, with every message on the way. */
function pressed(
  form: Questionnaire,
  start: State,
  presses: readonly Press[],
  onAnswer: OnAnswer,
): Pressed {
  const messages = new Map<string, Message>();
  let state = start;
  for (const press of presses) {
    const { message } = state;
    state = drive(form, state, press, onAnswer);
    if (state.message !== null && state.message !== message) {
      messages.set(state.message.text, state.message);
    }
  }
  return { state, messages: [...messages.values()] };
}

function messagesSaid(form: Questionnaire, before: State, { state, messages }: Pressed) {
  const answer = given(form, before, state);
  return messages.map(({ tone, text: message }): Said => [
    '',
    tone === 'saved' && answer !== null ? `${answer}: ${message}` : message,
  ]);
}

/** A note is written beside its question, which need not be said again after it. */
const isElsewhere = (before: State, after: State): boolean =>
  before.at !== after.at ||
  (before.mode.kind !== after.mode.kind &&
    !(before.mode.kind === 'note' && after.mode.kind === 'ask'));

/** Help is said and left at once: a line has to mean the same after it as before. */
function helped(
  form: Questionnaire,
  { state }: Pressed,
  onAnswer: OnAnswer,
  columns: number,
): Turn {
  const back = drive(form, state, key('escape'), onAnswer);
  const said = [...spoken(form, state, false), ...spoken(form, back, false)];
  return { state: back, text: text(form, back, said, columns) };
}

/**
 * What a typed line does, and what is printed about it: what was saved, messages, and where the
 * session stands if that is somewhere else now.
 */
export function hear(
  form: Questionnaire,
  before: State,
  line: string,
  onAnswer: OnAnswer,
  columns: number,
): Turn {
  const meaning = meaningOf(form, before, line);
  if (meaning.kind === 'again') return { state: before, text: repeated(form, before, columns) };
  if (meaning.kind === 'nothing') {
    return { state: before, text: text(form, before, [['', meaning.why]], columns) };
  }
  const after = pressed(form, before, meaning.presses, onAnswer);
  const { state } = after;
  if (state.mode.kind === 'help') return helped(form, after, onAnswer, columns);
  const isWhole = commandOf(form.words, line.trim()) === 'review';
  const there = state.end === null && isElsewhere(before, state);
  const said = [
    ...messagesSaid(form, before, after),
    ...(there ? spoken(form, state, isWhole) : []),
  ];
  return { state, text: text(form, state, said, columns) };
}
