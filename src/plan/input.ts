import { largestMetric } from '../scorecard/limits.ts';
import type { AnswerScale, Question, Scorecard, Side } from '../scorecard/types.ts';
import { builtInOf } from './built-in.ts';
import { divide, scaled } from './integers.ts';
import { fullScore, milli, type Input, type Option, type PlanQuestion } from './types.ts';

type Points = PlanQuestion['points'];

/** What a question's answers look like and what each of them is worth. */
export interface Scoring {
  readonly input: Input;
  readonly points: Points;
  /** Stated lean in milli-points by option; empty for questions that are scored. */
  readonly lean: readonly number[];
  readonly isStated: boolean;
}

const options = (
  form: 'answerScale' | 'choice' | 'yesNo' | 'tradeOff',
  list: readonly Option[],
  { evidence = false, scale = null }: { evidence?: boolean; scale?: string | null } = {},
): Input => ({
  kind: 'options',
  form,
  scale,
  options: list,
  evidence,
});

const onSide = (side: Side | undefined, points: readonly number[]): Points => ({
  customer: side === 'customer' ? points : [],
  process: side === 'process' ? points : [],
});

const scored = (input: Input, points: Points): Scoring => ({
  input,
  points,
  lean: [],
  isStated: false,
});

/** Codes spread evenly over 0 to 100 points; `reversed` counts from the other end. */
function scaleScoring(id: string, scale: AnswerScale, question: Question): Scoring {
  const from = scale.from ?? 1;
  const last = scale.options.length - 1;
  const list = scale.options.map((label, i) => ({ code: String(from + i), label }));
  const points = list.map((_, i) => divide(fullScore * (question.reversed ? last - i : i), last));
  return scored(options('answerScale', list, { scale: id }), onSide(question.side, points));
}

function choiceScoring(choice: NonNullable<Question['choice']>): Scoring {
  const feeds = (side: Side) => choice.every((option) => option[side] !== undefined);
  const pointsOf = (side: Side) =>
    feeds(side) ? choice.map((option) => scaled(option[side]!, 3)) : [];
  const list = choice.map(({ code, label }) => ({ code, label }));
  const points = { customer: pointsOf('customer'), process: pointsOf('process') };
  return scored(options('choice', list), points);
}

const yesNoCodes = ['yes', 'partly', 'no'] as const;
const yesNoPoints = [100 * milli, 50 * milli, 0];

function metricScoring(metric: NonNullable<Question['metric']>, question: Question): Scoring {
  const breakpoints = metric.points.map(
    ([value, score]) => [scaled(value!, metric.decimals), scaled(score!, 3)] as const,
  );
  const input: Input = {
    kind: 'metric',
    unit: metric.unit,
    decimals: metric.decimals,
    min: Math.max(-largestMetric, scaled(metric.min ?? -1e6, metric.decimals)),
    max: Math.min(largestMetric, scaled(metric.max ?? 1e6, metric.decimals)),
    breakpoints,
  };
  return scored(input, onSide(question.side, []));
}

const tradeOffCodes = [-3, -2, -1, 0, 1, 2, 3];

function tradeOffScoring(tradeOff: NonNullable<Question['tradeOff']>): Scoring {
  const label = (code: number) =>
    code === -3 ? tradeOff.process : code === 3 ? tradeOff.customer : String(code);
  const list = tradeOffCodes.map((code) => ({ code: String(code), label: label(code) }));
  const lean = tradeOffCodes.map((code) => divide(fullScore * code, 3));
  return { input: options('tradeOff', list), points: onSide(undefined, []), lean, isStated: true };
}

function allocationScoring(allocation: NonNullable<Question['allocation']>): Scoring {
  const parts = [
    { code: 'customer', label: allocation.customer },
    { code: 'process', label: allocation.process },
    ...(allocation.other === undefined ? [] : [{ code: 'other', label: allocation.other }]),
  ];
  return {
    input: { kind: 'allocation', parts },
    points: onSide(undefined, []),
    lean: [],
    isStated: true,
  };
}

/** Resolves how a question is answered; the scorecard has been checked to say it exactly once. */
export function scoringOf(scorecard: Scorecard, question: Question): Scoring {
  const { choice, yesNo, metric, tradeOff, allocation } = question;
  if (choice) return choiceScoring(choice);
  if (metric) return metricScoring(metric, question);
  if (tradeOff) return tradeOffScoring(tradeOff);
  if (allocation) return allocationScoring(allocation);
  if (yesNo) {
    const labels = builtInOf(scorecard).yesNo;
    const list = yesNoCodes.map((code, i) => ({ code, label: labels[i]! }));
    const input = options('yesNo', list, { evidence: yesNo.evidence ?? false });
    return scored(input, onSide(question.side, yesNoPoints));
  }
  const id = question.answerScale!;
  return scaleScoring(id, scorecard.answerScales!.get(id)!, question);
}
