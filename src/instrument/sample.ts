import type { Plan } from '../plan/types.ts';
import type { Result } from '../result.ts';
import type { Sign } from '../score/careless.ts';
import type { Crossing } from '../score/crossing.ts';
import { merge, type Moments } from '../score/moments.ts';
import { hiddenUnits } from '../score/privacy.ts';
import type { Ratings } from '../score/ratings.ts';
import { surveyVeils, type Survey, type SurveyUnit } from '../score/survey.ts';

/** All that an instrument is judged by: one round of answers. */
export interface Sample {
  readonly plan: Plan;
  /** Of the respondents of whom numbers may be told together, see `unitsTold`. */
  readonly survey: Survey;
  /** Of all units, those as well that are hidden. */
  readonly result: Result;
  /** How questions go together; null where there were no single answers to look at. */
  readonly crossings: readonly Crossing[] | null;
  readonly care: Care | null;
  /** What people make of the sides of dimensions, by unit; none where there were no single answers. */
  readonly ratings: ReadonlyMap<string, Ratings>;
  /** Single positions in milli-points by unit, ascending, of units with few enough. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** What was read a second time; null when nothing was. */
  readonly secondReading: string | null;
}

/** What looking for careless answers has found. */
export interface Care {
  readonly signs: ReadonlyMap<Sign, number>;
  readonly flagged: number;
  /** Why distances were not taken; null when they were. */
  readonly undistanced: string | null;
  /** The survey without those who are flagged. */
  readonly others: Survey;
}

/** Units and groups that belong to no group: together they are everybody. */
export function topsOf({ units }: Survey): readonly SurveyUnit[] {
  const below = new Set(units.flatMap(({ members }) => members));
  return units.filter(({ id }) => !below.has(id));
}

/** The moments of everybody. */
export const everybody = (plan: Plan, survey: Survey): Moments =>
  merge(
    plan,
    topsOf(survey).map(({ score }) => score.moments),
  );

/**
 * The units of whose respondents numbers may be told together: those that are shown and all below
 * them; null is everybody. With the others among them, everybody minus the units shown would tell
 * what those said who are hidden, and how many they are.
 */
export function unitsTold(plan: Plan, survey: Survey): ReadonlySet<string> | null {
  const veils = surveyVeils(plan, survey);
  const shown = survey.units.filter(({ id }) => veils.get(id)!.unit === null);
  if (shown.length === survey.units.length) return null;
  const byId = new Map(survey.units.map((unit) => [unit.id, unit]));
  const below = ({ id, members }: SurveyUnit): readonly string[] => [
    id,
    ...members.flatMap((member) => byId.get(member) ?? []).flatMap(below),
  ];
  return new Set(shown.flatMap(below));
}

/** Everybody together, as a group above the groups. */
export const all = '';

/** Everybody as a group, by a count of each of its members. */
export const everyone = (survey: Survey, count: (unit: SurveyUnit) => number) => {
  const tops = topsOf(survey);
  const counts = tops.map(count);
  return {
    id: all,
    members: tops.map(({ id }) => id),
    count: counts.reduce((sum, each) => sum + each, 0),
  };
};

/**
 * Whether a number of everybody may be told beside those of the units.
 * @param count respondents behind the number
 * @param hidden the units of which it is not told
 */
export function isTold(
  survey: Survey,
  count: (unit: SurveyUnit) => number,
  hidden: ReadonlySet<string>,
): boolean {
  const units = survey.units.map((unit) => ({ ...unit, count: count(unit) }));
  const found = hiddenUnits([...units, everyone(survey, count)], survey.minGroup, hidden);
  return [...units, { id: all }].every(({ id }) => !found.has(id) || hidden.has(id));
}

/** The units that are no groups. */
export const leavesOf = ({ units }: Survey): readonly SurveyUnit[] =>
  units.filter(({ kind }) => kind === 'unit');

/** Those of them that are shown. */
export function shownLeaves({ survey, result }: Pick<Sample, 'survey' | 'result'>) {
  const hidden = new Set(
    result.units.flatMap(({ id, suppressed }) => (suppressed === null ? [] : [id])),
  );
  return leavesOf(survey).filter(({ id }) => !hidden.has(id));
}
