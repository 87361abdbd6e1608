import { expect, test } from 'vitest';
import { isPseudonym, pseudonym } from '../../src/answers/pseudonym.ts';

test.each([
  ['counting bytes', Uint8Array.from({ length: 17 }, (_, i) => i), 'p-aaaqeayeaudaocajbifqydiob4'],
  ['full bytes', new Uint8Array(32).fill(255), 'p-77777777777777777777777777'],
  ['empty bytes', new Uint8Array(32), 'p-aaaaaaaaaaaaaaaaaaaaaaaaaa'],
])('%s are spelled in base32', (_, digest, spelled) => {
  expect(pseudonym(digest)).toBe(spelled);
  expect(isPseudonym(spelled)).toBe(true);
});

test.each(['', 'r07', 'p-07', 'P-77777777777777777777777777', 'p-777777777777777777777777771'])(
  '"%s" is no pseudonym',
  (id) => {
    expect(isPseudonym(id)).toBe(false);
  },
);

test('every one of the 130 bits it is made of makes another pseudonym', () => {
  const flipped = Array.from({ length: 130 }, (_, bit) => {
    const digest = new Uint8Array(32);
    digest[bit >> 3]! ^= 0x80 >> (bit & 7);
    return pseudonym(digest);
  });
  expect(new Set(flipped).size).toBe(130);
});
