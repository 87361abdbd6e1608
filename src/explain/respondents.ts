import type { Answers, Sheet } from '../answers/types.ts';
import type { Plan, Side } from '../plan/types.ts';
import { evaluator, type RespondentScore, type Setting } from '../score/respondent.ts';
import type { Placed } from '../score/tally.ts';
import { leaningsOf, type LeaningSums } from '../score/unit.ts';
import { fraction, type Fraction } from './fraction.ts';

/** A respondent with the answers as they were scored, and the scores. */
export interface Respondent extends Pick<RespondentScore, 'isScored' | 'leaning' | 'position'> {
  readonly sheet: Sheet;
  readonly answers: Answers;
  readonly setting: Setting;
  readonly state: Uint8Array;
  readonly sideState: Uint8Array;
}

/** Scores sheets one by one. */
export function scoredOf(plan: Plan, sheets: readonly Placed[]): readonly Respondent[] {
  const { evaluate } = evaluator(plan);
  return sheets.map((each) => {
    const { state, sideState, leaning, isScored, position } = evaluate(each.answers, each.setting);
    return {
      ...each,
      state: state.slice(),
      sideState: sideState.slice(),
      leaning: leaning.slice(),
      isScored,
      position,
    };
  });
}

/** How much of a unit each scored respondent makes up, by pooling; together 1. */
export function partsOf(
  plan: Plan,
  scored: readonly Respondent[],
): (respondent: Respondent) => Fraction {
  const everybody = fraction(1, scored.length);
  if (plan.rules.pooling === 'respondents') return () => everybody;
  const counts = new Map<string | null, number>();
  for (const { sheet } of scored) counts.set(sheet.role, (counts.get(sheet.role) ?? 0) + 1);
  return ({ sheet }) => fraction(1, counts.size * counts.get(sheet.role)!);
}

export type Leanings = { readonly [S in Side]: number };

/** The leanings of these respondents if some of them, by index, had answered otherwise. */
export type Rescore = (changed: ReadonlyMap<number, Answers>) => Leanings | null;

export function rescorer(plan: Plan, people: readonly Respondent[]): Rescore {
  const { evaluate } = evaluator(plan);
  return (changed) => {
    const sums = new Map<string | null, LeaningSums>();
    people.forEach((person, i) => {
      const answers = changed.get(i);
      const score = answers === undefined ? person : evaluate(answers, person.setting);
      if (score.isScored) sums.set(person.sheet.role, added(sums.get(person.sheet.role), score));
    });
    return leaningsOf(plan, [...sums.values()]);
  };
}

const added = (
  sums: LeaningSums | undefined,
  { leaning }: Pick<Respondent, 'leaning'>,
): LeaningSums => ({
  scored: (sums?.scored ?? 0) + 1,
  leaning: Float64Array.from(leaning, (value, side) => (sums?.leaning[side] ?? 0) + value),
});

/** The same answers with one of them changed. */
export function answering(answers: Answers, question: number, value: number): Answers {
  const values = answers.value.slice();
  values[question] = value;
  return { state: answers.state, value: values };
}
