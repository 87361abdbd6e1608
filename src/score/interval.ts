import type { Plan } from '../plan/types.ts';
import { meanInterval, stratifiedInterval } from '../stats/interval.ts';
import { mean, standardDeviation } from '../stats/moments.ts';
import { positionSquares, type Moments } from './moments.ts';
import type { SurveyUnit } from './survey.ts';
import { intervalLevel, positionSum, type RoleMoments } from './unit.ts';

/** Where else the mean position could lie by chance, and around what; in milli-points. */
export interface PositionInterval {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** How many there are in all; null where nobody says. */
  readonly people: number | null;
  /**
   * `census`: everybody answered. `strata`: roles by their headcounts. `finite`: narrowed, for a large
   * part of all answered. `t`: as if there were any number of people.
   */
  readonly method: 't' | 'finite' | 'census' | 'strata';
}

/** Up to this share of all people it makes no difference that they are no endless number. */
const smallShare = 0.05;

/** The position of some respondents as a sample; sd null below two. */
const sampleOf = (moments: Moments) => {
  const [n, sum] = [moments.scored, positionSum(moments)];
  const sd = standardDeviation(n, BigInt(sum), positionSquares(moments));
  return { n, mean: n === 0 ? 0 : mean(n, sum), sd };
};

/** By roles, where it is known how many people each has and everybody who answered is in one. */
function byStrata(
  roles: readonly RoleMoments[],
  headcounts: ReadonlyMap<string, number>,
): Pick<PositionInterval, 'low' | 'high' | 'mean'> | null {
  const found = new Map(roles.map(({ role, moments }) => [role, moments]));
  const strata = [...headcounts].flatMap(([role, population]) => {
    const moments = found.get(role);
    return moments === undefined || moments.respondents > population
      ? []
      : [{ ...sampleOf(moments), population }];
  });
  const isAll = roles.every(
    ({ role, moments }) => moments.scored === 0 || (role !== null && headcounts.has(role)),
  );
  if (!isAll || strata.length < headcounts.size) return null;
  return stratifiedInterval(strata, intervalLevel);
}

/**
 * The interval of a unit's position that says most: none where everybody answered, else by strata
 * where roles and their headcounts are known, else narrowed where more than 5 % answered, else
 * Student's t. Null below two respondents, and where roles count the same: that is a mean of means.
 * @param areRolesShown whether the mean of every role may be known; a weighted mean would tell it
 */
export function positionInterval(
  plan: Plan,
  unit: SurveyUnit,
  areRolesShown: boolean,
): PositionInterval | null {
  const sample = sampleOf(unit.score.moments);
  if (plan.rules.pooling === 'roles' || sample.n < 2) return null;
  // More than there are is a mistake of whoever counted them, and so is what follows from it.
  const people = unit.headcount !== null && sample.n <= unit.headcount ? unit.headcount : null;
  if (sample.n === people) {
    const { position } = unit.score.standing!;
    return { low: position, high: position, mean: position, people, method: 'census' };
  }
  const weighed =
    areRolesShown && unit.roleHeadcounts !== null
      ? byStrata(unit.byRole, unit.roleHeadcounts)
      : null;
  if (weighed !== null) return { ...weighed, people, method: 'strata' };
  const isFinite = people !== null && sample.n / people > smallShare;
  const population = isFinite ? people : null;
  const interval = meanInterval({ ...sample, population, level: intervalLevel })!;
  return { ...interval, mean: sample.mean, people, method: isFinite ? 'finite' : 't' };
}
