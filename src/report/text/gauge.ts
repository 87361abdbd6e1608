import type { Hang } from '../pendulum.ts';
import { sideStyle } from '../pendulum.ts';
import type { Style } from '../paint.ts';
import { span, type Line, type Look, type Span } from './line.ts';

const marks = (unicode: boolean) =>
  unicode
    ? { track: '─', centre: '┼', band: '━', before: '○', now: '●' }
    : { track: '-', centre: '+', band: '=', before: 'o', now: '@' };

const columnOf = (position: number, width: number) =>
  Math.round(((Math.max(-100, Math.min(100, position)) + 100) / 200) * (width - 1));

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly glyph: string;
  readonly style: Style;
}

/** From the back to the front. */
function layers(hang: Hang | null, width: number, look: Look): readonly Mark[] {
  const { centre, band, before, now } = marks(look.unicode);
  const at = (position: number, glyph: string, style: Style, reach = 0): Mark => ({
    from: columnOf(position - reach, width),
    to: columnOf(position + reach, width),
    glyph,
    style,
  });
  const middle = at(0, centre, 'faint');
  if (hang === null) return [middle];
  return [
    middle,
    ...(hang.target === null
      ? []
      : [at(hang.target.position, band, 'plain', hang.target.tolerance)]),
    ...(hang.before === null ? [] : [at(hang.before, before, 'plain')]),
    at(hang.position, now, sideStyle(hang.position)),
  ];
}

/** The scale as one line: target, last round and now on a track from process to customer. */
export function gauge(hang: Hang | null, columns: number, look: Look): Line {
  const width = Math.max(1, columns % 2 === 0 ? columns - 1 : columns);
  const found = layers(hang, width, look).toReversed();
  return Array.from({ length: width }, (_, column): Span => {
    const mark = found.find(({ from, to }) => from <= column && column <= to);
    return mark === undefined
      ? span(marks(look.unicode).track, 'faint')
      : span(mark.glyph, mark.style);
  });
}

/** What the two ends of a gauge of so many columns are. */
export function gaugeEnds(columns: number): Line {
  const width = columns % 2 === 0 ? columns - 1 : columns;
  const gap = Math.max(1, width - 'process'.length - 'customer'.length);
  return [span('process', 'process'), span(' '.repeat(gap)), span('customer', 'customer')];
}
