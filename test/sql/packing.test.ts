import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, sharesOf, type Share, type Sum } from '../../src/sql/packing.ts';

/** Sums over some questions, each with what its two answers add. */
const sums: fc.Arbitrary<readonly Sum[]> = fc
  .array(
    fc.array(fc.tuple(fc.bigInt(0n, 2n ** 47n), fc.bigInt(0n, 2n ** 47n)), {
      minLength: 1,
      maxLength: 5,
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((drawn) =>
    drawn.map((list, i): Sum => {
      const shares = list.map((byCode): Share => ({ byCode, number: null }));
      const largest = list.reduce((sum, [a, b]) => sum + (a > b ? a : b), 0n);
      return { name: `s${i}`, largest, shares: new Map(shares.entries()) };
    }),
  );

test('sums of packed integers, taken apart, are the sums', () => {
  fc.assert(
    fc.property(sums, fc.array(fc.nat(1), { minLength: 5, maxLength: 5 }), (list, answers) => {
      for (const packed of pack(list)) {
        const shares = [...sharesOf(packed)];
        const total = shares.reduce((sum, [i, { byCode }]) => sum + byCode[answers[i]!]!, 0n);
        expect(total).toBeLessThan(2n ** 63n);
        for (const { sum, shift, mask } of packed) {
          const parts = [...sum.shares].map(([i, { byCode }]) => byCode[answers[i]!]!);
          const expected = parts.reduce((all, each) => all + each, 0n);
          expect((total >> BigInt(shift)) & mask).toBe(expected);
        }
      }
    }),
  );
});

test('every sum is packed once, into the first integer that has room', () => {
  const sum = (name: string, bits: bigint): Sum => ({
    name,
    largest: 2n ** bits - 1n,
    shares: new Map(),
  });
  const packed = pack([sum('a', 40n), sum('b', 30n), sum('c', 23n), sum('d', 33n), sum('e', 1n)]);
  expect(packed.map((places) => places.map((place) => [place.sum.name, place.shift]))).toEqual([
    [
      ['a', 0],
      ['c', 40],
    ],
    [
      ['b', 0],
      ['d', 30],
    ],
    [['e', 0]],
  ]);
});

test('numbers are moved to the place of their sum', () => {
  const share: Share = { byCode: [0n, 0n], number: { sql: 'v', times: 3n } };
  const weights: Sum = {
    name: 'w',
    largest: 7n,
    shares: new Map([[4, { byCode: [1n, 2n], number: null }]]),
  };
  const points: Sum = { name: 'p', largest: 900n, shares: new Map([[4, share]]) };
  const [packed] = pack([weights, points]);
  expect(sharesOf(packed!).get(4)).toEqual({
    byCode: [1n, 2n],
    numbers: [{ sql: 'v', times: 24n }],
  });
});
