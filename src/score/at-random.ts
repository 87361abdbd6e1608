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

/** Of more answers than this only so many are drawn, and stand for all of them. */
const mostAnswers = 200;

/** How often a question is drawn, and how often the questions of a unit together. */
const draws = { question: 2000, unit: 1000 } as const;

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Above `mostAnswers` their variance lies nearer to its mean by the root of how many times as many
 * answers there are, as means of many do.
 */
function drawNumbers(answers: number, next: () => number): Draws {
  const drawn = Math.min(answers, mostAnswers);
  const by = Math.sqrt(drawn / answers);
  const shares = new Float64Array(draws.question);
  for (let draw = 0; draw < draws.question; draw++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < drawn; i++) {
      const value = next();
      sum += value;
      squares += value * value;
    }
    const share = (12 * (squares - (sum * sum) / drawn)) / (drawn - 1);
    shares[draw] = 1 + (share - 1) * by;
  }
  return { shares, deviations: null };
}

/** Adds the variance and the average deviation of some answers on one scale to those of the others. */
function addSpread(
  { shares, deviations }: { readonly shares: Float64Array; readonly deviations: Float64Array },
  draw: number,
  worth: readonly number[],
  counts: Float64Array,
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

/**
 * How many choose each option, of so many who choose among them at random. Above `mostAnswers` the
 * differences grow by the root of how many times as many there are, as those of many do.
 */
function choose(counts: Float64Array, answers: number, next: () => number): void {
  const drawn = Math.min(answers, mostAnswers);
  counts.fill(0);
  for (let i = 0; i < drawn; i++) counts[Math.floor(next() * counts.length)]! += 1;
  if (drawn === answers) return;
  const by = Math.sqrt(answers / drawn);
  for (let i = 0; i < counts.length; i++) {
    counts[i] = answers / counts.length + by * (counts[i]! - drawn / counts.length);
  }
}

function drawOptions(scales: Asked['scales'], answers: number, next: () => number): Draws {
  const shares = new Float64Array(draws.question);
  const deviations = new Float64Array(draws.question);
  const counts = new Float64Array(scales[0]!.length);
  for (let draw = 0; draw < draws.question; draw++) {
    choose(counts, answers, next);
    for (const worth of scales) addSpread({ shares, deviations }, draw, worth, counts, answers);
  }
  const byChance = scales.reduce((sum, worth) => sum + nullVariance(worth), 0);
  return {
    shares: shares.map((variance) => variance / byChance),
    deviations: deviations.map((sum) => sum / scales.length),
  };
}

/** Which draws stand for the distribution, as many as there are, so that a mean of 1 is kept. */
function representative(shares: Float64Array): readonly number[] {
  const mean = meanOf(shares);
  const variance = meanOf(shares.map((share) => (share - mean) ** 2));
  const tilt = variance === 0 ? 0 : (1 - mean) / variance;
  const order = [...shares.keys()].toSorted((a, b) => shares[a]! - shares[b]! || a - b);
  let weight = 0;
  return order.flatMap((at) => {
    const before = Math.round(weight);
    weight += Math.max(0, 1 + tilt * (shares[at]! - mean));
    return Array.from({ length: Math.round(weight) - before }, () => at);
  });
}

/**
 * Draws of so many answers to one question. What they share of the null variance is 1 on average,
 * which is known and not left to the draws: some are taken twice and some left out until it is so.
 * None is changed, for few answers to few questions give few values, and what is found is often equal
 * to one of them.
 */
function drawn({ scales, answers }: Asked, seed: string): Draws {
  const next = randomOf(seed);
  const { shares, deviations } =
    scales.length === 0 ? drawNumbers(answers, next) : drawOptions(scales, answers, next);
  const kept = representative(shares);
  const of = (values: Float64Array) => Float64Array.from(kept, (at) => values[at]!);
  return { shares: of(shares), deviations: deviations === null ? null : of(deviations) };
}

const drawsBefore = new Map<string, Draws>();

/** Very many answers in two digits, so that units of like size share their draws. */
const alike = (asked: Asked): Asked =>
  asked.answers <= mostAnswers
    ? asked
    : { ...asked, answers: Number(asked.answers.toPrecision(2)) };

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
  const shares = new Float64Array(draws.unit);
  const apart = new Float64Array(draws.unit);
  for (const { shares: own, deviations, size } of questions) {
    for (let draw = 0; draw < draws.unit; draw++) {
      const at = Math.floor(next() * own.length);
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
    .map(alike)
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
