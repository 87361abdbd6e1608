import { expect, test } from 'vitest';
import { injective, isPseudonym, pseudonym } from '../../src/answers/pseudonym.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

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

test('two ids with one pseudonym are never taken for one person', () => {
  const one = injective(() => 'p-same');
  expect([one(bytes('anna')), one(bytes('anna'))]).toEqual(['p-same', 'p-same']);
  expect(() => one(bytes('bert'))).toThrow('two respondents have one pseudonym');
});
