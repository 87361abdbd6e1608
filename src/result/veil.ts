import type { Plan } from '../plan/types.ts';
import { hiddenUnits, type Hidden } from '../score/privacy.ts';
import type { Survey, SurveyUnit } from '../score/survey.ts';

/** What of a unit may not be shown. */
export interface Veil {
  /** Why nothing of it is shown; null when it is. */
  readonly unit: Hidden | null;
  /** Question indexes. */
  readonly questions: ReadonlySet<number>;
  /** Dimension sides, 2d + s. */
  readonly sides: ReadonlySet<number>;
}

/**
 * Decides for every unit, question and dimension side whether it may be shown, each by its own
 * number of respondents and so that no hidden one can be worked out from the others.
 */
export function veilsOf(plan: Plan, survey: Survey): ReadonlyMap<string, Veil> {
  const { units, minGroup } = survey;
  const hiddenBy = (count: (unit: SurveyUnit) => number, already: Iterable<string> = []) => {
    const countable = units.map((unit) => ({
      id: unit.id,
      members: unit.members,
      count: count(unit),
    }));
    return hiddenUnits(countable, minGroup, already);
  };
  const whole = hiddenBy(({ score }) => score.moments.scored);
  const questions = plan.questions.map((_, i) =>
    hiddenBy(({ score }) => score.questions[i]!.count, whole.keys()),
  );
  const sides = plan.dimensions
    .flatMap((_, d) => [2 * d, 2 * d + 1])
    .map((cell) => hiddenBy(({ score }) => score.moments.sideCount[cell]!, whole.keys()));
  const indexes = (id: string, hidden: readonly ReadonlyMap<string, Hidden>[]) =>
    new Set(hidden.flatMap((each, i) => (each.has(id) ? [i] : [])));
  return new Map(
    units.map(({ id }) => [
      id,
      {
        unit: whole.get(id) ?? null,
        questions: indexes(id, questions),
        sides: indexes(id, sides),
      },
    ]),
  );
}
