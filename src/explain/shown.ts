import type { NotCounted, SideSum } from '../explanation.ts';
import { metricPoints } from '../plan/metric.ts';
import type { Plan, PlanQuestion, Side } from '../plan/types.ts';
import type { QuestionResult, UnitResult } from '../result.ts';
import { points as inPoints } from '../result/round.ts';
import { valueText } from './answer-text.ts';
import type { Basis, Lever, Nudges, Raise } from './basis.ts';
import { fraction, rounded, sum, times, type Fraction } from './fraction.ts';
import { amountOf, ledgerOf, neverCounts, shown, type About, type Line } from './ledger.ts';
import type { Leanings } from './respondents.ts';
import { cellOf, sides } from './shares.ts';
import { hasSteps, neighbours, stepsLeft, stepsUp } from './steps.ts';

/** A question as the result shows it, on one side. */
interface Feed {
  readonly question: number;
  readonly side: Side;
  /** Of the leaning of somebody who answered every question that anybody did. */
  readonly share: Fraction;
  /** Mean of all who answered, milli-points. */
  readonly points: Fraction;
}

/** The one value that everybody gave to a figure; null where there are several, or it is hidden. */
function figureOf({ input }: PlanQuestion, { mean, spread, count }: QuestionResult): number | null {
  if (input.kind !== 'metric' || mean === null) return null;
  return spread === 0 || count === 1 ? Math.round(mean * 10 ** input.decimals) : null;
}

/** The mean points on a side of all who answered, as far as the result tells it. */
function pointsOf(question: PlanQuestion, side: Side, told: QuestionResult): Fraction | null {
  const { input, points } = question;
  if (input.kind === 'metric') {
    const value = figureOf(question, told);
    return value === null ? null : fraction(metricPoints(input.breakpoints, value), 1);
  }
  const { histogram, count } = told;
  if (histogram === null || count === null || count === 0) return null;
  const all = histogram.reduce((sum, many, option) => sum + many * points[side][option]!, 0);
  return fraction(all, count);
}

const isAnswered = ({ state }: QuestionResult): boolean =>
  state === 'answered' || state === 'suppressed';

/** What each question feeds of those that anybody answered; the rest of the shares is hidden. */
function feedsOf(plan: Plan, unit: UnitResult): readonly Feed[] {
  const within = new Float64Array(plan.dimensions.length * 2);
  plan.questions.forEach((question, i) => {
    if (!isAnswered(unit.questions[i]!)) return;
    for (const side of sides) within[cellOf(question, side)]! += question.weights[side];
  });
  const among = sides.map((_, s) =>
    plan.dimensions.reduce((all, { weight }, d) => all + (within[2 * d + s]! > 0 ? weight : 0), 0),
  );
  return plan.questions.flatMap((question, i) =>
    sides.flatMap((side, s): readonly Feed[] => {
      const told = unit.questions[i]!;
      const isTold = unit.dimensions[question.dimension]![side] !== null;
      const points = isTold && question.weights[side] > 0 ? pointsOf(question, side, told) : null;
      if (points === null) return [];
      const inside = fraction(question.weights[side], within[cellOf(question, side)]!);
      const dimension = fraction(plan.dimensions[question.dimension]!.weight, among[s]!);
      return [{ question: i, side, share: times(inside, dimension), points }];
    }),
  );
}

const contributionOf = ({ share, points }: Feed): Fraction => times(share, points);

const lineOf = (feed: Feed): Line => ({
  question: feed.question,
  side: feed.side,
  points: inPoints(rounded(feed.points)),
  amount: amountOf(feed.share, contributionOf(feed)),
});

const unanswered: Readonly<Record<QuestionResult['state'], NotCounted>> = {
  answered: 'hidden',
  suppressed: 'hidden',
  unanswered: 'unanswered',
  'not-applicable': 'not-applicable',
  'not-asked': 'not-asked',
};

function aboutOf(
  plan: Plan,
  { kind, questions }: UnitResult,
  index: number,
  isCounted: boolean,
): About {
  const question = plan.questions[index]!;
  const told = questions[index]!;
  const { histogram } = told;
  const options = (histogram ?? []).flatMap((many, option) => (many > 0 ? [option] : []));
  const value = options.length === 1 ? options[0]! : figureOf(question, told);
  const isOne = kind === 'unit' && question.fact && value !== null;
  return {
    answer: isOne ? valueText(question, value) : null,
    counted: told.count,
    notCounted: isCounted ? null : (neverCounts(question) ?? unanswered[told.state]),
  };
}

/** What hidden questions and missing answers do to the leanings: all that the rows leave of them. */
function restOf(plan: Plan, unit: UnitResult, feeds: readonly Feed[], leanings: Leanings) {
  return sides.flatMap((side): readonly SideSum[] => {
    const own = feeds.filter((feed) => feed.side === side);
    const left = (all: number, parts: readonly Fraction[]) =>
      sum([fraction(all, 1), ...parts.map((part) => times(part, fraction(-1, 1)))]);
    const share = left(
      1,
      own.map((feed) => feed.share),
    );
    const amount = amountOf(share, left(leanings[side], own.map(contributionOf)));
    const questions = plan.questions.filter(({ weights }, i) => {
      const isOpen = own.some(({ question }) => question === i);
      return weights[side] > 0 && isAnswered(unit.questions[i]!) && !isOpen;
    }).length;
    const isNothing = questions === 0 && Object.values(amount).every((each) => each === 0);
    return isNothing ? [] : [{ side, questions, ...shown(amount) }];
  });
}

const toward = (side: Side): 1 | -1 => (side === 'customer' ? 1 : -1);

/** Milli-points of position when one of those who answered gives another option. */
function effectOf(plan: Plan, { counts, shares }: Told, question: number) {
  const { points } = plan.questions[question]!;
  return (from: number, to: number): number =>
    sides.reduce((all, side, s) => {
      const share = shares[2 * question + s]!;
      if (share === 0) return all;
      return (
        all + (toward(side) * share * (points[side][to]! - points[side][from]!)) / counts[question]!
      );
    }, 0);
}

/** The figures shown, by index of the question. */
interface Told {
  readonly counts: readonly number[];
  readonly histograms: readonly (readonly number[])[];
  /** By 2q + s; 0 where there is no row. */
  readonly shares: Float64Array;
}

function toldOf(plan: Plan, unit: UnitResult, feeds: readonly Feed[]): Told {
  const shares = new Float64Array(plan.questions.length * 2);
  for (const { question, side, share } of feeds) {
    shares[2 * question + sides.indexOf(side)] = Number(share.over) / Number(share.under);
  }
  return {
    counts: unit.questions.map(({ count }) => count ?? 0),
    histograms: unit.questions.map(({ histogram }) => histogram ?? []),
    shares,
  };
}

/** What each question of a side can do, its share taken as fixed. */
function leversOf(plan: Plan, told: Told, side: Side): readonly Lever[] {
  return plan.questions.flatMap((asked, question): readonly Lever[] => {
    if (!hasSteps(asked, side) || told.shares[2 * question + sides.indexOf(side)] === 0) return [];
    const effect = effectOf(plan, told, question);
    const lower = [...told.histograms[question]!.entries()]
      .map(([option, many]) => ({ option, many, left: stepsLeft(asked, side, option) }))
      .filter(({ many, left }) => many > 0 && left > 0);
    const after = (steps: number) =>
      lower.reduce((all, { option, many }) => {
        return all + many * effect(option, stepsUp(asked, side, option, steps));
      }, 0);
    const most = Math.max(0, ...lower.map(({ left }) => left));
    return [
      {
        question,
        side,
        people: lower.reduce((all, { many }) => all + many, 0),
        effects: Array.from({ length: most }, (_, i) => after(i + 1)),
      },
    ];
  });
}

/** Single answers one step beside, each moving the position by as much as its share says. */
function nudgesOf(plan: Plan, told: Told, position: number, side: Side): Nudges {
  const effects = plan.questions.flatMap((asked, question) => {
    if (!sides.some((each) => hasSteps(asked, each))) return [];
    const effect = effectOf(plan, told, question);
    return told.histograms[question]!.flatMap((many, option) => {
      if (many === 0) return [];
      const moves = neighbours(plan, question, option).map(
        (to) => toward(side) * effect(option, to),
      );
      return Array.from({ length: many }, () => Math.max(0, ...moves));
    });
  });
  const longest = effects.filter((effect) => effect > 0).toSorted((a, b) => b - a);
  const first = (count: number) => longest.slice(0, count).reduce((all, each) => all + each, 0);
  return {
    count: longest.length,
    position: (count) => position + toward(side) * Math.round(first(count)),
    people: () => null,
  };
}

const moved = (raises: readonly Raise[]): number =>
  raises.reduce((all, [{ effects }, steps]) => all + effects[steps - 1]!, 0);

/**
 * An explanation of a unit from its result alone.
 * @param leanings as they are printed, in milli-points; null when nobody could be scored
 */
export function shownBasis(plan: Plan, unit: UnitResult, leanings: Leanings | null): Basis {
  const feeds = leanings === null ? [] : feedsOf(plan, unit);
  const told = toldOf(plan, unit, feeds);
  const position = leanings === null ? 0 : leanings.customer - leanings.process;
  return {
    name: 'shown',
    ledger: ledgerOf(plan, {
      lines: feeds.map(lineOf),
      about: (question, own) => aboutOf(plan, unit, question, own.length > 0),
      rest: leanings === null ? [] : restOf(plan, unit, feeds, leanings),
      leanings,
    }),
    levers: (side) => leversOf(plan, told, side),
    position: (raises) => position + Math.round(moved(raises)),
    people: () => null,
    nudges: (side) => nudgesOf(plan, told, position, side),
  };
}
