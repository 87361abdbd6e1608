import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxRow, splitter, type Rows } from '../../src/tables/split.ts';
import { chunksOf } from './rows.ts';

const csv: Rows = { kind: 'csv', delimiter: 44 };
const lines: Rows = { kind: 'lines' };

function cutUp(rows: Rows, text: string, target: number, sizes: readonly number[]) {
  const cut = splitter(rows, target);
  const made = [...chunksOf(Buffer.from(text), sizes)].map((chunk) => cut.push(chunk));
  made.push(cut.finish());
  const pieces = made.flatMap(({ pieces }) => pieces.map((piece) => Buffer.from(piece).toString()));
  return { pieces, fault: made.map(({ fault }) => fault).find((fault) => fault !== null) ?? null };
}

test.each([
  ['lines', csv, 'a,b\nc,d\ne,f\n', ['a,b\nc,d\n', 'e,f\n']],
  ['no last line end', csv, 'a,b\nc,d\ne,f', ['a,b\nc,d\n', 'e,f']],
  ['a line end in quotes', csv, 'a,"\n\n\n\n"\nc\nd\nefgh', ['a,"\n\n\n\n"\nc\nd\n', 'efgh']],
  ['a quote inside a field', csv, 'a"\nb\n"\nc"', ['a"\nb\n', '"\nc"']],
  ['a quote is nothing elsewhere', lines, '"a\nb\n"\nc"', ['"a\nb\n"\n', 'c"']],
  [
    'much after a long row',
    lines,
    'xxxxxxxxxxxxxxxx\nyyyyyyyyyyyyyyyy\nz',
    ['xxxxxxxxxxxxxxxx\n', 'yyyyyyyyyyyyyyyy\nz'],
  ],
  ['a byte order mark', csv, '\ufeffa,b\nc,d\n', ['a,b\nc,d\n']],
  ['nothing', csv, '', []],
  ['nothing but a mark', csv, '\ufeff', []],
])('a piece is whole rows: %s', (_, rows, text, pieces) => {
  expect(cutUp(rows, text, 8, [3]).pieces).toEqual(pieces);
});

test('an open quote is told with the lines before it', () => {
  expect(cutUp(csv, 'a,b\nc,"d\ne', 1 << 20, [4])).toEqual({
    pieces: ['a,b\n'],
    fault: { kind: 'open', lines: 0 },
  });
  expect(cutUp(csv, 'a,b\n"\n\n","d\ne', 1 << 20, [4]).fault).toEqual({ kind: 'open', lines: 2 });
});

describe('a row has at most 1 MiB', () => {
  const long = 'x'.repeat(maxRow);

  test.each([
    ['lines', lines, ''],
    ['csv', csv, ''],
    ['csv with quotes', csv, '"a"\n'],
  ])('%s', (_, rows, before) => {
    for (const target of [1 << 16, 1 << 22]) {
      for (const size of [1 << 16, 1 << 22]) {
        const whole = cutUp(rows, `${before}a\n${long}\nb`, target, [size]);
        expect(whole.pieces.join('') === `${before}a\n${long}\nb`).toBe(true);
        expect(whole.fault).toBeNull();
        const broken = cutUp(rows, `${before}a\n${long}x\nb`, target, [size]);
        expect(broken).toEqual({ pieces: [`${before}a\n`], fault: { kind: 'long', lines: 0 } });
        const last = cutUp(rows, `${before}a\n${long}x`, target, [size]);
        expect(last).toEqual({ pieces: [`${before}a\n`], fault: { kind: 'long', lines: 0 } });
      }
    }
  });

  test('many rows are not one', () => {
    for (const bytes of [maxRow, maxRow + 1, maxRow + 2, maxRow + 3]) {
      const text = `${'x\n'.repeat(bytes / 2)}${'\n'.repeat(bytes % 2)}`;
      expect(cutUp(lines, text, 1 << 22, [1 << 16]).fault).toBeNull();
    }
  });

  test('line ends in quotes do not make it shorter', () => {
    const row = `"${'x\n'.repeat(maxRow / 2)}"\n`;
    const { pieces, fault } = cutUp(csv, `a\n${row}b\n`, 1 << 22, [1 << 16]);
    expect(pieces).toEqual(['a\n']);
    expect(fault).toEqual({ kind: 'long', lines: 0 });
  });
});

test('pieces are the same for any chunks, and together are the text', () => {
  const unit = fc.constantFrom('a', ',', '"', '\n', '\r\n');
  const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });
  const rows = fc.constantFrom(csv, lines);
  fc.assert(
    fc.property(
      rows,
      fc.string({ unit, maxLength: 200 }),
      sizes,
      sizes,
      fc.integer({ min: 8, max: 64 }),
      (rows, text, some, others, target) => {
        const first = cutUp(rows, text, target, some);
        expect(cutUp(rows, text, target, others)).toEqual(first);
        if (first.fault === null) expect(first.pieces.join('')).toBe(text);
      },
    ),
  );
});

test('memory that is given back serves again', () => {
  const cut = splitter(lines, 8);
  const [first] = cut.push(Buffer.from('aaa\nbbb\n')).pieces;
  cut.reuse(first!);
  const [second] = cut.push(Buffer.from('ccc\nddd\n')).pieces;
  const [third] = cut.push(Buffer.from('eee\nfff\n')).pieces;
  expect(Buffer.from(second!).toString()).toBe('ccc\nddd\n');
  expect(third!.buffer).toBe(first!.buffer);
});
