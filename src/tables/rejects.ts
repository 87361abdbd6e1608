import type { RowWriter } from './row-writer.ts';
import type { Reject } from './types.ts';

/** The columns of `batch --rejects`; the table is named when there are several. */
export const rejectColumns = (tables: 'one' | 'several'): readonly string[] => [
  'row',
  'column',
  'value',
  'reason',
  ...(tables === 'several' ? ['table'] : []),
];

/** A value of at most 200 characters, and what is left of a longer one before an ellipsis. */
const whole = /^[^]{0,200}$/u;
const beginning = /^[^]{199}/u;

const cut = (value: string): string =>
  whole.test(value) ? value : `${beginning.exec(value)![0]}…`;

/** Writes why a row was not scored; `table` is its name when there are several, else null. */
export function putReject(row: RowWriter, reject: Reject, table: string | null): void {
  row.integer(reject.row);
  row.text(reject.column);
  row.text(cut(reject.value));
  row.text(reject.reason);
  if (table !== null) row.text(table);
  row.end();
}
