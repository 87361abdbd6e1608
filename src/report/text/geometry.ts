import { curve, disc, draw, ring, segment, type Canvas, type Layer, type Point } from './canvas.ts';

/** Everything the picture shows, in positions from -100 to 100. */
export interface Hang {
  readonly position: number;
  readonly target: { readonly position: number; readonly tolerance: number } | null;
  /** Where it hung last round. */
  readonly before: number | null;
  /** Where one zone ends and the next begins. */
  readonly limits: readonly number[];
}

/** Columns, rows and dots of a picture; a unit is one column, or half a row. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
  /** Dots to a unit, in both directions. */
  readonly fineness: number;
}

/** The angle of a position of 100. Wider flattens the ends, narrower crowds the middle. */
const widest = (70 / 180) * Math.PI;

/** Wider than a circle: positions are mostly small, and cells mostly taller than twice their width. */
const stretch = 1.25;

const clamp = (value: number) => Math.max(-100, Math.min(100, value));

/** Lengths of the parts in units, from the height of the picture. */
function parts({ columns, rows }: Size) {
  const bob = rows * 0.32;
  const arc = rows * 2 - 4.5;
  return { pivot: [(columns - 1) / 2, 1] as const, arc, bob, rod: arc - bob - 2.2 };
}

/** Where a position is, at a distance from the pivot, in units. */
function place(size: Size, position: number, distance: number): Point {
  const [x, y] = parts(size).pivot;
  const angle = (clamp(position) / 100) * widest;
  return [x + distance * stretch * Math.sin(angle), y + distance * Math.cos(angle)];
}

const inDots =
  (size: Size) =>
  ([x, y]: Point): Point => [(x + 0.5) * size.fineness - 0.5, (y + 0.5) * size.fineness - 0.5];

const stretchOfArc = (size: Size, from: number, to: number, distance: number) =>
  curve(
    (t) => inDots(size)(place(size, from + t * (to - from), distance)),
    (Math.abs(to - from) / 100) * widest * distance * stretch * size.fineness,
  );

/** Several arcs one inside the other, so close that they leave no hole. */
const thickArc = (size: Size, from: number, to: number, thickness: number) =>
  Array.from({ length: thickness * 2 * size.fineness + 1 }, (_, i) =>
    stretchOfArc(
      size,
      clamp(from),
      clamp(to),
      parts(size).arc - thickness / 2 + i / (2 * size.fineness),
    ),
  ).flat();

const tick = (size: Size, position: number) => {
  const { arc } = parts(size);
  const at = (distance: number) => inDots(size)(place(size, position, distance));
  return segment(at(arc + 1), at(arc + 2.4));
};

const rod = (size: Size, position: number) => {
  const { pivot, rod: length } = parts(size);
  const [from, to] = [inDots(size)(pivot), inDots(size)(place(size, position, length))];
  return Array.from({ length: size.fineness }, (_, i): readonly Point[] => {
    const aside = i - (size.fineness - 1) / 2;
    return segment([from[0] + aside, from[1]], [to[0] + aside, to[1]]);
  }).flat();
};

const hanger = (size: Size): readonly Point[] => {
  const { pivot, bob } = parts(size);
  const half = Math.round(bob) * size.fineness;
  const [x] = inDots(size)(pivot);
  const bar = Array.from({ length: size.fineness }, (_, y) =>
    segment([x - half, y], [x + half, y]),
  );
  return bar.flat();
};

/** Half a dot more than a whole number: a circle without single dots sticking out of it. */
const bobRadius = (size: Size) => Math.floor(parts(size).bob * size.fineness) + 0.5;

/** On a whole dot, so that the circle is the same on both sides. */
const bobAt = (size: Size, position: number): Point => {
  const [x, y] = inDots(size)(place(size, position, parts(size).rod));
  return [Math.round(x), Math.round(y)];
};

/** Where it hung before, hollow, and kept off the bob so that the two do not run together. */
function ghost(size: Size, before: number, now: number): Layer {
  const [x, y] = bobAt(size, now);
  const keepOff = bobRadius(size) + 1.4 * size.fineness;
  const dots = ring(bobAt(size, before), bobRadius(size), size.fineness);
  return { ink: 'ghost', dots: dots.filter((dot) => Math.hypot(dot[0] - x, dot[1] - y) > keepOff) };
}

const scale = (size: Size, { limits, target }: Hang): readonly Layer[] => [
  { ink: 'tick', dots: limits.flatMap((limit) => tick(size, limit)) },
  { ink: 'process-arc', dots: stretchOfArc(size, 0, -100, parts(size).arc) },
  { ink: 'customer-arc', dots: stretchOfArc(size, 0, 100, parts(size).arc) },
  ...(target === null ? [] : [band(size, target)]),
];

const band = (size: Size, { position, tolerance }: NonNullable<Hang['target']>): Layer => ({
  ink: 'band',
  dots: thickArc(size, position - tolerance, position + tolerance, 2),
});

const canvas = (size: Size, layers: readonly Layer[]) =>
  draw(size.columns * size.fineness, size.rows * 2 * size.fineness, layers);

/** What never moves: the arc, its ticks and the target. */
export const scaleDots = (hang: Hang, size: Size): Canvas => canvas(size, scale(size, hang));

/** The pendulum as dots: scale, ghost, rod, bob, from the back to the front. */
export function pendulumDots(hang: Hang, size: Size): Canvas {
  const layers: readonly Layer[] = [
    ...scale(size, hang),
    ...(hang.before === null ? [] : [ghost(size, hang.before, hang.position)]),
    { ink: 'rod', dots: rod(size, hang.position) },
    { ink: 'bob', dots: disc(bobAt(size, hang.position), bobRadius(size)) },
    { ink: 'pivot', dots: hanger(size) },
  ];
  return canvas(size, layers);
}
