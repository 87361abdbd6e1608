/** Rounds to at most three decimals, once, and never to a negative zero. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000 + 0;
/** Milli-points as points. */
export const points = (milliPoints: number): number => rounded(milliPoints / 1000);

/** Null stays null. */
export const maybe = <T, R>(value: T | null, use: (value: T) => R): R | null =>
  value === null ? null : use(value);
