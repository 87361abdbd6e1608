import type { Side } from './plan/types.ts';
import type { Result, UnitResult } from './result.ts';

/** Points added up, + is customer where a pull is not of one side; at most 3 decimals. */
export interface Share {
  /** How much of its side's leaning it decides, 0 to 1, at most 6 decimals. */
  readonly share: number;
  /** Share times points: what it puts into the leaning. */
  readonly contribution: number;
  /** Share times the points above 50, toward its own side; below 50 it is negative. */
  readonly pull: number;
}

/** What an answer does on one side. */
export interface SideEntry extends Share {
  readonly side: Side;
  /** Of one respondent their points; of several the mean, each weighted as it counts. */
  readonly points: number;
}

/** Why a question has no figures of its own. */
export type NotCounted =
  | 'stated'
  | 'weightless'
  | 'not-applicable'
  | 'dont-know'
  | 'unanswered'
  | 'not-asked'
  /** Too little of its dimension is answered on its side. */
  | 'insufficient'
  /** The respondent has not both leanings. */
  | 'not-scored'
  /** It counts, in the rest. */
  | 'hidden';

/** One question of the ledger. */
export interface LedgerRow {
  readonly question: string;
  readonly ask: string;
  readonly fact: boolean;
  /** What a single respondent answered, or what holds for the whole unit; null where several did. */
  readonly answer: string | null;
  readonly weight: number;
  /** How many respondents it counts for; null where that is hidden. */
  readonly counted: number | null;
  /** Empty where it does not count, or is hidden. */
  readonly sides: readonly SideEntry[];
  readonly notCounted: NotCounted | null;
}

/** A side of a dimension, or of all of them: what its rows add up to, as they are printed. */
export interface SideSum extends Share {
  readonly side: Side;
  readonly questions: number;
}

export interface LedgerDimension {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly LedgerRow[];
  readonly sums: readonly SideSum[];
}

/**
 * Every question and what it puts into the printed numbers. The contributions of a side, of its rest
 * and its rounding add up to its leaning; the pulls toward customer, less those toward process, and
 * the rounding add up to the position. Exactly.
 */
export interface Ledger {
  readonly dimensions: readonly LedgerDimension[];
  /** Where small groups are hidden: what hidden questions and missing answers do together. */
  readonly rest: readonly SideSum[];
  readonly sums: readonly SideSum[];
  readonly rounding: {
    readonly customer: number;
    readonly process: number;
    readonly position: number;
  };
}

/** A question and its pull, + is toward customer. */
export interface Pull {
  readonly question: string;
  readonly ask: string;
  readonly pull: number;
}

/** So many steps up for everybody who answered lower than the top. */
export interface Rise {
  readonly question: string;
  readonly ask: string;
  readonly steps: number;
  readonly people: number;
}

/** Answers changed, and where the pendulum would hang. */
export interface Change {
  readonly rises: readonly Rise[];
  readonly steps: number;
  /** Whose answers change; null where that is not told. */
  readonly people: number | null;
  readonly position: number;
  readonly gap: number;
}

/** The way to the target. */
export interface Reach {
  readonly status: 'on-target' | 'reached' | 'out-of-reach';
  /** The smallest that reach it, or the one that comes closest where none does. */
  readonly changes: readonly Change[];
}

/** How much would have to be different for the words to be different. */
export interface Margin {
  /** The nearest limit of the zone, how far away it is, and the zone behind it. */
  readonly zone: { readonly distance: number; readonly next: string } | null;
  /** The fewest single answers, a step each, that would hang the pendulum in another zone. */
  readonly flip: {
    readonly answers: number;
    readonly people: number | null;
    readonly zone: string;
  } | null;
  /** Distance to the edge of the target zone: inside it is above 0. */
  readonly target: number | null;
  /** To the next band of strength; null in the highest. */
  readonly strength: { readonly distance: number; readonly next: string } | null;
}

/** Why a practice was recommended, or was not. */
export interface PracticeReason {
  readonly practice: string;
  readonly title: string;
  readonly side: Side | 'both';
  readonly dimension: string;
  readonly effort: 'S' | 'M' | 'L' | 'XL';
  readonly rule:
    | 'recommended'
    | 'no-need'
    | 'unscored'
    | 'feeds-the-lead'
    | 'outranked'
    | 'third-in-dimension'
    | 'gave-way'
    | 'nobody-scored';
  /** Place among the recommended, or in the queue; null where it stood in none. */
  readonly rank: number | null;
  /** What its priority is made of; null where nobody could be scored. */
  readonly numbers: {
    /** Share of 100 points that its sides fall short. */
    readonly need: number;
    readonly weight: number;
    readonly leverage: number;
    readonly emphasis: number;
    readonly cost: number;
    readonly priority: number;
  } | null;
  readonly because: readonly string[];
}

/** Whom a ledger is of. */
export interface Subject {
  readonly kind: 'respondent' | 'unit' | 'group';
  readonly id: string;
  readonly title: string;
  readonly unit: string;
}

/** Where the numbers of one unit or respondent come from: the document that `explain` writes. */
export interface Explanation extends Pick<
  UnitResult,
  'customer' | 'process' | 'position' | 'strength' | 'gap' | 'zone' | 'strengthBand' | 'suppressed'
> {
  readonly format: 'pendulum-explanation/1';
  readonly tool: Result['tool'];
  readonly scorecard: Result['scorecard'];
  readonly round: string | null;
  readonly subject: Subject;
  /**
   * What it is made from: every answer as it counts; or, where small groups are hidden, what the result
   * shows, each question with the share it has for somebody who answered all of them.
   */
  readonly basis: 'answers' | 'shown';
  readonly respondents: {
    readonly count: number | null;
    readonly scored: number | null;
    readonly pooling: UnitResult['respondents']['pooling'];
  };
  readonly target: NonNullable<UnitResult['market']>['target'] | null;
  /** These are null where nothing may be shown; the last three also where nobody could be scored. */
  readonly ledger: Ledger | null;
  readonly pulls: { readonly customer: readonly Pull[]; readonly process: readonly Pull[] } | null;
  readonly reach: Reach | null;
  readonly margin: Margin | null;
  /** Null where none was asked about. */
  readonly practice: PracticeReason | null;
  readonly words: Pick<Result['words'], 'engagement' | 'zones' | 'strengthBands'>;
}
