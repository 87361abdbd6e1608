import { expect, test } from 'vitest';
import { readDocument, treeAt, valueOf, type Step } from '../../src/source/document.ts';
import { text as textShape } from '../../src/source/scalars.ts';
import { sourceOf } from '../../src/source/source.ts';
import { anything, object, optional } from '../../src/source/structures.ts';

const shape = object({ a: textShape(), rest: optional(anything({})) });
const text = 'a: x\nrest:\n  - { id: one, of: [p, q] }\n  - { id: two, of: { q: r } }\n';
const located = readDocument(sourceOf('f', text), shape).value!;

const paths: readonly (readonly [path: readonly Step[], found: string])[] = [
  [['a'], 'x'],
  [['rest', 0, 'id'], 'one'],
  [['rest', { id: 'two' }, 'id'], 'two'],
  [['rest', { id: 'two' }, 'of'], '{ q: r }'],
  [['rest', { word: 'q' }], 'q'],
  [['rest', { id: 'two' }, { word: 'r' }], 'r'],
  [['rest', { id: 'two' }, 'of', { key: 'q' }], 'q'],
  [['rest', { id: 'two' }, 'of', { key: 'r' }], '{ q: r }'],
  [['rest', { id: 'three' }, 'of'], text.slice(13)],
  [['a', 'b', 'c'], 'x'],
];

test.each(paths)('the tree at %j, or the deepest part that exists', (path, found) => {
  const { start, end } = treeAt(located.tree, path);
  expect(text.slice(start, end)).toBe(found);
});

test('the first place of a word is looked for in keys and values', () => {
  const { start } = treeAt(located.tree, ['rest', { id: 'two' }, { word: 'q' }]);
  expect(start).toBe(text.lastIndexOf('q'));
});

test('a key of what is no map is not there', () => {
  expect(valueOf(treeAt(located.tree, ['a']), 'x')).toBeUndefined();
});

test('a document that cannot be read wholly has its problems and, if it can, a value', () => {
  const outcome = readDocument(sourceOf('f', 'a: x\nb: y\n'), shape);
  expect(outcome.value!.value).toEqual({ a: 'x' });
  expect(outcome.problems.map(({ code }) => code)).toEqual(['UNKNOWN_KEY']);
  expect(readDocument(sourceOf('f', 'b: y'), shape).value).toBeNull();
  expect(readDocument(sourceOf('f', '['), shape).value).toBeNull();
});
