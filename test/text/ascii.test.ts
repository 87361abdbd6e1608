import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascii } from '../../src/text/ascii.ts';

test.each([
  ['Müller & Søn', 'Mueller & Son'],
  ['“quoted” – and so on…', '"quoted" - and so on...'],
  ['± 10 · ≥ 3', '+/- 10 - >= 3'],
  ['½', '\\u{BD}'],
  ['東', '\\u{6771}'],
  ['😀', '\\u{1F600}'],
])('%s becomes %s', (text, plain) => {
  expect(ascii(text)).toBe(plain);
});

test('nothing but ASCII comes out, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = ascii(text);
      expect(plain).toMatch(/^[ -~]*$/);
      expect(ascii(plain)).toBe(plain);
    }),
  );
});
