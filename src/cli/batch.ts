import { resolve } from 'node:path';
import { inOrder } from '../score/rounds.ts';
import { strictest } from '../score/survey.ts';
import type { Terms } from '../tables/collect.ts';
import { briefGroupsIn, byRound, byUnit, groupsIn, talliesOf, unitsIn } from '../tables/groups.ts';
import { rejectColumns } from '../tables/rejects.ts';
import { respondentColumns } from '../tables/respondents.ts';
import { RowWriter } from '../tables/row-writer.ts';
import { putUnits, unitColumns } from '../tables/units.ts';
import { elapsed } from './clock.ts';
import type { AtomicFile } from './io.ts';
import { checkOutputs, placeOf } from './outputs.ts';
import { refusePersons } from './persons.ts';
import { renderProblems } from './problems.ts';
import { progressOn } from './progress.ts';
import { refer } from './result.ts';
import { silent } from './tables/pass.ts';
import { readTables, type ReadTables, type TableOptions } from './tables/read.ts';
import { openRows, rejectsInto, type Rows } from './tables/rows.ts';
import { fileFormat } from './tables/sink.ts';
import { groundOf, type Ground } from './tables/terms.ts';
import { writeTogether } from './together.ts';
import { usage } from './usage.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

export interface BatchOptions extends TableOptions {
  readonly scorecard?: string;
  readonly market?: string;
  readonly minGroup?: number;
  readonly respondents?: string;
  readonly units?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** The kinds of rows that may be written to a file. */
const kinds = ['respondents', 'units', 'rejects'] as const;
type Kind = (typeof kinds)[number];

const columnsOf = (kind: Kind, isSeveral: boolean): readonly string[] => {
  if (kind === 'rejects') return rejectColumns(isSeveral ? 'several' : 'one');
  return kind === 'units' ? unitColumns : respondentColumns;
};

/** A kind of rows and the file it goes to. */
interface Wanted {
  readonly kind: Kind;
  readonly path: string;
}

function wantedOf(options: BatchOptions, world: World): readonly Wanted[] {
  const wanted = kinds.flatMap((kind) => {
    const path = options[kind];
    return path === undefined ? [] : [{ kind, path }];
  });
  for (const { path } of wanted) fileFormat(path);
  if (new Set(wanted.map(({ path }) => placeOf(path, world))).size < wanted.length) {
    throw usage('two kinds of rows go to the same file', 'give each its own');
  }
  return wanted;
}

/** The fewest respondents that are shown; null shows all. */
const leastIn = ({ engagement }: Ground, { minGroup }: BatchOptions): number | null =>
  strictest(minGroup ?? null, engagement);

/** Writes the units of every round. */
function unitRows(
  row: RowWriter,
  { plan, engagement }: Ground,
  { totals }: ReadTables,
  minGroup: number | null,
): void {
  const groups = briefGroupsIn(plan, totals);
  const units = unitsIn(groups, engagement);
  const found = byRound(groups);
  const whole = minGroup === null ? null : byRound(groupsIn(plan, totals));
  const rounds = [...(found.has(null) ? [null] : []), ...inOrder(found.keys(), engagement)];
  const ofRounds = rounds.map((round) => ({
    round,
    groups: byUnit(found.get(round)!),
    tallies: whole === null ? null : talliesOf(plan, whole.get(round)!, units),
  }));
  putUnits(plan, row, units, ofRounds, minGroup);
}

/** The rows of every kind that is wanted, by kind. */
type Files = { readonly [K in Kind]?: Rows };

/** Reads the tables, writing as it goes. */
async function run(
  ground: Ground,
  options: BatchOptions,
  files: Files,
  signal: AbortSignal,
  world: World,
): Promise<ReadTables> {
  const { respondents, rejects } = files;
  const isSeveral = ground.paths.length > 1;
  const told = rejects === undefined ? silent : { ...silent, ...rejectsInto(rejects, isSeveral) };
  const { plan, engagement, facts } = ground;
  const { market = null } = options;
  const least = leastIn(ground, options);
  // What of a unit may be shown depends on all of its moments.
  const depth = least === null ? 'brief' : 'whole';
  const terms: Terms = { plan, engagement, facts, market, depth };
  const listener = {
    ...told,
    signal,
    watch: (total: number | null) => progressOn(world.stderr, world.env, total, elapsed),
    respondents:
      respondents === undefined ? null : { format: respondents.format, what: 'scores' as const },
    takeRespondents: (rows: Uint8Array) => respondents?.add(rows),
    again: () => {
      told.again();
      respondents?.restart();
    },
  };
  const read = await readTables(ground.paths, terms, options, listener, world);
  files.units?.put((row) => unitRows(row, ground, read, least));
  for (const rows of Object.values(files)) await rows.finish();
  return read;
}

async function openFiles(
  wanted: readonly Wanted[],
  files: readonly AtomicFile[],
  isSeveral: boolean,
): Promise<Files> {
  const opened: { [K in Kind]?: Rows } = {};
  for (const [i, { kind, path }] of wanted.entries()) {
    opened[kind] = await openRows(path, columnsOf(kind, isSeveral), files[i]!);
  }
  return opened;
}

/** Units as CSV on stdout, when no file is wanted. */
function show(ground: Ground, read: ReadTables, minGroup: number | null, world: World): void {
  const row = new RowWriter('csv', unitColumns);
  row.names();
  unitRows(row, ground, read, minGroup);
  world.stdout.write(row.take());
}

/** Scores tables of any size in one pass, and writes rows of what comes out. */
export async function batch(
  inputs: readonly string[],
  options: BatchOptions,
  world: World,
): Promise<ExitCode> {
  const wanted = wantedOf(options, world);
  const ground = await groundOf(inputs, options.scorecard ?? null, world);
  const markets = ground.plan.markets.map(({ id }) => id);
  refer('market', options.market, markets);
  if (options.respondents !== undefined) refusePersons(options.minGroup ?? null, ground.engagement);
  const places = wanted.map(({ kind, path }) => ({ format: kind, path }));
  await checkOutputs(places, ground, options.force ?? false, world);
  const targets = wanted.map(({ path }) => ({ path: resolve(world.cwd, path), name: path }));
  const read = await writeTogether(targets, async (atomic, signal) => {
    const files = await openFiles(wanted, atomic, ground.paths.length > 1);
    try {
      return await run(ground, options, files, signal, world);
    } finally {
      for (const rows of Object.values(files)) rows.close();
    }
  });
  if (wanted.every(({ kind }) => kind === 'rejects')) {
    show(ground, read, leastIn(ground, options), world);
  }
  world.stderr.write(renderProblems([...ground.problems, ...read.problems], options.json ?? false));
  return read.rejected > (options.allowRejects ?? 0) ? exitCode.invalid : exitCode.done;
}
