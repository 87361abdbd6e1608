import type { Instrument } from '../instrument.ts';
import { bootstrapped } from '../instrument/enough.ts';
import { instrumentOf } from '../instrument/instrument.ts';
import type { Care, Sample } from '../instrument/sample.ts';
import { studySheets } from '../instrument/sheets.ts';
import { isError } from '../problem.ts';
import { instrumentFormats } from '../report/instrument.ts';
import { groundOf, type Ground } from '../score/careless.ts';
import type { Crossing } from '../score/crossing.ts';
import { joinStudied, type Studied, type Study } from '../score/study.ts';
import { respondentsOf, surveyOf as surveyFrom, type Survey } from '../score/survey.ts';
import { tally, unitsOf } from '../score/tally.ts';
import { byRound, groupsIn, talliesOf, unitsIn } from '../tables/groups.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { checkOutputs, outputsOf, put, type Output } from './outputs.ts';
import { renderProblems } from './problems.ts';
import { refer, resultFrom, roundAmong, roundsFor, surveyOf } from './result.ts';
import type { LoadOptions } from './tables/load.ts';
import type { Next, Studies } from './tables/read.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

export interface StatsOptions extends LookOptions, Omit<LoadOptions, 'market'> {
  readonly format: readonly string[];
  readonly market?: string;
  readonly round?: string;
  readonly minGroup?: number;
  readonly json?: boolean;
}

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

function ofSheets(input: Loaded, survey: Survey, options: StatsOptions): Studying {
  const { plan, sheets, engagement, facts } = input;
  const placed = respondentsOf(plan, survey, sheets, engagement, facts, options.market ?? null);
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
  const others = surveyFrom(plan, survey.round, tallies, known, survey.minGroup);
  return {
    crossings,
    care: careOf(care, undistanced, others),
    positions: care.positions,
    secondReading: null,
  };
}

/** What the second reading of tables is for. */
const nextOf =
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
  const others = surveyFrom(plan, survey.round, tallies, units, survey.minGroup);
  return {
    crossings,
    care: careOf(studies.care, undistanced, others),
    positions: studies.care.positions,
    secondReading:
      'The tables were read a second time: for signs of careless answering, for what changes without ' +
      'those who show them, and for the single positions that a bootstrap draws from.',
  };
}

async function load(
  inputs: readonly string[],
  options: StatsOptions,
  world: World,
): Promise<Loaded> {
  const { areTables } = await import('./tables/which.ts');
  const isMoments = options.moments ?? false;
  if (!isMoments && !(await areTables(inputs, world))) {
    return loadAnswers(inputs, options.scorecard ?? null, world);
  }
  const { loadMoments, loadTables } = await import('./tables/load.ts');
  if (isMoments) return loadMoments(inputs, options, world);
  return loadTables(inputs, options, world, (engagement) => nextOf(options.round, engagement));
}

function studyingOf(input: Loaded, survey: Survey, options: StatsOptions): Studying {
  if (input.tables === null) return ofSheets(input, survey, options);
  const { studies } = input.tables;
  return studies === null ? unstudied : ofTables(input, studies, survey);
}

function judged(input: Loaded, options: StatsOptions): Instrument {
  refer(
    'market',
    options.market,
    input.plan.markets.map(({ id }) => id),
  );
  const { round } = roundsFor(input, options.round);
  const survey = surveyOf(input, round, options);
  const result = resultFrom(input, survey, options);
  return instrumentOf({
    plan: input.plan,
    survey,
    result,
    ...studyingOf(input, survey, options),
  });
}

async function write(
  instrument: Instrument,
  outputs: readonly Output[],
  options: LookOptions,
  world: World,
): Promise<void> {
  const rendered = [];
  for (const { format, path } of outputs) {
    const render = await instrumentFormats.get(format)!();
    const look = lookOf(path === null ? world.stdout : null, world.env, options);
    rendered.push({ path, text: render(instrument, look) });
  }
  for (const made of rendered) put(made, world);
}

/** Says whether a scorecard measures well on some answers. */
export async function stats(
  inputs: readonly string[],
  options: StatsOptions,
  world: World,
): Promise<ExitCode> {
  const outputs = outputsOf(options.format, [...instrumentFormats.keys()], world);
  const input = await load(inputs, options, world);
  await checkOutputs(outputs, input, options.force ?? false, world);
  const instrument = judged(input, options);
  world.stderr.write(renderProblems(input.problems, options.json ?? false));
  await write(instrument, outputs, options, world);
  // Rows that could not be scored are no reason to say nothing of the others.
  return input.problems.some(isError) ? exitCode.invalid : exitCode.done;
}
