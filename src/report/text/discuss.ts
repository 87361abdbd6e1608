import type { QuestionResult, Result, UnitResult } from '../../result.ts';
import { fixed, lean } from '../../text/number.ts';
import { histogram } from './histogram.ts';
import { heading, inMargin, labelled, separated, textMeasure } from './layout.ts';
import { indent, line, paragraph, type Line, type Look } from './line.ts';
import { count, own } from './words.ts';

/** More than a room can talk through in an hour. */
export const mostDiscussed = 5;

/** Columns of the agreement label before each question. */
const labelWidth = 8;

const roomOf = (look: Look) => Math.max(8, textMeasure(look) - labelWidth);

/** What was answered on average, for answers that are numbers; leans in words. */
export function meanText(asked: QuestionResult, unit: string | null, minus: '-' | '−'): string {
  const { mean, spread, side } = asked;
  if (mean === null) return '';
  const number = side === 'stated' ? lean(mean) : fixed(mean, 1, minus);
  const middle = `mean ${number}${unit === null ? '' : ` ${unit}`}`;
  return spread === null ? middle : `${middle}, spread ${fixed(spread, 1)}`;
}

function numbers(asked: QuestionResult, unit: string | null, look: Look): readonly Line[] {
  const text = meanText(asked, unit, look.unicode ? '−' : '-');
  return text === '' ? [] : paragraph(text, roomOf(look), look, { lines: 2 });
}

export const hasColumns = (answers: readonly number[] | null): answers is readonly number[] =>
  answers !== null && answers.some((each) => each > 0);

function question(asked: QuestionResult, result: Result, look: Look): readonly Line[] {
  const words = own(result.words.questions, asked.id);
  const label = line(asked.agreement?.label ?? '', 'strong');
  const ask = paragraph(words?.ask || asked.id, roomOf(look), look, { lines: 4 });
  const answers = hasColumns(asked.histogram)
    ? histogram(asked.histogram, words?.options ?? [], roomOf(look), look)
    : numbers(asked, words?.unit ?? null, look);
  return [...labelled(label, ask, labelWidth), ...answers.map((each) => indent(each, labelWidth))];
}

/** That there are more questions than are shown. */
export const undiscussed = (left: number): string =>
  `${count(left, 'more question divides', 'more questions divide')} people less.`;

const rest = (left: number): readonly (readonly Line[])[] =>
  left <= 0 ? [] : [[line(undiscussed(left), 'faint')]];

/** The questions to talk about, most disagreement first. */
export const discussed = (unit: UnitResult): readonly QuestionResult[] =>
  unit.discuss.flatMap((id) => unit.questions.find((each) => each.id === id) ?? []);

/** What to talk about first: where people disagree most, with how they answered. */
export function discussion(unit: UnitResult, result: Result, look: Look): readonly Line[] {
  const asked = discussed(unit);
  if (asked.length === 0) return [];
  const shown = asked.slice(0, mostDiscussed).map((each) => question(each, result, look));
  const lines = separated([...shown, ...rest(asked.length - mostDiscussed)]);
  return [...heading('What to discuss', look), ...inMargin(lines, look)];
}
