import { Answered } from '../answers/types.ts';
import type { PlanQuestion } from '../plan/types.ts';
import { fixed, lean } from '../text/number.ts';
import type { Respondent } from './respondents.ts';

/** What somebody answered, as they gave it; null where there is no answer. */
export function answerText(
  { input }: PlanQuestion,
  index: number,
  { state, answers, sheet }: Respondent,
): string | null {
  if (state[index] !== Answered) return null;
  const value = answers.value[index]!;
  if (input.kind === 'allocation') return lean(value / 1000);
  if (input.kind === 'metric') {
    const number = fixed(value / 10 ** input.decimals, input.decimals);
    return `${number} ${input.unit}`.trim();
  }
  const { label } = input.options[value]!;
  return sheet.unproven.includes(index) ? `${label}: a yes without evidence` : label;
}
