import { Answered, DontKnow, NotApplicable, NotAsked, Unanswered } from '../answers/types.ts';
import type { Moment, MomentColumn, OpenState } from '../plan/moments.ts';
import { fullScore, type Plan } from '../plan/types.ts';
import {
  emptyMoments,
  histogramOf,
  positionSquares,
  squareSum,
  stateOf,
  two52,
  unprovenOf,
  type Draft,
  type Moments,
} from '../score/moments.ts';
import { firstOption } from '../score/respondent.ts';

const states: { readonly [S in OpenState]: number } = {
  unanswered: Unanswered,
  'not-applicable': NotApplicable,
  'dont-know': DontKnow,
  'not-asked': NotAsked,
};

/** What a column of the table of moments says of some respondents. */
export function momentOf(moments: Moments, moment: Moment): bigint {
  const [customer, process] = moments.leaning;
  switch (moment.kind) {
    case 'leaningSum':
      if (moment.of === 'position') return BigInt(customer! - process!);
      return BigInt(moment.of === 'customer' ? customer! : process!);
    case 'leaningSquares':
      if (moment.of === 'position') return positionSquares(moments);
      return squareSum(moments.leaningSquares, moment.of === 'customer' ? 0 : 1);
    case 'cross':
      return squareSum(moments.leaningSquares, 2);
    case 'sideCount':
    case 'sideSum':
      return BigInt(moments[moment.kind][moment.cell]!);
    case 'sideSquares':
      return squareSum(moments.sideSquares, moment.cell);
    case 'open':
      return BigInt(stateOf(moments, moment.question, states[moment.state]));
    case 'option':
      return BigInt(histogramOf(moments, moment.question)[moment.option]!);
    case 'unproven':
      return BigInt(unprovenOf(moments, moment.question));
    case 'count':
      return BigInt(stateOf(moments, moment.question, Answered));
    case 'sum':
      return BigInt(moments.questionSum[moment.question]!);
    case 'squares':
      return squareSum(moments.questionSquares, moment.question);
    default:
      return BigInt(moments[moment.kind]);
  }
}

function setSquare({ low, high }: Moments['sideSquares'], index: number, sum: bigint): void {
  low[index] = Number(sum % BigInt(two52));
  high[index] = Number(sum / BigInt(two52));
}

function setMoment(moments: Draft<Moments>, moment: Moment, exact: bigint): void {
  const value = Number(exact);
  const { counts, slots } = moments;
  switch (moment.kind) {
    case 'leaningSum':
      if (moment.of !== 'position') moments.leaning[moment.of === 'customer' ? 0 : 1] = value;
      break;
    case 'leaningSquares':
      if (moment.of !== 'position') {
        setSquare(moments.leaningSquares, moment.of === 'customer' ? 0 : 1, exact);
      }
      break;
    case 'cross':
      setSquare(moments.leaningSquares, 2, exact);
      break;
    case 'sideCount':
    case 'sideSum':
      moments[moment.kind][moment.cell] = value;
      break;
    case 'sideSquares':
      setSquare(moments.sideSquares, moment.cell, exact);
      break;
    case 'open':
      counts[slots.base[moment.question]! + states[moment.state]] = value;
      break;
    case 'option':
      counts[slots.base[moment.question]! + firstOption + moment.option] = value;
      counts[slots.base[moment.question]! + Answered]! += value;
      break;
    case 'unproven':
      counts[slots.base[moment.question + 1]! - 1] = value;
      break;
    case 'count':
      counts[slots.base[moment.question]! + Answered] = value;
      break;
    case 'sum':
      moments.questionSum[moment.question] = value;
      break;
    case 'squares':
      setSquare(moments.questionSquares, moment.question, exact);
      break;
    default:
      moments[moment.kind] = value;
  }
}

/** Those that may be below zero. */
const isSigned = (moment: Moment): boolean =>
  moment.kind === 'statedSum' ||
  moment.kind === 'sum' ||
  (moment.kind === 'leaningSum' && moment.of === 'position');

/** Whether so many values can have this sum and these squares (Cauchy & Schwarz). */
const fits = (count: number, sum: number, squares: bigint): boolean =>
  BigInt(count) * squares >= BigInt(sum) ** 2n && (count > 0 || squares === 0n);

const within = (count: number, sum: number): boolean => sum >= 0 && sum <= count * fullScore;

/** Why numbers cannot be those of any respondents, or null. */
function contradiction(
  plan: Plan,
  moments: Moments,
  given: ReadonlyMap<string, bigint>,
): string | null {
  const { respondents, scored, leaning, leaningSquares, sideCount, sideSum, sideSquares } = moments;
  const [customer, process] = [leaning[0]!, leaning[1]!];
  if (scored > respondents) return 'more are scored than there are respondents';
  if (moments.statedCount > respondents)
    return 'more have a stated lean than there are respondents';
  if (moments.answered > moments.applicable) return 'more is answered than applies';
  if (given.get('position_sum') !== BigInt(customer - process)) {
    return 'position_sum is not customer_sum minus process_sum';
  }
  if (given.get('position_squares') !== positionSquares(moments)) {
    return 'position_squares is not what the squares and the product say';
  }
  const isLeaning =
    within(scored, customer) &&
    within(scored, process) &&
    fits(scored, customer, squareSum(leaningSquares, 0)) &&
    fits(scored, process, squareSum(leaningSquares, 1)) &&
    fits(scored, customer - process, positionSquares(moments));
  if (!isLeaning) return 'no respondents have these leanings';
  const wrong = plan.dimensions.findIndex((_, d) =>
    [2 * d, 2 * d + 1].some(
      (cell) =>
        sideCount[cell]! > scored ||
        !within(sideCount[cell]!, sideSum[cell]!) ||
        !fits(sideCount[cell]!, sideSum[cell]!, squareSum(sideSquares, cell)),
    ),
  );
  if (wrong >= 0) return `no respondents have these sums of "${plan.dimensions[wrong]!.id}"`;
  const odd = plan.questions.findIndex((_, i) => {
    const counted = [0, 1, 2, 3, 4].reduce((sum, state) => sum + stateOf(moments, i, state), 0);
    const count = stateOf(moments, i, Answered);
    const sum = moments.questionSum[i]!;
    const isClosed = plan.questions[i]!.input.kind === 'options';
    return (
      counted !== respondents ||
      (!isClosed && !fits(count, sum, squareSum(moments.questionSquares, i)))
    );
  });
  return odd < 0 ? null : `the counts of "${plan.questions[odd]!.id}" do not add up`;
}

const whole = /^-?(0|[1-9][0-9]{0,39})$/;

/**
 * Moments from the cells of a row; why there are none, in a sentence, where they cannot be any.
 * @param cellOf the text in a column
 */
export function momentsFrom(
  plan: Plan,
  columns: readonly MomentColumn[],
  cellOf: (column: MomentColumn) => string,
): Moments | string {
  const moments = emptyMoments(plan);
  const given = new Map<string, bigint>();
  for (const column of columns) {
    const text = cellOf(column);
    const value = whole.test(text) ? BigInt(text) : null;
    if (value === null || (value < 0n && !isSigned(column))) {
      return `"${text}" in ${column.name} is not a whole number${isSigned(column) ? '' : ' from 0'}`;
    }
    given.set(column.name, value);
    setMoment(moments, column, value);
  }
  return contradiction(plan, moments, given) ?? moments;
}
