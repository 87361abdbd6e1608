import { Answered } from '../answers/types.ts';
import type { Plan, PlanQuestion, Side } from '../plan/types.ts';
import type { Respondent } from './respondents.ts';
import { sides } from './shares.ts';

/**
 * The option one step up on a side: the next that is worth more there and no less on the other.
 * Null at the top.
 */
export function stepUp({ points }: PlanQuestion, side: Side, option: number): number | null {
  const other = sides.find((each) => each !== side)!;
  const mine = points[side];
  const isUp = (each: number) =>
    mine[each]! > mine[option]! && (points[other][each] ?? 0) >= (points[other][option] ?? 0);
  const above = [...mine.keys()].filter(isUp);
  return above.length === 0 ? null : above.reduce((a, b) => (mine[b]! < mine[a]! ? b : a));
}

/** So many steps up, or as many as there are. */
export function stepsUp(question: PlanQuestion, side: Side, option: number, steps: number): number {
  const next = steps === 0 ? null : stepUp(question, side, option);
  return next === null ? option : stepsUp(question, side, next, steps - 1);
}

/** Steps up to the top. */
export function stepsLeft(question: PlanQuestion, side: Side, option: number): number {
  const next = stepUp(question, side, option);
  return next === null ? 0 : 1 + stepsLeft(question, side, next);
}

/** Questions that respondents answer by choosing an option: facts and figures have no steps. */
export const hasSteps = ({ input, fact, weights }: PlanQuestion, side: Side): boolean =>
  input.kind === 'options' && !fact && weights[side] > 0;

export const hasAnswered = ({ isScored, state }: Respondent, question: number): boolean =>
  isScored && state[question] === Answered;

/** The options beside one, in the order they are offered. */
export function neighbours(plan: Plan, question: number, option: number): readonly number[] {
  const { input } = plan.questions[question]!;
  const last = input.kind === 'options' ? input.options.length - 1 : 0;
  return [option - 1, option + 1].filter((each) => each >= 0 && each <= last);
}
