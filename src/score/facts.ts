import { NotAsked, type Answers } from '../answers/types.ts';
import type { Plan, Rule } from '../plan/types.ts';
import { holds, type Setting } from './respondent.ts';

/** What is known of a unit before anybody answers; no markets are markets not known. */
export type FactsSetting = Pick<Setting, 'markets' | 'unit'>;

/**
 * The facts that could count on some sheet of a unit, by index. `answers` has the facts given so
 * far; what depends on respondents may turn out either way.
 */
export function factsAsked(
  plan: Plan,
  { state: given, value }: Answers,
  { markets, unit }: FactsSetting,
): readonly number[] {
  const state = given.slice();
  const isKnown = (rule: Rule): boolean => {
    if (rule.op === 'role') return false;
    if (rule.op === 'market') return markets.length > 0;
    return !('question' in rule) || plan.questions[rule.question]!.fact;
  };
  /** Whether a condition could come out as wanted. */
  const could = (rule: Rule, wanted: boolean): boolean => {
    if (rule.op === 'not') return could(rule.of, !wanted);
    if (rule.op === 'all' || rule.op === 'any') {
      const isEach = (rule.op === 'all') === wanted;
      const parts = rule.of.map((part) => could(part, wanted));
      return isEach ? parts.every(Boolean) : parts.some(Boolean);
    }
    const setting = { markets, unit, role: null };
    return !isKnown(rule) || holds(rule, { state, value }, state, setting) === wanted;
  };
  return plan.questions.flatMap(({ fact, when }, i) => {
    const isAsked = fact && (when === null || could(when, true));
    if (fact && !isAsked) state[i] = NotAsked;
    return isAsked ? [i] : [];
  });
}
