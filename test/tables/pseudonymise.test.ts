import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mapping } from '../../src/answers/mapping.ts';
import {
  csvRewriter,
  hiddenIn,
  ndjsonRewriter,
  type Hidden,
  type RowRewriter,
} from '../../src/tables/pseudonymise.ts';

const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const called = (id: string) => `<${encodeURIComponent(id)}>`;
const pseudonymOf = (id: Uint8Array) => called(decoded(id));
const [dropping, keeping] = [false, true].map((keepsNotes) => ({ pseudonymOf, keepsNotes }));

function rewritten(rewrite: RowRewriter, text: string) {
  const made = rewrite(new TextEncoder().encode(text), { row: 2, line: 2 });
  return { ...made, bytes: decoded(made.bytes) };
}

const columns: readonly (Hidden | null)[] = [null, 'respondent', 'note'];
const csv = (text: string, delimiter = ',', rewriting = dropping!) =>
  rewritten(csvRewriter(delimiter.charCodeAt(0), columns, rewriting), text);

test.each([
  ['a bare id', 'n,anna,\n', 'n,<anna>,\n'],
  ['an id in quotes', 'n,"anna",\n', 'n,"<anna>",\n'],
  ['quotes in quotes', 'n,"a ""b""",\n', 'n,"<a%20%22b%22>",\n'],
  ['quotes alone', 'n,"""",\n', 'n,"<%22>",\n'],
  ['a line in quotes', 'n,"a\nb",x\r\nm,c,\n', 'n,"<a%0Ab>",(removed)\r\nm,<c>,\n'],
  ['nobody', 'n,,\nn,"",\n', 'n,,\nn,"",\n'],
  ['a note', 'n,,"he said ""x"""\n', 'n,,"(removed)"\n'],
  ['a blank note', 'n,,  \n', 'n,,  \n'],
  ['other quotes and ends', '"n, ""m""",a,\r\n\r\n"",b,', '"n, ""m""",<a>,\r\n\r\n"",<b>,'],
])('%s is rewritten and all else copied', (_, text, expected) => {
  expect(csv(text)).toMatchObject({ bytes: expected, faults: [] });
});

test('ids and notes are counted, and notes stay when they are wanted', () => {
  const text = 'n,anna,x\nn,bert,\nn,,y\n';
  expect(csv(text)).toMatchObject({ respondents: 2, notes: 2 });
  expect(csv(text, ',', keeping)).toMatchObject({
    bytes: 'n,<anna>,x\nn,<bert>,\nn,,y\n',
    notes: 2,
  });
});

test('a text with the delimiter in it is put in quotes', () => {
  expect(csv('n(a(x\n', '(').bytes).toBe('n(<a>("(removed)"\n');
});

test.each([
  ['too many fields', 'n,anna,,x\n', 'the row has 4 fields, the header 3'],
  ['an open quote', 'n,"anna,\n', 'field 2 has a quote that is not closed'],
  ['a pseudonym', 'n,p-aaaaaaaaaaaaaaaaaaaaaaaaaa,\n', null],
])('%s is told with its line', (_, row, reason) => {
  expect(csv(`n,a,\n\n${row}`).faults).toEqual([{ line: 4, reason }]);
});

const spelled = fc.constantFrom('', 'a', 'b c', 'd,e', 'f"g', 'h\ni', 'Zoë', '  ');
const cell = fc.tuple(spelled, fc.boolean());
const written = ([text, isQuoted]: readonly [string, boolean]): string =>
  isQuoted || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

test('whatever the cells, only the ids differ, and the same ones alike', () => {
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1 });
  const property = fc.property(rows, fc.constantFrom('\n', '\r\n'), (all, feed) => {
    const text = (of: (id: string) => string) =>
      all
        .map(([unit, [id, isQuoted], note]) => {
          const own: [string, boolean] = [id === '' ? '' : of(id), isQuoted || /[",\n]/.test(id)];
          const who = id === '' ? written(own) : own[1] ? `"${own[0]}"` : own[0];
          return `${written(unit)},${who},${written(note)}${feed}`;
        })
        .join('');
    const before = text((id) => id.replaceAll('"', '""'));
    expect(csv(before, ',', keeping).bytes).toBe(text(called));
  });
  fc.assert(property);
});

const map = {
  columns: new Map([
    ['Who', 'respondent'],
    ['Why', 'q.note'],
  ]),
} as unknown as Mapping;
const lines = (text: string, mapping: Mapping | null = null) =>
  rewritten(ndjsonRewriter(mapping, dropping!), text);

test.each([
  [
    'a row',
    '{"respondent":"anna","q":3,"q.note":"x"}',
    '{"respondent":"<anna>","q":3,"q.note":"(removed)"}',
  ],
  ['a number', '{ "respondent" : 07 }', null],
  ['a number', '{ "respondent" : 7 }\n', '{ "respondent" : "<7>" }\n'],
  [
    'escapes',
    String.raw`{"\u0072espondent":"Zo\u00eb"}`,
    String.raw`{"\u0072espondent":"<Zo%C3%AB>"}`,
  ],
  [
    'nobody',
    '{"respondent":null}\n\n{"respondent":""}',
    '{"respondent":null}\n\n{"respondent":""}',
  ],
  [
    'a sheet',
    '{"respondent":"a","answers":{"note":4,"q":{"answer":{"other":1},"note":"x"},"r":{"note":" "}}}',
    '{"respondent":"<a>","answers":{"note":4,"q":{"answer":{"other":1},"note":"(removed)"},"r":{"note":" "}}}',
  ],
  ['an answer in a row', '{"q":{"answer":1,"note":"x"}}', '{"q":{"answer":1,"note":"(removed)"}}'],
  ['two ids', '{"respondent":"a","respondent":"b"}', '{"respondent":"<a>","respondent":"<b>"}'],
  ['a note that is none', '{"q":{"note":{"x":1}}}', null],
  ['what is no JSON', '{"respondent":"a"', null],
  ['two objects', '{"respondent":"a"} {"respondent":"b"}', null],
  ['a list', '["a"]', null],
])('%s in NDJSON', (_, text, expected) => {
  const made = lines(text);
  if (expected === null) expect(made.faults).toHaveLength(1);
  else expect(made).toMatchObject({ bytes: expected, faults: [] });
});

test('the map says which columns they are', () => {
  expect(lines('{"Who":"a","Why":"b","note":"c"}', map).bytes).toBe(
    '{"Who":"<a>","Why":"(removed)","note":"c"}',
  );
  expect(['Who', 'respondent', 'Why', 'q.note', 'Respondent'].map((n) => hiddenIn(n, map))).toEqual(
    ['respondent', 'respondent', 'note', 'note', null],
  );
});

test('lines are counted over pieces', () => {
  const rewrite = ndjsonRewriter(null, dropping!);
  const { end } = rewritten(rewrite, '{"respondent":"a"}\n\n{"respondent":"b"}\n');
  expect(end).toEqual({ row: 4, line: 5 });
});
