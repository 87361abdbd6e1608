import { expect, test } from 'vitest';
import { decode, placeAt, rawControl, sourceOf } from '../../src/source/source.ts';

const bytes = (...values: readonly number[]) => Uint8Array.from(values);

test('text of UTF-8 bytes, with the offsets of its lines', () => {
  expect(decode('a.yaml', Buffer.from('a\nä\r\n'))).toEqual({
    value: { name: 'a.yaml', text: 'a\nä\r\n', lineStarts: [0, 2, 5], firstLine: 1 },
    problems: [],
  });
});

test('a byte order mark at the start is dropped', () => {
  expect(decode('a.yaml', bytes(0xef, 0xbb, 0xbf, 0x61)).value!.text).toBe('a');
});

test.each([
  ['at the limit', 4, []],
  ['beyond it', 3, ['INPUT_TOO_LARGE']],
])('size %s', (_, limit, codes) => {
  const { problems } = decode('a.yaml', Buffer.from('abcd'), limit);
  expect(problems.map(({ code }) => code)).toEqual(codes);
});

test.each([
  [bytes(0x89, 0x50, 0x4e, 0x47), 'NOT_TEXT', 'a PNG picture'],
  [bytes(0x50, 0x41, 0x52, 0x31), 'NOT_TEXT', 'a Parquet file'],
  [bytes(0xff, 0xfe, 0x61, 0), 'ENCODING', 'UTF-16'],
  [bytes(0, 0x61, 0, 0x62), 'ENCODING', 'UTF-16'],
  [bytes(0, 0, 0, 0x61), 'ENCODING', 'UTF-32'],
  [bytes(0x61, 0xe9, 0x20), 'ENCODING', 'Latin-1'],
  [Buffer.concat([bytes(0xff), Buffer.alloc(90, 1)]), 'NOT_TEXT', 'a binary file'],
  [Buffer.concat([Buffer.from('ab'), Buffer.alloc(99)]), 'NOT_TEXT', 'a binary file'],
])('what cannot be text (%#)', (given, code, kind) => {
  const { value, problems } = decode('x', given);
  expect(value).toBeNull();
  expect(problems).toMatchObject([{ code }]);
  expect(problems[0]!.message).toContain(kind);
});

test('one NUL in a text is not a binary file; the reader names it', () => {
  expect(decode('x', Buffer.from('title: a long enough title\0'.repeat(3))).problems).toEqual([]);
});

test.each([
  [0, 1, { line: 1, column: 1, excerpt: 'ab', length: 1 }],
  [1, 9, { line: 1, column: 2, excerpt: 'ab', length: 1 }],
  [3, 2, { line: 2, column: 1, excerpt: 'cde', length: 2 }],
  [8, 1, { line: 3, column: 1, excerpt: '', length: 1 }],
  [9, 5, { line: 4, column: 1, excerpt: 'f', length: 1 }],
  [10, 1, { line: 4, column: 2, excerpt: 'f', length: 1 }],
])('the place at offset %d over %d characters', (offset, length, place) => {
  expect(placeAt(sourceOf('f', 'ab\ncde\r\n\nf'), offset, length)).toEqual({ file: 'f', ...place });
});

test('lines of a line of a larger file count from there', () => {
  expect(placeAt(sourceOf('f', '{}', 7), 1, 1)).toMatchObject({ line: 7, column: 2 });
});

test.each([
  ['a\r\nb', null],
  ['a\rb', { at: 1, shown: '\\u{D}' }],
  ['a\u2028b', { at: 1, shown: '\\u{2028}' }],
  ['\ufeffa', { at: 0, shown: '\\u{FEFF}' }],
  ['a\u0007', null],
])('characters that no file may have anywhere: %j', (text, found) => {
  expect(rawControl(sourceOf('f', text))).toEqual(found);
});
