import type { Result, UnitResult } from '../../result.ts';
import { fixed, lean, sideOf } from '../../text/number.ts';
import { narrowestPicture, picture, sideStyle, type Hang } from '../pendulum.ts';
import { bigNumber, bigWord } from './digits.ts';
import { gauge, gaugeEnds } from './gauge.ts';
import { flow, measure } from './layout.ts';
import {
  blank,
  centred,
  line,
  padded,
  paragraph,
  short,
  widthOf,
  type Line,
  type Look,
} from './line.ts';
import { points, positionBefore, zoneLimits, zoneText } from './words.ts';

/** Everything the picture of a unit shows, or null where it has no position to show. */
export function hangOf(unit: UnitResult, result: Result, previous: Result | null): Hang | null {
  if (unit.position === null || unit.suppressed !== null) return null;
  const { position, tolerance } = unit.market?.target ?? { position: 0, tolerance: 0 };
  return {
    position: unit.position,
    target: unit.market === null ? null : { position, tolerance },
    before: positionBefore(previous, unit.id),
    limits: zoneLimits(result),
  };
}

const middle = (lines: readonly Line[], look: Look): readonly Line[] => {
  const width = Math.max(...lines.map(widthOf));
  return lines.map((each) => centred(padded(each, width), Math.min(look.columns, 100)));
};

const sideWords = {
  customer: ['toward', 'CUSTOMER'],
  process: ['toward', 'PROCESS'],
  centre: ['at the', 'CENTRE'],
} as const;

/** The side beside the big number: big as well, or plain where there is no room for that. */
function besideNumber(position: number, look: Look): readonly Line[] {
  const style = sideStyle(position);
  const [small, word] = sideWords[sideOf(position)];
  return look.columns < roomForWords
    ? [blank, line(small), line(word, style), blank]
    : [line(small), ...bigWord(word, { unicode: look.unicode, style })];
}

/** Columns that 100.0 and CUSTOMER take in big letters, and that the number takes alone. */
const roomForWords = 76;
const roomForNumber = 50;

/** The number and the side in letters that can be read from the back of the room. */
function big(position: number, look: Look): readonly Line[] {
  const shown = { unicode: look.unicode, style: sideStyle(position) };
  const number = bigNumber(fixed(Math.abs(position), 1), shown);
  const left = Math.max(...number.map(widthOf)) + 3;
  const side = besideNumber(position, look);
  return middle(
    number.map((each, row) => [...padded(each, left), ...side[row]!]),
    look,
  );
}

/** Number, side and zone under the picture. */
function reading(unit: UnitResult, result: Result, look: Look, isBrief: boolean): readonly Line[] {
  const position = unit.position!;
  const options = { lines: 3, style: 'strong' } as const;
  const zone = paragraph(zoneText(unit, result), measure(look), look, options);
  const zoneLines = zone.flatMap((each) => middle([each], look));
  const small = middle([line(lean(position), sideStyle(position))], look);
  if (isBrief) return [...small, ...zoneLines];
  const number = look.columns < roomForNumber ? small : [...big(position, look), blank];
  return [blank, ...number, ...zoneLines, blank];
}

const signs = (unicode: boolean) =>
  unicode
    ? { before: '○', target: '━', limit: '╵', within: '±' }
    : { before: 'o', target: '=', limit: "'", within: '+/-' };

/** What the parts of the picture mean, with the numbers behind them. */
function legend(hang: Hang, previousRound: string | null, look: Look): readonly Line[] {
  const { before, target, within, limit } = signs(look.unicode);
  const items: Line[] = [];
  if (hang.before !== null) {
    const round = short(previousRound ?? 'last round', 24, look);
    items.push(line(`${before} ${round} ${lean(hang.before)}`));
  }
  if (hang.target !== null) {
    const { position, tolerance } = hang.target;
    items.push(line(`${target} target ${lean(position)} ${within} ${points(tolerance)}`));
  }
  if (hang.limits.length > 0) items.push(line(`${limit} zones`));
  return flow(items, measure(look), 2).flatMap((each) => middle([each], look));
}

/** How the top of a page is laid out: the columns of its picture, and whether every row counts. */
export interface TopLayout {
  readonly columns: number;
  readonly isBrief: boolean;
}

/**
 * The top of a page: the pendulum, its number and its zone, with the bob at the unit's position or,
 * while it swings, elsewhere. Always the same number of lines for a unit. The picture may be smaller
 * than the page, for a screen with few rows.
 */
export function top(
  unit: UnitResult,
  result: Result,
  previous: Result | null,
  look: Look,
  bobAt: number | null = null,
  { columns, isBrief }: TopLayout = { columns: look.columns, isBrief: false },
): readonly Line[] {
  const hang = hangOf(unit, result, previous);
  if (hang === null) return [];
  const swung = { ...hang, position: bobAt ?? hang.position };
  const drawn =
    columns < narrowestPicture
      ? [gauge(swung, look.columns, look), gaugeEnds(look.columns)]
      : middle(picture(swung, { ...look, columns }), look);
  const explained = legend(hang, previous?.round ?? null, look);
  const above = isBrief ? [] : [blank];
  return [...above, ...drawn, ...reading(unit, result, look, isBrief), ...explained];
}
