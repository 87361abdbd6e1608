import type { PartChange, QuestionVerdict } from './plan/fingerprint.ts';
import type { ProblemResult, RecommendationResult, Result, UnitResult, Words } from './result.ts';

/** A score then and now, in points; all null where one of them does not exist or is hidden. */
export interface Move {
  readonly from: number | null;
  readonly to: number | null;
  readonly change: number | null;
}

/** Whether the respondents' positions moved by more than chance would move them. */
export interface ChangeTest {
  /** `paired`: the same people twice. `welch`: two sets of people. */
  readonly method: 'paired' | 'welch';
  /** How many were in both rounds; of a Welch test, how many in each. */
  readonly respondents: { readonly from: number; readonly to: number };
  /** Mean difference of positions, and its interval, in points; + is toward customer. */
  readonly difference: number;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number };
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly verdict: 'change' | 'chance';
}

export interface DimensionMove {
  readonly id: string;
  readonly title: string;
  readonly customer: Move;
  readonly process: Move;
  readonly position: Move;
}

/** A practice recommended at the earlier round, and what became of the sides it acts on. */
export interface FollowUp {
  readonly practice: RecommendationResult['practice'];
  readonly title: string;
  readonly side: RecommendationResult['side'];
  readonly dimension: { readonly id: string; readonly title: string };
  readonly moves: readonly (Move & { readonly side: 'customer' | 'process' })[];
}

/** What happened between two rounds. */
export interface Swing {
  readonly from: string;
  readonly to: string;
  /** Why nothing of it is shown; null when it is. */
  readonly hidden: 'suppressed' | 'absent' | 'unscored' | null;
  readonly position: Move;
  readonly customer: Move;
  readonly process: Move;
  readonly strength: Move;
  /** It crossed its target, and now hangs more than 10 points beyond it. */
  readonly overshoot: { readonly side: 'customer' | 'process'; readonly by: number } | null;
  /** Null where there is nothing to test. */
  readonly test: ChangeTest | null;
  readonly dimensions: readonly DimensionMove[];
  readonly recommendations: readonly FollowUp[];
}

/** Where a unit hung in one round, scored on the questions that all rounds share. */
export interface RoundPosition {
  readonly round: string;
  readonly respondents: number | null;
  readonly position: number | null;
  readonly zone: string | null;
  readonly strength: number | null;
  /** The position on all questions of that round, as `score` prints it. */
  readonly full: number | null;
  readonly suppressed: UnitResult['suppressed'];
}

export interface UnitComparison {
  readonly id: string;
  readonly title: string;
  readonly kind: UnitResult['kind'];
  readonly members: readonly string[];
  /** That of the latest round. */
  readonly target: { readonly position: number; readonly tolerance: number } | null;
  readonly rounds: readonly RoundPosition[];
  /** Highest minus lowest position over the rounds; null below two that may be shown. */
  readonly amplitude: number | null;
  /** From round to round, and from the first to the last where there are more than two. */
  readonly swings: readonly Swing[];
}

/** What an earlier version of the scorecard shares with the latest. */
export interface VersionChange {
  readonly version: string;
  readonly fingerprint: string;
  /** Every question that is not the same. */
  readonly questions: readonly {
    readonly id: QuestionVerdict['id'];
    readonly verdict: Exclude<QuestionVerdict['verdict'], 'same'>;
    readonly changed: readonly PartChange[];
  }[];
}

/** How a business unit swung over its rounds: the one document that its reports render. */
export interface Comparison {
  readonly format: 'pendulum-comparison/1';
  readonly tool: Result['tool'];
  /** That of the latest round, by whose weights, targets and zones every round is scored. */
  readonly scorecard: Result['scorecard'];
  readonly rounds: readonly { readonly round: string; readonly version: string }[];
  /** How many questions of the latest scorecard all rounds share, and of how many. */
  readonly core: { readonly questions: number; readonly of: number };
  readonly versions: readonly VersionChange[];
  readonly units: readonly UnitComparison[];
  readonly problems: readonly ProblemResult[];
  readonly words: Pick<Words, 'engagement' | 'zones' | 'language'>;
}

/** Where a unit would hang by one of two scorecards; null where it could not be scored. */
type Hung = { readonly position: number; readonly zone: string } | null;

/** What an edit of a scorecard does to the answers of a unit. */
export interface UnitEdit {
  readonly id: string;
  readonly title: string;
  readonly isHidden: boolean;
  readonly before: Hung;
  readonly after: Hung;
  readonly changesZone: boolean;
}

/** What an edit of a scorecard does to its questions and to stored answers. */
export interface ScorecardEdit {
  readonly before: { readonly name: string; readonly id: string; readonly version: string };
  readonly total: number;
  readonly questions: VersionChange['questions'];
  readonly answers: {
    readonly round: string | null;
    readonly sheets: number;
    /** By question: how many answers do not fit any more and count as unanswered. */
    readonly unfit: readonly { readonly question: string; readonly count: number }[];
    /** Those that change zone first. */
    readonly units: readonly UnitEdit[];
  } | null;
}
