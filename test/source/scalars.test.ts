import { expect, test } from 'vitest';
import { flag, id, number, numberOr, oneOf, text } from '../../src/source/scalars.ts';
import { formatVersion } from '../../src/source/format.ts';
import { readAs } from './shapes.ts';

test.each([
  ['word', 'word'],
  ['1.10', '1.10'],
  ['no', 'no'],
  ['"null"', 'null'],
  ['" x "', ' x '],
  ['|\n  a\n  b', 'a\nb\n'],
  ['"a\\tb"', 'a\tb'],
  ['\u202e\u200d\u{1f69a}', '\u202e\u200d\u{1f69a}'],
  [
    '',
    [
      'SHAPE: expected text, found nothing | write it here, or delete the line where it may be left out',
    ],
  ],
  [
    '~',
    [
      'SHAPE: expected text, found nothing | write it here, or delete the line where it may be left out',
    ],
  ],
  [
    '"  "',
    [
      'SHAPE: expected text, found nothing | write it here, or delete the line where it may be left out',
    ],
  ],
  ['[a]', ['SHAPE: expected text, found a list']],
  ['{a: b}', ['SHAPE: expected text, found "key: value" lines']],
  ['abcdefghijk', ['SHAPE: the text is longer than 10 characters | shorten it']],
  [
    '"\\e"',
    [
      'CONTROL_CHAR: the invisible character \\u{1B} is not allowed here | delete it; it cannot be typed on purpose',
    ],
  ],
])('text %j', (written, expected) => {
  expect(readAs(text({ max: 10 }), written)).toEqual(expected);
});

test('text of respondents is kept as it is', () => {
  expect(readAs(text({ anyCharacter: true }), '"\\e]0;\\a"')).toBe('\u001b]0;\u0007');
});

const rule =
  'ids start with a letter a-z and go on with a-z, 0-9, - and _, at most 64; not even "A" in quotes is one';
test.each([
  ['a', 'a'],
  ['a-b_c9', 'a-b_c9'],
  ['no', 'no'],
  ['"true"', 'true'],
  ['A', [`ID_FORMAT: "A" cannot be an id | ${rule}`]],
  [
    'true',
    ['ID_FORMAT: "true" cannot be an id | write "true" in quotes, or choose a plainer name'],
  ],
  ['valueOf', ['RESERVED_ID: the id "valueOf" is reserved | choose another id']],
  [
    '',
    [
      'SHAPE: expected an id, found nothing | write it here, or delete the line where it may be left out',
    ],
  ],
  [
    '""',
    [
      'SHAPE: expected an id, found nothing | write it here, or delete the line where it may be left out',
    ],
  ],
  ['[a]', ['SHAPE: expected an id, found a list']],
])('id %j', (written, expected) => {
  expect(readAs(id(), written)).toEqual(expected);
});

const outside = ' | give one within these limits';
const wrong = (text: string, hint = '') => [
  `NUMBER: "${text}" is not a number with at most 2 decimals from -5 to 10${hint}`,
];
test.each([
  ['0', 0],
  ['10', 10],
  ['-5', -5],
  ['0.25', 0.25],
  ['1.50', 1.5],
  ['10.01', wrong('10.01', outside)],
  ['-5.01', wrong('-5.01', outside)],
  ['0.255', wrong('0.255', outside)],
  ['-0', wrong('-0', outside)],
  ['"1"', wrong('1', ' | remove the quotes: 1')],
  ['1e1', wrong('1e1', ' | write 10')],
  ['0x5', wrong('0x5', ' | write 5')],
  ['1_0', wrong('1_0', ' | write 10')],
  ['.nan', wrong('.nan', ' | write digits, like 1.5')],
  ['1e21', wrong('1e21', ' | write digits, like 1.5')],
  ['five', wrong('five', ' | write digits, like 1.5')],
  [
    '',
    [
      'SHAPE: expected a number, found nothing | write it here, or delete the line where it may be left out',
    ],
  ],
])('number %j', (written, expected) => {
  expect(readAs(number({ min: -5, max: 10, decimals: 2 }), written)).toEqual(expected);
});

test('whole numbers say so', () => {
  expect(readAs(number({ min: 0, max: 1, decimals: 0 }), '0.5')).toEqual([
    `NUMBER: "0.5" is not a whole number from 0 to 1${outside}`,
  ]);
});

test.each([
  ['true', true],
  ['false', false],
  ['"true"', ['SHAPE: expected true or false']],
  ['yes', ['SHAPE: expected true or false']],
  ['[]', ['SHAPE: expected true or false']],
])('flag %j', (written, expected) => {
  expect(readAs(flag(), written)).toEqual(expected);
});

test.each([
  ['red', 'red'],
  ['"red"', 'red'],
  ['rde', ['SHAPE: "rde" is not one of the words used here | did you mean "red"?']],
  ['violet', ['SHAPE: "violet" is not one of the words used here | allowed: red, green']],
  ['[red]', ['SHAPE: "" is not one of the words used here | allowed: red, green']],
])('one of a few words: %j', (written, expected) => {
  expect(readAs(oneOf('red', 'green'), written)).toEqual(expected);
});

test.each([
  ['3', 3],
  ['none', 'none'],
  ['some', ['NUMBER: "some" is not a whole number from 0 to 9 | write digits, like 1.5']],
])('a number or a word: %j', (written, expected) => {
  expect(readAs(numberOr('none', { min: 0, max: 9, decimals: 0 }), written)).toEqual(expected);
});

test.each([
  ['1', '1'],
  ['"1"', '1'],
  [
    '1.0',
    [
      'FORMAT_VERSION: this file says "pendulum: 1.0" | this version reads "pendulum: 1"; a newer file needs a newer pendulum',
    ],
  ],
])('the format of a file: %j', (written, expected) => {
  expect(readAs(formatVersion, written)).toEqual(expected);
});

test('shapes say the same as JSON Schema', () => {
  expect(number({ min: 0, max: 9, decimals: 0, about: 'How many.' }).schema).toEqual({
    type: 'integer',
    minimum: 0,
    maximum: 9,
    description: 'How many.',
  });
  expect(id().schema).toEqual({ type: 'string', pattern: '^[a-z][a-z0-9_-]{0,63}$' });
  expect(oneOf('a', 'b').schema).toEqual({ enum: ['a', 'b'] });
});
