import { existsSync, rmdirSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { isPseudonym, type Rewriting } from '../answers/pseudonym.ts';
import { rewriteSheet, type AnySheet, type RewrittenSheet } from '../answers/pseudonymise.ts';
import { sheetShape } from '../answers/sheet.ts';
import { isError, problem, type Problem } from '../problem.ts';
import { readDocument, treeAt } from '../source/document.ts';
import { placeAt } from '../source/source.ts';
import { visible } from '../text/visible.ts';
import { answerFiles, commonEngagement, tableName } from './answers.ts';
import { refuseUrl } from './database.ts';
import { ioStop, makeFolder } from './io.ts';
import { isWithin, openKey, type Key } from './key-file.ts';
import { answersFolder, type FoundEngagement } from './load.ts';
import { checkPlaces } from './outputs.ts';
import { readShown, shownPath } from './paths.ts';
import { roundFolder, sheetPath } from './sheet-file.ts';
import { packing, rewriteTable, type Met, type TableRewriting } from './tables/pseudonyms.ts';
import { delimiterOf, mappingFrom } from './tables/read.ts';
import { openSource } from './tables/source.ts';
import { together } from './together.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface PseudonymiseOptions {
  readonly output: string;
  readonly key: string;
  readonly notes?: boolean;
  readonly map?: string;
  readonly delimiter?: string;
  readonly force?: boolean;
}

/** A file, and the folder that it was found from. */
interface Found {
  readonly path: string;
  readonly root: string;
}

/** Files of answers, with the folders that were read for them and those that may be handed on. */
interface Asked {
  readonly sheets: readonly string[];
  /** NDJSON is one, whatever it holds, for it may be as large. */
  readonly tables: readonly Found[];
  readonly read: readonly string[];
  readonly handed: readonly string[];
}

const isTable = (path: string): boolean =>
  path === '-' || tableName.test(path) || /\.(ndjson|jsonl)$/i.test(path);

const isFolder = (path: string): boolean => path !== '-' && statSync(path).isDirectory();

/** The folder that sheets are looked for in. */
const readFolder = (folder: string, engagement: FoundEngagement | null): string =>
  engagement?.folder === folder ? answersFolder(engagement) : folder;

function pathsOf(inputs: readonly string[], world: World): readonly string[] {
  inputs.forEach(refuseUrl);
  const paths = inputs.map((each) => (each === '-' ? each : resolve(world.cwd, each)));
  for (const path of paths) {
    if (path === '-' || existsSync(path)) continue;
    throw ioStop('read', shownPath(path, world), { code: 'ENOENT' });
  }
  return [...new Set(paths)];
}

function askedFor(inputs: readonly string[], world: World): Asked {
  const paths = pathsOf(inputs, world);
  const named = paths.filter((path) => path !== '-');
  const engagement = commonEngagement(named, world);
  const files = paths.flatMap((path): readonly Found[] => {
    if (path === '-') return [{ path, root: world.cwd }];
    const root = isFolder(path) ? readFolder(path, engagement) : dirname(path);
    if (isTable(path) && !isFolder(path)) return [{ path, root }];
    return answerFiles(path, engagement, world).map((found) => ({ path: found, root }));
  });
  if (files.length === 0) {
    throw new Stop(exitCode.invalid, [problem('NO_ANSWERS', null, inputs.join(', '))]);
  }
  const folders = paths.filter(isFolder);
  const own = engagement === null ? [] : [answersFolder(engagement)];
  return {
    sheets: files.flatMap(({ path }) => (isTable(path) ? [] : path)),
    tables: files.filter(({ path }) => isTable(path)),
    read: folders.map((folder) => readFolder(folder, engagement)),
    handed: [...folders, ...own],
  };
}

/** A sheet made anew and where it goes. */
interface MadeSheet extends RewrittenSheet {
  readonly path: string;
}

/** A path that nothing else goes to: whoever answers twice still does. */
function freePath(path: string, taken: ReadonlySet<string>): string {
  if (!taken.has(path)) return path;
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  let count = 2;
  while (taken.has(`${stem}-${count}${ending}`)) count++;
  return `${stem}-${count}${ending}`;
}

function alreadyHidden({ value, source, tree }: AnySheet): readonly Problem[] {
  if (!isPseudonym(value.respondent)) return [];
  const { start, end } = treeAt(tree, ['respondent']);
  return [problem('PSEUDONYM', placeAt(source, start, end - start))];
}

/** Reads sheets as whoever's they are: no scorecard is needed to know who answered. */
function readSheets(files: readonly string[], world: World): readonly AnySheet[] {
  const outcomes = files.map((file) => {
    const { value, problems } = readShown(file, world);
    const read = value === null ? null : readDocument(value, sheetShape);
    const sheet = read?.value ?? null;
    const own = sheet === null ? [] : alreadyHidden(sheet);
    return { sheet, problems: [...problems, ...(read?.problems ?? []), ...own] };
  });
  const problems = outcomes.flatMap((each) => each.problems);
  if (problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return outcomes.flatMap(({ sheet }) => sheet ?? []);
}

/**
 * Sheets made anew. Their paths tell unit, round and pseudonym and nothing of what the files were
 * called, which may be names of people.
 */
function rewriteSheets(
  files: readonly string[],
  folder: string,
  rewriting: Rewriting,
  world: World,
): readonly MadeSheet[] {
  const taken = new Set<string>();
  return readSheets(files, world).map((sheet) => {
    const format = extname(sheet.source.name) === '.json' ? 'json' : 'yaml';
    const made = rewriteSheet(sheet, rewriting, format);
    const { unit, round = null } = sheet.value;
    const { respondent } = made;
    const path = sheetPath(roundFolder(folder, round), { unit, respondent });
    const own = freePath(path.replace(/yaml$/, format), taken);
    taken.add(own);
    return { ...made, path: own };
  });
}

/** The folders that are missing on the way to a folder, outermost first. */
const missing = (folder: string): readonly string[] =>
  existsSync(folder) ? [] : [...missing(dirname(folder)), folder];

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty, or gone already.
  }
}

/** Makes folders; where what is done in them fails, those that were not there are taken away. */
async function inFolders<T>(folders: readonly string[], run: () => Promise<T>): Promise<T> {
  const made = [...new Set(folders.flatMap(missing))];
  try {
    for (const folder of folders) makeFolder(folder);
    return await run();
  } catch (error) {
    made.toReversed().forEach(removeEmpty);
    throw error;
  }
}

/** A table and the file it goes to. */
interface Moved {
  readonly from: string;
  readonly to: string;
}

/** Tables keep their names in a folder, and those of the folders they were found in. */
function intoFolder(tables: readonly Found[], folder: string): readonly Moved[] {
  if (tables.some(({ path }) => path === '-')) {
    throw usage('what is piped in has no name in a folder', 'give it alone, with -o FILE');
  }
  const moved = tables.map(({ path, root }) => ({
    from: path,
    to: join(folder, relative(root, path)),
  }));
  const twice = moved.find(({ to }, i) => moved.findIndex((each) => each.to === to) !== i);
  if (twice === undefined) return moved;
  throw usage(
    `two tables are called ${visible(relative(folder, twice.to))}`,
    'give each its own output',
  );
}

/** All that is to be written. */
interface Work {
  readonly sheets: readonly MadeSheet[];
  readonly tables: readonly Moved[];
  /** Whether the output is a folder, and not the file of one table. */
  readonly isFolder: boolean;
}

const isOneTable = ({ sheets, tables, read }: Asked): boolean =>
  sheets.length === 0 && tables.length === 1 && read.length === 0;

/** A folder of answers that holds both would be read with everybody in it twice. */
function refuseInside(output: string, { sheets, tables, read }: Asked): void {
  const around = [...sheets.map(dirname), ...tables.map(({ root }) => root)];
  const isInside = read.some((folder) => isWithin(output, folder)) || around.includes(output);
  if (isInside) throw usage('the output lies among the answers', 'name another folder');
}

function workOf(asked: Asked, output: string, rewriting: Rewriting, world: World): Work {
  if (isOneTable(asked)) {
    return { sheets: [], tables: [{ from: asked.tables[0]!.path, to: output }], isFolder: false };
  }
  refuseInside(output, asked);
  const sheets = rewriteSheets(asked.sheets, output, rewriting, world);
  return { sheets, tables: intoFolder(asked.tables, output), isFolder: true };
}

async function rewriteInto(
  { from, to }: Moved,
  how: TableRewriting,
  write: (bytes: Uint8Array) => void,
  signal: AbortSignal,
  world: World,
): Promise<Met> {
  const source = openSource(
    from,
    from === '-' ? '-' : shownPath(from, world),
    false,
    signal,
    world,
  );
  try {
    return await rewriteTable(source, how, /\.gz$/i.test(to) ? packing(write) : write, signal);
  } finally {
    source.close();
  }
}

/** What was done, to be told. */
interface Done {
  /** Rows and sheets with an id. */
  readonly respondents: number;
  readonly notes: number;
  readonly isNewKey: boolean;
}

/** Writes everything, and a new key just before it is put in place: without it, nothing is. */
async function write(
  { sheets, tables }: Work,
  key: Key,
  how: (path: string) => TableRewriting,
  world: World,
): Promise<Done> {
  return together(async (open, signal) => {
    const met: Met[] = sheets.map(({ path, text, notes }) => {
      const file = open({ path, name: shownPath(path, world) });
      file.write(Buffer.from(text, 'utf8'));
      file.complete();
      return { respondents: 1, notes };
    });
    for (const moved of tables) {
      const file = open({ path: moved.to, name: shownPath(moved.to, world) });
      met.push(await rewriteInto(moved, how(moved.from), file.write, signal, world));
    }
    const sum = (of: (each: Met) => number) => met.reduce((total, each) => total + of(each), 0);
    return {
      respondents: sum((each) => each.respondents),
      notes: sum((each) => each.notes),
      isNewKey: key.keep(),
    };
  });
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function report({ respondents, notes, isNewKey }: Done, options: PseudonymiseOptions): string {
  const kept = options.notes === true ? 'kept' : 'removed; --notes keeps them';
  const made =
    `The key is new: ${visible(options.key)}. Keep it, and keep it from whoever gets the answers: ` +
    'it leads back to the ids, and rounds are linked by it alone.\n';
  return (
    `${counted(respondents, 'id')} replaced, ${counted(notes, 'note')} ${notes === 0 ? 'found' : kept}. ` +
    `All else is as it was${isNewKey ? `.\n${made}` : '.\n'}`
  );
}

/** Writes answers again with pseudonyms for the ids of respondents: all of them, or nothing. */
export async function pseudonymise(
  inputs: readonly string[],
  options: PseudonymiseOptions,
  world: World,
): Promise<ExitCode> {
  if (options.output === '-') throw usage('answers are written to files', 'name one: -o FILE');
  const asked = askedFor(inputs, world);
  const output = resolve(world.cwd, options.output);
  const mapping = mappingFrom(options.map, world)?.value ?? null;
  const how = (path: string) => ({ mapping, delimiter: delimiterOf(path, options.delimiter) });
  const key = openKey(options.key, [...asked.handed, output], world);
  const rewriting = { pseudonymOf: key.pseudonymOf, keepsNotes: options.notes === true };
  const work = workOf(asked, output, rewriting, world);
  const places = [...work.sheets.map(({ path }) => path), ...work.tables.map(({ to }) => to)];
  const folders = work.isFolder ? [...new Set(places.map(dirname))] : [];
  const read = [...asked.sheets, ...asked.tables.map(({ path }) => path)];
  const files = read.filter((path) => path !== '-');
  const done = await inFolders(folders, async () => {
    const outputs = places.map((path) => ({ format: 'answers', path: shownPath(path, world) }));
    checkPlaces(outputs, files, options.force ?? false, world);
    return write(work, key, (path) => ({ ...rewriting, ...how(path) }), world);
  });
  world.stderr.write(report(done, options));
  return exitCode.done;
}
