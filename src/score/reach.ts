import { Answered, emptyAnswers, NotAsked, Unanswered } from '../answers/types.ts';
import type { Plan, Rule } from '../plan/types.ts';
import { holds, type Setting } from './respondent.ts';

/** More combinations than this are not tried; nothing is claimed then. */
const maxCombinations = 50_000;

/** Whether a question is asked in every case, in none, in some, or in cases too many to try. */
export type Reach = 'always' | 'never' | 'sometimes' | 'unknown';

function leaves(rule: Rule): readonly Rule[] {
  if (rule.op === 'all' || rule.op === 'any') return rule.of.flatMap(leaves);
  return rule.op === 'not' ? leaves(rule.of) : [rule];
}

/** The questions a condition depends on, through the conditions of those questions too. */
function dependencies(plan: Plan, rule: Rule): readonly number[] {
  const found = new Set<number>();
  const open = [rule];
  for (const each of open) {
    for (const leaf of leaves(each)) {
      if (!('question' in leaf) || found.has(leaf.question)) continue;
      found.add(leaf.question);
      const { when } = plan.questions[leaf.question]!;
      if (when !== null) open.push(when);
    }
  }
  return [...found].toSorted((a, b) => a - b);
}

/** Answers that tell all cases of a question apart: every option, or both sides of each bound. */
function casesOf(plan: Plan, question: number, rules: readonly Rule[]): readonly (number | null)[] {
  const { input } = plan.questions[question]!;
  if (input.kind === 'options') return [null, ...input.options.keys()];
  if (input.kind === 'allocation') return [null, 0];
  const bounds = rules
    .flatMap(leaves)
    .flatMap((leaf) =>
      leaf.op === 'range' && leaf.question === question ? [leaf.min, leaf.max] : [],
    )
    .filter((bound) => bound !== null);
  const around = [
    input.min,
    input.max,
    ...bounds.flatMap((bound) => [bound - 1, bound, bound + 1]),
  ];
  const inside = around.filter((value) => value >= input.min && value <= input.max);
  return [null, ...new Set(inside)];
}

/** A rule that is not made of others. */
type Leaf = Exclude<Rule, { readonly op: 'all' | 'any' | 'not' }>;

/**
 * Whether a condition can come out as wanted, where `leaf` says it of each of its parts.
 * Contradictions between parts are not looked for.
 */
export function canBe(
  wanted: boolean,
  rule: Rule,
  leaf: (wanted: boolean, rule: Leaf) => boolean,
): boolean {
  const part = (each: Rule) => canBe(wanted, each, leaf);
  switch (rule.op) {
    case 'all':
      return wanted ? rule.of.every(part) : rule.of.some(part);
    case 'any':
      return wanted ? rule.of.some(part) : rule.of.every(part);
    case 'not':
      return canBe(!wanted, rule.of, leaf);
    default:
      return leaf(wanted, rule);
  }
}

/**
 * Indexes of the questions that respondents of a setting may be asked, depending on what they
 * answer and on the facts. Contradictions between answers are not looked for.
 */
export function mayBeAsked({ questions }: Plan, setting: Setting): readonly number[] {
  const asked = new Set<number>();
  const leaf = (wanted: boolean, rule: Leaf): boolean =>
    'question' in rule
      ? !wanted || asked.has(rule.question)
      : holds(rule, emptyAnswers(0), new Uint8Array(0), setting) === wanted;
  for (const [i, { when }] of questions.entries()) {
    if (when === null || canBe(true, when, leaf)) asked.add(i);
  }
  return [...asked].filter((i) => !questions[i]!.fact);
}

function settingsOf(plan: Plan, rules: readonly Rule[]): readonly Setting[] {
  const named = (op: 'market' | 'role' | 'unit') => [
    ...new Set(rules.flatMap(leaves).flatMap((leaf) => (leaf.op === op ? leaf.in : []))),
  ];
  const markets = plan.markets.map(({ id }) => id);
  const mixes = [[], ...markets.map((market) => [market]), markets];
  const mentioned = named('market');
  const relevant = mentioned.length === 0 ? [[]] : [...mixes, ...mentioned.map((name) => [name])];
  return relevant.flatMap((mix) =>
    [null, ...named('role')].flatMap((role) =>
      [null, ...named('unit')].map((unit) => ({ markets: mix, role, unit })),
    ),
  );
}

/** Every way to pick one case of each list. */
function* product<T>(lists: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...rest] = lists;
  if (first === undefined) return yield [];
  for (const tail of product(rest)) for (const head of first) yield [head, ...tail];
}

/** Tries all cases of what a question's condition depends on. */
export function reachOf(plan: Plan, index: number): Reach {
  const { when } = plan.questions[index]!;
  if (when === null) return 'always';
  const needed = dependencies(plan, when);
  if (2 ** needed.length > maxCombinations) return 'unknown';
  const rules = [when, ...needed.flatMap((question) => plan.questions[question]!.when ?? [])];
  const cases = needed.map((question) => casesOf(plan, question, rules));
  const settings = settingsOf(plan, rules);
  const combinations = cases.reduce((size, list) => size * list.length, settings.length);
  if (combinations > maxCombinations) return 'unknown';
  const answers = emptyAnswers(plan.questions.length);
  const seen = new Set<boolean>();
  for (const setting of settings) {
    for (const values of product(cases)) {
      needed.forEach((question, i) => {
        const own = plan.questions[question]!.when;
        const isAsked = own === null || holds(own, answers, answers.state, setting);
        const value = values[i]!;
        answers.state[question] = !isAsked ? NotAsked : value === null ? Unanswered : Answered;
        answers.value[question] = value ?? 0;
      });
      seen.add(holds(when, answers, answers.state, setting));
      if (seen.size === 2) return 'sometimes';
    }
  }
  return seen.has(true) ? 'always' : 'never';
}
