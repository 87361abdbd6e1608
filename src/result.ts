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
  /** The sides that are not shown, to protect who answered; any other null has too few answers. */
  readonly hidden: readonly ('customer' | 'process')[];
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

/**
 * Agreement over the questions shown, each against its own null: r*wg (Lindell & Brandt 1999), rwg(J)
 * (James, Demaree & Wolf 1984), aWG (Brown & Hauenstein 2005) and average deviations in points of a
 * scale of 100 (Burke, Finkelstein & Dusig 1999).
 */
export interface AgreementStatistics {
  readonly questions: number;
  /** The most who answered one of them. */
  readonly respondents: number;
  readonly rwgStar: number;
  readonly rwgJ: number;
  /** What random answers of as many people exceed one time in twenty at most, in r*wg. */
  readonly critical: number;
  readonly isBeyondChance: boolean;
  /** Over the answer scales with five options; null where there are none. */
  readonly slightSkew: {
    readonly questions: number;
    readonly rwgStar: number;
    readonly rwgJ: number;
  } | null;
  /** Mean over the questions that have one; `without`: too near an end, too few answers, no scale. */
  readonly awg: {
    readonly mean: number | null;
    readonly questions: number;
    readonly without: number;
  };
  /** About mean and median; `limit`: agreement in practice, a sixth of the options. */
  readonly deviation: {
    readonly mean: number;
    readonly median: number;
    readonly limit: number;
    /** What random answers stay below one time in twenty at most, about the mean. */
    readonly critical: number;
    readonly isBeyondChance: boolean;
  } | null;
}

export interface IntervalStatistics {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** Student's t; with few more people than answered; everybody answered; roles by headcount. */
  readonly method: 't' | 'finite' | 'census' | 'strata';
  /** Why this one, in a sentence. */
  readonly because: string;
}

/** What the respondents of one role say. */
export interface RoleResult {
  readonly role: string;
  /** Those who could be scored. */
  readonly count: number;
  readonly customer: number;
  readonly process: number;
  readonly position: number;
  readonly dimensions: readonly {
    readonly id: string;
    readonly customer: number | null;
    readonly process: number | null;
  }[];
  readonly questions: readonly { readonly id: string; readonly mean: number }[];
}

/** How far two roles are apart: `from` has `points` more than `to`, and no two roles differ more. */
export interface RoleGap {
  readonly of: {
    readonly kind: 'unit' | 'dimension' | 'question';
    /** Null of the unit as a whole. */
    readonly id: string | null;
    readonly measure: 'customer' | 'process' | 'position' | 'mean';
  };
  readonly from: string;
  readonly to: string;
  readonly points: number;
}

/** How reliable the leanings of a unit's respondents are: alpha (Cronbach 1951), dimensions as parts. */
export interface LeaningReliability {
  /** In which they differ. */
  readonly dimensions: number;
  /** Its interval as by Feldt (1965). */
  readonly alpha: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly level: number;
  };
  /** Standard deviation and standard error of measurement of a respondent's leaning, in points. */
  readonly sd: number;
  readonly sem: number;
}

/** All or nothing: `missing` says why there is none. Where people agree it is low, for they hardly differ. */
export interface ReliabilityStatistics {
  readonly customer: LeaningReliability | null;
  readonly process: LeaningReliability | null;
  /** As the difference of the two. */
  readonly position: {
    readonly correlation: number;
    readonly reliability: number | null;
    readonly sem: number;
    readonly sentence: string;
  } | null;
  readonly missing: string | null;
}

export interface UnitStatistics {
  readonly agreement: AgreementStatistics | null;
  /** Of the position, by the method that says most; the unit's own `interval` is always Student's t. */
  readonly interval: IntervalStatistics | null;
  /** The roles that may be shown. */
  readonly roles: readonly RoleResult[];
  /** Widest first. */
  readonly gaps: readonly RoleGap[];
  readonly reliability: ReliabilityStatistics;
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
  /** Null where the unit is not shown. */
  readonly statistics: UnitStatistics | null;
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
  /** Language of all of these but the notes, as BCP 47 names it. */
  readonly language: string;
  /** What was remarked, by unit and question, in an order that tells nothing; null unless asked for. */
  readonly notes: {
    readonly [unit: string]: { readonly [question: string]: readonly string[] };
  } | null;
}

/** What a gate can look at. */
export type Measure =
  | 'position'
  | 'customer'
  | 'process'
  | 'strength'
  | 'agreement'
  | 'coverage'
  | 'responseRate'
  | 'movement';

/** One check of a gate, held against one unit. Numbers are in the unit of the measure. */
export interface CheckResult {
  readonly check: string;
  readonly unit: string;
  readonly measure: Measure;
  /** `unjudged`: there is nothing to hold against the limit, which is never a pass. */
  readonly status: 'passed' | 'failed' | 'waived' | 'unjudged';
  readonly got: number | null;
  /** All it could be, where a strict gate looks at that as well. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** What is allowed, ends included; null is open. */
  readonly limit: { readonly from: number | null; readonly to: number | null };
  /** Why the check is there, in the words of whoever wrote it. */
  readonly because: string;
  /** Why it could not be judged; null when it could. */
  readonly missing: string | null;
  readonly waiver: Waiver | null;
}

/** Somebody's word that a check may fail for now. */
export interface Waiver {
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds, year-month-day. */
  readonly expires: string;
}

/** A waiver that fails the gate by itself. */
export interface WaiverFault extends Waiver {
  readonly check: string;
  readonly unit: string;
  readonly fault: 'expired' | 'unused';
}

export interface GateResult {
  /** Failed when any check or waiver fails, else unjudged when any check is. */
  readonly verdict: 'passed' | 'failed' | 'unjudged';
  readonly strict: boolean;
  readonly checks: readonly CheckResult[];
  readonly waivers: readonly WaiverFault[];
}

/** What a result was computed from, so that it can be computed again. */
export interface Origin {
  /** The day it is of, where somebody named one. */
  readonly asOf: string | null;
  /**
   * The files read, seen from the folder they have in common; `-` is stdin. Where small groups are
   * hidden, no files of single sheets.
   */
  readonly files: readonly string[];
  /** A shipped scorecard, or a file seen from that folder. */
  readonly scorecard: string;
  /** SHA-256 of the answers and the engagement, whatever the order and the form they stand in. */
  readonly answers: string;
  readonly options: {
    readonly market: string | null;
    readonly minGroup: number | null;
    readonly appendix: boolean;
    /** How tables were read; null where sheets were given. */
    readonly table: {
      /** A file seen from that folder. */
      readonly map: string | null;
      readonly delimiter: string | null;
      readonly onDuplicate: 'error' | 'first' | 'last' | 'ignore';
      readonly allowRejects: number;
      /** What a warehouse has added up, instead of answers. */
      readonly moments: boolean;
    } | null;
  };
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
  /** Null where no gate was held against it. */
  readonly gate: GateResult | null;
  /** Null where the answers came from no files, as in the library. */
  readonly origin: Origin | null;
}
