import { averageDeviation } from '../stats/agreement.ts';
import { randomOf } from '../stats/random.ts';

/** How a question can be answered, as far as chance goes. */
export interface Chances {
  /** Points of each option on every scale that the question has; none for a number of any size. */
  readonly scales: readonly (readonly number[])[];
  /** The points of a scale of 100 on one of its own. */
  readonly width: number;
}

/** A question and how many answered it, two or more. */
export interface Asked {
  readonly chances: Chances;
  readonly answers: number;
}

/** What random answers reach one time in twenty. */
export interface Critical {
  /** r*wg that they reach or exceed. */
  readonly rwgStar: number;
  /** Average deviation, in points of 100, that they reach or stay below; null for numbers alone. */
  readonly deviation: number | null;
}

/** What random answers to one question gave, draw by draw. */
interface Draws {
  /** Observed over null variance. */
  readonly shares: Float64Array;
  readonly deviations: Float64Array | null;
}

/** More answers are not drawn, see `spreadLike`. */
const mostAnswers = 200;

const drawsFor = (answers: number): number =>
  Math.max(1000, Math.min(5000, Math.floor(200_000 / answers)));

/** How often sets of questions are drawn. */
const draws = 1000;

const total = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

function varianceOf(values: readonly number[], counts: readonly number[], answers: number): number {
  const centre = total(values.map((value, i) => value * counts[i]!)) / answers;
  return total(values.map((value, i) => (value - centre) ** 2 * counts[i]!)) / (answers - 1);
}

function drawNumbers(answers: number, next: () => number): Draws {
  const once = Array.from({ length: answers }, () => 1);
  const shares = Float64Array.from({ length: drawsFor(answers) }, () =>
    varianceOf(once.map(next), once, answers),
  );
  return { shares, deviations: null };
}

function drawOptions({ scales, width }: Chances, answers: number, next: () => number): Draws {
  const options = scales[0]!.length;
  const shares = new Float64Array(drawsFor(answers));
  const deviations = new Float64Array(shares.length);
  for (let draw = 0; draw < shares.length; draw++) {
    const counts = Array.from({ length: options }, () => 0);
    for (let i = 0; i < answers; i++) counts[Math.floor(next() * options)]! += 1;
    shares[draw] = total(scales.map((points) => varianceOf(points, counts, answers)));
    const apart = total(scales.map((points) => averageDeviation(points, counts)!));
    deviations[draw] = apart / scales.length / width;
  }
  return { shares, deviations };
}

/** Draws brought to a mean, and as much nearer to it as `by` says. */
function about(mean: number, by: number, values: Float64Array): Float64Array {
  const centre = total(values) / values.length;
  return values.map((value) => mean + (value - centre) * by);
}

/**
 * Draws of so many answers. The variance of random answers is the null variance on average, which is
 * known and so not left to the draws. Above `mostAnswers` both lie nearer to their means by the root
 * of how many times as many there are, as means of many do.
 */
function drawn(chances: Chances, answers: number, seed: string): Draws {
  const drawnAnswers = Math.min(answers, mostAnswers);
  const next = randomOf(seed);
  const { shares, deviations } =
    chances.scales.length === 0
      ? drawNumbers(drawnAnswers, next)
      : drawOptions(chances, drawnAnswers, next);
  const by = Math.sqrt(drawnAnswers / answers);
  const scale = total(shares) / shares.length;
  return {
    shares: about(
      1,
      by,
      shares.map((share) => share / scale),
    ),
    deviations:
      deviations === null ? null : about(total(deviations) / deviations.length, by, deviations),
  };
}

const drawsBefore = new Map<string, Draws>();

const keyOf = ({ chances, answers }: Asked): string => JSON.stringify([answers, chances]);

/** The draws of a question; units ask the same questions, and often as many people. */
function drawsOf({ chances, answers }: Asked, key: string): Draws {
  const known = drawsBefore.get(key) ?? drawn(chances, answers, key);
  drawsBefore.set(key, known);
  return known;
}

/** The value that a twentieth of these, and no more, fall below. */
const lowerTwentieth = (values: Float64Array): number =>
  values.toSorted()[Math.floor(values.length / 20) - 1]!;

/** Means over several questions, each draw with one draw of each of them. */
function meansOf(questions: readonly Float64Array[], next: () => number): Float64Array {
  const means = new Float64Array(draws);
  for (const values of questions) {
    for (let draw = 0; draw < draws; draw++) {
      means[draw]! += values[Math.floor(next() * values.length)]!;
    }
  }
  return means.map((sum) => sum / questions.length);
}

function criticalOf(questions: readonly Draws[], seed: string): Critical {
  const next = randomOf(seed);
  const shares = meansOf(
    questions.map((each) => each.shares),
    next,
  );
  const closed = questions.flatMap(({ deviations }) => deviations ?? []);
  return {
    rwgStar: 1 - lowerTwentieth(shares),
    deviation: closed.length === 0 ? null : lowerTwentieth(meansOf(closed, next)),
  };
}

/**
 * The agreement that random answers reach one time in twenty: as many to each question as it has,
 * every option as likely as the others and every number of a range as well; each question against its
 * own null variance. Null for no questions.
 *
 * Every question is drawn some thousand times, and the questions a thousand times together. The seeds
 * are the options and the numbers of answers, so that it is the same for the same questions in
 * whatever order. Source of the test: Dunlap, Burke & Smith-Crowe (2003).
 */
export function criticalAgreement(questions: readonly Asked[]): Critical | null {
  if (questions.length === 0) return null;
  const sorted = questions
    .map((asked) => ({ asked, key: keyOf(asked) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return criticalOf(
    sorted.map(({ asked, key }) => drawsOf(asked, key)),
    sorted.map(({ key }) => key).join(' '),
  );
}
