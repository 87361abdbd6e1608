import { sideOf } from '../text/number.ts';
import type { Style } from './paint.ts';
import type { Ink } from './text/canvas.ts';
import { braille, encode, halfBlocks, lineOf, typewriter, type Cell } from './text/cells.ts';
import type { Line, Look } from './text/line.ts';
import { pendulumDots, scaleDots, type Hang, type Size } from './text/geometry.ts';

export type { Hang };

/** Below these columns there is no room for a picture that says anything. */
export const narrowestPicture = 40;

/** The size of the picture: 71 by 15 cells on 80 columns, never much wider than 90. */
function sizeOf(look: Look): Size {
  const room = Math.min(look.columns, 100) - (look.columns < 60 ? 5 : 9);
  // An odd number of columns, so that there is one in the middle for the rod to hang in.
  const columns = room % 2 === 0 ? room - 1 : room;
  const rows = Math.max(8, Math.round(columns * 0.21));
  return { columns, rows, fineness: look.unicode && look.braille ? 2 : 1 };
}

/** How many rows the picture takes. */
export const pictureRows = (look: Look): number => sizeOf(look).rows;

const encoderOf = ({ unicode, braille: fine }: Look) =>
  !unicode ? typewriter : fine ? braille : halfBlocks;

type Grid = readonly (readonly Cell[])[];

interface Label {
  readonly text: string;
  readonly ink: Ink;
  readonly row: number;
  readonly column: number;
}

const inkedColumns = (cells: readonly Cell[]) =>
  cells.flatMap(({ ink }, column) => (ink === undefined ? [] : [column]));

/** The first row below the ends of the arc where both words fit outside of it. */
function labelsOf(scale: Grid): readonly Label[] {
  const columns = scale[0]!.length;
  const ends = scale.findIndex((cells) => inkedColumns(cells).length > 0);
  for (let row = ends + 1; row < scale.length; row++) {
    const inked = inkedColumns(scale[row]!);
    const left = (inked[0] ?? 0) - 'PROCESS'.length - 1;
    const right = (inked.at(-1) ?? columns) + 2;
    if (left >= 0 && right + 'CUSTOMER'.length <= columns) {
      return [
        { text: 'PROCESS', ink: 'process-arc', row, column: left },
        { text: 'CUSTOMER', ink: 'customer-arc', row, column: right },
      ];
    }
  }
  return [];
}

const written = (cells: readonly Cell[], { text, ink, column }: Label): readonly Cell[] => [
  ...cells.slice(0, column),
  ...Array.from(text, (glyph) => ({ glyph, ink })),
  ...cells.slice(column + text.length),
];

/** The colour of a position's side; the centre has none. */
export function sideStyle(position: number): Style {
  const side = sideOf(position);
  return side === 'centre' ? 'strong' : side;
}

const styleOf =
  (position: number) =>
  (ink: Ink): Style => {
    if (ink === 'process-arc') return 'process';
    if (ink === 'customer-arc') return 'customer';
    if (ink === 'bob' || ink === 'rod') return sideStyle(position);
    return ink === 'ghost' || ink === 'tick' ? 'faint' : 'plain';
  };

/**
 * The pendulum hanging at its position over the scale, as lines. The scale and the words stay where
 * they are whatever the position, so that frames with the bob elsewhere fall on one another.
 */
export function picture(hang: Hang, look: Look): readonly Line[] {
  const [size, encoder] = [sizeOf(look), encoderOf(look)];
  const labels = labelsOf(encode(scaleDots(hang, size), encoder));
  return encode(pendulumDots(hang, size), encoder)
    .map((cells, row) => labels.filter((label) => label.row === row).reduce(written, cells))
    .map((cells) => lineOf(cells, styleOf(hang.position)));
}

/**
 * Where the pendulum is at each of so many steps until it hangs still at the position: let go forty
 * points off it, then swinging through it ever less, past the end of the scale if need be. Ends
 * exactly at the position.
 */
export function swing(position: number, steps: number): readonly number[] {
  const start = position < 0 ? 40 : -40;
  return Array.from({ length: Math.max(1, steps) }, (_, i) => {
    const t = steps <= 1 ? 1 : i / (steps - 1);
    if (t === 1) return position;
    return position + start * (1 - t) * Math.exp(-3 * t) * Math.cos(5 * Math.PI * t);
  });
}
