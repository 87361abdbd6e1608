import type { Plan } from '../plan/types.ts';
import { evaluator, Scored } from './respondent.ts';
import type { Placed } from './tally.ts';

/** Positions of some respondents of each unit, by respondent, in milli-points. */
export type Positions = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Where the scored respondents of a round stand: what a comparison needs beside the moments. */
export interface Standpoints {
  readonly all: Positions;
  /** Of those who have a dimension side, 2d + s. */
  readonly bySide: readonly Positions[];
}

type Growing = Map<string, Map<string, number>>;

function put(found: Growing, unit: string, respondent: string, position: number): void {
  const own = found.get(unit) ?? new Map<string, number>();
  found.set(unit, own.set(respondent, position));
}

export function standpointsOf(plan: Plan, sheets: readonly Placed[]): Standpoints {
  const { evaluate } = evaluator(plan);
  const all: Growing = new Map();
  const bySide = Array.from({ length: 2 * plan.dimensions.length }, (): Growing => new Map());
  for (const { sheet, answers, setting } of sheets) {
    const { isScored, position, sideState } = evaluate(answers, setting);
    if (!isScored) continue;
    put(all, sheet.unit, sheet.respondent, position);
    bySide.forEach((own, cell) => {
      if (sideState[cell] === Scored) put(own, sheet.unit, sheet.respondent, position);
    });
  }
  return { all, bySide };
}
