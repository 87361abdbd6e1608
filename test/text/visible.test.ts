import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstControl, visible, visibleLines } from '../../src/text/visible.ts';

test.each([
  ['plain text, ä ß 日本 עברית', 'plain text, ä ß 日本 עברית'],
  ['\u001b[31mred', '\\u{1B}[31mred'],
  ['\u001b]0;title\u0007', '\\u{1B}]0;title\\u{7}'],
  ['\u001b]8;;http://x\u001b\\', '\\u{1B}]8;;http://x\\u{1B}\\'],
  ['\u001bPq\u001b\\', '\\u{1B}Pq\\u{1B}\\'],
  ['\u009b31m\u009d', '\\u{9B}31m\\u{9D}'],
  ['a\u0000b\bc\rd\u007f', 'a\\u{0}b\\u{8}c\\u{D}d\\u{7F}'],
  ['a\nb\tc', 'a\\u{A}b\\u{9}c'],
  ['\u202egnp.exe', '\\u{202E}gnp.exe'],
  ['\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['zero\u200bwidth\u200d\ufeff', 'zero\\u{200B}width\\u{200D}\\u{FEFF}'],
  ['\u{e0041}\u{e007f}', '\\u{E0041}\\u{E007F}'],
  ['\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['\ud800', '\\u{D800}'],
  ['\ue000', '\\u{E000}'],
  ['\ufffe\uffff\u{1fffe}', '\\u{FFFE}\\u{FFFF}\\u{1FFFE}'],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
  ['👩🏽‍🚒', '👩🏽‍🚒'],
  ['❤️‍🔥', '❤️‍🔥'],
  ['a\u200db', 'a\\u{200D}b'],
  ['👩\u200d', '👩\\u{200D}'],
  ['z̷̢a', 'z̷̢a'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

const foreign = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\u{e0000}-\u{e0fff}]|(?!\u200d)\p{Cf}/u;

test('nothing invisible is left, nothing else is changed, and twice is as once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(text);
      expect(shown).not.toMatch(foreign);
      expect(visible(shown)).toBe(shown);
      if (!foreign.test(text) && !text.includes('\u200d')) expect(shown).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['one', ['one']],
  ['one\ntwo', ['one', 'two']],
  ['one\r\ntwo\n', ['one', 'two', '']],
  ['a\tb', ['a  b']],
  ['a\rb', ['a\\u{D}b']],
])('%j in lines', (text, lines) => {
  expect(visibleLines(text)).toEqual(lines);
});

test.each([
  ['plain ä 日本 👨‍👩‍👧', null],
  ['two\nlines\tand tab', null],
  ['right to left \u202e', null],
  ['a\rb', { at: 1, shown: '\\u{D}' }],
  ['ab\u001b', { at: 2, shown: '\\u{1B}' }],
  ['\u0000', { at: 0, shown: '\\u{0}' }],
  ['a\u007f', { at: 1, shown: '\\u{7F}' }],
  ['a\u0085', { at: 1, shown: '\\u{85}' }],
  ['a\u2028', { at: 1, shown: '\\u{2028}' }],
  ['a\ufeff', { at: 1, shown: '\\u{FEFF}' }],
  ['🚚\ud83d', { at: 2, shown: '\\u{D83D}' }],
  ['\udc00', { at: 0, shown: '\\u{DC00}' }],
])('the first that no file must hold in %j', (text, found) => {
  expect(firstControl(text)).toEqual(found);
});
