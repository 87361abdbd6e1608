import type { Result, UnitResult } from '../../result.ts';
import { fixed, sideOf } from '../../text/number.ts';
import { displayWidth, pad } from '../../text/width.ts';
import type { Style } from '../paint.ts';
import { sideStyle, type Hang } from '../pendulum.ts';
import { inGroups, type Entry } from './choose.ts';
import { gauge, gaugeEnds } from './gauge.ts';
import { header } from './header.ts';
import { inMargin, measure, separated } from './layout.ts';
import { clean, indent, line, short, span, type Line, type Look } from './line.ts';
import { hangOf } from './top.ts';
import { isWeak, strengthTitle, tooFew, zoneTitle } from './words.ts';

/** One unit as the overview shows it. */
interface Row {
  readonly title: string;
  readonly titleStyle: Style;
  /** Null where there is nothing to show of the unit but why. */
  readonly hang: Hang | null;
  readonly number: string;
  readonly words: string;
  readonly style: Style;
}

/** The zone, and the side where the zone does not name it: no number goes without its side. */
function zoneWords(position: number, zone: string): string {
  const side = sideOf(position);
  if (side === 'centre' || zone.includes(side)) return zone;
  return zone === '' ? side : `${side}, ${zone}`;
}

const whyNot = ({ suppressed }: UnitResult) =>
  suppressed === null ? tooFew : `not shown: ${suppressed.reason}`;

/** Groups in groups in groups are pushed in no further than this. */
const deepest = 4;

function rowOf({ unit, depth }: Entry, result: Result, previous: Result | null, look: Look): Row {
  const hang = hangOf(unit, result, previous);
  const head = {
    title: '  '.repeat(Math.min(depth, deepest)) + clean(unit.title, look),
    titleStyle: unit.kind === 'group' ? 'strong' : 'plain',
    hang,
  } as const;
  const weak = isWeak(result, unit) ? `, ${strengthTitle(result, unit)}` : '';
  const zone = `${zoneTitle(result, unit) ?? ''}${weak}`;
  if (hang === null) return { ...head, number: '', words: whyNot(unit), style: 'faint' };
  return {
    ...head,
    number: fixed(Math.abs(hang.position), 1),
    words: clean(zoneWords(hang.position, zone), look),
    style: sideStyle(hang.position),
  };
}

interface Widths {
  readonly title: number;
  readonly gauge: number;
  readonly words: number;
}

const numberWidth = 5;
const narrowestGauge = 17;
const widestWords = 36;

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth));

/** The words get what they need, titles up to a third, the gauge the rest; null if that is too little. */
function widthsOf(rows: readonly Row[], look: Look): Widths | null {
  const room = measure(look);
  const title = Math.min(widest(rows.map((row) => row.title)), Math.floor(room / 3));
  const hanging = rows.filter(({ hang }) => hang !== null);
  const words = Math.min(widest(hanging.map((row) => row.words)), widestWords);
  const rest = room - title - numberWidth - words - 5;
  return rest < narrowestGauge ? null : { title, gauge: Math.min(rest, 45), words };
}

const odd = (columns: number) => (columns % 2 === 0 ? columns - 1 : columns);

/** Title, gauge, number and zone side by side. */
function inOneLine(row: Row, widths: Widths, look: Look): Line {
  const title = span(
    pad(short(row.title, widths.title, look), widths.title + 2, 'left'),
    row.titleStyle,
  );
  if (row.hang === null) return [title, span(row.words, row.style)];
  const number = span(pad(row.number, numberWidth + 2, 'right') + ' ', row.style);
  const words = span(short(row.words, widths.words, look), row.style);
  return [title, ...gauge(row.hang, widths.gauge, look), number, words];
}

/** The same one under the other, for narrow terminals. */
function stacked(row: Row, look: Look): readonly Line[] {
  const room = measure(look);
  const step = ' '.repeat(row.title.length - row.title.trimStart().length);
  const said = row.number === '' ? row.words : `${row.number} ${row.words}`;
  const title = line(short(row.title, room, look), row.titleStyle);
  const words = line(step + short(said, room - step.length, look), row.style);
  return row.hang === null ? [title, words] : [title, words, gauge(row.hang, room, look)];
}

const key = (previous: Result | null, look: Look): Line => {
  const [now, before, target] = look.unicode ? ['●', '○', '━'] : ['@', 'o', '='];
  const round = short(previous?.round ?? 'last round', 24, look);
  return line(
    `${now} now   ${previous === null ? '' : `${before} ${round}   `}${target} target`,
    'faint',
  );
};

function body(rows: readonly Row[], look: Look): readonly (readonly Line[])[] {
  const widths = widthsOf(rows, look);
  if (widths === null)
    return [[gaugeEnds(odd(measure(look)))], ...rows.map((row) => stacked(row, look))];
  const ends = indent(gaugeEnds(odd(widths.gauge)), widths.title + 2);
  return [[ends, ...rows.map((row) => inOneLine(row, widths, look))]];
}

/** All units at a glance: one gauge a unit with its target, its last round and its zone. */
export function overview(result: Result, previous: Result | null, look: Look): readonly Line[] {
  const rows = inGroups(result.units).map((entry) => rowOf(entry, result, previous, look));
  const title = result.words.engagement?.title ?? result.scorecard.title;
  const lines = separated([[], ...body(rows, look), [key(previous, look)]]);
  return [...header(title, result, look), ...inMargin(lines, look)];
}
