import type { Archetype, Library } from './plan/types.ts';

/**
 * Agreement of the respondents: r*wg (Lindell & Brandt 1999), and AD about the mean in points of a
 * scale of 100.
 */
export interface Agreement {
  readonly rwgStar: number | null;
  readonly ad: number | null;
  readonly label: 'agreed' | 'mixed' | 'wide' | 'split';
}

export interface DimensionResult {
  readonly id: string;
  readonly title: string;
  readonly customer: number | null;
  readonly process: number | null;
  readonly position: number | null;
  readonly agreement: Agreement | null;
}

export interface QuestionResult {
  readonly id: string;
  readonly side: 'customer' | 'process' | 'both' | 'stated';
  readonly count: number | null;
  /** Points after reversal; metrics in their own unit; stated questions -100 to 100. */
  readonly mean: number | null;
  readonly spread: number | null;
  /** Count by option, in the order of the scorecard; null for metrics and allocations. */
  readonly histogram: readonly number[] | null;
  readonly agreement: Agreement | null;
  readonly state: 'answered' | 'unanswered' | 'not-applicable' | 'not-asked' | 'suppressed';
}

export interface RecommendationResult {
  readonly practice: string;
  readonly title: string;
  readonly side: 'customer' | 'process' | 'both';
  readonly dimension: string;
  readonly effort: 'S' | 'M' | 'L' | 'XL';
  readonly kpi: string;
  /** Points of strength the unit would gain; see `because` for what moves. */
  readonly gain: number;
  readonly because: readonly string[];
}

export interface Flag {
  readonly respondent: string | null;
  readonly kind: string;
  readonly detail: string;
}

export interface MarketResult {
  readonly mix: { readonly [market: string]: number };
  readonly target: {
    readonly customer: number;
    readonly process: number;
    readonly position: number;
    readonly tolerance: number;
  };
  readonly floor: { readonly customer: number; readonly process: number };
}

export interface UnitResult {
  readonly id: string;
  readonly title: string;
  readonly kind: 'unit' | 'group';
  readonly members: readonly string[];
  readonly market: MarketResult | null;
  readonly respondents: {
    /** Null where the number itself is hidden. */
    readonly count: number | null;
    readonly invited: number | null;
    readonly roles: { readonly [role: string]: number };
    readonly pooling: 'respondents' | 'roles';
  };
  readonly suppressed: { readonly reason: string; readonly minGroup: number } | null;
  readonly coverage: number | null;
  readonly states: {
    readonly answered: number;
    readonly notApplicable: number;
    readonly dontKnow: number;
    readonly unanswered: number;
    readonly notAsked: number;
  } | null;
  readonly customer: number | null;
  readonly process: number | null;
  readonly position: number | null;
  readonly side: 'customer' | 'process' | 'centre' | null;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  readonly strength: number | null;
  readonly balance: number | null;
  readonly gap: number | null;
  readonly fit: number | null;
  /** Ids; their titles are in `words`. */
  readonly zone: string | null;
  readonly strengthBand: string | null;
  readonly archetype: Archetype | null;
  readonly statedLean: { readonly value: number; readonly distance: number } | null;
  readonly agreement: Agreement | null;
  readonly dimensions: readonly DimensionResult[];
  readonly questions: readonly QuestionResult[];
  readonly discuss: readonly string[];
  readonly recommendations: readonly RecommendationResult[];
  readonly flags: readonly Flag[];
}

export interface ProblemResult {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly hint: string | null;
}

/** The texts that the numbers refer to by id, so that a report needs nothing but the result. */
export interface Words {
  /** The engagement's title and remark, such as that it is invented; null for loose sheets. */
  readonly engagement: { readonly title: string; readonly remark: string | null } | null;
  readonly zones: readonly {
    readonly id: string;
    readonly title: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly strengthBands: readonly {
    readonly id: string;
    readonly title: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly archetypes: {
    readonly [archetype: string]: { readonly title: string; readonly message: string };
  };
  /** Market titles by id, for the markets in use. */
  readonly markets: { readonly [market: string]: string };
  /** Unit of a metric or the labels of the options, in order. */
  readonly questions: {
    readonly [question: string]: {
      readonly ask: string;
      readonly dimension: string;
      readonly unit: string | null;
      readonly options: readonly string[];
    };
  };
  /** How to do it and the evidence, for the practices recommended somewhere in this result. */
  readonly practices: {
    readonly [practice: string]: { readonly how: string; readonly evidence: string | null };
  };
  readonly polarity: Library['polarity'] | null;
}

/** The one document that every report renders. */
export interface Result {
  readonly format: 'pendulum-result/1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly scorecard: {
    readonly id: string;
    readonly version: string;
    readonly title: string;
    readonly fingerprint: string;
    readonly status: string;
  };
  readonly round: string | null;
  readonly units: readonly UnitResult[];
  readonly problems: readonly ProblemResult[];
  readonly words: Words;
}
