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

/** Something on the scale: where, how far to both sides, and what it looks like. */
interface Mark {
  readonly position: number;
  readonly reach: number;
  readonly glyph: string;
  readonly style: Style;
}

const at = (position: number, glyph: string, style: Style, reach = 0): Mark => ({
  position,
  reach,
  glyph,
  style,
});

/** From the back to the front. */
function layers(hang: Hang | null, look: Look): readonly Mark[] {
  const { centre, band, before, now } = marks(look.unicode);
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
export const gauge = (hang: Hang | null, columns: number, look: Look): Line =>
  track(layers(hang, look), columns, look);

/** A target and where several rounds hung, each by its own mark; the last mark lies on top. */
export function roundsGauge(
  target: Hang['target'],
  rounds: readonly Pick<Mark, 'position' | 'glyph'>[],
  columns: number,
  look: Look,
): Line {
  const { centre, band } = marks(look.unicode);
  const last = rounds.length - 1;
  const hung = rounds.map(({ position, glyph }, i) =>
    at(position, glyph, i === last ? sideStyle(position) : 'plain'),
  );
  const aim = target === null ? [] : [at(target.position, band, 'plain', target.tolerance)];
  return track([at(0, centre, 'faint'), ...aim, ...hung], columns, look);
}

/** Marks, from the back to the front, on a track of so many columns. */
function track(found: readonly Mark[], columns: number, look: Look): Line {
  const width = Math.max(1, columns % 2 === 0 ? columns - 1 : columns);
  const front = found.toReversed();
  const isOn = ({ position, reach }: Mark, column: number) =>
    columnOf(position - reach, width) <= column && column <= columnOf(position + reach, width);
  return Array.from({ length: width }, (_, column): Span => {
    const mark = front.find((each) => isOn(each, column));
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
