import { Answered } from '../answers/types.ts';
import { metricPoints } from '../plan/metric.ts';
import type { Plan, PlanQuestion, Side } from '../plan/types.ts';
import { Scored } from '../score/respondent.ts';
import { fraction, times, type Fraction } from './fraction.ts';
import type { Respondent } from './respondents.ts';

export const sides = ['customer', 'process'] as const satisfies readonly Side[];

/** What one answer of one respondent does on one side. */
export interface Entry {
  readonly question: number;
  readonly side: Side;
  /** Milli-points. */
  readonly points: number;
  /** Of the side's leaning; those of a side add up to 1. */
  readonly share: Fraction;
}

/** The dimension side that a question feeds, as scores index it. */
export const cellOf = ({ dimension }: PlanQuestion, side: Side): number =>
  dimension * 2 + sides.indexOf(side);

function pointsOf({ input, points }: PlanQuestion, side: Side, value: number): number {
  return input.kind === 'metric' ? metricPoints(input.breakpoints, value) : points[side][value]!;
}

/**
 * A respondent's answers as parts of the two leanings: the weight of the question among those
 * answered on its dimension side, times the weight of the dimension among those scored. Empty for
 * a respondent who has not both leanings.
 */
export function entriesOf(plan: Plan, respondent: Respondent): readonly Entry[] {
  if (!respondent.isScored) return [];
  const { state, sideState, answers } = respondent;
  const weightOf = (side: Side) =>
    plan.dimensions.reduce((sum, { weight }, d) => {
      return sum + (sideState[2 * d + sides.indexOf(side)] === Scored ? weight : 0);
    }, 0);
  const totals = { customer: weightOf('customer'), process: weightOf('process') };
  const answered = answeredWeights(plan, state);
  return plan.questions.flatMap((question, i) =>
    sides.flatMap((side) => {
      const cell = cellOf(question, side);
      const weight = question.weights[side];
      if (weight === 0 || state[i] !== Answered || sideState[cell] !== Scored) return [];
      const within = fraction(weight, answered[cell]!);
      const among = fraction(plan.dimensions[question.dimension]!.weight, totals[side]);
      const points = pointsOf(question, side, answers.value[i]!);
      return [{ question: i, side, points, share: times(within, among) }];
    }),
  );
}

/** Weight answered by dimension side, thousandths. */
function answeredWeights(plan: Plan, state: Uint8Array): Float64Array {
  const weights = new Float64Array(plan.dimensions.length * 2);
  plan.questions.forEach((question, i) => {
    if (state[i] !== Answered) return;
    for (const side of sides) weights[cellOf(question, side)]! += question.weights[side];
  });
  return weights;
}
