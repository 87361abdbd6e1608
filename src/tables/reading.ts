import type { Mapping } from '../answers/mapping.ts';
import { studentOf, type Studied, type Study } from '../score/study.ts';
import { cellReader, type CellReader } from './cells.ts';
import {
  collector,
  columnOf,
  type Admit,
  type Collector,
  type FactConflict,
  type Terms,
} from './collect.ts';
import { csvReader } from './csv.ts';
import type { Totals } from './groups.ts';
import { keyHash, namesRespondent, type KeyColumns } from './keys.ts';
import { ndjsonReader } from './ndjson.ts';
import { NumberList } from './number-list.ts';
import { respondentRows, type WantedRows } from './respondent-rows.ts';
import type { Rows } from './split.ts';
import type { Column, Fields, PieceStart, Reject } from './types.ts';

/** All that reading the rows of a table needs; plain data, so that another thread can be sent it. */
export interface Job {
  readonly terms: Terms;
  readonly columns: readonly Column[];
  readonly mapping: Mapping | null;
  readonly rows: Rows;
  /** How rows of respondents are written; null when nobody wants them. */
  readonly respondents: WantedRows | null;
  /** Whether the keys of rows are wanted, to find duplicates by. */
  readonly keys: boolean;
  /** What is wanted of single answers; null when nothing is. */
  readonly study: Study | null;
}

/** What some rows have brought. Rows and lines are counted from where they began. */
export interface Report {
  readonly rows: number;
  readonly lines: number;
  readonly rejected: number;
  readonly rejects: readonly Reject[];
  readonly respondents: Uint8Array<ArrayBuffer> | null;
}

/** What reading has come to when it is over. */
export interface Sum extends Totals {
  /** A hash of the key of each row that was scored and names a respondent. */
  readonly keys: readonly Float64Array<ArrayBuffer>[];
  /** Names of keys in NDJSON that nothing asks for; a CSV has them in its header. */
  readonly ignored: readonly string[];
  readonly studied: Studied | null;
  readonly conflicts: readonly FactConflict[];
}

/** Reads pieces of a table, one after the other. */
export interface Reading {
  /** @param dropped rows to leave out, counted from the piece's first, ascending */
  readonly read: (piece: Uint8Array, dropped: Float64Array | null) => Report;
  readonly sum: () => Sum;
}

/** Asks of each row, in their order, whether it is the next one to leave out. */
function staysOf(dropped: Float64Array): Admit {
  let next = 0;
  return ({ row }) => {
    while (next < dropped.length && dropped[next]! < row) next += 1;
    return dropped[next] !== row;
  };
}

/** The columns that say whose row it is. */
export const keyColumns = (columns: readonly Column[]): KeyColumns => ({
  unit: columnOf(columns, 'unit'),
  round: columnOf(columns, 'round'),
  respondent: columnOf(columns, 'respondent'),
});

/** What a row goes through after it was taken apart, wherever it came from. */
export interface Desk extends Pick<Collector, 'take'> {
  readonly drop: (dropped: Float64Array | null) => void;
  /** What has come together since the last time. */
  readonly report: (rows: number, lines: number) => Report;
  readonly sum: () => Sum;
}

/**
 * @param cells what the question columns of a row say
 * @param look is shown every row that could be scored; then none is
 */
export function deskOf(
  { terms, columns, respondents, keys, study }: Omit<Job, 'rows'>,
  cells: CellReader,
  look: ((fields: Fields) => void) | null,
): Desk {
  const out = respondents === null ? null : respondentRows(terms.plan, respondents);
  const key = keyColumns(columns);
  const hashes = new NumberList();
  let stays: Admit | null = null;
  const admit: Admit = (fields) => {
    if (look !== null) look(fields);
    if (look !== null || (stays !== null && !stays(fields))) return false;
    if (keys && namesRespondent(fields, key)) hashes.push(keyHash(fields, key));
    return true;
  };
  const student = study === null ? null : studentOf(terms.plan, study);
  const { take, rejects, groups, conflicts, store } = collector(
    terms,
    columns,
    cells,
    admit,
    out,
    student,
  );
  return {
    take,
    drop: (dropped) => {
      stays = dropped === null ? null : staysOf(dropped);
    },
    report: (rows, lines) => {
      const { rows: rejected, list } = rejects();
      return { rows, lines, rejected, rejects: list, respondents: out?.row.take() ?? null };
    },
    sum: () => ({
      groups: groups(),
      pages: store.pages,
      keys: hashes.chunks(),
      ignored: [],
      studied: student?.studied() ?? null,
      conflicts: conflicts(),
    }),
  };
}

const start: PieceStart = { row: 0, line: 0 };

/** Reads the rows of a table in CSV or NDJSON. */
export function readingOf(job: Job, look: ((fields: Fields) => void) | null = null): Reading {
  const { rows, columns, terms, mapping } = job;
  const cells = cellReader(terms.plan, columns, mapping);
  const desk = deskOf(job, cells, look);
  const lines = rows.kind === 'csv' ? null : ndjsonReader(terms.plan, columns);
  const read =
    rows.kind === 'csv' ? csvReader(rows.delimiter, columns.length, cells.glance) : lines!.read;
  return {
    read: (piece, dropped) => {
      desk.drop(dropped);
      const end = read(piece, start, desk.take);
      return desk.report(end.row, end.line);
    },
    sum: () => ({ ...desk.sum(), ignored: lines?.ignored() ?? [] }),
  };
}
