import { Answered } from '../answers/types.ts';
import { fullScore, type Plan } from '../plan/types.ts';
import {
  answersTo,
  histogramOf,
  positionSquares,
  squareSum,
  stateOf,
  type Moments,
} from './moments.ts';

/** Of fewer people than this, what all of them say is not shown: it is what each of them said; judgement. */
export const fewestAlike = 10;

/** A number of each respondent, by what the respondents of a unit have of it. */
export interface Said {
  readonly count: (moments: Moments) => number;
  readonly sum: (moments: Moments) => number;
  readonly squares: (moments: Moments) => bigint;
  /** Whether people say it; a fact is nobody's answer. */
  readonly isOpinion: (moments: Moments) => boolean;
}

const weighed = (histogram: Float64Array, worth: (option: number) => number): number =>
  histogram.reduce((sum, count, option) => sum + count * worth(option), 0);

/** The answers to a question, closed ones by the number of the option. */
export function answerSaid({ questions }: Plan, q: number): Said {
  const { input, fact } = questions[q]!;
  const isClosed = input.kind === 'options';
  return {
    count: (moments) => answersTo(moments, q),
    sum: (moments) =>
      isClosed ? weighed(histogramOf(moments, q), (option) => option) : moments.questionSum[q]!,
    squares: (moments) =>
      isClosed
        ? BigInt(weighed(histogramOf(moments, q), (option) => option ** 2))
        : squareSum(moments.questionSquares, q),
    isOpinion: () => !fact,
  };
}

export const sideNames = ['customer', 'process'] as const;

/** Whether anybody answered a question that is no fact and weighs something there. */
const opinionOn =
  ({ questions }: Plan, isThere: (question: Plan['questions'][number]) => boolean) =>
  (moments: Moments): boolean =>
    questions.some((each, q) => !each.fact && isThere(each) && stateOf(moments, q, Answered) > 0);

/** The scores of a dimension side, 2d + s. */
export const sideSaid = (plan: Plan, cell: number): Said => ({
  count: ({ sideCount }) => sideCount[cell]!,
  sum: ({ sideSum }) => sideSum[cell]!,
  squares: ({ sideSquares }) => squareSum(sideSquares, cell),
  isOpinion: opinionOn(
    plan,
    ({ dimension, weights }) =>
      dimension === Math.floor(cell / 2) && weights[sideNames[cell % 2]!] > 0,
  ),
});

const scored = ({ scored: count }: Moments): number => count;

export const leaningsSaid = (plan: Plan): readonly Said[] =>
  sideNames.map((name, side) => ({
    count: scored,
    sum: ({ leaning }) => leaning[side]!,
    squares: ({ leaningSquares }) => squareSum(leaningSquares, side),
    isOpinion: opinionOn(plan, ({ weights }) => weights[name] > 0),
  }));

export const positionSaid = (plan: Plan): Said => ({
  count: scored,
  sum: ({ leaning }) => leaning[0]! - leaning[1]!,
  squares: positionSquares,
  isOpinion: opinionOn(plan, ({ weights }) => weights.customer + weights.process > 0),
});

/** Those of a group who are in none of some parts of it, where they are few who say something. */
function fewLeft(said: Said, group: Moments, parts: readonly Moments[]) {
  const rest = (of: Said['count']) => parts.reduce((left, part) => left - of(part), of(group));
  const count = rest(said.count);
  const isFew = count > 0 && count < fewestAlike && said.isOpinion(group);
  return isFew ? { count, sum: rest(said.sum) } : null;
}

/** Whether the few who are left of a group all say the same: what they say together, each says. */
export function areAlike(said: Said, group: Moments, parts: readonly Moments[] = []): boolean {
  const left = fewLeft(said, group, parts);
  if (left === null) return false;
  const squares = parts.reduce((rest, part) => rest - said.squares(part), said.squares(group));
  return BigInt(left.count) * squares === BigInt(left.sum) ** 2n;
}

/** Whether the mean of the few who are left of a group says by itself that they are alike: an end of the scale. */
export function areAtEnd(said: Said, group: Moments, parts: readonly Moments[]): boolean {
  const left = fewLeft(said, group, parts);
  return left !== null && (left.sum === 0 || left.sum === left.count * fullScore);
}
