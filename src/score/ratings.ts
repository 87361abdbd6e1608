import type { Plan } from '../plan/types.ts';
import { shroutFleissOfSums, type RaterReliability } from '../stats/groups.ts';
import { addAllSquares, addSquare, emptySquares, squareSum, type Squares } from './moments.ts';
import { Scored, type CodedScore } from './respondent.ts';

/**
 * The people of a unit as raters of the sides of its dimensions: sums over those for whom every side
 * could be scored, in milli-points.
 */
export interface Ratings {
  respondents: number;
  /** By rated side. */
  readonly sums: Float64Array;
  /** Of all ratings, and of the sum that each respondent gave. */
  readonly squares: Squares;
}

/** The sides of dimensions that answers can score, 2d + s. */
export const ratedIn = ({ dimensions, questions }: Plan): readonly number[] =>
  [...dimensions.keys()].flatMap((d) => {
    const own = questions.filter(({ dimension }) => dimension === d);
    return [
      ...(own.some(({ weights }) => weights.customer > 0) ? [2 * d] : []),
      ...(own.some(({ weights }) => weights.process > 0) ? [2 * d + 1] : []),
    ];
  });

export const emptyRatings = (plan: Plan): Ratings => ({
  respondents: 0,
  sums: new Float64Array(ratedIn(plan).length),
  squares: emptySquares(2),
});

/** Adds what respondents make of the sides. */
export function rater(plan: Plan): (ratings: Ratings, score: CodedScore) => void {
  const cells = ratedIn(plan);
  return (ratings, { side, sideState }) => {
    if (!cells.every((cell) => sideState[cell] === Scored)) return;
    ratings.respondents += 1;
    let sum = 0;
    for (const [i, cell] of cells.entries()) {
      const points = side[cell]!;
      sum += points;
      ratings.sums[i]! += points;
      addSquare(ratings.squares, 0, points * points);
    }
    addSquare(ratings.squares, 1, sum * sum);
  };
}

/** Adds to some ratings those of others by the same plan. */
export function joinRatings(into: Ratings, from: Ratings): void {
  into.respondents += from.respondents;
  for (const [i, sum] of from.sums.entries()) into.sums[i]! += sum;
  addAllSquares(into.squares, from.squares);
}

/** How alike people tell the sides apart; null below two people or two sides. */
export const raterReliability = ({
  respondents,
  sums,
  squares,
}: Ratings): RaterReliability | null =>
  shroutFleissOfSums({
    raters: respondents,
    targets: Array.from(sums, BigInt),
    squares: squareSum(squares, 0),
    raterSquares: squareSum(squares, 1),
  });
