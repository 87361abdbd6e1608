import { basename, dirname, join, resolve } from 'node:path';
import type { Plan } from '../plan/types.ts';
import { problem } from '../problem.ts';
import type { Origin, Result } from '../result.ts';
import { differences, type Difference } from '../result/difference.ts';
import { readResult } from '../result/read.ts';
import { isDate } from '../source/scalars.ts';
import { inertJson, visible } from '../text/visible.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { foldersWith, isFileIn } from './find.ts';
import { engagementName } from './load.ts';
import { isShipped, readShown } from './paths.ts';
import { resultOf, type ResultOptions } from './result.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface VerifyOptions {
  readonly scorecard?: string;
  readonly json?: boolean;
}

/** A result of a thousand units takes a few tens of megabytes. */
const maxResultBytes = 256 * 1024 * 1024;

/** Reads a result document; stops with what is wrong with it. */
export function loadResult(path: string, world: World): Result {
  const source = readShown(resolve(world.cwd, path), world, maxResultBytes);
  if (source.value === null) throw new Stop(exitCode.invalid, source.problems);
  const { value, problems } = readResult(source.value.text, path);
  if (value === null) throw new Stop(exitCode.invalid, problems);
  return value;
}

/** Answers to compute a result from again. */
interface Answers {
  readonly inputs: readonly string[];
  /** What the columns of tables mean, where they were read by a map. */
  readonly map: string | null;
  /** Null is the one of the engagement, or the one that the sheets name. */
  readonly scorecard: string | null;
}

const scorecardIn = (folder: string, name: string): string | null =>
  isShipped(name) ? name : isFileIn(folder, name) ? join(folder, name) : null;

/** How the answers in a folder are named on the command line: an engagement as a whole. */
function answersIn(folder: string, { files, scorecard, options }: Origin): Answers {
  const { table } = options;
  const map = table?.map ?? null;
  const named =
    table !== null
      ? files.filter((file) => file !== map && basename(file) !== engagementName)
      : files.includes(engagementName)
        ? [engagementName]
        : files;
  return {
    inputs: named.map((file) => join(folder, file)),
    map: map === null ? null : join(folder, map),
    scorecard: scorecardIn(folder, scorecard),
  };
}

/** Where the answers may be: as told, or wherever all of the files that the result names are found. */
function* candidates(
  path: string,
  origin: Origin,
  told: readonly string[],
  world: World,
): Generator<Answers> {
  if (told.length > 0) {
    const map = origin.options.table?.map ?? null;
    yield { inputs: told, map, scorecard: scorecardIn(world.cwd, origin.scorecard) };
    return;
  }
  const folders = [dirname(resolve(world.cwd, path)), world.cwd];
  if (origin.files.length === 0) return;
  for (const folder of foldersWith(origin.files, folders)) {
    yield answersIn(folder, origin);
  }
}

/** What a result was made with; not what no command would have taken, so that it shows as different. */
function madeWith({ asOf, options }: Origin, { markets }: Plan): ResultOptions {
  const { market, minGroup, appendix } = options;
  const isMarket = markets.some(({ id }) => id === market);
  return {
    appendix,
    ...(market === null || !isMarket ? {} : { market }),
    ...(minGroup === null ? {} : { minGroup }),
    ...(asOf === null || !isDate(asOf) ? {} : { asOf }),
  };
}

/** The answers, read as they were for the result. */
async function reread(
  { inputs, map, scorecard }: Answers,
  { options: { market, table } }: Origin,
  options: VerifyOptions,
  world: World,
): Promise<Loaded> {
  const named = options.scorecard ?? scorecard;
  if (table === null) return loadAnswers(inputs, named, world);
  const { loadMoments, loadTables } = await import('./tables/load.ts');
  const how = {
    ...(named === null ? {} : { scorecard: named }),
    ...(market === null ? {} : { market }),
    ...(map === null ? {} : { map }),
    ...(table.delimiter === null ? {} : { delimiter: table.delimiter }),
    onDuplicate: table.onDuplicate,
    allowRejects: table.allowRejects,
  };
  return table.moments ? loadMoments(inputs, how, world) : loadTables(inputs, how, world);
}

/** The result computed again, as it would be read back. */
async function recomputed(
  answers: Answers,
  given: Result,
  origin: Origin,
  options: VerifyOptions,
  world: World,
): Promise<Result> {
  const input = await reread(answers, origin, options, world);
  const result = resultOf(input, given.round, madeWith(origin, input.plan));
  // A gate is judged by rules of its own, which are no part of the answers.
  return { ...(JSON.parse(JSON.stringify(result)) as Result), gate: given.gate };
}

/** The result of the first answers that are those it was made of, else of the first found. */
async function again(
  path: string,
  given: Result,
  told: readonly string[],
  options: VerifyOptions,
  world: World,
): Promise<Result> {
  const { origin } = given;
  if (origin === null) throw new Stop(exitCode.invalid, [problem('NO_ORIGIN', null, path)]);
  let first: Result | null = null;
  for (const answers of candidates(path, origin, told, world)) {
    const result = await recomputed(answers, given, origin, options, world);
    if (result.origin?.answers === origin.answers) return result;
    first ??= result;
  }
  if (first !== null) return first;
  const missing = problem('ANSWERS_MISSING', null, path, origin.files);
  throw new Stop(exitCode.io, [missing]);
}

const shown = (value: unknown): string =>
  value === undefined ? 'not there' : visible(inertJson(JSON.stringify(value))).slice(0, 200);

/** Why two results are not the same, as far as they tell. */
function cause(given: Result, now: Result): string {
  if (given.origin?.answers !== now.origin?.answers) {
    return 'The answers or the engagement are not those the result was made of.';
  }
  if (given.scorecard.fingerprint !== now.scorecard.fingerprint) {
    return 'The answers are the same; the scoring of the scorecard has changed.';
  }
  if (given.tool.version !== now.tool.version) {
    return `The answers are the same; the result was made by pendulum ${visible(given.tool.version)}.`;
  }
  return 'The answers and the scoring are the same; the result or the wording was changed afterwards.';
}

function report(path: string, given: Result, now: Result, found: readonly Difference[]): string {
  const [first] = found;
  if (first === undefined) {
    const gate = given.gate === null ? '' : ' The gate in it was not judged again.';
    return `identical: ${visible(path)} is what these answers give.${gate}\n`;
  }
  const more = found.length === 1 ? 'Nothing else differs' : `${found.length - 1} more differ`;
  return [
    `different: ${visible(first.path)}`,
    `  in ${visible(path)}: ${shown(first.left)}`,
    `  computed now: ${shown(first.right)}`,
    `${more}. ${cause(given, now)}`,
    '',
  ].join('\n');
}

/** Computes a result again from its answers: 0 when it is identical, 1 when anything differs. */
export async function verify(
  path: string,
  told: readonly string[],
  options: VerifyOptions,
  world: World,
): Promise<ExitCode> {
  const given = loadResult(path, world);
  const now = await again(path, given, told, options, world);
  const found = [...differences(given, now)];
  world.stdout.write(report(path, given, now, found));
  return found.length === 0 ? exitCode.done : exitCode.failed;
}
