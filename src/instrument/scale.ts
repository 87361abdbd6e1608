import type { LeftOut, ScaleQuestion, ScaleResult } from '../instrument.ts';
import type { Plan } from '../plan/types.ts';
import { nineteenInTwenty } from '../result/reliability.ts';
import { maybe, rounded } from '../result/round.ts';
import { covarianceOf, type Crossing } from '../score/crossing.ts';
import { squareSum, type Moments } from '../score/moments.ts';
import { measurementError, steadyFrom } from '../score/reliability.ts';
import type { Scale } from '../score/scales.ts';
import { intervalLevel } from '../score/unit.ts';
import { omegaTotal } from '../stats/factor.ts';
import { correlation, diagonal, type Matrix } from '../stats/matrix.ts';
import { standardDeviation } from '../stats/moments.ts';
import {
  alpha,
  alphaIfDropped,
  feldtInterval,
  itemRest,
  meanCorrelation,
  spearmanBrown,
  standardizedAlpha,
} from '../stats/reliability.ts';

/** With fewer than this there is none. */
const fewest = 3;
/** A question that goes less with the others has little to do with them; judgement. */
const loose = 0.3;

const titles = { customer: 'Customer-leaning', process: 'Process-leaning' } as const;

/** A reliability before it is rounded, with the spread of the score that it is of, in points. */
export interface ScaleReliability {
  readonly result: ScaleResult;
  readonly reliability: number | null;
  readonly sd: number | null;
}

/** How the scores of a scale are spread over the respondents, in points. */
function spreadOf({ side, dimension }: Scale, moments: Moments) {
  const s = side === 'customer' ? 0 : 1;
  const cell = dimension === null ? s : dimension * 2 + s;
  const [n, sum, squares] =
    dimension === null
      ? [moments.scored, moments.leaning[s]!, squareSum(moments.leaningSquares, s)]
      : [moments.sideCount[cell]!, moments.sideSum[cell]!, squareSum(moments.sideSquares, cell)];
  const sd = standardDeviation(n, BigInt(sum), squares);
  return {
    mean: n === 0 ? null : sum / n / 1000,
    sd: maybe(sd, (found) => found / 1000),
  };
}

const sub = (matrix: Matrix, kept: readonly number[]): Matrix =>
  kept.map((i) => kept.map((j) => matrix[i]![j]!));

function statusOf(kept: number, of: number, respondents: number): ScaleResult['status'] {
  if (of === 0) return 'none';
  if (respondents < fewest) return 'few';
  if (kept === 0) return 'constant';
  if (kept === 1) return 'one';
  if (kept === 2) return 'two';
  return respondents < steadyFrom ? 'unstable' : 'computed';
}

/** How far from 0 a correlation of so many people lies by chance alone; its standard error is 1 / sqrt(n - 1). */
const byChance = (respondents: number): number => nineteenInTwenty / Math.sqrt(respondents - 1);

const verdictOf = (rest: number, respondents: number): ScaleQuestion['verdict'] =>
  rest < -byChance(respondents) ? 'against' : rest < loose ? 'loose' : 'fits';

/** Of fewer than three, and where nothing is computed, there is nothing to say but which they are. */
function questionsOf(
  ids: readonly string[],
  covariances: Matrix | null,
  respondents: number,
): readonly ScaleQuestion[] {
  const nulls = ids.map(() => null);
  const rests = covariances === null ? nulls : itemRest(covariances);
  const without = covariances === null ? nulls : alphaIfDropped(covariances);
  return ids.map((id, i) => ({
    id,
    itemRest: maybe(rests[i]!, rounded),
    alphaIfDropped: maybe(without[i]!, rounded),
    verdict: maybe(rests[i]!, (rest) => verdictOf(rest, respondents)),
  }));
}

const nothing = {
  alpha: null,
  standardizedAlpha: null,
  omega: null,
  spearmanBrown: null,
  meanCorrelation: null,
} as const;

function coefficients(covariances: Matrix, respondents: number) {
  const found = alpha(covariances);
  const correlations = correlation(covariances);
  const range = maybe(found, (value) =>
    feldtInterval(value, respondents, covariances.length, intervalLevel),
  );
  return {
    alpha:
      found === null || range === null
        ? null
        : {
            value: rounded(found),
            low: rounded(range.low),
            high: rounded(range.high),
            level: intervalLevel,
          },
    standardizedAlpha: maybe(standardizedAlpha(covariances), rounded),
    omega: maybe(correlations, (each) => maybe(omegaTotal(each), rounded)),
    spearmanBrown: null,
    meanCorrelation: maybe(meanCorrelation(covariances), rounded),
  };
}

/** What two questions have: their correlation, stepped up to both. */
function ofTwo(covariances: Matrix) {
  const r = correlation(covariances)![0]![1]!;
  const both = spearmanBrown(r, 2);
  return {
    reliability: both,
    found: { ...nothing, spearmanBrown: maybe(both, rounded), meanCorrelation: rounded(r) },
  };
}

function reliabilityOf(status: ScaleResult['status'], covariances: Matrix, respondents: number) {
  if (status === 'two') return ofTwo(covariances);
  if (status !== 'computed' && status !== 'unstable') return { reliability: null, found: nothing };
  return { reliability: alpha(covariances), found: coefficients(covariances, respondents) };
}

const headOf = (plan: Plan, { side, dimension }: Scale) => {
  if (dimension === null) return { id: side, title: titles[side], side, dimension };
  const { id, title } = plan.dimensions[dimension]!;
  return { id: `${id}.${side}`, title, side, dimension: id };
};

const out = (plan: Plan, list: readonly number[], because: LeftOut) =>
  list.map((i) => ({ question: plan.questions[i]!.id, because }));

/** A scale of which nothing may be told: too few answered it, however many they were. */
export function hiddenScale(plan: Plan, scale: Scale): ScaleReliability {
  const ids = scale.questions.map((i) => plan.questions[i]!.id);
  const result: ScaleResult = {
    ...headOf(plan, scale),
    status: 'hidden',
    respondents: null,
    ...nothing,
    mean: null,
    sd: null,
    sem: null,
    questions: questionsOf(ids, null, 0),
    leftOut: out(plan, scale.partial, 'asked of few'),
  };
  return { result, reliability: null, sd: null };
}

function judgedScale(
  plan: Plan,
  scale: Scale,
  crossing: Crossing,
  moments: Moments,
): ScaleReliability {
  const { questions, partial } = scale;
  const { respondents } = crossing;
  const covariances = covarianceOf(crossing) ?? [];
  const kept = [...diagonal(covariances).keys()].filter((k) => covariances[k]![k]! > 0);
  const status = statusOf(kept.length, questions.length, respondents);
  const isJudged = status === 'computed' || status === 'unstable';
  const used = sub(covariances, kept);
  const { reliability, found } = reliabilityOf(status, used, respondents);
  const { mean, sd } = spreadOf(scale, moments);
  const sem = reliability === null || sd === null ? null : measurementError({ sd, reliability });
  const asked = isJudged ? kept.map((k) => questions[k]!) : questions;
  const same = questions.filter((_, k) => respondents >= fewest && !kept.includes(k));
  const result: ScaleResult = {
    ...headOf(plan, scale),
    status,
    respondents,
    ...found,
    mean: maybe(mean, rounded),
    sd: maybe(sd, rounded),
    sem: maybe(sem, rounded),
    questions: questionsOf(
      asked.map((i) => plan.questions[i]!.id),
      isJudged ? used : null,
      respondents,
    ),
    leftOut: [...out(plan, same, 'all the same'), ...out(plan, partial, 'asked of few')],
  };
  return { result, reliability, sd };
}

/**
 * How reliably a scale measures, from those who answered every one of its questions.
 * @param minGroup where small groups are hidden: fewer than this are not looked at, and fewer than
 *   ten neither, for that all of them answered alike would be told; null looks at any
 */
export function scaleReliability(
  plan: Plan,
  scale: Scale,
  crossing: Crossing,
  moments: Moments,
  minGroup: number | null,
): ScaleReliability {
  const least = minGroup === null ? 0 : Math.max(minGroup, steadyFrom);
  const { respondents } = crossing;
  return respondents > 0 && respondents < least
    ? hiddenScale(plan, scale)
    : judgedScale(plan, scale, crossing, moments);
}
