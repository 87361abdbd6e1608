import type { Report, Sum } from '../../tables/reading.ts';
import type { Fields } from '../../tables/types.ts';
import { databaseProgram, defaultLimits, inDatabase } from '../database.ts';
import type { ReadJob } from '../database-job.ts';
import type { Orders, Told } from './database-rows.ts';

/** A table that DuckDB reads. */
export type DatabaseTable = Pick<ReadJob, 'name' | 'file' | 'table'> & { readonly path: string };

/** What some of its rows have brought, with the keys that were asked for. */
export type TakeReport = (report: Report, keys: readonly Fields[]) => void;

/**
 * Reads a table from beginning to end, in a process of its own.
 * @param begin is told what the columns are called, and says what to do with the rows
 * @param take is given the reports in the order of the rows
 */
export async function readDatabase(
  { path, name, file, table }: DatabaseTable,
  threads: number,
  begin: (names: readonly string[]) => Orders,
  take: TakeReport,
): Promise<readonly Sum[]> {
  const pages: Sum['pages'][number][] = [];
  const keys: Sum['keys'][number][] = [];
  const sums: Sum[] = [];
  function hear(told: Told): void {
    if (told.kind === 'report') take(told.report, told.keys);
    else if (told.kind === 'pages') pages.push(...told.pages);
    else if (told.kind === 'keys') keys.push(told.keys);
    else sums.push({ ...told.sum, pages, keys });
  }
  const limits = { ...defaultLimits, threads };
  const errand = { kind: 'read', path, name, file, table, limits, payload: null } as const;
  await inDatabase(databaseProgram, errand, (message) =>
    Array.isArray(message) ? begin(message as string[]) : hear(message as Told),
  );
  return sums;
}
