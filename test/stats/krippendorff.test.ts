import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { krippendorffAlpha, type Metric } from '../../src/stats/krippendorff.ts';

type Ratings = readonly (readonly (number | null)[])[];

const metrics: readonly Metric[] = ['nominal', 'ordinal', 'interval'];

/** Units x raters, from one line a rater; a dot is a gap. */
function unitsOf(...raters: readonly string[]): Ratings {
  const rows = raters.map((line) => line.split(' ').map((each) => (each === '.' ? null : +each)));
  return rows[0]!.map((_, unit) => rows.map((row) => row[unit]!));
}

// Krippendorff's (2011) examples; the fractions from the table of coincidences.
describe('known answers', () => {
  const gaps = unitsOf(
    '1 2 3 3 2 1 4 1 2 . . .',
    '1 2 3 3 2 2 4 1 2 5 . 3',
    '. 3 3 3 2 3 4 2 2 5 1 .',
    '1 2 3 3 2 4 4 1 2 5 1 .',
  );
  const complete = unitsOf('1 1 2 2 4 3 3 3 5 4 4 1', '2 1 2 2 2 3 3 3 5 4 4 4');
  const binary = unitsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0');
  test.each([
    ['four raters with gaps', gaps, 'nominal', 113 / 152],
    ['four raters with gaps', gaps, 'ordinal', 108577 / 133160],
    ['four raters with gaps', gaps, 'interval', 951 / 1120],
    ['two raters, five values', complete, 'nominal', 155 / 224],
    ['two raters, five values', complete, 'ordinal', 7837 / 13104],
    ['two raters, five values', complete, 'interval', 263 / 424],
    ['two raters, two values', binary, 'nominal', 2 / 21],
    ['two raters, two values', binary, 'ordinal', 2 / 21],
    ['two raters, two values', binary, 'interval', 2 / 21],
  ] as const)('%s, %3$s', (_, ratings, metric, expected) => {
    expect(krippendorffAlpha(ratings, metric)).toBeCloseTo(expected, 13);
  });
});

test.each(metrics)('%s: nothing to compare, and nothing that varies', (metric) => {
  expect(krippendorffAlpha([], metric)).toBeNull();
  expect(krippendorffAlpha([[1, null], [null, 2], [null, null], []], metric)).toBeNull();
  expect(krippendorffAlpha([[33.333, 33.333, 33.333], [33.333, 33.333], [1]], metric)).toBeNull();
});

test.each(metrics)('%s: two who always differ agree less than by chance', (metric) => {
  expect(
    krippendorffAlpha(
      [
        [1, 2],
        [2, 1],
        [1, 2],
      ],
      metric,
    ),
  ).toBeCloseTo(1 - 5 / 3, 14);
});

test('what is no number is refused', () => {
  expect(() => krippendorffAlpha([[1, NaN]], 'nominal')).toThrow(RangeError);
  expect(() => krippendorffAlpha([[1, 2], [Infinity]], 'interval')).toThrow(RangeError);
});

/** Up to eight units of up to five raters, with gaps, where anything varies. */
const anyRatings = fc
  .integer({ min: 2, max: 5 })
  .chain((raters) => {
    const rating = fc.option(fc.integer({ min: 1, max: 6 }), { freq: 4 });
    const unit = fc.array(rating, { minLength: raters, maxLength: raters });
    return fc.array(unit, { minLength: 2, maxLength: 8 });
  })
  .filter((ratings) => krippendorffAlpha(ratings, 'nominal') !== null);

/** Alpha from the table of coincidences, cell by cell, as it is usually written. */
function byCoincidences(ratings: Ratings, metric: Metric): number {
  const units = ratings.map((unit) => unit.filter((value) => value !== null));
  const count = (unit: readonly number[], value: number) => unit.filter((v) => v === value).length;
  const cell = (c: number, k: number) =>
    units
      .filter((unit) => unit.length > 1)
      .map((unit) => {
        const pairs = count(unit, c) * (count(unit, k) - (c === k ? 1 : 0));
        return pairs / (unit.length - 1);
      })
      .reduce((sum, pairs) => sum + pairs, 0);
  const values = [1, 2, 3, 4, 5, 6];
  const margins = values.map((c) => values.reduce((sum, k) => sum + cell(c, k), 0));
  const between = (c: number, k: number) => {
    const inner = margins.slice(Math.min(c, k) - 1, Math.max(c, k));
    const ends = (margins[c - 1]! + margins[k - 1]!) / 2;
    return inner.reduce((sum, margin) => sum + margin, 0) - ends;
  };
  const distance = (c: number, k: number) => {
    if (metric === 'nominal') return c === k ? 0 : 1;
    return (metric === 'ordinal' ? between(c, k) : c - k) ** 2;
  };
  const cells = values.flatMap((c) => values.map((k) => [c, k] as const));
  const observed = cells.reduce((sum, [c, k]) => sum + cell(c, k) * distance(c, k), 0);
  const expected = cells.reduce(
    (sum, [c, k]) => sum + margins[c - 1]! * margins[k - 1]! * distance(c, k),
    0,
  );
  const n = margins.reduce((sum, margin) => sum + margin, 0);
  return 1 - ((n - 1) * observed) / expected;
}

test.each(metrics)('%s: alpha is that of the table of coincidences, and 1 at most', (metric) => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const found = krippendorffAlpha(ratings, metric)!;
      expect(found).toBeCloseTo(byCoincidences(ratings, metric), 10);
      expect(found).toBeLessThanOrEqual(1);
    }),
  );
});

const mapped = (ratings: Ratings, change: (value: number) => number): Ratings =>
  ratings.map((unit) => unit.map((value) => (value === null ? null : change(value))));

const labels = fc.uniqueArray(fc.integer(), { minLength: 6, maxLength: 6 });

test('nominal: other labels change nothing', () => {
  fc.assert(
    fc.property(anyRatings, labels, (ratings, names) => {
      const renamed = mapped(ratings, (value) => names[value - 1]!);
      const expected = krippendorffAlpha(ratings, 'nominal');
      expect(krippendorffAlpha(renamed, 'nominal')).toBe(expected);
    }),
  );
});

test('ordinal: any values in the same order, or in the opposite one, change nothing', () => {
  fc.assert(
    fc.property(anyRatings, labels, (ratings, names) => {
      const rising = names.toSorted((a, b) => a - b);
      const expected = krippendorffAlpha(ratings, 'ordinal')!;
      const risen = mapped(ratings, (value) => rising[value - 1]!);
      expect(krippendorffAlpha(risen, 'ordinal')).toBe(expected);
      const fallen = mapped(ratings, (value) => rising[6 - value]!);
      expect(krippendorffAlpha(fallen, 'ordinal')).toBeCloseTo(expected, 10);
    }),
  );
});

test('interval: values moved, stretched or turned round change nothing', () => {
  const move = fc.tuple(
    fc.integer({ min: -1000, max: 1000 }),
    fc.constantFrom(-25, -1, 0.3, 7, 1e5),
  );
  fc.assert(
    fc.property(anyRatings, move, (ratings, [by, factor]) => {
      const moved = mapped(ratings, (value) => by + factor * value);
      const expected = krippendorffAlpha(ratings, 'interval')!;
      expect(krippendorffAlpha(moved, 'interval')).toBeCloseTo(expected, 8);
    }),
  );
});

test.each(metrics)('%s: the order of units and of raters is nothing', (metric) => {
  const shuffled = anyRatings.chain((ratings) => {
    const raters = ratings[0]!.map((_, rater) => rater);
    const full = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    return fc.tuple(fc.constant(ratings), full(ratings), full(raters));
  });
  fc.assert(
    fc.property(shuffled, ([ratings, units, raters]) => {
      const other = units.map((unit) => raters.map((rater) => unit[rater]!));
      const expected = krippendorffAlpha(ratings, metric)!;
      expect(krippendorffAlpha(other, metric)).toBeCloseTo(expected, 10);
    }),
  );
});

test.each(metrics)('%s: where all answers to a unit are the same, alpha is 1', (metric) => {
  const unit = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 5 }));
  fc.assert(
    fc.property(fc.array(unit, { minLength: 2, maxLength: 8 }), (units) => {
      fc.pre(new Set(units.map(([value]) => value)).size > 1);
      const ratings = units.map(([value, raters]) => Array.from({ length: raters }, () => value));
      expect(krippendorffAlpha(ratings, metric)).toBe(1);
    }),
  );
});

test.each(metrics)('%s: units with one answer, and gaps, say nothing', (metric) => {
  fc.assert(
    fc.property(anyRatings, fc.integer({ min: 1, max: 6 }), (ratings, value) => {
      const more = [...ratings.map((unit) => [null, ...unit]), [null, value], [null, null]];
      const expected = krippendorffAlpha(ratings, metric);
      expect(krippendorffAlpha(more, metric)).toBe(expected);
    }),
  );
});
