import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteWriter } from '../../src/tables/bytes.ts';

function written(put: (out: ByteWriter) => void, room?: number): string {
  const out = new ByteWriter(room);
  put(out);
  return new TextDecoder().decode(out.take());
}

test.each([
  [71_250, '71.250'],
  [0, '0.000'],
  [-0, '0.000'],
  [-5, '-0.005'],
  [5, '0.005'],
  [999, '0.999'],
  [1000, '1.000'],
  [-100_000, '-100.000'],
  [99_999, '99.999'],
])('%d thousandths are %s', (value, text) => {
  expect(written((out) => out.thousandths(value))).toBe(text);
});

const integers = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -2000, max: 2000 }));

/** The same by digits of BigInt alone. */
function byDigits(value: number): string {
  const big = BigInt(value);
  const [sign, absolute] = big < 0n ? ['-', -big] : ['', big];
  return `${sign}${absolute / 1000n}.${(absolute % 1000n).toString().padStart(3, '0')}`;
}

test('every safe integer is written digit for digit', () => {
  fc.assert(
    fc.property(integers, (value) => {
      expect(written((out) => out.integer(value))).toBe(BigInt(value).toString());
      expect(written((out) => out.thousandths(value))).toBe(byDigits(value));
    }),
    { numRuns: 5000 },
  );
});

test('around every power of ten nothing is one digit too long or too short', () => {
  for (let digits = 0; digits < 16; digits++) {
    for (const value of [10 ** digits - 1, 10 ** digits, 10 ** digits + 1]) {
      expect(written((out) => out.integer(value))).toBe(BigInt(value).toString());
      expect(written((out) => out.thousandths(-value))).toBe(byDigits(-value));
    }
  }
});

test('however little room there is at first, everything is there in its order', () => {
  const pieces = fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.integer()));
  fc.assert(
    fc.property(pieces, fc.nat({ max: 5 }), (all, room) => {
      const out = new ByteWriter(room);
      for (const each of all) {
        if (typeof each === 'number') out.integer(each);
        else out.bytes(each);
      }
      const expected = all.map((each) => Buffer.from(typeof each === 'number' ? `${each}` : each));
      expect(out.length).toBe(Buffer.concat(expected).length);
      expect(Buffer.from(out.take())).toEqual(Buffer.concat(expected));
    }),
  );
});

test('what is taken stays as it is when more is written', () => {
  const out = new ByteWriter();
  out.ascii('first');
  const first = out.take();
  expect(out.length).toBe(0);
  out.bytes(Buffer.from('a second one'), 2, 8);
  out.byte(0x21);
  expect(new TextDecoder().decode(first)).toBe('first');
  expect(new TextDecoder().decode(out.take())).toBe('second!');
  expect(out.take()).toHaveLength(0);
});
