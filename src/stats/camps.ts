// Conditions are multiplied out to counts and sums. Those are integers, exact for some forty answers
// in milli-points, so that in a small group a tie with a threshold falls the same way on any scale.

interface Option {
  readonly points: number;
  readonly count: number;
}

interface Camp {
  readonly count: number;
  readonly sum: number;
}

interface Cut {
  readonly low: Camp;
  readonly high: Camp;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const campOf = (options: readonly Option[]): Camp => ({
  count: total(options.map(({ count }) => count)),
  sum: total(options.map(({ points, count }) => points * count)),
});

/** Every cut of the ordered options that has answers on both sides. */
const cutsOf = (options: readonly Option[]): readonly Cut[] =>
  options
    .map((_, at) => ({ low: campOf(options.slice(0, at)), high: campOf(options.slice(at)) }))
    .filter(({ low, high }) => low.count > 0 && high.count > 0);

/** Distance of the camps' means, times both counts. */
const gap = ({ low, high }: Cut): number => high.sum * low.count - low.sum * high.count;

/** The camps' counts multiplied: how many pairs of opponents there are. */
const pairs = ({ low, high }: Cut): number => low.count * high.count;

/**
 * Variance between the camps, times n squared: squared distance of the means, times both counts.
 */
const between = (cut: Cut): number => gap(cut) ** 2 / pairs(cut);

/** Variance with n, times n squared: n times the sum of squares minus the square of the sum. */
function spread(options: readonly Option[]): number {
  const { count, sum } = campOf(options);
  return count * total(options.map((option) => option.points ** 2 * option.count)) - sum ** 2;
}

/** The cuts with the largest variance between the camps; several, when they tie. */
function bestCuts(options: readonly Option[]): readonly Cut[] {
  const cuts = cutsOf(options);
  const largest = Math.max(...cuts.map(between));
  return cuts.filter((cut) => between(cut) === largest);
}

/** The cut explains at least 80% of the variance. Evenly spread answers reach about 75%. */
const explains = (cut: Cut, options: readonly Option[]): boolean =>
  5 * gap(cut) ** 2 >= 4 * pairs(cut) * spread(options);

/**
 * Each camp holds a quarter of the answers, and two at least: one person is a dissenter, no camp.
 */
function bothCount({ low, high }: Cut): boolean {
  const smaller = Math.min(low.count, high.count);
  return smaller >= 2 && 4 * smaller >= low.count + high.count;
}

/**
 * The camps' means stand at least half the range of the options apart: neighbours do not quarrel.
 */
const farApart = (cut: Cut, options: readonly Option[]): boolean =>
  2 * gap(cut) >= (options.at(-1)!.points - options[0]!.points) * pairs(cut);

/** The options in the middle half of the way from one camp's mean to the other's. */
function middle(cut: Cut, options: readonly Option[]): readonly Option[] {
  const low = cut.low.sum * cut.high.count;
  const high = cut.high.sum * cut.low.count;
  return options.filter(({ points }) => {
    const here = 4 * points * pairs(cut);
    return here >= 3 * low + high && here <= low + 3 * high;
  });
}

/**
 * The options between the camps drew less than half of their fair share of the answers. Where there
 * is no option between, nobody can have avoided it, and camps cannot be told from chance.
 */
function isValley(cut: Cut, options: readonly Option[]): boolean {
  const avoided = middle(cut, options);
  const answers = cut.low.count + cut.high.count;
  return 2 * campOf(avoided).count * options.length < answers * avoided.length;
}

/**
 * Whether the answers are split in two camps rather than merely wide: when they are cut in two
 * where the variance between the camps is largest (after Otsu 1979), the cut explains at least 80%
 * of the variance, each camp holds at least a quarter of the answers, the camps' means stand at
 * least half the range of the options apart, and the options between were avoided.
 *
 * Takes the points of the options in any order and, in the same order, how often each was
 * answered. Answers spread evenly over any options are not split; nor are answers to just two
 * options, whose disagreement the variance alone tells. Throws RangeError for lists of different
 * length.
 *
 * The rule and its thresholds are judgement, not a test of significance. They describe the answers
 * given: six people who tick one of five options at random look split one time in three, people
 * who lean to the middle one time in ten.
 */
export function isSplit(points: readonly number[], histogram: readonly number[]): boolean {
  if (points.length !== histogram.length)
    throw new RangeError(`${points.length} options but ${histogram.length} counts`);
  const options = points
    .map((point, i): Option => ({ points: point, count: histogram[i]! }))
    .toSorted((a, b) => a.points - b.points);
  const conditions = [explains, bothCount, farApart, isValley];
  // Of tied cuts any may do, or mirrored answers could be judged differently.
  return bestCuts(options).some((cut) => conditions.every((holds) => holds(cut, options)));
}
