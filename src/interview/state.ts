import type { Entry, Shares } from '../answers/entry.ts';
import type { PlanQuestion } from '../plan/types.ts';
import { unknownPace, type Pace } from './pace.ts';
import { openOf, type Entries, type Questionnaire } from './questionnaire.ts';
import { listed } from './sections.ts';

/** What is typed or pointed at and not yet an answer. */
export interface Draft {
  /** Option pointed at with the arrows. */
  readonly row: number | null;
  /** A number being typed. */
  readonly text: string;
  /** Shares of an allocation being typed, and the one the keys go to. */
  readonly shares: readonly string[];
  readonly field: number;
  /** Something was typed into that share since the keys went to it. */
  readonly isTouched: boolean;
}

export type Mode =
  | { readonly kind: 'ask' }
  | {
      readonly kind: 'note';
      /** The text on both sides of the cursor. */
      readonly before: string;
      readonly after: string;
      /** Asked for by a yes, so that the next question follows it. */
      readonly isEvidence: boolean;
    }
  | {
      /** Where to go on with a session that cannot be saved where it is. */
      readonly kind: 'folder';
      readonly before: string;
      readonly after: string;
      readonly back: Mode;
    }
  | {
      readonly kind: 'help';
      /** First line in sight, and how many are, as far as the screen has said. */
      readonly top: number;
      readonly page: number;
      readonly back: Mode;
    }
  | { readonly kind: 'sections'; readonly row: number; readonly back: Mode }
  | { readonly kind: 'review'; readonly row: number; readonly isArmed: boolean };

interface Message {
  readonly tone: 'plain' | 'saved' | 'bad';
  readonly text: string;
}

/** An answer that was given and is not yet on disk. */
export interface Pending {
  readonly entry: Entry;
  readonly after: 'next' | 'evidence' | 'stay';
  /** Why the last attempt failed; null before the first. */
  readonly failure: string | null;
  /** Another folder to take the session to before the next attempt. */
  readonly folder: string | null;
  /** The person pressed quit while it could not be saved. */
  readonly isLeaving: boolean;
}

/** Where a session stands. Everything on the screen follows from it. */
export interface State {
  /** Saved answers only. */
  readonly entries: Entries;
  readonly asked: readonly number[];
  /** Index of the question on the screen. */
  readonly at: number;
  readonly mode: Mode;
  readonly draft: Draft;
  readonly message: Message | null;
  readonly pending: Pending | null;
  readonly pace: Pace;
  readonly isPasting: boolean;
  readonly end: 'finished' | 'quit' | 'closed' | null;
}

/** The answer to show: the given one, even while it cannot be saved. */
export const entryAt = ({ pending, entries, at }: State, index: number): Entry | undefined =>
  pending !== null && index === at ? pending.entry : entries.get(index);

export const questionAt = ({ plan }: Questionnaire, { at }: State): PlanQuestion =>
  plan.questions[at]!;

const shareTexts = (question: PlanQuestion, answer: Shares): readonly string[] =>
  question.input.kind !== 'allocation'
    ? []
    : question.input.parts.map(({ code }) => String(answer[code as keyof Shares] ?? 0));

/** The shares a question starts with: those given earlier, else empty. */
export function givenShares(question: PlanQuestion, entry: Entry | undefined): readonly string[] {
  const answer = entry?.answer ?? null;
  if (typeof answer === 'object' && answer !== null) return shareTexts(question, answer);
  return question.input.kind === 'allocation' ? question.input.parts.map(() => '') : [];
}

/** A question with nothing typed yet. */
export const freshDraft = (question: PlanQuestion, entry: Entry | undefined): Draft => ({
  row: null,
  text: '',
  shares: givenShares(question, entry),
  field: 0,
  isTouched: false,
});

/** Puts a question on the screen. */
export function showQuestion(form: Questionnaire, state: State, at: number): State {
  const draft = freshDraft(form.plan.questions[at]!, state.entries.get(at));
  return { ...state, at, mode: { kind: 'ask' }, draft };
}

/** Puts the list of questions on the screen, on the first open one. */
export function showReview(form: Questionnaire, state: State, isArmed = false): State {
  const order = listed(form, state.asked);
  const [first = state.at] = openOf(form, order, state.entries);
  const row = Math.max(0, order.indexOf(first));
  return { ...state, mode: { kind: 'review', row, isArmed } };
}

/** The question after this one, or the list when this is the last. */
export function showNext(form: Questionnaire, state: State): State {
  const next = state.asked.find((index) => index > state.at);
  return next === undefined ? showReview(form, state) : showQuestion(form, state, next);
}

/** The open question after the one answered last, going round, or null when nothing is open. */
function firstOpenAfter(form: Questionnaire, entries: Entries, asked: readonly number[]) {
  const last = [...entries.keys()].at(-1) ?? -1;
  const open = openOf(form, asked, entries);
  return open.find((index) => index > last) ?? open[0] ?? null;
}

/**
 * A session at its start or as it was left: on the question that was left, on the first question,
 * on the open question after the last answer, or on the list when nothing is open. `entries` come in
 * the order they were given; `left` is null where nothing else is known.
 */
export function begin(
  form: Questionnaire,
  entries: Entries = new Map(),
  left: number | null = null,
): State {
  const asked = form.askedOf(entries);
  const next = entries.size === 0 ? (asked[0] ?? null) : firstOpenAfter(form, entries, asked);
  const open = left !== null && asked.includes(left) ? left : next;
  const at = open ?? asked.at(-1) ?? 0;
  const state: State = {
    entries,
    asked,
    at,
    mode: { kind: 'ask' },
    draft: freshDraft(form.plan.questions[at]!, entries.get(at)),
    message: null,
    pending: null,
    pace: unknownPace,
    isPasting: false,
    end: null,
  };
  return open === null ? showReview(form, state) : state;
}
