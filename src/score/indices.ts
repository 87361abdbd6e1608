import type { Plan, PlanQuestion } from '../plan/types.ts';
import {
  averageDeviation,
  awg,
  deviationLimit,
  medianDeviation,
  rwgJ,
  rwgStar,
  slightSkewNullVariance,
  type ItemVariance,
} from '../stats/agreement.ts';
import { scalesOf, widthOf, type QuestionStatistics } from './agreement.ts';
import { criticalAgreement, type Asked, type Critical } from './at-random.ts';
import { histogramOf, type Moments } from './moments.ts';

/** r*wg and r_wg(J) against one null. */
interface Against {
  readonly rwgStar: number;
  readonly rwgJ: number;
}

/** How far the respondents of a unit agree, by every index there is; unrounded. */
export interface Indices {
  readonly questions: number;
  /** The most who answered one of them. */
  readonly respondents: number;
  readonly uniform: Against;
  /** Over the questions with five equally spaced options; null where there are none. */
  readonly slightSkew: (Against & { readonly questions: number }) | null;
  /** Mean of the questions that have one. */
  readonly awg: { readonly mean: number | null; readonly questions: number };
  /** Means over the closed questions, in points of 100; null where there are none. */
  readonly deviation: {
    readonly mean: number;
    readonly median: number;
    readonly limit: number;
  } | null;
  readonly critical: Critical;
}

/** A question that can show agreement, with its answers. */
interface Judged {
  readonly question: PlanQuestion;
  readonly item: ItemVariance;
  readonly count: number;
  /** Null where it is not closed. */
  readonly histogram: readonly number[] | null;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function judgedIn(
  plan: Plan,
  moments: Moments,
  questions: readonly QuestionStatistics[],
  hidden: ReadonlySet<number>,
): readonly Judged[] {
  return questions.flatMap(({ item, count }, i) => {
    if (item === null || hidden.has(i)) return [];
    const question = plan.questions[i]!;
    const isClosed = question.input.kind === 'options';
    return [{ question, item, count, histogram: isClosed ? [...histogramOf(moments, i)] : null }];
  });
}

const against = (items: readonly ItemVariance[]): Against | null =>
  items.length === 0 ? null : { rwgStar: rwgStar(items)!, rwgJ: rwgJ(items)! };

/** The item against a slight lean to its later options; none but an answer scale is evenly spaced. */
function skewed({ question, item: { variance } }: Judged): readonly ItemVariance[] {
  const [points] = scalesOf(question);
  if (question.input.kind !== 'options' || question.input.form !== 'answerScale') return [];
  const nullVariance = slightSkewNullVariance(points!);
  return nullVariance === null ? [] : [{ variance, nullVariance }];
}

function slightSkewOf(judged: readonly Judged[]): Indices['slightSkew'] {
  const items = judged.flatMap(skewed);
  const found = against(items);
  return found === null ? null : { questions: items.length, ...found };
}

/** Null for what has no end, has two scales, or answers too near an end. */
function awgOf({ question, histogram }: Judged): readonly number[] {
  const scales = scalesOf(question);
  const found = histogram === null || scales.length > 1 ? null : awg(scales[0]!, histogram);
  return found === null ? [] : [found];
}

type Deviation = (points: readonly number[], histogram: readonly number[]) => number | null;

/** A deviation of a closed question in points of 100, the mean of its scales. */
const deviationOf = ({ question, histogram }: Judged, deviation: Deviation): number =>
  meanOf(scalesOf(question).map((points) => deviation(points, histogram!)! / widthOf(points)));

function deviationsOf(judged: readonly Judged[]): Indices['deviation'] {
  const closed = judged.filter(({ histogram }) => histogram !== null);
  if (closed.length === 0) return null;
  const over = (deviation: Deviation) => meanOf(closed.map((each) => deviationOf(each, deviation)));
  return {
    mean: over(averageDeviation),
    median: over(medianDeviation),
    limit: over(deviationLimit),
  };
}

/** What the options of a scale are worth, from 0 to 1 in rising order: to chance all are the same. */
function worthOf(points: readonly number[]): readonly number[] {
  const low = Math.min(...points);
  const range = Math.max(...points) - low;
  return points.map((point) => (point - low) / range).toSorted((a, b) => a - b);
}

/** As random answers see it: scales that differ in order or range alone are one. */
function asked({ question, count, histogram }: Judged): Asked {
  const scales = histogram === null ? [] : scalesOf(question);
  if (scales.length === 0) return { scales, size: 1, answers: count };
  if (scales.length === 1) {
    const [points] = scales as [readonly number[]];
    const range = Math.max(...points) - Math.min(...points);
    return { scales: [worthOf(points)], size: range / widthOf(points), answers: count };
  }
  const hundredths = scales.map((points) => points.map((point) => point / 100));
  return { scales: hundredths, size: 100, answers: count };
}

/**
 * How far respondents agree over the questions that are shown and can show it; null where there are
 * none. Facts cannot: they are no opinions.
 */
export function indicesOf(
  plan: Plan,
  moments: Moments,
  questions: readonly QuestionStatistics[],
  hidden: ReadonlySet<number>,
): Indices | null {
  const judged = judgedIn(plan, moments, questions, hidden);
  const uniform = against(judged.map(({ item }) => item));
  if (uniform === null) return null;
  const within = judged.flatMap(awgOf);
  return {
    questions: judged.length,
    respondents: Math.max(...judged.map(({ count }) => count)),
    uniform,
    slightSkew: slightSkewOf(judged),
    awg: { mean: within.length === 0 ? null : meanOf(within), questions: within.length },
    deviation: deviationsOf(judged),
    critical: criticalAgreement(judged.map(asked))!,
  };
}
