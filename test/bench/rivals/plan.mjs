// The scorecard as the rivals written in JavaScript read it: plan.csv, weights in thousandths.
import { readFileSync } from 'node:fs';

/** Milli-points of the answers 1 to 5. */
const points = [0, 25_000, 50_000, 75_000, 100_000];

/** The questions in their order, and the weights of the dimensions. */
export function readPlan(path) {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  const dimensions = [];
  const questions = rows.map((row) => {
    const [id, dimension, side, weight, reversed, dimensionWeight] = row.split(',');
    dimensions[dimension] = Number(dimensionWeight);
    return {
      id,
      dimension: Number(dimension),
      side,
      weight: Number(weight),
      points: reversed === '1' ? points.toReversed() : points,
    };
  });
  return { questions, dimensions };
}
