import { problem, type Place, type Problem } from '../problem.ts';
import type { Plan } from '../plan/types.ts';
import { nearest } from '../text/nearest.ts';
import type { Engagement } from './engagement.ts';
import { factsOf, type Facts } from './units.ts';
import { Answered, Unanswered, type Sheet } from './types.ts';

const placeOf = ({ file, line }: Sheet): Place => ({
  file,
  line,
  column: 1,
  excerpt: null,
  length: 1,
});

/** Respondents who answer twice in a unit and round. */
function duplicates(sheets: readonly Sheet[]): readonly Problem[] {
  const first = new Map<string, Sheet>();
  return sheets.flatMap((sheet) => {
    const { unit, round, respondent } = sheet;
    const who = JSON.stringify([unit, round, respondent]);
    const before = first.get(who);
    if (before === undefined) {
      first.set(who, sheet);
      return [];
    }
    const name = `respondent "${respondent}" of "${unit}"${round === null ? '' : ` in ${round}`}`;
    const earlier = `${before.file}:${before.line}`;
    return [problem('DUPLICATE_RESPONDENT', placeOf(sheet), name, earlier)];
  });
}

/** Sheets that name a unit, role or round that the engagement does not list. */
function strangers(sheet: Sheet, { units, roles, rounds }: Engagement): readonly Problem[] {
  const { unit, role, round } = sheet;
  const at = placeOf(sheet);
  const unlisted = (what: string, name: string | null, known: readonly string[] | undefined) =>
    name === null || known === undefined || known.includes(name)
      ? []
      : [problem('UNKNOWN_REF', at, what, name, nearest(name, known), known)];
  return [
    ...(units.some(({ id }) => id === unit) ? [] : [problem('UNKNOWN_UNIT', at, unit)]),
    ...unlisted('role', role, roles),
    ...unlisted('round', round, rounds),
  ];
}

/** Facts that a sheet gives differently from the engagement; the engagement counts. */
function conflicts(plan: Plan, sheet: Sheet, facts: Facts): readonly Problem[] {
  const { unit, round, answers } = sheet;
  const given = factsOf(facts, unit, round);
  if (given === undefined) return [];
  return plan.questions.flatMap(({ id, fact }, i) => {
    const isBoth = given.state[i] !== Unanswered && answers.state[i] === Answered;
    const differs = given.state[i] !== Answered || given.value[i] !== answers.value[i];
    return fact && isBoth && differs ? [problem('FACT_CONFLICT', placeOf(sheet), id, unit)] : [];
  });
}

/** Roles of which more people answered in a round than their unit says it has. */
function crowds(sheets: readonly Sheet[], { units }: Engagement): readonly Problem[] {
  const said = new Map(units.map(({ id, roleHeadcounts }) => [id, roleHeadcounts]));
  const counts = new Map<string, number>();
  return sheets.flatMap((sheet) => {
    const { unit, round, role } = sheet;
    const people = role === null ? undefined : said.get(unit)?.get(role);
    if (people === undefined) return [];
    const key = JSON.stringify([unit, round, role]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    // Once is enough, at the first sheet too many.
    return count === people + 1
      ? [problem('ROLE_HEADCOUNT', placeOf(sheet), unit, role!, people)]
      : [];
  });
}

/** What is wrong with sheets taken together and held against their engagement. */
export const checkSheets = (
  plan: Plan,
  sheets: readonly Sheet[],
  engagement: Engagement | null,
  facts: Facts,
): readonly Problem[] => [
  ...duplicates(sheets),
  ...(engagement === null ? [] : sheets.flatMap((sheet) => strangers(sheet, engagement))),
  ...(engagement === null ? [] : crowds(sheets, engagement)),
  ...sheets.flatMap((sheet) => conflicts(plan, sheet, facts)),
];
