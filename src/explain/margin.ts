import type { Answers } from '../answers/types.ts';
import type { Margin } from '../explanation.ts';
import type { Plan, Side, Target } from '../plan/types.ts';
import { points } from '../result/round.ts';
import { bandOf, zoneOf } from '../score/position.ts';
import { evaluator } from '../score/respondent.ts';
import type { UnitPosition } from '../score/unit.ts';
import { answering, partsOf, type Rescore, type Respondent } from './respondents.ts';
import { sides } from './shares.ts';
import { hasAnswered, hasSteps, neighbours } from './steps.ts';

/** Whose answers are looked at, and where they stand. */
export interface Stand {
  readonly plan: Plan;
  readonly people: readonly Respondent[];
  readonly rescore: Rescore;
  readonly standing: UnitPosition;
  readonly target: Target | null;
}

/** One answer given one step beside, and by how many milli-points that moves the position. */
interface Nudge {
  readonly person: number;
  readonly question: number;
  readonly value: number;
  readonly effect: number;
}

/** For every answer, the step that moves the position furthest to a side; the longest move first. */
function nudgesOf({ plan, people }: Stand, side: Side): readonly Nudge[] {
  const sign = side === 'customer' ? 1 : -1;
  const { evaluate } = evaluator(plan);
  const partOf = partsOf(
    plan,
    people.filter(({ isScored }) => isScored),
  );
  const nudge = (each: Respondent, person: number, question: number, value: number): Nudge => {
    const score = evaluate(answering(each.answers, question, value), each.setting);
    const { over, under } = partOf(each);
    const moved = score.isScored ? sign * (score.position - each.position) : 0;
    return { person, question, value, effect: (moved * Number(over)) / Number(under) };
  };
  const asked = plan.questions.flatMap((question, i) =>
    sides.some((own) => hasSteps(question, own)) ? [i] : [],
  );
  return people
    .flatMap((each, person) =>
      asked
        .filter((question) => hasAnswered(each, question))
        .flatMap((question) =>
          neighbours(plan, question, each.answers.value[question]!)
            .map((value) => nudge(each, person, question, value))
            .toSorted(byEffect)
            .slice(0, 1),
        ),
    )
    .filter(({ effect }) => effect > 0)
    .toSorted(byEffect);
}

const byEffect = (a: Nudge, b: Nudge): number => b.effect - a.effect;

function nudged(people: readonly Respondent[], nudges: readonly Nudge[]) {
  const changed = new Map<number, Answers>();
  for (const { person, question, value } of nudges) {
    changed.set(person, answering(changed.get(person) ?? people[person]!.answers, question, value));
  }
  return changed;
}

/** The smallest count up to the last for which something holds that holds for the last. */
function first(last: number, holds: (count: number) => boolean): number {
  let [low, high] = [1, last];
  while (low < high) {
    const half = Math.floor((low + high) / 2);
    if (holds(half)) high = half;
    else low = half + 1;
  }
  return high;
}

/** The fewest answers, a step each toward one side, that change the zone; checked by scoring again. */
function flipToward(stand: Stand, side: Side): NonNullable<Margin['flip']> | null {
  const { plan, people, standing } = stand;
  const nudges = nudgesOf(stand, side);
  const zoneAfter = (count: number): string | null => {
    const leanings = stand.rescore(nudged(people, nudges.slice(0, count)));
    return leanings && zoneOf(plan.zones, leanings.customer - leanings.process).id;
  };
  const flips = (count: number) => (zoneAfter(count) ?? standing.zone) !== standing.zone;
  if (nudges.length === 0 || !flips(nudges.length)) return null;
  const answers = first(nudges.length, flips);
  const persons = new Set(nudges.slice(0, answers).map(({ person }) => person));
  return { answers, people: persons.size, zone: zoneAfter(answers)! };
}

const fewer = (a: Margin['flip'], b: Margin['flip']): Margin['flip'] =>
  a === null || (b !== null && b.answers < a.answers) ? b : a;

function zoneMargin({ zones }: Plan, { position }: UnitPosition): Margin['zone'] {
  const here = zones.indexOf(zoneOf(zones, position));
  const beside = [
    { zone: zones[here - 1], distance: position - zones[here]!.from },
    { zone: zones[here + 1], distance: zones[here]!.to - position },
  ];
  const [nearest] = beside
    .filter(({ zone }) => zone !== undefined)
    .toSorted((a, b) => a.distance - b.distance);
  return nearest === undefined
    ? null
    : { distance: points(nearest.distance), next: nearest.zone!.id };
}

function strengthMargin({ strengthBands }: Plan, { strength }: UnitPosition): Margin['strength'] {
  const next = strengthBands[strengthBands.indexOf(bandOf(strengthBands, strength)) + 1];
  return next === undefined ? null : { distance: points(next.from - strength), next: next.id };
}

/** How much would have to be different for zone, target zone and strength to read differently. */
export function marginOf(stand: Stand): Margin {
  const { plan, standing, target } = stand;
  return {
    zone: zoneMargin(plan, standing),
    flip: fewer(flipToward(stand, 'customer'), flipToward(stand, 'process')),
    target: target === null ? null : points(target.tolerance - Math.abs(standing.gap!)),
    strength: strengthMargin(plan, standing),
  };
}
