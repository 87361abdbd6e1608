import type { Change, Reach, Rise } from '../explanation.ts';
import type { Plan, Target } from '../plan/types.ts';
import { points } from '../result/round.ts';
import type { Basis, Lever, Raise } from './basis.ts';

/** How many changes are listed, how many questions are in one, and of how many it is chosen. */
const listed = 3;
const mostQuestions = 3;
/** Pairs and triples are sought among the questions whose first step moves the position most. */
const strongest = 40;
/** Milli-points by which effects of single questions, added up, may miss what they do together. */
const slack = 100;

/** Whose answers may change, and where they should come to. */
export interface Aim {
  readonly plan: Plan;
  readonly basis: Basis;
  readonly target: Target;
  /** Milli-points. */
  readonly position: number;
}

const targetPosition = ({ customer, process }: Target): number => customer - process;

/** The questions that move the position most, in the order of questions. */
function strongestOf(levers: readonly Lever[]): readonly Lever[] {
  const size = ({ effects }: Lever) => Math.abs(effects[0] ?? 0);
  return levers
    .filter(({ effects }) => effects.length > 0)
    .toSorted((a, b) => size(b) - size(a) || a.question - b.question)
    .slice(0, strongest)
    .toSorted((a, b) => a.question - b.question);
}

const effectOf = (raises: readonly Raise[]): number =>
  raises.reduce((sum, [{ effects }, steps]) => sum + effects[steps - 1]!, 0);

/** Every choice of at most so many questions with so many steps in all, in the order of questions. */
function* choices(
  levers: readonly Lever[],
  steps: number,
  questions: number,
  from = 0,
): Generator<readonly Raise[]> {
  if (steps === 0) yield [];
  if (steps === 0 || questions === 0) return;
  for (let i = from; i < levers.length; i++) {
    const lever = levers[i]!;
    for (let own = 1; own <= Math.min(steps, lever.effects.length); own++) {
      for (const rest of choices(levers, steps - own, questions - 1, i + 1)) {
        yield [[lever, own], ...rest];
      }
    }
  }
}

/** One choice that reaches the target, as it is compared with others of as many steps. */
interface Found {
  readonly raises: readonly Raise[];
  readonly people: number | null;
}

const asksAll = (wide: readonly Raise[], narrow: readonly Raise[]): boolean =>
  narrow.every(([lever]) => wide.some(([other]) => other === lever));

const mostSteps = (levers: readonly Lever[]): number =>
  mostQuestions * Math.max(0, ...levers.map(({ effects }) => effects.length));

/** How far a position is outside the target zone. */
const beyond = (target: Target, position: number): number =>
  Math.abs(position - targetPosition(target)) - target.tolerance;

/** The smallest choices that reach: fewest steps, then fewest people, then the order of questions. */
function smallest(aim: Aim, levers: readonly Lever[]): readonly (readonly Raise[])[] {
  const found: (readonly Raise[])[] = [];
  for (let steps = 1; steps <= mostSteps(levers) && found.length < listed; steps++) {
    const promising: Found[] = [];
    for (const raises of choices(levers, steps, mostQuestions)) {
      if (beyond(aim.target, aim.position + effectOf(raises)) > slack) continue;
      promising.push({ raises, people: aim.basis.people(raises) });
    }
    for (const { raises } of promising.toSorted((a, b) => (a.people ?? 0) - (b.people ?? 0))) {
      if (found.length === listed) break;
      if (found.some((other) => asksAll(raises, other))) continue;
      const position = aim.basis.position(raises);
      if (position !== null && beyond(aim.target, position) <= 0) found.push(raises);
    }
  }
  return found;
}

/** As far as three questions go: each to the top, those that move the position most. */
function furthest(levers: readonly Lever[]): readonly Raise[] {
  const size = ({ effects }: Lever) => Math.abs(effects.at(-1)!);
  return levers
    .toSorted((a, b) => size(b) - size(a) || a.question - b.question)
    .slice(0, mostQuestions)
    .toSorted((a, b) => a.question - b.question)
    .map((lever) => [lever, lever.effects.length] as const);
}

/** Whether these answers bring the position to the near edge of the target zone, or past it. */
function arrives({ target, position }: Aim, raises: readonly Raise[]): boolean {
  const gap = position - targetPosition(target);
  const moved = Math.sign(-gap) * effectOf(raises);
  return moved + slack >= Math.abs(gap) - target.tolerance;
}

/** Where every step is too long for the target zone, the choice that comes closest to it. */
function closest(aim: Aim, levers: readonly Lever[]): readonly Raise[] {
  let best: readonly Raise[] = [];
  const left = (raises: readonly Raise[]) => beyond(aim.target, aim.position + effectOf(raises));
  for (let steps = 1; steps <= mostSteps(levers); steps++) {
    for (const raises of choices(levers, steps, mostQuestions)) {
      if (left(raises) < left(best)) best = raises;
    }
  }
  return best;
}

function changeOf(aim: Aim, raises: readonly Raise[]): Change {
  const position = aim.basis.position(raises) ?? aim.position;
  return {
    rises: raises.map(([{ question, people }, steps]): Rise => {
      const { id, ask } = aim.plan.questions[question]!;
      return { question: id, ask: ask.trim(), steps, people };
    }),
    steps: raises.reduce((sum, [, steps]) => sum + steps, 0),
    people: aim.basis.people(raises),
    position: points(position),
    gap: points(position - targetPosition(aim.target)),
  };
}

/**
 * The smallest changes of answers that bring the position into the target zone. Only the side that
 * is behind is raised: nobody gets better by answering lower.
 */
export function reachOf(aim: Aim): Reach {
  const gap = aim.position - targetPosition(aim.target);
  if (Math.abs(gap) <= aim.target.tolerance) return { status: 'on-target', changes: [] };
  const levers = strongestOf(aim.basis.levers(gap < 0 ? 'customer' : 'process'));
  const most = furthest(levers);
  if (!arrives(aim, most)) return outOfReach(aim, most);
  const found = smallest(aim, levers);
  if (found.length === 0) return outOfReach(aim, closest(aim, levers));
  return { status: 'reached', changes: found.map((raises) => changeOf(aim, raises)) };
}

const outOfReach = (aim: Aim, best: readonly Raise[]): Reach => ({
  status: 'out-of-reach',
  changes: best.length === 0 ? [] : [changeOf(aim, best)],
});
