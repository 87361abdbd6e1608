import { divide } from '../plan/integers.ts';
import { Scored, type CodedScore } from '../score/respondent.ts';
import type { RowWriter } from './row-writer.ts';

/** The columns of `batch --respondents`; leanings and position in points, coverage 0 to 1. */
export const respondentColumns = [
  'unit',
  'round',
  'respondent',
  'role',
  'customer',
  'process',
  'position',
  'coverage',
  'status',
] as const;

/** Who answered: cells that were encoded before, and the respondent as the table has it. */
export interface RespondentCells {
  readonly unit: Uint8Array;
  readonly round: Uint8Array;
  readonly role: Uint8Array;
  /** The respondent from `start` up to `end`, in UTF-8; none when they are the same. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** The share of the applicable weight that is answered, thousandths; null when nothing applies. */
const coverageOf = ({ applicable, answered }: CodedScore): number | null =>
  applicable === 0 ? null : divide(answered * 1000, applicable);

const leaningOf = ({ leaningState, leaning }: CodedScore, side: 0 | 1): number | null =>
  leaningState[side] === Scored ? leaning[side]! : null;

/** Writes one respondent's row; a leaning is there when it is scored, the position when both are. */
export function putRespondent(
  row: RowWriter,
  { unit, round, role, bytes, start, end }: RespondentCells,
  score: CodedScore,
): void {
  row.cell(unit);
  row.cell(round);
  row.textBytes(bytes, start, end);
  row.cell(role);
  row.thousandths(leaningOf(score, 0));
  row.thousandths(leaningOf(score, 1));
  row.thousandths(score.isScored ? score.position : null);
  row.thousandths(coverageOf(score));
  row.cell(score.isScored ? scored : insufficient);
  row.end();
}

// The same in both formats.
const scored = new TextEncoder().encode('"scored"');
const insufficient = new TextEncoder().encode('"insufficient"');
