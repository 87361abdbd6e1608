import type { AnswerTest, Condition } from '../scorecard/types.ts';
import type { Input, Rule } from './types.ts';

/** The questions that stand before, with how they are answered. */
export type Earlier = ReadonlyMap<string, { readonly index: number; readonly input: Input }>;

const all = (of: readonly Rule[]): Rule => (of.length === 1 ? of[0]! : { op: 'all', of });

/** The names that `is` and `in` allow together, or null where neither is given. */
function allowed(test: { readonly is?: string; readonly in?: readonly string[] }) {
  if (test.is === undefined) return test.in ?? null;
  return test.in === undefined || test.in.includes(test.is) ? [test.is] : [];
}

const hasBounds = ({ gte, gt, lte, lt }: AnswerTest): boolean =>
  [gte, gt, lte, lt].some((bound) => bound !== undefined);

const isWithin = (value: number, { gte, gt, lte, lt }: AnswerTest): boolean =>
  (gte === undefined || value >= gte) &&
  (gt === undefined || value > gt) &&
  (lte === undefined || value <= lte) &&
  (lt === undefined || value < lt);

function optionRule(question: number, input: Input & { kind: 'options' }, test: AnswerTest): Rule {
  const codes = allowed(test);
  const chosen = input.options.flatMap(({ code }, i) => {
    const isNamed = codes === null || codes.includes(code);
    return isNamed && (!hasBounds(test) || isWithin(Number(code), test)) ? [i] : [];
  });
  return { op: 'options', question, in: chosen };
}

/** Bounds become inclusive integers, so that no later stage knows about fractions. */
function rangeRule(question: number, decimals: number, test: AnswerTest): Rule {
  const scale = 10 ** decimals;
  const lowest = [
    test.gte === undefined ? null : Math.ceil(round(test.gte * scale)),
    test.gt === undefined ? null : Math.floor(round(test.gt * scale)) + 1,
  ].filter((bound) => bound !== null);
  const highest = [
    test.lte === undefined ? null : Math.floor(round(test.lte * scale)),
    test.lt === undefined ? null : Math.ceil(round(test.lt * scale)) - 1,
  ].filter((bound) => bound !== null);
  return {
    op: 'range',
    question,
    min: lowest.length === 0 ? null : Math.max(...lowest),
    max: highest.length === 0 ? null : Math.min(...highest),
  };
}

/** Products of decimals with at most four digits, without the noise of binary fractions. */
const round = (value: number): number => Number(value.toFixed(4));

function answerRule(id: string, test: AnswerTest, earlier: Earlier): Rule {
  const { index, input } = earlier.get(id)!;
  const parts: Rule[] = [];
  if (test.answered !== undefined) {
    const answered: Rule = { op: 'answered', question: index };
    parts.push(test.answered ? answered : { op: 'not', of: answered });
  }
  if (input.kind === 'options' && (allowed(test) !== null || hasBounds(test))) {
    parts.push(optionRule(index, input, test));
  }
  if (input.kind === 'metric' && hasBounds(test)) {
    parts.push(rangeRule(index, input.decimals, test));
  }
  return all(parts);
}

/** Resolves a condition; its references have been checked to exist and to stand earlier. */
export function compileRule(condition: Condition, earlier: Earlier): Rule {
  const parts: Rule[] = [];
  const each = (list: readonly Condition[]) => list.map((part) => compileRule(part, earlier));
  if (condition.all) parts.push({ op: 'all', of: each(condition.all) });
  if (condition.any) parts.push({ op: 'any', of: each(condition.any) });
  if (condition.not) parts.push({ op: 'not', of: compileRule(condition.not, earlier) });
  for (const op of ['market', 'role', 'unit'] as const) {
    const test = condition[op];
    if (test) parts.push({ op, in: allowed(test) ?? [] });
  }
  for (const [id, test] of condition.answer ?? []) parts.push(answerRule(id, test, earlier));
  return all(parts);
}
