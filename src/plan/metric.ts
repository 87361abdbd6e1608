import { divide } from './integers.ts';

type Breakpoints = readonly (readonly [value: number, points: number])[];

/**
 * Milli-points of a metric's value (both scaled integers): straight lines between breakpoints,
 * clamped at the ends, rounded half up once.
 */
export function metricPoints(breakpoints: Breakpoints, value: number): number {
  const first = breakpoints[0]!;
  if (value <= first[0]) return first[1];
  for (let i = 1; i < breakpoints.length; i++) {
    const [rightValue, rightPoints] = breakpoints[i]!;
    if (value > rightValue) continue;
    const [leftValue, leftPoints] = breakpoints[i - 1]!;
    const width = rightValue - leftValue;
    const rise = rightPoints - leftPoints;
    return divide(leftPoints * width + (value - leftValue) * rise, width);
  }
  return breakpoints.at(-1)![1];
}
