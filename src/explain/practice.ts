import { aimOf, sidesOf } from '../advice/need.ts';
import { consider, effortCost, type Considered, type Verdict } from '../advice/recommend.ts';
import type { PracticeReason } from '../explanation.ts';
import type { Plan, PlanPractice, Side } from '../plan/types.ts';
import { rounded } from '../result/round.ts';
import type { Veil } from '../score/veil.ts';
import type { UnitScore } from '../score/unit.ts';
import { fixed, lean } from '../text/number.ts';

const points = (milliPoints: number): string => fixed(milliPoints / 1000, 1);

/** A practice at a unit, with all that its sentences are made of. */
interface Case extends Considered {
  readonly plan: Plan;
  readonly unit: UnitScore;
}

const where = ({ plan, practice }: Case): string => plan.dimensions[practice.dimension]!.title;

/** Each of its sides against its target. */
function scores(each: Case): readonly string[] {
  const aim = aimOf(each.plan, each.unit);
  return sidesOf(each.practice).map((side) => {
    const score = each.unit.dimensions[each.practice.dimension]![side];
    const name = `${where(each)}, ${side} side`;
    if (score === null) return `${name}: too few answers to score`;
    const missing = aim[side] - score;
    const short = missing > 0 ? `${points(missing)} short` : 'not short';
    const unnamed = each.unit.target === null ? ', as no market is named' : '';
    return `${name}: ${points(score)} against a target of ${points(aim[side])}${unnamed}, ${short}`;
  });
}

function leadText(each: Case): string {
  const aim = aimOf(each.plan, each.unit);
  const { gap, position } = each.unit.standing!;
  const side = each.practice.side as Side;
  const from = gap === null ? 'the centre' : 'its target';
  return (
    `The unit hangs ${lean((gap ?? position) / 1000)} of ${from}, beyond the tolerance of ` +
    `${points(aim.tolerance)}: the ${side} side leads already and is not fed, unless its dimension ` +
    `is below the floor of ${points(aim.floor[side])}`
  );
}

const places = 'Five are recommended at most';

function verdictText(each: Case, verdict: Verdict): string {
  switch (verdict.rule) {
    case 'recommended':
      return `Recommended, as number ${verdict.rank}`;
    case 'no-need':
      return 'Not recommended: what it acts on is not short of its target, or has no weight';
    case 'unscored':
      return 'Not recommended: nobody could be scored on what it acts on';
    case 'feeds-the-lead':
      return `Not recommended: it would feed the side that leads. ${leadText(each)}`;
    case 'outranked':
      return `Not recommended: number ${verdict.rank} in the queue. ${places}, and they were found before its turn`;
    case 'third-in-dimension':
      return `Not recommended: number ${verdict.rank} in the queue, and two of its dimension, ${where(each)}, stand before it. Two of a dimension are recommended at most`;
    case 'gave-way':
      return `Not recommended: it stood among the first five, none of which is of small effort, and the last of them gave its place to ${verdict.to}, which is`;
  }
}

/** Rules that put it further up or down in the queue than its priority does. */
function orderText(each: Case): readonly string[] {
  const { archetype } = each.unit.standing!;
  const isLarge = each.practice.effort === 'L' || each.practice.effort === 'XL';
  const isWeak = archetype === 'adrift' || archetype === 'forming';
  return [
    ...(each.mendsFloor
      ? ['It mends a leaning below its floor, which goes before everything else']
      : []),
    ...(isWeak && isLarge ? [`Large efforts come last while the unit is ${archetype}`] : []),
    ...(isWeak && !isLarge
      ? [`While the unit is ${archetype}, foundations come first, and large efforts last`]
      : []),
    ...(archetype === 'fragmented' ? ['The unit is fragmented: B01, talking, comes first'] : []),
  ];
}

function questionText({ plan, question }: Case): readonly string[] {
  if (question === null) return [];
  const { ask } = plan.questions[question.question]!;
  const short = question.missing === 0 ? 'not short' : `${fixed(question.missing, 1)} short`;
  return [`Of its questions, "${ask.trim()}" lacks most: ${fixed(question.mean, 1)}, ${short}`];
}

/** The sum that decides the place, as it is worked out. */
function priorityText(each: Case): string {
  const { need, practice, emphasis, priority } = each;
  const weight = each.plan.dimensions[practice.dimension]!.weight / 1000;
  const shown = (value: number) => fixed(value, 3);
  const parts = [
    `weight ${shown(weight)}`,
    `need ${shown(need)}`,
    `leverage ${shown(practice.leverage)}`,
    `emphasis ${shown(emphasis)}`,
  ].join(' x ');
  return `Priority ${shown(priority)} = ${parts} / effort ${shown(effortCost[practice.effort])}`;
}

const inQueue: readonly Verdict['rule'][] = [
  'recommended',
  'outranked',
  'third-in-dimension',
  'gave-way',
];

function sentences(each: Case): readonly string[] {
  const { rule } = each.verdict;
  const isQueued = inQueue.includes(rule);
  return [
    verdictText(each, each.verdict),
    ...scores(each),
    ...(each.need > 0 ? [...questionText(each), priorityText(each)] : []),
    ...(isQueued ? orderText(each) : []),
  ];
}

const headOf = (plan: Plan, { id, title, side, dimension, effort }: PlanPractice) => ({
  practice: id,
  title,
  side,
  dimension: plan.dimensions[dimension]!.id,
  effort,
});

const nothing = { rank: null, numbers: null };

const hides = ({ sides }: Veil, practice: PlanPractice): boolean =>
  sidesOf(practice).some((side) =>
    sides.has(practice.dimension * 2 + (side === 'customer' ? 0 : 1)),
  );

/** Why a unit is or is not advised to do a practice, as far as may be seen. */
export function practiceReason(
  plan: Plan,
  unit: UnitScore,
  practice: PlanPractice,
  veil: Veil,
): PracticeReason {
  const head = headOf(plan, practice);
  const found = consider(plan, unit, veil).find((each) => each.practice.id === practice.id);
  if (found === undefined) {
    const because = ['Not recommended: nobody could be scored'];
    return { ...head, ...nothing, rule: 'nobody-scored', because };
  }
  const { verdict } = found;
  const rank = 'rank' in verdict ? verdict.rank : null;
  const own = { ...found, plan, unit };
  if (hides(veil, practice)) {
    const hidden = 'Its numbers are hidden to protect those who answered';
    const because = verdict.rule === 'unscored' ? [hidden] : [verdictText(own, verdict), hidden];
    return { ...head, ...nothing, rank, rule: verdict.rule, because };
  }
  return {
    ...head,
    rule: verdict.rule,
    rank,
    numbers: numbersOf(plan, found),
    because: sentences(own),
  };
}

const numbersOf = (
  plan: Plan,
  { practice, need, emphasis, priority }: Considered,
): PracticeReason['numbers'] => ({
  need: rounded(need),
  weight: rounded(plan.dimensions[practice.dimension]!.weight / 1000),
  leverage: rounded(practice.leverage),
  emphasis: rounded(emphasis),
  cost: effortCost[practice.effort],
  priority: rounded(priority),
});
