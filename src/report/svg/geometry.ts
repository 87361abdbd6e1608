import { fixed } from '../../text/number.ts';

/** A place in the picture: to the right and down. */
export type Point = readonly [x: number, y: number];

/** Size of the picture of the pendulum without the words under it. */
export const picture = { width: 440, height: 222 } as const;

/** Lengths from the pivot, and radii; the ghost is the larger, to be seen around a bob that has not moved. */
export const lengths = { arc: 172, interval: 161, bob: 134, radius: 19, ghost: 22 } as const;

const pivot: Point = [picture.width / 2, 18];

/** The angle of a position of 100, as on the terminal. */
const widest = (70 / 180) * Math.PI;

const clamp = (position: number) => Math.max(-100, Math.min(100, position));

/** Where a position is, at a distance from the pivot; beyond 100 is at 100. */
export function place(position: number, distance: number): Point {
  const angle = (clamp(position) / 100) * widest;
  return [pivot[0] + distance * Math.sin(angle), pivot[1] + distance * Math.cos(angle)];
}

/** A length in the picture as it is written, to a tenth. */
export const length = (value: number): string => fixed(value, 1).replace(/\.0$/, '');

const at = ([x, y]: Point): string => `${length(x)} ${length(y)}`;

/** The arc between two positions as the data of a path. */
export function arc(from: number, to: number, distance: number): string {
  const radius = length(distance);
  return `M${at(place(from, distance))}A${radius} ${radius} 0 0 0 ${at(place(to, distance))}`;
}

/** A straight line along the rod at a position. */
export const spoke = (position: number, from: number, to: number): string =>
  `M${at(place(position, from))}L${at(place(position, to))}`;
