import type { Plan, Rule } from '../plan/types.ts';
import { and, isOneOf, or } from './arithmetic.ts';
import { answeredFrom, code, codesOfOptions, column } from './codes.ts';
import type { Dialect } from './dialect.ts';
import type { Level } from './select.ts';

/** A condition in SQL. What it says of a question is said of its final state. */
function ruleSql(dialect: Dialect, plan: Plan, rule: Rule): string {
  const parts = (of: readonly Rule[]) => of.map((part) => `(${ruleSql(dialect, plan, part)})`);
  const named = (key: string, names: readonly string[]) => isOneOf(key, names.map(dialect.literal));
  switch (rule.op) {
    case 'all':
      return and(parts(rule.of));
    case 'any':
      return or(parts(rule.of));
    case 'not':
      return `NOT (${ruleSql(dialect, plan, rule.of)})`;
    case 'market':
    case 'role':
    case 'unit':
      return named(column[rule.op], rule.in);
    case 'answered':
      return `${column.answer(rule.question)} >= ${answeredFrom}`;
    case 'options': {
      const codes = codesOfOptions(plan.questions[rule.question]!, rule.in);
      return isOneOf(column.answer(rule.question), codes);
    }
    case 'range': {
      const value = column.value(rule.question);
      return and([
        `${column.answer(rule.question)} >= ${answeredFrom}`,
        ...(rule.min === null ? [] : [`${value} >= ${rule.min}`]),
        ...(rule.max === null ? [] : [`${value} <= ${rule.max}`]),
      ]);
    }
  }
}

/** The questions that a condition looks at. */
function looksAt(rule: Rule): readonly number[] {
  if (rule.op === 'not') return looksAt(rule.of);
  if (rule.op === 'all' || rule.op === 'any') return rule.of.flatMap(looksAt);
  return 'question' in rule ? [rule.question] : [];
}

/** How many conditions stand one upon another, by question; 0 where there is none. */
export function depthsOf({ questions }: Plan): readonly number[] {
  const depths: number[] = [];
  for (const { when } of questions) {
    depths.push(when === null ? 0 : 1 + Math.max(0, ...looksAt(when).map((i) => depths[i]!)));
  }
  return depths;
}

/** Levels that find out which questions are asked: a condition sees only what is settled before. */
export function askedLevels(dialect: Dialect, plan: Plan): readonly Level[] {
  const depths = depthsOf(plan);
  const deepest = Math.max(0, ...depths);
  return Array.from({ length: deepest }, (_, i): Level => {
    const columns = plan.questions.flatMap(({ id, when }, q) => {
      if (depths[q] !== i + 1) return [];
      const holds = ruleSql(dialect, plan, when!);
      const sql = `CASE WHEN ${holds} THEN ${column.given(q)} ELSE ${code.notAsked} END`;
      return [{ name: column.answer(q), sql, about: `${id} is asked` }];
    });
    const about =
      i === 0 ? 'Which questions are asked.' : 'Which questions are asked that depend on those.';
    return { about, keep: '*', columns };
  });
}
