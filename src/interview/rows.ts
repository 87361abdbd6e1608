import type { Press } from './press.ts';

const page = 8;
const moves: ReadonlyMap<string, number> = new Map([
  ['up', -1],
  ['down', 1],
  ['pageup', -page],
  ['pagedown', page],
  ['home', -Infinity],
  ['end', Infinity],
]);

/** The row of a list that a key leads to, or null when the key does not move. */
export function movedRow(row: number, rows: number, press: Press): number | null {
  const by = moves.get(press.name);
  return by === undefined ? null : Math.max(0, Math.min(rows - 1, row + by));
}
