import { ascii } from '../../text/ascii.ts';
import { visible, visibleLines } from '../../text/visible.ts';
import { cut, displayWidth, head, wrap } from '../../text/width.ts';
import type { Paint, Style } from '../paint.ts';

/** What the terminal can show. */
export interface Look {
  readonly columns: number;
  readonly unicode: boolean;
  readonly braille: boolean;
}

/** A stretch of one line in one style. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly Span[];

export const blank: Line = [];

export const span = (text: string, style: Style = 'plain'): Span => ({ text, style });

export const line = (text: string, style: Style = 'plain'): Line => [span(text, style)];

export const textOf = (spans: Line): string => spans.map(({ text }) => text).join('');

export const widthOf = (spans: Line): number => displayWidth(textOf(spans));

export const indent = (spans: Line, by: number): Line => [span(' '.repeat(by)), ...spans];

/** The same line pushed in so that it stands in the middle of the columns. */
export const centred = (spans: Line, columns: number): Line =>
  indent(spans, Math.max(0, Math.floor((columns - widthOf(spans)) / 2)));

/** Spaces after a line up to the columns. */
export const padded = (spans: Line, columns: number): Line => [
  ...spans,
  span(' '.repeat(Math.max(0, columns - widthOf(spans)))),
];

/** One line of somebody's text, safe and printable here. Before any measuring: it can get longer. */
export function clean(text: string, look: Look): string {
  if (/^[ -~]*$/.test(text)) return text;
  const shown = visible(text.normalize());
  return look.unicode ? shown : ascii(shown);
}

/** The text in one line, cut where it does not fit. */
export function short(text: string, columns: number, look: Look): string {
  return cut(clean(text, look), columns, look.unicode ? '…' : '...');
}

/** Text wrapped by words; past the last allowed line it is cut. */
export function paragraph(
  text: string,
  columns: number,
  look: Look,
  options: { style?: Style; lines?: number } = {},
): readonly Line[] {
  const rows = visibleLines(text).flatMap((row) => wrap(clean(row, look), columns));
  const most = options.lines ?? rows.length;
  const kept = rows.slice(0, most);
  if (rows.length > most) kept[most - 1] = short(`${kept[most - 1]} ${rows[most]}`, columns, look);
  return kept.map((row) => line(row, options.style));
}

const clip = (spans: Line, columns: number): Line => {
  if (widthOf(spans) <= columns) return spans;
  let room = columns;
  return spans.map(({ text, style }) => {
    const kept = head(text, room);
    room = kept === text ? room - displayWidth(kept) : 0;
    return span(kept, style);
  });
};

const withoutEnd = (spans: Line): Line => {
  const last = spans.at(-1);
  if (last === undefined) return spans;
  const text = last.text.trimEnd();
  if (text === '') return withoutEnd(spans.slice(0, -1));
  return [...spans.slice(0, -1), span(text, last.style)];
};

/** The lines as the terminal gets them. Whatever a layout did, none is wider than the columns. */
export function render(lines: readonly Line[], look: Look, paint: Paint): string {
  const safe = (spans: Line) => spans.map(({ text, style }) => span(clean(text, look), style));
  return lines
    .map((spans) => withoutEnd(clip(safe(spans), look.columns)))
    .map((spans) => spans.map(({ text, style }) => paint(style, text)).join('') + '\n')
    .join('');
}
