import type { IntervalResult, UnitEnough } from '../instrument.ts';
import type { Plan } from '../plan/types.ts';
import type { UnitResult } from '../result.ts';
import { maybe, points, rounded } from '../result/round.ts';
import { optionPoints } from '../score/agreement.ts';
import { histogramOf, type Moments } from '../score/moments.ts';
import { raterReliability, type Ratings } from '../score/ratings.ts';
import { steadyFrom } from '../score/reliability.ts';
import type { SurveyUnit } from '../score/survey.ts';
import { increment } from '../score/tally.ts';
import { intervalLevel } from '../score/unit.ts';
import { bcaInterval } from '../stats/bootstrap.ts';
import { groupMeanReliability, icc1, oneWay } from '../stats/groups.ts';
import { meanInterval } from '../stats/interval.ts';
import { krippendorffOfCounts } from '../stats/krippendorff.ts';
import { standardDeviation } from '../stats/moments.ts';
import { positionSums } from './effects.ts';
import { shownLeaves, type Sample } from './sample.ts';
import { withoutFlagged } from './without.ts';

/** A position that is known to so many points either way tells zones apart; judgement. */
export const closeEnough = 10;
/** More people than this nobody is sent to ask. */
const mostAsked = 10_000;
/** With fewer a bootstrap is too narrow, with more it says what t says. */
export const bootstrapped = { from: 8, to: 200, draws: 2000 } as const;

/** No interval. */
const none = { method: null, low: 0, high: 0, level: 0, because: null } as const;

function sdOf(moments: Moments): number | null {
  const { n, sum, squares } = positionSums(moments);
  return standardDeviation(n, sum, squares);
}

const meanOf: Parameters<typeof bcaInterval>[1] = ([own = []]) =>
  own.reduce((sum, value) => sum + value, 0) / own.length;

/** Resampled from the single positions, so that skew shows; the seed comes from them. */
function bootstrapOf(positions: readonly number[] | undefined): readonly IntervalResult[] {
  const n = positions?.length ?? 0;
  if (n < bootstrapped.from || n > bootstrapped.to) return [];
  const found = bcaInterval([positions!], meanOf, {
    draws: bootstrapped.draws,
    level: intervalLevel,
    seed: positions!.join(),
  });
  return found === null
    ? []
    : [
        {
          method: 'bootstrap',
          low: points(found.low),
          high: points(found.high),
          level: intervalLevel,
        },
      ];
}

/** The fewest respondents who would bring the interval within reach, if they differ as these do. */
function neededFor(moments: Moments, headcount: number | null): number | null {
  const sd = sdOf(moments);
  if (sd === null) return null;
  const isClose = (n: number): boolean => {
    const found = meanInterval({ n, mean: 0, sd, population: headcount, level: intervalLevel });
    return found !== null && found.high <= closeEnough * 1000;
  };
  const most = Math.min(headcount ?? mostAsked, mostAsked);
  for (let n = 2; n <= most; n++) if (isClose(n)) return n;
  return null;
}

/** How often each value was answered; options may be worth the same. */
function addedUp(values: readonly number[], histogram: Float64Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  values.forEach((value, i) => {
    const count = histogram[i]!;
    if (count > 0) increment(counts, value, count);
  });
  return counts;
}

/** Agreement beyond chance over all closed questions that are asked as opinions, in points. */
function krippendorffOf(plan: Plan, moments: Moments, hidden: ReadonlySet<string>): number | null {
  const asked = plan.questions.flatMap((question, i) => {
    const isOpen = question.input.kind !== 'options' || question.fact || hidden.has(question.id);
    if (isOpen) return [];
    const values = optionPoints(question);
    return [addedUp(values, histogramOf(moments, i))];
  });
  return krippendorffOfCounts(asked, 'interval');
}

/** The reliability of a unit's mean position, from how much units differ; null where they do not. */
function meanReliabilityIn(sample: Sample): (respondents: number) => number | null {
  const groups = shownLeaves(sample)
    .map(({ score }) => score.moments)
    .filter(({ scored }) => scored > 1);
  const found = oneWay(groups.map(positionSums));
  const share = found && icc1(found);
  return (respondents) =>
    share === null || share <= 0 ? null : maybe(groupMeanReliability(share, respondents), rounded);
}

/** The alphas that the result tells of a unit. */
function withinUnit({ statistics }: UnitResult): UnitEnough['reliability'] {
  const { customer, process } = statistics?.reliability ?? {};
  return customer && process
    ? { customer: customer.alpha.value, process: process.alpha.value }
    : null;
}

/** How alike the people of a unit that is no group tell its sides apart, where none of them is hidden. */
function ratersIn(
  { kind, dimensions }: UnitResult,
  ratings: Ratings | undefined,
  least: number,
): UnitEnough['raters'] {
  if (kind === 'group' || ratings === undefined || ratings.respondents < least) return null;
  const shown = dimensions.flatMap(({ customer, process }) => [customer, process]);
  const sides = ratings.sums.length;
  if (shown.filter((side) => side !== null).length < sides) return null;
  const { respondents } = ratings;
  return maybe(raterReliability(ratings), (found) => ({
    sides,
    respondents,
    icc11: maybe(found.icc11, rounded),
    icc21: maybe(found.icc21, rounded),
    icc31: maybe(found.icc31, rounded),
    icc1k: maybe(found.icc1k, rounded),
    icc2k: maybe(found.icc2k, rounded),
    icc3k: maybe(found.icc3k, rounded),
  }));
}

const nothing = {
  respondents: null,
  headcount: null,
  position: null,
  intervals: [],
  because: null,
  within: null,
  meanReliability: null,
  needed: null,
  verdict: 'unknown',
  krippendorff: null,
  withoutFlagged: null,
  reliability: null,
  raters: null,
} as const;

const suppressedIn = ({ questions }: UnitResult): ReadonlySet<string> =>
  new Set(questions.filter(({ state }) => state === 'suppressed').map(({ id }) => id));

/** What each unit's own answers allow to be said of it. */
export function unitsEnough(sample: Sample): readonly UnitEnough[] {
  const { plan, survey, result, positions, ratings } = sample;
  // Of few it would follow who rated otherwise.
  const leastRaters = survey.minGroup === null ? 2 : Math.max(survey.minGroup, steadyFrom);
  const meanReliability = meanReliabilityIn(sample);
  const without = withoutFlagged(sample);

  function enough({ id, kind, headcount, score }: SurveyUnit, told: UnitResult) {
    const { moments } = score;
    const { method, low, high, level, because } = told.statistics?.interval ?? none;
    const chosen = method === null ? [] : [{ method, low, high, level }];
    // That a few stand alike says nothing of those who did not answer.
    const isOpen = method === null || (low === high && method !== 'census');
    const within = isOpen ? null : (high - low) / 2;
    const isClose = within !== null && within <= closeEnough;
    return {
      respondents: told.respondents.count,
      headcount,
      position: told.position,
      intervals: [...chosen, ...bootstrapOf(positions.get(id))],
      because,
      within: maybe(within, rounded),
      // A group is none of the units that differ by so much.
      meanReliability: kind === 'group' ? null : meanReliability(moments.scored),
      needed: within === null || isClose ? null : neededFor(moments, headcount),
      verdict: within === null ? 'unknown' : isClose ? 'enough' : 'more',
      krippendorff: maybe(krippendorffOf(plan, moments, suppressedIn(told)), rounded),
      withoutFlagged: without.of(id),
      reliability: withinUnit(told),
      raters: ratersIn(told, ratings.get(id), leastRaters),
    } as const;
  }

  const scored = new Map(survey.units.map((unit) => [unit.id, unit]));
  return result.units.map((told) => {
    const { id, title, suppressed } = told;
    const isHidden = suppressed !== null;
    const own = isHidden ? nothing : enough(scored.get(id)!, told);
    return { id, title, isHidden, suppressed, ...own };
  });
}
