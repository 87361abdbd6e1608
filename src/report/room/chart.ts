import { displayWidth, pad } from '../../text/width.ts';
import type { Style } from '../paint.ts';
import { clean, line, paragraph, span, textOf, type Line, type Look } from '../text/line.ts';
import { measure } from '../text/layout.ts';

/** One option with its votes; first is null where there was one vote only. */
export interface Bar {
  readonly label: string;
  readonly now: number;
  readonly first: number | null;
  readonly style: Style;
}

/** Rows of one vote's bar, and empty rows between options. */
export interface Build {
  readonly thick: number;
  readonly gap: number;
}

const marks = ({ unicode }: Look) =>
  unicode ? { now: '█', touching: '▇', first: '░' } : { now: '#', touching: '#', first: '-' };

/** What the bars of two votes look like. */
export const key = (first: string, second: string, look: Look): Line =>
  line(`${marks(look).now} ${second}   ${marks(look).first} ${first}`);

interface Widths {
  readonly label: number;
  readonly bar: number;
  readonly count: number;
}

function widthsOf(bars: readonly Bar[], look: Look): Widths {
  const room = measure(look);
  const longest = Math.max(0, ...bars.map(({ label }) => displayWidth(clean(label, look))));
  const label = Math.min(longest, Math.max(1, Math.floor(room * 0.45)));
  const count = Math.max(...bars.flatMap(({ now, first }) => [now, first ?? 0].map(digits)));
  return { label, count, bar: Math.max(1, room - label - 2 - 1 - count) };
}

const digits = (number: number) => String(number).length;

const highest = (bars: readonly Bar[]) =>
  Math.max(1, ...bars.flatMap(({ now, first }) => [now, first ?? 0]));

/** Columns of a bar; whoever answered can be seen. */
const length = (count: number, most: number, width: number) =>
  count === 0 ? 0 : Math.max(1, Math.round((count / most) * width));

/** One vote's bar, its count at the end of the first row; none keeps its rows empty. */
function vote(count: number, glyph: string, style: Style, columns: number, thick: number) {
  const number = span(`${columns === 0 ? '' : ' '}${count}`, count === 0 ? 'faint' : 'strong');
  const row = [span(glyph.repeat(columns), style)];
  return Array.from({ length: thick }, (_, i): Line => (i === 0 ? [...row, number] : row));
}

/** The bars of one option, each as many rows as said, and its label beside them. */
function option(bar: Bar, most: number, widths: Widths, { thick, gap }: Build, look: Look) {
  const { now, touching, first } = marks(look);
  const solid = thick === 1 && gap === 0 && bar.first === null ? touching : now;
  const rows = (count: number, glyph: string, style: Style) =>
    vote(count, glyph, style, length(count, most, widths.bar), thick);
  const votes = [
    ...rows(bar.now, solid, bar.style),
    ...(bar.first === null ? [] : rows(bar.first, first, 'plain')),
  ];
  return beside(bar.label, votes, widths.label, look);
}

/** A label, wrapped to the rows that stand beside it. */
function beside(label: string, rows: readonly Line[], width: number, look: Look): readonly Line[] {
  const said = paragraph(label, width, look, { lines: rows.length }).map(textOf);
  return rows.map((row, i) => [span(pad(said[i] ?? '', width, 'left') + '  '), ...row]);
}

/** Votes by option as lying bars with their counts, all against the highest count. */
export function chart(bars: readonly Bar[], build: Build, look: Look): readonly Line[] {
  const widths = widthsOf(bars, look);
  const between = Array.from({ length: build.gap }, (): Line => []);
  return bars.flatMap((bar, i) => [
    ...(i === 0 ? [] : between),
    ...option(bar, highest(bars), widths, build, look),
  ]);
}
