import type { Plan } from '../../src/plan/types.ts';
import { planOf } from '../plans.ts';
import { everyKind } from '../scorecards.ts';
import type { Case } from './generator.ts';
import { expectedOf, type Told } from './parity.ts';

const plan = planOf(everyKind);

/** The plan with hostile ids, codes and labels, as no scorecard could have them. */
function hostilePlan(name: string): Plan {
  const rename = (id: string) => `${id}${name}`;
  return {
    ...plan,
    scorecard: { ...plan.scorecard, title: name, id: name },
    dimensions: plan.dimensions.map((each) => ({ ...each, title: name })),
    questions: plan.questions.map((question) => {
      const { input } = question;
      return {
        ...question,
        id: rename(question.id),
        ask: name,
        input:
          input.kind === 'options' && input.form === 'choice'
            ? {
                ...input,
                options: input.options.map(({ code }) => ({ code: rename(code), label: name })),
              }
            : input,
      };
    }),
    zones: plan.zones.map((zone) => ({ ...zone, id: rename(zone.id) })),
  };
}

/** Texts that end a name, a text or a comment where they are not kept in. */
export const payloads: readonly string[] = [
  `"; DROP TABLE a; --`,
  `'; DROP TABLE a; --`,
  '`; DROP TABLE a; --',
  `\\'; DROP TABLE a; --`,
  `*/ ; DROP TABLE a; /*`,
  '\u2028; DROP TABLE a; --',
  "' OR '1'='1",
  '); DROP TABLE a; --',
  '$$; DROP TABLE a; $$',
];

/** Rows for that plan, with the payload wherever a table can have it. */
export function hostileCase(payload: string): Told {
  const hostile = hostilePlan(payload);
  const text = (i: number) => ['yes', '1', '2', `cause${payload}`, '12.5', '-2', payload][i % 7]!;
  const columns = hostile.questions.flatMap(({ id, input }) =>
    input.kind === 'allocation' ? input.parts.map(({ code }) => `${id}.${code}`) : [id],
  );
  const given: Case = {
    name: payload,
    plan: hostile,
    columns: ['unit', 'round', 'respondent', 'role', 'market', ...columns, `recall${payload}.note`],
    integers: new Set(),
    rows: Array.from({ length: 30 }, (_, i) => ({
      unit: payload,
      market: 'hospital',
      [columns[i % columns.length]!]: text(i),
    })),
    market: null,
  };
  return { given, expected: expectedOf(given) };
}
