import { expect, test } from 'vitest';
import { putReject, rejectColumns } from '../../src/tables/rejects.ts';
import { RowWriter, type RowFormat } from '../../src/tables/row-writer.ts';
import type { Reject } from '../../src/tables/types.ts';

const reject: Reject = {
  row: 7,
  line: 9,
  column: 'on-time',
  value: '=12,5',
  reason: '"on-time" takes a number',
};

function written(format: RowFormat, rejects: readonly Reject[], table: string | null): string {
  const row = new RowWriter(format, rejectColumns(table === null ? 'one' : 'several'));
  row.names();
  for (const each of rejects) putReject(row, each, table);
  return Buffer.from(row.take()).toString('utf8');
}

test('CSV is guarded against formulas', () => {
  expect(written('csv', [reject, { ...reject, column: null, value: '' }], null)).toBe(
    '"row","column","value","reason"\n' +
      '7,"on-time","\'=12,5","""on-time"" takes a number"\n' +
      '7,,"","""on-time"" takes a number"\n',
  );
});

test('NDJSON has the value as it is, and the table when there are several', () => {
  expect(written('ndjson', [reject], 'b.csv')).toBe(
    '{"row":7,"column":"on-time","value":"=12,5",' +
      '"reason":"\\"on-time\\" takes a number","table":"b.csv"}\n',
  );
  expect(written('csv', [], 'b.csv')).toBe('"row","column","value","reason","table"\n');
});

test.each([
  ['200 characters stay', 'x'.repeat(200), 'x'.repeat(200)],
  ['201 are cut', 'x'.repeat(201), `${'x'.repeat(199)}…`],
  ['200 of two code units stay', '😀'.repeat(200), '😀'.repeat(200)],
  ['none of them is cut in half', `x${'😀'.repeat(500)}`, `x${'😀'.repeat(198)}…`],
  ['a megabyte is cut', 'y'.repeat(1_000_000), `${'y'.repeat(199)}…`],
])('%s', (_, value, shown) => {
  const [line] = written('ndjson', [{ ...reject, value }], null).split('\n');
  expect((JSON.parse(line!) as { value: string }).value).toBe(shown);
});
