import type { Explanation, LedgerDimension, LedgerRow, Share } from '../../explanation.ts';
import { csvRow, type Cell } from '../../text/csv.ts';

const columns = [
  'unit',
  'respondent',
  'round',
  'row',
  'dimension',
  'question',
  'ask',
  'answer',
  'counted',
  'side',
  'points',
  'weight',
  'share',
  'contribution',
  'pull',
  'notCounted',
] as const;

type Row = Partial<Readonly<Record<(typeof columns)[number], Cell>>>;

const amount = ({ share, contribution, pull }: Share): Row => ({ share, contribution, pull });

/** A line for every side that a question counts on, or one that says why it counts on none. */
function rowsOf({ id }: LedgerDimension, row: LedgerRow): readonly Row[] {
  const { question, ask, answer, counted, weight, sides, notCounted } = row;
  const about = { row: 'question', dimension: id, question, ask, answer, counted, weight };
  if (sides.length === 0) return [{ ...about, notCounted }];
  return sides.map((each) => {
    return { ...about, side: each.side, points: each.points, ...amount(each) };
  });
}

/** The rows of the ledger, the rest and what rounding leaves: the columns add up to the printed numbers. */
function allRows({ ledger }: Explanation): readonly Row[] {
  if (ledger === null) return [];
  const { dimensions, rest, rounding } = ledger;
  return [
    ...dimensions.flatMap((dimension) => dimension.rows.flatMap((row) => rowsOf(dimension, row))),
    ...rest.map((sum): Row => ({ row: 'rest', side: sum.side, ...amount(sum) })),
    { row: 'rounding', side: 'customer', contribution: rounding.customer },
    { row: 'rounding', side: 'process', contribution: rounding.process },
    { row: 'rounding', pull: rounding.position },
  ];
}

/** The ledger as a table; pulls are toward the side that their line names. */
export function renderCsv(explanation: Explanation): string {
  const { subject, round } = explanation;
  const respondent = subject.kind === 'respondent' ? subject.id : null;
  const about = { unit: subject.unit, respondent, round };
  const rows = allRows(explanation).map((row) => {
    const all: Row = { ...about, ...row };
    return columns.map((column) => all[column] ?? null);
  });
  return [columns, ...rows].map(csvRow).join('');
}
