import { ascii } from '../text/ascii.ts';
import { visible } from '../text/visible.ts';
import { displayWidth, head, wrap } from '../text/width.ts';

/** What a piece of text is, never what it looks like. */
export type Style = 'plain' | 'strong' | 'faint' | 'customer' | 'process';
export type Paint = (style: Style, text: string) => string;
export type Span = readonly [style: Style, text: string];
export type Line = readonly Span[];

/** The signs drawn on the screen, and how text from files is made fit for it. */
export interface Signs {
  readonly done: string;
  readonly open: string;
  readonly here: string;
  readonly pointer: string;
  readonly check: string;
  readonly cursor: string;
  readonly rail: string;
  readonly centre: string;
  readonly bob: string;
  readonly bar: string;
  readonly gap: string;
  readonly dot: string;
  readonly cut: string;
  readonly show: (text: string) => string;
}

export const unicodeSigns: Signs = {
  done: '●',
  open: '○',
  here: '◉',
  pointer: '▸',
  check: '✓',
  cursor: '▏',
  rail: '─',
  centre: '┼',
  bob: '●',
  bar: '█',
  gap: '░',
  dot: '·',
  cut: '…',
  show: visible,
};

export const asciiSigns: Signs = {
  done: '#',
  open: '.',
  here: '@',
  pointer: '>',
  check: '*',
  cursor: '_',
  rail: '-',
  centre: '+',
  bob: '@',
  bar: '#',
  gap: '.',
  dot: '|',
  cut: '...',
  show: (text) => ascii(visible(text)),
};

export const plain = (text: string): Span => ['plain', text];
export const strong = (text: string): Span => ['strong', text];
export const faint = (text: string): Span => ['faint', text];
export const blank: Line = [];

export const widthOf = (line: Line): number =>
  line.reduce((sum, [, text]) => sum + displayWidth(text), 0);

/** Wrapped text, every line in one style, behind an indent. */
export const paragraph = (style: Style, text: string, columns: number, indent = ''): Line[] =>
  wrap(text, Math.max(1, columns - displayWidth(indent))).map((line) => [
    ['plain', indent],
    [style, line],
  ]);

/** Two pieces at the ends of a line; the right one gives way when there is no room for both. */
export function apart(left: Line, right: Line, columns: number): Line {
  const room = columns - widthOf(left) - widthOf(right);
  return room < 2 ? left : [...left, plain(' '.repeat(room)), ...right];
}

/** The first of some lines that fits, else the last. */
export const fitting = (lines: readonly Line[], columns: number): Line =>
  lines.find((line) => widthOf(line) <= columns) ?? lines.at(-1) ?? [];

/** Pieces one after the other, broken between them so that no line is too long. */
export function flow(pieces: readonly Line[], separator: Span, columns: number): Line[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const longer = last === undefined ? piece : [...last, separator, ...piece];
    if (last !== undefined && widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** A line as the terminal gets it, cut at its last column. */
export function painted(line: Line, columns: number, paint: Paint): string {
  let room = columns;
  return line
    .map(([style, text]) => {
      const part = head(text, room);
      room = Math.max(0, room - displayWidth(part) - (part === text ? 0 : columns));
      return part === '' ? '' : style === 'plain' ? part : paint(style, part);
    })
    .join('');
}
