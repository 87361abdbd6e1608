import { readEntries, type Entry } from '../answers/entry.ts';
import { withFacts } from '../answers/units.ts';
import { NotAsked, type Answers } from '../answers/types.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { factsAsked, type FactsSetting } from '../score/facts.ts';
import { evaluator, type Setting } from '../score/respondent.ts';
import type { Words } from '../words/words.ts';

/** Answers given so far, by question index. */
export type Entries = ReadonlyMap<number, Entry>;

/** What stays the same while a person answers. */
export interface Questionnaire {
  readonly plan: Plan;
  readonly words: Words;
  /** Who answers for what, as the top line says it. */
  readonly who: string;
  /** Indexes of the questions that are asked of a person with these answers, in their order. */
  readonly askedOf: (entries: Entries) => readonly number[];
  /**
   * The position so far in milli-points, null while too little is answered to score. Null itself
   * where it is not to be seen, since it can sway the person who answers.
   */
  readonly positionOf: ((entries: Entries) => number | null) | null;
}

/** Skip logic is the evaluator's: what is asked here is what will be scored. */
export function questionnaire(
  plan: Plan,
  setting: Setting,
  options: {
    readonly words: Words;
    readonly facts?: Answers | undefined;
    readonly who?: string;
    readonly live?: boolean | undefined;
  },
): Questionnaire {
  const { words, facts, who = '', live = false } = options;
  const { evaluate } = evaluator(plan);
  const scoreOf = (entries: Entries) => {
    const { answers } = readEntries(plan, entries.values());
    return evaluate(withFacts(plan, answers, facts), setting);
  };
  const askedOf = (entries: Entries): readonly number[] => {
    const { state } = scoreOf(entries);
    return plan.questions.flatMap(({ fact }, i) => (fact || state[i] === NotAsked ? [] : [i]));
  };
  const positionOf = (entries: Entries) => {
    const { isScored, position } = scoreOf(entries);
    return isScored ? position : null;
  };
  return { plan, words, who, askedOf, positionOf: live ? positionOf : null };
}

/**
 * The same for a unit's facts: only these are asked. Conditions that look at respondents, at their
 * roles or answers, cannot be decided here; such a fact is asked as long as it could count on some
 * sheet, for on the others the same condition takes it out again.
 */
export function factsQuestionnaire(
  plan: Plan,
  setting: FactsSetting,
  { words, who }: { readonly words: Words; readonly who: string },
): Questionnaire {
  const askedOf = (entries: Entries): readonly number[] =>
    factsAsked(plan, readEntries(plan, entries.values()).answers, setting);
  return { plan, words, who, askedOf, positionOf: null };
}

export const hasAnswer = (entry: Entry | undefined): boolean =>
  entry !== undefined && entry.state !== 'unanswered';

/**
 * Asked and without an answer that it needs; an optional question may stay empty. Facts are asked
 * of somebody who came to give them, so that each that is missing is worth another look.
 */
export const isOpen = ({ optional, fact }: PlanQuestion, entry: Entry | undefined): boolean =>
  (fact || !optional) && !hasAnswer(entry);

/** Questions with an answer that are not asked any more; it is kept, and never scored. */
export const asideOf = (asked: readonly number[], entries: Entries): readonly number[] =>
  [...entries].flatMap(([index, entry]) =>
    hasAnswer(entry) && !asked.includes(index) ? [index] : [],
  );

export function openOf({ plan }: Questionnaire, asked: readonly number[], entries: Entries) {
  return asked.filter((index) => isOpen(plan.questions[index]!, entries.get(index)));
}
