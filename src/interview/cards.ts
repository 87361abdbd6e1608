import { valueOfText } from '../answers/value.ts';
import type { Entry, Shares } from '../answers/entry.ts';
import type { PlanQuestion } from '../plan/types.ts';
import { tidyNumber } from './number.ts';
import type { Press } from './press.ts';
import type { Questionnaire } from './questionnaire.ts';
import { isOneKey, tagsOf } from './tags.ts';

/** Cards held up by a room, question by question, keyed in by one person. */
export interface Cards {
  readonly form: Questionnaire;
  /** Indexes of the questions, in their order. */
  readonly asked: readonly number[];
  /** The role of every seat; cards are keyed in in the order of the seats. */
  readonly seats: readonly (string | null)[];
}

export interface CardsState {
  /** Position in `asked`. */
  readonly at: number;
  /** What is keyed in for it. Never shown: only how many cards it is. */
  readonly text: string;
  /** Positions whose cards are saved. */
  readonly given: ReadonlySet<number>;
  readonly message: string | null;
  readonly end: 'finished' | 'quit' | null;
}

export const beginCards = ({ asked }: Cards, given: ReadonlySet<number>): CardsState => {
  const open = asked.findIndex((_, position) => !given.has(position));
  const at = open < 0 ? asked.length - 1 : open;
  return { at, text: '', given, message: null, end: null };
};

type Given = Pick<Entry, 'state' | 'answer'>;

const answered = (answer: Entry['answer']): Given => ({ state: 'answered', answer });

function sharesOf(parts: readonly { readonly code: string }[], card: string): Shares | null {
  const texts = card.split('/');
  const isWhole = texts.length === parts.length && texts.every((text) => /^[0-9]{1,3}$/.test(text));
  if (!isWhole || texts.reduce((sum, text) => sum + Number(text), 0) !== 100) return null;
  return Object.fromEntries(
    parts.map(({ code }, i) => [code, Number(texts[i])]),
  ) as unknown as Shares;
}

/** What a card says, or null when it is none of this question's. */
function cardOf({ words }: Questionnaire, { input }: PlanQuestion, card: string): Given | null {
  const { notApplicable, dontKnow } = words.keys;
  if (card === '-') return { state: 'unanswered', answer: null };
  if (card === notApplicable) return { state: 'not-applicable', answer: null };
  if (card === dontKnow) return { state: 'dont-know', answer: null };
  switch (input.kind) {
    case 'options': {
      // No letters for yes and no: who has keyed in y would key in n, which is not applicable.
      const option = tagsOf(input).indexOf(card);
      return option < 0 ? null : answered(input.options[option]!.code);
    }
    case 'metric': {
      const number = tidyNumber(card);
      return valueOfText(input, number) === null ? null : answered(number);
    }
    case 'allocation': {
      const shares = sharesOf(input.parts, card);
      return shares === null ? null : answered(shares);
    }
  }
}

/** What is keyed in for a question: the cards and, after a colon, what shows a yes. */
function partsOf({ input }: PlanQuestion, text: string): readonly [string, string | null] {
  const at = input.kind === 'options' && input.evidence ? text.indexOf(':') : -1;
  if (at < 0) return [text, null];
  const evidence = text.slice(at + 1).trim();
  return [text.slice(0, at), evidence === '' ? null : evidence];
}

/** Where one key is a card, blanks between them need not be typed; in a number a comma is a point. */
function cardsIn({ input }: PlanQuestion, text: string): readonly string[] {
  const isDense = input.kind === 'options' && isOneKey(tagsOf(input));
  const pieces = text
    .toLowerCase()
    .split(input.kind === 'metric' ? /[\s;]+/ : /[\s,;]+/)
    .filter((piece) => piece !== '');
  return isDense ? pieces.flatMap((piece) => piece.split('')) : pieces;
}

export const questionOf = ({ form, asked }: Cards, { at }: CardsState): PlanQuestion =>
  form.plan.questions[asked[at]!]!;

/** How many cards are keyed in so far: all that may be seen of them. */
export const countCards = (cards: Cards, state: CardsState): number =>
  cardsIn(questionOf(cards, state), partsOf(questionOf(cards, state), state.text)[0]).length;

/** One entry a seat, or what is wrong with what was keyed in. */
function entriesOf(cards: Cards, state: CardsState): readonly Entry[] | string {
  const { form, seats } = cards;
  const question = questionOf(cards, state);
  const [keyed, evidence] = partsOf(question, state.text);
  const texts = cardsIn(question, keyed);
  const { workshop } = form.words;
  if (texts.length !== seats.length) return workshop.cardCount(texts.length, seats.length);
  const read = texts.map((text) => cardOf(form, question, text));
  const wrong = read.indexOf(null);
  if (wrong >= 0) return workshop.noCard(wrong + 1);
  return read.map((given) => {
    const note = given!.answer === 'yes' ? evidence : null;
    return { question: question.id, ...given!, note };
  });
}

const say = (state: CardsState, message: string): CardsState => ({ ...state, message });

const show = (state: CardsState, at: number): CardsState => ({
  ...state,
  at,
  text: '',
  message: null,
});

function showNext(cards: Cards, state: CardsState): CardsState {
  return state.at + 1 < cards.asked.length
    ? show(state, state.at + 1)
    : { ...show(state, state.at), end: 'finished' };
}

/** Writes the cards of one question, one entry a seat, so that they cannot be lost; or throws. */
export type OnCards = (entries: readonly Entry[]) => void;

function take(cards: Cards, state: CardsState, onCards: OnCards): CardsState {
  const entries = entriesOf(cards, state);
  if (typeof entries === 'string') return say(state, entries);
  try {
    onCards(entries);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return say(state, cards.form.words.workshop.cardsNotSaved(reason));
  }
  return showNext(cards, { ...state, given: new Set([...state.given, state.at]) });
}

/** Keys that mean something while no card is keyed in. */
function move(cards: Cards, state: CardsState, press: Press): CardsState | null {
  const { keys, workshop } = cards.form.words;
  const letter = press.text.toLowerCase();
  if (press.name === 'enter') {
    return state.given.has(state.at) ? showNext(cards, state) : say(state, workshop.cardsFirst);
  }
  if (letter === keys.back || press.name === 'backspace' || press.name === 'left') {
    return show(state, Math.max(0, state.at - 1));
  }
  return letter === keys.quit ? { ...state, end: 'quit' } : null;
}

const isTyped = (press: Press) => press.name === '' && /^[\x20-\x7e]$/.test(press.text);
const longest = 1000;

/** The state after a key; nothing goes on before the cards of a question are written. */
export function pressCards(
  cards: Cards,
  state: CardsState,
  press: Press,
  onCards: OnCards,
): CardsState {
  const moved = state.text === '' ? move(cards, state, press) : null;
  if (moved !== null) return moved;
  if (press.name === 'enter') return take(cards, state, onCards);
  if (press.name === 'escape' || press.name === 'clear') return show(state, state.at);
  const calm = { ...state, message: null };
  if (press.name === 'backspace') return { ...calm, text: state.text.slice(0, -1) };
  const isBlankFirst = press.text === ' ' && state.text === '';
  if (!isTyped(press) || isBlankFirst || state.text.length >= longest) return state;
  return { ...calm, text: state.text + press.text };
}
