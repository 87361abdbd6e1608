import type { Answers } from '../answers/types.ts';
import type { Change, Reach, Rise } from '../explanation.ts';
import type { Plan, Side, Target } from '../plan/types.ts';
import { points } from '../result/round.ts';
import { answering, type Rescore, type Respondent } from './respondents.ts';
import { hasAnswered, hasSteps, stepsLeft, stepsUp } from './steps.ts';

/** How many changes are listed, how many questions are in one, and of how many it is chosen. */
const listed = 3;
const mostQuestions = 3;
/** Pairs and triples are sought among the questions whose first step moves the position most. */
const strongest = 40;
/** Milli-points by which effects of single questions, added up, may miss what they do together. */
const slack = 100;

/** Whose answers may change, what is measured, and where it should come to. */
export interface Aim {
  readonly plan: Plan;
  readonly people: readonly Respondent[];
  readonly rescore: Rescore;
  readonly hidden: ReadonlySet<number>;
  readonly target: Target;
  /** Milli-points. */
  readonly position: number;
}

/** A question that could be answered higher. */
interface Lever {
  readonly question: number;
  readonly side: Side;
  /** By index of the respondent: whether the answer would change. */
  readonly isLower: readonly boolean[];
  /** Milli-points of position after 1, 2, ... steps, as long as a step changes anything. */
  readonly effects: readonly number[];
}

type Raise = readonly [lever: Lever, steps: number];

const targetPosition = ({ customer, process }: Target): number => customer - process;

/** The answers of everybody who can go up, by index. */
function raised({ plan, people }: Aim, raises: readonly Raise[]): ReadonlyMap<number, Answers> {
  const changed = new Map<number, Answers>();
  for (const [{ question, side, isLower }, steps] of raises) {
    people.forEach((person, i) => {
      if (!isLower[i]) return;
      const answers = changed.get(i) ?? person.answers;
      const to = stepsUp(plan.questions[question]!, side, answers.value[question]!, steps);
      changed.set(i, answering(answers, question, to));
    });
  }
  return changed;
}

/** Where the position would be, measured by scoring everybody again; null when it has none. */
function positionAfter(aim: Aim, raises: readonly Raise[]): number | null {
  const leanings = aim.rescore(raised(aim, raises));
  return leanings === null ? null : leanings.customer - leanings.process;
}

function leverOf(aim: Aim, question: number, side: Side): Lever {
  const asked = aim.plan.questions[question]!;
  const isLower = aim.people.map((person) => {
    const option = person.answers.value[question]!;
    return hasAnswered(person, question) && stepsLeft(asked, side, option) > 0;
  });
  const bare = { question, side, isLower, effects: [] };
  const lower = aim.people.filter((_, i) => isLower[i]);
  const most = lower.map(({ answers }) => stepsLeft(asked, side, answers.value[question]!));
  const effects = Array.from({ length: Math.max(0, ...most) }, (_, i) => {
    return (positionAfter(aim, [[bare, i + 1]]) ?? aim.position) - aim.position;
  });
  return { ...bare, effects };
}

/** The questions of a side that can be answered higher, those that move the position most. */
function leversOf(aim: Aim, side: Side): readonly Lever[] {
  const found = aim.plan.questions.flatMap((question, i) =>
    hasSteps(question, side) && !aim.hidden.has(i) ? [leverOf(aim, i, side)] : [],
  );
  const size = ({ effects }: Lever) => Math.abs(effects[0] ?? 0);
  return found
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

const peopleIn = (raises: readonly Raise[]): number => {
  const [first] = raises;
  return first![0].isLower.filter((_, i) => raises.some(([{ isLower }]) => isLower[i])).length;
};

/** One choice that reaches the target, as it is compared with others of as many steps. */
interface Found {
  readonly raises: readonly Raise[];
  readonly people: number;
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
      promising.push({ raises, people: peopleIn(raises) });
    }
    for (const { raises } of promising.toSorted((a, b) => a.people - b.people)) {
      if (found.length === listed) break;
      if (found.some((other) => asksAll(raises, other))) continue;
      const position = positionAfter(aim, raises);
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
  const position = positionAfter(aim, raises) ?? aim.position;
  return {
    rises: raises.map(([{ question, isLower }, steps]): Rise => {
      const { id, ask } = aim.plan.questions[question]!;
      return { question: id, ask: ask.trim(), steps, people: isLower.filter(Boolean).length };
    }),
    steps: raises.reduce((sum, [, steps]) => sum + steps, 0),
    people: peopleIn(raises),
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
  const levers = leversOf(aim, gap < 0 ? 'customer' : 'process');
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
