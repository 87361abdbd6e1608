import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Problem } from '../problem.ts';
import {
  attachedTable,
  chunksOf,
  openDatabase,
  parquetTable,
  readingProblem,
  unreadable,
  writeParquet,
  writingProblem,
  type Chunk,
  type Database,
  type Opening,
  type Table,
  type TableColumn,
  type Wanted,
  type WrittenColumn,
} from '../sql/duckdb.ts';
import { codes } from './codes.ts';
import { Stop } from './world.ts';

/** What DuckDB may use: MiB of memory, and threads. */
export type Limits = Pick<Opening, 'memory' | 'threads'>;

interface Job {
  readonly limits: Limits;
  /** The folder of this run, in which the process works: `spill/` and a link to what is read. */
  readonly folder: string;
  /** What the caller's own part in the child needs to know. */
  readonly payload: unknown;
}

/** A table to read; `name` is how messages call it. */
export interface ReadJob extends Job {
  readonly kind: 'read';
  readonly file: 'input.parquet' | 'input.duckdb';
  readonly table: string | null;
  readonly name: string;
}

/** `input.csv` to write as Parquet under the name `target`, from which the caller renames it. */
export interface ParquetJob extends Job {
  readonly kind: 'parquet';
  readonly file: 'input.csv';
  readonly columns: readonly WrittenColumn[];
  readonly target: string;
}

export type DatabaseJob = ReadJob | ParquetJob;

/** What the child says: what the caller's part sends or asks, and at last how it ended. */
export type Reply =
  | { readonly kind: 'message' | 'question'; readonly message: unknown }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'stopped';
      readonly code: Stop['exitCode'];
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'bug'; readonly message: string };

/** Resolves when the parent's end has taken it, so that what is sent does not pile up. */
export type Send = (message: unknown) => Promise<void>;

/** Resolves with what the parent's end answers. */
export type Ask = (message: unknown) => Promise<unknown>;

/** Which columns a reader wants, and what it does with each chunk of them. */
export interface Reader {
  readonly wanted: readonly Wanted[];
  readonly consume: (chunk: Chunk) => void | Promise<void>;
}

const stopped = (problems: readonly Problem[]) =>
  new Stop(codes[problems[0]!.code].ends[0]!, problems);

function valueOf<T>({ value, problems }: Outcome<T>): T {
  if (value === null) throw stopped(problems);
  return value;
}

/** Runs a step of DuckDB's; what it says becomes a problem, and what is one already stays. */
async function asked<T>(step: () => Promise<T>, tell: (error: unknown) => Problem): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw error instanceof Stop ? error : stopped([tell(error)]);
  }
}

const open = async (limits: Limits, files: readonly string[], attached: string | null) =>
  valueOf(await openDatabase({ ...limits, spill: 'spill', files, attached }));

async function tableOf({ file, limits, table }: ReadJob): Promise<Table> {
  const isParquet = file === 'input.parquet';
  const database = await open(limits, isParquet ? [file] : [], isParquet ? null : file);
  return isParquet ? parquetTable(database, file) : valueOf(await attachedTable(database, table));
}

/**
 * Reads a table, in the child. `begin` is told the columns once and says what is wanted of them; a
 * Stop that it or `consume` throws ends the command. Each chunk is waited for before the next is read.
 */
export async function readJob(
  job: ReadJob,
  begin: (columns: readonly TableColumn[]) => Reader | Promise<Reader>,
): Promise<void> {
  const tell = (error: unknown) => readingProblem(error, job.name);
  const table = await asked(() => tableOf(job), tell);
  const { wanted, consume } = await begin(table.columns);
  const wrong = unreadable(table.columns, wanted);
  if (wrong.length > 0) throw stopped(wrong);
  const chunks = chunksOf(table, wanted);
  const next = () => asked(() => chunks.next(), tell);
  for (let each = await next(); each.done !== true; each = await next()) await consume(each.value);
}

/** Writes `input.csv` as Parquet, in the child. */
export async function parquetJob(job: ParquetJob): Promise<void> {
  const { limits, file, columns, target } = job;
  await asked(async () => {
    const database: Database = await open(limits, [file, target], null);
    await writeParquet(database, file, columns, target);
  }, writingProblem);
}

function replyTo(error: unknown): Reply {
  if (error instanceof Stop) {
    return { kind: 'stopped', code: error.exitCode, problems: error.problems };
  }
  return { kind: 'bug', message: error instanceof Error ? error.message : String(error) };
}

const reply = (said: Reply): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send!(said, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });

const ask: Ask = (message) =>
  new Promise((resolve, reject) => {
    process.once('message', resolve);
    reply({ kind: 'question', message }).catch(reject);
  });

type Run = (job: DatabaseJob, send: Send, ask: Ask) => Promise<void>;

async function work(job: DatabaseJob, run: Run): Promise<void> {
  try {
    await run(job, (message) => reply({ kind: 'message', message }), ask);
    await reply({ kind: 'done' });
  } catch (error) {
    await reply(replyTo(error));
  }
}

const stays = () => undefined;

/**
 * The whole life of the child: one job, and an end as soon as the parent has gone or has had enough.
 * DuckDB's threads are not waited for. Signals are the parent's to take.
 */
export function serve(run: Run): void {
  let folder: string | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stays);
  process.once('disconnect', () => {
    if (folder !== null) rmSync(join(folder, 'spill'), { recursive: true, force: true });
    process.kill(process.pid, 'SIGKILL');
  });
  process.once('message', (job: DatabaseJob) => {
    folder = job.folder;
    // Who cannot be told any more has gone, and so do we.
    void work(job, run).catch(stays);
  });
}
