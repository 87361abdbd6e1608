import { expect, test } from 'vitest';
import { differences } from '../../src/result/difference.ts';

const between = (left: unknown, right: unknown) => [...differences(left, right)];

test('nothing differs in equal documents, whatever the order of their keys', () => {
  expect(between({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toEqual([]);
});

test('places are named by ids, in the order of the first document', () => {
  const left = { units: [{ id: 'north', position: 1, zone: 'centred' }], round: 'q1' };
  const right = { round: 'q2', units: [{ id: 'north', position: 2, zone: 'centred' }] };
  expect(between(left, right)).toEqual([
    { path: 'units[north].position', left: 1, right: 2 },
    { path: 'round', left: 'q1', right: 'q2' },
  ]);
});

test('what is missing on one side differs, and nothing is not the same as null', () => {
  expect(between([1], [1, 2])).toEqual([{ path: '[1]', left: undefined, right: 2 }]);
  expect(between({ a: null }, {})).toEqual([{ path: 'a', left: null, right: undefined }]);
  expect(between({}, { toString: 1 })).toEqual([{ path: 'toString', left: undefined, right: 1 }]);
  expect(between([], {})).toEqual([{ path: '', left: [], right: {} }]);
});
