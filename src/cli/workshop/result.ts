import { remarkOf, readFacts, type Engagement } from '../../answers/engagement.ts';
import { readEntries } from '../../answers/entry.ts';
import type { Sheet } from '../../answers/types.ts';
import { hasAnswers, type SeatEntries, type WorkshopHeader } from '../../answers/workshop.ts';
import type { Plan } from '../../plan/types.ts';
import type { Result } from '../../result.ts';
import { assemble } from '../../result/assemble.ts';
import { compareNaturally, roundsOf } from '../../score/rounds.ts';
import { scoreSurvey } from '../../score/survey.ts';
import type { FoundEngagement } from '../load.ts';
import type { Loaded } from '../answers.ts';

/** What a seat answered, as a sheet; null when it answered nothing. */
export function sheetOfSeat(
  plan: Plan,
  header: WorkshopHeader,
  seat: number,
  entries: SeatEntries,
): Sheet | null {
  if (!hasAnswers(entries)) return null;
  const { unit, round, market, seats } = header;
  const { answers, notes, unproven } = readEntries(plan, entries.values());
  const who = { unit, round, respondent: `seat-${seat + 1}`, role: seats[seat] ?? null, market };
  return { ...who, answers, notes, unproven, file: '', line: 1 };
}

/** The engagement as far as it is about one unit. */
const about = (engagement: Engagement, unit: string): Engagement => ({
  ...engagement,
  units: engagement.units
    .filter(({ id }) => id === unit)
    .map(({ parent: _above, ...rest }) => rest),
});

/** The result of one unit in a round. */
function resultOf(
  { plan, sheets, engagement, facts }: Pick<Loaded, 'plan' | 'sheets' | 'engagement' | 'facts'>,
  { unit, minGroup }: WorkshopHeader,
  round: string | null,
): Result {
  const own = engagement === null ? null : about(engagement, unit);
  const survey = scoreSurvey(plan, sheets, own, facts, { round, market: null, minGroup });
  const named = own === null ? null : { title: own.title, remark: remarkOf(own) };
  return assemble(plan, survey, { engagement: named, problems: [], notes: null, origin: null });
}

/** What a room's answers come to. */
export function roomResult(
  plan: Plan,
  found: FoundEngagement | null,
  header: WorkshopHeader,
  entries: readonly SeatEntries[],
): Result {
  const sheets = entries.flatMap((own, seat) => sheetOfSeat(plan, header, seat, own) ?? []);
  const engagement = found?.located.value ?? null;
  const facts = found === null ? new Map() : readFacts(plan, found.located).facts;
  return resultOf({ plan, sheets, engagement, facts }, header, header.round);
}

/** Results of earlier rounds of the unit, from the answers that are there. */
export interface Earlier {
  /** Rounds before this one in which the unit has answers, the latest last. */
  readonly rounds: readonly string[];
  readonly of: (round: string) => Result;
  /** Codes of this round's respondents. */
  readonly taken: ReadonlySet<string>;
}

export function earlierResults(loaded: Loaded, header: WorkshopHeader): Earlier {
  const sheets = loaded.sheets.filter(({ unit }) => unit === header.unit);
  const all = roundsOf(sheets, loaded.engagement);
  const { round: now } = header;
  const answered = new Set(sheets.map(({ round }) => round));
  const isBefore = (round: string) =>
    now === null ||
    (all.includes(now) ? all.indexOf(round) < all.indexOf(now) : compareNaturally(round, now) < 0);
  const rounds = all.filter((round) => answered.has(round) && isBefore(round));
  const taken = sheets.filter(({ round }) => round === now).map(({ respondent }) => respondent);
  return {
    taken: new Set(taken),
    rounds,
    of: (round) => resultOf({ ...loaded, sheets }, header, round),
  };
}
