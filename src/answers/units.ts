import { scaled } from '../plan/integers.ts';
import type { Plan } from '../plan/types.ts';
import { Unanswered, type Answers } from './types.ts';

/** The default of `privacy.minGroup`. */
export const defaultMinGroup = 5;

/** What an engagement says of small groups. */
interface Privacy {
  readonly privacy?: { readonly minGroup?: number; readonly open?: string };
}

/** The fewest respondents that are shown, or null when the engagement is open. */
export const minGroupOf = ({ privacy: rule }: Privacy): number | null =>
  rule?.open === undefined ? (rule?.minGroup ?? defaultMinGroup) : null;

/** How many people there are of a unit. */
interface Counted {
  readonly headcount?: number;
  readonly invited?: number;
}

/** What a unit says of how many people there are of it. */
export const countsOf = (
  unit: Counted,
): readonly (readonly [key: 'headcount' | 'invited', people: number])[] =>
  (['headcount', 'invited'] as const).flatMap((key) => {
    const people = unit[key];
    return people === undefined ? [] : [[key, people] as const];
  });

/** The market of a unit, or the share of each of several. */
interface Served {
  readonly market?: string | ReadonlyMap<string, number>;
}

/** Share of each market in thousandths; empty when the unit names none. */
export function mixOf({ market }: Served): ReadonlyMap<string, number> {
  if (market === undefined) return new Map();
  if (typeof market === 'string') return new Map([[market, 1000]]);
  const shares = [...market].map(([name, part]) => [name, scaled(part, 3)] as const);
  return new Map(shares.filter(([, part]) => part > 0));
}

/** Facts by unit and round, as answers of nobody. */
export type Facts = ReadonlyMap<string, ReadonlyMap<string, Answers>>;

/** The facts of a unit in a round, if any are given. */
export const factsOf = (facts: Facts, unitId: string, round: string | null): Answers | undefined =>
  facts.get(unitId)?.get(round ?? '');

/** A sheet's answers with the facts of its unit and round in place; the facts win. */
export function withFacts(plan: Plan, answers: Answers, facts: Answers | undefined): Answers {
  if (facts === undefined) return answers;
  const state = answers.state.slice();
  const value = answers.value.slice();
  plan.questions.forEach(({ fact }, i) => {
    if (!fact || facts.state[i] === Unanswered) return;
    state[i] = facts.state[i]!;
    value[i] = facts.value[i]!;
  });
  return { state, value };
}
