import type { Problem } from '../../problem.ts';
import { lineOf } from '../../tables/header.ts';
import { keyTable } from '../../tables/keys.ts';
import type { Report, Sum } from '../../tables/reading.ts';
import type { Fields } from '../../tables/types.ts';
import { databaseProgram, defaultLimits, inDatabase } from '../database.ts';
import type { ReadJob } from '../database-job.ts';
import type { Orders, Told } from './database-rows.ts';
import { between, jobFor, type Table } from './pass.ts';

/** A table that DuckDB reads. */
export type DatabaseFile = Pick<ReadJob, 'name' | 'file' | 'table'> & { readonly path: string };

/** What some of its rows have brought, with the keys that were asked for. */
type TakeReport = (report: Report, keys: readonly Fields[]) => void;

/**
 * Reads a table from beginning to end, in a process of its own.
 * @param begin is told what the columns are called, and says what to do with the rows
 * @param take is given the reports in the order of the rows
 */
async function readDatabase(
  { path, name, file, table }: DatabaseFile,
  threads: number,
  begin: (names: readonly string[]) => Orders,
  take: TakeReport,
): Promise<readonly Sum[]> {
  const brief: Sum['pages']['brief'][number][] = [];
  const rest: Sum['pages']['rest'][number][] = [];
  const keys: Sum['keys'][number][] = [];
  const sums: Sum[] = [];
  function hear(told: Told): void {
    if (told.kind === 'report') take(told.report, told.keys);
    else if (told.kind === 'pages') {
      brief.push(...told.pages.brief);
      rest.push(...told.pages.rest);
    } else if (told.kind === 'keys') keys.push(told.keys);
    else sums.push({ ...told.sum, pages: { brief, rest }, keys });
  }
  // One is ours, which scores while DuckDB reads on.
  const limits = { ...defaultLimits, threads: Math.max(1, threads - 1) };
  const errand = { kind: 'read', path, name, file, table, limits, payload: null } as const;
  await inDatabase(databaseProgram, errand, (message) =>
    Array.isArray(message) ? begin(message as string[]) : hear(message as Told),
  );
  return sums;
}

/** A table in Parquet, or of a DuckDB file. */
export const databaseTable = (file: DatabaseFile): Table => ({
  name: file.name,
  size: null,
  begin: () => 1,
  read: async (pass, first, count) => {
    const { listener, threads, dropped, look } = pass;
    const problems: Problem[] = [];
    let row = 0;
    const sums = await readDatabase(
      file,
      threads,
      (names) => {
        const found = jobFor(file.name, names, pass);
        problems.push(...found.problems);
        const own = dropped === null ? null : between(dropped, first, Infinity);
        return { job: found.job, dropped: own, hashes: look?.hashes ?? null };
      },
      (report, keys) => {
        listener.signal?.throwIfAborted();
        for (const key of keys) {
          look?.row(key, keyTable, first + row, lineOf(file.name, row + 1 + key.row));
        }
        const begin = { row: row + 1, line: row + 1 };
        count.take(look === null ? report : { ...report, rejects: [] }, begin, 0);
        row += report.rows;
      },
    );
    return { sums, problems };
  },
  close: () => undefined,
});
