import type { Result } from '../../result.ts';
import { sideOf } from '../../text/number.ts';
import { heading, inMargin, labelled, measure } from '../text/layout.ts';
import { blank, line, padded, paragraph, span, type Line, type Look } from '../text/line.ts';
import { unitOf, type RoomWords } from './room.ts';

export const fields = ['upsides', 'overuse', 'warnings'] as const;

type Field = (typeof fields)[number];
type Side = 'process' | 'customer';
type Map = NonNullable<Result['words']['polarity']>;

/** The side the unit leans to; null where it may as well hang at the centre, or is not shown. */
export function leaning(result: Result): Side | null {
  const unit = unitOf(result);
  if (unit === undefined || unit.suppressed !== null || unit.position === null) return null;
  const { low, high } = unit.interval ?? { low: unit.position, high: unit.position };
  const side = sideOf(unit.position);
  return side === 'centre' || (low <= 0 && high >= 0) ? null : side;
}

/** Fewer columns for a side than this, and the sides go under each other. */
const narrowestSide = 28;

const gap = 3;

const sideWidth = (look: Look) => Math.floor((measure(look) - gap) / 2);

const isNarrow = (look: Look) => sideWidth(look) < narrowestSide;

/** The side's name; the one the unit leans to is told by a mark and by words. */
function title(side: Side, leans: Side | null, look: Look, words: RoomWords): Line {
  const name = words.sides[side].toUpperCase();
  if (side !== leans) return line(name, side);
  return [span(look.unicode ? '▶ ' : '> '), span(`${name} (${words.leansHere})`, 'strong')];
}

function statements(map: Map, field: Field, side: Side, leans: Side | null, look: Look) {
  const columns = isNarrow(look) ? measure(look) : sideWidth(look);
  const style = side === leans ? 'strong' : 'plain';
  const bullet = look.unicode ? '•' : '-';
  return map[side][field].flatMap((each) =>
    labelled(line(bullet, side), paragraph(each, Math.max(1, columns - 2), look, { style }), 2),
  );
}

const beside = (left: readonly Line[], right: readonly Line[], look: Look): readonly Line[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [
    ...padded(left[i] ?? [], sideWidth(look) + gap),
    ...(right[i] ?? []),
  ]);

/** Process at the left and customer at the right, as the pendulum has them, or one after the other. */
function pair(process: readonly Line[], customer: readonly Line[], look: Look): readonly Line[] {
  return isNarrow(look) ? [...process, ...customer] : beside(process, customer, look);
}

/** One field of both sides under its own heading. */
function field(map: Map, name: Field, leans: Side | null, look: Look, words: RoomWords) {
  const of = (side: Side) => [
    title(side, leans, look, words),
    ...statements(map, name, side, leans, look),
  ];
  const [process, customer] = [of('process'), of('customer')];
  const apart = isNarrow(look) ? [...process, blank] : process;
  return inMargin(pair(apart, customer, look), look);
}

/**
 * The polarity map: upsides over overuse over early warnings, process beside customer. One page
 * where it fits the rows, else a page a field; none where the library has no map.
 */
export function polarity(
  result: Result,
  look: Look & { readonly rows: number },
  words: RoomWords,
): readonly (readonly Line[])[] {
  const map = result.words.polarity;
  if (map === null) return [];
  const leans = leaning(result);
  const parts = fields.map((name) => [
    ...heading(`${words.polarity}: ${words.fields[name]}`, look),
    ...field(map, name, leans, look, words),
  ]);
  const whole = parts.flat();
  return whole.length <= look.rows ? [whole] : parts;
}
