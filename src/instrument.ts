import type { ProblemResult, Result, UnitResult, Words } from './result.ts';

/** Why a statistic was not computed, or what stands in its place. */
export type ScaleStatus =
  | 'computed'
  /** Fewer than ten respondents: computed, but not to be relied on. */
  | 'unstable'
  /** Two questions: their correlation, stepped up. */
  | 'two'
  | 'one'
  | 'none'
  /** Too few respondents answered all of it. */
  | 'few'
  /** Nobody differs from anybody. */
  | 'constant'
  /** Shown, it would tell what single people said. */
  | 'hidden';

/** Why a question does not count in a scale. */
export type LeftOut = 'all the same' | 'asked of few';

/** How a question does in its scale. */
export interface ScaleQuestion {
  readonly id: string;
  /** Correlation with the sum of the others. */
  readonly itemRest: number | null;
  readonly alphaIfDropped: number | null;
  /** `against`: it goes against the others by more than chance; `loose`: it has little to do with them. */
  readonly verdict: 'fits' | 'loose' | 'against' | null;
}

/** The questions that are added up to one score: a side of a dimension, or a leaning. */
export interface ScaleResult {
  /** Of a leaning its side, of a dimension's side both, with a point between them. */
  readonly id: string;
  /** Of a dimension's side that of the dimension, without the side. */
  readonly title: string;
  readonly side: 'customer' | 'process';
  /** Null for a leaning. */
  readonly dimension: string | null;
  readonly status: ScaleStatus;
  /** Of those who answered every one of its questions. */
  readonly respondents: number | null;
  readonly alpha: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly level: number;
  } | null;
  readonly standardizedAlpha: number | null;
  readonly omega: number | null;
  readonly spearmanBrown: number | null;
  readonly meanCorrelation: number | null;
  /** Mean, standard deviation and standard error of measurement of a respondent's score, in points. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly sem: number | null;
  readonly questions: readonly ScaleQuestion[];
  readonly leftOut: readonly { readonly question: string; readonly because: LeftOut }[];
}

/** How far the position of one respondent can be trusted, and the mean of several. */
export interface PositionReliability {
  readonly respondents: number;
  /** The reliabilities of the leanings, as found above. */
  readonly customer: number;
  readonly process: number;
  /** Correlation of the two leanings. */
  readonly correlation: number;
  readonly reliability: number | null;
  /** Standard error of measurement, in points. */
  readonly sem: number;
}

/** How much of the differences between respondents lies between groups of them. */
export interface GroupEffect {
  readonly of: 'customer' | 'process' | 'position';
  readonly by: 'unit' | 'role';
  readonly groups: number;
  readonly respondents: number;
  readonly icc1: number;
  readonly icc2: number | null;
  readonly size: 'none' | 'small' | 'medium' | 'large';
}

/** An interval of the position by one way to compute it, in points. */
export interface IntervalResult {
  readonly method: 't' | 'finite' | 'census' | 'strata' | 'bootstrap';
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** People as raters of sides of dimensions, each of whom rated all of them (Shrout & Fleiss 1979). */
export interface Raters {
  readonly sides: number;
  readonly respondents: number;
  /** Of one of them, and with k of the mean of all; null where nothing varies enough. */
  readonly icc11: number | null;
  readonly icc21: number | null;
  readonly icc31: number | null;
  readonly icc1k: number | null;
  readonly icc2k: number | null;
  readonly icc3k: number | null;
}

/** What a unit's own answers allow to be said of it. */
export interface UnitEnough {
  readonly id: string;
  readonly title: string;
  readonly isHidden: boolean;
  /** Why it is hidden, as the result of the unit says it. */
  readonly suppressed: UnitResult['suppressed'];
  readonly respondents: number | null;
  readonly headcount: number | null;
  readonly position: number | null;
  /** Every interval that can be computed; the first is the one to show. */
  readonly intervals: readonly IntervalResult[];
  /** Why the first one is, as a clause that can stand after a colon. */
  readonly because: string | null;
  /** Half the width of the first, in points. */
  readonly within: number | null;
  /** Reliability of the mean position as a property of the unit; null of a group, and where units do not differ. */
  readonly meanReliability: number | null;
  /** How many respondents, all in all, would bring it within the aim; null when nobody knows. */
  readonly needed: number | null;
  readonly verdict: 'enough' | 'more' | 'unknown';
  /** Krippendorff's alpha over the questions, respondents as coders. */
  readonly krippendorff: number | null;
  /** The position without those whose answers look careless; null where that would tell who they are. */
  readonly withoutFlagged: { readonly respondents: number; readonly position: number } | null;
  /** Alpha of the leanings within the unit, dimensions as parts; null where its statistics have none. */
  readonly reliability: { readonly customer: number; readonly process: number } | null;
  /** How alike its people tell the sides of its dimensions apart; null where that may not be told or cannot. */
  readonly raters: Raters | null;
}

/** Signs of careless answering. None of them proves it. */
export type Sign = 'longstring' | 'variability' | 'evenOdd' | 'mahalanobis' | 'acquiescence';

export interface SignResult {
  readonly sign: Sign;
  /** In words, with its limit. */
  readonly limit: string;
  /** How many show it; null where the number is hidden or it was not looked for. */
  readonly respondents: number | null;
  /** Why it was not looked for; null when it was. */
  readonly skipped: string | null;
}

export interface CarelessResult {
  readonly signs: readonly SignResult[];
  /** How many show at least two of them, or answered one and the same throughout. */
  readonly flagged: number | null;
  readonly of: number;
  /** Headlines of all units together, with everybody and without the flagged; null where hidden. */
  readonly headlines: {
    readonly all: Headline;
    readonly without: Headline;
  } | null;
}

export interface Headline {
  readonly respondents: number;
  readonly customer: number;
  readonly process: number;
  readonly position: number;
}

/** Whether a scorecard measures well on some answers: what the page of the instrument shows. */
export interface Instrument {
  readonly format: 'pendulum-instrument/1';
  readonly tool: Result['tool'];
  readonly scorecard: Result['scorecard'];
  readonly round: string | null;
  readonly respondents: { readonly count: number; readonly scored: number; readonly units: number };
  /** Half the width of an interval that is narrow enough, in points. */
  readonly aim: number;
  /** What had to be read a second time, and for what; null when nothing had to. */
  readonly secondReading: string | null;
  /** What to take from all of it, the most important first. */
  readonly findings: readonly Finding[];
  readonly scales: readonly ScaleResult[];
  /** Null where a leaning has no reliability. */
  readonly position: (PositionReliability & { readonly sentence: string }) | null;
  readonly groups: readonly GroupEffect[];
  readonly units: readonly UnitEnough[];
  /** Null where no single answers were there to look at, as with moments. */
  readonly careless: CarelessResult | null;
  readonly problems: readonly ProblemResult[];
  readonly words: Pick<Words, 'engagement' | 'questions' | 'language'>;
}

export interface Finding {
  readonly about: 'people' | 'scale' | 'question' | 'position' | 'units' | 'careless';
  readonly verdict: 'good' | 'weak' | 'unknown';
  readonly says: string;
}
