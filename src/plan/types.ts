import type { Archetype, Library, Side } from '../scorecard/types.ts';

export type { Archetype, Library, Side };

/** One point is 1,000 milli-points; a leaning runs from 0 to 100,000. */
export const milli = 1000;
export const fullScore = 100 * milli;

interface PlanDimension {
  readonly id: string;
  readonly title: string;
  /** Thousandths. */
  readonly weight: number;
}

export interface Option {
  readonly code: string;
  readonly label: string;
}

/**
 * How a question is answered. An answer is held as one integer:
 * the index of an option; a metric's value times 10^decimals; customer minus process milli-points of
 * an allocation.
 */
export type Input =
  | {
      readonly kind: 'options';
      readonly form: 'answerScale' | 'choice' | 'yesNo' | 'tradeOff';
      /** The id of its answer scale; null of other forms. It decides nothing but which labels fit. */
      readonly scale: string | null;
      readonly options: readonly Option[];
      /** A yes without a note counts as partly. */
      readonly evidence: boolean;
    }
  | {
      readonly kind: 'metric';
      readonly unit: string;
      readonly decimals: number;
      /** Scaled integers; null where any value is allowed. */
      readonly min: number;
      readonly max: number;
      /** [scaled value, milli-points], values rising. */
      readonly breakpoints: readonly (readonly [value: number, points: number])[];
    }
  | {
      readonly kind: 'allocation';
      readonly parts: readonly Option[];
    };

/** A condition with every reference resolved to an index and every comparison to a set or a range. */
export type Rule =
  | { readonly op: 'all' | 'any'; readonly of: readonly Rule[] }
  | { readonly op: 'not'; readonly of: Rule }
  | { readonly op: 'market' | 'role' | 'unit'; readonly in: readonly string[] }
  | { readonly op: 'answered'; readonly question: number }
  | { readonly op: 'options'; readonly question: number; readonly in: readonly number[] }
  | {
      readonly op: 'range';
      readonly question: number;
      /** Inclusive, scaled as the question's answers are; null is open. */
      readonly min: number | null;
      readonly max: number | null;
    };

export interface PlanQuestion {
  readonly id: string;
  readonly ask: string;
  readonly help: string | null;
  readonly dimension: number;
  readonly input: Input;
  /** Weight on each side in thousandths; 0 where the question does not feed that side. */
  readonly weights: { readonly [S in Side]: number };
  /** Milli-points by option index and side; empty for metrics and sides that are not fed. */
  readonly points: { readonly [S in Side]: readonly number[] };
  /** Stated lean: its weight in thousandths (0 for scored questions) and milli-points by option. */
  readonly lean: { readonly weight: number; readonly points: readonly number[] };
  readonly optional: boolean;
  readonly fact: boolean;
  readonly when: Rule | null;
  readonly practices: readonly string[];
}

export interface Target {
  /** Milli-points. */
  readonly customer: number;
  readonly process: number;
  readonly tolerance: number;
  readonly floor: { readonly [S in Side]: number };
  readonly regulated: boolean;
}

export interface PlanMarket extends Target {
  readonly id: string;
  readonly title: string;
  readonly because: string;
}

interface SupplyMode {
  readonly id: string;
  readonly title: string;
  /** Milli-points added to the target position. */
  readonly shift: number;
}

export interface ContextFactor {
  readonly id: string;
  readonly ask: string;
  /** Milli-points of target position at the strongest answer; signed, + is customer. */
  readonly pull: number;
}

/** A named interval in milli-points. A shared limit belongs to the interval nearer to zero. */
export interface Interval {
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

export interface PlanPractice {
  readonly id: string;
  readonly title: string;
  readonly side: Side | 'both';
  readonly dimension: number;
  readonly effort: 'S' | 'M' | 'L' | 'XL';
  readonly kpi: string;
  readonly how: string;
  readonly evidence: string | null;
  readonly leverage: number;
  readonly regulated: string | null;
}

/** The texts of a plan in another language, in the plan's order; null where one is missing. */
export interface PlanTexts {
  readonly language: string;
  readonly title: string | null;
  readonly summary: string | null;
  readonly dimensions: readonly (string | null)[];
  readonly questions: readonly {
    readonly ask: string | null;
    readonly help: string | null;
    /** Of options or parts; of a metric, its unit alone. */
    readonly labels: readonly (string | null)[];
  }[];
  readonly markets: readonly (string | null)[];
}

/** The scorecard compiled: everything that can be decided before any answer is seen. Plain JSON. */
export interface Plan {
  readonly scorecard: {
    readonly id: string;
    readonly version: string;
    readonly title: string;
    readonly summary: string | null;
    readonly status: string;
    readonly language: string;
    /** SHA-256 of everything here that can change a number; wording is left out. */
    readonly fingerprint: string;
  };
  readonly dimensions: readonly PlanDimension[];
  readonly questions: readonly PlanQuestion[];
  readonly markets: readonly PlanMarket[];
  readonly supplyModes: readonly SupplyMode[];
  readonly context: { readonly level: number; readonly factors: readonly ContextFactor[] } | null;
  readonly zones: readonly Interval[];
  readonly strengthBands: readonly Interval[];
  readonly rules: {
    /** Thousandths of the applicable weight. */
    readonly minAnswered: number;
    readonly minDimensions: number;
    /** Milli-points, where no market says otherwise. */
    readonly floor: number;
    readonly tolerance: number;
    readonly pooling: 'respondents' | 'roles';
  };
  readonly practices: readonly PlanPractice[];
  readonly archetypes: { readonly [A in Archetype]: { title: string; message: string } } | null;
  readonly polarity: Library['polarity'] | null;
  readonly translations: readonly PlanTexts[];
}
