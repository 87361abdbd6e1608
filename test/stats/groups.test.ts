import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  groupMeanReliability,
  icc1,
  icc2,
  oneWay,
  shroutFleiss,
  shroutFleissOfSums,
  type GroupMoments,
  type RaterReliability,
} from '../../src/stats/groups.ts';

function momentsOf(values: readonly number[]): GroupMoments {
  const whole = values.map(BigInt);
  const sum = whole.reduce((all, value) => all + value, 0n);
  return { n: values.length, sum, squares: whole.reduce((all, value) => all + value ** 2n, 0n) };
}

type Groups = readonly (readonly number[])[];

const analysisOf = (groups: Groups) => oneWay(groups.map(momentsOf))!;

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const three = [
  [4, 5, 4, 4],
  [2, 3, 2],
  [3, 3, 4, 5, 4],
];

test('three groups that differ', () => {
  const found = analysisOf(three);
  expect(found.betweenMeanSquare).toBeCloseTo(3.35, 13);
  expect(found.withinMeanSquare).toBeCloseTo(0.468518518518518, 13);
  expect(found).toMatchObject({ groups: 3, n: 12, meanSize: 4 });
  expect(found.unbiasedSize).toBeCloseTo(3.9166666666667, 12);
  expect(icc1(found)).toBeCloseTo(0.6059190031, 10);
  expect(icc1(found, found.unbiasedSize)).toBeCloseTo(0.6109347904, 10);
  expect(icc2(found)).toBeCloseTo(0.8601437258, 10);
  expect(groupMeanReliability(icc1(found)!, 4)).toBeCloseTo(0.8601437258, 10);
  expect(groupMeanReliability(icc1(found)!, 1)).toBe(icc1(found));
});

test('groups that differ less than chance makes them', () => {
  const found = analysisOf([
    [10, 20, 30, 40],
    [15, 35],
    [25, 25, 24, 27, 20],
  ]);
  expect(found.betweenMeanSquare).toBeCloseTo(0.872727272727273, 12);
  expect(found.withinMeanSquare).toBeCloseTo(90.85, 12);
  expect(icc1(found)).toBeCloseTo(
    (0.872727272727273 - 90.85) / (0.872727272727273 + 242.266666666667),
    12,
  );
  expect(icc2(found)).toBeCloseTo(1 - 90.85 / 0.872727272727273, 8);
  expect(groupMeanReliability(icc1(found)!, 4)).toBeNull();
});

test('groups alike, groups of one, and one group', () => {
  expect(
    icc2(
      analysisOf([
        [1, 3],
        [3, 1],
        [2, 2],
      ]),
    ),
  ).toBeNull();
  expect(
    icc1(
      analysisOf([
        [1, 3],
        [3, 1],
      ]),
    ),
  ).toBe(-1);
  expect(
    icc1(
      analysisOf([
        [4, 4],
        [4, 4, 4],
      ]),
    ),
  ).toBeNull();
  expect(
    icc1(
      analysisOf([
        [4, 4],
        [5, 5, 5],
      ]),
    ),
  ).toBe(1);
  expect(
    icc2(
      analysisOf([
        [4, 4],
        [5, 5, 5],
      ]),
    ),
  ).toBe(1);
  expect(oneWay([momentsOf([1, 2, 3])])).toBeNull();
  expect(oneWay([])).toBeNull();
  expect(oneWay([[1, 2, 3], [4]].map(momentsOf))).toBeNull();
  expect(oneWay([[1, 2, 3], []].map(momentsOf))).toBeNull();
});

test('moments that no values have are refused', () => {
  expect(() => oneWay([momentsOf([1, 2]), { n: 2, sum: 10n, squares: 49n }])).toThrow(RangeError);
  expect(() => oneWay([momentsOf([1, 2]), { n: 2.5, sum: 1n, squares: 1n }])).toThrow(RangeError);
});

const anyGroups = fc.array(
  fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 2, maxLength: 12 }),
  { minLength: 2, maxLength: 6 },
);

test('the squares between and within add up to all, and are those of the definition', () => {
  fc.assert(
    fc.property(anyGroups, (groups) => {
      const found = analysisOf(groups);
      const centre = meanOf(groups.flat());
      const between = groups.map((group) => group.length * (meanOf(group) - centre) ** 2);
      const all = groups.flat().map((value) => (value - centre) ** 2);
      const degrees = [found.groups - 1, found.n - found.groups] as const;
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      const scale = Math.max(1, sum(all));
      expect((found.betweenMeanSquare * degrees[0] - sum(between)) / scale).toBeCloseTo(0, 10);
      const parts = found.betweenMeanSquare * degrees[0] + found.withinMeanSquare * degrees[1];
      expect((parts - sum(all)) / scale).toBeCloseTo(0, 10);
      expect(found.unbiasedSize).toBeLessThanOrEqual(found.meanSize + 1e-9);
    }),
  );
});

test('moving, stretching or turning the values, and the order of groups, change no correlation', () => {
  const move = fc.tuple(
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: -50, max: 50 }).filter((factor) => factor !== 0),
  );
  fc.assert(
    fc.property(anyGroups, move, (groups, [by, factor]) => {
      const found = analysisOf(groups);
      fc.pre(found.betweenMeanSquare > 0 && icc1(found) !== null);
      const moved = groups.map((group) => group.map((value) => by + factor * value)).toReversed();
      expect(icc1(analysisOf(moved))).toBeCloseTo(icc1(found)!, 10);
      expect(icc2(analysisOf(moved))! / icc2(found)!).toBeCloseTo(1, 8);
      expect(icc1(found)).toBeLessThanOrEqual(1);
      expect(icc2(found)).toBeLessThanOrEqual(1);
    }),
  );
});

test('for the mean size the reliability of a group is the ICC(2)', () => {
  fc.assert(
    fc.property(anyGroups, (groups) => {
      const found = analysisOf(groups);
      fc.pre((icc1(found) ?? -1) > 0);
      expect(groupMeanReliability(icc1(found)!, found.meanSize)).toBeCloseTo(icc2(found)!, 10);
    }),
  );
});

const forms = ['icc11', 'icc21', 'icc31', 'icc1k', 'icc2k', 'icc3k'] as const;

function expectForms(found: RaterReliability | null, expected: readonly number[]): void {
  for (const [i, form] of forms.entries()) expect(found![form]).toBeCloseTo(expected[i]!, 10);
}

describe('raters by targets', () => {
  const six = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];
  test('six targets, four raters', () => {
    const found = shroutFleiss(six);
    expectForms(
      found,
      [0.1657417684, 0.2897637795, 0.7148407148, 0.4427971337, 0.6200505476, 0.9093155424],
    );
    expect(found!.interval11!.low).toBeCloseTo(-0.1329323249, 10);
    expect(found!.interval11!.high).toBeCloseTo(0.7225600623, 10);
    expect(found!.interval31!.low).toBeCloseTo(0.342464765, 9);
    expect(found!.interval31!.high).toBeCloseTo(0.94585826, 9);
  });

  test('raters who agree on nothing', () => {
    const found = shroutFleiss([
      [3, 4, 2],
      [5, 5, 1],
      [2, 4, 4],
      [4, 1, 3],
      [3, 3, 5],
    ]);
    expectForms(found, [
      -1 / 3,
      -0.478260869565217,
      -0.360655737704918,
      -3,
      -33,
      -3.882352941176471,
    ]);
    expect(found!.interval11!.low).toBeCloseTo(-0.459180044242988, 12);
    expect(found!.interval11!.high).toBeCloseTo(0.28757511295265, 12);
    expect(found!.interval31!.low).toBeCloseTo(-0.47020112307042, 12);
    expect(found!.interval31!.high).toBeCloseTo(0.218585408312439, 12);
  });

  test('raters who agree on all, but for their level', () => {
    const found = shroutFleiss([
      [1, 3],
      [2, 4],
      [6, 8],
    ])!;
    expect(found.icc31).toBe(1);
    expect(found.icc3k).toBe(1);
    expect(found.interval31).toEqual({ low: 1, high: 1 });
    expect(found.icc21).toBeLessThan(1);
    expect(found.icc21).toBeGreaterThan(found.icc11!);
  });

  test('where nothing varies there is nothing to say', () => {
    const alike = shroutFleiss([
      [0.1, 0.1, 0.1],
      [0.1, 0.1, 0.1],
    ])!;
    expect(Object.values(alike)).toEqual([null, null, null, null, null, null, null, null]);
    // Only raters differ.
    const levels = shroutFleiss([
      [1, 4],
      [1, 4],
    ])!;
    expect(levels).toMatchObject({ icc1k: null, icc21: 0, icc31: null, icc3k: null });
    expect(levels.icc11).toBeCloseTo(-1, 14);
    // Both targets have the same mean: what doubles leave of its square is no variance.
    const even = shroutFleiss([
      [0.2, 0.1],
      [0, 0.1 + 0.2],
    ])!;
    expect(even).toMatchObject({ icc1k: null, icc2k: null, icc3k: null });
    expect(even.icc31).toBeCloseTo(-1, 12);
    // Nothing is left but the raters' levels, thirds in doubles.
    const left = shroutFleiss([
      [0, 1, 0],
      [0, 1, 0],
    ])!;
    expect(left).toMatchObject({ icc31: null, icc3k: null });
    // T + (R - E) / n is zero.
    const zero = shroutFleiss([
      [2, 1],
      [0, 2],
      [1, 2],
    ])!;
    expect(zero.icc2k).toBeNull();
  });

  test('two of either are needed, and no gaps', () => {
    expect(shroutFleiss([])).toBeNull();
    expect(shroutFleiss([[1, 2, 3]])).toBeNull();
    expect(shroutFleiss([[1], [2]])).toBeNull();
    expect(() => shroutFleiss([[1, 2], [1]])).toThrow(RangeError);
    expect(() =>
      shroutFleiss([
        [1, 2],
        [1, NaN],
      ]),
    ).toThrow(RangeError);
  });
});

const anyRatings = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 5 }))
  .chain(([targets, raters]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: raters, maxLength: raters }), {
      minLength: targets,
      maxLength: targets,
    }),
  );

/** Numbers of all forms and intervals; where a form is a quotient by next to nothing it is left out. */
function expectSame(found: RaterReliability, expected: RaterReliability): void {
  for (const form of forms) {
    const [a, b] = [found[form], expected[form]];
    if (a === null || b === null || Math.abs(b) > 1e3) continue;
    expect(a).toBeCloseTo(b, 6);
  }
  for (const interval of ['interval11', 'interval31'] as const) {
    if (found[interval] === null || expected[interval] === null) continue;
    expect(found[interval].low).toBeCloseTo(expected[interval].low, 6);
    expect(found[interval].high).toBeCloseTo(expected[interval].high, 6);
  }
}

test('the first form is the ICC(1) of the targets as groups, its mean the ICC(2)', () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const found = shroutFleiss(ratings)!;
      const groups = analysisOf(ratings);
      fc.pre(groups.betweenMeanSquare > 1e-9);
      expect(found.icc11).toBeCloseTo(icc1(groups)!, 10);
      expect(found.icc1k! - icc2(groups)!).toBeCloseTo(0, 8);
    }),
  );
});

test('targets and raters in any order, and ratings in any unit, are rated as reliably', () => {
  const reordered = anyRatings.chain((ratings) => {
    const full = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    return fc.tuple(
      fc.constant(ratings),
      full(ratings),
      full(ratings[0]!.map((_, rater) => rater)),
    );
  });
  fc.assert(
    fc.property(reordered, fc.constantFrom(-3, 0.1, 25), ([ratings, targets, raters], factor) => {
      const other = targets.map((row) => raters.map((rater) => factor * row[rater]! - 7));
      expectSame(shroutFleiss(other)!, shroutFleiss(ratings)!);
    }),
  );
});

test('a rater more lenient by as much for all changes the third form not at all', () => {
  fc.assert(
    fc.property(anyRatings, fc.integer({ min: -5, max: 5 }), (ratings, more) => {
      const lenient = shroutFleiss(ratings.map(([first, ...rest]) => [first! + more, ...rest]))!;
      const found = shroutFleiss(ratings)!;
      fc.pre(found.icc31 !== null && lenient.icc31 !== null);
      expect(lenient.icc31).toBeCloseTo(found.icc31, 8);
    }),
  );
});

test('intervals hold the value', () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const { icc11, icc31, interval11, interval31 } = shroutFleiss(ratings)!;
      for (const [value, interval] of [
        [icc11, interval11],
        [icc31, interval31],
      ] as const) {
        if (value === null || interval === null) continue;
        expect(interval.low).toBeLessThanOrEqual(value + 1e-12);
        expect(interval.high).toBeGreaterThanOrEqual(value - 1e-12);
        expect(interval.high).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

test('no form is above 1, and the ICC(1) not below what opposites of its size have', () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const found = shroutFleiss(ratings)!;
      for (const form of ['icc11', 'icc21', 'icc31'] as const) {
        if (found[form] !== null) expect(found[form]).toBeLessThanOrEqual(1 + 1e-9);
      }
      const share = icc1(analysisOf(ratings));
      if (share === null) return;
      expect(share).toBeGreaterThanOrEqual(-1 / (ratings[0]!.length - 1) - 1e-9);
    }),
  );
});

const sumsOf = (ratings: readonly (readonly number[])[]) => {
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const square = (value: number) => value ** 2;
  const raters = ratings[0]!.map((_, rater) => sum(ratings.map((row) => row[rater]!)));
  return {
    raters: raters.length,
    targets: ratings.map((row) => BigInt(sum(row))),
    squares: BigInt(sum(ratings.flat().map(square))),
    raterSquares: BigInt(sum(raters.map(square))),
  };
};

test('sums say of raters what all their ratings say', () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      expectSame(shroutFleissOfSums(sumsOf(ratings))!, shroutFleiss(ratings)!);
    }),
  );
});

test('sums of one rater or of one target say nothing', () => {
  expect(shroutFleissOfSums(sumsOf([[1], [2]]))).toBeNull();
  expect(shroutFleissOfSums(sumsOf([[1, 2]]))).toBeNull();
});
