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

/** A matrix in another order of rows and columns, and the lower triangle L with L L' = that. */
interface Factor {
  readonly order: readonly number[];
  readonly lower: Matrix;
}

/**
 * The Cholesky factor, each time of the column of which the ones before leave most, so that one that
 * follows from others is found whatever its place; null when the matrix is singular to the last
 * digits.
 */
function cholesky(matrix: Matrix): Factor | null {
  const rows = matrix.map((): number[] => []);
  const share = (i: number): number => 1 - dot(rows[i]!, rows[i]!) / matrix[i]![i]!;
  const order: number[] = [];
  const rest = new Set(matrix.keys());
  while (rest.size > 0) {
    const next = [...rest].reduce((most, i) => (share(i) > share(most) ? i : most));
    if (!(share(next) > roundingShare)) return null;
    const pivot = Math.sqrt(share(next) * matrix[next]![next]!);
    rest.delete(next);
    for (const i of rest) rows[i]!.push((matrix[i]![next]! - dot(rows[next]!, rows[i]!)) / pivot);
    rows[next]!.push(pivot);
    order.push(next);
  }
  return { order, lower: order.map((i) => rows[i]!) };
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
  const factor = cholesky(matrix);
  if (factor === null) return null;
  const columns = identity(matrix.length).map((column) =>
    solved(
      factor.lower,
      factor.order.map((i) => column[i]!),
    ),
  );
  return columns.map((a) => columns.map((b) => dot(a, b)));
}
