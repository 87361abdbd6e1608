import { resolve } from 'node:path';
import { problem } from '../problem.ts';
import type { WrittenColumn } from '../sql/duckdb.ts';
import { byRound, talliesOf, unitsIn } from '../tables/groups.ts';
import { putReject, rejectColumns } from '../tables/rejects.ts';
import { respondentColumns } from '../tables/respondents.ts';
import { RowWriter } from '../tables/row-writer.ts';
import { putUnits, unitColumns } from '../tables/units.ts';
import { inOrder } from '../score/rounds.ts';
import { strictest } from '../score/survey.ts';
import type { AtomicFile } from './io.ts';
import { checkOutputs } from './outputs.ts';
import { renderProblems } from './problems.ts';
import { refer } from './result.ts';
import { readTables, type ReadTables, type TableOptions } from './tables/read.ts';
import { fileFormat, parquetSink, plainSink, type Sink } from './tables/sink.ts';
import { groundOf, type Ground } from './tables/terms.ts';
import { writeTogether } from './together.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface BatchOptions extends TableOptions {
  readonly scorecard?: string;
  readonly market?: string;
  readonly minGroup?: number;
  readonly respondents?: string;
  readonly units?: string;
  readonly rejects?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** The kinds of rows that may be written to a file. */
const kinds = ['respondents', 'units', 'rejects'] as const;
type Kind = (typeof kinds)[number];

const texts = new Set([
  'unit',
  'round',
  'respondent',
  'role',
  'status',
  'zone',
  'column',
  'value',
  'reason',
  'table',
]);
const integers = new Set(['respondents', 'scored', 'row']);

const typed = (name: string): WrittenColumn => ({
  name,
  type: texts.has(name) ? 'text' : integers.has(name) ? 'integer' : 'decimal',
});

/** The file of each kind of rows that was asked for. */
interface Wanted {
  readonly kind: Kind;
  readonly path: string;
  readonly columns: readonly string[];
}

function wantedOf(options: BatchOptions, tables: 'one' | 'several'): readonly Wanted[] {
  const columns = {
    respondents: respondentColumns,
    units: unitColumns,
    rejects: rejectColumns(tables),
  };
  return kinds.flatMap((kind) => {
    const path = options[kind];
    if (path === undefined) return [];
    fileFormat(path);
    return [{ kind, path, columns: columns[kind] }];
  });
}

const sinkFor = async ({ path, columns }: Wanted, file: AtomicFile): Promise<Sink> => {
  const format = fileFormat(path);
  return format === 'parquet'
    ? parquetSink(columns.map(typed), path, file)
    : plainSink(format, file);
};

/** Rows are handed on in blocks of about so many bytes. */
const blockBytes = 65_536;

/** Writes rows of a kind into its file as they come; nowhere when nobody asked. */
function rowsInto(sink: Sink, columns: readonly string[]) {
  let rows = new RowWriter(sink.rows, columns);
  rows.names();
  return {
    rows: () => rows,
    flush: (least: number) => {
      if (rows.length >= least) sink.write(rows.take());
    },
    restart: () => {
      sink.restart();
      rows = new RowWriter(sink.rows, columns);
      rows.names();
    },
  };
}

/** Writes the units of every round. */
function unitRows(
  rows: RowWriter,
  { plan, engagement }: Ground,
  { groups }: ReadTables,
  minGroup: number | null,
): void {
  const units = unitsIn(groups, engagement);
  const found = byRound(groups);
  const rounds = [...(found.has(null) ? [null] : []), ...inOrder(found.keys(), engagement)];
  const tallied = rounds.map((round) => ({
    round,
    tallies: talliesOf(plan, found.get(round)!, units),
  }));
  putUnits(plan, rows, units, tallied, strictest(minGroup, engagement));
}

/** Single persons are not shown where small groups are hidden. */
function refusePersons({ engagement }: Ground, options: BatchOptions): void {
  const least = strictest(options.minGroup ?? null, engagement);
  if (options.respondents === undefined || least === null) return;
  throw new Stop(exitCode.invalid, [problem('ANSWERS_HIDDEN', null, least)]);
}

/** Scores tables of any size in one pass, and writes rows of what comes out. */
export async function batch(
  inputs: readonly string[],
  options: BatchOptions,
  world: World,
): Promise<ExitCode> {
  const wanted = wantedOf(options, inputs.length > 1 ? 'several' : 'one');
  const ground = await groundOf(inputs, options.scorecard ?? null, world);
  const { plan, engagement, facts } = ground;
  refer(
    'market',
    options.market,
    plan.markets.map(({ id }) => id),
  );
  refusePersons(ground, options);
  const places = wanted.map(({ kind, path }) => ({ format: kind, path }));
  if (new Set(places.map(({ path }) => resolve(world.cwd, path))).size < places.length) {
    throw usage('two kinds of rows go to the same file', 'give each its own');
  }
  await checkOutputs(places, ground, options.force ?? false, world);
  const targets = wanted.map(({ path }) => ({ path: resolve(world.cwd, path), name: path }));
  const read = await writeTogether(targets, async (files, signal) => {
    const sinks: Sink[] = [];
    try {
      for (const [i, each] of wanted.entries()) sinks.push(await sinkFor(each, files[i]!));
      return await run(sinks, signal);
    } finally {
      for (const sink of sinks) sink.close();
    }
  });
  world.stderr.write(renderProblems([...ground.problems, ...read.problems], options.json ?? false));
  return read.rejected > (options.allowRejects ?? 0) ? exitCode.invalid : exitCode.done;

  async function run(sinks: readonly Sink[], signal: AbortSignal): Promise<ReadTables> {
    const into = (kind: Kind) => {
      const at = wanted.findIndex((each) => each.kind === kind);
      return at < 0 ? null : rowsInto(sinks[at]!, wanted[at]!.columns);
    };
    const [respondents, units, rejects] = [into('respondents'), into('units'), into('rejects')];
    const respondentSink = sinks[wanted.findIndex(({ kind }) => kind === 'respondents')] ?? null;
    respondents?.flush(0);
    const found = await readTables(
      ground.paths,
      { plan, engagement, facts, market: options.market ?? null },
      options,
      {
        respondents: respondentSink?.rows ?? null,
        takeRespondents: (rows) => respondentSink?.write(rows),
        takeReject: (reject, table) => {
          if (rejects === null) return;
          putReject(rejects.rows(), reject, inputs.length > 1 ? table : null);
          rejects.flush(blockBytes);
        },
        again: () => {
          respondents?.restart();
          respondents?.flush(0);
          rejects?.restart();
        },
        progress: () => undefined,
        signal,
      },
      world,
    );
    if (units !== null) unitRows(units.rows(), ground, found, options.minGroup ?? null);
    for (const each of [units, rejects]) each?.flush(0);
    for (const sink of sinks) await sink.finish();
    if (wanted.every(({ kind }) => kind === 'rejects')) {
      const rows = new RowWriter('csv', unitColumns);
      rows.names();
      unitRows(rows, ground, found, options.minGroup ?? null);
      world.stdout.write(rows.take());
    }
    return found;
  }
}
