import type { Press } from './press.ts';
import { openOf, type Questionnaire } from './questionnaire.ts';
import { movedRow } from './rows.ts';
import { sections } from './sections.ts';
import { showQuestion, type Mode, type State } from './state.ts';

type Sections = Extract<Mode, { kind: 'sections' }>;

/** Puts the list of sections on the screen, on the one of the question that was there. */
export function openSections(form: Questionnaire, state: State): State {
  const here = sections(form, state.asked).findIndex((section) => section.includes(state.at));
  const mode = { kind: 'sections', row: Math.max(0, here), back: state.mode } as const;
  return { ...state, message: null, mode };
}

/** To the first open question of a section, or to its first when nothing is open there. */
function jump(form: Questionnaire, state: State, section: readonly number[]): State {
  const [open = section[0]!] = openOf(form, section, state.entries);
  return showQuestion(form, { ...state, message: null }, open);
}

/** A key on the list of sections, or null when it means nothing there. */
export function pressSections(
  form: Questionnaire,
  state: State,
  mode: Sections,
  press: Press,
): State | null {
  const all = sections(form, state.asked);
  const row = movedRow(mode.row, all.length, press);
  if (row !== null) return { ...state, message: null, mode: { ...mode, row } };
  if (press.name === 'escape') return { ...state, message: null, mode: mode.back };
  const isDigit = /^[1-9]$/.test(press.text);
  const chosen = press.name === 'enter' ? mode.row : isDigit ? Number(press.text) - 1 : -1;
  const section = all[chosen];
  return section === undefined ? null : jump(form, state, section);
}
