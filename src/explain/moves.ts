import type { Answers } from '../answers/types.ts';
import type { Plan, Side } from '../plan/types.ts';
import { evaluator } from '../score/respondent.ts';
import type { Whole } from './answered.ts';
import type { Basis, Lever, Nudges, Raise } from './basis.ts';
import { answering, partsOf, type Leanings, type Rescore, type Respondent } from './respondents.ts';
import { sides } from './shares.ts';
import { hasAnswered, hasSteps, neighbours, stepsLeft, stepsUp } from './steps.ts';

/** By index of the respondent, whether the answer can go up on a side. */
const isLower = (plan: Plan, people: readonly Respondent[], question: number, side: Side) =>
  people.map(
    (person) =>
      hasAnswered(person, question) &&
      stepsLeft(plan.questions[question]!, side, person.answers.value[question]!) > 0,
  );

/** The answers of everybody who can go up, by index. */
export function raised(
  plan: Plan,
  people: readonly Respondent[],
  raises: readonly Raise[],
): ReadonlyMap<number, Answers> {
  const changed = new Map<number, Answers>();
  for (const [{ question, side }, steps] of raises) {
    isLower(plan, people, question, side).forEach((is, i) => {
      if (!is) return;
      const answers = changed.get(i) ?? people[i]!.answers;
      const to = stepsUp(plan.questions[question]!, side, answers.value[question]!, steps);
      changed.set(i, answering(answers, question, to));
    });
  }
  return changed;
}

export const positionIn = (leanings: Leanings | null): number | null =>
  leanings === null ? null : leanings.customer - leanings.process;

/** What each question of a side can do, measured by scoring everybody again. */
export function leversOf(
  plan: Plan,
  { people, leanings }: Whole,
  position: Basis['position'],
  side: Side,
): readonly Lever[] {
  const here = positionIn(leanings)!;
  return plan.questions.flatMap((asked, question) => {
    if (!hasSteps(asked, side)) return [];
    const isLow = isLower(plan, people, question, side);
    const lower = people.filter((_, i) => isLow[i]);
    const most = lower.map(({ answers }) => stepsLeft(asked, side, answers.value[question]!));
    const bare = { question, side, people: lower.length, effects: [] };
    const effects = Array.from({ length: Math.max(0, ...most) }, (_, i) => {
      return (position([[bare, i + 1]]) ?? here) - here;
    });
    return [{ ...bare, effects }];
  });
}

/** One answer given one step beside, and by how many milli-points that moves the position. */
interface Nudge {
  readonly person: number;
  readonly question: number;
  readonly value: number;
  readonly effect: number;
}

const byEffect = (a: Nudge, b: Nudge): number => b.effect - a.effect;

/** For every answer, the step that moves the position furthest to a side; the longest move first. */
function stepsBeside(plan: Plan, people: readonly Respondent[], side: Side): readonly Nudge[] {
  const sign = side === 'customer' ? 1 : -1;
  const { evaluate } = evaluator(plan);
  const partOf = partsOf(
    plan,
    people.filter(({ isScored }) => isScored),
  );
  const nudge = (each: Respondent, person: number, question: number, value: number): Nudge => {
    const score = evaluate(answering(each.answers, question, value), each.setting);
    const { over, under } = partOf(each);
    const moved = score.isScored ? sign * (score.position - each.position) : 0;
    return { person, question, value, effect: (moved * Number(over)) / Number(under) };
  };
  const asked = plan.questions.flatMap((question, i) =>
    sides.some((own) => hasSteps(question, own)) ? [i] : [],
  );
  return people
    .flatMap((each, person) =>
      asked
        .filter((question) => hasAnswered(each, question))
        .flatMap((question) =>
          neighbours(plan, question, each.answers.value[question]!)
            .map((value) => nudge(each, person, question, value))
            .toSorted(byEffect)
            .slice(0, 1),
        ),
    )
    .filter(({ effect }) => effect > 0)
    .toSorted(byEffect);
}

function nudged(people: readonly Respondent[], nudges: readonly Nudge[]) {
  const changed = new Map<number, Answers>();
  for (const { person, question, value } of nudges) {
    changed.set(person, answering(changed.get(person) ?? people[person]!.answers, question, value));
  }
  return changed;
}

/** Single answers one step beside, measured by scoring those who gave them again. */
export function nudgesOf(
  plan: Plan,
  people: readonly Respondent[],
  rescore: Rescore,
  side: Side,
): Nudges {
  const all = stepsBeside(plan, people, side);
  const persons = (count: number) => new Set(all.slice(0, count).map(({ person }) => person)).size;
  return {
    count: all.length,
    position: (count) => positionIn(rescore(nudged(people, all.slice(0, count)))),
    people: persons,
  };
}
