import type { Plan, PlanPractice, Target } from '../plan/types.ts';
import { breachesOf } from '../score/position.ts';
import { standingOf, type UnitPosition, type UnitScore } from '../score/unit.ts';
import {
  aimOf,
  questionShortfalls,
  shortfalls,
  sidesOf,
  type QuestionShortfall,
  type Shortfall,
} from './need.ts';

/** The most recommendations a unit gets. */
const most = 5;
const mostPerDimension = 2;
/** Fewer scored respondents than this make every recommendation a hypothesis. */
const fewRespondents = 5;
const effortCost = { S: 1, M: 1.6, L: 2.5, XL: 4 } as const;

/** A practice with what speaks for it at one unit. */
interface Candidate {
  readonly practice: PlanPractice;
  readonly shortfalls: readonly Shortfall[];
  /** The linked question that lacks most, if any is linked and scored. */
  readonly question: QuestionShortfall | null;
  /** need x leverage / effort, times the emphasis its questions give it. */
  readonly priority: number;
  /** Acts on a side whose leaning is below its floor. */
  readonly mendsFloor: boolean;
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
export function recommend(plan: Plan, unit: UnitScore, minCount = 1): readonly Recommendation[] {
  const { standing } = unit;
  if (standing === null) return [];
  const aim = aimOf(plan, unit);
  const candidates = candidatesOf(plan, unit, standing, aim, minCount);
  const chosen = choose(candidates, standing);
  return chosen.map((candidate) => ({
    ...candidate,
    before: standing,
    after: rescored(plan, unit, standing, candidate),
    isHypothesis: isUncertain(unit, standing, aim),
  }));
}

function candidatesOf(
  plan: Plan,
  unit: UnitScore,
  standing: UnitPosition,
  aim: Target,
  minCount: number,
): readonly Candidate[] {
  const lacking = questionShortfalls(plan, unit, aim, minCount);
  const breached = breachesOf({ ...standing, target: aim });
  return plan.practices
    .map((practice) => {
      const short = shortfalls(unit, aim, practice);
      return {
        practice,
        shortfalls: short,
        question: linked(plan, lacking, practice)[0] ?? null,
        priority: priorityOf(plan, practice, short, lacking),
        mendsFloor: short.some(({ side }) => breached.includes(side)),
      };
    })
    .filter(({ priority }) => priority > 0)
    .filter((candidate) => !feedsTheLead(candidate, standing, aim));
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

function priorityOf(
  plan: Plan,
  practice: PlanPractice,
  short: readonly Shortfall[],
  lacking: readonly QuestionShortfall[],
): number {
  const weight = plan.dimensions[practice.dimension]!.weight / 1000;
  const need = short.reduce((sum, { missing }) => sum + missing / 100_000, 0);
  const value = weight * need * practice.leverage;
  const emphasis = emphasisOf(linked(plan, lacking, practice), lacking);
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

/** Takes from the front: at most two a dimension, at most five, at least one of small effort. */
function choose(candidates: readonly Candidate[], standing: UnitPosition): readonly Candidate[] {
  const queue = [...new Set(ordered(candidates, standing))];
  const chosen = take(queue, most);
  if (chosen.length === 0 || chosen.some(({ practice }) => practice.effort === 'S')) return chosen;
  const kept = chosen.length < most ? chosen : chosen.slice(0, -1);
  const small = queue.filter(({ practice }) => practice.effort === 'S');
  return take([...kept, ...small], most);
}

function take(queue: readonly Candidate[], limit: number): readonly Candidate[] {
  const chosen: Candidate[] = [];
  for (const candidate of queue) {
    const { dimension } = candidate.practice;
    const alike = chosen.filter(({ practice }) => practice.dimension === dimension).length;
    if (chosen.length < limit && alike < mostPerDimension) chosen.push(candidate);
  }
  return chosen;
}

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
    const closed = Math.min(1, practice.leverage) * missing;
    leaning[side] += Math.round((closed * plan.dimensions[practice.dimension]!.weight) / total);
  }
  return standingOf(plan, leaning, unit.target, { ...unit, interval: null });
}

/** Few answers, a wide interval or thin coverage: the advice is then a hypothesis. */
function isUncertain({ moments }: UnitScore, { interval }: UnitPosition, aim: Target): boolean {
  const isWide = interval !== null && interval.high - interval.low > 4 * aim.tolerance;
  const isThin = moments.answered < 0.7 * moments.applicable;
  return moments.scored < fewRespondents || isWide || isThin;
}
