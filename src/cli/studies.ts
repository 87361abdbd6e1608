import { bootstrapped } from '../instrument/enough.ts';
import { unitsTold, type Care, type Sample } from '../instrument/sample.ts';
import { studySheets } from '../instrument/sheets.ts';
import { groundOf, type Ground } from '../score/careless.ts';
import { emptyCrossings, type Crossing } from '../score/crossing.ts';
import { joinStudied, type Studied, type Study } from '../score/study.ts';
import { respondentsOf, strictest, surveyOf, type Survey } from '../score/survey.ts';
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
  among: ReadonlySet<string> | null,
): { readonly study: Study; readonly undistanced: string | null } {
  const found: Ground | string = groundOf(crossings.at(-1)!);
  const [ground, undistanced] = typeof found === 'string' ? [null, found] : [found, null];
  return { study: { kind: 'care', among, ground, round, units }, undistanced };
}

type Studying = Pick<Sample, 'crossings' | 'care' | 'ratings' | 'positions' | 'secondReading'>;

const unstudied: Studying = {
  crossings: null,
  care: null,
  ratings: new Map(),
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
  const { studied } = studySheets(plan, placed, { kind: 'together', among: null });
  const crossings = studied.crossings.get(survey.round) ?? null;
  if (crossings === null) return unstudied;
  const units = unitsOfInterest(
    survey.units.map(({ id, score }) => [id, score.moments.scored] as const),
  );
  const { study, undistanced } = careFor(crossings, survey.round, units, null);
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
    ratings: studied.ratings.get(survey.round) ?? new Map(),
    positions: care.positions,
    secondReading: null,
  };
}

/** What tables are read again for. */
export const nextOf =
  (
    { plan, engagement }: Pick<Loaded, 'plan' | 'engagement'>,
    asked: { readonly round?: string; readonly minGroup?: number },
  ): Next =>
  (totals) => {
    const rounds = byRound(groupsIn(plan, totals));
    const { round } = roundAmong(rounds.keys(), engagement, asked.round);
    const groups = rounds.get(round)!;
    const units = unitsIn(groups, engagement);
    const least = strictest(asked.minGroup ?? null, engagement);
    const survey = () => surveyOf(plan, round, talliesOf(plan, groups, units), units, least);
    const among = least === null ? null : unitsTold(plan, survey());
    const care = ({ crossings, scored }: Studied) => {
      const own = crossings.get(round) ?? emptyCrossings(plan);
      return careFor(own, round, unitsOfInterest(scored.get(round) ?? []), among).study;
    };
    return { among, care };
  };

const careful =
  'for signs of careless answering, for what changes without those who show them, and for the ' +
  'single positions that a bootstrap draws from.';

/** Why tables were read more than once. */
const readAgain = {
  2: `The tables were read a second time: ${careful}`,
  3:
    'The tables were read a second time: for how the questions go together where those are left out ' +
    `who may not be shown; and a third time: ${careful}`,
} as const;

function ofTables(input: Loaded, studies: Studies, survey: Survey): Studying {
  const { plan, engagement } = input;
  const crossings = studies.together.crossings.get(survey.round) ?? null;
  if (crossings === null) return unstudied;
  const { undistanced } = careFor(crossings, survey.round, new Set(), null);
  const groups = byRound(groupsIn(plan, studies.others)).get(survey.round) ?? [];
  const units = unitsIn(groups, engagement);
  const tallies = talliesOf(plan, groups, units);
  const others = surveyOf(plan, survey.round, tallies, units, survey.minGroup);
  return {
    crossings,
    care: careOf(studies.care, undistanced, others),
    ratings: studies.together.ratings.get(survey.round) ?? new Map(),
    positions: studies.care.positions,
    secondReading: readAgain[studies.readings],
  };
}

/** What single answers say of a survey, in a second look at sheets or from a second reading of tables. */
export function studyingOf(input: Loaded, survey: Survey, market: string | null): Studying {
  if (input.tables === null) return ofSheets(input, survey, market);
  const { studies } = input.tables;
  return studies === null ? unstudied : ofTables(input, studies, survey);
}
