import { cellReader } from '../../tables/cells.ts';
import { columnReader } from '../../tables/columns.ts';
import { isAmong } from '../../tables/duplicates.ts';
import { ownKey } from '../../tables/keys.ts';
import { deskOf, keyColumns, type Job, type Report, type Sum } from '../../tables/reading.ts';
import type { Fields } from '../../tables/types.ts';
import type { Chunk, TableColumn } from '../../sql/duckdb.ts';
import { readJob, type Ask, type ReadJob, type Reader, type Send } from '../database-job.ts';

/** What the process is told when it has said which columns there are. */
export interface Orders {
  readonly job: Omit<Job, 'rows'>;
  /** Numbers of rows to leave out, counted from 0, ascending. */
  readonly dropped: Float64Array | null;
  /** Hashes of keys, sorted: the rows that have one are wanted, and none is scored; null for a usual reading. */
  readonly hashes: Float64Array | null;
}

/** What the process sends while it reads; the last is the sum. Rows are counted from where a report began. */
export type Told =
  | { readonly kind: 'report'; readonly report: Report; readonly keys: readonly Fields[] }
  | { readonly kind: 'pages'; readonly pages: Sum['pages'] }
  | { readonly kind: 'keys'; readonly keys: Sum['keys'][number] }
  | { readonly kind: 'sum'; readonly sum: Sum };

/** A report is made about every so many cells. */
const reportCells = 2 ** 18;

/** So many pages are sent at a time. */
const pagesAtOnce = 2;

async function sendSum(sum: Sum, send: (told: Told) => Promise<void>): Promise<void> {
  const { brief, rest } = sum.pages;
  for (let i = 0; i < brief.length; i += pagesAtOnce) {
    const end = i + pagesAtOnce;
    await send({
      kind: 'pages',
      pages: { brief: brief.slice(i, end), rest: rest.slice(i, end) },
    });
  }
  for (const keys of sum.keys) await send({ kind: 'keys', keys });
  await send({ kind: 'sum', sum: { ...sum, pages: { brief: [], rest: [] }, keys: [] } });
}

/** Reads the rows of a table in a database and scores them, in the child. */
export async function readRows(read: ReadJob, sendAny: Send, ask: Ask): Promise<void> {
  const send: (told: Told) => Promise<void> = sendAny;
  let finish = async () => undefined as void;

  function readerFor({ job, dropped, hashes }: Orders): Reader {
    const { terms, columns, mapping } = job;
    const {
      wanted,
      cells,
      read: give,
    } = columnReader(terms.plan, columns, cellReader(terms.plan, columns, mapping));
    const key = keyColumns(columns);
    let keys: Fields[] = [];
    const look = (fields: Fields) => {
      if (isAmong(hashes!, fields, key)) keys.push(ownKey(fields, key));
    };
    const desk = deskOf(job, cells, hashes === null ? null : look);
    desk.drop(dropped);
    let from = 0;
    let row = 0;

    async function report(): Promise<void> {
      const { rejects, ...rest } = desk.report(row - from, row - from);
      const placed = rejects.map((each) => ({
        ...each,
        row: each.row - from,
        line: each.line - from,
      }));
      const own = keys.map((each) => ({ ...each, row: each.row - from }));
      keys = [];
      from = row;
      await send({ kind: 'report', report: { ...rest, rejects: placed }, keys: own });
    }

    finish = async () => {
      if (row > from) await report();
      if (hashes === null) await sendSum(desk.sum(), send);
    };
    return {
      wanted,
      consume: async (chunk: Chunk) => {
        give(chunk, row, desk.take);
        row += chunk.rows;
        if ((row - from) * wanted.length >= reportCells) await report();
      },
    };
  }

  await readJob(read, async (columns: readonly TableColumn[]) => {
    const names = columns.map(({ name }) => name);
    return readerFor((await ask(names)) as Orders);
  });
  await finish();
}
