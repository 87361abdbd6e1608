import type { Sheet } from './types.ts';

/** The remarks of a round by unit and question index. */
export function notesOf(
  sheets: readonly Sheet[],
  round: string | null,
): ReadonlyMap<string, ReadonlyMap<number, readonly string[]>> {
  const units = new Map<string, Map<number, string[]>>();
  for (const { unit, round: given, notes } of sheets) {
    if (given !== round) continue;
    const own = units.get(unit) ?? new Map<number, string[]>();
    units.set(unit, own);
    for (const [question, text] of notes) own.set(question, [...(own.get(question) ?? []), text]);
  }
  return units;
}
