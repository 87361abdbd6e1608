/**
 * The library: load, compile, score, render. Everything is a pure function of text; reading and
 * writing files is left to the caller.
 */
import {
  checkEngagement,
  readEngagement,
  readFacts,
  remarkOf,
  type Engagement,
} from './answers/engagement.ts';
import type { Facts } from './answers/units.ts';
import { checkSheets } from './answers/collect.ts';
import { readSheet } from './answers/sheet.ts';
import type { Sheet } from './answers/types.ts';
import { compile } from './plan/compile.ts';
import type { Plan } from './plan/types.ts';
import { isError, type Outcome, type Problem } from './problem.ts';
import { formats, type ReportOptions } from './report/formats.ts';
import type { Result } from './result.ts';
import { assemble } from './result/assemble.ts';
import { parseScorecard } from './scorecard/parse.ts';
import type { Library, Scorecard } from './scorecard/types.ts';
import { scoreSurvey } from './score/survey.ts';
import { sourceOf } from './source/source.ts';

export { compile };
export type { Library, Outcome, Plan, Problem, ReportOptions, Result, Scorecard, Sheet };

/** A scorecard and the practice library it names. */
export interface Loaded {
  readonly scorecard: Scorecard;
  readonly library: Library | null;
}

/**
 * Reads and checks a scorecard from its text.
 * @param library text of the practice library, when the scorecard names one
 * @returns the scorecard, or null with problems; warnings may stand beside a scorecard
 */
export function load(text: string, library?: string): Outcome<Loaded> {
  const { value, problems } = parseScorecard(sourceOf('scorecard', text), () => ({
    value: library === undefined ? null : sourceOf('library', library),
    problems: [],
  }));
  if (value === null) return { value: null, problems };
  return { value: { scorecard: value.scorecard.value, library: value.library }, problems };
}

/**
 * Reads one respondent's answers from the text of a sheet, YAML or JSON.
 * @param name how problems call the sheet
 */
export const sheet = (plan: Plan, text: string, name = 'sheet'): Outcome<Sheet> =>
  readSheet(plan, sourceOf(name, text));

/** Units, markets, privacy and facts of an engagement. */
export interface LoadedEngagement {
  readonly engagement: Engagement;
  readonly facts: Facts;
}

/** Reads and checks the text of an engagement file by the plan of its scorecard. */
export function engagement(plan: Plan, text: string): Outcome<LoadedEngagement> {
  const { value, problems } = readEngagement(sourceOf('engagement', text));
  if (value === null) return { value: null, problems };
  const { facts, problems: ofFacts } = readFacts(plan, value);
  const all = [...problems, ...checkEngagement(plan, value), ...ofFacts];
  const read = { engagement: value.value, facts };
  return { value: all.some(isError) ? null : read, problems: all };
}

export interface ScoreOptions {
  /** Survey round; the latest in the sheets when absent. */
  readonly round?: string;
  /** End market of sheets that name none. */
  readonly market?: string;
  /** Groups with fewer scored respondents are hidden; all are shown when absent. */
  readonly minGroup?: number;
  /** Sheets are taken as they are when absent. */
  readonly engagement?: LoadedEngagement;
}

/**
 * Scores sheets of one round into the result document that every report renders. What is wrong with
 * the sheets taken together, such as a respondent twice, stands in its `problems`.
 */
export function score(plan: Plan, sheets: readonly Sheet[], options: ScoreOptions = {}): Result {
  const { round = null, market = null, minGroup = null } = options;
  const known = options.engagement?.engagement ?? null;
  const facts = options.engagement?.facts ?? new Map();
  const survey = scoreSurvey(plan, sheets, known, facts, { round, market, minGroup });
  const named = known === null ? null : { title: known.title, remark: remarkOf(known) };
  const problems = checkSheets(plan, sheets, known, facts);
  return assemble(plan, survey, { engagement: named, problems, notes: null, origin: null });
}

const plain: ReportOptions = {
  columns: 80,
  unicode: true,
  braille: false,
  colorLevel: 0,
  unit: 'all',
  earlier: [],
};

/**
 * Renders a result as `text` or `json`.
 * @throws RangeError for a format there is none of
 */
export async function render(
  result: Result,
  format: string,
  options: Partial<ReportOptions> = {},
): Promise<string> {
  const renderer = await formats.get(format)?.();
  if (renderer === undefined) throw new RangeError(`there is no format "${format}"`);
  return renderer(result, { ...plain, ...options });
}
