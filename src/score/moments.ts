import { Answered } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { firstOption } from './respondent.ts';

/**
 * Sums of squares as two doubles each, high x 2^52 + low, so that they are exact at any size. No
 * square is larger than 2^52 (metrics, see `scorecard/limits.ts`) or 100,000^2 (scores).
 */
export interface Squares {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Where the counts of each question stand: its states, then its options, then the unproven. */
export interface Slots {
  /** By question, and one more at the end. */
  readonly base: Int32Array;
  /** How many options by question; 0 where it is not closed. */
  readonly options: Int32Array;
}

/**
 * What the leanings of some respondents, their coverage and their agreement come from: integer counts
 * and sums, exact at any size. Leanings are in milli-points, over the `scored` respondents, who have
 * both.
 */
export interface BriefMoments {
  readonly respondents: number;
  readonly scored: number;
  /** Scored-question weight, in thousandths, over all respondents. */
  readonly applicable: number;
  readonly answered: number;
  /** Sums over the scored: customer, process. */
  readonly leaning: Float64Array;
  /** Of those who answered, and of the options; all others are 0. See `answersTo` and `histogramOf`. */
  readonly counts: Float64Array;
  readonly slots: Slots;
  /** By question: of the answers of metrics and allocations. */
  readonly questionSum: Float64Array;
  readonly questionSquares: Squares;
}

/**
 * The sufficient statistics of some respondents: integer counts, sums and sums of squares, exact at
 * any size. Leanings and dimension sides are in milli-points, over the `scored` respondents.
 */
export interface Moments extends BriefMoments {
  /** Of those in every state, of the options and of the unproven: see `stateOf` and `unprovenOf` too. */
  readonly counts: Float64Array;
  readonly statedCount: number;
  readonly statedSum: number;
  /** Customer, process, and the cross product customer x process. */
  readonly leaningSquares: Squares;
  /** By dimension side, 2d + s. */
  readonly sideCount: Float64Array;
  readonly sideSum: Float64Array;
  readonly sideSquares: Squares;
}

/** Moments while something is added to them. */
export type Draft<M extends BriefMoments> = { -readonly [K in keyof M]: M[K] };

/** How many respondents left a question in a state, over all. */
export const stateOf = ({ counts, slots }: Moments, question: number, state: number): number =>
  counts[slots.base[question]! + state]!;

/** How many answered a question. */
export const answersTo = ({ counts, slots }: BriefMoments, question: number): number =>
  counts[slots.base[question]! + Answered]!;

/** Where the counts of a question's options begin. */
export const optionsAt = ({ slots }: BriefMoments, question: number): number =>
  slots.base[question]! + firstOption;

/** How many chose each option of a question; empty where it is not closed. */
export function histogramOf(moments: BriefMoments, question: number): Float64Array {
  const { counts, slots } = moments;
  const from = optionsAt(moments, question);
  return counts.subarray(from, from + slots.options[question]!);
}

/** How many said yes to a question without the evidence that it asks for. */
export const unprovenOf = ({ counts, slots }: Moments, question: number): number =>
  counts[slots.base[question + 1]! - 1]!;

export const two52 = 2 ** 52;

/** A sum of squares, exactly. */
export const squareSum = ({ low, high }: Squares, index: number): bigint =>
  BigInt(high[index]!) * BigInt(two52) + BigInt(low[index]!);

/** The sum of the squares of the positions: (C - P)^2 = C^2 - 2 C P + P^2. */
export const positionSquares = ({ leaningSquares }: Moments): bigint =>
  squareSum(leaningSquares, 0) + squareSum(leaningSquares, 1) - 2n * squareSum(leaningSquares, 2);

/** Adds one square, or any product up to 2^52. */
export function addSquare({ low, high }: Squares, index: number, square: number): void {
  const sum = low[index]! + square;
  const carries = sum >= two52;
  low[index] = carries ? sum - two52 : sum;
  if (carries) high[index]! += 1;
}

/** Adds to a sum of squares what another has at a place. */
export function addSquares(into: Squares, index: number, from: Squares, place: number): void {
  const sum = into.low[index]! + from.low[place]!;
  const carries = sum >= two52;
  into.low[index] = carries ? sum - two52 : sum;
  into.high[index]! += from.high[place]! + (carries ? 1 : 0);
}

/** Every question has a slot more than it needs, for the unproven. */
export function slotsOf({ questions }: Plan): Slots {
  const options = Int32Array.from(questions, ({ input }) =>
    input.kind === 'options' ? input.options.length : 0,
  );
  const base = new Int32Array(questions.length + 1);
  for (const [i, count] of options.entries()) base[i + 1] = base[i]! + firstOption + count + 1;
  return { base, options };
}

export const emptySquares = (length: number): Squares => ({
  low: new Float64Array(length),
  high: new Float64Array(length),
});

/** @param slots those of the plan */
export function emptyBrief(plan: Plan, slots: Slots = slotsOf(plan)): Draft<BriefMoments> {
  const questions = plan.questions.length;
  return {
    respondents: 0,
    scored: 0,
    applicable: 0,
    answered: 0,
    leaning: new Float64Array(2),
    counts: new Float64Array(slots.base.at(-1)!),
    slots,
    questionSum: new Float64Array(questions),
    questionSquares: emptySquares(questions),
  };
}

/** @param slots those of the plan */
export function emptyMoments(plan: Plan, slots: Slots = slotsOf(plan)): Draft<Moments> {
  const cells = plan.dimensions.length * 2;
  return {
    ...emptyBrief(plan, slots),
    statedCount: 0,
    statedSum: 0,
    leaningSquares: emptySquares(3),
    sideCount: new Float64Array(cells),
    sideSum: new Float64Array(cells),
    sideSquares: emptySquares(cells),
  };
}

/** Takes moments back to those of nobody. */
export function clear(moments: Draft<BriefMoments>): void {
  moments.respondents = moments.scored = moments.applicable = moments.answered = 0;
  const { low, high } = moments.questionSquares;
  for (const sums of [moments.leaning, moments.counts, moments.questionSum, low, high])
    sums.fill(0);
}

function addArray(into: Float64Array, from: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i]! += from[i]!;
}

/** Adds to sums of squares others, place by place. */
export function addAllSquares(into: Squares, from: Squares): void {
  for (let i = 0; i < into.low.length; i++) addSquares(into, i, from, i);
}

const numbers = [
  'respondents',
  'scored',
  'applicable',
  'answered',
  'statedCount',
  'statedSum',
] as const;
const arrays = ['leaning', 'sideCount', 'sideSum', 'counts', 'questionSum'] as const;
const squares = ['leaningSquares', 'sideSquares', 'questionSquares'] as const;

/** The moments of several disjoint sets of respondents together. */
export function merge(plan: Plan, parts: readonly Moments[]): Moments {
  const whole = emptyMoments(plan, parts[0]?.slots);
  for (const part of parts) {
    for (const key of numbers) whole[key] += part[key];
    for (const key of arrays) addArray(whole[key], part[key]);
    for (const key of squares) addAllSquares(whole[key], part[key]);
  }
  return whole;
}
