import { Answered, Unanswered, type Answers } from '../../src/answers/types.ts';
import { explainUnit } from '../../src/explain/explain.ts';
import type { Explanation } from '../../src/explanation.ts';
import { compile } from '../../src/plan/compile.ts';
import type { Plan, Target } from '../../src/plan/types.ts';
import type { Question } from '../../src/scorecard/types.ts';
import { scored, sheetOf } from './surveys.ts';

/** A scorecard of one dimension, or of those that its questions name. */
export function planOf(questions: readonly Partial<Question>[]): Plan {
  const dimensions = [...new Set(questions.map(({ dimension = 'd' }) => dimension))];
  return compile({
    pendulum: '1',
    id: 'small',
    version: '1',
    language: 'en',
    title: 'Small',
    answerScales: new Map([['five', { options: ['a', 'b', 'c', 'd', 'e'] }]]),
    dimensions: dimensions.map((id) => ({ id, title: id.toUpperCase() })),
    markets: [
      { id: 'm', title: 'M', target: { customer: 60, process: 60 }, because: 'Judgement.' },
    ],
    questions: questions.map((each, i) => ({
      id: `q${i}`,
      ask: `Question ${i}`,
      dimension: 'd',
      ...(each.choice || each.yesNo || each.tradeOff ? {} : { answerScale: 'five' }),
      ...each,
    })),
  });
}

/** Answers by option index; null is unanswered. */
export const answersOf = (...values: readonly (number | null)[]): Answers => ({
  state: Uint8Array.from(values, (value) => (value === null ? Unanswered : Answered)),
  value: Float64Array.from(values, (value) => value ?? 0),
});

export const sheetsOf = (people: readonly Answers[]) =>
  people.map((answers, i) => sheetOf(answers, i, { market: 'm', role: null }));

/** What is explained of people's answers, measured against a target of its own if one is given. */
export function explained(
  plan: Plan,
  people: readonly Answers[],
  target: Partial<Target> = {},
): Explanation {
  const all = scored(plan, sheetsOf(people));
  const [unit] = all.survey.units;
  const aim = { ...unit!.score.target!, ...target };
  const standing = unit!.score.standing;
  const gap = standing && standing.position - (aim.customer - aim.process);
  const score = { ...unit!.score, target: aim, standing: standing && { ...standing, gap } };
  return explainUnit(plan, all, { ...unit!, score }, null);
}
