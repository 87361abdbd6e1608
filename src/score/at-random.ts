import { nullVariance } from '../stats/agreement.ts';
import { randomOf } from '../stats/random.ts';

/** A question and how many answered it, two or more. */
export interface Asked {
  /** What each option is worth on every scale that the question has; none for a number in a range. */
  readonly scales: readonly (readonly number[])[];
  /** How many points of 100 a worth of 1 is. */
  readonly size: number;
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

/** More answers than this are not drawn, see `drawn`. */
const mostAnswers = 200;

/** How often a question is drawn, and how often the questions of a unit together. */
const draws = 1000;

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function drawNumbers(answers: number, next: () => number): Draws {
  const shares = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < answers; i++) {
      const value = next();
      sum += value;
      squares += value * value;
    }
    shares[draw] = (squares - (sum * sum) / answers) / (answers - 1);
  }
  return { shares, deviations: null };
}

/** Adds the variance and the average deviation of some answers on one scale to those of the others. */
function addSpread(
  { shares, deviations }: { readonly shares: Float64Array; readonly deviations: Float64Array },
  draw: number,
  worth: readonly number[],
  counts: Int32Array,
  answers: number,
): void {
  let sum = 0;
  for (let i = 0; i < worth.length; i++) sum += counts[i]! * worth[i]!;
  const mean = sum / answers;
  let squares = 0;
  let apart = 0;
  for (let i = 0; i < worth.length; i++) {
    const distance = worth[i]! - mean;
    squares += counts[i]! * distance * distance;
    apart += counts[i]! * Math.abs(distance);
  }
  shares[draw]! += squares / (answers - 1);
  deviations[draw]! += apart / answers;
}

function drawOptions(scales: Asked['scales'], answers: number, next: () => number): Draws {
  const options = scales[0]!.length;
  const found = { shares: new Float64Array(draws), deviations: new Float64Array(draws) };
  const counts = new Int32Array(options);
  for (let draw = 0; draw < draws; draw++) {
    counts.fill(0);
    for (let i = 0; i < answers; i++) counts[Math.floor(next() * options)]! += 1;
    for (const worth of scales) addSpread(found, draw, worth, counts, answers);
  }
  return { ...found, deviations: found.deviations.map((sum) => sum / scales.length) };
}

/** How much more one of two has where the other has one more: the slope of the line through them. */
function slope(values: Float64Array, by: Float64Array): number {
  const [y, x] = [meanOf(values), meanOf(by)];
  let both = 0;
  let squares = 0;
  for (let i = 0; i < by.length; i++) {
    both += (values[i]! - y) * (by[i]! - x);
    squares += (by[i]! - x) ** 2;
  }
  return squares === 0 ? 0 : both / squares;
}

/** Values brought to another mean, and `by` times as far apart. */
function about(mean: number, by: number, values: Float64Array): Float64Array {
  const centre = meanOf(values);
  return values.map((value) => mean + (value - centre) * by);
}

/**
 * Draws of so many answers to one question. What they share of the null variance is 1 on average,
 * which is known and not left to the draws; the deviations are corrected by as much as goes with it.
 * Above `mostAnswers` both lie nearer to their means by the root of how many times as many answers
 * there are, as means of many do.
 */
function drawn({ scales, answers }: Asked, seed: string): Draws {
  const counted = Math.min(answers, mostAnswers);
  const next = randomOf(seed);
  const { shares: raw, deviations } =
    scales.length === 0 ? drawNumbers(counted, next) : drawOptions(scales, counted, next);
  const byChance =
    scales.length === 0 ? 1 / 12 : scales.reduce((sum, w) => sum + nullVariance(w), 0);
  const shares = raw.map((variance) => variance / byChance);
  const by = Math.sqrt(counted / answers);
  const excess = meanOf(shares) - 1;
  return {
    shares: about(1, by, shares),
    deviations:
      deviations === null
        ? null
        : about(meanOf(deviations) - excess * slope(deviations, shares), by, deviations),
  };
}

const drawsBefore = new Map<string, Draws>();

const keyOf = ({ scales, answers }: Asked): string => JSON.stringify([answers, scales]);

/** The draws of a question; units ask the same questions, and often as many people. */
function drawsOf(asked: Asked, key: string): Draws {
  const known = drawsBefore.get(key) ?? drawn(asked, key);
  drawsBefore.set(key, known);
  return known;
}

/** The largest value that no more than a twentieth of them stay below. */
const lowerTwentieth = (values: Float64Array): number =>
  values.toSorted()[Math.floor(values.length / 20)]!;

/** Draws of a question, and how many points of 100 its deviations are counted in. */
interface Sized extends Draws {
  readonly size: number;
}

/** Means over several questions, each with one draw of each of them. */
function together(questions: readonly Sized[], next: () => number): Draws {
  const shares = new Float64Array(draws);
  const apart = new Float64Array(draws);
  for (const { shares: own, deviations, size } of questions) {
    for (let draw = 0; draw < draws; draw++) {
      const at = Math.floor(next() * draws);
      shares[draw]! += own[at]!;
      if (deviations !== null) apart[draw]! += deviations[at]! * size;
    }
  }
  const closed = questions.filter(({ deviations }) => deviations !== null).length;
  return {
    shares: shares.map((sum) => sum / questions.length),
    deviations: closed === 0 ? null : apart.map((sum) => sum / closed),
  };
}

/**
 * The agreement that random answers reach one time in twenty: as many to each question as it has,
 * every option as likely as the others and every number of a range as well; each question against its
 * own null variance. Null for no questions.
 *
 * The seeds are the options and the numbers of answers, so that it is the same for the same questions
 * in whatever order. Source of the test: Dunlap, Burke & Smith-Crowe (2003).
 */
export function criticalAgreement(questions: readonly Asked[]): Critical | null {
  if (questions.length === 0) return null;
  const sorted = questions
    .map((asked) => ({ asked, key: keyOf(asked) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.asked.size - b.asked.size));
  const { shares, deviations } = together(
    sorted.map(({ asked, key }) => ({ size: asked.size, ...drawsOf(asked, key) })),
    randomOf(sorted.map(({ key }) => key).join(' ')),
  );
  return {
    rwgStar: 1 - lowerTwentieth(shares),
    deviation: deviations === null ? null : lowerTwentieth(deviations),
  };
}
