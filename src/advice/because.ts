import type { Plan, Side } from '../plan/types.ts';
import type { UnitPosition, UnitScore } from '../score/unit.ts';
import { fixed, lean } from '../text/number.ts';
import { aimOf } from './need.ts';
import { closedShare, type Recommendation } from './recommend.ts';

const points = (milliPoints: number): string => fixed(milliPoints / 1000, 1);
const position = (milliPoints: number): string => lean(milliPoints / 1000);
const sideName: Readonly<Record<Side, string>> = {
  customer: 'customer side',
  process: 'process side',
};

function moved(before: UnitPosition, after: UnitPosition): string {
  const change = (name: string, side: Side) =>
    before[side] === after[side]
      ? []
      : [`${name} from ${points(before[side])} to ${points(after[side])}`];
  return [
    ...change('customer-leaning', 'customer'),
    ...change('process-leaning', 'process'),
    `position from ${position(before.position)} to ${position(after.position)}`,
    `strength from ${points(before.strength)} to ${points(after.strength)}`,
  ].join(', ');
}

/** The scores that triggered a recommendation and what it is expected to move, in sentences. */
export function because(
  plan: Plan,
  unit: UnitScore,
  recommendation: Recommendation,
): readonly string[] {
  const { practice, shortfalls, question, before, after } = recommendation;
  const aim = aimOf(plan, unit);
  const dimension = plan.dimensions[practice.dimension]!.title;
  const unnamed = unit.target === null ? ', as no market is named' : '';
  const scores = shortfalls.map(({ side, score, target }) => {
    const held = `against a target of ${points(target)}${unnamed}`;
    return `${dimension}, ${sideName[side]}: ${points(score)} ${held}`;
  });
  const floors = shortfalls
    .filter(({ side }) => before[side] < aim.floor[side])
    .map(({ side }) => {
      const floor = points(aim.floor[side]);
      return `The unit's ${side}-leaning of ${points(before[side])} is below its floor of ${floor}`;
    });
  const asked =
    question === null || question.missing === 0
      ? []
      : [`"${plan.questions[question.question]!.ask}" scores ${fixed(question.mean, 1)}`];
  const ruled = archetypeReason(recommendation);
  const guarded = aim.regulated && practice.regulated !== null ? [practice.regulated] : [];
  const doubt = recommendation.isHypothesis
    ? ['A hypothesis: too few or too thin answers to be sure']
    : [];
  const part = closedShare(practice);
  const closing = part === 1 ? 'Closing' : `Closing ${fixed(part * 100, 0)} % of`;
  const expected = `${closing} that shortfall would move ${moved(before, after)}`;
  return [...scores, ...floors, ...asked, ...ruled, expected, ...guarded, ...doubt];
}

function archetypeReason({ practice, before }: Recommendation): readonly string[] {
  if (before.archetype !== 'fragmented') return [];
  return practice.id === 'B01'
    ? ['The answers disagree too much to prescribe anything before talking']
    : ['To be decided only after people have talked about where their answers disagree'];
}
