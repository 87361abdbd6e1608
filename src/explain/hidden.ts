import { Answered } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { stateOf } from '../score/moments.ts';
import { hiddenUnits } from '../score/privacy.ts';
import type { Survey, SurveyUnit } from '../score/survey.ts';
import type { Seen } from '../score/seen.ts';
import type { Respondent } from './respondents.ts';
import { cellOf, entriesOf, sides } from './shares.ts';

/** The respondents of each unit, those of the units below a group included. */
export type People = ReadonlyMap<string, readonly Respondent[]>;

/** For how many respondents a question counts on a side, by 2q + s. */
function countsOf(plan: Plan, people: readonly Respondent[]): Float64Array {
  const counts = new Float64Array(plan.questions.length * 2);
  for (const respondent of people) {
    for (const { question, side } of entriesOf(plan, respondent)) {
      counts[2 * question + sides.indexOf(side)]! += 1;
    }
  }
  return counts;
}

/**
 * The questions of a unit that are shown together only. A row tells the mean of those for whom the
 * question counts, so too few of them hide it; and so do too few who answered it and do not count,
 * for the result tells the mean of all. On each side there are at least two, or none could hide.
 */
export function hiddenQuestions(
  plan: Plan,
  survey: Survey,
  seen: ReadonlyMap<string, Seen>,
  people: People,
  unit: SurveyUnit,
): ReadonlySet<number> {
  const { minGroup, units } = survey;
  if (minGroup === null) return new Set();
  const counts = new Map(units.map(({ id }) => [id, countsOf(plan, people.get(id)!)]));
  const whole = units.filter(({ id }) => seen.get(id)!.veil.unit !== null).map(({ id }) => id);
  const isHidden = (count: (unit: SurveyUnit) => number) => {
    const countable = units.map((each) => ({ ...each, count: count(each) }));
    return count(unit) > 0 && hiddenUnits(countable, minGroup, whole).has(unit.id);
  };
  const { veil } = seen.get(unit.id)!;
  const found = plan.questions.flatMap((question, q) => {
    const isFound = sides.some((side, s) => {
      if (question.weights[side] === 0) return false;
      const counted = ({ id }: SurveyUnit) => counts.get(id)![2 * q + s]!;
      const left = (each: SurveyUnit) => (question.fact ? 0 : answeredBy(each, q) - counted(each));
      const isVeiled = veil.questions.has(q) || veil.sides.has(cellOf(question, side));
      return (isVeiled && answeredBy(unit, q) > 0) || isHidden(counted) || isHidden(left);
    });
    return isFound ? [q] : [];
  });
  return inCompany(plan, new Set(found), counts.get(unit.id)!);
}

const answeredBy = ({ score }: SurveyUnit, question: number): number =>
  stateOf(score.moments, question, Answered);

/** With as many more as it takes that no side hides one question alone, fewest answers first. */
function inCompany(
  plan: Plan,
  found: ReadonlySet<number>,
  counts: Float64Array,
): ReadonlySet<number> {
  const all = new Set(found);
  const on = (s: number) => plan.questions.flatMap((_, q) => (counts[2 * q + s]! > 0 ? [q] : []));
  const alone = [0, 1].find((s) => on(s).filter((q) => all.has(q)).length === 1);
  if (alone === undefined) return all;
  const open = on(alone).filter((q) => !all.has(q));
  if (open.length === 0) return all;
  const next = open.reduce((a, b) => (counts[2 * b + alone]! < counts[2 * a + alone]! ? b : a));
  return inCompany(plan, all.add(next), counts);
}
