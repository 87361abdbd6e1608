import type { QuestionResult, UnitResult } from '../../result.ts';
import { fixed } from '../../text/number.ts';
import { own, unitNamed } from '../text/words.ts';
import { leanText, unitOf, type Room, type RoomWords } from './room.ts';

/** One vote on a question. */
export interface Vote {
  readonly count: number;
  readonly mean: number | null;
  readonly spread: number | null;
  readonly label: keyof RoomWords['agreement'] | null;
}

/** A vote on options: one count each. */
export interface Ballot extends Vote {
  readonly counts: readonly number[];
}

interface Head {
  readonly id: string;
  readonly ask: string;
}

/** The vote that counts and, where there were two that may be compared, the first one. */
interface Votes<V> {
  readonly now: V;
  readonly first: V | null;
  readonly firstIsHidden: boolean;
}

/** A question as the room sees it: by its way to answer, or silent with the reason. */
export type Asked =
  | (Head & { readonly form: 'silent'; readonly why: keyof RoomWords['silent'] })
  | (Head & Votes<Ballot> & { readonly form: 'options'; readonly options: readonly string[] })
  | (Head & Votes<Ballot> & { readonly form: 'tradeOff'; readonly options: readonly string[] })
  | (Head & Votes<Vote> & { readonly form: 'allocation'; readonly options: readonly string[] })
  | (Head & Votes<Vote> & { readonly form: 'metric'; readonly unit: string });

export type Silent = Extract<Asked, { form: 'silent' }>;
export type Shown = Exclude<Asked, Silent>;
export type OfOptions = Extract<Asked, { form: 'options' | 'tradeOff' }>;

/** The unit's questions, none where the unit is hidden. */
export const questionsOf = (unit: UnitResult | undefined): readonly QuestionResult[] =>
  unit === undefined || unit.suppressed !== null ? [] : unit.questions;

const find = (unit: UnitResult | undefined, id: string) =>
  questionsOf(unit).find((each) => each.id === id);

const vote = ({ count, mean, spread, agreement }: QuestionResult): Vote => ({
  count: count ?? 0,
  mean,
  spread,
  label: agreement?.label ?? null,
});

const ballot = (question: QuestionResult): Ballot => ({
  ...vote(question),
  counts: question.histogram ?? [],
});

function votes<V>(now: QuestionResult, room: Room, read: (question: QuestionResult) => V) {
  const unit = unitOf(room.result)!;
  const first = room.revoted.includes(now.id)
    ? find(unitNamed(room.first, unit.id), now.id)
    : undefined;
  // The room has seen both of them, each by itself, so that side by side they tell it nothing new.
  return {
    now: read(now),
    first: first?.state === 'answered' ? read(first) : null,
    firstIsHidden: first?.state === 'suppressed',
  };
}

/** A question of the room by its id; hidden where the unit is. */
export function askedOf(room: Room, id: string): Asked {
  const words = own(room.result.words.questions, id);
  const head = { id, ask: words?.ask || id };
  const now = find(unitOf(room.result), id);
  if (now === undefined) return { ...head, form: 'silent', why: 'suppressed' };
  if (now.state !== 'answered') return { ...head, form: 'silent', why: now.state };
  const options = words?.options ?? [];
  if (now.histogram !== null) {
    const form = now.side === 'stated' ? 'tradeOff' : 'options';
    return { ...head, ...votes(now, room, ballot), form, options };
  }
  if (now.side === 'stated') {
    return { ...head, ...votes(now, room, vote), form: 'allocation', options };
  }
  return { ...head, ...votes(now, room, vote), form: 'metric', unit: words?.unit ?? '' };
}

/** A mean as people read it: leans in words, figures with their unit. */
export function meanText(asked: Shown, mean: number, words: RoomWords): string {
  switch (asked.form) {
    case 'tradeOff':
    case 'allocation':
      return leanText(mean, words);
    case 'metric':
      return `${fixed(mean, 1)} ${asked.unit}`.trim();
    case 'options':
      return fixed(mean, 1);
  }
}

/** How far people agree in one word, or why there is nothing to show. */
export function labelOf(asked: Asked, words: RoomWords): string {
  if (asked.form === 'silent') return words.silent[asked.why];
  return asked.now.label === null ? '' : words.agreement[asked.now.label];
}

/** How the votes moved: by what is printed, so that no one sees two equal numbers called apart. */
export function movement(first: number, now: number, words: RoomWords): string {
  const [from, to] = [Number(fixed(first, 1)), Number(fixed(now, 1))];
  if (from === to) return words.asFar;
  return to < from ? words.closer : words.further;
}

/**
 * Ids of the questions in the order to talk about them: most disagreement first, then the others
 * that were answered, then those with nothing to show, both in the order of the scorecard. Questions
 * that were not asked are left out, as are all questions of a hidden unit.
 */
export function byDisagreement({ result, revoted, facts }: Room): readonly string[] {
  const unit = unitOf(result);
  const asked = questionsOf(unit).filter(
    ({ id, state }) => state !== 'not-asked' && !facts.includes(id),
  );
  const ids = (isAnswered: boolean) =>
    asked.filter(({ state }) => (state === 'answered') === isAnswered).map(({ id }) => id);
  const answered = ids(true);
  const discussed = (unit?.discuss ?? []).filter((id) => answered.includes(id));
  const again = [...discussed, ...answered].filter((id) => revoted.includes(id));
  return [...new Set([...again, ...discussed, ...answered, ...ids(false)])];
}
