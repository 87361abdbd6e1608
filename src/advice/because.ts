import type { Plan, Side } from '../plan/types.ts';
import type { UnitPosition, UnitScore } from '../score/unit.ts';
import { aimOf } from './need.ts';
import type { Recommendation } from './recommend.ts';

const points = (milliPoints: number): string => (milliPoints / 1000).toFixed(1);
const sideName: Readonly<Record<Side, string>> = {
  customer: 'customer side',
  process: 'process side',
};

const towards = (position: number): string => {
  const rounded = points(Math.abs(position));
  if (rounded === '0.0') return 'centre';
  return `${rounded} toward ${position > 0 ? 'customer' : 'process'}`;
};

function moved(before: UnitPosition, after: UnitPosition): string {
  const change = (name: string, side: Side) =>
    before[side] === after[side]
      ? []
      : [`${name} from ${points(before[side])} to ${points(after[side])}`];
  return [
    ...change('customer-leaning', 'customer'),
    ...change('process-leaning', 'process'),
    `position from ${towards(before.position)} to ${towards(after.position)}`,
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
  const measure =
    unit.target === null ? 'against 75, as no market is named' : 'against a target of';
  const scores = shortfalls.map(({ side, score, target }) => {
    const held = unit.target === null ? measure : `${measure} ${points(target)}`;
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
      : [`"${plan.questions[question.question]!.ask}" scores ${question.mean.toFixed(1)}`];
  const ruled = archetypeReason(recommendation);
  const guarded = aim.regulated && practice.regulated !== null ? [practice.regulated] : [];
  const doubt = recommendation.isHypothesis
    ? ['A hypothesis: too few or too thin answers to be sure']
    : [];
  const expected = `Closing that shortfall would move ${moved(before, after)}`;
  return [...scores, ...floors, ...asked, ...ruled, expected, ...guarded, ...doubt];
}

function archetypeReason({ practice, before }: Recommendation): readonly string[] {
  if (before.archetype === 'fragmented' && practice.id === 'B01') {
    return ['The answers disagree too much to prescribe anything before talking'];
  }
  return [];
}
