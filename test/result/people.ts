import { readEngagement, type Engagement } from '../../src/answers/engagement.ts';
import { Answered, emptyAnswers, type Sheet } from '../../src/answers/types.ts';
import { compile } from '../../src/plan/compile.ts';
import type { UnitResult } from '../../src/result.ts';
import { assemble } from '../../src/result/assemble.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { sourceOf } from '../../src/source/source.ts';

const agree = { answerScale: 'five' } as const;

/** Two questions a side of five options, worth 0, 25, 50, 75 and 100. */
export const plan = compile({
  pendulum: '1',
  id: 'card',
  version: '1',
  language: 'en',
  title: 'Card',
  answerScales: new Map([['five', { options: ['a', 'b', 'c', 'd', 'e'] }]]),
  dimensions: [{ id: 'one', title: 'One' }],
  questions: [
    { id: 'c1', dimension: 'one', ask: 'C1', ...agree, side: 'customer' },
    { id: 'c2', dimension: 'one', ask: 'C2', ...agree, side: 'customer' },
    { id: 'p1', dimension: 'one', ask: 'P1', ...agree, side: 'process' },
    { id: 'p2', dimension: 'one', ask: 'P2', ...agree, side: 'process' },
  ],
});

/** Somebody's unit, role and answers, 1 to 5; 0 is none. */
export type Person = readonly [unit: string, role: string | null, ...answers: readonly number[]];

function sheet([unit, role, ...given]: Person, i: number): Sheet {
  const answers = emptyAnswers(plan.questions.length);
  given.forEach((answer, question) => {
    if (answer === 0) return;
    answers.state[question] = Answered;
    answers.value[question] = answer - 1;
  });
  const who = { unit, round: null, respondent: `r${i}`, role, market: null };
  return { ...who, answers, notes: new Map(), unproven: [], file: 'f', line: 1 };
}

/** An engagement from its units. */
export const engagement = (units: string): Engagement =>
  readEngagement(
    sourceOf('pendulum.yaml', `pendulum: 1\ntitle: T\nscorecard: s\nunits: ${units}\n`),
  ).value!.value;

/** What the people of a round say, by unit. */
export function unitsOf(
  people: readonly Person[],
  options: { readonly minGroup?: number; readonly engagement?: Engagement } = {},
): ReadonlyMap<string, UnitResult> {
  const { minGroup = null, engagement: known = null } = options;
  const asked = { round: null, market: null, minGroup };
  const open = known === null ? null : { ...known, privacy: { open: 'a test' } };
  const survey = scoreSurvey(plan, people.map(sheet), open, new Map(), asked);
  const frame = { engagement: null, problems: [], notes: null, origin: null };
  return new Map(assemble(plan, survey, frame).units.map((unit) => [unit.id, unit]));
}
