import type { Engagement, EngagementUnit } from '../../../src/answers/engagement.ts';
import {
  Answered,
  NotApplicable,
  Unanswered,
  emptyAnswers,
  type Sheet,
} from '../../../src/answers/types.ts';
import type { NamedRound } from '../../../src/compare/rounds.ts';
import { compile } from '../../../src/plan/compile.ts';
import type { Plan } from '../../../src/plan/types.ts';
import type { Question } from '../../../src/scorecard/types.ts';
import { random } from '../../seeded.ts';

/** An organisation asked several times. */
export interface Organisation {
  readonly plan: Plan;
  readonly engagement: Engagement;
  readonly minGroup: number;
  readonly rounds: readonly NamedRound[];
}

const scale = { answerScale: 'five' } as const;

/** Two dimensions; of the second, the customer side is asked of some units alone. */
const questions: readonly Question[] = [
  { id: 'c1', dimension: 'one', side: 'customer', ask: 'C1', ...scale },
  { id: 'c2', dimension: 'one', side: 'customer', ask: 'C2', weight: 2, ...scale },
  { id: 'c3', dimension: 'one', side: 'customer', ask: 'C3', ...scale },
  { id: 'p1', dimension: 'one', side: 'process', ask: 'P1', ...scale },
  { id: 'p2', dimension: 'one', side: 'process', ask: 'P2', ...scale },
  { id: 'k1', dimension: 'two', side: 'customer', ask: 'K1', optional: true, ...scale },
  { id: 'k2', dimension: 'two', side: 'customer', ask: 'K2', optional: true, ...scale },
  { id: 'o1', dimension: 'two', side: 'process', ask: 'O1', ...scale },
  { id: 'o2', dimension: 'two', side: 'process', ask: 'O2', ...scale },
  { id: 't1', dimension: 'one', ask: 'T1', tradeOff: { customer: 'C', process: 'P' } },
  { id: 't2', dimension: 'two', ask: 'T2', tradeOff: { customer: 'C', process: 'P' } },
];

const planWith = (pooling: 'respondents' | 'roles'): Plan =>
  compile({
    pendulum: '1',
    id: 'card',
    version: '1',
    language: 'en',
    title: 'Card',
    answerScales: new Map([['five', { options: ['a', 'b', 'c', 'd', 'e'] }]]),
    dimensions: [
      { id: 'one', title: 'One' },
      { id: 'two', title: 'Two', weight: 1.5 },
    ],
    questions,
    rules: { pooling, minDimensions: 0.4 },
  });

const plans = { respondents: planWith('respondents'), roles: planWith('roles') };

/** Numbers and choices from a seed. */
function dice(seed: number) {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    chance: (share: number) => next() < share,
    below,
    of: <T>(list: readonly T[]) => list[below(list.length)]!,
  };
}

type Dice = ReturnType<typeof dice>;

function unitsOf({ below, chance }: Dice): readonly EngagementUnit[] {
  const count = 3 + below(chance(0.2) ? 10 : 5);
  return Array.from({ length: count }, (_, i) => ({
    id: `u${i}`,
    title: `U${i}`,
    // Most hang below the first; chains and forests come up as well.
    ...(i === 0 || chance(0.1) ? {} : { parent: `u${chance(0.6) ? 0 : below(i)}` }),
  }));
}

/** How a unit answers: who is missing from which question, and who says the same. */
interface Habit {
  readonly people: number;
  readonly alike: ReadonlySet<number>;
  /** By question: the share of people who leave it out. */
  readonly left: readonly number[];
  readonly roles: readonly (string | null)[];
}

function habitOf({ below, chance, of }: Dice, isGroup: boolean, minGroup: number): Habit {
  const size = chance(0.4) ? below(minGroup + 2) : minGroup + below(8);
  return {
    people: isGroup && chance(0.6) ? 0 : size,
    alike: new Set(questions.flatMap((_, q) => (chance(0.05) ? [q] : []))),
    left: questions.map(() => (chance(0.15) ? of([0.2, 0.6, 0.8, 1]) : 0)),
    roles: of([[null], ['sales'], ['sales', 'operations'], ['sales', 'operations', null]] as const),
  };
}

function answerSheet(
  { below, chance, of }: Dice,
  unit: string,
  who: string,
  round: string,
  habit: Habit,
): Sheet {
  const answers = emptyAnswers(questions.length);
  questions.forEach(({ tradeOff }, q) => {
    const isLeft = chance(habit.left[q]!);
    answers.state[q] = isLeft ? of([NotApplicable, Unanswered]) : Answered;
    const options = tradeOff === undefined ? 5 : 7;
    answers.value[q] = isLeft ? 0 : habit.alike.has(q) ? 4 : below(options);
  });
  const said = { answers, notes: new Map<number, string>(), unproven: [], file: 'f', line: 1 };
  return { unit, round, respondent: who, role: of(habit.roles), market: null, ...said };
}

/** Those of a round who stay for the next, and some who join. */
function nextOf(
  own: Dice,
  round: string,
  before: readonly Sheet[],
  habits: ReadonlyMap<string, Habit>,
): readonly Sheet[] {
  const change = new Map([...habits.keys()].map((id) => [id, own.of([0, 0, 0, 0.1, 0.6, 1])]));
  const stay = before.filter(({ unit }) => !own.chance(change.get(unit)!));
  const joined = [...habits].flatMap(([unit]) => {
    const count = own.chance(0.5) ? 0 : own.below(own.chance(0.5) ? 3 : 12);
    return Array.from({ length: count }, (_, i) => ({ unit, who: `${round}-${i}` }));
  });
  const again = (unit: string, who: string, role?: string | null): Sheet => {
    const sheet = answerSheet(own, unit, who, round, habits.get(unit)!);
    return role === undefined ? sheet : { ...sheet, role };
  };
  return [
    ...stay.map(({ unit, respondent, role }) => again(unit, respondent, role)),
    ...joined.map(({ unit, who }) => again(unit, who)),
  ];
}

/** An organisation that follows from its seed; of more rounds it has the first ones in common. */
export function organisation(seed: number, rounds: 2 | 3 = 2): Organisation {
  const own = dice(seed);
  const minGroup = 3 + own.below(8);
  const units = unitsOf(own);
  const groups = new Set(units.map(({ parent }) => parent));
  const habits = new Map(units.map(({ id }) => [id, habitOf(own, groups.has(id), minGroup)]));
  const first = [...habits].flatMap(([unit, habit]) =>
    Array.from({ length: habit.people }, (_, i) => answerSheet(own, unit, `r${i}`, 'q1', habit)),
  );
  const plan = plans[own.chance(0.2) ? 'roles' : 'respondents'];
  const roundOf = (name: string, sheets: readonly Sheet[]): NamedRound => ({
    name,
    plan,
    plans: [plan],
    sheets,
    facts: new Map(),
  });
  const engagement = { pendulum: '1', title: 'T', scorecard: 's', units, privacy: { minGroup } };
  const sheets: (readonly Sheet[])[] = [first];
  while (sheets.length < rounds) {
    sheets.push(nextOf(own, `q${sheets.length + 1}`, sheets.at(-1)!, habits));
  }
  return {
    plan,
    engagement: engagement as Engagement,
    minGroup,
    rounds: sheets.map((each, i) => roundOf(`q${i + 1}`, each)),
  };
}
