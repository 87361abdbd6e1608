import { bootstrapped } from '../instrument/enough.ts';
import type { Care, Sample } from '../instrument/sample.ts';
import { studySheets } from '../instrument/sheets.ts';
import { groundOf, type Ground } from '../score/careless.ts';
import type { Crossing } from '../score/crossing.ts';
import { joinStudied, type Studied, type Study } from '../score/study.ts';
import { respondentsOf, surveyOf, type Survey } from '../score/survey.ts';
import { tally, unitsOf } from '../score/tally.ts';
import { byRound, groupsIn, talliesOf, unitsIn } from '../tables/groups.ts';
import type { Loaded } from './answers.ts';
import { roundAmong } from './result.ts';
import type { Next, Studies } from './tables/read.ts';

/** Whose single positions are wanted, by how many were scored in each unit. */
const unitsOfInterest = (scored: Iterable<readonly [unit: string, count: number]>) =>
  new Set(
    [...scored]
      .filter(([, count]) => count >= bootstrapped.from && count <= bootstrapped.to)
      .map(([unit]) => unit),
  );

/** What a second look at the answers is for, once it is known how the questions go together. */
function careFor(
  crossings: readonly Crossing[],
  round: string | null,
  units: ReadonlySet<string>,
): { readonly study: Study; readonly undistanced: string | null } {
  const found: Ground | string = groundOf(crossings.at(-1)!);
  const [ground, undistanced] = typeof found === 'string' ? [null, found] : [found, null];
  return { study: { kind: 'care', ground, round, units }, undistanced };
}

type Studying = Pick<Sample, 'crossings' | 'care' | 'positions' | 'secondReading'>;

const unstudied: Studying = {
  crossings: null,
  care: null,
  positions: new Map(),
  secondReading: null,
};

const careOf = ({ signs, flagged }: Studied, undistanced: string | null, others: Survey): Care => ({
  signs,
  flagged,
  undistanced,
  others,
});

function ofSheets(input: Loaded, survey: Survey, market: string | null): Studying {
  const { plan, sheets, engagement, facts } = input;
  const placed = respondentsOf(plan, survey, sheets, engagement, facts, market);
  const { studied } = studySheets(plan, placed, { kind: 'together' });
  const crossings = studied.crossings.get(survey.round) ?? null;
  if (crossings === null) return unstudied;
  const units = unitsOfInterest(
    survey.units.map(({ id, score }) => [id, score.moments.scored] as const),
  );
  const { study, undistanced } = careFor(crossings, survey.round, units);
  const second = studySheets(plan, placed, study);
  const care = joinStudied(plan, [second.studied]);
  const known = unitsOf(
    placed.map(({ sheet }) => sheet),
    engagement,
  );
  const tallies = tally(plan, second.kept);
  const others = surveyOf(plan, survey.round, tallies, known, survey.minGroup);
  return {
    crossings,
    care: careOf(care, undistanced, others),
    positions: care.positions,
    secondReading: null,
  };
}

/** What the second reading of tables is for. */
export const nextOf =
  (asked: string | undefined, engagement: Loaded['engagement']): Next =>
  ({ crossings, scored }) => {
    const { round } = roundAmong(crossings.keys(), engagement, asked);
    return careFor(crossings.get(round)!, round, unitsOfInterest(scored.get(round) ?? [])).study;
  };

function ofTables(input: Loaded, studies: Studies, survey: Survey): Studying {
  const { plan, engagement } = input;
  const crossings = studies.together.crossings.get(survey.round)!;
  const { undistanced } = careFor(crossings, survey.round, new Set());
  const groups = byRound(groupsIn(plan, studies.others)).get(survey.round) ?? [];
  const units = unitsIn(groups, engagement);
  const tallies = talliesOf(plan, groups, units);
  const others = surveyOf(plan, survey.round, tallies, units, survey.minGroup);
  return {
    crossings,
    care: careOf(studies.care, undistanced, others),
    positions: studies.care.positions,
    secondReading:
      'The tables were read a second time: for signs of careless answering, for what changes without ' +
      'those who show them, and for the single positions that a bootstrap draws from.',
  };
}

/** What single answers say of a survey, in a second look at sheets or from a second reading of tables. */
export function studyingOf(input: Loaded, survey: Survey, market: string | null): Studying {
  if (input.tables === null) return ofSheets(input, survey, market);
  const { studies } = input.tables;
  return studies === null ? unstudied : ofTables(input, studies, survey);
}
