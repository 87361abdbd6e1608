import { because } from '../advice/because.ts';
import type { Recommendation } from '../advice/recommend.ts';
import type { Plan, Target } from '../plan/types.ts';
import type {
  DimensionResult,
  Flag,
  MarketResult,
  RecommendationResult,
  UnitResult,
} from '../result.ts';
import { breachesOf } from '../score/position.ts';
import { agreementOver } from '../score/agreement.ts';
import { sideNames } from '../score/alike.ts';
import { stateOf, unprovenOf } from '../score/moments.ts';
import type { SurveyUnit } from '../score/survey.ts';
import type { Seen } from '../score/seen.ts';
import { intervalLevel, type UnitPosition, type UnitScore } from '../score/unit.ts';
import type { Veil } from '../score/veil.ts';
import { fixed, lean } from '../text/number.ts';
import { agreement, discussOf, questionResult, stateNames } from './question.ts';

import { maybe, points, rounded } from './round.ts';
import { statisticsOf } from './statistics.ts';

/** One unit of the result; a hidden one shows why, and nothing else. */
export function unitResult(
  plan: Plan,
  { unit, veil, roles }: Seen,
  minGroup: number | null,
  recommendations: readonly Recommendation[],
): UnitResult {
  const head = headOf(plan, unit, veil);
  if (veil.unit !== null) return { ...head, ...hiddenBody(minGroup!) };
  const { score } = unit;
  const { answered, applicable } = score.coverage;
  return {
    ...head,
    suppressed: null,
    coverage: applicable === 0 ? null : rounded(answered / applicable),
    states: statesOf(plan, unit, veil),
    ...standingBody(score.standing),
    statedLean: veil.statedLean ? null : statedLean(unit),
    agreement: agreement(score.agreement),
    dimensions: dimensionsOf(plan, unit, veil),
    questions: plan.questions.map((question, i) =>
      questionResult(question, i, unit, veil.questions.has(i)),
    ),
    discuss: discussOf(plan, unit, veil.questions),
    recommendations: recommendations.map((each) => recommendationResult(plan, unit, each)),
    flags: flagsOf(plan, unit, veil, minGroup),
    statistics: statisticsOf(plan, unit, veil, roles, minGroup),
  };
}

/** Where the unit stands, or nulls when nobody could be scored. */
const standingBody = (standing: UnitPosition | null) => ({
  customer: maybe(standing, ({ customer }) => points(customer)),
  process: maybe(standing, ({ process }) => points(process)),
  position: maybe(standing, ({ position }) => points(position)),
  side: maybe(standing, ({ position }) => sideOf(position)),
  interval: maybe(standing?.interval ?? null, ({ low, high }) => ({
    low: points(low),
    high: points(high),
    level: intervalLevel,
  })),
  strength: maybe(standing, ({ strength }) => points(strength)),
  balance: maybe(standing, ({ balance }) => points(balance)),
  gap: maybe(standing?.gap ?? null, points),
  fit: maybe(standing?.fit ?? null, rounded),
  zone: standing?.zone ?? null,
  strengthBand: standing?.strengthBand ?? null,
  archetype: standing?.archetype ?? null,
});

function headOf(plan: Plan, unit: SurveyUnit, veil: Veil) {
  const { respondents } = unit.score.moments;
  // Shares of respondents would tell how many a hidden unit has.
  const isMarketShown = veil.unit === null || unit.isMixDeclared;
  return {
    id: unit.id,
    title: unit.title,
    kind: unit.kind,
    members: unit.members,
    market: isMarketShown
      ? maybe(unit.score.target, (target) => marketResult(target, unit.mix))
      : null,
    respondents: {
      count: veil.unit === null ? respondents : null,
      invited: unit.invited,
      roles: veil.unit !== null || veil.roles ? {} : Object.fromEntries(unit.roles),
      pooling: plan.rules.pooling,
    },
  };
}

/** One for all: which of two it is would tell whether there are enough, and so with others how many. */
const reason = (minGroup: number): string =>
  `fewer than ${minGroup} respondents could be scored, here or in a unit that it would give away`;

const hiddenBody = (minGroup: number) =>
  ({
    suppressed: { reason: reason(minGroup), minGroup },
    coverage: null,
    states: null,
    ...standingBody(null),
    statedLean: null,
    agreement: null,
    dimensions: [],
    questions: [],
    discuss: [],
    recommendations: [],
    flags: [],
    statistics: null,
  }) as const;

function marketResult(target: Target, mix: ReadonlyMap<string, number>): MarketResult {
  return {
    mix: Object.fromEntries([...mix].map(([id, share]) => [id, rounded(share / 1000)])),
    target: {
      customer: points(target.customer),
      process: points(target.process),
      position: points(target.customer - target.process),
      tolerance: points(target.tolerance),
    },
    floor: { customer: points(target.floor.customer), process: points(target.floor.process) },
  };
}

const sideOf = (position: number): 'customer' | 'process' | 'centre' =>
  position > 0 ? 'customer' : position < 0 ? 'process' : 'centre';

/** States of the answers to the questions that are shown: the others would follow from the sum. */
function statesOf(
  plan: Plan,
  { score }: SurveyUnit,
  veil: Veil,
): NonNullable<UnitResult['states']> {
  const counts = { answered: 0, notApplicable: 0, dontKnow: 0, unanswered: 0, notAsked: 0 };
  plan.questions.forEach((_, i) => {
    if (veil.questions.has(i)) return;
    stateNames.forEach((name, state) => {
      counts[name] += stateOf(score.moments, i, state);
    });
  });
  return counts;
}

function statedLean({ score }: SurveyUnit): UnitResult['statedLean'] {
  const { statedLean: value, standing } = score;
  if (value === null || standing === null) return null;
  return { value: points(value), distance: points(value - standing.position) };
}

/** The statistics of the questions of a dimension that are shown. */
const shownQuestions = (plan: Plan, { score }: SurveyUnit, veil: Veil, dimension: number) =>
  score.questions.filter(
    (_, i) => plan.questions[i]!.dimension === dimension && !veil.questions.has(i),
  );

function dimensionsOf(plan: Plan, unit: SurveyUnit, veil: Veil): readonly DimensionResult[] {
  const { score } = unit;
  return plan.dimensions.map(({ id, title }, d) => {
    const side = (s: 0 | 1) =>
      veil.sides.has(d * 2 + s) ? null : score.dimensions[d]![s === 0 ? 'customer' : 'process'];
    const [customer, process] = [side(0), side(1)];
    const isShown = customer !== null || process !== null;
    const hidden = sideNames.filter(
      (name, s) => veil.sides.has(d * 2 + s) && score.dimensions[d]![name] !== null,
    );
    return {
      id,
      title,
      customer: maybe(customer, points),
      process: maybe(process, points),
      position: customer === null || process === null ? null : points(customer - process),
      hidden,
      agreement: isShown ? agreement(agreementOver(shownQuestions(plan, unit, veil, d))) : null,
    };
  });
}

function recommendationResult(
  plan: Plan,
  { score }: SurveyUnit,
  recommendation: Recommendation,
): RecommendationResult {
  const { practice, before, after } = recommendation;
  return {
    practice: practice.id,
    title: practice.title,
    side: practice.side,
    dimension: plan.dimensions[practice.dimension]!.id,
    effort: practice.effort,
    kpi: practice.kpi,
    gain: points(after.strength - before.strength),
    because: because(plan, score, recommendation),
  };
}

/** Stated lean and position further apart than this, in milli-points, are a finding. */
const saidAndDone = 20_000;

const one = (milliPoints: number): string => fixed(milliPoints / 1000, 1);
const toward = (milliPoints: number): string => lean(milliPoints / 1000);

type Details = readonly (readonly [kind: string, detail: string])[];

function standingFlags(score: UnitScore, veil: Veil): Details {
  const { standing, target, roleSpread } = score;
  const stated = veil.statedLean ? null : score.statedLean;
  if (standing === null) return [];
  const breached = target === null ? [] : breachesOf({ ...standing, target });
  const isSaidOnly = stated !== null && Math.abs(stated - standing.position) > saidAndDone;
  return [
    ...breached.map((side) => {
      const floor = one(target!.floor[side]);
      return ['below-floor', `${side}-leaning ${one(standing[side])} is below ${floor}`] as const;
    }),
    ...(isSaidOnly
      ? [['say-and-do', `says ${toward(stated)}, does ${toward(standing.position)}`] as const]
      : []),
    ...(roleSpread === null
      ? []
      : [
          ['role-spread', `The roles' mean positions lie ${one(roleSpread)} points apart`] as const,
        ]),
  ];
}

function evidenceFlags(
  plan: Plan,
  { score }: SurveyUnit,
  veil: Veil,
  minGroup: number | null,
): Details {
  return plan.questions.flatMap(({ ask }, question) => {
    const count = unprovenOf(score.moments, question);
    if (count === 0 || veil.questions.has(question) || (minGroup !== null && count < minGroup))
      return [];
    // How many exactly would tell of the units of a group that are too few to be told of.
    const people = minGroup === null ? `${count}` : `at least ${minGroup}`;
    const said = `${people} said yes without evidence and count as partly`;
    return [['no-evidence', `"${ask.trim()}": ${said}`] as const];
  });
}

/** Findings about the unit; none about single respondents. */
const flagsOf = (
  plan: Plan,
  unit: SurveyUnit,
  veil: Veil,
  minGroup: number | null,
): readonly Flag[] =>
  [...standingFlags(unit.score, veil), ...evidenceFlags(plan, unit, veil, minGroup)].map(
    ([kind, detail]) => ({
      respondent: null,
      kind,
      detail,
    }),
  );
