import { pressAnswer } from './answering.ts';
import { entryFor, give } from './give.ts';
import { openFolder, pressFolder } from './folder.ts';
import { openNote, pressNote } from './note.ts';
import { openSections, pressSections } from './jump.ts';
import type { Press } from './press.ts';
import { asideOf, openOf, type Questionnaire } from './questionnaire.ts';
import { finish, pressReview } from './review.ts';
import {
  entryAt,
  freshDraft,
  givenShares,
  questionAt,
  showNext,
  showQuestion,
  showReview,
  type Mode,
  type State,
} from './state.ts';
import { tagsOf } from './tags.ts';

const say = (state: State, text: string): State => ({ ...state, message: { tone: 'plain', text } });

/** What is typed and not accepted, as the person sees it; null when there is nothing. */
export function unaccepted(form: Questionnaire, state: State): string | null {
  const { text, shares } = state.draft;
  if (text !== '') return text;
  const given = givenShares(questionAt(form, state), entryAt(state, state.at));
  return shares.some((share, i) => share !== given[i])
    ? shares.map((share) => share || '-').join(' / ')
    : null;
}

function goBack(form: Questionnaire, state: State): State {
  const before = state.asked.findLast((index) => index < state.at);
  if (before === undefined) return say(state, form.words.firstQuestion);
  return showQuestion(form, { ...state, message: null }, before);
}

/** On a yes/no question many take n for No, so it says what it means and waits for a second n. */
function markNotApplicable(form: Questionnaire, state: State): State {
  const { input } = questionAt(form, state);
  const entry = entryFor(form, state, { state: 'not-applicable', answer: null });
  if (input.kind !== 'options' || input.form !== 'yesNo') return give(state, entry);
  const [no, again] = [tagsOf(input).at(-1)!, form.words.keys.notApplicable];
  const warning = form.words.noOrNotApplicable(no, again);
  return state.message?.text === warning ? give(state, entry) : say(state, warning);
}

type Command = (form: Questionnaire, state: State) => State;

/** Letters that always work: they lose nothing that is being typed. */
const commands: { readonly [name: string]: Command } = {
  notApplicable: markNotApplicable,
  dontKnow: (form, state) =>
    give(state, entryFor(form, state, { state: 'dont-know', answer: null })),
  note: (_, state) => openNote({ ...state, message: null }, false),
  help: (_, state) => ({
    ...state,
    message: null,
    mode: { kind: 'help', top: 0, page: 1, back: state.mode },
  }),
};

/** Letters that leave the question. */
const leaving: { readonly [name: string]: Command } = {
  back: goBack,
  sections: openSections,
  review: (form, state) => showReview(form, { ...state, message: null }),
  finish,
  quit: (_, state) => ({ ...state, end: 'quit' }),
};

const commandOf = (form: Questionnaire, press: Press): string | undefined =>
  press.text === ''
    ? undefined
    : Object.entries(form.words.keys).find(([, key]) => key === press.text.toLowerCase())?.[0];

const movement: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['enter', (form, state) => showNext(form, { ...state, message: null })],
  ['right', (form, state) => showNext(form, { ...state, message: null })],
  ['tab', (form, state) => showNext(form, { ...state, message: null })],
  ['left', goBack],
  ['backspace', goBack],
]);

/** Takes back what is typed: the last digit, or with Esc all of it. */
function correct(form: Questionnaire, state: State, press: Press): State | null {
  const { text, shares, field } = state.draft;
  if (press.name === 'escape' || press.name === 'clear') {
    const draft = freshDraft(questionAt(form, state), entryAt(state, state.at));
    return { ...state, message: null, draft };
  }
  if (press.name !== 'backspace') return null;
  if (text !== '')
    return { ...state, message: null, draft: { ...state.draft, text: text.slice(0, -1) } };
  const share = shares[field] ?? '';
  if (share === '') return null;
  const changed = shares.map((other, i) => (i === field ? share.slice(0, -1) : other));
  return { ...state, message: null, draft: { ...state.draft, shares: changed, isTouched: true } };
}

const shown = ({ words }: Questionnaire, { name, text }: Press) =>
  text.trim() === '' ? name || words.hints.space : text;

function pressAsk(form: Questionnaire, state: State, press: Press): State {
  const changed = pressAnswer(form, state, press) ?? correct(form, state, press);
  if (changed !== null) return changed;
  const name = commandOf(form, press) ?? '';
  const staying = commands[name];
  if (staying !== undefined) return staying(form, state);
  const move = leaving[name] ?? movement.get(press.name);
  if (move === undefined)
    return say(state, form.words.unknownKey(shown(form, press), form.words.keys.help));
  const draft = unaccepted(form, state);
  return draft === null ? move(form, state) : say(state, form.words.draftFirst(draft));
}

type List = Extract<Mode, { kind: 'review' | 'sections' }>;

/** The list itself again leads back, as `back` does. */
function leaveList(form: Questionnaire, state: State, mode: List): State {
  const calm: State = { ...state, message: null };
  return mode.kind === 'sections'
    ? { ...calm, mode: mode.back }
    : showQuestion(form, calm, state.at);
}

function pressList(form: Questionnaire, state: State, mode: List, press: Press): State {
  const changed =
    mode.kind === 'review'
      ? pressReview(form, state, mode, press)
      : pressSections(form, state, mode, press);
  if (changed !== null) return changed;
  const name = commandOf(form, press);
  switch (name) {
    case 'finish':
      return finish(form, state);
    case 'quit':
      return { ...state, end: 'quit' };
    case 'help':
      return commands['help']!(form, state);
    case 'back':
      return leaveList(form, state, mode);
    case 'review':
    case 'sections':
      return name === mode.kind ? leaveList(form, state, mode) : leaving[name]!(form, state);
    default:
      return say(state, form.words.unknownKey(shown(form, press), form.words.keys.help));
  }
}

/** Where a key scrolls to; the screen, which knows how much there is, keeps it from going too far. */
function scrolled({ top, page }: Extract<Mode, { kind: 'help' }>, press: Press): number | null {
  switch (press.name) {
    case 'up':
      return top - 1;
    case 'down':
      return top + 1;
    case 'pageup':
      return top - page;
    case 'pagedown':
      return top + page;
    case 'home':
      return 0;
    case 'end':
      return Infinity;
    default:
      return null;
  }
}

function pressHelp(state: State, mode: Extract<Mode, { kind: 'help' }>, press: Press): State {
  const top = scrolled(mode, press);
  return { ...state, mode: top === null ? mode.back : { ...mode, top: Math.max(0, top) } };
}

/**
 * While an answer cannot be saved, every key tries again, one opens the way to another folder, and
 * quit twice leaves without it.
 */
function retry(form: Questionnaire, state: State, press: Press): State {
  if (state.mode.kind === 'folder') return pressFolder(state, state.mode, press);
  const pending = state.pending!;
  const letter = press.text.toLowerCase();
  if (letter === form.words.folder.key) return openFolder(state);
  const isLeaving = letter === form.words.keys.quit;
  if (isLeaving && pending.isLeaving) return { ...state, end: 'quit' };
  return { ...state, pending: { ...pending, failure: null, isLeaving } };
}

const isTyping = ({ mode }: State) => mode.kind === 'note' || mode.kind === 'folder';

function paste(form: Questionnaire, state: State, isPasting: boolean): State {
  const next = { ...state, isPasting };
  return isPasting && state.pending === null && !isTyping(state)
    ? say(next, form.words.pasteIgnored(form.words.keys.note))
    : next;
}

/** The next state of a session after a key. Saving is left to whoever calls: see `drive.ts`. */
export function step(form: Questionnaire, state: State, press: Press): State {
  if (state.end !== null) return state;
  if (press.name === 'paste-start' || press.name === 'paste-end') {
    return paste(form, state, press.name === 'paste-start');
  }
  if (state.isPasting && !isTyping(state)) return state;
  if (state.pending !== null) return retry(form, state, press);
  switch (state.mode.kind) {
    case 'ask':
      return pressAsk(form, state, press);
    case 'note':
      return pressNote(form, state, state.mode, press);
    case 'help':
      return pressHelp(state, state.mode, press);
    case 'review':
    case 'sections':
      return pressList(form, state, state.mode, press);
    case 'folder':
      return { ...state, mode: state.mode.back };
  }
}

const countNew = (now: readonly number[], before: readonly number[]): number =>
  now.filter((index) => !before.includes(index)).length;

/** Saved, and what that did to answers given earlier: put aside with their questions, or back. */
function savedText({ words }: Questionnaire, before: State, after: State): string {
  const aside = asideOf(after.asked, after.entries);
  const wasAside = asideOf(before.asked, before.entries);
  const gone = countNew(aside, wasAside);
  const back = countNew(wasAside, aside);
  return [
    words.saved,
    ...(gone === 0 ? [] : [words.keptAside(gone)]),
    ...(back === 0 ? [] : [words.countsAgain(back)]),
  ].join('; ');
}

/** The state once the pending answer is on disk. */
export function saved(form: Questionnaire, state: State): State {
  const { entry, after, isLeaving } = state.pending!;
  const entries = new Map(state.entries).set(state.at, entry);
  const asked = form.askedOf(entries);
  const { words } = form;
  const text = savedText(form, state, { ...state, entries, asked });
  const message = { tone: 'saved', text } as const;
  const next: State = { ...state, entries, asked, message, pending: null };
  if (isLeaving) return { ...next, end: 'quit' };
  const draft = freshDraft(questionAt(form, next), entry);
  if (after === 'evidence') return openNote({ ...next, draft }, true);
  if (after === 'stay') return { ...next, mode: { kind: 'ask' }, draft: state.draft };
  const onward = showNext(form, next);
  return onward.mode.kind === 'review' && openOf(form, asked, entries).length === 0
    ? {
        ...onward,
        message: { tone: 'saved', text: `${text}; ${words.allAnswered(words.keys.finish)}` },
      }
    : onward;
}

/** The state when the pending answer could not be written. */
export function notSaved(form: Questionnaire, state: State, reason: string): State {
  const pending = { ...state.pending!, failure: reason, folder: null };
  const { words } = form;
  const text = pending.isLeaving
    ? words.stillNotSaved(reason, words.keys.quit)
    : words.notSaved(reason, words.folder.key);
  return { ...state, pending, message: { tone: 'bad', text } };
}
