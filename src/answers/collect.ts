import { problem, type Place, type Problem } from '../problem.ts';
import type { Plan } from '../plan/types.ts';
import { nearest } from '../text/nearest.ts';
import type { Engagement } from './engagement.ts';
import { countsOf, factsOf, type Facts } from './units.ts';
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

/** Units, and roles of units, of which more people answered in a round than they say there are. */
function crowds(sheets: readonly Sheet[], { units }: Engagement): readonly Problem[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const counts = new Map<string, number>();
  // Once is enough, at the first sheet too many.
  const isFirstBeyond = (people: number, ...names: readonly (string | null)[]): boolean => {
    const key = JSON.stringify(names);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === people + 1;
  };
  return sheets.flatMap((sheet) => {
    const { unit, round, role } = sheet;
    const said = byId.get(unit);
    if (said === undefined) return [];
    const place = placeOf(sheet);
    const ofRole = role === null ? undefined : said.roleHeadcounts?.get(role);
    return [
      ...(ofRole !== undefined && isFirstBeyond(ofRole, unit, round, 'role', role)
        ? [problem('ROLE_HEADCOUNT', place, unit, role!, ofRole)]
        : []),
      ...countsOf(said).flatMap(([key, people]) =>
        isFirstBeyond(people, unit, round, key)
          ? [problem('UNIT_HEADCOUNT', place, unit, key, people)]
          : [],
      ),
    ];
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
