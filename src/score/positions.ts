import { factsOf, withFacts, type EngagementUnit, type Facts } from '../answers/engagement.ts';
import type { Sheet } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { evaluator } from './respondent.ts';
import { marketsFor } from './tally.ts';

/** Positions of the scored respondents of each unit, by respondent, in milli-points. */
export type Positions = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Where each respondent of a round stands: what a test of two rounds needs beside the moments. */
export function positionsOf(
  plan: Plan,
  sheets: readonly Sheet[],
  units: readonly EngagementUnit[],
  facts: Facts,
  market: string | null,
): Positions {
  const { evaluate } = evaluator(plan);
  const found = new Map(units.map((unit) => [unit.id, new Map<string, number>()]));
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const sheet of sheets) {
    const unit = byId.get(sheet.unit);
    if (unit === undefined) continue;
    const answers = withFacts(plan, sheet.answers, factsOf(facts, unit.id, sheet.round));
    const markets = marketsFor(sheet, unit, market);
    const score = evaluate(answers, { markets, role: sheet.role, unit: unit.id });
    if (score.isScored) found.get(unit.id)!.set(sheet.respondent, score.position);
  }
  return found;
}
