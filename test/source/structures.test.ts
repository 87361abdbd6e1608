import { expect, test } from 'vitest';
import { flag, id, number } from '../../src/source/scalars.ts';
import type { Shape } from '../../src/source/shape.ts';
import { list, named, object, optional, record, scalarOrMap } from '../../src/source/structures.ts';
import { readAs } from './shapes.ts';

const digit = number({ min: 0, max: 9, decimals: 0 });
const notDigit = (text: string, hint = ' | give one within these limits') =>
  `NUMBER: "${text}" is not a whole number from 0 to 9${hint}`;

test.each([
  ['[1, 2]', [1, 2]],
  ['\n- 1\n- 2', [1, 2]],
  ['[10, 2, 11]', [notDigit('10'), notDigit('11')]],
  ['[1]', ['SHAPE: the list has 1 entry; 2 to 3 are allowed']],
  ['[1, 2, 3, 40]', ['SHAPE: the list has 4 entries; 2 to 3 are allowed']],
  ['1', ['SHAPE: expected a list, found a single value']],
  ['{a: 1}', ['SHAPE: expected a list, found "key: value" lines']],
])('list %j', (written, expected) => {
  expect(readAs(list(digit, { min: 2, max: 3 }), written)).toEqual(expected);
});

test.each([
  [
    '{b: 2, a: 1}',
    new Map([
      ['b', 2],
      ['a', 1],
    ]),
  ],
  ['{}', new Map()],
  ['{__proto__: 1}', ['UNKNOWN_KEY: unknown key "__proto__"']],
  ['[1]', ['SHAPE: expected "name: value" lines, found a list']],
])('record %j', (written, expected) => {
  expect(readAs(record(digit), written)).toEqual(expected);
});

const point = object({ x: digit, y: digit, big: optional(flag()) });
test.each([
  ['{x: 1, y: 2}', { x: 1, y: 2 }],
  ['{y: 2, big: true, x: 1}', { x: 1, y: 2, big: true }],
  ['{x: 1}', ['MISSING_KEY: the key "y" is missing | add "y:"']],
  ['{x: 1, y: 10}', [notDigit('10')]],
  ['{x: 1, y: 2, big: 1}', ['SHAPE: expected true or false']],
  ['{x: 1, y: 2, bigg: 1}', ['UNKNOWN_KEY: unknown key "bigg" | did you mean "big"?']],
  [
    '{x: 1, y: 2, always.: 1}',
    [
      'UNKNOWN_KEY: unknown key "always." | inside { } a text or number with a comma needs quotes; known: x, y, big',
    ],
  ],
  ['{x: 1, y: 2, colour: 1}', ['UNKNOWN_KEY: unknown key "colour" | known: x, y, big']],
  [
    '{x: a, z: 1}',
    [
      notDigit('a', ' | write digits, like 1.5'),
      'UNKNOWN_KEY: unknown key "z" | known: x, y, big',
      'MISSING_KEY: the key "y" is missing | add "y:"',
    ],
  ],
  ['[1]', ['SHAPE: expected "key: value" lines, found a list']],
])('object %j: everything wrong with it at once', (written, expected) => {
  expect(readAs(point, written)).toEqual(expected);
});

test.each([
  ['north', 'north'],
  ['{a: 1}', new Map([['a', 1]])],
])('a scalar or a map: %j', (written, expected) => {
  expect(readAs(scalarOrMap(id(), record(digit)), written)).toEqual(expected);
});

interface Nest {
  readonly inner?: Nest;
}
const nest: Shape<Nest> = object({ inner: optional(named<Nest>('nest', () => nest)) });
test('a shape that contains itself', () => {
  expect(readAs(nest, '{inner: {inner: {}}}')).toEqual({ inner: { inner: {} } });
  expect(nest.schema).toMatchObject({ properties: { inner: { $ref: '#/definitions/nest' } } });
});

test('the schema of an object', () => {
  expect(point.schema).toMatchObject({
    type: 'object',
    required: ['x', 'y'],
    additionalProperties: false,
  });
});
