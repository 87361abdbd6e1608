import { Answered } from '../answers/types.ts';
import type { PlanQuestion } from '../plan/types.ts';
import { fixed, lean } from '../text/number.ts';
import type { Respondent } from './respondents.ts';

/** A trade-off as it is asked: none, or one to three steps toward a side. */
const traded = (steps: number): string =>
  steps === 0 ? 'in the middle' : `${Math.abs(steps)} toward ${steps > 0 ? 'customer' : 'process'}`;

/** What an answer says, as it is given. */
export function valueText({ input }: PlanQuestion, value: number): string {
  if (input.kind === 'allocation') return lean(value / 1000);
  if (input.kind === 'metric') {
    const number = fixed(value / 10 ** input.decimals, input.decimals);
    return `${number} ${input.unit}`.trim();
  }
  if (input.form === 'tradeOff') return traded(value - Math.floor(input.options.length / 2));
  return input.options[value]!.label;
}

/** What somebody answered, as they gave it; null where there is no answer. */
export function answerText(
  question: PlanQuestion,
  index: number,
  { state, answers, sheet }: Respondent,
): string | null {
  if (state[index] !== Answered) return null;
  const text = valueText(question, answers.value[index]!);
  return sheet.unproven.includes(index) ? `${text}: a yes without evidence` : text;
}
