import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase, type Database, type Opening } from '../../src/sql/duckdb.ts';

const probe = "Promise.all([import('@duckdb/node-api'), import('@duckdb/node-bindings')])";

/** Whether the optional package is here; asked of another process, for its engine stays loaded. */
export const hasDuckdb =
  spawnSync(process.execPath, ['-e', `${probe}.catch(() => process.exit(1))`], {
    cwd: import.meta.dirname,
  }).status === 0;

const made: string[] = [];

/** A folder that is gone after the tests of a file. */
export function temporary(name = 'pendulum-duckdb-'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), name)));
  made.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A database that may read and write anywhere, to make files with. */
export async function free() {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return (sql: string) => connection.run(sql);
}

/** An opened database of ours. */
export async function opened(
  opening: Partial<Opening> & Pick<Opening, 'spill'>,
): Promise<Database> {
  const limits = { memory: 512, threads: 2, files: [], attached: null };
  return (await openDatabase({ ...limits, ...opening })).value!;
}
