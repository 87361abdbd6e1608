import type { Plan } from '../plan/types.ts';
import { evaluator, type CodedScore } from '../score/respondent.ts';
import { studentOf, type Studied, type Study } from '../score/study.ts';
import type { Placed } from '../score/tally.ts';

/** Looks at sheets, one after the other: what is found, and those that are not left out. */
export function studySheets(plan: Plan, sheets: readonly Placed[], study: Study) {
  const { evaluate } = evaluator(plan);
  const student = studentOf(plan, study);
  const kept = sheets.filter(({ sheet, answers, setting }) => {
    const score: CodedScore = evaluate(answers, setting);
    return student.take(score, { unit: sheet.unit, round: sheet.round });
  });
  const studied: Studied = student.studied();
  return { kept, studied };
}
