import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSheets } from '../answers/collect.ts';
import {
  checkEngagement,
  readEngagement,
  readFacts,
  type Engagement,
  type Facts,
} from '../answers/engagement.ts';
import { linesOf, readSheet, scorecardOf } from '../answers/sheet.ts';
import type { Sheet } from '../answers/types.ts';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/types.ts';
import { isError, problem, type Outcome, type Problem } from '../problem.ts';
import { parseScorecard, type ParsedScorecard } from '../scorecard/parse.ts';
import { idPattern, type Located } from '../source/shape.ts';
import { decode, type Source } from '../source/source.ts';
import { nearest } from '../text/nearest.ts';
import { ioStop, readSource, step } from './io.ts';
import { exitCode, Stop, type World } from './world.ts';

/** Where the shipped scorecards are: beside the built program. */
const shippedFolder = fileURLToPath(new URL('../../scorecards/', import.meta.url));
const engagementName = 'pendulum.yaml';
/** NDJSON holds many sheets; each line is limited like a file of its own. */
const maxLinesBytes = 64 * 1024 * 1024;

/** The names of the shipped scorecards, sorted. */
export const shippedNames = (): readonly string[] =>
  readdirSync(shippedFolder)
    .filter((file) => file.endsWith('.yaml') && file !== 'practices.yaml')
    .map((file) => basename(file, '.yaml'))
    .toSorted();

/** A path as messages show it: from the working folder, and never with this machine's folders. */
function shownPath(path: string, world: World): string {
  if (path.startsWith(shippedFolder)) return join('scorecards', relative(shippedFolder, path));
  const fromHere = relative(world.cwd, path);
  return fromHere.startsWith('..') || fromHere === '' ? path : fromHere.split(sep).join('/');
}

function readShown(path: string, world: World, limit?: number): Outcome<Source> {
  const outcome = readSource(path, limit);
  const file = shownPath(path, world);
  const problems = outcome.problems.map((found) => ({
    ...found,
    place: found.place === null ? null : { ...found.place, file },
  }));
  return { value: outcome.value === null ? null : { ...outcome.value, name: file }, problems };
}

/** The path of a scorecard given by shipped name or by file. */
function scorecardPath(name: string, base: string): string {
  const isShipped = idPattern.test(name) && shippedNames().includes(name);
  const path = isShipped ? join(shippedFolder, `${name}.yaml`) : resolve(base, name);
  if (isShipped || existsSync(path) || !idPattern.test(name)) return path;
  const names = shippedNames();
  const unknown = problem(
    'UNKNOWN_REF',
    null,
    'shipped scorecard',
    name,
    nearest(name, names),
    names,
  );
  throw new Stop(exitCode.usage, [unknown]);
}

/** The source of a library; it must stay in or below the scorecard's own folder. */
function libraryFinder(scorecard: string, world: World) {
  return (path: string): Outcome<Source> => {
    const folder = realpathSync(dirname(scorecard));
    const target = resolve(folder, path);
    if (!existsSync(target)) return { value: null, problems: [] };
    const isInside = realpathSync(target).startsWith(folder + sep);
    return isInside ? readShown(target, world) : { value: null, problems: [] };
  };
}

/** Reads and checks a scorecard by shipped name or path. */
export function loadScorecard(
  name: string,
  world: World,
  base: string = world.cwd,
): Outcome<ParsedScorecard> {
  const path = scorecardPath(name, base);
  const source = readShown(path, world);
  if (source.value === null) return { value: null, problems: source.problems };
  return parseScorecard(source.value, libraryFinder(path, world));
}

/** The plan of a scorecard; stops with its problems when it has errors. */
export function loadPlan(name: string, world: World, base: string = world.cwd): Plan {
  const { value, problems } = loadScorecard(name, world, base);
  if (value === null) throw new Stop(exitCode.invalid, problems);
  return compile(value.scorecard.value, value.library);
}

/** An engagement with its folder. */
export interface FoundEngagement {
  readonly folder: string;
  readonly located: Located<Engagement>;
}

/** The engagement file in a folder or the nearest one above it, or null. */
function engagementPath(from: string): string | null {
  const path = join(from, engagementName);
  if (existsSync(path)) return path;
  const above = dirname(from);
  return above === from ? null : engagementPath(above);
}

/** Finds and reads the engagement that a path belongs to. */
export function findEngagement(from: string, world: World): FoundEngagement | null {
  const isFolder = existsSync(from) && statSync(from).isDirectory();
  const path = engagementPath(isFolder ? from : dirname(from));
  if (path === null) return null;
  const source = readShown(path, world);
  const read = source.value === null ? null : readEngagement(source.value);
  const problems = [...source.problems, ...(read?.problems ?? [])];
  if (read === null || read.value === null) throw new Stop(exitCode.invalid, problems);
  if (problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return { folder: dirname(path), located: read.value };
}

const sheetEndings = new Set(['.yaml', '.yml', '.json', '.ndjson', '.jsonl']);
const lineEndings = new Set(['.ndjson', '.jsonl']);

/** The answer files at a path, in the order of their names; an engagement stands for its answers. */
function answerFiles(path: string, engagement: FoundEngagement | null): readonly string[] {
  const found = step('read', path, () => statSync(path));
  if (!found.isDirectory()) {
    const isEngagement = basename(path) === engagementName && engagement !== null;
    return isEngagement ? answerFiles(answersFolder(engagement), null) : [path];
  }
  if (existsSync(join(path, engagementName)) && engagement !== null) {
    return answerFiles(answersFolder(engagement), null);
  }
  const names = step('read', path, () => readdirSync(path)).toSorted();
  return names
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      const inside = join(path, name);
      if (statSync(inside).isDirectory()) return answerFiles(inside, null);
      return sheetEndings.has(extname(name)) ? [inside] : [];
    });
}

/** Where an engagement keeps its answers. */
export const answersFolder = ({ folder, located }: FoundEngagement): string =>
  resolve(folder, located.value.answers ?? 'answers');

async function readStdin(world: World): Promise<Outcome<Source>> {
  if (world.stdin.isTTY === true) {
    const hint = 'pipe sheets into "pendulum score -", or name files';
    throw new Stop(exitCode.usage, [problem('USAGE', null, 'nothing is piped in', hint)]);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of world.stdin) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    size += (chunk as Uint8Array).length;
    if (size > maxLinesBytes) break;
  }
  return decode('-', Buffer.concat(chunks), maxLinesBytes);
}

/** The sheets' sources in a file: one, or one a line. */
function sourcesOf(source: Source): readonly Source[] {
  const isLines =
    lineEndings.has(extname(source.name)) ||
    (source.name === '-' && /^\s*\{.*\}\s*$/m.test(source.text));
  return isLines ? linesOf(source) : [source];
}

/** Everything a scoring command works on. */
export interface Input {
  readonly plan: Plan;
  readonly sheets: readonly Sheet[];
  readonly engagement: Engagement | null;
  readonly facts: Facts;
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads answers with the scorecard and the engagement they belong to; stops on any error. */
export async function loadAnswers(
  inputs: readonly string[],
  scorecard: string | null,
  world: World,
): Promise<Input> {
  const paths = inputs.filter((input) => input !== '-').map((input) => resolve(world.cwd, input));
  for (const path of paths) if (!existsSync(path)) throw ioStop('read', path, { code: 'ENOENT' });
  const engagement = paths.length === 0 ? null : findEngagement(paths[0]!, world);
  const files = paths.flatMap((path) => answerFiles(path, engagement));
  const outcomes = files.map((file) =>
    readShown(file, world, lineEndings.has(extname(file)) ? maxLinesBytes : undefined),
  );
  if (inputs.includes('-')) outcomes.push(await readStdin(world));
  const sources = outcomes.flatMap(({ value }) => (value === null ? [] : sourcesOf(value)));
  const unreadable = outcomes.flatMap(({ problems }) => problems);
  if (sources.length === 0 && unreadable.length === 0) {
    throw new Stop(exitCode.invalid, [problem('NO_ANSWERS', null, inputs.join(', '))]);
  }
  const plan = planFor(sources, engagement, scorecard, world, unreadable);
  const sheets = sources.map((source) => readSheet(plan, source));
  const good = sheets.flatMap(({ value }) => (value === null ? [] : [value]));
  const organised = engagement === null ? [] : checkEngagement(plan, engagement.located);
  const facts = engagement === null ? null : readFacts(plan, engagement.located);
  const together = checkSheets(
    plan,
    good,
    engagement?.located.value ?? null,
    facts?.value ?? new Map(),
  );
  const problems = [
    ...unreadable,
    ...organised,
    ...(facts?.problems ?? []),
    ...sheets.flatMap((sheet) => sheet.problems),
    ...together,
  ];
  if (problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return {
    plan,
    sheets: good,
    engagement: engagement?.located.value ?? null,
    facts: facts?.value ?? new Map(),
    files,
    problems,
  };
}

/** The plan answers belong to: as asked for, as the engagement says, or as the sheets say. */
function planFor(
  sources: readonly Source[],
  engagement: FoundEngagement | null,
  asked: string | null,
  world: World,
  unreadable: readonly Problem[],
): Plan {
  if (asked !== null) return loadPlan(asked, world);
  if (engagement !== null) {
    return loadPlan(engagement.located.value.scorecard, world, engagement.folder);
  }
  const named = sources.map(scorecardOf).find((name) => name !== null) ?? null;
  const id = named?.split('@')[0] ?? '';
  if (shippedNames().includes(id)) return loadPlan(id, world);
  const missing = problem('NO_SCORECARD', null);
  throw new Stop(exitCode.invalid, unreadable.length > 0 ? unreadable : [missing]);
}
