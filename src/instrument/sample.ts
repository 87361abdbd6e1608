import type { Plan } from '../plan/types.ts';
import type { Result } from '../result.ts';
import type { Sign } from '../score/careless.ts';
import type { Crossing } from '../score/crossing.ts';
import { merge, type Moments } from '../score/moments.ts';
import type { Survey, SurveyUnit } from '../score/survey.ts';

/** All that an instrument is judged by: one round of answers. */
export interface Sample {
  readonly plan: Plan;
  readonly survey: Survey;
  readonly result: Result;
  /** How questions go together; null where there were no single answers to look at. */
  readonly crossings: readonly Crossing[] | null;
  readonly care: Care | null;
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

/** The units that are no groups. */
export const leavesOf = ({ units }: Survey): readonly SurveyUnit[] =>
  units.filter(({ kind }) => kind === 'unit');
