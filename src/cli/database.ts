import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import type { DatabaseJob, Limits, ReadJob, Reply } from './database-job.ts';
import { ioStop, step } from './io.ts';
import { isAlive } from './alive.ts';
import { exitCode, Stop } from './world.ts';

/** What DuckDB may use when nobody says otherwise. */
export const defaultLimits: Limits = { memory: 512, threads: availableParallelism() };

/** The program of this package that does these jobs. */
export const databaseProgram = fileURLToPath(new URL('./database-child.js', import.meta.url));

const staged = new Map([
  ['.parquet', 'input.parquet'],
  ['.duckdb', 'input.duckdb'],
  ['.db', 'input.duckdb'],
] as const);

/** The name under which DuckDB reads a file, by its extension; null when it is none of DuckDB's. */
export const stagedName = (path: string): ReadJob['file'] | null =>
  (staged as ReadonlyMap<string, ReadJob['file']>).get(extname(path).toLowerCase()) ?? null;

/** Stops where a file is wanted and an address was given: nothing is fetched. */
export function refuseUrl(given: string): void {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(given)) return;
  const message = `${visible(given)} is an address, and only files are read`;
  throw new Stop(exitCode.usage, [
    problem('USAGE', null, message, 'fetch it first, and give the file'),
  ]);
}

type Unstaged<J> = J extends unknown ? Omit<J, 'folder'> : never;

/** A job before it has a folder, with what it reads. */
export type Errand = Unstaged<DatabaseJob> & {
  /** The file to read, as it was given. */
  readonly path: string;
};

/** Folders of one machine and process, so that those of the dead can be told. */
const prefix = `pendulum.${hostname().replace(/[^\w-]/g, '_')}.`;

/** Whose folder it is, or null when it is none of ours. */
function ownerOf(name: string): number | null {
  const [pid = ''] = name.startsWith(prefix) ? name.slice(prefix.length).split('.') : [];
  return /^[1-9]\d*$/.test(pid) ? Number(pid) : null;
}

function removeIfStale(folder: string, pid: number): void {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) return;
  if (!isAlive(pid)) fs.rmSync(folder, { recursive: true, force: true });
}

/** Removes what runs that were killed have left behind. */
function removeStale(): void {
  try {
    for (const name of fs.readdirSync(tmpdir())) {
      const pid = ownerOf(name);
      if (pid !== null) removeIfStale(join(tmpdir(), name), pid);
    }
  } catch {
    // Another start may be at it too; what is left is for the next.
  }
}

/** A folder for this run alone; whoever makes one removes it, and the next run what was killed. */
export const temporaryFolder = (): string =>
  step('create a folder in', tmpdir(), () =>
    fs.mkdtempSync(join(tmpdir(), `${prefix}${process.pid}.`)),
  );

/** Links where there are links; the name in the folder has nothing that DuckDB would read into it. */
function link(path: string, name: string): void {
  try {
    fs.symlinkSync(path, name);
  } catch {
    fs.copyFileSync(path, name);
  }
}

/** Checks what is to be read and puts it into the folder, with the log of a database that has one. */
function stage({ path, file }: Errand, name: string, folder: string): void {
  const real = step('read', name, () => {
    fs.accessSync(path, fs.constants.R_OK);
    return fs.realpathSync(path);
  });
  const found = step('read', name, () => fs.statSync(real));
  if (!found.isFile())
    throw ioStop('read', name, { code: found.isDirectory() ? 'EISDIR' : 'EFTYPE' });
  step('read', name, () => link(real, join(folder, file)));
  const log = `${real}.wal`;
  if (file === 'input.duckdb' && fs.existsSync(log)) link(log, join(folder, `${file}.wal`));
}

/** How the conversation ended: null when all is well. */
interface End {
  readonly error: unknown;
}

/** Takes what the child sends; what it asks is answered with what comes of it. */
type Take = (message: unknown) => unknown;

function endOf(said: Reply, take: Take, child: ChildProcess): End | null {
  switch (said.kind) {
    case 'message':
      take(said.message);
      return null;
    case 'question':
      child.send(take(said.message) as object, () => undefined);
      return null;
    case 'done':
      return { error: null };
    case 'stopped':
      return { error: new Stop(said.code, said.problems) };
    case 'bug':
      return { error: new Error(said.message) };
  }
}

/** Hands the job over and takes what comes until the child has ended, in whatever way. */
async function converse(child: ChildProcess, job: DatabaseJob, take: Take): Promise<void> {
  const gone = Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  let end: End | null = null;
  child.on('message', (said: Reply) => {
    if (end !== null) return;
    try {
      end = endOf(said, take, child);
    } catch (error) {
      end = { error };
    }
    if (end !== null) child.disconnect();
  });
  child.send(job, () => undefined);
  const [[code, signal]] = await gone;
  const how = `it was ended by ${signal ?? `itself with ${String(code)}`}`;
  const { error } = (end as End | null) ?? {
    error: new Stop(exitCode.io, [problem('DATABASE', null, how)]),
  };
  if (error !== null) throw error;
}

/** A process that sees neither our environment nor our terminal, and works in its own folder. */
const start = (program: string, folder: string): ChildProcess =>
  fork(program, [], {
    cwd: folder,
    env: { TZ: 'UTC' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

/**
 * Does a job with DuckDB in a process of its own, so that a crash of it, or its end by a full memory,
 * is a problem with exit code 4. `program` is the built file that serves the job; what it sends is
 * taken in order, and what it asks is answered by what `take` returns. Without success nothing is left under the target's name.
 */
export async function inDatabase(program: string, errand: Errand, take: Take): Promise<void> {
  refuseUrl(errand.path);
  removeStale();
  const name = errand.kind === 'read' ? errand.name : 'the rows to write';
  const folder = temporaryFolder();
  try {
    fs.mkdirSync(join(folder, 'spill'));
    stage(errand, name, folder);
    const job = { ...errand, folder } as DatabaseJob;
    await converse(start(program, folder), job, take);
  } catch (error) {
    if (errand.kind === 'parquet') fs.rmSync(errand.target, { force: true });
    throw error;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
