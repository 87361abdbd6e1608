/** A place on the canvas: columns from the left, rows from the top, not yet rounded. */
export type Point = readonly [x: number, y: number];

/** What was drawn at a dot; later layers lie over earlier ones. */
export type Ink =
  'process-arc' | 'customer-arc' | 'band' | 'tick' | 'ghost' | 'rod' | 'bob' | 'pivot' | 'digit';

export interface Layer {
  readonly ink: Ink;
  readonly dots: readonly Point[];
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Row by row; undefined is empty. */
  readonly dots: readonly (Ink | undefined)[];
}

const rounded = ([x, y]: Point): Point => [Math.round(x), Math.round(y)];

const same = (a: Point, b: Point | undefined) => b !== undefined && a[0] === b[0] && a[1] === b[1];

/** Drops the dots that only turn a corner, which would make a thin curve look lumpy. */
const thinned = (path: readonly Point[]): readonly Point[] => {
  const kept: Point[] = [];
  path.forEach((dot, i) => {
    const [before, after] = [kept.at(-1), path[i + 1]];
    const isCorner =
      before !== undefined &&
      after !== undefined &&
      Math.abs(after[0] - before[0]) === 1 &&
      Math.abs(after[1] - before[1]) === 1;
    if (!isCorner) kept.push(dot);
  });
  return kept;
};

/** The dots along a curve given by its point at t from 0 to 1, one dot thick. */
export function curve(at: (t: number) => Point, length: number): readonly Point[] {
  const steps = Math.max(1, Math.ceil(length * 4));
  const path: Point[] = [];
  for (let i = 0; i <= steps; i++) {
    const dot = rounded(at(i / steps));
    if (!same(dot, path.at(-1))) path.push(dot);
  }
  return thinned(path);
}

/** The dots between two points, one dot thick. */
export function segment(from: Point, to: Point): readonly Point[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return curve((t) => [from[0] + t * dx, from[1] + t * dy], Math.hypot(dx, dy));
}

const around = (centre: Point, radius: number, holds: (distance: number) => boolean) => {
  const dots: Point[] = [];
  for (let y = Math.floor(centre[1] - radius); y <= centre[1] + radius; y++) {
    for (let x = Math.floor(centre[0] - radius); x <= centre[0] + radius; x++) {
      if (holds(Math.hypot(x - centre[0], y - centre[1]))) dots.push([x, y]);
    }
  }
  return dots;
};

/** A filled circle. */
export function disc(centre: Point, radius: number): readonly Point[] {
  return around(centre, radius, (distance) => distance <= radius);
}

/** A hollow circle, as thick as said, inside the radius. */
export function ring(centre: Point, radius: number, thickness: number): readonly Point[] {
  return around(centre, radius, (distance) => distance <= radius && distance > radius - thickness);
}

/** A canvas with the layers drawn in their order; what falls outside is dropped. */
export function draw(width: number, height: number, layers: readonly Layer[]): Canvas {
  const dots = Array.from<Ink | undefined>({ length: width * height });
  for (const { ink, dots: drawn } of layers) {
    for (const [x, y] of drawn.map(rounded)) {
      if (x >= 0 && x < width && y >= 0 && y < height) dots[y * width + x] = ink;
    }
  }
  return { width, height, dots };
}
