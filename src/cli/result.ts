import { remarkOf } from '../answers/engagement.ts';
import { notesOf } from '../answers/notes.ts';
import { problem } from '../problem.ts';
import type { Result } from '../result.ts';
import { assemble } from '../result/assemble.ts';
import { inOrder } from '../score/rounds.ts';
import { scoreSurvey, strictest, surveyOf as surveyFrom, type Survey } from '../score/survey.ts';
import { byRound, talliesOf, unitsIn } from '../tables/groups.ts';
import { nearest } from '../text/nearest.ts';
import type { Loaded } from './answers.ts';
import { originOf } from './origin.ts';
import { usage } from './usage.ts';
import { exitCode, Stop } from './world.ts';

/** What changes a result beside the answers. */
export interface ResultOptions {
  readonly market?: string;
  readonly minGroup?: number;
  readonly asOf?: string;
  /** With the respondents' remarks. */
  readonly appendix?: boolean;
}

/** The answers of one round, scored; null for answers that name none. */
export function surveyOf(input: Loaded, round: string | null, options: ResultOptions): Survey {
  const { plan, sheets, tables, engagement, facts } = input;
  const { market = null, minGroup = null } = options;
  if (tables !== null) {
    const groups = byRound(tables.groups).get(round) ?? [];
    const units = unitsIn(groups, engagement);
    const least = strictest(minGroup, engagement);
    return surveyFrom(plan, round, talliesOf(plan, groups, units), units, least);
  }
  return scoreSurvey(plan, sheets, engagement, facts, { round, market, minGroup });
}

/** The result of a round that is scored. */
export function resultFrom(input: Loaded, survey: Survey, options: ResultOptions): Result {
  const { plan, sheets, tables, engagement, names } = input;
  const { market = null, minGroup = null, asOf = null, appendix = false } = options;
  const named =
    engagement === null ? null : { title: engagement.title, remark: remarkOf(engagement) };
  return assemble(plan, survey, {
    engagement: named,
    problems: names.problems,
    notes: appendix && tables === null ? notesOf(sheets, survey.round) : null,
    origin: originOf(input, survey, asOf, {
      market,
      minGroup,
      appendix,
      table: tables?.read ?? null,
    }),
  });
}

/** The result of one round; null for answers that name none. */
export const resultOf = (input: Loaded, round: string | null, options: ResultOptions): Result =>
  resultFrom(input, surveyOf(input, round, options), options);

/** The round asked for, or the latest, and those before it, earliest first. */
export function roundAmong(
  found: Iterable<string | null>,
  engagement: Loaded['engagement'],
  asked: string | undefined,
): { readonly round: string | null; readonly earlier: readonly string[] } {
  const rounds = inOrder(found, engagement);
  if (asked !== undefined && !rounds.includes(asked)) {
    const known =
      rounds.length === 0 ? 'the answers name no rounds' : `rounds: ${rounds.join(', ')}`;
    throw usage(`there are no answers of round "${asked}"`, known);
  }
  const round = asked ?? rounds.at(-1) ?? null;
  return { round, earlier: round === null ? [] : rounds.slice(0, rounds.indexOf(round)) };
}

/** The same among the rounds of answers. */
export function roundsFor(
  { sheets, tables, engagement }: Pick<Loaded, 'sheets' | 'tables' | 'engagement'>,
  asked: string | undefined,
): ReturnType<typeof roundAmong> {
  const found = tables?.groups ?? sheets;
  return roundAmong(
    found.map(({ round }) => round),
    engagement,
    asked,
  );
}

/** Refuses a name that nothing has, and says what it may have meant. */
export function refer(what: string, name: string | undefined, known: readonly string[]): void {
  if (name === undefined || known.includes(name)) return;
  const found = problem('UNKNOWN_REF', null, what, name, nearest(name, known), known);
  throw new Stop(exitCode.usage, [found]);
}
