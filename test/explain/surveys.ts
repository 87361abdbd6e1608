import fc from 'fast-check';
import type { Answers, Sheet } from '../../src/answers/types.ts';
import { explainRespondent, explainUnit, type Scored } from '../../src/explain/explain.ts';
import { answersBasis } from '../../src/explain/answers.ts';
import { scoredOf } from '../../src/explain/respondents.ts';
import type { Explanation, Ledger } from '../../src/explanation.ts';
import type { Plan } from '../../src/plan/types.ts';
import { assemble } from '../../src/result/assemble.ts';
import { respondentsOf, scoreSurvey } from '../../src/score/survey.ts';
import { surveys } from '../score/generate.ts';

export const sheetOf = (answers: Answers, i: number, rest: Partial<Sheet> = {}): Sheet => ({
  unit: 'u',
  round: null,
  respondent: `r${i}`,
  role: ['sales', 'operations', null][i % 3]!,
  market: null,
  answers,
  notes: new Map(),
  unproven: [],
  file: 'f',
  line: 1,
  ...rest,
});

/** Sheets scored as the program scores them. */
export function scored(
  plan: Plan,
  sheets: readonly Sheet[],
  minGroup: number | null = null,
): Scored {
  const options = { round: null, market: null, minGroup };
  const survey = scoreSurvey(plan, sheets, null, new Map(), options);
  const frame = { engagement: null, problems: [], notes: null, origin: null };
  return {
    survey,
    sheets: respondentsOf(plan, survey, sheets, null, new Map(), null),
    result: assemble(plan, survey, frame),
  };
}

export const unitOf = (plan: Plan, all: Scored, id = 'u'): Explanation =>
  explainUnit(
    plan,
    all,
    all.survey.units.find((unit) => unit.id === id)!,
    null,
  );

export const respondentOf = (plan: Plan, all: Scored, index = 0): Explanation =>
  explainRespondent(plan, all, all.survey.units[0]!, all.sheets[index]!);

/** Some respondents of one unit, pooled in either way. */
export const pooled = surveys.chain(({ plan, respondents }) =>
  fc.constantFrom('respondents' as const, 'roles' as const).map((pooling) => ({
    plan: { ...plan, rules: { ...plan.rules, pooling } },
    sheets: respondents.map((answers, i) => sheetOf(answers, i)),
  })),
);

/** The ledger alone, which takes no time to speak of. */
export function ledgerOfUnit(plan: Plan, { survey, sheets }: Scored): Ledger {
  const leanings = survey.units[0]!.score.standing;
  return answersBasis(plan, { people: scoredOf(plan, sheets), leanings, kind: 'unit' }).ledger;
}

const milli = (points: number): number => Math.round(points * 1000);

/** What the printed rows of a ledger add up to with its rounding, in milli-points. */
export function ends({ dimensions, rest, rounding }: Ledger) {
  const entries = [
    ...dimensions.flatMap(({ rows }) => rows.flatMap(({ sides }) => sides)),
    ...rest,
  ];
  const of = (side: string, key: 'contribution' | 'pull' | 'share') =>
    entries.reduce(
      (sum, each) =>
        sum + (each.side === side ? milli(each[key] * (key === 'share' ? 1000 : 1)) : 0),
      0,
    );
  return {
    rows: entries.length,
    sums: {
      customer: of('customer', 'contribution') + milli(rounding.customer),
      process: of('process', 'contribution') + milli(rounding.process),
      position: of('customer', 'pull') - of('process', 'pull') + milli(rounding.position),
    },
    /** Millionths. */
    shares: [of('customer', 'share'), of('process', 'share')],
    rounding,
  };
}

export type Ends = ReturnType<typeof ends>;

export const printed = ({
  customer,
  process,
  position,
}: Record<'customer' | 'process' | 'position', number | null>) => ({
  customer: milli(customer!),
  process: milli(process!),
  position: milli(position!),
});
