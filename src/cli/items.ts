import { placed, unitsOf } from '../score/tally.ts';
import { codebook } from '../tables/codebook.ts';
import { itemColumns } from '../tables/items.ts';
import { RowWriter, type RowFormat } from '../tables/row-writer.ts';
import { putSheets } from '../tables/sheet-items.ts';
import type { Loaded } from './answers.ts';
import type { AtomicFile } from './io.ts';
import type { Output } from './outputs.ts';
import { fileFormat } from './tables/sink.ts';
import { usage } from './usage.ts';

/** Files for validation work. */
export interface ItemOptions {
  readonly items?: string;
  readonly codebook?: string;
}

/** The format of a file of items by its name. */
function itemFormat(path: string): RowFormat {
  const format = fileFormat(path);
  if (format !== 'parquet') return format;
  throw usage(`items are not written as Parquet: "${path}"`, 'end it in .csv, .ndjson, .jsonl');
}

/** Where items and their codebook go, in formats that there are. */
export function itemPlaces({ items, codebook: book }: ItemOptions): readonly Output[] {
  if (book !== undefined && fileFormat(book) !== 'csv') {
    throw usage(`the codebook is a CSV, and "${book}" is none`, 'end it in .csv');
  }
  return [
    ...(items === undefined ? [] : [{ format: itemFormat(items), path: items }]),
    ...(book === undefined ? [] : [{ format: 'csv', path: book }]),
  ];
}

/**
 * Writes the items of sheets, in the order in which they were read; as of tables of every round, so
 * that rounds can be held against each other.
 */
export function writeItems(
  { plan, sheets, engagement, facts }: Loaded,
  market: string | null,
  path: string,
  file: AtomicFile,
): void {
  const row = new RowWriter(itemFormat(path), itemColumns(plan));
  row.names();
  putSheets(plan, placed(plan, sheets, unitsOf(sheets, engagement), facts, market), row);
  file.write(row.take());
}

/** Writes what the columns of the items mean. */
export const writeCodebook = ({ plan }: Pick<Loaded, 'plan'>, file: AtomicFile): void =>
  file.write(Buffer.from(codebook(plan)));
