import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowWriter, type RowFormat } from '../../src/tables/row-writer.ts';
import { csvRow } from '../../src/text/csv.ts';

const columns = ['a', 'b', 'c "d"'];

function rows(format: RowFormat, put: (row: RowWriter) => void): string {
  const row = new RowWriter(format, columns);
  put(row);
  return Buffer.from(row.take()).toString('utf8');
}

const threeCells = (row: RowWriter) => {
  row.names();
  row.text('=1');
  row.nothing();
  row.thousandths(-12_500);
  row.end();
  row.text('');
  row.integer(7);
  row.thousandths(null);
  row.end();
};

test('CSV has a row of names, texts in quotes, numbers bare, nothing where there is nothing', () => {
  expect(rows('csv', threeCells)).toBe('"a","b","c ""d"""\n"\'=1",,-12.500\n"",7,\n');
});

test('NDJSON has the names in every row, texts as they are, and null', () => {
  expect(rows('ndjson', threeCells)).toBe(
    '{"a":"=1","b":null,"c \\"d\\"":-12.500}\n{"a":"","b":7,"c \\"d\\"":null}\n',
  );
});

test('NDJSON shows what cannot be seen as an escape, which changes no value', () => {
  const text = 'a\u202eb\u0007\u{e0041}';
  const [line] = rows('ndjson', (row) => row.text(text))
    .split(':')
    .slice(1);
  expect(line).toBe(String.raw`"a\u202eb\u0007\udb40\udc41"`);
  expect(JSON.parse(line!)).toBe(text);
});

test('a text is encoded once', () => {
  const row = new RowWriter('csv', columns);
  expect(row.encoded('x')).toBe(row.encoded('x'));
  expect(Buffer.from(row.encoded('x')).toString()).toBe('"x"');
  expect(row.encoded(null)).toHaveLength(0);
});

const nasty = fc
  .array(fc.constantFrom(...'r07-_.@ ",;|=+-@\\/\n\t\u0000\u2028\u202e＝ä😀\u{e0041}\u00a0'), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(''));
const texts = fc.oneof(nasty, fc.string(), fc.string({ unit: 'binary' }));

/** Every cell of one column as the two ways in write it. */
const bothWays = (format: RowFormat, text: string) => {
  const bytes = Buffer.from(`<${text}>`);
  return [
    rows(format, (row) => row.textBytes(bytes, 1, bytes.length - 1)),
    rows(format, (row) => (text === '' ? row.nothing() : row.text(text))),
  ];
};

test('bytes are written as their text is, harmless or not', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const format of ['csv', 'ndjson'] as const) {
        const [byBytes, byText] = bothWays(format, text);
        expect(byBytes).toBe(byText);
      }
    }),
    { numRuns: 3000 },
  );
});

test('every text of one or two bytes is written as csvRow writes it', () => {
  const row = new RowWriter('csv', ['a']);
  const csvCell = (text: string) => {
    row.textBytes(Buffer.from(text), 0, text.length);
    row.end();
    return Buffer.from(row.take()).toString('utf8');
  };
  for (let first = 0; first < 128; first++) {
    for (let second = 0; second < 128; second++) {
      const text = String.fromCharCode(first, second);
      const all = [text, text[0]!, `r7${text}`];
      expect(all.map(csvCell)).toEqual(all.map((each) => csvRow([each])));
    }
  }
});

test('a row is one line that a reader of JSON takes back, whatever is in it', () => {
  fc.assert(
    fc.property(texts, texts, fc.maxSafeInteger(), (a, b, number) => {
      const line = rows('ndjson', (row) => {
        row.cell(row.encoded(a));
        row.text(b);
        row.integer(number);
        row.end();
      });
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.parse(line)).toEqual({
        a,
        b,
        'c "d"': number + 0,
      });
    }),
  );
});
