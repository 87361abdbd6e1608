import type { Plan, Rule } from './types.ts';

function moved(rule: Rule, places: ReadonlyMap<number, number>): Rule {
  if (rule.op === 'not') return { ...rule, of: moved(rule.of, places) };
  if (rule.op === 'all' || rule.op === 'any') {
    return { ...rule, of: rule.of.map((part) => moved(part, places)) };
  }
  return 'question' in rule ? { ...rule, question: places.get(rule.question)! } : rule;
}

/**
 * The plan with these questions alone, so that rounds which share no more can be scored alike. A
 * question that is kept must not look at one that is not; `verdicts` sees to that. Dimensions stay,
 * also those without questions, which do not apply then. Name and fingerprint are those of the plan.
 */
export function coreOf(plan: Plan, kept: ReadonlySet<string>): Plan {
  const indexes = plan.questions.flatMap(({ id }, i) => (kept.has(id) ? [i] : []));
  const places = new Map(indexes.map((index, place) => [index, place]));
  const questions = indexes.map((index) => {
    const question = plan.questions[index]!;
    return { ...question, when: question.when === null ? null : moved(question.when, places) };
  });
  return { ...plan, questions, translations: [] };
}
