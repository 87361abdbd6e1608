import type { Style } from '../paint.ts';
import { span, type Line, type Span } from './line.ts';
import type { Canvas, Ink } from './canvas.ts';

/** One character of the terminal; ink is undefined where nothing was drawn. */
export interface Cell {
  readonly glyph: string;
  readonly ink: Ink | undefined;
}

/** How many dots a character holds, and which character shows them. */
export interface Encoder {
  readonly across: number;
  readonly down: number;
  /** The dots of one cell, row by row. */
  readonly glyph: (dots: readonly (Ink | undefined)[], top: Ink) => string;
}

/** The ink that gives a cell its colour when several meet in it, the strongest last. */
const strength: readonly Ink[] = [
  'process-arc',
  'customer-arc',
  'tick',
  'ghost',
  'band',
  'rod',
  'pivot',
  'bob',
  'digit',
];

const strongest = (dots: readonly (Ink | undefined)[]): Ink | undefined =>
  dots.reduce(
    (best, ink) =>
      ink !== undefined && (best === undefined || strength.indexOf(ink) > strength.indexOf(best))
        ? ink
        : best,
    undefined,
  );

/** Two square dots a cell. */
export const halfBlocks: Encoder = {
  across: 1,
  down: 2,
  glyph: ([top, bottom]) => (top === undefined ? '▄' : bottom === undefined ? '▀' : '█'),
};

/** Bits of U+2800 by dot, row by row. */
const brailleBits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

/** Eight dots a cell: finer, where the font has it. */
export const braille: Encoder = {
  across: 2,
  down: 4,
  glyph: (dots) =>
    String.fromCodePoint(
      dots.reduce((sum, ink, i) => (ink === undefined ? sum : sum + brailleBits[i]!), 0x2800),
    ),
};

/** Characters for upper dot, lower dot and both. Each ink has its own, for there is no shading. */
const typed: { readonly [I in Ink]: readonly [upper: string, lower: string, both: string] } = {
  'process-arc': ["'", '.', ':'],
  'customer-arc': ["'", '.', ':'],
  band: ['=', '=', '='],
  tick: ["'", '.', '|'],
  ghost: ['o', 'o', 'o'],
  rod: ["'", '.', ':'],
  bob: ['@', '@', '@'],
  pivot: ['=', '=', '='],
  digit: ["'", '.', '#'],
};

/** Two dots a cell by letters and signs, for terminals without Unicode. */
export const typewriter: Encoder = {
  across: 1,
  down: 2,
  glyph: ([upper, lower], ink) => typed[ink][upper === undefined ? 1 : lower === undefined ? 0 : 2],
};

const dotsOf = (canvas: Canvas, { across, down }: Encoder, column: number, row: number) =>
  Array.from(
    { length: across * down },
    (_, i) =>
      canvas.dots[
        (row * down + Math.floor(i / across)) * canvas.width + column * across + (i % across)
      ],
  );

/** The canvas as characters. */
export function encode(canvas: Canvas, encoder: Encoder): readonly (readonly Cell[])[] {
  const [columns, rows] = [canvas.width / encoder.across, canvas.height / encoder.down];
  return Array.from({ length: rows }, (_r, row) =>
    Array.from({ length: columns }, (_c, column) => {
      const dots = dotsOf(canvas, encoder, column, row);
      const ink = strongest(dots);
      return { glyph: ink === undefined ? ' ' : encoder.glyph(dots, ink), ink };
    }),
  );
}

/** A row of cells as a line; neighbours of one style share a span. */
export function lineOf(cells: readonly Cell[], styleOf: (ink: Ink) => Style): Line {
  const spans: Span[] = [];
  for (const { glyph, ink } of cells) {
    const last = spans.at(-1);
    const style = ink === undefined ? (last?.style ?? 'plain') : styleOf(ink);
    if (last?.style === style) spans[spans.length - 1] = span(last.text + glyph, style);
    else spans.push(span(glyph, style));
  }
  return spans;
}
