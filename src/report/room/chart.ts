import { displayWidth, pad } from '../../text/width.ts';
import type { Style } from '../paint.ts';
import { clean, line, paragraph, span, type Line, type Look, type Span } from '../text/line.ts';
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

function filled(count: number, glyph: string, style: Style, columns: number, isFirstRow: boolean) {
  const number = isFirstRow
    ? span(`${columns === 0 ? '' : ' '}${count}`, count === 0 ? 'faint' : 'strong')
    : span('');
  return [span(glyph.repeat(columns), style), number];
}

/** The bars of one option, each as many rows as said, and its label beside them. */
function option(bar: Bar, most: number, widths: Widths, { thick, gap }: Build, look: Look) {
  const { now, touching, first } = marks(look);
  const solid = thick === 1 && gap === 0 && bar.first === null ? touching : now;
  const rows = (count: number, glyph: string, style: Style): readonly Line[] => {
    const columns = length(count, most, widths.bar);
    const all = Array.from({ length: thick }, (_, i) =>
      filled(count, glyph, style, columns, i === 0),
    );
    return columns === 0 ? all.slice(0, 1) : all;
  };
  const votes = [
    ...rows(bar.now, solid, bar.style),
    ...(bar.first === null ? [] : rows(bar.first, first, 'plain')),
  ];
  const height = thick * (bar.first === null ? 1 : 2);
  return beside(bar.label, votes, height, widths.label, look);
}

/** A label and what stands beside it, always of the same height, so that options keep their place. */
function beside(
  label: string,
  votes: readonly Line[],
  height: number,
  width: number,
  look: Look,
): readonly Line[] {
  const said = paragraph(label, width, look, { lines: height });
  return Array.from({ length: height }, (_, i): readonly Span[] => {
    const text = said[i]?.map((each) => each.text).join('') ?? '';
    return [span(pad(text, width, 'left') + '  '), ...(votes[i] ?? [])];
  });
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
