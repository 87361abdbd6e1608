import type { Engagement } from '../answers/engagement.ts';
import type { Facts } from '../answers/units.ts';
import { remarkOf } from '../answers/engagement.ts';
import { carryFacts, carrySheet } from '../answers/carry.ts';
import type { Sheet } from '../answers/types.ts';
import { coreOf } from '../plan/core.ts';
import { isComparable, verdicts, type QuestionVerdict } from '../plan/fingerprint.ts';
import type { Plan } from '../plan/types.ts';
import type { Result } from '../result.ts';
import { assemble } from '../result/assemble.ts';
import { differing, type Differing, type Reading } from './differing.ts';
import { standpointsOf, type Standpoints } from '../score/positions.ts';
import { respondentsOf, scoreSurvey } from '../score/survey.ts';

/** One round of answers, read by the latest of the scorecards it was answered with. */
export interface Round {
  /** Null for answers that name none. */
  readonly name: string | null;
  readonly plan: Plan;
  /** Every version its sheets were answered with; `plan` is one of them. */
  readonly plans: readonly Plan[];
  readonly sheets: readonly Sheet[];
  readonly facts: Facts;
}

/** What is known beside the answers. */
export interface Around {
  readonly engagement: Engagement | null;
  readonly market: string | null;
  readonly minGroup: number | null;
}

/** A round's result by one plan. */
export function scoreRound(round: Round, { engagement, market, minGroup }: Around): Result {
  const { plan, sheets, facts, name } = round;
  const options = { round: name, market, minGroup };
  const survey = scoreSurvey(plan, sheets, engagement, facts, options);
  const title =
    engagement === null ? null : { title: engagement.title, remark: remarkOf(engagement) };
  return assemble(plan, survey, { engagement: title, problems: [], notes: null, origin: null });
}

/** A round as another plan reads it. */
export const readBy = (round: Round, plan: Plan): Round => ({
  ...round,
  plan,
  sheets: round.sheets.map((sheet) => carrySheet(round.plan, plan, sheet).sheet),
  facts: carryFacts(round.plan, plan, round.facts),
});

export type NamedRound = Round & { readonly name: string };

/** A version of the scorecard with what became of its questions since. */
interface Version {
  readonly plan: Plan;
  readonly verdicts: readonly QuestionVerdict[];
}

/** What all rounds share. */
export interface Shared {
  /** The latest plan with the questions that mean the same in every round. */
  readonly core: Plan;
  readonly latest: Plan;
  /** The other versions, earliest round first. */
  readonly versions: readonly Version[];
}

/**
 * The common core of some rounds. It is scored by the latest plan alone, its weights, rules, targets
 * and zones included, so that no difference between rounds comes from the scorecard.
 */
export function sharedBy(rounds: readonly Round[]): Shared {
  const latest = rounds.at(-1)!.plan;
  const plans = [...new Set(rounds.flatMap(({ plans: own }) => own))];
  const versions = plans
    .filter((plan) => plan !== latest)
    .map((plan) => ({ plan, verdicts: verdicts(plan, latest) }));
  const lost = new Set(
    versions.flatMap((version) =>
      version.verdicts.filter((found) => !isComparable(found)).map(({ id }) => id),
    ),
  );
  const kept = new Set(latest.questions.map(({ id }) => id).filter((id) => !lost.has(id)));
  return { core: coreOf(latest, kept), latest, versions };
}

/** The respondents of a round by its plan. */
export const readingOf = (
  { plan, name, sheets, facts }: Round,
  { engagement, market }: Around,
): Reading => ({
  plan,
  people: respondentsOf(plan, { round: name }, sheets, engagement, facts, market),
});

/** A round scored on all of its questions and on those that all rounds share. */
export interface ScoredRound {
  readonly name: string;
  readonly full: Result;
  readonly core: Result;
  readonly standpoints: Standpoints;
  /** Those whom the core may see differently from all questions. */
  readonly differing: Differing;
}

export function scoredRound(round: NamedRound, core: Plan, around: Around): ScoredRound {
  const carried = readBy(round, core);
  const shared = readingOf(carried, around);
  const kept = new Set(core.questions.map(({ id }) => id));
  const lost = round.plan.questions.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  return {
    name: round.name,
    full: scoreRound(round, around),
    core: scoreRound(carried, around),
    standpoints: standpointsOf(core, shared.people),
    differing: differing(shared, readingOf(round, around), new Set(lost)),
  };
}
