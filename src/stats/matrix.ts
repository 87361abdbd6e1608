/** Rows of equally many numbers. */
export type Matrix = readonly (readonly number[])[];

/** Sum of numbers. */
export const total = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

/** The elements at the same place in row and column, from the top left to the bottom right. */
export const diagonal = (matrix: Matrix): readonly number[] => matrix.map((row, i) => row[i]!);

/** Beside what it was made from, a number this small is nothing but rounding. */
const roundingShare = 1e-12;

/**
 * Variance of the sum of all columns: the sum of all elements of their covariance matrix.
 *
 * 0 when the columns cancel each other to the last digits.
 */
export function varianceOfSum(covariances: Matrix): number {
  const variance = total(covariances.map(total));
  return variance > roundingShare * total(diagonal(covariances)) ? variance : 0;
}

/** The sum of products, place by place. */
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

const columnsOf = (rows: Matrix): Matrix => rows[0]!.map((_, i) => rows.map((row) => row[i]!));

/**
 * Distances from the mean. The first value is taken off before, so that values that are all alike
 * have none at all.
 */
function centred(values: readonly number[]): readonly number[] {
  const shifted = values.map((value) => value - values[0]!);
  const centre = total(shifted) / shifted.length;
  return shifted.map((value) => value - centre);
}

/**
 * Covariance matrix: for every two columns the sum of products of the distances from their means,
 * divided by n - 1; on the diagonal stand the sample variances.
 *
 * Takes n rows without gaps; returns the columns' units multiplied. Null below two rows, and for
 * rows without columns.
 */
export function covariance(rows: Matrix): Matrix | null {
  if (rows.length < 2 || rows[0]!.length === 0) return null;
  const columns = columnsOf(rows).map(centred);
  return columns.map((a) => columns.map((b) => dot(a, b) / (rows.length - 1)));
}

/**
 * Correlation matrix: every covariance over the product of the two standard deviations.
 *
 * Takes a covariance matrix; returns -1 to 1 (but for rounding), with exactly 1 on the diagonal.
 * Null where a column does not vary, for then it is related to nothing.
 */
export function correlation(matrix: Matrix): Matrix | null {
  const variances = diagonal(matrix);
  if (!variances.every((variance) => variance > 0)) return null;
  return matrix.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : value / Math.sqrt(variances[i]! * variances[j]!))),
  );
}

/** The lower triangle L with L L' = the matrix; null when that is singular to the last digits. */
function cholesky(matrix: Matrix): Matrix | null {
  const lower: number[][] = [];
  for (const [i, given] of matrix.entries()) {
    const row: number[] = [];
    for (let j = 0; j < i; j++) row.push((given[j]! - dot(row, lower[j]!)) / lower[j]![j]!);
    const pivot = given[i]! - dot(row, row);
    if (!(pivot > roundingShare * given[i]!)) return null;
    lower.push([...row, Math.sqrt(pivot)]);
  }
  return lower;
}

const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => Number(i === j)));

/** The x with L x = b, for a lower triangle L. */
function solved(lower: Matrix, b: readonly number[]): readonly number[] {
  const x: number[] = [];
  for (const [i, row] of lower.entries()) x.push((b[i]! - dot(x, row)) / row[i]!);
  return x;
}

/**
 * Inverse of a covariance or correlation matrix, through its Cholesky factor.
 *
 * Null when it is singular, or so near it that the digits of the inverse would be made up: a column
 * that does not vary, one that follows from the others, or no more rows than columns.
 */
export function inverse(matrix: Matrix): Matrix | null {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  const columns = identity(lower.length).map((column) => solved(lower, column));
  return columns.map((a) => columns.map((b) => dot(a, b)));
}
