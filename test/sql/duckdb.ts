import type { DuckDBConnection } from '@duckdb/node-api';
import type { Case } from './generator.ts';
import type { Shown } from './reference.ts';

/** DuckDB, or null where the optional dependency is not installed. */
export const duckdb = await import('@duckdb/node-api').catch(() => null);

/** Runs something with a database in memory and so many threads. */
export async function withDuckDb<T>(
  threads: number,
  run: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await duckdb!.DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  try {
    return await run(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Makes the table of a case. */
export async function load(connection: DuckDBConnection, given: Case, table: string) {
  const { columns, integers, rows } = given;
  const types = columns.map(
    (name) => `${quoted(name)} ${integers.has(name) ? 'INTEGER' : 'VARCHAR'}`,
  );
  await connection.run(`CREATE TABLE ${quoted(table)} (${types.join(', ')})`);
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const name of columns) {
      const cell = row[name] ?? null;
      if (cell === null) appender.appendNull();
      else if (integers.has(name)) appender.appendInteger(Number(cell));
      else appender.appendVarchar(cell);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** What a SELECT shows, as text. */
export async function shownBy(connection: DuckDBConnection, sql: string): Promise<Shown> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader
    .getRowsJson()
    .map((row) => row.map((cell) => (cell === null ? null : String(cell))));
  return { columns: reader.columnNames(), rows };
}
