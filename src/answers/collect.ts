import { problem, type Problem } from '../problem.ts';
import type { Plan } from '../plan/types.ts';
import { nearest } from '../text/nearest.ts';
import { factsOf, type Engagement, type Facts } from './engagement.ts';
import { Answered, Unanswered, type Sheet } from './types.ts';

const inFile = (file: string) => ({ file, line: null, column: null, excerpt: null, length: 0 });

/** Respondents who answer twice in a unit and round. */
function duplicates(sheets: readonly Sheet[]): readonly Problem[] {
  const first = new Map<string, string>();
  return sheets.flatMap(({ unit, round, respondent, file }) => {
    const who = JSON.stringify([unit, round, respondent]);
    const before = first.get(who);
    if (before === undefined) {
      first.set(who, file);
      return [];
    }
    const name = `respondent "${respondent}" of "${unit}"${round === null ? '' : ` in ${round}`}`;
    return [problem('DUPLICATE_RESPONDENT', inFile(file), name, before)];
  });
}

/** Sheets of units that the engagement does not know. */
function strangers(sheets: readonly Sheet[], engagement: Engagement): readonly Problem[] {
  const known = new Set(engagement.units.map(({ id }) => id));
  return sheets
    .filter(({ unit }) => !known.has(unit))
    .map(({ unit, file }) => problem('UNKNOWN_UNIT', inFile(file), unit));
}

/** Sheets of roles that the engagement does not list. */
function unknownRoles(sheets: readonly Sheet[], { roles }: Engagement): readonly Problem[] {
  if (roles === undefined) return [];
  return sheets.flatMap(({ role, file }) =>
    role === null || roles.includes(role)
      ? []
      : [problem('UNKNOWN_REF', inFile(file), 'role', role, nearest(role, roles), roles)],
  );
}

/** Facts that a sheet gives differently from the engagement; the engagement counts. */
function conflicts(plan: Plan, sheets: readonly Sheet[], facts: Facts): readonly Problem[] {
  return sheets.flatMap(({ unit, round, answers, file }) => {
    const given = factsOf(facts, unit, round);
    if (given === undefined) return [];
    return plan.questions.flatMap(({ id, fact }, i) => {
      const isBoth = given.state[i] !== Unanswered && answers.state[i] === Answered;
      const differs = given.state[i] !== Answered || given.value[i] !== answers.value[i];
      return fact && isBoth && differs ? [problem('FACT_CONFLICT', inFile(file), id, unit)] : [];
    });
  });
}

/** What is wrong with sheets taken together. */
export function checkSheets(
  plan: Plan,
  sheets: readonly Sheet[],
  engagement: Engagement | null,
  facts: Facts,
): readonly Problem[] {
  return [
    ...duplicates(sheets),
    ...(engagement === null ? [] : strangers(sheets, engagement)),
    ...(engagement === null ? [] : unknownRoles(sheets, engagement)),
    ...conflicts(plan, sheets, facts),
  ];
}
