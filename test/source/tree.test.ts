import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceOf } from '../../src/source/source.ts';
import { readTree, type Tree } from '../../src/source/tree.ts';

/** A tree with each scalar as its text, quoted ones in quotes. */
const plain = (tree: Tree): unknown => {
  if (tree.kind === 'scalar') return tree.quoted ? `"${tree.text}"` : tree.text;
  if (tree.kind === 'list') return tree.items.map(plain);
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key.text, plain(value)]));
};

const read = (text: string) => {
  const { value, problems } = readTree(sourceOf('f', text));
  expect(problems).toEqual([]);
  return value!;
};
const codes = (text: string) =>
  readTree(sourceOf('f', text)).problems.map(
    ({ code, place }) => `${code} ${place!.line}:${place!.column}`,
  );

test.each([
  ['a: 1', { a: '1' }],
  ['a: 1e3\nb: 0x1F\nc: no\nd: 1.10', { a: '1e3', b: '0x1F', c: 'no', d: '1.10' }],
  ['a: "1"\nb: \'x\'', { a: '"1"', b: '"x"' }],
  ['a:\nb: ~', { a: '', b: '~' }],
  ['a: [1, b, {c: d}]', { a: ['1', 'b', { c: 'd' }] }],
  ['a:\n- b\n- c: d', { a: ['b', { c: 'd' }] }],
  ['a: >\n  b\n  c\n', { a: '"b c\n"' }],
  ['a: |-\n  b\n  c\n', { a: '"b\nc"' }],
  ['{"a":1,"b":["c"]}', { a: '1', b: ['"c"'] }],
  ['? a\n: b', { a: 'b' }],
  ['a: b # c', { a: 'b' }],
  ['a: b#c', { a: 'b#c' }],
])('%j', (text, expected) => {
  expect(plain(read(text))).toEqual(expected);
});

test('every part knows where it stands', () => {
  expect(read('a: [b, "c"]')).toEqual({
    kind: 'map',
    start: 0,
    end: 11,
    entries: [
      {
        key: { kind: 'scalar', text: 'a', quoted: false, start: 0, end: 1 },
        value: {
          kind: 'list',
          start: 3,
          end: 11,
          items: [
            { kind: 'scalar', text: 'b', quoted: false, start: 4, end: 5 },
            { kind: 'scalar', text: 'c', quoted: true, start: 7, end: 10 },
          ],
        },
      },
    ],
  });
});

test.each([
  ['[a]: b', ['SHAPE 1:1']],
  ['a: {[b]: c}', ['SHAPE 1:5']],
  ['a: 1\na: 2', ['YAML_DUP_KEY 2:1']],
  ['a: &x 1\nb: !!str *x', ['YAML_ALIAS 1:4', 'YAML_TAG 2:4']],
  ['a: {b: 1', ['YAML_SYNTAX 1:9']],
  ['a: "b', ['YAML_SYNTAX 1:6']],
  ['a: b: c\nd: e: f', ['YAML_SYNTAX 1:4', 'YAML_SYNTAX 2:4']],
])('%j is refused', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test.each([
  ['a stray bracket a thousand times', ']\n'.repeat(1000), 1, 'YAML_SYNTAX 101:1'],
  ['an entry too many on a thousand lines', '- "a" b\n'.repeat(1000), 100, 'YAML_SYNTAX 1:7'],
  ['the same key a thousand times', 'a: 1\n'.repeat(1000), 100, 'YAML_DUP_KEY 2:1'],
])('a flood is cut: %s', (_, text, count, first) => {
  const told = codes(text);
  expect(told.length).toBeLessThanOrEqual(count);
  expect(told[0]).toBe(first);
});

test('reading leaves the depth of stack traces as it was', () => {
  const { stackTraceLimit } = Error;
  codes('a: [');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test('the offsets of the parts are those of the text, whatever the text', () => {
  const key = fc.stringMatching(/^[a-z]{1,8}$/);
  const json = fc.dictionary(key, fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })), {
    minKeys: 1,
  });
  fc.assert(
    fc.property(json, (value) => {
      const text = JSON.stringify(value, null, 1).replaceAll(/[\u007f-\u009f\u2028\u2029]/g, '?');
      for (const { key, value } of read(text).entries) {
        expect(JSON.parse(text.slice(key.start, key.end))).toBe(key.text);
        const parts = value.kind === 'list' ? value.items : [value];
        for (const part of parts) {
          const written = part.kind === 'scalar' ? part.text : '';
          expect(JSON.parse(text.slice(part.start, part.end))).toBe(written);
        }
      }
    }),
  );
});
