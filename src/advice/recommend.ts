import type { Plan, PlanPractice, Target } from '../plan/types.ts';
import { breachesOf } from '../score/position.ts';
import { standingOf, type UnitPosition, type UnitScore } from '../score/unit.ts';
import {
  aimOf,
  nothingUnseen,
  questionShortfalls,
  seenScore,
  shortfalls,
  sidesOf,
  type QuestionShortfall,
  type Shortfall,
  type Unseen,
} from './need.ts';

/** The most recommendations a unit gets. */
const most = 5;
const mostPerDimension = 2;
/** Fewer scored respondents than this make every recommendation a hypothesis. */
const fewRespondents = 5;
export const effortCost = { S: 1, M: 1.6, L: 2.5, XL: 4 } as const;

/** A practice with what speaks for it at one unit. */
interface Candidate {
  readonly practice: PlanPractice;
  readonly shortfalls: readonly Shortfall[];
  /** The linked question that lacks most, if any is linked and scored. */
  readonly question: QuestionShortfall | null;
  /** Shortfalls of its sides together, as a share of 100 points. */
  readonly need: number;
  /** 0.5 to 2: how much its own questions lack, against what all of them do. */
  readonly emphasis: number;
  /** weight x need x leverage x emphasis / effort. */
  readonly priority: number;
  /** Acts on a side whose leaning is below its floor. */
  readonly mendsFloor: boolean;
}

/** What became of a practice at a unit, and by which rule. `rank` counts from 1. */
export type Verdict =
  | { readonly rule: 'recommended'; readonly rank: number }
  /** Its sides fall short of nothing, or weigh nothing. */
  | { readonly rule: 'no-need' }
  /** Nobody could be scored on its sides. */
  | { readonly rule: 'unscored' }
  | { readonly rule: 'feeds-the-lead' }
  /** Its place in the queue was not reached. */
  | { readonly rule: 'outranked'; readonly rank: number }
  | { readonly rule: 'third-in-dimension'; readonly rank: number }
  /** It stood among the five, none of which was of small effort. */
  | { readonly rule: 'gave-way'; readonly rank: number; readonly to: string };

/** A practice of the library with what was decided about it. */
export interface Considered extends Candidate {
  readonly verdict: Verdict;
}

/** A practice chosen for a unit, with what it rests on and what it may move. */
export interface Recommendation extends Candidate {
  readonly before: UnitPosition;
  /** The unit re-scored with the shortfalls closed by the practice's leverage. */
  readonly after: UnitPosition;
  readonly isHypothesis: boolean;
}

/**
 * The few practices most worth doing next, best first. Need times leverage over effort, with the
 * rules that floors outrank everything, the leading side is not fed, foundations come before large
 * efforts, a fragmented unit talks first, and variety of dimensions and effort. Equal priorities go
 * by id. The rules and their numbers are judgement.
 */
export function recommend(
  plan: Plan,
  unit: UnitScore,
  unseen: Unseen = nothingUnseen,
): readonly Recommendation[] {
  const { standing } = unit;
  if (standing === null) return [];
  const isHypothesis = isUncertain(unit, standing, aimOf(plan, unit));
  const ranked = consider(plan, unit, unseen).flatMap(({ verdict, ...candidate }) =>
    verdict.rule === 'recommended' ? [{ candidate, rank: verdict.rank }] : [],
  );
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ candidate }) => ({
      ...candidate,
      before: standing,
      after: rescored(plan, unit, standing, candidate),
      isHypothesis,
    }));
}

/**
 * Every practice of the library, in its order, with what was decided about it and by which rule.
 * Empty when nobody could be scored.
 */
export function consider(
  plan: Plan,
  unit: UnitScore,
  unseen: Unseen = nothingUnseen,
): readonly Considered[] {
  const { standing } = unit;
  if (standing === null) return [];
  const aim = aimOf(plan, unit);
  const all = candidatesOf(plan, unit, standing, aim, unseen);
  const isHelp = (each: Candidate) => each.priority > 0 && !feedsTheLead(each, standing, aim);
  const chosen = choose(all.filter(isHelp), standing);
  return all.map((each) => ({ ...each, verdict: chosen.get(each) ?? leftOut(unit, each, unseen) }));
}

/** Why a practice did not stand in the queue. */
function leftOut(unit: UnitScore, { practice, priority }: Candidate, unseen: Unseen): Verdict {
  if (priority > 0) return { rule: 'feeds-the-lead' };
  const isScored = sidesOf(practice).some(
    (side) => seenScore(unit, practice.dimension, side, unseen) !== null,
  );
  return { rule: isScored ? 'no-need' : 'unscored' };
}

function candidatesOf(
  plan: Plan,
  unit: UnitScore,
  standing: UnitPosition,
  aim: Target,
  unseen: Unseen,
): readonly Candidate[] {
  const lacking = questionShortfalls(plan, unit, aim, unseen);
  const breached = breachesOf({ ...standing, target: aim });
  return plan.practices.map((practice) => {
    const short = shortfalls(unit, aim, practice, unseen);
    const own = linked(plan, lacking, practice);
    const need = short.reduce((sum, { missing }) => sum + missing / 100_000, 0);
    const emphasis = emphasisOf(own, lacking);
    return {
      practice,
      shortfalls: short,
      question: own[0] ?? null,
      need,
      emphasis,
      priority: priorityOf(plan, practice, need, emphasis),
      mendsFloor: short.some(({ side }) => breached.includes(side)),
    };
  });
}

/** The scored questions that name a practice, the one that lacks most first. */
const linked = (
  plan: Plan,
  lacking: readonly QuestionShortfall[],
  { id }: PlanPractice,
): readonly QuestionShortfall[] =>
  lacking
    .filter(({ question }) => plan.questions[question]!.practices.includes(id))
    .toSorted((a, b) => b.missing - a.missing || a.question - b.question);

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How much more (up to 2) or less (down to 0.5) a practice's own questions lack than all do. */
function emphasisOf(own: readonly QuestionShortfall[], all: readonly QuestionShortfall[]): number {
  const usual = all.length === 0 ? 0 : average(all.map(({ missing }) => missing));
  if (own.length === 0 || usual === 0) return 1;
  return Math.min(2, Math.max(0.5, average(own.map(({ missing }) => missing)) / usual));
}

function priorityOf(plan: Plan, practice: PlanPractice, need: number, emphasis: number): number {
  const weight = plan.dimensions[practice.dimension]!.weight / 1000;
  const value = weight * need * practice.leverage;
  return (value * emphasis) / effortCost[practice.effort];
}

/** A unit beyond its target on one side is not told to do more of it, unless that side is low. */
function feedsTheLead(
  { practice, shortfalls: short }: Candidate,
  standing: UnitPosition,
  aim: Target,
): boolean {
  const gap = standing.gap ?? standing.position;
  if (practice.side === 'both' || Math.abs(gap) <= aim.tolerance) return false;
  const leading = gap > 0 ? 'customer' : 'process';
  return practice.side === leading && short.every(({ side, score }) => score >= aim.floor[side]);
}

const isLarge = ({ practice }: Candidate) => practice.effort === 'L' || practice.effort === 'XL';

/**
 * The foundations of a weak unit in their order; of each pair the one that is needed more. A
 * foundation that is needed less than the average practice is in place already.
 */
function foundations(candidates: readonly Candidate[]): readonly Candidate[] {
  const usual = average(candidates.map(({ priority }) => priority));
  const needed = (id: string) =>
    candidates.filter(({ practice, priority }) => practice.id === id && priority >= usual);
  const stronger = (...ids: readonly string[]) =>
    ids.flatMap(needed).toSorted(byPriority).slice(0, 1);
  return [stronger('B02'), stronger('C01', 'P01'), stronger('B03'), stronger('C04', 'P05')].flat();
}

const byPriority = (a: Candidate, b: Candidate): number =>
  b.priority - a.priority || (a.practice.id < b.practice.id ? -1 : 1);

/** The order in which practices are taken, before variety is looked at. */
function ordered(
  candidates: readonly Candidate[],
  { archetype }: UnitPosition,
): readonly Candidate[] {
  const sorted = candidates.toSorted(byPriority);
  const mending = sorted.filter(({ mendsFloor }) => mendsFloor);
  const others = sorted.filter(({ mendsFloor }) => !mendsFloor);
  const byFloor = [...mending, ...others];
  if (archetype === 'fragmented') {
    return [...byFloor.filter(({ practice }) => practice.id === 'B01'), ...byFloor];
  }
  if (archetype !== 'adrift' && archetype !== 'forming') return byFloor;
  const small = byFloor.filter((candidate) => !isLarge(candidate));
  return [...foundations(candidates), ...small, ...byFloor];
}

/** What becomes of every practice in the queue. */
function choose(
  candidates: readonly Candidate[],
  standing: UnitPosition,
): ReadonlyMap<Candidate, Verdict> {
  const queue = [...new Set(ordered(candidates, standing))];
  const first = take(queue, most);
  const chosen = withSmall(queue, first);
  return new Map(queue.map((each, i) => [each, verdictOf(each, i + 1, { queue, first, chosen })]));
}

/** One of small effort takes the last place where there is none among them and one can. */
function withSmall(queue: readonly Candidate[], first: readonly Candidate[]): readonly Candidate[] {
  const isSmall = ({ practice }: Candidate) => practice.effort === 'S';
  if (first.some(isSmall)) return first;
  const kept = first.length < most ? first : first.slice(0, -1);
  const replaced = take([...kept, ...queue.filter(isSmall)], most);
  return replaced.some(isSmall) ? replaced : first;
}

/** The queue, what was taken from its front, and what was chosen in the end. */
interface Choice {
  readonly queue: readonly Candidate[];
  readonly first: readonly Candidate[];
  readonly chosen: readonly Candidate[];
}

function verdictOf(candidate: Candidate, rank: number, { queue, first, chosen }: Choice): Verdict {
  if (chosen.includes(candidate)) {
    return { rule: 'recommended', rank: chosen.indexOf(candidate) + 1 };
  }
  if (first.includes(candidate)) {
    return { rule: 'gave-way', rank, to: chosen.at(-1)!.practice.id };
  }
  const before = first.filter((each) => queue.indexOf(each) < rank - 1);
  return { rule: before.length < most ? 'third-in-dimension' : 'outranked', rank };
}

/** Takes from the front: at most two a dimension, and not more than the limit. */
function take(queue: readonly Candidate[], limit: number): readonly Candidate[] {
  const chosen: Candidate[] = [];
  for (const candidate of queue) {
    const { dimension } = candidate.practice;
    const alike = chosen.filter(({ practice }) => practice.dimension === dimension).length;
    if (chosen.length < limit && alike < mostPerDimension) chosen.push(candidate);
  }
  return chosen;
}

/** How much of a shortfall a practice may close: its leverage, and never more than all. */
export const closedShare = ({ leverage }: PlanPractice): number => Math.min(1, leverage);

/** The unit with the practice's shortfalls closed by its leverage: an upper bound, not a forecast. */
function rescored(
  plan: Plan,
  unit: UnitScore,
  standing: UnitPosition,
  { practice, shortfalls: short }: Candidate,
): UnitPosition {
  const leaning = { customer: standing.customer, process: standing.process };
  for (const side of sidesOf(practice)) {
    const scored = plan.dimensions.filter((_, d) => unit.dimensions[d]![side] !== null);
    const total = scored.reduce((sum, { weight }) => sum + weight, 0);
    const missing = short.find((each) => each.side === side)?.missing ?? 0;
    const closed = closedShare(practice) * missing;
    leaning[side] += Math.round((closed * plan.dimensions[practice.dimension]!.weight) / total);
  }
  return standingOf(plan, leaning, unit.target, { ...unit, interval: null });
}

/** Few answers, a wide interval or thin coverage: the advice is then a hypothesis. */
function isUncertain(
  { moments, coverage }: UnitScore,
  { interval }: UnitPosition,
  aim: Target,
): boolean {
  const isWide = interval !== null && interval.high - interval.low > 4 * aim.tolerance;
  const isThin = coverage.answered < 0.7 * coverage.applicable;
  return moments.scored < fewRespondents || isWide || isThin;
}
