import type { Shares } from '../answers/entry.ts';
import type { Input } from '../plan/types.ts';
import { answer } from './give.ts';
import type { Press } from './press.ts';
import type { Questionnaire } from './questionnaire.ts';
import { entryAt, givenShares, questionAt, type Draft, type State } from './state.ts';

type Allocation = Extract<Input, { kind: 'allocation' }>;

/** Points not given yet; negative when too many are. */
export const leftToGive = (shares: readonly string[]): number =>
  100 - shares.reduce((sum, text) => sum + Number(text), 0);

const withDraft = (state: State, change: Partial<Draft>): State => ({
  ...state,
  message: null,
  draft: { ...state.draft, ...change },
});

const saying = (state: State, text: string): State => ({
  ...state,
  message: { tone: 'plain', text },
});

function withShare(state: State, text: string): State {
  const { shares, field } = state.draft;
  const changed = shares.map((share, i) => (i === field ? text : share));
  return withDraft(state, { shares: changed, isTouched: true });
}

const moveField = (state: State, by: number): State => {
  const { shares, field } = state.draft;
  const next = (field + by + shares.length) % shares.length;
  return withDraft(state, { field: next, isTouched: false });
};

function sharesOf({ parts }: Allocation, texts: readonly string[]): Shares {
  const entries = parts.map(({ code }, i) => [code, Number(texts[i])] as const);
  return Object.fromEntries(entries) as unknown as Shares;
}

/** Enter: puts the rest into the last empty share, goes to the next one, or accepts 100 points. */
function takeShare(form: Questionnaire, state: State, input: Allocation): State | null {
  const { shares, field } = state.draft;
  const given = givenShares(questionAt(form, state), entryAt(state, state.at));
  if (shares.every((text, i) => text === given[i])) return null;
  const left = leftToGive(shares);
  const isLastEmpty = shares[field] === '' && shares.filter((text) => text === '').length === 1;
  if (isLastEmpty && left >= 0) return withShare(state, String(left));
  const empty = shares.findIndex((text, i) => text === '' && i !== field);
  if (left === 0) {
    const full = shares.map((text) => (text === '' ? '0' : text));
    return answer(form, withDraft(state, { shares: full }), sharesOf(input, full));
  }
  if (left < 0) return saying(state, form.words.tooMany(-left));
  if (empty >= 0) return withDraft(state, { field: empty, isTouched: false });
  return saying(moveField(state, 1), form.words.left(left));
}

/** Digits go to the share in hand; arrows, Tab and Enter go from share to share. */
export function pressAllocation(
  form: Questionnaire,
  state: State,
  input: Allocation,
  press: Press,
): State | null {
  const { shares, field } = state.draft;
  if (press.name === 'up') return moveField(state, -1);
  if (press.name === 'down' || press.name === 'tab') return moveField(state, 1);
  if (press.name === 'enter') return takeShare(form, state, input);
  if (press.name !== '' || !/^[0-9]$/.test(press.text)) return null;
  // The first digit replaces what stood there, as in a cell of a table.
  const isNew = !state.draft.isTouched || shares[field] === '0';
  const typed = isNew ? press.text : shares[field]! + press.text;
  const excess = Number(typed) - 100;
  return excess > 0 ? saying(state, form.words.tooMany(excess)) : withShare(state, typed);
}
