import type { WrittenColumn } from '../../sql/duckdb.ts';
import { putReject } from '../../tables/rejects.ts';
import { RowWriter } from '../../tables/row-writer.ts';
import type { AtomicFile } from '../io.ts';
import type { Listener } from './pass.ts';
import { fileFormat, parquetSink, plainSink, type Sink } from './sink.ts';

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

const sinkFor = async (
  path: string,
  columns: readonly string[],
  file: AtomicFile,
): Promise<Sink> => {
  const format = fileFormat(path);
  return format === 'parquet'
    ? parquetSink(columns.map(typed), path, file)
    : plainSink(format, file);
};

/** Rows are handed on in blocks of about so many bytes. */
const blockBytes = 65_536;

/** Rows on their way into a file. */
export interface Rows {
  readonly format: Sink['rows'];
  /** Writes some rows and hands them on when there are enough of them. */
  readonly put: (write: (row: RowWriter) => void) => void;
  /** Rows that are spelled already. */
  readonly add: (bytes: Uint8Array) => void;
  readonly restart: () => void;
  readonly finish: () => Promise<void>;
  /** Ends the rows and puts their file in its place, before others and whatever becomes of those. */
  readonly keep: () => Promise<void>;
  readonly close: () => void;
}

/** Opens a file for rows, in the format of its name. */
export async function openRows(
  path: string,
  columns: readonly string[],
  file: AtomicFile,
): Promise<Rows> {
  const sink = await sinkFor(path, columns, file);
  const row = new RowWriter(sink.rows, columns);
  row.names();
  const finish = async (): Promise<void> => {
    sink.write(row.take());
    await sink.finish();
  };
  return {
    format: sink.rows,
    put: (write) => {
      write(row);
      if (row.length >= blockBytes) sink.write(row.take());
    },
    add: (bytes) => {
      if (row.length > 0) sink.write(row.take());
      sink.write(bytes);
    },
    restart: () => {
      sink.restart();
      row.take();
      row.names();
    },
    finish,
    keep: async () => {
      await finish();
      file.commit();
    },
    close: sink.close,
  };
}

/** Tells rejects to a file, with their table where there are several. */
export const rejectsInto = (
  rows: Rows,
  isSeveral: boolean,
): Pick<Listener, 'takeReject' | 'keepRejects' | 'again'> => ({
  takeReject: (reject, table) =>
    rows.put((row) => putReject(row, reject, isSeveral ? table : null)),
  keepRejects: rows.keep,
  again: rows.restart,
});
