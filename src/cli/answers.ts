import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { checkSheets } from '../answers/collect.ts';
import { checkEngagement, readFacts, type Engagement } from '../answers/engagement.ts';
import type { Facts } from '../answers/units.ts';
import { linesOf, readSheet, scorecardOf, syntaxProblems } from '../answers/sheet.ts';
import type { Sheet } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import { isError, problem, type Outcome, type Problem } from '../problem.ts';
import type { Origin } from '../result.ts';
import { decode, type Source } from '../source/source.ts';
import type { Group } from '../tables/groups.ts';
import { visible } from '../text/visible.ts';
import { amongOthers, step } from './io.ts';
import type { Studies } from './tables/read.ts';
import {
  actionsName,
  answersFolder,
  engagementName,
  findEngagement,
  loadPlan,
  type FoundEngagement,
  type ScorecardName,
} from './load.ts';
import { isShipped, readShown, shownPath } from './paths.ts';
import { namesOf, type Names } from './names.ts';
import { usage } from './usage.ts';
import { endOf, exitCode, Stop, type World } from './world.ts';

/** NDJSON holds many sheets; each line is limited like a file of its own. */
const maxLinesBytes = 64 * 1024 * 1024;

const sheetEndings = new Set(['.yaml', '.yml', '.json', '.ndjson', '.jsonl']);
const lineEndings = new Set(['.ndjson', '.jsonl']);

/** What tables are called; NDJSON may be either. */
export const tableName = /\.(csv|tsv|parquet|duckdb|db|gz)$/i;

/** Files of ours that hold no answers. */
const others = new Set([engagementName, actionsName]);

/** What a path leads to; nothing where there is none, which is told when it is read. */
const found = (path: string, world: World) =>
  step('read', shownPath(path, world), () => statSync(path, { throwIfNoEntry: false }));

/** The answer files below a folder, in the order of their names; links lead to files only. */
function filesIn(folder: string, world: World): readonly string[] {
  const names = step('read', shownPath(folder, world), () =>
    readdirSync(folder, { withFileTypes: true }),
  );
  return names
    .filter(({ name }) => !name.startsWith('.') && !others.has(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path, world);
      const isFile = entry.isFile() || (found(path, world)?.isFile() ?? true);
      return isFile && sheetEndings.has(extname(path)) ? [path] : [];
    });
}

/** The answer files that an input stands for; an engagement stands for its answers. */
export function answerFiles(
  path: string,
  engagement: FoundEngagement | null,
  world: World,
): readonly string[] {
  const isFolder = found(path, world)?.isDirectory() ?? false;
  const folder = isFolder ? path : dirname(path);
  const isWhole = isFolder || basename(path) === engagementName;
  if (isWhole && engagement?.folder === folder) {
    return filesIn(answersFolder(engagement), world);
  }
  return isFolder ? filesIn(path, world) : [path];
}

/** The one engagement that all inputs belong to, or null. */
export function commonEngagement(paths: readonly string[], world: World): FoundEngagement | null {
  const found = new Map<string, FoundEngagement | null>();
  for (const path of paths) {
    const engagement = findEngagement(path, world);
    found.set(engagement?.folder ?? '', engagement);
  }
  if (found.size > 1) {
    const hint = 'score each by itself';
    const message = 'these answers belong to different engagements';
    throw new Stop(exitCode.usage, [problem('USAGE', null, message, hint)]);
  }
  return [...found.values()][0] ?? null;
}

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
export interface Loaded {
  readonly plan: Plan;
  readonly sheets: readonly Sheet[];
  /** Answers of tables, which are added up already; null where sheets were given. */
  readonly tables: LoadedTables | null;
  readonly engagement: Engagement | null;
  readonly facts: Facts;
  /** Every file of answers and the engagement. */
  readonly files: readonly string[];
  readonly scorecard: ScorecardName;
  readonly problems: readonly Problem[];
  /** How a result names what it came from. */
  readonly names: Names;
}

/** Respondents who are added up, and how the tables that they come from were read. */
export interface LoadedTables {
  readonly groups: readonly Group[];
  readonly read: NonNullable<Origin['options']['table']>;
  /** What was wanted of single answers; null when nothing was. */
  readonly studies: Studies | null;
}

/** Tables are added up as they are read, so that there is no respondent to look at afterwards. */
function refuseTables(inputs: readonly string[]): void {
  const table = inputs.find((input) => tableName.test(input));
  if (table === undefined) return;
  throw usage(
    `${visible(table)} is a table, and sheets are needed here`,
    'tables are scored by "pendulum score" and "pendulum batch"',
  );
}

/** Every source that the inputs name, read but not understood. */
export interface Gathered {
  readonly engagement: FoundEngagement | null;
  readonly files: readonly string[];
  readonly isPiped: boolean;
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** Reads everything that inputs name. */
export async function gather(inputs: readonly string[], world: World): Promise<Gathered> {
  const named = inputs.filter((input) => input !== '-');
  const paths = [...new Set(named.map((input) => resolve(world.cwd, input)))];
  refuseTables(named);
  const there = paths.filter((path) => existsSync(path));
  const engagement = commonEngagement(there, world);
  const files = paths.flatMap((path) => answerFiles(path, engagement, world));
  const limit = (file: string) => (lineEndings.has(extname(file)) ? maxLinesBytes : undefined);
  const outcomes = files.map((file) => amongOthers(() => readShown(file, world, limit(file))));
  if (inputs.includes('-')) outcomes.push(await readStdin(world));
  const sources = outcomes.flatMap(({ value }) => (value === null ? [] : sourcesOf(value)));
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  if (sources.length === 0 && problems.length === 0) {
    throw new Stop(exitCode.invalid, [problem('NO_ANSWERS', null, inputs.join(', '))]);
  }
  const own = engagement === null ? [] : [join(engagement.folder, engagementName)];
  const isPiped = inputs.includes('-');
  return { engagement, files: [...files, ...own], isPiped, sources, problems };
}

/** Reads answers with the scorecard and the engagement they belong to; stops on any error. */
export async function loadAnswers(
  inputs: readonly string[],
  scorecard: string | null,
  world: World,
): Promise<Loaded> {
  const gathered = await gather(inputs, world);
  const { files, sources } = gathered;
  const located = gathered.engagement?.located ?? null;
  const named = scorecardFor(gathered, scorecard, world);
  const plan = await loadPlan(named.name, world, named.base);
  const read = sources.map((source) => readSheet(plan, source));
  const sheets = read.flatMap(({ value }) => (value === null ? [] : [value]));
  const engagement = located?.value ?? null;
  const { facts, problems: ofFacts } =
    located === null ? { facts: new Map(), problems: [] } : readFacts(plan, located);
  const problems = [
    ...gathered.problems,
    ...(located === null ? [] : checkEngagement(plan, located)),
    ...ofFacts,
    ...read.flatMap((sheet) => sheet.problems),
    ...checkSheets(plan, sheets, engagement, facts),
  ];
  if (problems.some(isError)) throw new Stop(endOf(problems), problems);
  const names = namesOf({ ...gathered, scorecard: named, problems }, world);
  const tables = null;
  return { plan, sheets, tables, engagement, facts, files, scorecard: named, problems, names };
}

/** The scorecard answers belong to: as asked for, as the engagement says, or as the sheets say. */
export function scorecardFor(
  { sources, engagement, problems }: Gathered,
  asked: string | null,
  world: World,
): ScorecardName {
  if (asked !== null) return { name: asked, base: world.cwd };
  if (engagement !== null) {
    return { name: engagement.located.value.scorecard, base: engagement.folder };
  }
  const said = sources.map(scorecardOf).find((name) => name !== null) ?? null;
  const id = said?.split('@')[0] ?? '';
  if (isShipped(id)) return { name: id, base: world.cwd };
  const unclear = sources.length === 0 ? [] : [problem('NO_SCORECARD', null)];
  const all = [...problems, ...sources.flatMap(syntaxProblems), ...unclear];
  throw new Stop(endOf(all), all);
}
