import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairedDifference, welchDifference } from '../../src/stats/difference.ts';

const before = [12000, -4500, 8200, 31000, 500, 17700];
const after = [15000, 2500, 4100, 44000, 9500, 20200];

/** Mean, low, high, t, df, p to eight digits. */
function expectDifference(
  found: ReturnType<typeof pairedDifference>,
  expected: readonly number[],
): void {
  const { mean, low, high, t, df, p } = found!;
  [mean, low, high, t, df, p].forEach((value, i) => {
    expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-8);
  });
}

// Computed with SciPy 1.17: ttest_1samp and ttest_ind(equal_var=False).
describe('known answers', () => {
  test('the same people twice', () => {
    const differences = after.map((value, i) => value - before[i]!);
    expectDifference(
      pairedDifference(differences, 0.95),
      [
        5066.666666666667, -1177.8428293571596, 11311.176162690494, 2.0857172703237143, 5,
        0.09139563527288007,
      ],
    );
  });

  test.each([
    [
      before,
      after,
      [
        5066.666666666668, -13085.433212651591, 23218.766545984927, 0.624816953842756,
        9.669617313061186, 0.546550969415643,
      ],
    ],
    [
      before,
      [-51000, -48000, 3000],
      [
        -42816.666666666664, -111044.761990481, 25411.428657147662, -2.3435222076014517,
        2.3572543321496755, 0.12451990328415259,
      ],
    ],
    // One set without spread and two values in the other: the fewest degrees of freedom there are.
    [
      [1000, 3000],
      [20000, 20000],
      [18000, 5293.795263825306, 30706.204736174695, 18, 1, 0.03533144577626927],
    ],
  ])('two sets of people', (first, second, expected) => {
    expectDifference(welchDifference(first, second, 0.95), expected);
  });
});

test('too few people, or no spread, leave nothing to test', () => {
  expect(pairedDifference([], 0.95)).toBeNull();
  expect(pairedDifference([5], 0.95)).toBeNull();
  expect(pairedDifference([5, 5, 5], 0.95)).toBeNull();
  expect(welchDifference([1], [1, 2], 0.95)).toBeNull();
  expect(welchDifference([1, 1], [2, 2], 0.95)).toBeNull();
});

const values = fc.array(fc.integer({ min: -100_000, max: 100_000 }), {
  minLength: 2,
  maxLength: 9,
});

test('turning before and after round turns the difference round', () => {
  fc.assert(
    fc.property(values, values, (first, second) => {
      const [there, back] = [
        welchDifference(first, second, 0.95),
        welchDifference(second, first, 0.95),
      ];
      fc.pre(there !== null);
      expect(back!.mean).toBeCloseTo(-there.mean, 6);
      expect(back!.low).toBeCloseTo(-there.high, 6);
      expect(back!.p).toBeCloseTo(there.p, 12);
      expect(there.df).toBeGreaterThanOrEqual(Math.min(first.length, second.length) - 1);
      expect(there.df).toBeLessThanOrEqual(first.length + second.length - 2 + 1e-9);
    }),
  );
});

test('the order of the values, their zero and their unit leave t, its freedom and its chance alone', () => {
  const unit = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(values, values, unit, fc.integer(), (first, second, factor, by) => {
      const there = welchDifference(first, second, 0.95);
      fc.pre(there !== null);
      const moved = (list: readonly number[]) =>
        list.toReversed().map((value) => factor * value + (by % 1_000_000));
      const found = welchDifference(moved(first), moved(second), 0.95)!;
      expect(found.t).toBeCloseTo(there.t, 6);
      expect(found.df).toBeCloseTo(there.df, 6);
      expect(found.p).toBeCloseTo(there.p, 8);
      expect(found.mean / factor).toBeCloseTo(there.mean, 4);
      expect(there.p).toBeGreaterThanOrEqual(0);
      expect(there.p).toBeLessThanOrEqual(1);
    }),
  );
});
