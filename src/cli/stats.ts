import { resolve } from 'node:path';
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
import { itemPlaces, writeCodebook, writeItems, type ItemOptions } from './items.ts';
import { checkOutputs, outputsOf, placeOf, type Output } from './outputs.ts';
import { refusePersons } from './persons.ts';
import { renderProblems } from './problems.ts';
import { refer, resultFrom, roundAmong, roundsFor, surveyOf } from './result.ts';
import type { LoadOptions, Single } from './tables/load.ts';
import type { Next, Studies } from './tables/read.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import { together, type Open, type Target } from './together.ts';
import { usage } from './usage.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

export interface StatsOptions extends LookOptions, ItemOptions, Omit<LoadOptions, 'market'> {
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

const targetOf = (path: string, { cwd }: World): Target => ({
  path: resolve(cwd, path),
  name: path,
});

/** Writes reports into their files; what goes to the screen is left. */
async function render(
  instrument: Instrument,
  outputs: readonly Output[],
  options: LookOptions,
  open: Open,
  world: World,
): Promise<string> {
  let screen = '';
  for (const { format, path } of outputs) {
    const renderer = await instrumentFormats.get(format)!();
    const look = lookOf(path === null ? world.stdout : null, world.env, options);
    const text = renderer(instrument, look);
    if (path === null) screen += text;
    else open(targetOf(path, world)).write(Buffer.from(text));
  }
  return screen;
}

/** Writes what validation work needs; the items of tables were written while they were read. */
function writeForValidation(input: Loaded, options: StatsOptions, open: Open, world: World): void {
  const { items, codebook, market = null } = options;
  if (items !== undefined && input.tables === null) {
    const { round } = roundsFor(input, options.round);
    writeItems(input, round, market, items, open(targetOf(items, world)));
  }
  if (codebook !== undefined) writeCodebook(input, open(targetOf(codebook, world)));
}

/** What is left to do when every file is in its place. */
interface Done {
  readonly screen: string;
  readonly code: ExitCode;
}

async function finish(
  input: Loaded,
  outputs: readonly Output[],
  options: StatsOptions,
  open: Open,
  world: World,
): Promise<Done> {
  const instrument = judged(input, options);
  world.stderr.write(renderProblems(input.problems, options.json ?? false));
  writeForValidation(input, options, open, world);
  const screen = await render(instrument, outputs, options, open, world);
  // Rows that could not be scored are no reason to say nothing of the others.
  return { screen, code: input.problems.some(isError) ? exitCode.invalid : exitCode.done };
}

/** Refuses what may not be written, before anything is. */
async function checkFiles(
  found: Pick<Loaded, 'files' | 'scorecard' | 'engagement'>,
  outputs: readonly Output[],
  options: StatsOptions,
  world: World,
): Promise<void> {
  if (options.items !== undefined) refusePersons(options.minGroup ?? null, found.engagement);
  await checkOutputs([...outputs, ...itemPlaces(options)], found, options.force ?? false, world);
}

async function fromTables(
  inputs: readonly string[],
  outputs: readonly Output[],
  options: StatsOptions,
  world: World,
): Promise<Done> {
  const { loadTables } = await import('./tables/load.ts');
  return together(async (open, signal) => {
    const begin: Single['begin'] = async (ground) => {
      await checkFiles(ground, outputs, options, world);
      return nextOf(options.round, ground.engagement);
    };
    const single = { begin, items: options.items ?? null, open, signal };
    const input = await loadTables(inputs, options, world, single);
    return finish(input, outputs, options, open, world);
  });
}

/** Sheets, or the moments of a database. */
async function fromOthers(
  inputs: readonly string[],
  outputs: readonly Output[],
  options: StatsOptions,
  world: World,
): Promise<Done> {
  const input = options.moments
    ? await (await import('./tables/load.ts')).loadMoments(inputs, options, world)
    : await loadAnswers(inputs, options.scorecard ?? null, world);
  await checkFiles(input, outputs, options, world);
  return together((open) => finish(input, outputs, options, open, world));
}

/** Where everything goes; refuses what does not go together. */
function outputsFor(options: StatsOptions, world: World): readonly Output[] {
  const outputs = outputsOf(options.format, [...instrumentFormats.keys()], world);
  const others = itemPlaces(options);
  if (options.moments && others.length > 0) {
    throw usage('moments have no items', 'name the sheets or tables that they are of');
  }
  const places = [...outputs, ...others, { path: options.rejects ?? null }].flatMap(({ path }) =>
    path === null ? [] : [placeOf(path, world)],
  );
  if (new Set(places).size < places.length) {
    throw usage('two outputs go to the same file', 'give each its own');
  }
  return outputs;
}

/** Says whether a scorecard measures well on some answers, and writes what it says it of. */
export async function stats(
  inputs: readonly string[],
  options: StatsOptions,
  world: World,
): Promise<ExitCode> {
  const outputs = outputsFor(options, world);
  const { areTables } = await import('./tables/which.ts');
  const isTables = !options.moments && (await areTables(inputs, world));
  const from = isTables ? fromTables : fromOthers;
  const { screen, code } = await from(inputs, outputs, options, world);
  if (screen !== '') world.stdout.write(screen);
  return code;
}
