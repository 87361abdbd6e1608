import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearest } from '../../src/text/nearest.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['flow', 'flow', 0],
  ['flow', 'flw', 1],
  ['flow', 'floow', 1],
  ['flow', 'glow', 1],
  ['flow', 'folw', 1],
  ['flow', 'wolf', 3],
  ['ca', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from %j to %j: %d', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

test('one edit is one edit away at most', () => {
  fc.assert(
    fc.property(word, fc.nat(8), fc.nat(1), fc.constantFrom('', 'x'), (text, at, gone, put) => {
      const edited = text.slice(0, at) + put + text.slice(at + gone);
      expect(editDistance(text, edited)).toBeLessThanOrEqual(1);
    }),
  );
});

test('never less than the difference in length, nor more than the longer word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(distance === 0).toBe(a === b);
    }),
  );
});

const names = ['direction', 'insight', 'ownership', 'flow', 'flows'];
test.each([
  ['directon', 'direction'],
  ['dirction', 'direction'],
  ['driection', 'direction'],
  ['dirctn', null],
  ['flo', 'flow'],
  ['flowsy', 'flows'],
  ['', null],
  ['zzzz', null],
])('nearest to %j is %j', (given, expected) => {
  expect(nearest(given, names)).toBe(expected);
});

test('of two as near, the first', () => {
  expect(nearest('ab', ['aa', 'ac'])).toBe('aa');
});

test('nothing is meant by a word of which nothing would be left', () => {
  expect(nearest('5', ['id', 'if', '4'])).toBe(null);
  expect(nearest('on', ['id', 'of'])).toBe('of');
});
