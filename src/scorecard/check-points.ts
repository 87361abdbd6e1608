import { largestMetric } from './limits.ts';
import type { Report } from './report.ts';
import { sides, type AnswerScale, type Metric, type Question, type Scorecard } from './types.ts';

/** The first value that is there twice. */
export const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, i) => values.indexOf(value) !== i);

/** Whether every answer of every question has its points, in one way only. */
export function checkPoints(scorecard: Scorecard, report: Report): void {
  for (const [name, scale] of scorecard.answerScales ?? []) checkScale(name, scale, report);
  for (const question of scorecard.questions) {
    if (question.choice) checkChoice(question.id, question.choice, report);
    if (question.metric) checkMetric(question.id, question.metric, report);
  }
}

function checkScale(name: string, { options }: AnswerScale, report: Report): void {
  const path = ['answerScales', name];
  if (options.length < 2 || options.length > 11) {
    const count = options.length === 1 ? '1 option' : `${options.length} options`;
    report(path, 'SCALE', `the answer scale "${name}" has ${count}`);
  }
  const twice = repeated(options);
  if (twice !== undefined) {
    report(path, 'SCALE', `the answer scale "${name}" has "${twice}" twice`);
  }
}

function checkChoice(id: string, choice: NonNullable<Question['choice']>, report: Report): void {
  const path = ['questions', { id }, 'choice'] as const;
  const twice = repeated(choice.map(({ code }) => code));
  if (twice !== undefined) report(path, 'SCALE', `the choices of "${id}" have "${twice}" twice`);
  const state = choice.find(({ code }) => code === 'not-applicable' || code === 'dont-know');
  if (state !== undefined) report([...path, { id: state.code }], 'RESERVED_ID', state.code);
  for (const side of sides) {
    const given = choice.filter((option) => option[side] !== undefined).length;
    if (given > 0 && given < choice.length) {
      const rule = `has ${side} points for some options only`;
      report(path, 'QUESTION_SIDE', id, rule, `give "${side}:" for all options or for none`);
    }
  }
  if (choice.every(({ customer, process }) => customer === undefined && process === undefined)) {
    report(path, 'QUESTION_SIDE', id, 'has no points', 'give "customer:" or "process:" points');
  }
}

/** Scores that rise, fall, or rise to one peak and fall; a flat stretch is neither. */
function isSinglePeaked(scores: readonly number[]): boolean {
  let falling = false;
  for (let i = 1; i < scores.length; i++) {
    if (scores[i]! > scores[i - 1]! && falling) return false;
    if (scores[i]! < scores[i - 1]!) falling = true;
  }
  return true;
}

function breakpointFault({ points, decimals, min, max }: Metric): string | null {
  if (points.some((point) => point.length !== 2)) return 'are not [value, score] pairs';
  const values = points.map(([value]) => value!);
  const scores = points.map(([, score]) => score!);
  if (values.some((value, i) => i > 0 && value <= values[i - 1]!)) return 'do not rise in value';
  if (scores.some((score) => score < 0 || score > 100)) return 'leave 0 to 100 points';
  if (!isSinglePeaked(scores)) return 'fall and rise again';
  if (Math.min(...scores) === Math.max(...scores)) return 'give every value the same score';
  const all = [...values, ...[min, max].filter((limit) => limit !== undefined)];
  if (all.some((value) => Number(value.toFixed(decimals)) !== value)) {
    return `have more than ${decimals} decimals in a value`;
  }
  return min !== undefined && max !== undefined && min >= max ? 'have "min" not below "max"' : null;
}

function checkMetric(id: string, metric: Metric, report: Report): void {
  const path = ['questions', { id }, 'metric'] as const;
  const fault = breakpointFault(metric);
  if (fault !== null) return report(path, 'BREAKPOINTS', id, fault);
  const { points, decimals, min = 0, max = 0 } = metric;
  const widest = Math.max(...[...points.map(([value]) => value!), min, max].map(Math.abs));
  const largest = widest * 10 ** decimals;
  if (largest > largestMetric) report(path, 'OVERFLOW', id, largest);
}
