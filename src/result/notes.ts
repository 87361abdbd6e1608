import type { Plan } from '../plan/types.ts';
import type { Words } from '../result.ts';
import type { Seen } from '../score/seen.ts';
import type { Survey } from '../score/survey.ts';
import { fewestAlike } from '../score/alike.ts';

/** Remarks by unit and question index. */
export type Notes = ReadonlyMap<string, ReadonlyMap<number, readonly string[]>>;

/** FNV-1a (Fowler, Noll, Vo 1991) over UTF-16 units: an order that depends on the text alone. */
function scattered(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}

const byContent = (a: string, b: string): number =>
  scattered(a) - scattered(b) || (a < b ? -1 : a > b ? 1 : 0);

/**
 * The remarks that may be shown, in an order that does not tell who made them. Groups have none:
 * what was said stays with the unit it was said in.
 */
export function shownNotes(
  plan: Plan,
  { units, minGroup }: Survey,
  seen: ReadonlyMap<string, Seen>,
  notes: Notes,
): NonNullable<Words['notes']> {
  // The words of few say whose they are.
  const least = minGroup === null ? 1 : Math.max(minGroup, fewestAlike);
  const shown = units.flatMap(({ id, kind, score }) => {
    const { veil } = seen.get(id)!;
    const said = notes.get(id);
    if (veil.unit !== null || kind === 'group' || said === undefined) return [];
    const questions = [...said]
      .filter(([question]) => !veil.questions.has(question))
      .filter(([question]) => score.questions[question]!.count >= least)
      .toSorted(([a], [b]) => a - b)
      .map(([question, texts]) => [plan.questions[question]!.id, texts.toSorted(byContent)]);
    return questions.length === 0 ? [] : [[id, Object.fromEntries(questions)] as const];
  });
  return Object.fromEntries(shown);
}
