import { Answered, emptyAnswers, type Sheet } from '../../src/answers/types.ts';
import type { NamedRound } from '../../src/compare/rounds.ts';
import type { Plan } from '../../src/plan/types.ts';

/** A respondent's answers by question id, as the integers that a plan holds. */
export type Given = Readonly<Record<string, number>>;

/** A sheet of unit north, or of another. */
export function sheetOf(
  plan: Plan,
  round: string,
  who: string,
  given: Given,
  unit = 'north',
): Sheet {
  const answers = emptyAnswers(plan.questions.length);
  plan.questions.forEach(({ id }, i) => {
    const value = given[id];
    if (value === undefined) return;
    answers.state[i] = Answered;
    answers.value[i] = value;
  });
  const said = { answers, notes: new Map<number, string>(), unproven: [] };
  return { unit, round, respondent: who, role: null, market: null, ...said, file: 'f', line: 1 };
}

/** A round of unit north, one sheet for each respondent, who are called r0, r1 and so on. */
export const roundOf = (plan: Plan, name: string, given: readonly Given[]): NamedRound => ({
  name,
  plan,
  plans: [plan],
  sheets: given.map((each, i) => sheetOf(plan, name, `r${i}`, each)),
  facts: new Map(),
});
