import { Answered, NotApplicable, NotAsked, Unanswered } from '../../src/answers/types.ts';
import type { Answers } from '../../src/answers/types.ts';
import type { Condition, Question, Scorecard, Side } from '../../src/scorecard/types.ts';

/**
 * A second scorer that shares no code with the first: it works on the scorecard as written, in
 * BigInt fractions, and rounds where the definition rounds.
 */
const halfUp = (a: bigint, b: bigint): bigint => {
  const [top, bottom] = [2n * a + b, 2n * b];
  const quotient = top / bottom;
  return top % bottom < 0n ? quotient - 1n : quotient;
};
const big = (value: number, decimals: number) => BigInt(value.toFixed(decimals).replace('.', ''));
const weightOf = ({ weight = 1 }: { readonly weight?: number }) => big(weight, 3);

function metricPoints({ metric }: Question, value: bigint): bigint {
  const { points, decimals } = metric!;
  const breaks = points.map(([v, s]) => [big(v!, decimals), big(s!, 3)] as const);
  if (value <= breaks[0]![0]) return breaks[0]![1];
  for (let i = 1; i < breaks.length; i++) {
    const [[v0, s0], [v1, s1]] = [breaks[i - 1]!, breaks[i]!];
    if (value <= v1) return halfUp(s0 * (v1 - v0) + (value - v0) * (s1 - s0), v1 - v0);
  }
  return breaks.at(-1)![1];
}

/** Milli-points of an answer on a side, or null when the question does not feed it. */
function pointsOn(
  scorecard: Scorecard,
  question: Question,
  side: Side,
  value: number,
): bigint | null {
  if (question.choice) return big(question.choice[value]![side]!, 3);
  if (question.side !== side) return null;
  if (question.yesNo) return [100_000n, 50_000n, 0n][value]!;
  if (question.metric) return metricPoints(question, BigInt(value));
  const last = scorecard.answerScales!.get(question.answerScale!)!.options.length - 1;
  return halfUp(100_000n * BigInt(question.reversed ? last - value : value), BigInt(last));
}

export interface Reference {
  readonly sides: readonly (bigint | 'insufficient' | 'not applicable')[];
  readonly leanings: readonly (bigint | 'insufficient')[];
  readonly statedLean: bigint | null;
  readonly states: readonly number[];
}

function isAsked(when: Condition | undefined, states: ReadonlyMap<string, number>): boolean {
  return [...(when?.answer ?? [])].every(
    ([id, { answered }]) => (states.get(id) === Answered) === answered,
  );
}

/** Scores one respondent by the definition. */
export function reference(scorecard: Scorecard, { state, value }: Answers): Reference {
  const states = new Map<string, number>();
  scorecard.questions.forEach((question, i) => {
    const open = state[i] === Unanswered && question.optional ? NotApplicable : state[i]!;
    states.set(question.id, isAsked(question.when, states) ? open : NotAsked);
  });
  const sides = scorecard.dimensions.flatMap(({ id }) =>
    (['customer', 'process'] as const).map((side) => {
      let [sum, answered, applicable] = [0n, 0n, 0n];
      scorecard.questions.forEach((question, i) => {
        if (question.dimension !== id || question.tradeOff || question.allocation) return;
        const own = states.get(question.id)!;
        const feeds = question.choice !== undefined || question.side === side;
        if (!feeds || own === NotAsked || own === NotApplicable) return;
        applicable += weightOf(question);
        if (own !== Answered) return;
        answered += weightOf(question);
        sum += weightOf(question) * pointsOn(scorecard, question, side, value[i]!)!;
      });
      if (applicable === 0n) return 'not applicable' as const;
      return 2n * answered >= applicable && answered > 0n
        ? halfUp(sum, answered)
        : ('insufficient' as const);
    }),
  );
  const leanings = [0, 1].map((side) => {
    let [sum, scored, applicable] = [0n, 0n, 0n];
    scorecard.dimensions.forEach((dimension, d) => {
      const score = sides[2 * d + side]!;
      if (score !== 'not applicable') applicable += weightOf(dimension);
      if (typeof score !== 'bigint') return;
      scored += weightOf(dimension);
      sum += weightOf(dimension) * score;
    });
    return scored > 0n && 10n * scored >= 7n * applicable
      ? halfUp(sum, scored)
      : ('insufficient' as const);
  });
  let [lean, leanWeight] = [0n, 0n];
  scorecard.questions.forEach((question, i) => {
    if (states.get(question.id) !== Answered) return;
    if (!question.tradeOff && !question.allocation) return;
    const points = question.tradeOff
      ? halfUp(100_000n * BigInt(value[i]! - 3), 3n)
      : BigInt(value[i]!);
    lean += weightOf(question) * points;
    leanWeight += weightOf(question);
  });
  return {
    sides,
    leanings,
    statedLean: leanWeight === 0n ? null : halfUp(lean, leanWeight),
    states: [...states.values()],
  };
}
