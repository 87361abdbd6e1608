import type { Plan } from '../plan/types.ts';
import { sampleCovariance } from '../stats/moments.ts';
import { addAllSquares, addSquare, emptySquares, squareSum, type Squares } from './moments.ts';
import { firstOption } from './respondent.ts';
import { batteryOf, scalesOf, worthOf } from './scales.ts';

/** Sums and products of the points of some questions, over those who answered every one of them. */
export interface Crossing {
  respondents: number;
  /** By question, in milli-points. */
  readonly sums: Float64Array;
  /** By pair of questions j <= i, at i (i + 1) / 2 + j. */
  readonly products: Squares;
}

const emptyCrossing = (questions: number): Crossing => ({
  respondents: 0,
  sums: new Float64Array(questions),
  products: emptySquares((questions * (questions + 1)) / 2),
});

/** What is crossed: every scale of a plan, and all their questions together. */
const crossedIn = (plan: Plan) => [
  ...scalesOf(plan),
  { side: 'customer' as const, questions: batteryOf(plan) },
];

/** A crossing for each scale of a plan, and the last for all of them; whole numbers, so that their order does not matter. */
export const emptyCrossings = (plan: Plan): readonly Crossing[] =>
  crossedIn(plan).map(({ questions }) => emptyCrossing(questions.length));

/** Adds the answers of one respondent, by code, to every crossing of a plan. */
export function crosser(plan: Plan): (crossings: readonly Crossing[], code: Uint8Array) => void {
  const scales = crossedIn(plan).map(({ questions, side }) => ({
    questions,
    points: questions.map((i) => worthOf(plan.questions[i]!, side)),
    given: new Float64Array(questions.length),
  }));

  function fill({ questions, points, given }: (typeof scales)[number], code: Uint8Array): boolean {
    for (let k = 0; k < questions.length; k++) {
      const option = code[questions[k]!]! - firstOption;
      if (option < 0) return false;
      given[k] = points[k]![option]!;
    }
    return questions.length > 0;
  }

  function add(crossing: Crossing, given: Float64Array): void {
    crossing.respondents += 1;
    for (let i = 0, at = 0; i < given.length; i++) {
      const own = given[i]!;
      crossing.sums[i]! += own;
      for (let j = 0; j <= i; j++, at++) addSquare(crossing.products, at, own * given[j]!);
    }
  }

  return (crossings, code) => {
    for (let s = 0; s < scales.length; s++) {
      const scale = scales[s]!;
      if (fill(scale, code)) add(crossings[s]!, scale.given);
    }
  };
}

/** Adds to some crossings what others of the same plan have. */
export function joinCrossings(into: readonly Crossing[], from: readonly Crossing[]): void {
  for (const [s, crossing] of into.entries()) {
    const other = from[s]!;
    crossing.respondents += other.respondents;
    for (let i = 0; i < crossing.sums.length; i++) crossing.sums[i]! += other.sums[i]!;
    addAllSquares(crossing.products, other.products);
  }
}

/** The covariance matrix of the questions, in points squared; null below two respondents. */
export function covarianceOf({ respondents, sums, products }: Crossing) {
  if (respondents < 2) return null;
  const between = (i: number, j: number): number => {
    const [high, low] = i < j ? [j, i] : [i, j];
    const product = squareSum(products, (high * (high + 1)) / 2 + low);
    const sum = [BigInt(sums[i]!), BigInt(sums[j]!)] as const;
    return sampleCovariance(respondents, ...sum, product)! / 1000 ** 2;
  };
  return Array.from(sums, (_, i) => Array.from(sums, (_same, j) => between(i, j)));
}
