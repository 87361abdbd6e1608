import { fullScore, type Plan, type PlanQuestion } from '../plan/types.ts';
import {
  averageDeviation,
  continuousNullVariance,
  nullVariance,
  rwgStar,
  rwgStarOf,
  varianceShare,
  type ItemVariance,
} from '../stats/agreement.ts';
import { isSplit } from '../stats/camps.ts';
import { sampleVariance } from '../stats/moments.ts';
import {
  answersTo,
  histogramOf,
  optionsAt,
  squareSum,
  type BriefMoments,
  type Moments,
} from './moments.ts';

/** `wide`: answers spread over the scale. `split`: two camps far apart. */
type AgreementLabel = 'agreed' | 'mixed' | 'wide' | 'split';

/** Agreement of respondents, in points where it has a unit. */
export interface AgreementScore {
  readonly rwgStar: number;
  readonly ad: number | null;
  readonly label: AgreementLabel;
}

/** What the answers to one question say, in points (metrics: in their own unit). */
export interface QuestionStatistics {
  readonly count: number;
  readonly mean: number | null;
  readonly spread: number | null;
  /** Null for facts, where fewer than two answered, and where every option is worth the same. */
  readonly item: ItemVariance | null;
  readonly agreement: AgreementScore | null;
}

const inPoints = (milliPoints: readonly number[]) => milliPoints.map((value) => value / 1000);

/**
 * Points of each option on every scale that a question has: its side's, both sides' where one answer
 * feeds both, or the stated lean's.
 */
export function scalesOf({ points, lean }: PlanQuestion): readonly (readonly number[])[] {
  if (lean.points.length > 0) return [inPoints(lean.points)];
  return [points.customer, points.process].filter((side) => side.length > 0).map(inPoints);
}

/** Points of each option on one scale: the mean where there are two. */
export function optionPoints(question: PlanQuestion): readonly number[] {
  const [first = [], second = first] = scalesOf(question);
  return first.map((value, i) => (value + second[i]!) / 2);
}

/** Judged limits of r*wg: from 0.7 people agree, below 0.5 they do not. */
function labelOf(rwg: number, splits: boolean): AgreementLabel {
  if (rwg >= 0.7) return 'agreed';
  if (splits) return 'split';
  return rwg >= 0.5 ? 'mixed' : 'wide';
}

const none: QuestionStatistics = {
  count: 0,
  mean: null,
  spread: null,
  item: null,
  agreement: null,
};

/** How answers to a question are spread, on all its scales together. */
interface Spread {
  readonly item: ItemVariance | null;
  readonly spread: number | null;
  /** In points of a scale of 100. */
  readonly ad: number | null;
  readonly isSplit: boolean;
}

function statistics(
  { fact }: PlanQuestion,
  count: number,
  mean: number,
  { item, spread, ad, isSplit: splits }: Spread,
): QuestionStatistics {
  const rwg = item === null || fact ? null : rwgStar([item]);
  const agreement = rwg === null ? null : { rwgStar: rwg, ad, label: labelOf(rwg, splits) };
  return { count, mean, spread, item: fact ? null : item, agreement };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What is known of a question before anybody answers it. */
interface Judged {
  /** Of a closed one: points of each option on every scale, and the same in milli-points. */
  readonly scales: readonly (readonly number[])[];
  readonly whole: readonly Float64Array[];
  /** Null variance, on all scales together. */
  readonly byChance: number;
}

/** The range of values a metric tells apart, or of an allocation's lean. */
function rangeOf({ input }: PlanQuestion): { low: number; high: number; scale: number } {
  if (input.kind !== 'metric') return { low: -fullScore, high: fullScore, scale: 1000 };
  const low = input.breakpoints[0]![0];
  return { low, high: input.breakpoints.at(-1)![0], scale: 10 ** input.decimals };
}

function judgedOf(question: PlanQuestion): Judged {
  const scales = scalesOf(question);
  const whole = scales.map((points) =>
    Float64Array.from(points, (each) => Math.round(each * 1000)),
  );
  if (question.input.kind === 'options') {
    return { scales, whole, byChance: total(scales.map(nullVariance)) };
  }
  const { low, high, scale } = rangeOf(question);
  return { scales, whole, byChance: continuousNullVariance(low / scale, high / scale) };
}

/** The points of a scale of 100 on this one: leans run from one side to the other. */
export function widthOf(points: readonly number[]): number {
  const low = Math.min(...points);
  return low < 0 ? (Math.max(...points) - low) / 100 : 1;
}

const judgedBefore = new WeakMap<Plan, readonly Judged[]>();

/** Of every question; looked up again for every unit, and there may be a hundred thousand of them. */
function judgedIn(plan: Plan): readonly Judged[] {
  const before = judgedBefore.get(plan);
  if (before !== undefined) return before;
  const judged = plan.questions.map(judgedOf);
  judgedBefore.set(plan, judged);
  return judged;
}

/**
 * Sample variance of a histogram over options worth these milli-points; exact but for one division.
 * @param from where the histogram begins in `counts`
 */
function varianceOf(points: Float64Array, counts: Float64Array, from: number): number | null {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < points.length; i++) {
    const count = counts[from + i]!;
    const worth = points[i]!;
    n += count;
    sum += count * worth;
    squares += count * worth * worth;
  }
  if (n < 2) return null;
  // As far as doubles are exact they give the same number as integers of any size.
  if (n * squares < 2 ** 53) return (n * squares - sum * sum) / (n * (n - 1)) / 1000 ** 2;
  const exact = points.reduce(
    (all, each, i) => all + BigInt(counts[from + i]!) * BigInt(each) ** 2n,
    0n,
  );
  return sampleVariance(n, BigInt(sum), exact)! / 1000 ** 2;
}

/**
 * Where one answer feeds both sides, people may disagree on either: the variances add up. Null where
 * fewer than two answered.
 */
function closedVariance({ whole }: Judged, counts: Float64Array, from: number): number | null {
  let variance = 0;
  for (let i = 0; i < whole.length; i++) {
    const own = varianceOf(whole[i]!, counts, from);
    if (own === null) return null;
    variance += own;
  }
  return variance;
}

function spreadOf(judged: Judged, histogram: Float64Array): Spread {
  const { scales, byChance } = judged;
  const counts = [...histogram];
  const variance = closedVariance(judged, histogram, 0);
  const deviations = scales.map((points) => averageDeviation(points, counts)! / widthOf(points));
  return {
    item: variance !== null && byChance > 0 ? { variance, nullVariance: byChance } : null,
    spread: variance === null ? null : Math.sqrt(variance / scales.length),
    ad: total(deviations) / scales.length,
    isSplit: scales.some((points) => isSplit(points, counts)),
  };
}

/** Mean of the answers to a question, in points (metrics: in their own unit); null without any. */
export function questionMean(
  question: PlanQuestion,
  index: number,
  moments: Moments,
): number | null {
  const count = answersTo(moments, index);
  if (count === 0) return null;
  if (question.input.kind !== 'options') {
    return moments.questionSum[index]! / rangeOf(question).scale / count;
  }
  const points = optionPoints(question);
  return total([...histogramOf(moments, index)].map((each, i) => each * points[i]!)) / count;
}

/** Null where fewer than two answered. */
function openVariance(question: PlanQuestion, index: number, moments: BriefMoments): number | null {
  const count = answersTo(moments, index);
  const squares = squareSum(moments.questionSquares, index);
  const raw = sampleVariance(count, BigInt(moments.questionSum[index]!), squares);
  return raw === null ? null : raw / rangeOf(question).scale ** 2;
}

function spreadOfNumbers(
  question: PlanQuestion,
  { byChance }: Judged,
  index: number,
  moments: Moments,
): Spread {
  const variance = openVariance(question, index, moments);
  const item = variance === null ? null : { variance, nullVariance: byChance };
  const spread = variance === null ? null : Math.sqrt(variance);
  return { item, spread, ad: null, isSplit: false };
}

/**
 * r*wg over the questions that can show agreement: what `agreementOver` says of their statistics.
 * @param except indexes of questions to leave out
 */
export function agreementOf(
  plan: Plan,
  moments: BriefMoments,
  except: ReadonlySet<number> = new Set(),
): number | null {
  const { questions } = plan;
  const judged = judgedIn(plan);
  let shares = 0;
  let items = 0;
  for (let i = 0; i < questions.length; i++) {
    const question = questions[i]!;
    if (question.fact || except.has(i)) continue;
    const { byChance } = judged[i]!;
    const variance =
      question.input.kind === 'options'
        ? closedVariance(judged[i]!, moments.counts, optionsAt(moments, i))
        : openVariance(question, i, moments);
    if (variance === null || byChance === 0) continue;
    shares += varianceShare(variance, byChance);
    items += 1;
  }
  return rwgStarOf(shares, items);
}

/** The statistics of every question, by index. */
export function questionStatistics(plan: Plan, moments: Moments): readonly QuestionStatistics[] {
  const judged = judgedIn(plan);
  return plan.questions.map((question, i) => {
    const mean = questionMean(question, i, moments);
    if (mean === null) return none;
    const spread =
      question.input.kind === 'options'
        ? spreadOf(judged[i]!, histogramOf(moments, i))
        : spreadOfNumbers(question, judged[i]!, i, moments);
    return statistics(question, answersTo(moments, i), mean, spread);
  });
}

/**
 * Agreement over several questions, each held against its own null variance (Lindell & Brandt
 * 1999); null when none of them has one.
 */
export function agreementOver(statistics: readonly QuestionStatistics[]): AgreementScore | null {
  const judged = statistics.filter(({ item }) => item !== null);
  const rwg = rwgStar(judged.map(({ item }) => item!));
  if (rwg === null) return null;
  const deviations = judged
    .map(({ agreement }) => agreement?.ad ?? null)
    .filter((ad) => ad !== null);
  const ad = deviations.length === 0 ? null : total(deviations) / deviations.length;
  const labels = judged.map(({ agreement }) => agreement!.label);
  const splits = labels.filter((label) => label === 'split').length;
  const wides = labels.filter((label) => label === 'wide').length;
  return { rwgStar: rwg, ad, label: labelOf(rwg, splits > wides) };
}
