import * as fs from 'node:fs';
import { extname, join } from 'node:path';
import type { RowFormat } from '../../tables/row-writer.ts';
import type { WrittenColumn } from '../../sql/duckdb.ts';
import { step, writeFully, type AtomicFile } from '../io.ts';
import { usage } from '../usage.ts';

/** What rows of a table are written as. */
export type FileFormat = RowFormat | 'parquet';

const formats: ReadonlyMap<string, FileFormat> = new Map([
  ['.csv', 'csv'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.parquet', 'parquet'],
]);

/** The format of a file by its name. */
export function fileFormat(path: string): FileFormat {
  const format = formats.get(extname(path).toLowerCase());
  if (format !== undefined) return format;
  throw usage(`"${path}" does not say its format`, `end it in ${[...formats.keys()].join(', ')}`);
}

/** Where rows of one kind go. */
export interface Sink {
  /** How the rows have to be spelled. */
  readonly rows: RowFormat;
  readonly write: (bytes: Uint8Array) => void;
  readonly restart: () => void;
  /** After the last row. */
  readonly finish: () => Promise<void>;
  readonly close: () => void;
}

/** A file in the format of its rows. */
export const plainSink = (rows: RowFormat, { write, restart }: AtomicFile): Sink => ({
  rows,
  write,
  restart,
  finish: async () => undefined,
  close: () => undefined,
});

const chunkBytes = 1024 * 1024;

/** Puts all of a file into another. */
function copyInto(path: string, { write }: AtomicFile): void {
  const descriptor = fs.openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  try {
    for (let at = 0; ;) {
      const count = fs.readSync(descriptor, buffer, 0, chunkBytes, at);
      if (count === 0) return;
      at += count;
      write(buffer.subarray(0, count));
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Parquet, which DuckDB writes from rows that are kept in a file of ours until then. */
export async function parquetSink(
  columns: readonly WrittenColumn[],
  name: string,
  file: AtomicFile,
): Promise<Sink> {
  const { databaseProgram, defaultLimits, inDatabase, temporaryFolder } =
    await import('../database.ts');
  const folder = temporaryFolder();
  const staged = join(folder, 'rows.csv');
  let descriptor = step('write', name, () => fs.openSync(staged, 'wx', 0o600));
  return {
    rows: 'staged',
    write: (bytes) => step('write', name, () => writeFully(descriptor, bytes)),
    restart: () =>
      step('write', name, () => {
        fs.closeSync(descriptor);
        descriptor = fs.openSync(staged, 'w');
      }),
    finish: async () => {
      const target = join(folder, 'rows.parquet');
      const errand = {
        kind: 'parquet',
        path: staged,
        file: 'input.csv',
        columns,
        target,
        limits: defaultLimits,
        payload: null,
      } as const;
      await inDatabase(databaseProgram, errand, () => undefined);
      copyInto(target, file);
    },
    close: () => {
      fs.closeSync(descriptor);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
