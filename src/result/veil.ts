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
  readonly statedLean: boolean;
  /** The number of respondents by role. */
  readonly roles: boolean;
}

/**
 * Decides for every unit, question and dimension side whether it may be shown, each by its own
 * number of respondents and so that no hidden one can be worked out from the others.
 */
export function veilsOf(plan: Plan, survey: Survey): ReadonlyMap<string, Veil> {
  const { units, minGroup } = survey;
  const hiddenBy = (count: Count, already: Iterable<string> = []) => {
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
  const stated = hiddenBy(({ score }) => score.moments.statedCount, whole.keys());
  const roles = rolesOf(units).map((count) => ({ count, hidden: hiddenBy(count, whole.keys()) }));
  const indexes = (id: string, hidden: readonly ReadonlyMap<string, Hidden>[]) =>
    new Set(hidden.flatMap((each, i) => (each.has(id) ? [i] : [])));
  return new Map(
    units.map((unit) => [
      unit.id,
      {
        unit: whole.get(unit.id) ?? null,
        questions: indexes(unit.id, questions),
        sides: indexes(unit.id, sides),
        statedLean: stated.has(unit.id),
        roles: roles.some(({ count, hidden }) => hidden.has(unit.id) && count(unit) > 0),
      },
    ]),
  );
}

type Count = (unit: SurveyUnit) => number;

/** How many respondents each role has, and how many name none. */
function rolesOf(units: readonly SurveyUnit[]): readonly Count[] {
  const names = new Set(units.flatMap(({ roles }) => [...roles.keys()]));
  const named = (unit: SurveyUnit) => [...unit.roles.values()].reduce((sum, each) => sum + each, 0);
  const unnamed: Count = (unit) => unit.score.moments.respondents - named(unit);
  return [
    ...[...names].map(
      (name): Count =>
        ({ roles }) =>
          roles.get(name) ?? 0,
    ),
    unnamed,
  ];
}
