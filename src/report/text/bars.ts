import type { DimensionResult, MarketResult } from '../../result.ts';
import { displayWidth, pad } from '../../text/width.ts';
import { inMargin, measure } from './layout.ts';
import { clean, indent, line, short, span, type Line, type Look } from './line.ts';
import { points, tooFew } from './words.ts';

type Target = MarketResult['target'] | null;
type Side = 'customer' | 'process';

const marks = (unicode: boolean) =>
  unicode
    ? { full: '▄', half: { process: '▗', customer: '▖' }, centre: '│', target: '┃' }
    : { full: '#', half: { process: ' ', customer: ' ' }, centre: '|', target: ':' };

const ends = (unicode: boolean) =>
  unicode ? ['◂ process', 'customer ▸'] : ['< process', 'customer >'];

/** From the centre outward: filled, half filled at the end where that can be shown, then empty. */
function cells(score: number, side: Side, width: number, look: Look): readonly string[] {
  const { full, half } = marks(look.unicode);
  const halves =
    (look.unicode ? 1 : 2) * Math.round((score / 100) * width * (look.unicode ? 2 : 1));
  return Array.from({ length: width }, (_, i) => {
    if (2 * i + 2 <= halves) return full;
    return 2 * i + 1 === halves ? half[side] : ' ';
  });
}

/** Why there is no bar, as long as there is room, next to the centre. */
function why(isHidden: boolean, side: Side, width: number): Line {
  const words = isHidden
    ? ['hidden, as few answered', 'hidden']
    : [tooFew, 'too few answers', 'too few'];
  const text = words.find((each) => each.length <= width) ?? '';
  return [span(pad(text, width, side === 'process' ? 'right' : 'left'), 'faint')];
}

/** One side's bar with its target. Both are made outward from the centre, then one is turned. */
function bar(dimension: DimensionResult, side: Side, target: Target, width: number, look: Look) {
  const score = dimension[side];
  if (score === null) return why(dimension.hidden.includes(side), side, width);
  const at = target === null ? -1 : Math.min(width - 1, Math.round((target[side] / 100) * width));
  const outward = cells(score, side, width, look).map((cell, i) =>
    i === at ? span(marks(look.unicode).target) : span(cell, side),
  );
  return side === 'process' ? outward.toReversed() : outward;
}

interface Widths {
  /** Columns of the title; 0 puts it on a line of its own. */
  readonly title: number;
  /** Columns of one side's bar. */
  readonly bar: number;
}

/** Columns of a score and the space that holds it off the bar. */
const scoreWidth = 6;

function widthsOf(titles: readonly string[], look: Look): Widths {
  const room = measure(look);
  const longest = Math.max(0, ...titles.map((title) => displayWidth(clean(title, look))));
  const title = room < 60 ? 0 : Math.min(longest + 2, Math.floor(room / 2));
  const width = Math.floor((room - title - 2 * scoreWidth - 1) / 2);
  return { title, bar: Math.max(1, Math.min(width, 28)) };
}

const score = (value: number | null) => (value === null ? '' : points(value));

/** Both bars of a dimension around the centre line, each with its number at the outer end. */
function pair(dimension: DimensionResult, target: Target, width: number, look: Look) {
  const { process, customer } = dimension;
  return [
    span(pad(score(process), scoreWidth - 1, 'right') + ' '),
    ...bar(dimension, 'process', target, width, look),
    span(marks(look.unicode).centre, 'faint'),
    ...bar(dimension, 'customer', target, width, look),
    span(pad(score(customer), scoreWidth, 'right')),
  ];
}

function row(
  dimension: DimensionResult,
  target: Target,
  widths: Widths,
  look: Look,
): readonly Line[] {
  const bars = pair(dimension, target, widths.bar, look);
  if (widths.title === 0) return [line(short(dimension.title, measure(look), look)), bars];
  const title = short(dimension.title, widths.title - 2, look);
  return [[span(pad(title, widths.title, 'left')), ...bars]];
}

function sides(widths: Widths, look: Look): Line {
  const [left, right] = ends(look.unicode);
  const words = [
    span(pad(left!, widths.bar, 'right'), 'process'),
    span(' '),
    span(right!, 'customer'),
  ];
  return indent(words, widths.title + scoreWidth);
}

function key(target: Target, widths: Widths, look: Look): readonly Line[] {
  if (target === null) return [];
  const aims = `process ${points(target.process)}, customer ${points(target.customer)}`;
  const text = `${marks(look.unicode).target} target ${aims}`;
  const room = measure(look) - displayWidth(text);
  return [indent(line(text, 'faint'), Math.max(0, Math.min(widths.title + scoreWidth, room)))];
}

/** The dimensions as paired bars around a centre line, process to the left, customer to the right. */
export function dimensionBars(
  dimensions: readonly DimensionResult[],
  target: Target,
  look: Look,
): readonly Line[] {
  const titles = dimensions.map(({ title }) => title);
  const widths = widthsOf(titles, look);
  const rows = dimensions.flatMap((each) => row(each, target, widths, look));
  return inMargin([sides(widths, look), ...rows, ...key(target, widths, look)], look);
}
