import type { Plan } from '../plan/types.ts';
import type { CodedScore } from '../score/respondent.ts';
import type { CellReader } from './cells.ts';
import { itemColumns, itemWriter, type ItemCells } from './items.ts';
import { putRespondent, respondentColumns } from './respondents.ts';
import { RowWriter, type RowFormat } from './row-writer.ts';

/** How rows of respondents are wanted. */
export interface WantedRows {
  readonly format: RowFormat;
  /** What a row says: what somebody scored, or every answer with what it is worth. */
  readonly what: 'scores' | 'items';
}

/** What the question columns of a row said. */
type Said = Pick<CellReader, 'codes' | 'unproven' | 'unprovenCount'>;

/** Writes a row for each respondent. */
export interface RespondentRows {
  readonly row: RowWriter;
  readonly put: (who: ItemCells, said: Said, score: CodedScore) => void;
}

function itemRows(plan: Plan, row: RowWriter): RespondentRows {
  const put = itemWriter(plan, row);
  return {
    row,
    put: (who, { codes, unproven, unprovenCount }, { code }) =>
      put(who, { ...codes, settled: code, unproven, unprovenCount }),
  };
}

/** Rows of respondents as they are wanted. */
export function respondentRows(plan: Plan, { format, what }: WantedRows): RespondentRows {
  if (what === 'items') return itemRows(plan, new RowWriter(format, itemColumns(plan)));
  const row = new RowWriter(format, respondentColumns);
  return { row, put: (who, _, score) => putRespondent(row, who, score) };
}
