import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow } from '../../src/text/csv.ts';

test.each([
  ['nothing is an empty cell, an empty text is none', [null, '', null], ',"",\n'],
  ['numbers stay numbers, negative too', [1, -12.5, 0, -0, 0.001], '1,-12.5,0,0,0.001\n'],
  ['texts stand in quotes', ['Bulk North', 'a, b', 'a "b"'], '"Bulk North","a, b","a ""b"""\n'],
  ['a text that looks like a number stays a text', ['1.5', '2026-q4'], '"1.5","2026-q4"\n'],
  ['what cannot be seen is shown', ['a\nb\r\u202e\u0000'], '"a\\u{A}b\\u{D}\\u{202E}\\u{0}"\n'],
])('%s', (_, cells, row) => {
  expect(csvRow(cells)).toBe(row);
});

test.each([
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '-2+3',
  '@SUM(A1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  ' =1',
  '\u00a0=1',
  '\u3000＝1',
])('%j is no formula', (text) => {
  expect(csvRow([text])).toBe(`"'${text}"\n`);
});

test.each([
  ['a;=1+1', "a;'=1+1"],
  ['a, -b', "a,' -b"],
  ['a;"=1', 'a;\'""=1'],
  [';;+1', ";;'+1"],
  ['a-b; c=d', 'a-b; c=d'],
])('%j begins no formula behind what may part cells elsewhere', (text, shown) => {
  expect(csvRow([text])).toBe(`"${shown}"\n`);
});

test.each(['\t=1', '\r=1', '\n=1', '\ufeff=1', '\u200b=1'])(
  '%j begins with what it shows',
  (text) => {
    expect(csvRow([text])).toMatch(/^"\\u\{[0-9A-F]+\}=1"\n$/);
  },
);

/** A reader by the grammar of RFC 4180, which knows nothing of how the rows are written. */
function read(row: string): readonly (string | null)[] {
  const cells = [...row.replace(/\n$/, ',').matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/g)];
  return cells.map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? (bare || null));
}

const text = fc
  .array(fc.constantFrom(...'",;=+-@\n\r\t \u2028\u202e＝1a', 'ä', '😀'), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

test('whatever the texts, a row is one line with as many cells, none of which begins a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(text, fc.integer(), fc.constant(null)), { minLength: 1 }),
      (all) => {
        const row = csvRow(all);
        const cells = read(row);
        expect(row.indexOf('\n')).toBe(row.length - 1);
        expect(cells).toHaveLength(all.length);
        cells.forEach((cell, i) => {
          if (typeof all[i] === 'number') expect(cell).toBe(String(all[i]));
          if (typeof all[i] === 'string') expect(cell ?? '').not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/);
        });
      },
    ),
  );
});
