import { cut, displayWidth } from '../text/width.ts';
import {
  apart,
  faint,
  fitting,
  plain,
  strong,
  widthOf,
  type Line,
  type Signs,
  type Span,
} from './line.ts';
import { secondsLeft } from './pace.ts';
import { hasAnswer, type Questionnaire } from './questionnaire.ts';
import { sections, sectionTitle } from './sections.ts';
import type { State } from './state.ts';

export const countAnswered = ({ asked, entries }: State): number =>
  asked.filter((index) => hasAnswer(entries.get(index))).length;

function sign(signs: Signs, state: State, index: number) {
  const isDone = hasAnswer(state.entries.get(index));
  if (index === state.at) return strong(signs.here);
  return isDone ? plain(signs.done) : faint(signs.open);
}

/** A sign for each of some questions: answered, open, or the one on the screen. */
export const dotsOf = (signs: Signs, state: State, questions: readonly number[]): Line =>
  questions.map((index) => sign(signs, state, index));

const dots = (form: Questionnaire, state: State, signs: Signs): Line =>
  sections(form, state.asked).flatMap((section, i) => [
    ...(i === 0 ? [] : [plain(' ')]),
    ...dotsOf(signs, state, section),
  ]);

function bar(state: State, signs: Signs, columns: number): Line {
  const share = countAnswered(state) / Math.max(1, state.asked.length);
  const filled = Math.round(share * columns);
  return [plain(signs.bar.repeat(filled)), faint(signs.gap.repeat(columns - filled))];
}

/** How long it will take yet, in words; empty when nothing is left. */
function timeText(form: Questionnaire, state: State): string {
  const seconds = secondsLeft(form, state);
  return seconds === null ? '' : form.words.timeLeft(Math.round(seconds / 60));
}

/** How far the whole is, with the time left where there is room for both. */
export function wholeLine(form: Questionnaire, state: State, signs: Signs, columns: number): Line {
  const answered = form.words.answered(countAnswered(state), state.asked.length);
  const time = timeText(form, state);
  const both = time === '' ? answered : `${answered} ${signs.dot} ${time}`;
  return fitting([[faint(both)], [faint(answered)], []], columns);
}

/**
 * One sign a question, in groups by section, or a plain bar where they do not fit; the time left
 * behind it where it fits.
 */
export function progressLine(
  form: Questionnaire,
  state: State,
  signs: Signs,
  columns: number,
): Line {
  const time = timeText(form, state);
  const right: readonly Span[] = time === '' ? [] : [faint(time)];
  const line = dots(form, state, signs);
  const room = Math.max(columns - widthOf(right) - 3, Math.ceil(columns / 2));
  if (widthOf(line) <= room) return apart(line, right, columns);
  return widthOf(line) <= columns ? line : apart(bar(state, signs, room), right, columns);
}

/** Which section this is, and how far it is; a long title gives way. */
export function placeOf(form: Questionnaire, state: State, signs: Signs, columns: number): Line {
  const mates = sections(form, state.asked).find((each) => each.includes(state.at)) ?? [];
  const position = form.words.inSection(mates.indexOf(state.at) + 1, mates.length);
  const title = signs.show(sectionTitle(form, state.at));
  const room = Math.max(8, columns - displayWidth(position) - 2);
  return [strong(cut(title, room, signs.cut)), faint(`  ${position}`)];
}
