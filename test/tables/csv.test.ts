import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvHeader, csvReader } from '../../src/tables/csv.ts';
import { readRows } from './rows.ts';

const comma = 44;
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

/** Rows of a table of two columns: their cells, or their fault. */
function rowsOf(text: string, columns = 2): readonly unknown[] {
  const found: unknown[] = [];
  const piece = bytesOf(text);
  csvReader(comma, columns)(piece, { row: 2, line: 2 }, ({ starts, ends, row, line }, fault) => {
    const cells = [...starts].map((start, i) =>
      Buffer.from(piece.slice(start, ends[i])).toString(),
    );
    found.push([row, line, fault ?? cells]);
  });
  return found;
}

test.each([
  ['one byte each', '1,2\n3,4\n', [2, 2, ['1', '2']], [3, 3, ['3', '4']]],
  ['no last line end', '1,2\n3,44', [2, 2, ['1', '2']], [3, 3, ['3', '44']]],
  ['carriage returns', '1,2\r\n3,"4"\r\n', [2, 2, ['1', '2']], [3, 3, ['3', '4']]],
  ['a carriage return alone', '1\r,\r2\n', [2, 2, ['1\r', '\r2']]],
  ['nothing', ',\n,', [2, 2, ['', '']], [3, 3, ['', '']]],
  ['blank lines', '\n\r\n1,2\n\n3,4\n\n', [2, 4, ['1', '2']], [3, 6, ['3', '4']]],
  ['quotes', '"a,b","c ""d"""\n', [2, 2, ['a,b', 'c "d"']]],
  ['lines in quotes', '"a\nb",c\nd,e', [2, 2, ['a\nb', 'c']], [3, 4, ['d', 'e']]],
  ['empty quotes', '"",""""\n', [2, 2, ['', '"']]],
  ['spaces are kept', ' 1 , "\n', [2, 2, expect.stringContaining('field 2 has a quote inside')]],
])('%s', (_, text, ...rows) => {
  expect(rowsOf(text)).toEqual(rows);
});

test.each([
  ['too few', '1\n', 'the row has 1 field, the header 2'],
  ['too many', '1,2,3\n', 'the row has 3 fields, the header 2'],
  ['a delimiter at the end', '1,2,\n', 'the row has 3 fields, the header 2'],
  ['a quote inside', 'a"b,2\n', 'field 1 has a quote inside'],
  ['text behind a quote', '1,"b"c\n', 'field 2 goes on after its closing quote'],
  ['a carriage return behind a quote', '1,"b"\rc\n', 'field 2 goes on after its closing quote'],
  ['a space before a quote', '1, "b"\n', 'field 2 has a quote inside'],
  ['an open quote', '1,"b\n3,4\n', 'field 2 has a quote that is not closed'],
])('a fault of a row, and the next one is read: %s', (name, text, fault) => {
  const rows = rowsOf(`${text}5,6\n`);
  expect(rows[0]).toEqual([2, 2, expect.stringContaining(fault)]);
  if (name !== 'an open quote') expect(rows[1]).toEqual([3, 3, ['5', '6']]);
});

test('the header is read wherever it begins, and how far it goes is said', () => {
  const bytes = bytesOf('\r\n"a,""b",c\r\n1,2\n');
  const header = csvHeader(bytes, comma)!;
  expect(header.names.map((name) => Buffer.from(name).toString())).toEqual(['a,"b', 'c']);
  expect(header).toMatchObject({ next: 13, line: 3, fault: null });
  expect(Buffer.from(bytes).toString()).toBe('\r\n"a,""b",c\r\n1,2\n');
  expect(csvHeader(bytesOf('\n\n'), comma)).toBeNull();
});

const delimiter = fc.constantFrom(',', ';', '\t', '|');
const lineEnd = fc.constantFrom('\n', '\r\n');
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', '1', '2', '5') },
  fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'ü', '😀', '|', '\t'),
    maxLength: 6,
  }),
);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

describe('against a parser of others', () => {
  const written = fc.record({ text: cell, isQuoted: fc.boolean() });
  const table = fc.integer({ min: 1, max: 5 }).chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(
        fc.record({
          cells: fc.array(written, { minLength: columns, maxLength: columns }),
          end: lineEnd,
          blanks: fc.integer({ min: 0, max: 2 }),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      isEnded: fc.boolean(),
    }),
  );
  const shown = (text: string, isQuoted: boolean, between: string) =>
    isQuoted || /["\r\n]/.test(text) || text.includes(between)
      ? `"${text.replaceAll('"', '""')}"`
      : text;

  test('any table, however it is written and cut', () => {
    fc.assert(
      fc.property(
        table,
        delimiter,
        sizes,
        fc.integer({ min: 8, max: 200 }),
        (made, by, cuts, target) => {
          const { columns, rows, isEnded } = made;
          const lines = rows.map(({ cells, end, blanks }) => {
            const isEmptyLine = columns === 1 && cells[0]!.text === '';
            const line = cells.map(({ text, isQuoted }) =>
              shown(text, isQuoted || isEmptyLine, by),
            );
            return line.join(by) + end + '\n'.repeat(blanks);
          });
          const text = isEnded ? lines.join('') : lines.join('').replace(/[\r\n]+$/, '');
          const code = by.charCodeAt(0);
          const read = readRows(csvReader(code, columns), { kind: 'csv', delimiter: code }, text, {
            sizes: cuts,
            target,
          });
          const expected = parse(text, {
            delimiter: by,
            record_delimiter: ['\r\n', '\n'],
            skip_empty_lines: true,
          });
          expect(read.fault).toBeNull();
          expect(read.rows.map(({ cells }) => cells)).toEqual(expected);
          expect(read.rows.map(({ row }) => row)).toEqual(expected.map((_, i) => i + 1));
        },
      ),
      { numRuns: 1500 },
    );
  });
});

/** The grammar of one field once more, as a pattern over text. */
function fieldAt(text: string, at: number) {
  const pattern = /"((?:[^"]|"")*)("?)([^,\n]*)|([^,\n]*)/y;
  pattern.lastIndex = at;
  const [whole, quoted, close, rest = '', bare = ''] = pattern.exec(text)!;
  const end = at + whole.length;
  const isReturn = text[end] === '\n';
  const isTrailed = rest !== '' && !(rest === '\r' && isReturn);
  return {
    cell: quoted?.replaceAll('""', '"') ?? (isReturn ? bare.replace(/\r$/, '') : bare),
    end,
    isBad: isTrailed || bare.includes('"'),
    opens: close === '' ? at : null,
  };
}

function naive(text: string, columns: number) {
  const rows: { line: number; cells: string[] | null }[] = [];
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  let openLine: number | null = null;
  for (let at = 0; at < text.length;) {
    const [blank] = /^(\r?\n)*/.exec(text.slice(at))!;
    const start = at + blank.length;
    if (start === text.length) break;
    const fields = [fieldAt(text, start)];
    while (text[fields.at(-1)!.end] === ',') fields.push(fieldAt(text, fields.at(-1)!.end + 1));
    const isBad = fields.length !== columns || fields.some((field) => field.isBad);
    rows.push({ line: lineOf(start), cells: isBad ? null : fields.map(({ cell }) => cell) });
    const opens = fields.at(-1)!.opens;
    if (opens !== null) openLine = lineOf(opens);
    at = fields.at(-1)!.end + 1;
  }
  return { rows, openLine };
}

test('any text at all: rows, faults and lines are those of the naive reading, however it is cut', () => {
  const unit = fc.constantFrom('a', '1', '"', '"', ',', ',', '\n', '\n', '\r', '\r\n', ' ', 'é');
  const text = fc.string({ unit, maxLength: 80 });
  const columns = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(
      text,
      columns,
      sizes,
      fc.integer({ min: 8, max: 60 }),
      (text, width, cuts, target) => {
        const { rows, openLine } = naive(text, width);
        const read = readRows(csvReader(comma, width), { kind: 'csv', delimiter: comma }, text, {
          sizes: cuts,
          target,
        });
        const whole = openLine === null ? rows : rows.slice(0, -1);
        expect(read.rows.map(({ line, cells }) => ({ line, cells }))).toEqual(whole);
        if (openLine === null) expect(read.fault).toBeNull();
        else {
          expect(read.fault).toMatchObject({ kind: 'open' });
          expect(read.next.line + read.fault!.lines).toBe(openLine);
        }
      },
    ),
    { numRuns: 4000 },
  );
});
