import { total, varianceOfSum, type Matrix } from './matrix.ts';

/** What one factor behind all items explains. */
export interface Factor {
  /** Of each item its correlation with the factor. Their sum is not negative. */
  readonly loadings: readonly number[];
  /** Of each item the share of its variance that is its own: one minus the squared loading. */
  readonly uniquenesses: readonly number[];
}

/** No item is explained wholly, or sampling error passes for a factor (a Heywood case). */
const largestLoading = Math.sqrt(0.998);

/** The best loading of one item while the others stay: a regression through the origin. */
function bestLoading(row: readonly number[], loadings: readonly number[], item: number): number {
  let [together, squares] = [0, 0];
  for (const [other, loading] of loadings.entries()) {
    if (other === item) continue;
    together += row[other]! * loading;
    squares += loading ** 2;
  }
  const best = squares === 0 ? 0 : together / squares;
  return Math.max(-largestLoading, Math.min(largestLoading, best));
}

/** The item that goes most with all others, whichever way; its row is where the search begins. */
function firstLoadings(correlations: Matrix): readonly number[] {
  const squares = correlations.map((row) => total(row.map((value) => value ** 2)));
  return correlations[squares.indexOf(Math.max(...squares))]!;
}

/** Loadings that move by less are settled. */
const settled = 1e-13;

/** Improves one loading after the other until none moves; null if they do not come to rest. */
function settledLoadings(correlations: Matrix): readonly number[] | null {
  const loadings = [...firstLoadings(correlations)];
  for (let round = 0; round < 10_000; round++) {
    let moved = 0;
    for (const [item, row] of correlations.entries()) {
      const better = bestLoading(row, loadings, item);
      moved = Math.max(moved, Math.abs(better - loadings[item]!));
      loadings[item] = better;
    }
    if (moved < settled) return loadings;
  }
  return null;
}

/**
 * One factor by minimum residuals: the loadings whose products come nearest to the correlations
 * between different items, by least squares. Each loading in turn is put where the sum of squares is
 * smallest until none moves, none above the square root of 0.998; iterated principal axes come to
 * rest at the same place.
 *
 * Takes the correlation matrix of at least three items. Null below, where loadings are not
 * determined, and when they do not settle. Source: Harman & Jones (1966).
 */
export function oneFactor(correlations: Matrix): Factor | null {
  const found = correlations.length < 3 ? null : settledLoadings(correlations);
  if (found === null) return null;
  const sign = total(found) < 0 ? -1 : 1;
  return {
    loadings: found.map((loading) => sign * loading),
    uniquenesses: found.map((loading) => 1 - loading ** 2),
  };
}

/**
 * Omega total: how much of the variance of the sum of standardized items is not the items' own; one
 * minus the sum of the uniquenesses over the sum of all correlations.
 *
 * Takes the correlation matrix of at least three items. Null where there is no factor and where the
 * sum does not vary. Source: McDonald (1999).
 */
export function omegaTotal(correlations: Matrix): number | null {
  const factor = oneFactor(correlations);
  const variance = varianceOfSum(correlations);
  return factor && variance > 0 ? 1 - total(factor.uniquenesses) / variance : null;
}

/**
 * Omega of congeneric items: as above, with the variance that the factor gives the sum, which is the
 * squared sum of the loadings plus the sum of the uniquenesses, in the place of the observed one.
 *
 * Takes the correlation matrix of at least three items. Null where there is no factor.
 * Source: McDonald (1999).
 */
export function omegaCongeneric(correlations: Matrix): number | null {
  const factor = oneFactor(correlations);
  if (factor === null) return null;
  const common = total(factor.loadings) ** 2;
  return common / (common + total(factor.uniquenesses));
}
