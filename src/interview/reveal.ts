import type { Words } from '../words/words.ts';
import type { Press } from './press.ts';

/** Seconds a room talks about one question, and what `+` adds. */
const talkTime = 120;
const moreTime = 60;

export interface RevealState {
  /** The list of all questions, or one of them large. */
  readonly mode: 'list' | 'question';
  /** Position of the question in the order of disagreement. */
  readonly row: number;
  /** Lines scrolled off the top of a question that does not fit. */
  readonly top: number;
  /** Ids to vote on again. */
  readonly marked: ReadonlySet<string>;
  /** Seconds left to talk; null while nobody takes the time. */
  readonly left: number | null;
  readonly isRunning: boolean;
  readonly message: string | null;
  readonly end: 'on' | 'again' | 'quit' | null;
}

/** What a room goes through after a vote. */
export interface Reveal {
  /** Question ids, most disagreement first. */
  readonly ids: readonly string[];
  readonly words: Words;
  /** There was no second vote yet. */
  readonly canVoteAgain: boolean;
}

export const beginReveal = (marked: readonly string[]): RevealState => ({
  mode: 'list',
  row: 0,
  top: 0,
  marked: new Set(marked),
  left: null,
  isRunning: false,
  message: null,
  end: null,
});

const say = (state: RevealState, message: string): RevealState => ({ ...state, message });

/** A question on the screen; its time starts anew. */
const goTo = (state: RevealState, row: number, mode = state.mode): RevealState => ({
  ...state,
  mode,
  row,
  top: 0,
  message: null,
  left: null,
  isRunning: false,
});

function forward({ ids }: Reveal, state: RevealState): RevealState {
  if (ids.length === 0) return state;
  if (state.mode === 'list') return goTo(state, state.row, 'question');
  return state.row + 1 < ids.length ? goTo(state, state.row + 1) : goTo(state, 0, 'list');
}

const backward = (state: RevealState): RevealState =>
  state.mode === 'question' && state.row > 0
    ? goTo(state, state.row - 1)
    : goTo(state, state.row, 'list');

function mark({ ids, words, canVoteAgain }: Reveal, state: RevealState): RevealState {
  if (!canVoteAgain) return say(state, words.workshop.votedTwice);
  const id = ids[state.row];
  if (id === undefined) return state;
  const marked = new Set(state.marked);
  if (!marked.delete(id)) marked.add(id);
  return { ...state, marked, message: null };
}

function voteAgain({ words, canVoteAgain }: Reveal, state: RevealState): RevealState {
  if (!canVoteAgain) return say(state, words.workshop.votedTwice);
  const isReady = state.marked.size > 0;
  return isReady
    ? { ...state, end: 'again' }
    : say(state, words.workshop.markFirst(words.workshop.keys.mark));
}

const toggleTime = (state: RevealState): RevealState => ({
  ...state,
  message: null,
  left: state.left === null || state.left === 0 ? talkTime : state.left,
  isRunning: !state.isRunning || state.left === 0,
});

const moreToTalk = (state: RevealState): RevealState => ({
  ...state,
  message: null,
  left: (state.left ?? 0) + moreTime,
  isRunning: true,
});

function scroll({ ids }: Reveal, state: RevealState, by: number): RevealState {
  if (state.mode === 'question') return { ...state, top: Math.max(0, state.top + by) };
  return goTo(state, Math.max(0, Math.min(ids.length - 1, state.row + by)));
}

const page = 8;

/** The state after a key. */
export function pressReveal(reveal: Reveal, state: RevealState, press: Press): RevealState {
  const { keys } = reveal.words.workshop;
  switch (press.name) {
    case 'enter':
    case 'right':
      return forward(reveal, state);
    case 'left':
    case 'backspace':
      return backward(state);
    case 'escape':
      return goTo(state, state.row, 'list');
    case 'up':
    case 'down':
      return scroll(reveal, state, press.name === 'up' ? -1 : 1);
    case 'pageup':
    case 'pagedown':
      return scroll(reveal, state, press.name === 'pageup' ? -page : page);
  }
  switch (press.text.toLowerCase()) {
    case ' ':
    case keys.mark:
      return mark(reveal, state);
    case reveal.words.keys.back:
      return backward(state);
    case keys.list:
      return goTo(state, state.row, 'list');
    case keys.timer:
      return toggleTime(state);
    case '+':
      return moreToTalk(state);
    case keys.voteAgain:
      return voteAgain(reveal, state);
    case keys.goOn:
      return { ...state, end: 'on' };
    case reveal.words.keys.quit:
      return { ...state, end: 'quit' };
    default:
      return state;
  }
}

/** A second passes. */
export const secondLater = (state: RevealState): RevealState => {
  if (!state.isRunning || state.left === null) return state;
  const left = Math.max(0, state.left - 1);
  return { ...state, left, isRunning: left > 0 };
};

/** Minutes and seconds, as a clock on a wall. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
