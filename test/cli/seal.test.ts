import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyBytes, newKey, seal, unseal } from '../../src/cli/seal.ts';

const key = newKey();
const bytesIn = (sealed: string) => Buffer.from(sealed, 'base64').length;

describe('a sealed text', () => {
  test('is read with its key, whatever it is and wherever it ends', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 9 }),
        (text, answers) => {
          expect(unseal(key, seal(key, text, answers))).toBe(text);
        },
      ),
    );
    for (const text of ['', ' ', 'a  \n', '\u0000', '\u0080', 'x\u0000\u0000', 'x'.repeat(256)]) {
      expect(unseal(key, seal(key, text))).toBe(text);
    }
  });

  test('has one of few lengths', () => {
    const length = (letters: number, answers?: number) =>
      bytesIn(seal(key, 'x'.repeat(letters), answers));
    const [nonce, tag] = [12, 16];
    expect([0, 1, 100, 255].map((letters) => length(letters))).toEqual(
      [256, 256, 256, 256].map((block) => nonce + tag + block),
    );
    expect(length(256)).toBe(nonce + tag + 512);
    expect([0, 700, 2047].map((letters) => length(letters, 8))).toEqual(
      [2048, 2048, 2048].map((block) => nonce + tag + block),
    );
  });

  test('is another one each time', () => {
    const all = new Set(Array.from({ length: 100 }, () => seal(key, 'the same')));
    expect(all.size).toBe(100);
  });

  test('says nothing with another key, none, or half of it', () => {
    const sealed = seal(key, 'a vote');
    for (const wrong of [newKey(), new Uint8Array(0), key.subarray(0, keyBytes / 2)]) {
      expect(unseal(wrong, sealed)).toBe(null);
    }
  });

  test('says nothing once any byte or any letter of it is changed', () => {
    const sealed = seal(key, 'a vote');
    const bytes = Buffer.from(sealed, 'base64');
    for (const at of bytes.keys()) {
      for (let bit = 0; bit < 8; bit++) {
        const damaged = Buffer.from(bytes);
        damaged[at]! ^= 1 << bit;
        expect(unseal(key, damaged.toString('base64'))).toBe(null);
      }
    }
    for (const at of Array.from(sealed).keys()) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(unseal(key, sealed.slice(0, at) + other + sealed.slice(at + 1))).toBe(null);
      expect(unseal(key, `${sealed.slice(0, at)} ${sealed.slice(at)}`)).toBe(null);
    }
  });

  test.each(['', 'A', 'not base64 at all', 'AAAA', 'A'.repeat(64)])('%o is none', (text) => {
    expect(unseal(key, text)).toBe(null);
  });
});
