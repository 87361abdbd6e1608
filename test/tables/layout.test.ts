import { expect, test } from 'vitest';
import { readMapping } from '../../src/answers/mapping.ts';
import type { Problem } from '../../src/problem.ts';
import { sourceOf } from '../../src/source/source.ts';
import { beginningProblem, readHeader, splitProblem } from '../../src/tables/header.ts';
import { layoutOf, namesOf } from '../../src/tables/layout.ts';
import { planOf } from '../plans.ts';
import { everyKind } from '../scorecards.ts';

const plan = planOf(everyKind);
const mapOf = (text: string) =>
  readMapping(sourceOf('map.yaml', `pendulum: 1\ncolumns: ${text}`)).value!;

const told = (problems: readonly Problem[]) =>
  problems.map(({ code, message, hint, place }) =>
    [`${place!.file}:${place!.line}`, code, `${message}; ${hint}`].join(' '),
  );

function layout(header: string, map: string | null = null) {
  const mapping = map === null ? null : mapOf(map);
  const { value, problems } = layoutOf(plan, 't.csv', header.split(','), mapping);
  return { value, told: told(problems) };
}

test('columns by their own names, in any order', () => {
  const { value, told } = layout('outcomes,attention.other,role,unit,complaint.note');
  expect(told).toEqual([]);
  expect(value!.columns).toEqual([
    { name: 'outcomes', use: { kind: 'question', question: 0 } },
    { name: 'attention.other', use: { kind: 'part', question: 6, part: 2 } },
    { name: 'role', use: { kind: 'role' } },
    { name: 'unit', use: { kind: 'unit' } },
    { name: 'complaint.note', use: { kind: 'note', question: 2 } },
  ]);
  expect(value!.missing).toEqual(['upkeep', 'complaint', 'recall', 'recall-time', 'schedule']);
});

test('the map goes before what a column is called', () => {
  const { value, told } = layout('BU,role,Q1', '{ BU: unit, role: market, Q1: outcomes }');
  expect(told).toEqual([]);
  expect(value!.columns.map(({ use }) => use.kind)).toEqual(['unit', 'market', 'question']);
});

test('columns that nothing asks for are named once', () => {
  const { value, told } = layout('unit,outcomes,Submitted,upkep');
  expect(value!.ignored).toEqual(['Submitted', 'upkep']);
  expect(told).toEqual([
    't.csv:1 COLUMNS_IGNORED 2 columns are not read: Submitted, upkep; is "upkep" meant to be "upkeep"?',
  ]);
});

test('a column that nothing asks for may be there twice, and is named once', () => {
  const { value, told } = layout('unit,Comments,outcomes,Comments');
  expect(value!.columns).toHaveLength(4);
  expect(told).toEqual([expect.stringContaining('a column is not read: Comments;')]);
});

test.each([
  ['a name twice', 'unit,q,outcomes,outcomes', null, /COLUMN_TWICE .* the column "outcomes" twice/],
  ['a name that the map reads twice', 'unit,Q,Q', '{ Q: outcomes }', /COLUMN_TWICE .* "Q" twice/],
  [
    'no unit',
    'Unit,outcomes',
    null,
    /^t.csv:1 HEADER the table has no column "unit"; is it "Unit"\?/,
  ],
  ['no unit at all', 'a,outcomes', null, /^t.csv:1 HEADER .*say in a map which it is: --map FILE$/],
  [
    'semicolons',
    'unit;outcomes',
    null,
    /; its columns seem to be parted otherwise: say --delimiter ';'$/,
  ],
  ['tabs', 'unit\toutcomes', null, /say --delimiter tab$/],
  ['no question', 'unit,role', null, /HEADER no column of the table is a question of every-kind/],
  [
    'two for one use',
    'unit,BU,outcomes',
    '{ BU: unit }',
    /COLUMN_TWICE the columns "unit" and "BU" both hold "unit"/,
  ],
  [
    'mapped and not there',
    'unit,outcomes',
    '{ Q2: upkeep }',
    /^map.yaml:2 UNKNOWN_REF there is no column "Q2"/,
  ],
  [
    'mapped to nothing',
    'unit,outcomes,Q2',
    '{ Q2: upkep }',
    /^map.yaml:2 UNKNOWN_REF .*"upkep"; did you mean "upkeep"\?/,
  ],
])('refused: %s', (_, header, map, expected) => {
  const { value, told } = layout(header, map);
  expect(value).toBeNull();
  expect(told[0]).toMatch(expected);
});

test('a table without a header may use every name there is, the map in place of its own', () => {
  const names = namesOf(plan, mapOf('{ BU: unit, Q1: outcomes }').value);
  expect(names.slice(0, 2)).toEqual(['BU', 'Q1']);
  expect(names).toContain('attention.customer');
  expect(names).toContain('role');
  expect(names).not.toContain('unit');
  expect(names).not.toContain('outcomes');
});

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

test('the header says where the rows begin', () => {
  const { value } = readHeader('t.csv', bytesOf('\n"unit\n",q\r\nnorth,5\n'), 44, () => true);
  expect(value).toEqual({ names: ['unit\n', 'q'], next: 12, start: { row: 2, line: 4 } });
});

test.each([
  ['nothing', '', /NO_ANSWERS/],
  ['blank lines', '\n\r\n', /NO_ANSWERS/],
  ['a name twice', 'unit,q,q\n', /t.csv:1 COLUMN_TWICE the table has the column "q" twice/],
  [
    'a quote',
    '\nunit,"q"x\n',
    /t.csv:2 HEADER in the header, field 2 goes on after its closing quote/,
  ],
])('a header that is refused: %s', (_, text, expected) => {
  const { value, problems } = readHeader('t.csv', bytesOf(text), 44, () => true);
  expect(value).toBeNull();
  expect(told(problems)[0]).toMatch(expected);
});

test('names that nobody reads may stand in a header twice', () => {
  const isRead = (name: string) => name !== 'x';
  const { value, problems } = readHeader('t.csv', bytesOf('unit,x,q,x\n'), 44, isRead);
  expect([value?.names, problems]).toEqual([['unit', 'x', 'q', 'x'], []]);
});

test('a header in another encoding', () => {
  const latin = Uint8Array.from(Buffer.from('\nunit,"gr\xfcn"\n', 'latin1'));
  expect(told(readHeader('t.csv', latin, 44, () => true).problems)[0]).toMatch(
    't.csv:2 ENCODING byte 9 is not valid UTF-8; the file looks like Latin-1',
  );
  const surrogates = Uint8Array.from(Buffer.from('unit,\xed\xa0\xbd\n', 'latin1'));
  expect(readHeader('t.csv', surrogates, 44, () => true).problems[0]!.message).toContain('byte 5');
  expect(readHeader('t.csv', surrogates, 44, () => true).problems[0]!.message).toContain('CESU-8');
});

test.each([
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'NOT_TEXT'],
  ['Parquet', Buffer.from('PAR1....'), 'NOT_TEXT'],
  ['UTF-16', Buffer.from('\ufeffunit,q', 'utf16le'), 'ENCODING'],
  ['UTF-16 without a mark', Buffer.from('unit,q1,q2,q3', 'utf16le'), 'ENCODING'],
  ['a zero', Buffer.from('unit,q\n\0'), 'NOT_TEXT'],
  ['text', Buffer.from('\ufeffunit,q\n'), undefined],
])('the beginning of a table: %s', (_, bytes, code) => {
  expect(beginningProblem('t', bytes)?.code).toBe(code);
});

test.each([
  ['a Parquet file', Buffer.from('PAR1....')],
  ['a binary file', Buffer.from('DUCK\0')],
])('of %s, the help is about tables', (kind, bytes) => {
  const { message, hint } = beginningProblem('t', bytes)!;
  expect(message).toContain(kind);
  expect(hint).toContain('.parquet or .duckdb');
  expect(hint).not.toContain('YAML');
});

test('what ends the cutting is told at its line', () => {
  expect(splitProblem('t', { kind: 'open', lines: 2 }, 40)).toMatchObject({
    code: 'QUOTE_OPEN',
    place: { line: 42 },
  });
  expect(splitProblem('t', { kind: 'long', lines: 0 }, 40).code).toBe('ROW_TOO_LONG');
});
