import { Answered } from '../answers/types.ts';
import { fullScore, type Plan, type PlanQuestion } from '../plan/types.ts';
import {
  averageDeviation,
  continuousNullVariance,
  nullVariance,
  rwgStar,
  type ItemVariance,
} from '../stats/agreement.ts';
import { isSplit } from '../stats/camps.ts';
import { sampleVariance } from '../stats/moments.ts';
import { squareSum, stateCount, type Moments } from './moments.ts';

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

/**
 * Points of each option on the scale that agreement is measured on: the side's, the mean of both
 * sides for a question that feeds both, or the stated lean.
 */
export function optionPoints({ points, lean }: PlanQuestion): readonly number[] {
  const { customer, process } = points;
  if (lean.points.length > 0) return lean.points.map((value) => value / 1000);
  if (customer.length === 0) return process.map((value) => value / 1000);
  if (process.length === 0) return customer.map((value) => value / 1000);
  return customer.map((value, i) => (value + process[i]!) / 2000);
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

function statistics(
  question: PlanQuestion,
  count: number,
  mean: number,
  item: ItemVariance | null,
  shape: { readonly ad: number | null; readonly splits: boolean },
): QuestionStatistics {
  const spread = item === null ? null : Math.sqrt(item.variance);
  const rwg = item === null || question.fact ? null : rwgStar([item]);
  const agreement =
    rwg === null ? null : { rwgStar: rwg, ad: shape.ad, label: labelOf(rwg, shape.splits) };
  return { count, mean, spread, item: question.fact ? null : item, agreement };
}

function ofOptions(question: PlanQuestion, histogram: Float64Array): QuestionStatistics {
  const counts = [...histogram];
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (count === 0) return none;
  const points = optionPoints(question);
  const halves = points.map((value) => BigInt(Math.round(value * 2000)));
  const sum = counts.reduce((total, each, i) => total + BigInt(each) * halves[i]!, 0n);
  const squares = counts.reduce((total, each, i) => total + BigInt(each) * halves[i]! ** 2n, 0n);
  const variance = sampleVariance(count, sum, squares);
  const byChance = nullVariance(points);
  const isJudged = variance !== null && byChance > 0;
  const item = isJudged ? { variance: variance / 2000 ** 2, nullVariance: byChance } : null;
  return statistics(question, count, Number(sum) / 2000 / count, item, {
    ad: averageDeviation(points, counts),
    splits: isSplit(points, counts),
  });
}

/** The range of values a metric tells apart, or of an allocation's lean. */
function rangeOf({ input }: PlanQuestion): { low: number; high: number; scale: number } {
  if (input.kind !== 'metric') return { low: -fullScore, high: fullScore, scale: 1000 };
  const low = input.breakpoints[0]![0];
  return { low, high: input.breakpoints.at(-1)![0], scale: 10 ** input.decimals };
}

function ofNumbers(
  question: PlanQuestion,
  count: number,
  sum: number,
  squares: bigint,
): QuestionStatistics {
  if (count === 0) return none;
  const { low, high, scale } = rangeOf(question);
  const variance = sampleVariance(count, BigInt(sum), squares);
  const item =
    variance === null
      ? null
      : {
          variance: variance / scale ** 2,
          nullVariance: continuousNullVariance(low / scale, high / scale),
        };
  const mean = sum / scale / count;
  return statistics(question, count, mean, item, { ad: null, splits: false });
}

/** The statistics of every question, by index. */
export function questionStatistics(plan: Plan, moments: Moments): readonly QuestionStatistics[] {
  return plan.questions.map((question, i) =>
    question.input.kind === 'options'
      ? ofOptions(question, moments.histograms[i]!)
      : ofNumbers(
          question,
          moments.states[i * stateCount + Answered]!,
          moments.questionSum[i]!,
          squareSum(moments.questionSquares, i),
        ),
  );
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
  const ad =
    deviations.length === 0
      ? null
      : deviations.reduce((sum, each) => sum + each, 0) / deviations.length;
  const labels = judged.map(({ agreement }) => agreement!.label);
  const splits = labels.filter((label) => label === 'split').length;
  const wides = labels.filter((label) => label === 'wide').length;
  return { rwgStar: rwg, ad, label: labelOf(rwg, splits > wides) };
}
