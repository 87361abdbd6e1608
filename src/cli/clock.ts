/** Milliseconds on a clock that never goes back, for people who wait; no output has them in it. */
export const elapsed = (): number => performance.now();
