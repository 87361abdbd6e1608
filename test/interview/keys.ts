import type { Entry } from '../../src/answers/entry.ts';
import { drive, type OnAnswer } from '../../src/interview/drive.ts';
import { key, typed, type Press } from '../../src/interview/press.ts';
import { questionnaire, type Questionnaire } from '../../src/interview/questionnaire.ts';
import { begin, type State } from '../../src/interview/state.ts';
import type { Plan } from '../../src/plan/types.ts';
import { english } from '../../src/words/english.ts';
import type { Words } from '../../src/words/words.ts';

export const formOf = (
  plan: Plan,
  options: { readonly live?: boolean; readonly words?: Words } = {},
): Questionnaire =>
  questionnaire(
    plan,
    { markets: [], role: null, unit: 'bulk' },
    { words: english, who: 'bulk / r07', ...options },
  );

/** Keys as a line: `4 c hello enter`; words that are no key names are typed letter by letter. */
const names = new Set(
  'enter escape up down left right tab backspace delete home end clear delete-word pageup pagedown paste-start paste-end'.split(
    ' ',
  ),
);
export const presses = (line: string): readonly Press[] =>
  line
    .split(' ')
    .flatMap((word) => (names.has(word) ? [key(word)] : [...word.replaceAll('_', ' ')].map(typed)));

export interface Played {
  readonly state: State;
  readonly saved: readonly Entry[];
}

/** Presses the keys one after the other. */
export function play(
  form: Questionnaire,
  line: string,
  start: State = begin(form),
  save?: OnAnswer,
): Played {
  const saved: Entry[] = [];
  const onAnswer: OnAnswer = (entry, folder) => {
    save?.(entry, folder);
    saved.push(entry);
  };
  const state = presses(line).reduce((here, press) => drive(form, here, press, onAnswer), start);
  return { state, saved };
}
