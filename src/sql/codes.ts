import type { PlanQuestion } from '../plan/types.ts';

/**
 * What an answer is, as one small integer: a state, or from `answeredFrom` on an answer. Of an
 * answer in numbers that is all, and the number stands in a column of its own; of options, they
 * follow each other, and after the last one comes a yes without the evidence asked for. There are
 * at most 40 options.
 */
export const code = { bad: 99, unanswered: 0, notApplicable: 1, dontKnow: 2, notAsked: 3 } as const;

export const answeredFrom = 4;

/** Partly, which a yes without evidence counts as, stands after yes. */
const partly = 1;

/** The option that each code of an answer stands for, in their order; null for a number. */
export function optionsByCode({ input }: PlanQuestion): readonly (number | null)[] {
  if (input.kind !== 'options') return [null];
  const options = input.options.map((_, option) => option);
  return input.evidence ? [...options, partly] : options;
}

/** The codes of an answer that chose one of some options. */
export const codesOfOptions = (
  question: PlanQuestion,
  options: readonly number[],
): readonly number[] =>
  optionsByCode(question).flatMap((option, i) =>
    option !== null && options.includes(option) ? [answeredFrom + i] : [],
  );

/** The code of a yes without the evidence asked for. */
export const unprovenCode = (question: PlanQuestion): number =>
  answeredFrom + optionsByCode(question).length - 1;

/** Columns inside the SQL begin with an underscore, which no id does. Questions count from 1. */
export const column = {
  unit: '_unit',
  round: '_round',
  respondent: '_respondent',
  role: '_role',
  market: '_market',
  /** What was given, of a question that has a condition. */
  given: (question: number) => `_given${question + 1}`,
  /** The code that counts. */
  answer: (question: number) => `_answer${question + 1}`,
  /** The integer of an answer in numbers; 0 where there is none. */
  value: (question: number) => `_value${question + 1}`,
} as const;

/** The columns that say whose answers a row has. */
export const keys: readonly string[] = [
  column.unit,
  column.round,
  column.respondent,
  column.role,
  column.market,
];
