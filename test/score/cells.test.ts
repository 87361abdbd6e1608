import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownCells, type Row } from '../../src/score/cells.ts';
import { smallCuts } from '../../src/score/small-cuts.ts';

const row = (
  counts: readonly number[],
  members: readonly number[] = [],
  isShown = true,
  secret = counts.map(() => false),
): Row => ({ members, counts, isShown, secret });

/** The table with a dot for what is hidden. */
function shown(rows: readonly Row[], minGroup = 5, roles = rows[0]!.counts.length) {
  const isShown = shownCells(rows, minGroup, (r, role) => rows[r]!.isShown && role < roles);
  return rows.map(({ counts }, r) =>
    counts.map((count, role) => (isShown(r, role) ? count : '.')).join(' '),
  );
}

test('a small role is hidden, and another with it where the rest would be small', () => {
  expect(shown([row([5, 6, 8])])).toEqual(['5 6 8']);
  expect(shown([row([3, 6, 8])])).toEqual(['. . 8']);
  expect(shown([row([3, 3, 8])])).toEqual(['. . 8']);
  expect(shown([row([3, 8])])).toEqual(['. .']);
  expect(shown([row([0, 8])])).toEqual(['. 8']);
});

test('those who name no role are never shown, and hide a role where they are few', () => {
  expect(shown([row([7, 9, 2])], 5, 2)).toEqual(['. 9 .']);
  expect(shown([row([7, 9, 5])], 5, 2)).toEqual(['7 9 .']);
});

test('nothing is shown of the roles of a hidden unit', () => {
  expect(shown([row([9, 9], [], false)])).toEqual(['. .']);
});

test('a role of the whole company does not show a small part of it', () => {
  const rows = [row([12, 12], [1, 2]), row([9, 6]), row([3, 6])];
  expect(shown(rows)).toEqual(['12 12', '. .', '. .']);
  const large = [row([20, 20], [1, 2]), row([11, 10]), row([9, 10])];
  expect(shown(large)).toEqual(['20 20', '11 10', '9 10']);
});

test('a unit of one role gives nobody of another unit away', () => {
  const rows = [row([13, 12], [1, 2]), row([12, 0]), row([1, 12])];
  expect(shown(rows)).toEqual(['. .', '12 .', '. .']);
});

test('what may not be shown for another reason is not, nor what it would follow from', () => {
  const isShown = shownCells([row([5, 6, 8])], 5, (_, role) => role !== 1);
  expect([0, 1, 2].map((role) => isShown(0, role))).toEqual([true, false, true]);
});

test('what may not be worked out does not follow from the others, alone or of several roles', () => {
  const keeping = (counts: readonly number[], ...which: readonly number[]) =>
    row(counts, [], true, counts.map((_, role) => which.includes(role))); // prettier-ignore
  expect(shown([keeping([6, 7, 8], 0)])).toEqual(['. . 8']);
  expect(shown([keeping([9, 30], 0)])).toEqual(['. .']);
  expect(shown([keeping([6, 7, 8])])).toEqual(['6 7 8']);
  expect(shown([keeping([20, 30, 40], 0)])).toEqual(['. . 40']);
  // Whether four say the same as two is not looked at.
  expect(shown([keeping([4, 2, 9], 0, 1)])).toEqual(['. . .']);
});

test('cuts below a weight are found, and none where there is none', () => {
  const edges = [
    { a: 0, b: 1, weight: 5 },
    { a: 1, b: 2, weight: 2 },
    { a: 2, b: 3, weight: 5 },
    { a: 3, b: 0, weight: 2 },
  ];
  expect(smallCuts(4, edges, 4)).toEqual([]);
  expect(smallCuts(4, edges, 5)).toEqual([[2, 3]]);
});

// The same by linear algebra, with nothing of the graph in it.

const prime = 1_000_003;

const inverse = (value: number): number => {
  let result = 1n;
  let base = BigInt(value);
  for (let power = BigInt(prime - 2); power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % BigInt(prime);
    base = (base * base) % BigInt(prime);
  }
  return Number(result);
};

function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((each) => [...each]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = rows.findIndex((each, i) => i >= rank && each[column] !== 0);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot]!, rows[rank]!];
    const by = inverse(rows[rank]![column]!);
    for (let i = rank + 1; i < rows.length; i++) {
      const factor = (rows[i]![column]! * by) % prime;
      if (factor === 0) continue;
      rows[i] = rows[i]!.map(
        (value, j) => (((value - factor * rows[rank]![j]!) % prime) + prime) % prime,
      );
    }
    rank++;
  }
  return rank;
}

/** The fewest respondents, of less than `most`, about whom something follows from what is shown. */
function fewest(
  rows: readonly Row[],
  isShown: (row: number, role: number) => boolean,
  most: number,
): number | null {
  const roles = rows[0]!.counts.length;
  const below = (at: number): readonly number[] => [at, ...rows[at]!.members.flatMap(below)];
  const base = rows.flatMap(({ counts, members }, at) =>
    counts.map((count, role) => ({
      at,
      role,
      size: members.reduce((rest, member) => rest - rows[member]!.counts[role]!, count),
    })),
  );
  const people = base.filter(({ size }) => size > 0);
  const sums = rows.flatMap((each, at) => {
    const inside = new Set(below(at));
    const of = (role: number | null) =>
      people.map((one) => Number(inside.has(one.at) && (role === null || one.role === role)));
    const cells = Array.from({ length: roles }, (_, role) => role).filter((r) => isShown(at, r));
    return [...(each.isShown ? [of(null)] : []), ...cells.map(of)];
  });
  const whole = rankOf(sums);
  const without = (left: ReadonlySet<number>) =>
    rankOf(sums.map((sum) => sum.filter((_, i) => !left.has(i))));
  let found: number | null = null;
  const search = (from: number, size: number, left: ReadonlySet<number>): void => {
    if (left.size > 0 && without(left) < whole) {
      found = Math.min(found ?? size, size);
      return;
    }
    for (let i = from; i < people.length; i++) {
      const larger = size + people[i]!.size;
      if (larger < (found ?? most)) search(i + 1, larger, new Set([...left, i]));
    }
  };
  search(0, 0, new Set());
  return found;
}

const counts = fc.array(fc.oneof(fc.nat(4), fc.nat(9)), { minLength: 3, maxLength: 3 });

/** A group of groups of units, some of which have people of their own. */
const table = fc
  .tuple(
    counts,
    fc.array(fc.tuple(counts, fc.array(counts, { minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([top, groups]) => {
    const sum = (all: readonly (readonly number[])[]) =>
      [0, 1, 2].map((role) => all.reduce((total, each) => total + each[role]!, 0));
    const rows: Row[] = [];
    const isLarge = (each: readonly number[]) => each.reduce((a, b) => a + b, 0) >= 5;
    const add = (members: number[], own: readonly number[]) => {
      const all = sum([own, ...members.map((member) => rows[member]!.counts)]);
      // Totals are shown from the top down to the units, or not from a group on.
      rows.push(row(all, members, isLarge(all)));
      return rows.length - 1;
    };
    const middle = groups.map(([own, units]) =>
      add(
        units.map((each) => add([], each)),
        own,
      ),
    );
    add(middle, top);
    return rows;
  })
  .filter((rows) => {
    const totals = rows.map(({ counts: each }) => each.reduce((a, b) => a + b, 0));
    return fewest(rows, () => false, 5) === null && totals.every((total) => total > 0);
  });

test('nothing follows about fewer people, whatever sums are added and subtracted', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const isShown = shownCells(rows, 5, (_, role) => role < 2);
      expect(fewest(rows, isShown, 5)).toBeNull();
    }),
    { numRuns: 300, seed: 7 },
  );
});

test('without it something would', () => {
  const leaks = fc
    .sample(table, { numRuns: 100, seed: 7 })
    .map((rows) => fewest(rows, (at, role) => role < 2 && rows[at]!.counts[role]! >= 5, 5));
  expect(leaks.filter((few) => few !== null).length).toBeGreaterThan(20);
});
