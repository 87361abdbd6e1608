import { divide } from '../plan/integers.ts';
import type { Plan } from '../plan/types.ts';
import type { RoleGap, RoleResult } from '../result.ts';
import { questionMean } from '../score/agreement.ts';
import type { ShownRole } from '../score/roles.ts';
import { points, rounded } from './round.ts';

const mean = (sum: number, count: number): number => points(divide(sum, count));

/** What a role of a unit says, in points. */
export function roleResult(plan: Plan, { role, moments, sides, questions }: ShownRole): RoleResult {
  const { scored, leaning, sideSum, sideCount } = moments;
  const side = (cell: number) => (sides.has(cell) ? mean(sideSum[cell]!, sideCount[cell]!) : null);
  const [customer, process] = [divide(leaning[0]!, scored), divide(leaning[1]!, scored)];
  return {
    role,
    count: scored,
    customer: points(customer),
    process: points(process),
    position: points(customer - process),
    dimensions: plan.dimensions
      .map(({ id }, d) => ({ id, customer: side(2 * d), process: side(2 * d + 1) }))
      .filter(({ customer: c, process: p }) => c !== null || p !== null),
    questions: plan.questions.flatMap((question, i) => {
      const found = questions.has(i) ? questionMean(question, i, moments) : null;
      return found === null ? [] : [{ id: question.id, mean: rounded(found) }];
    }),
  };
}

/** One number of every role that has it. */
interface Compared {
  readonly of: RoleGap['of'];
  readonly values: readonly { readonly role: string; readonly value: number | null }[];
}

function comparedIn(plan: Plan, roles: readonly RoleResult[]): readonly Compared[] {
  const compared = (of: RoleGap['of'], read: (role: RoleResult) => number | null | undefined) => ({
    of,
    values: roles.map((each) => ({ role: each.role, value: read(each) ?? null })),
  });
  const whole = (['position', 'customer', 'process'] as const).map((measure) =>
    compared({ kind: 'unit', id: null, measure }, (role) => role[measure]),
  );
  const sides = plan.dimensions.flatMap(({ id }) =>
    (['customer', 'process'] as const).map((measure) =>
      compared(
        { kind: 'dimension', id, measure },
        ({ dimensions }) => dimensions.find((each) => each.id === id)?.[measure],
      ),
    ),
  );
  // Figures are in units of their own, which nothing else can be held against.
  const questions = plan.questions
    .filter(({ input }) => input.kind !== 'metric')
    .map(({ id }) =>
      compared(
        { kind: 'question', id, measure: 'mean' },
        (role) => role.questions.find((each) => each.id === id)?.mean,
      ),
    );
  return [...whole, ...sides, ...questions];
}

/** From the role with the most to the one with the least; null where they are not two that differ. */
function gapOf({ of, values }: Compared): RoleGap | null {
  const known = values.flatMap(({ role, value }) => (value === null ? [] : [{ role, value }]));
  if (known.length < 2) return null;
  const from = known.reduce((a, b) => (b.value > a.value ? b : a));
  const to = known.reduce((a, b) => (b.value < a.value ? b : a));
  const apart = rounded(from.value - to.value);
  return apart === 0 ? null : { of, from: from.role, to: to.role, points: apart };
}

/** How far the roles that differ most are apart, in everything they can be compared by; widest first. */
export const gapsOf = (plan: Plan, roles: readonly RoleResult[]): readonly RoleGap[] =>
  comparedIn(plan, roles)
    .map(gapOf)
    .filter((gap) => gap !== null)
    .toSorted((a, b) => b.points - a.points);
