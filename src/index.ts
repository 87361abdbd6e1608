/**
 * The library: load, compile, score, render. Everything is a pure function of text; reading and
 * writing files is left to the caller.
 */
import { remarkOf, type Engagement, type Facts } from './answers/engagement.ts';
import { readSheet } from './answers/sheet.ts';
import type { Sheet } from './answers/types.ts';
import { compile } from './plan/compile.ts';
import type { Plan } from './plan/types.ts';
import type { Outcome, Problem } from './problem.ts';
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

export interface ScoreOptions {
  /** Survey round; the latest in the sheets when absent. */
  readonly round?: string;
  /** End market of sheets that name none. */
  readonly market?: string;
  /** Groups with fewer scored respondents are hidden; all are shown when absent. */
  readonly minGroup?: number;
  /** Units, markets, privacy and facts; sheets are taken as they are when absent. */
  readonly engagement?: Engagement;
  readonly facts?: Facts;
}

/** Scores sheets of one round into the result document that every report renders. */
export function score(plan: Plan, sheets: readonly Sheet[], options: ScoreOptions = {}): Result {
  const { round = null, market = null, minGroup = null, engagement = null } = options;
  const survey = scoreSurvey(plan, sheets, engagement, options.facts ?? new Map(), {
    round,
    market,
    minGroup,
  });
  const named =
    engagement === null ? null : { title: engagement.title, remark: remarkOf(engagement) };
  return assemble(plan, survey, { engagement: named, problems: [] });
}

const plain: ReportOptions = {
  columns: 80,
  unicode: true,
  braille: false,
  colorLevel: 0,
  unit: 'all',
  previous: null,
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
