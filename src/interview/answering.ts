import { textOfValue, valueOfText } from '../answers/value.ts';
import type { Entry } from '../answers/entry.ts';
import { answer, entryFor, give } from './give.ts';
import type { Input, PlanQuestion } from '../plan/types.ts';
import type { Press } from './press.ts';
import { pressAllocation } from './allocation.ts';
import { metricFault, tidyNumber } from './number.ts';
import type { Questionnaire } from './questionnaire.ts';
import { entryAt, questionAt, type State } from './state.ts';
import { isOneKey, tagsOf } from './tags.ts';

type Options = Extract<Input, { kind: 'options' }>;

const withText = (state: State, text: string): State => ({
  ...state,
  message: null,
  draft: { ...state.draft, text },
});

/** The option an answer stands for, or -1. */
export const chosenOption = ({ options }: Options, entry: Entry | undefined): number =>
  options.findIndex(({ code }) => entry?.state === 'answered' && code === entry.answer);

function choose(form: Questionnaire, state: State, input: Options, option: number): State {
  const { code } = input.options[option]!;
  const given = entryFor(form, state, { state: 'answered', answer: code });
  return give(state, given, input.evidence && code === 'yes' ? 'evidence' : 'next');
}

/** Moves the pointer; it starts at the answer there is, else at the end it comes from. */
function point(state: State, input: Options, by: number): State {
  const last = input.options.length - 1;
  const chosen = chosenOption(input, entryAt(state, state.at));
  const middle = input.form === 'tradeOff' ? Math.floor(last / 2) : by > 0 ? -1 : last + 1;
  const from = state.draft.row ?? (chosen >= 0 ? chosen : middle);
  const row = Math.min(last, Math.max(0, from + by));
  return { ...state, message: null, draft: { ...state.draft, row } };
}

/** Keys that move through the options: along the line of a trade-off, up and down a list. */
const moves: ReadonlyMap<string, number> = new Map([
  ['up', -1],
  ['down', 1],
]);
const movesAlong: ReadonlyMap<string, number> = new Map([...moves, ['left', -1], ['right', 1]]);

function typeTag(form: Questionnaire, state: State, input: Options, press: Press): State | null {
  const tags = tagsOf(input);
  const { text } = state.draft;
  if (press.name === 'enter' && text !== '') {
    const option = tags.indexOf(text);
    if (option >= 0) return choose(form, state, input, option);
  }
  if (press.name !== '' || !/^[0-9]$/.test(press.text)) return null;
  const longer = text + press.text;
  if (tags.some((tag) => tag.startsWith(longer))) return withText(state, longer);
  const rule = form.words.chooseFrom(tags[0]!, tags.at(-1)!);
  return { ...state, message: { tone: 'plain', text: rule } };
}

function pressOptions(
  form: Questionnaire,
  state: State,
  input: Options,
  press: Press,
): State | null {
  const by = (input.form === 'tradeOff' ? movesAlong : moves).get(press.name);
  if (by !== undefined) return point(state, input, by);
  const { row } = state.draft;
  if (press.name === 'enter' && row !== null) return choose(form, state, input, row);
  const tags = tagsOf(input);
  if (!isOneKey(tags)) return typeTag(form, state, input, press);
  const letters = input.form === 'yesNo' ? form.words.keys.yesNo : [];
  const option = [tags.indexOf(press.text), letters.indexOf(press.text.toLowerCase())];
  const found = option.find((index) => index >= 0);
  return found === undefined ? null : choose(form, state, input, found);
}

const longestNumber = 16;

function pressMetric(
  form: Questionnaire,
  state: State,
  input: Extract<Input, { kind: 'metric' }>,
  press: Press,
): State | null {
  const { text } = state.draft;
  if (press.name === 'enter' && text !== '') {
    const value = valueOfText(input, tidyNumber(text));
    if (value !== null) return answer(form, state, textOfValue(input, value));
    const fault = metricFault(form.words, input, text) ?? form.words.notANumber;
    return { ...state, message: { tone: 'plain', text: fault } };
  }
  const isDigit = /^[0-9]$/.test(press.text);
  const isPoint = /^[.,]$/.test(press.text) && !/[.,]/.test(text);
  const isSign = /^[-−]$/.test(press.text) && text === '' && input.min < 0;
  if (!isDigit && !isPoint && !isSign) return null;
  if (text.length >= longestNumber) return state;
  return withText(state, text + (isSign ? '-' : press.text));
}

/** What a key does to the answer of a question, or null when it is not for the answer. */
export function pressAnswer(form: Questionnaire, state: State, press: Press): State | null {
  const { input }: PlanQuestion = questionAt(form, state);
  switch (input.kind) {
    case 'options':
      return pressOptions(form, state, input, press);
    case 'metric':
      return pressMetric(form, state, input, press);
    case 'allocation':
      return pressAllocation(form, state, input, press);
  }
}
