import type { Plan, PlanQuestion, Side } from '../plan/types.ts';

/** The questions whose points are added up to one score: a side of a dimension, or a leaning. */
export interface Scale {
  readonly side: Side;
  /** Index of the dimension; null for a leaning. */
  readonly dimension: number | null;
  /** Indexes of the questions whose answers can be held against each other, ascending. */
  readonly questions: readonly number[];
  /** Indexes of those that feed it as well and are not asked of everybody. */
  readonly partial: readonly number[];
}

const sides: readonly Side[] = ['customer', 'process'];

/** An opinion with options of different worth: facts and numbers are held against nothing. */
const isOpinion = ({ fact, input, weights, points }: PlanQuestion, side: Side): boolean =>
  !fact && input.kind === 'options' && weights[side] > 0 && new Set(points[side]).size > 1;

const isForAll = ({ when, optional }: PlanQuestion): boolean => when === null && !optional;

function scaleOf({ questions }: Plan, side: Side, dimension: number | null): Scale {
  const own = [...questions.keys()].filter((i) => {
    const question = questions[i]!;
    const isInside = dimension === null || question.dimension === dimension;
    return isInside && isOpinion(question, side);
  });
  return {
    side,
    dimension,
    questions: own.filter((i) => isForAll(questions[i]!)),
    partial: own.filter((i) => !isForAll(questions[i]!)),
  };
}

/** What a question's options are worth to a scale, in milli-points: on its side, or on the one it feeds. */
export const worthOf = ({ points }: PlanQuestion, side: Side): readonly number[] =>
  points[side].length > 0 ? points[side] : points[side === 'customer' ? 'process' : 'customer'];

/** Indexes of all questions of a plan that are on a scale. */
export const batteryOf = (plan: Plan): readonly number[] =>
  [...new Set(sides.flatMap((side) => scaleOf(plan, side, null).questions))].toSorted(
    (a, b) => a - b,
  );

/** The scales of a plan: both leanings, then the sides of the dimensions. */
export const scalesOf = (plan: Plan): readonly Scale[] => [
  ...sides.map((side) => scaleOf(plan, side, null)),
  ...plan.dimensions.flatMap((_, d) => sides.map((side) => scaleOf(plan, side, d))),
];
