import type { Plan } from '../plan/types.ts';
import type { AgreementStatistics, IntervalStatistics, UnitStatistics } from '../result.ts';
import { indicesOf, type Indices } from '../score/indices.ts';
import { positionInterval, type PositionInterval } from '../score/interval.ts';
import type { SurveyUnit } from '../score/survey.ts';
import { intervalLevel } from '../score/unit.ts';
import { lean } from '../text/number.ts';
import { reliabilityOf } from './reliability.ts';
import { gapsOf, roleResult } from './roles.ts';
import { maybe, points, rounded } from './round.ts';
import type { ShownRole } from '../score/roles.ts';
import type { Veil } from '../score/veil.ts';

/** What is judged is what people read: agreement in hundredths, deviations in tenths of a point. */
const hundredths = (value: number): number => Math.round(value * 100);
const tenths = (value: number): number => Math.round(value * 10);

function deviation({ deviation: found, critical }: Indices): AgreementStatistics['deviation'] {
  if (found === null || critical.deviation === null) return null;
  return {
    mean: rounded(found.mean),
    median: rounded(found.median),
    limit: rounded(found.limit),
    critical: rounded(critical.deviation),
    isBeyondChance: tenths(found.mean) < tenths(critical.deviation),
  };
}

function agreement(found: Indices): AgreementStatistics {
  const { questions, respondents, uniform, slightSkew, awg, critical } = found;
  return {
    questions,
    respondents,
    rwgStar: rounded(uniform.rwgStar),
    rwgJ: rounded(uniform.rwgJ),
    critical: rounded(critical.rwgStar),
    isBeyondChance: hundredths(uniform.rwgStar) > hundredths(critical.rwgStar),
    slightSkew: maybe(slightSkew, (skew) => ({
      questions: skew.questions,
      rwgStar: rounded(skew.rwgStar),
      rwgJ: rounded(skew.rwgJ),
    })),
    awg: {
      mean: maybe(awg.mean, rounded),
      questions: awg.questions,
      without: questions - awg.questions,
    },
    deviation: deviation(found),
  };
}

function because({ method, mean, people }: PositionInterval): string {
  switch (method) {
    case 't':
      return people === null
        ? 'nobody says how many people there are, so there may be any number'
        : 'no more than 5 % of all people are behind it, as good as of any number';
    case 'finite':
      return 'more than 5 % of all people are behind it, which leaves less to chance';
    case 'census':
      return 'everybody is behind it, which leaves nothing to chance';
    case 'strata':
      return `each role counts by its headcount, which puts the middle at ${lean(mean / 1000)}`;
  }
}

const interval = (found: PositionInterval): IntervalStatistics => ({
  low: points(found.low),
  high: points(found.high),
  level: intervalLevel,
  method: found.method,
  because: because(found),
});

/** Whether every respondent who was scored is in a role that is shown. */
const areRolesShown = ({ byRole }: SurveyUnit, roles: readonly ShownRole[]): boolean =>
  byRole.every(
    ({ role, moments }) => moments.scored === 0 || roles.some((shown) => shown.role === role),
  );

/** The statistics of a unit that is shown. */
export function statisticsOf(
  plan: Plan,
  unit: SurveyUnit,
  veil: Veil,
  shown: readonly ShownRole[],
  minGroup: number | null,
): UnitStatistics {
  const { moments, questions } = unit.score;
  const mayWeigh = minGroup === null || areRolesShown(unit, shown);
  const roles = shown.map((each) => roleResult(plan, each));
  return {
    agreement: maybe(indicesOf(plan, moments, questions, veil.questions), agreement),
    interval: veil.interval ? null : maybe(positionInterval(plan, unit, mayWeigh), interval),
    roles,
    gaps: gapsOf(plan, roles),
    reliability: reliabilityOf(plan, unit, veil),
  };
}
