import { Answered, NotAsked, Unanswered } from '../answers/types.ts';
import { factsOf, type Facts } from '../answers/units.ts';
import type { Plan, Rule } from '../plan/types.ts';
import { histogramOf, squareSum, stateOf, type Moments } from '../score/moments.ts';
import type { GroupOf } from './collect.ts';

/** The markets that a condition names. */
function marketsIn(rule: Rule): readonly string[] {
  if (rule.op === 'not') return marketsIn(rule.of);
  if (rule.op === 'all' || rule.op === 'any') return rule.of.flatMap(marketsIn);
  return rule.op === 'market' ? rule.in : [];
}

/** Whether everybody who was asked a question gave this one answer. */
function isAnswerOfAll(
  { questions }: Plan,
  moments: Moments,
  question: number,
  state: number,
  value: number,
): boolean {
  const asked = moments.respondents - stateOf(moments, question, NotAsked);
  if (stateOf(moments, question, state) !== asked) return false;
  if (state !== Answered) return true;
  if (questions[question]!.input.kind === 'options') {
    return histogramOf(moments, question)[value] === asked;
  }
  // Squares add up to so little only where all are equal.
  const sum = BigInt(asked) * BigInt(value);
  const squares = squareSum(moments.questionSquares, question);
  return BigInt(moments.questionSum[question]!) === sum && squares === sum * BigInt(value);
}

const counted = (what: string, names: readonly string[]): string =>
  `${what}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;

/**
 * Says what is known of a unit that its moments were added up without, null where nothing is. It
 * decides what is asked and how it is answered, so that no sum can be mended by it.
 * @param markets those of the unit, where the moments name none
 */
export function addedWithout(
  plan: Plan,
  facts: Facts,
): (
  of: Pick<GroupOf, 'unit' | 'round'>,
  markets: readonly string[],
  moments: Moments,
) => string | null {
  const inConditions = new Set(
    plan.questions.flatMap(({ when }) => (when === null ? [] : marketsIn(when))),
  );
  return ({ unit, round }, markets, moments) => {
    const looked = markets.filter((market) => inConditions.has(market));
    if (looked.length > 0) return counted('its market', looked);
    const given = factsOf(facts, unit, round);
    if (given === undefined) return null;
    const lost = plan.questions.flatMap(({ id, fact }, i) => {
      const [state, value] = [given.state[i]!, given.value[i]!];
      const isGiven = fact && state !== Unanswered;
      return isGiven && !isAnswerOfAll(plan, moments, i, state, value) ? [id] : [];
    });
    return lost.length === 0 ? null : counted('its fact', lost);
  };
}
