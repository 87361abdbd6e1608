import type { Plan, PlanQuestion } from '../plan/types.ts';
import type { Agreement, QuestionResult } from '../result.ts';
import type { AgreementScore } from '../score/agreement.ts';
import { histogramOf, stateOf, type Moments } from '../score/moments.ts';
import type { SurveyUnit } from '../score/survey.ts';
import { maybe, rounded } from './round.ts';

/** Answer states in the order of their codes, as the result names them. */
export const stateNames = [
  'unanswered',
  'answered',
  'notApplicable',
  'dontKnow',
  'notAsked',
] as const;

export const agreement = (found: AgreementScore | null): Agreement | null =>
  maybe(found, ({ rwgStar, ad, label }) => ({
    rwgStar: rounded(rwgStar),
    ad: maybe(ad, rounded),
    label,
  }));

const questionSide = ({ weights, lean }: PlanQuestion): QuestionResult['side'] => {
  if (lean.weight > 0) return 'stated';
  if (weights.customer > 0 && weights.process > 0) return 'both';
  return weights.customer > 0 ? 'customer' : 'process';
};

/** One question of a unit; too few answers are hidden. */
export function questionResult(
  question: PlanQuestion,
  index: number,
  { score }: SurveyUnit,
  isHidden: boolean,
): QuestionResult {
  const { id, input } = question;
  const found = score.questions[index]!;
  const side = questionSide(question);
  const hidden = { id, side, count: null, mean: null, spread: null, histogram: null };
  if (isHidden && found.count > 0) return { ...hidden, agreement: null, state: 'suppressed' };
  return {
    id,
    side,
    count: found.count,
    mean: maybe(found.mean, rounded),
    spread: maybe(found.spread, rounded),
    histogram: input.kind === 'options' ? [...histogramOf(score.moments, index)] : null,
    agreement: agreement(found.agreement),
    state: questionState(index, score.moments),
  };
}

/** What became of a question: answered by anybody, or the state that most answers have. */
function questionState(index: number, moments: Moments): QuestionResult['state'] {
  const [unanswered, answered, notApplicable, dontKnow, notAsked] = stateNames.map((_, state) =>
    stateOf(moments, index, state),
  );
  if (answered! > 0) return 'answered';
  if (unanswered! + dontKnow! > 0) return 'unanswered';
  return notApplicable! >= notAsked! ? 'not-applicable' : 'not-asked';
}

/** Questions that respondents do not agree on, most disagreement first, ties as they stand. */
export function discussOf(
  plan: Plan,
  { score }: SurveyUnit,
  hidden: ReadonlySet<number>,
): readonly string[] {
  return plan.questions
    .map(({ id }, i) => ({ id, i, agreement: score.questions[i]!.agreement }))
    .flatMap(({ id, i, agreement: found }) =>
      found === null || hidden.has(i) ? [] : [{ id, found }],
    )
    .filter(({ found }) => found.label !== 'agreed')
    .toSorted((a, b) => a.found.rwgStar - b.found.rwgStar)
    .map(({ id }) => id);
}
