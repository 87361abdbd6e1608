import { Answered, type Answers } from '../answers/types.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { Scored, type RespondentScore } from './respondent.ts';

/**
 * The sufficient statistics of some respondents: integer counts, sums and sums of squares, exact at
 * any size. Leanings, position and dimension sides are in milli-points, over the `scored`
 * respondents, who have both leanings. Squares are doubles while they are small enough to be exact
 * and settle into `exact` before they are not.
 */
export interface Moments {
  respondents: number;
  scored: number;
  /** Scored-question weight, in thousandths, over all respondents. */
  applicable: number;
  answered: number;
  /** Sums over the scored: customer, process, position. */
  readonly leaning: Float64Array;
  /** Squares and the cross product: customer, process, position, customer x process. */
  readonly leaningSquares: Squares;
  /** By dimension side, 2d + s. */
  readonly sideCount: Float64Array;
  readonly sideSum: Float64Array;
  readonly sideSquares: Squares;
  statedCount: number;
  statedSum: number;
  /** By question and answer state, 5q + state, over all respondents. */
  readonly states: Float64Array;
  /** By question: count by option of closed questions; empty for the others. */
  readonly histograms: readonly Float64Array[];
  /** By question: sum of the answers of metrics and allocations. */
  readonly questionSum: Float64Array;
  readonly questionSquares: Squares;
  sinceSettled: number;
}

interface Squares {
  readonly pending: Float64Array;
  readonly exact: bigint[];
}

/** How many states an answer can have. */
export const stateCount = 5;

const squares = (length: number): Squares => ({
  pending: new Float64Array(length),
  exact: Array.from({ length }, () => 0n),
});

const optionCount = ({ input }: PlanQuestion): number =>
  input.kind === 'options' ? input.options.length : 0;

export function emptyMoments(plan: Plan): Moments {
  const cells = plan.dimensions.length * 2;
  const questions = plan.questions.length;
  return {
    respondents: 0,
    scored: 0,
    applicable: 0,
    answered: 0,
    leaning: new Float64Array(3),
    leaningSquares: squares(4),
    sideCount: new Float64Array(cells),
    sideSum: new Float64Array(cells),
    sideSquares: squares(cells),
    statedCount: 0,
    statedSum: 0,
    states: new Float64Array(questions * stateCount),
    histograms: plan.questions.map((question) => new Float64Array(optionCount(question))),
    questionSum: new Float64Array(questions),
    questionSquares: squares(questions),
    sinceSettled: 0,
  };
}

/** No square is larger than 2^52 (metrics) or 100,000^2 (scores), see `plan/input.ts`. */
function largestSquare(plan: Plan): number {
  const sizes = plan.questions.map(({ input }) =>
    input.kind === 'metric' ? Math.max(Math.abs(input.min), Math.abs(input.max)) : 100_000,
  );
  return Math.max(100_000, ...sizes) ** 2;
}

/** How many respondents may be added before squares must settle to stay exact. */
const settleEvery = (plan: Plan): number => Math.max(1, Math.floor(2 ** 53 / largestSquare(plan)));

function settle(moments: Moments): void {
  for (const { pending, exact } of [
    moments.leaningSquares,
    moments.sideSquares,
    moments.questionSquares,
  ]) {
    for (let i = 0; i < pending.length; i++) exact[i]! += BigInt(pending[i]!);
    pending.fill(0);
  }
  moments.sinceSettled = 0;
}

/** Returns a function that adds one respondent to moments of this plan. */
export function accumulator(
  plan: Plan,
): (moments: Moments, score: RespondentScore, answers: Answers) => void {
  const limit = settleEvery(plan);
  const cells = plan.dimensions.length * 2;
  const isClosed = plan.questions.map(({ input }) => input.kind === 'options');

  function addLeanings(moments: Moments, score: RespondentScore): void {
    const customer = score.leaning[0]!;
    const process = score.leaning[1]!;
    moments.scored += 1;
    moments.leaning[0]! += customer;
    moments.leaning[1]! += process;
    moments.leaning[2]! += score.position;
    const { pending } = moments.leaningSquares;
    pending[0]! += customer * customer;
    pending[1]! += process * process;
    pending[2]! += score.position * score.position;
    pending[3]! += customer * process;
  }

  function addSides(moments: Moments, score: RespondentScore): void {
    for (let cell = 0; cell < cells; cell++) {
      if (score.sideState[cell] !== Scored) continue;
      const points = score.side[cell]!;
      moments.sideCount[cell]! += 1;
      moments.sideSum[cell]! += points;
      moments.sideSquares.pending[cell]! += points * points;
    }
  }

  function addQuestions(moments: Moments, score: RespondentScore, answers: Answers): void {
    for (let i = 0; i < isClosed.length; i++) {
      const state = score.state[i]!;
      moments.states[i * stateCount + state]! += 1;
      if (state !== Answered) continue;
      const value = answers.value[i]!;
      if (isClosed[i]) {
        moments.histograms[i]![value]! += 1;
      } else {
        moments.questionSum[i]! += value;
        moments.questionSquares.pending[i]! += value * value;
      }
    }
  }

  return (moments, score, answers) => {
    if (moments.sinceSettled >= limit) settle(moments);
    moments.sinceSettled += 1;
    moments.respondents += 1;
    moments.applicable += score.applicable;
    moments.answered += score.answered;
    if (score.hasStatedLean) {
      moments.statedCount += 1;
      moments.statedSum += score.statedLean;
    }
    if (score.isScored) {
      addLeanings(moments, score);
      addSides(moments, score);
    }
    addQuestions(moments, score, answers);
  };
}

function addArray(into: Float64Array, from: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i]! += from[i]!;
}

function addSquares(into: Squares, from: Squares): void {
  for (let i = 0; i < into.exact.length; i++) {
    into.exact[i]! += from.exact[i]! + BigInt(from.pending[i]!);
  }
}

/** The moments of several disjoint sets of respondents together. */
export function merge(plan: Plan, parts: readonly Moments[]): Moments {
  const whole = emptyMoments(plan);
  for (const part of parts) {
    whole.respondents += part.respondents;
    whole.scored += part.scored;
    whole.applicable += part.applicable;
    whole.answered += part.answered;
    whole.statedCount += part.statedCount;
    whole.statedSum += part.statedSum;
    addArray(whole.leaning, part.leaning);
    addArray(whole.sideCount, part.sideCount);
    addArray(whole.sideSum, part.sideSum);
    addArray(whole.states, part.states);
    addArray(whole.questionSum, part.questionSum);
    whole.histograms.forEach((histogram, i) => addArray(histogram, part.histograms[i]!));
    addSquares(whole.leaningSquares, part.leaningSquares);
    addSquares(whole.sideSquares, part.sideSquares);
    addSquares(whole.questionSquares, part.questionSquares);
  }
  return whole;
}

/** A sum of squares, exactly. */
export const squareSum = ({ exact, pending }: Squares, index: number): bigint =>
  exact[index]! + BigInt(pending[index]!);
