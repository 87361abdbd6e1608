import type { Plan } from '../plan/types.ts';
import { agreementOver } from './agreement.ts';
import { shownRoles, type ShownRole } from './roles.ts';
import { surveyVeils, type Survey, type SurveyUnit } from './survey.ts';
import { roleSpreadOf, standingOf, type UnitScore } from './unit.ts';
import { coverageOf, type Veil } from './veil.ts';

/** A unit as far as it may be told of. */
export interface Seen {
  /** With a score in which nothing follows from hidden questions or roles. */
  readonly unit: SurveyUnit;
  readonly veil: Veil;
  readonly roles: readonly ShownRole[];
}

/**
 * The score that follows from what is shown: agreement from the questions that are, the spread of
 * roles from the roles that are, and from these two what the unit is called.
 */
function seenScore(
  plan: Plan,
  score: UnitScore,
  veil: Veil,
  roles: readonly ShownRole[],
): UnitScore {
  const agreement = agreementOver(score.questions.filter((_, i) => !veil.questions.has(i)));
  const roleSpread = roleSpreadOf(roles);
  const { standing, target } = score;
  return {
    ...score,
    coverage: coverageOf(plan, score.moments, veil.uncounted),
    agreement,
    roleSpread,
    standing:
      standing === null
        ? null
        : standingOf(plan, standing, target, {
            agreement,
            roleSpread,
            interval: veil.interval ? null : standing.interval,
          }),
  };
}

/** What may be told of every unit of a survey. */
export function seenIn(plan: Plan, survey: Survey): ReadonlyMap<string, Seen> {
  const veils = surveyVeils(plan, survey);
  const shown = shownRoles(plan, survey, veils);
  return new Map(
    survey.units.map((unit) => {
      const [veil, roles] = [veils.get(unit.id)!, shown.get(unit.id)!];
      const score = seenScore(plan, unit.score, veil, roles);
      return [unit.id, { unit: { ...unit, score }, veil, roles }];
    }),
  );
}
