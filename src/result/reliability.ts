import type { Plan } from '../plan/types.ts';
import type { LeaningReliability, ReliabilityStatistics } from '../result.ts';
import {
  leaningReliability,
  measurementError,
  positionReliability,
  type MeasuredLeaning,
  type MeasuredPosition,
} from '../score/reliability.ts';
import type { SurveyUnit } from '../score/survey.ts';
import { intervalLevel } from '../score/unit.ts';
import type { Veil } from '../score/veil.ts';
import { fixed } from '../text/number.ts';
import { maybe, rounded } from './round.ts';

/** Standard errors to either side of 19 in 20. */
export const nineteenInTwenty = 1.96;

/** How near the mean of so many scores is known, in whole points. */
export const eitherWay = (sem: number, people: number): string =>
  fixed((nineteenInTwenty * sem) / Math.sqrt(people), 0);

const leaning = (found: MeasuredLeaning): LeaningReliability => ({
  dimensions: found.dimensions,
  alpha: {
    value: rounded(found.reliability),
    low: rounded(found.interval.low),
    high: rounded(found.interval.high),
    level: intervalLevel,
  },
  sd: rounded(found.sd),
  sem: rounded(measurementError(found)),
});

const position = ({ correlation, reliability, sem }: MeasuredPosition) => ({
  correlation: rounded(correlation),
  reliability: maybe(reliability, rounded),
  sem: rounded(sem),
  sentence: `by how the dimensions go together, the position of one person is known to about ${eitherWay(sem, 1)} points either way`,
});

const none = (missing: string): ReliabilityStatistics => ({
  customer: null,
  process: null,
  position: null,
  missing,
});

/** Why it may not be told of a unit, or would mean something else. */
function withheld({ kind, score }: SurveyUnit, veil: Veil): string | null {
  // It also keeps spreads of groups from being held against those of their members.
  if (kind === 'group') return 'what its units differ by would count as reliability';
  const { sideCount } = score.moments;
  const isCovered = [...veil.sides].some((cell) => sideCount[cell]! > 0);
  return veil.interval || isCovered ? 'it would tell of what is hidden' : null;
}

/** How reliable the scores of a unit's respondents are, from moments alone. */
export function reliabilityOf(plan: Plan, unit: SurveyUnit, veil: Veil): ReliabilityStatistics {
  const because = withheld(unit, veil);
  if (because !== null) return none(because);
  const { moments } = unit.score;
  const customer = leaningReliability(plan, moments, 0);
  const process = leaningReliability(plan, moments, 1);
  if (typeof customer === 'string') return none(customer);
  if (typeof process === 'string') return none(process);
  return {
    customer: leaning(customer),
    process: leaning(process),
    position: maybe(positionReliability(customer, process, moments), position),
    missing: null,
  };
}
