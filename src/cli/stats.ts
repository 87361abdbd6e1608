import { resolve } from 'node:path';
import type { Instrument } from '../instrument.ts';
import { instrumentOf } from '../instrument/instrument.ts';
import { unitsTold } from '../instrument/sample.ts';
import { isError } from '../problem.ts';
import { instrumentFormats } from '../report/instrument.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { itemPlaces, writeCodebook, writeItems, type ItemOptions } from './items.ts';
import { checkOutputs, outputsOf, placeOf, type Output } from './outputs.ts';
import { refusePersons } from './persons.ts';
import { renderProblems } from './problems.ts';
import { refer, resultFrom, roundsFor, surveyOf } from './result.ts';
import { nextOf, studyingOf } from './studies.ts';
import type { LoadOptions, Single } from './tables/load.ts';
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

/** The answers of those of whom numbers may be told together. */
function toldOf(input: Loaded, units: ReadonlySet<string> | null): Loaded {
  if (units === null) return input;
  const { sheets, tables } = input;
  const isTold = ({ unit }: { readonly unit: string }) => units.has(unit);
  return {
    ...input,
    sheets: sheets.filter(isTold),
    tables: tables === null ? null : { ...tables, groups: tables.groups.filter(isTold) },
  };
}

function judged(input: Loaded, options: StatsOptions): Instrument {
  refer(
    'market',
    options.market,
    input.plan.markets.map(({ id }) => id),
  );
  const { round } = roundsFor(input, options.round);
  const all = surveyOf(input, round, options);
  const result = resultFrom(input, all, options);
  const told = toldOf(input, unitsTold(input.plan, all));
  const survey = told === input ? all : surveyOf(told, round, options);
  return instrumentOf({
    plan: input.plan,
    survey,
    result,
    ...studyingOf(told, survey, options.market ?? null),
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
    writeItems(input, market, items, open(targetOf(items, world)));
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
      return nextOf(ground, options);
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
