import type { Plan, PlanPractice, Side, Target } from '../plan/types.ts';
import type { UnitScore } from '../score/unit.ts';

/** Milli-points both sides are measured against where a unit names no market; judgement. */
const neutralTarget = 75_000;

/** The target that advice is measured against, which a unit without a market has too. */
export const aimOf = (plan: Plan, { target }: UnitScore): Target =>
  target ?? {
    customer: neutralTarget,
    process: neutralTarget,
    tolerance: plan.rules.tolerance,
    floor: { customer: plan.rules.floor, process: plan.rules.floor },
    regulated: false,
  };

/** What of a unit nobody may see, and advice may not be taken from: it would be told by it. */
export interface Unseen {
  /** Question indexes. */
  readonly questions: ReadonlySet<number>;
  /** Dimension sides, 2d + s; s is 0 for customer. */
  readonly sides: ReadonlySet<number>;
}

export const nothingUnseen: Unseen = { questions: new Set(), sides: new Set() };

/** One side of a dimension that falls short of its target; milli-points. */
export interface Shortfall {
  readonly dimension: number;
  readonly side: Side;
  readonly score: number;
  readonly target: number;
  readonly missing: number;
}

export const sidesOf = ({ side }: Pick<PlanPractice, 'side'>): readonly Side[] =>
  side === 'both' ? ['customer', 'process'] : [side];

/** A dimension's side, or null where it could not be scored or may not be seen. */
export const seenScore = (
  unit: UnitScore,
  dimension: number,
  side: Side,
  { sides }: Unseen,
): number | null =>
  sides.has(dimension * 2 + (side === 'customer' ? 0 : 1))
    ? null
    : unit.dimensions[dimension]![side];

/** Where the dimension sides that a practice acts on fall short. */
export function shortfalls(
  unit: UnitScore,
  aim: Target,
  practice: PlanPractice,
  unseen: Unseen,
): readonly Shortfall[] {
  return sidesOf(practice).flatMap((side) => {
    const score = seenScore(unit, practice.dimension, side, unseen);
    const missing = score === null ? 0 : aim[side] - score;
    if (score === null || missing <= 0) return [];
    return [{ dimension: practice.dimension, side, score, target: aim[side], missing }];
  });
}

/** A scored question and how far it is below the target of its side; points. */
export interface QuestionShortfall {
  readonly question: number;
  readonly mean: number;
  readonly missing: number;
}

/**
 * The questions with a mean of their own in points, and what each lacks. Metrics have none: their
 * mean is in their own unit. Questions that may not be seen are left out.
 */
export function questionShortfalls(
  plan: Plan,
  unit: UnitScore,
  aim: Target,
  unseen: Unseen,
): readonly QuestionShortfall[] {
  return plan.questions.flatMap(({ weights, lean, input }, question) => {
    const { mean } = unit.questions[question]!;
    const isScored = lean.weight === 0 && input.kind === 'options';
    if (mean === null || !isScored || unseen.questions.has(question)) return [];
    const target = weights.customer > 0 ? aim.customer : aim.process;
    return [{ question, mean, missing: Math.max(0, target / 1000 - mean) }];
  });
}
