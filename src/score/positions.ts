import type { Plan } from '../plan/types.ts';
import { evaluator } from './respondent.ts';
import type { Placed } from './tally.ts';

/** Positions of the scored respondents of each unit, by respondent, in milli-points. */
export type Positions = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Where each respondent of a round stands: what a test of two rounds needs beside the moments. */
export function positionsOf(plan: Plan, sheets: readonly Placed[]): Positions {
  const { evaluate } = evaluator(plan);
  const found = new Map<string, Map<string, number>>();
  for (const { sheet, answers, setting } of sheets) {
    const score = evaluate(answers, setting);
    if (!score.isScored) continue;
    const unit = found.get(sheet.unit) ?? new Map<string, number>();
    found.set(sheet.unit, unit.set(sheet.respondent, score.position));
  }
  return found;
}
