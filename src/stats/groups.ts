import { fisherQuantile } from './fisher.ts';
import { sampleVariance } from './moments.ts';
import { spearmanBrown } from './reliability.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const meanOf = (values: readonly number[]): number => total(values) / values.length;

/** How many values a group has, their sum and the sum of their squares; the values are integers. */
export interface GroupMoments {
  readonly n: number;
  readonly sum: bigint;
  readonly squares: bigint;
}

/** Analysis of variance of one value by groups; mean squares in the values' unit squared. */
export interface OneWay {
  readonly betweenMeanSquare: number;
  readonly withinMeanSquare: number;
  /** How many groups. */
  readonly groups: number;
  /** How many values in all. */
  readonly n: number;
  readonly meanSize: number;
  /** The size at which the expected mean squares are those of equal groups; the mean size at most. */
  readonly unbiasedSize: number;
}

/** n times the squared distance of the group's mean from the mean of all; one rounding at a time. */
function betweenSquares({ n, sum }: GroupMoments, all: GroupMoments): number {
  const distance = sum * BigInt(all.n) - all.sum * BigInt(n);
  return Number(distance) ** 2 / (n * all.n ** 2);
}

/** Sum of the squared distances of the group's values from its mean. */
const withinSquares = ({ n, sum, squares }: GroupMoments): number =>
  (n - 1) * sampleVariance(n, sum, squares)!;

const together = (groups: readonly GroupMoments[]): GroupMoments =>
  groups.reduce((a, b) => ({ n: a.n + b.n, sum: a.sum + b.sum, squares: a.squares + b.squares }));

/**
 * One-way analysis of variance: between groups the sum of n_g (mean_g - mean)^2 over G - 1, within
 * them the sum of the squared distances from mean_g over N - G. The unbiased size of a group is
 * (N - sum of n_g^2 / N) / (G - 1).
 *
 * Takes the moments of each group's values. Null below two groups and where a group has fewer than
 * two values: what differs within it cannot be told. Throws RangeError for moments that no values have.
 * Source: Bartko (1976); Bliese (2000).
 */
export function oneWay(groups: readonly GroupMoments[]): OneWay | null {
  if (groups.length < 2 || groups.some(({ n }) => n < 2)) return null;
  const all = together(groups);
  const between = total(groups.map((group) => betweenSquares(group, all)));
  const squaredSizes = total(groups.map(({ n }) => n ** 2));
  return {
    betweenMeanSquare: between / (groups.length - 1),
    withinMeanSquare: total(groups.map(withinSquares)) / (all.n - groups.length),
    groups: groups.length,
    n: all.n,
    meanSize: all.n / groups.length,
    unbiasedSize: (all.n - squaredSizes / all.n) / (groups.length - 1),
  };
}

/** A share of some variance; null where there is none, or none but the rounding of what is left. */
const shareOf = (part: number, whole: number): number | null =>
  whole > 0 && whole > 1e-12 * Math.abs(part) ? part / whole : null;

/** Share of variance between, where a mean square between holds `size` times that and one error. */
const singleShare = (between: number, error: number, size: number): number | null =>
  shareOf(between - error, between + (size - 1) * error);

/**
 * ICC(1): how far the group that a value is from explains it, the share of variance that lies between
 * groups; (between - within) / (between + (size - 1) within).
 *
 * Takes an analysis of variance and the size that groups are taken to have, by default their mean.
 * Returns 1 at most; below 0 groups differ less than chance makes them, which is no group effect. Null
 * where all values are the same. Source: Bartko (1976).
 */
export const icc1 = (
  { betweenMeanSquare, withinMeanSquare, meanSize }: OneWay,
  size: number = meanSize,
): number | null => singleShare(betweenMeanSquare, withinMeanSquare, size);

/**
 * ICC(2): how reliably groups can be told apart by their means, (between - within) / between.
 *
 * Returns 1 at most and may be negative without bound. Null where all groups have the same mean.
 * Source: Bartko (1976).
 */
export const icc2 = ({ betweenMeanSquare, withinMeanSquare }: OneWay): number | null =>
  shareOf(betweenMeanSquare - withinMeanSquare, betweenMeanSquare);

/**
 * Reliability of the mean of one group of n values: that of a scale of n such values, with the ICC(1)
 * for the reliability of one.
 *
 * Null where so negative an ICC(1) cannot be that of groups of this size. Source: Bliese (2000).
 */
export const groupMeanReliability = (icc: number, n: number): number | null =>
  spearmanBrown(icc, n);

/** A confidence interval at 95%. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * How reliably raters tell targets apart, in the six forms of Shrout & Fleiss: 1 each target has its own
 * raters, 2 all are rated by the same, drawn from many, 3 the same and no others matter; for a single
 * rating and, with k, for the mean of all raters. Null where nothing varies enough to say.
 */
export interface RaterReliability {
  readonly icc11: number | null;
  readonly icc21: number | null;
  readonly icc31: number | null;
  readonly icc1k: number | null;
  readonly icc2k: number | null;
  readonly icc3k: number | null;
  readonly interval11: Interval | null;
  readonly interval31: Interval | null;
}

interface MeanSquares {
  readonly targets: number;
  readonly raters: number;
  /** Left over within a target. */
  readonly within: number;
  /** Left over when the raters' means are allowed for, too. */
  readonly error: number;
}

const squaresOf = (values: readonly number[]): number => total(values.map((value) => value ** 2));

/** Of targets x raters, two of either at least. */
function meanSquares(rows: readonly (readonly number[])[]): MeanSquares {
  const [n, r] = [rows.length, rows[0]!.length];
  const byTarget = rows.map(meanOf);
  const byRater = rows[0]!.map((_, rater) => meanOf(rows.map((row) => row[rater]!)));
  const centre = meanOf(byTarget);
  const left = rows.flatMap((row, i) => row.map((value) => value - byTarget[i]!));
  const error = left.map((value, i) => value - byRater[i % r]! + centre);
  // Of equal means doubles leave differences by 1e-16 of their size, which are no variance.
  const least = 1e-26 * squaresOf(rows.flat());
  const meanSquare = (values: readonly number[], df: number) =>
    squaresOf(values) > least ? squaresOf(values) / df : 0;
  return {
    targets:
      r *
      meanSquare(
        byTarget.map((mean) => mean - centre),
        n - 1,
      ),
    raters:
      n *
      meanSquare(
        byRater.map((mean) => mean - centre),
        r - 1,
      ),
    within: meanSquare(left, n * (r - 1)),
    error: meanSquare(error, (n - 1) * (r - 1)),
  };
}

/** Interval of a single form: its mean square within, times and over quantiles of F. */
function singleInterval(
  between: number,
  within: number,
  { raters, df }: { raters: number; df: readonly [between: number, within: number] },
): Interval | null {
  const low = singleShare(between, within * fisherQuantile(0.975, df[0], df[1]), raters);
  const high = singleShare(between, within / fisherQuantile(0.975, df[1], df[0]), raters);
  return low === null || high === null ? null : { low, high };
}

function check(rows: readonly (readonly number[])[]): void {
  const raters = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== raters || !row.every(Number.isFinite)))
    throw new RangeError('every target needs a finite rating of every rater');
}

/**
 * Intraclass correlations of raters by targets, from the mean squares of targets T, raters R, what is
 * left within a target W and what is left within it besides the raters E; r raters, n targets:
 * (1,1) = (T - W) / (T + (r - 1) W), (2,1) = (T - E) / (T + (r - 1) E + r (R - E) / n), (3,1) =
 * (T - E) / (T + (r - 1) E); for means (T - W) / T, (T - E) / (T + (R - E) / n) and (T - E) / T. With
 * 95% intervals of (1,1) and (3,1) by Fisher's F.
 *
 * Takes targets x raters, complete, in any unit. Null below two targets or two raters. Throws
 * RangeError for gaps. Source: Shrout & Fleiss (1979).
 */
export function shroutFleiss(rows: readonly (readonly number[])[]): RaterReliability | null {
  check(rows);
  const [n, r] = [rows.length, rows[0]?.length ?? 0];
  return n < 2 || r < 2 ? null : formsOf(n, r, meanSquares(rows));
}

/** What complete ratings of targets by raters add up to; integers, exact at any size. */
export interface RatingSums {
  readonly raters: number;
  /** The sum of each target's ratings. */
  readonly targets: readonly bigint[];
  /** Of all ratings. */
  readonly squares: bigint;
  /** Of the sums of each rater. */
  readonly raterSquares: bigint;
}

/**
 * The same from sums, for any number of raters.
 *
 * Takes sums of integers; null below two targets or two raters.
 */
export function shroutFleissOfSums(sums: RatingSums): RaterReliability | null {
  const { raters: r, targets: each } = sums;
  const n = each.length;
  if (n < 2 || r < 2) return null;
  const [targets, raters] = [BigInt(n), BigInt(r)];
  const all = each.reduce((sum, own) => sum + own, 0n);
  // All of them n r times as large, so that they are whole.
  const ofTargets = targets * each.reduce((sum, own) => sum + own * own, 0n) - all * all;
  const ofRaters = raters * sums.raterSquares - all * all;
  const left = targets * raters * sums.squares - all * all - ofTargets;
  const meanSquare = (squares: bigint, df: number): number => Number(squares) / (n * r * df);
  return formsOf(n, r, {
    targets: meanSquare(ofTargets, n - 1),
    raters: meanSquare(ofRaters, r - 1),
    within: meanSquare(left, n * (r - 1)),
    error: meanSquare(left - ofRaters, (n - 1) * (r - 1)),
  });
}

/** All forms, of n targets and r raters. */
function formsOf(
  n: number,
  r: number,
  { targets, raters, within, error }: MeanSquares,
): RaterReliability {
  return {
    icc11: singleShare(targets, within, r),
    icc21: shareOf(targets - error, targets + (r - 1) * error + (r * (raters - error)) / n),
    icc31: singleShare(targets, error, r),
    icc1k: shareOf(targets - within, targets),
    icc2k: shareOf(targets - error, targets + (raters - error) / n),
    icc3k: shareOf(targets - error, targets),
    interval11: singleInterval(targets, within, { raters: r, df: [n - 1, n * (r - 1)] }),
    interval31: singleInterval(targets, error, { raters: r, df: [n - 1, (n - 1) * (r - 1)] }),
  };
}
