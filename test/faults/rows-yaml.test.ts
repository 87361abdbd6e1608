import { expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.ts';
import { parseScorecard } from '../../src/scorecard/parse.ts';
import { decode } from '../../src/source/source.ts';
import { scaleNamed, tiny } from '../scorecards.ts';
import { check, fastest, fault, read, refused, told } from './told.ts';

const below = (line: string): string => `${tiny()}${line}\n`;

fault(1, 'aliases, anchors and merges, told at the first of them', [
  refused('an anchor', below('summary: &a x'), 'YAML_ALIAS', '&a'),
  refused('an alias', below('summary: *a'), 'YAML_ALIAS', '*a'),
  refused('an anchored map', tiny('{ options', '&s { options'), 'YAML_ALIAS', '&s'),
  refused('an anchored key', below('&k summary: x'), 'YAML_ALIAS', '&k'),
  refused('an alias as a key', below('? *k\n: x'), 'YAML_ALIAS', '*k'),
  refused('an alias in a list', tiny('[Disagree,', '[*a,'), 'YAML_ALIAS', '*a'),
  refused('an anchor before its alias', below('summary: &x [a]\nstatus: *x'), 'YAML_ALIAS', '&x'),
  refused('a merge', tiny('{ options', '{ <<: { from: 0 }, options'), 'YAML_ALIAS', '<<'),
  refused('a quoted merge', tiny('{ options', '{ "<<": 1, options'), 'YAML_ALIAS', '"<<"'),
]);

test('fault 1: an alias bomb takes less than 100 ms', () => {
  const rows = Array.from({ length: 30 }, (_, i) =>
    i === 0 ? 'k0: &a0 [x, x]' : `k${i}: &a${i} [*a${i - 1}, *a${i - 1}, *a${i - 1}]`,
  );
  read(tiny());
  expect(told(read(rows.join('\n')))).toEqual(['YAML_ALIAS 1:5']);
  expect(fastest(() => read(rows.join('\n')))).toBeLessThan(100);
});

fault(4, 'duplicate keys', [
  refused('the same word twice', below('title: Again'), 'YAML_DUP_KEY', 'title', 'process, ask'),
  refused('a and "a"', below('"title": Again'), 'YAML_DUP_KEY', '"title"'),
  refused("a and 'a'", below("'title': Again"), 'YAML_DUP_KEY', "'title'"),
  refused('an escaped letter', below('"\\x74itle": Again'), 'YAML_DUP_KEY', '"\\x74'),
  refused('in braces', tiny('id: c1,', 'id: c1, id: c2,'), 'YAML_DUP_KEY', 'id: c2'),
  ['1 and "1"', `1: a\n"1": b\n`, 'YAML_DUP_KEY 2:1', ...unknown(1, 1)],
  ['composed and decomposed', `\u00e9: a\ne\u0301: b\n`, 'YAML_DUP_KEY 2:1', ...unknown(1, 1)],
  ['no key at all, twice', `: a\n: b\n`, 'YAML_DUP_KEY 2:1', ...unknown(1, 1)],
  ['three times', `a: 1\na: 2\na: 3\n`, 'YAML_DUP_KEY 2:1', 'YAML_DUP_KEY 3:1', ...unknown(1, 1)],
]);

/** What is said of a file whose one key is not known: that, and all the keys that are missing. */
function unknown(line: number, column: number): readonly string[] {
  const missing = ['pendulum', 'id', 'version', 'language', 'title', 'dimensions', 'questions'];
  return [`UNKNOWN_KEY ${line}:${column}`, ...missing.map(() => 'MISSING_KEY 1:1')];
}

test('fault 4: the message names both lines', () => {
  const [found] = read(below('title: Again'));
  expect(found!.message).toBe('the key "title" stands on line 5 and again on line 13');
});

const magic = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
fault(5, 'names of what every object has', [
  ...magic.map((name) => refused(`key ${name}`, below(`${name}: x`), 'UNKNOWN_KEY', name)),
  ...magic.map((name) => refused(`scale ${name}`, scaleNamed(name), 'UNKNOWN_KEY', name)),
  ...magic.map((name) =>
    refused(`question ${name}`, tiny('id: c1', `id: ${name}`), 'RESERVED_ID', name),
  ),
  ...magic.map((name) =>
    refused(`"${name}"`, tiny('id: c1', `id: "${name}"`), 'RESERVED_ID', `"${name}"`),
  ),
]);

test('fault 5: reading such names leaves the prototype of all objects alone', () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  read('__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n');
  read(tiny('{ options', '{ __proto__: { polluted: 1 }, options'));
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect({}).not.toHaveProperty('polluted');
});

fault(
  6,
  'tags',
  ['!!str', '!!js/function', '!foo', '!', '!<tag:yaml.org,2002:str>'].map((tag) =>
    refused(tag, below(`summary: ${tag} x`), 'YAML_TAG', tag),
  ),
);

fault(7, 'a byte order mark inside the file', [
  refused('in a value', tiny('Tiny', 'T\ufeffiny'), 'CONTROL_CHAR', '\ufeff'),
  refused('at the start of a line', below('\ufeffsummary: x'), 'CONTROL_CHAR', '\ufeff'),
  refused('in a comment', below('# \ufeff'), 'CONTROL_CHAR', '\ufeff'),
  ['a second one at the start', `\ufeff\ufeff${tiny()}`, 'CONTROL_CHAR 1:1'],
]);

test('fault 7: a byte order mark at the start is dropped', () => {
  expect(check([`\ufeff${tiny()}`]).files).toEqual([{ verdict: 'ok', told: [] }]);
});

fault(8, 'lines that do not end with a line feed', [
  ['carriage returns only', tiny().replaceAll('\n', '\r'), 'CONTROL_CHAR 1:12'],
  refused('one carriage return', tiny('Tiny', 'Ti\rny'), 'CONTROL_CHAR', '\r'),
  refused('a line separator', tiny('Tiny', 'Ti\u2028ny'), 'CONTROL_CHAR', '\u2028'),
  refused('a paragraph separator', tiny('Tiny', 'Ti\u2029ny'), 'CONTROL_CHAR', '\u2029'),
]);

const everyStyle = tiny(
  'title: Tiny',
  `title: two
  lines
summary: >-
  folded
  text

  and more
status: "quoted
  text \\
  and more"`,
).replace('ask: P', "ask: 'single\n\n      quoted'").concat(`markets:
  - id: m
    title: M
    target: { customer: 70, process: 60 }
    because: |
      block

      text
`);

test('fault 8: lines that end with CR LF make the same scorecard with the same fingerprint', () => {
  const [unix, windows] = [everyStyle, everyStyle.replaceAll('\n', '\r\n')].map((text) => {
    const source = decode('card.yaml', Buffer.from(text)).value!;
    return parseScorecard(source, () => ({ value: null, problems: [] })).value!.scorecard.value;
  });
  expect(windows).toEqual(unix);
  expect(unix!.markets![0]!.because).toBe('block\n\ntext\n');
  expect(compile(windows!)).toEqual(compile(unix!));
  expect(compile(unix!).scorecard.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(check([everyStyle.replaceAll('\n', '\r\n')]).code).toBe(0);
});

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const bytes = (...values: readonly number[]) => Uint8Array.from(values);
fault(9, 'bytes that are not UTF-8', [
  ['UTF-16 LE', Buffer.from(`\ufeff${tiny()}`, 'utf16le'), 'ENCODING 1:1'],
  ['UTF-16 BE', Buffer.from(`\ufeff${tiny()}`, 'utf16le').swap16(), 'ENCODING 1:1'],
  ['UTF-16 LE, unmarked', Buffer.from(tiny(), 'utf16le'), 'ENCODING 1:1'],
  ['UTF-16 BE, unmarked', Buffer.from(tiny(), 'utf16le').swap16(), 'ENCODING 1:1'],
  ['UTF-32 LE', utf32(`\ufeff${tiny()}`), 'ENCODING 1:1'],
  ['UTF-32 BE', utf32(`\ufeff${tiny()}`).swap32(), 'ENCODING 1:1'],
  ['UTF-32, unmarked', utf32(tiny()), 'ENCODING 1:1'],
  ['Latin-1', latin1(tiny('Tiny', 'Z\u00fcrich')), 'ENCODING 5:9'],
  ['Latin-1 at the end', latin1(below('summary: caf\u00e9')), 'ENCODING 13:13'],
  ['an overlong slash', bytes(0x61, 0xc0, 0xaf), 'ENCODING 1:2'],
  ['a longer overlong slash', bytes(0x61, 0xe0, 0x80, 0xaf), 'ENCODING 1:2'],
  ['half a surrogate pair', bytes(0x61, 0xed, 0xa0, 0x80, 0x62), 'ENCODING 1:2'],
  ['cut inside a character', bytes(0x61, 0xe2, 0x82), 'ENCODING 1:2'],
]);

function utf32(text: string): Buffer {
  const buffer = Buffer.alloc(4 * text.length);
  for (let i = 0; i < text.length; i++) buffer.writeUInt32LE(text.charCodeAt(i), 4 * i);
  return buffer;
}

test.each([
  [latin1('title: Z\u00fcrich'), 8, 'Latin-1 or Windows-1252'],
  [bytes(0x61, 0xc0, 0xaf), 1, 'UTF-8 with characters in an overlong form'],
  [bytes(0x61, 0xed, 0xa0, 0x80), 1, 'CESU-8, with surrogate pairs'],
  [bytes(0x61, 0xe2, 0x82), 1, 'UTF-8 cut off inside its last character'],
  [bytes(0xff, 0xfe, 0x61, 0), 0, 'UTF-16'],
  [bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), 0, 'UTF-32'],
])('fault 9: the message has the byte and a guess (%#)', (content, byte, guess) => {
  const said = `byte ${byte} is not valid UTF-8; the file looks like ${guess}`;
  expect(read(content)[0]!.message).toBe(said);
});

fault(10, 'tabs for indentation', [
  refused('a nested map', below('rules:\n\tfloor: 40'), 'YAML_TAB', '\t'),
  refused('after spaces', below('rules:\n  \tfloor: 40'), 'YAML_TAB', '\t'),
  refused('a list', tiny('  - { id: direction', '\t- { id: direction'), 'YAML_TAB', '\t'),
  refused('among spaces', below('rules:\n  floor: 40\n\ttolerance: 5'), 'YAML_TAB', '\t'),
  refused('a block of text', below('summary: |\n\ttext'), 'YAML_TAB', '\t'),
  refused('quoted text', below('summary: "one\n\ttwo"'), 'YAML_TAB', '\t'),
  refused('at the very start', `\t${tiny()}`, 'YAML_TAB', '\t'),
]);
