import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, displayWidth, graphemeAt, graphemes, head, pad, wrap } from '../../src/text/width.ts';

const family = '👨‍👩‍👧‍👦';

test.each([
  ['abc', 3],
  ['东京', 4],
  [family, 2],
  ['e\u0301', 1],
  ['', 0],
])('%s takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('a family and a letter with its accents are one grapheme each', () => {
  expect(graphemes(`${family}e\u0301\u0327x`)).toEqual([family, 'e\u0301\u0327', 'x']);
  const text = `${family}e\u0301\u0327x`;
  const at = (place: number) => graphemeAt(text, place);
  expect([at(0), at(family.length - 1), at(family.length + 1)]).toEqual([
    family,
    family,
    'e\u0301\u0327',
  ]);
  expect([at(text.length - 1), at(text.length), at(-1)]).toEqual(['x', '', '']);
});

test.each([
  ['pendulum', 4, 'pend'],
  [`${family}${family}`, 3, family],
  ['东京', 1, ''],
  ['short', 10, 'short'],
])('the head of %s in %i columns is whole graphemes', (text, columns, kept) => {
  expect(head(text, columns)).toBe(kept);
});

test.each([
  ['pendulum', 8, 'pendulum'],
  ['pendulum', 5, 'pend…'],
  ['a pendulum', 3, 'a…'],
  ['pendulum', 1, 'p'],
])('%s cut to %i columns', (text, columns, kept) => {
  expect(cut(text, columns)).toBe(kept);
});

test.each([
  ['left', 'ab   '],
  ['right', '   ab'],
  ['centre', ' ab  '],
] as const)('padding with the text %s', (side, padded) => {
  expect(pad('ab', 5, side)).toBe(padded);
  expect(pad('abcdef', 5, side)).toBe('abcdef');
});

describe('wrapping', () => {
  test('breaks between words', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  });

  test('breaks a word that is too long, never inside a grapheme', () => {
    expect(wrap(`${family}${family}${family}`, 5)).toEqual([family + family, family]);
  });

  test('no line is wider than the columns, and no letter is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 8 }),
        fc.integer({ min: 2, max: 60 }),
        (words, columns) => {
          const text = words.join(' ').replace(/[\p{C}\n]/gu, '');
          const lines = wrap(text, columns);
          expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
          const letters = (from: string) => from.normalize().replace(/\s/g, '');
          expect(letters(lines.join(''))).toBe(letters(text));
        },
      ),
    );
  });
});
