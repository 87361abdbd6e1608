import type { Plan, PlanQuestion } from '../plan/types.ts';
import { chiSquareQuantile } from '../stats/chi-square.ts';
import {
  acquiescence,
  centreOf,
  evenOdd,
  individualVariability,
  longestRun,
  squaredDistance,
  type Centre,
} from '../stats/careless.ts';
import { covarianceOf, type Crossing } from './crossing.ts';
import { firstOption } from './respondent.ts';
import { batteryOf, scalesOf, worthOf } from './scales.ts';

/** Signs of careless answering; none of them proves it. */
export const signs = [
  'longstring',
  'variability',
  'evenOdd',
  'mahalanobis',
  'acquiescence',
] as const;
export type Sign = (typeof signs)[number];

/** Where a sign begins. Those of variability, consistency and acquiescence are judgement. */
export const limits = {
  /** At least so many equal answers in a row, and more than half of all. */
  longstring: 10,
  /** Standard deviation of the answers, on a scale of five. */
  variability: 0.25,
  /** Even-odd consistency below this: with few questions a side, halves that merely differ are common. */
  evenOdd: 0,
  /** Probability of a chi-square beyond which a distance lies. */
  mahalanobis: 0.001,
  /** Steps of a scale of five above or below the middle, over so many pairs of opposites. */
  acquiescence: 1,
  pairs: 3,
} as const;

/** What the answers of all are like, from which distances are taken. */
export interface Ground {
  readonly centre: Centre;
  readonly limit: number;
}

/** Where distances are taken from, by how all questions go together; or why none are taken. */
export function groundOf(crossing: Crossing): Ground | string {
  const { respondents, sums } = crossing;
  const items = sums.length;
  if (respondents <= items + 2) {
    return `it takes more than ${items + 2} people who answered everything`;
  }
  const means = Array.from(sums, (sum) => sum / respondents / 1000);
  const centre = centreOf(respondents, means, covarianceOf(crossing)!);
  if (centre === null) return 'everybody gave one answer the same, or it follows from the others';
  return { centre, limit: chiSquareQuantile(1 - limits.mahalanobis, items) };
}

/** What a respondent's answers show: a sign each, and whether they are to be looked at. */
export interface Look {
  readonly signs: readonly Sign[];
  readonly isFlagged: boolean;
}

/** Questions whose options are steps of one scale, in the order they are asked. */
const steps = ({ questions }: Plan): readonly number[] =>
  [...questions.keys()].filter((i) => {
    const { input, fact, lean } = questions[i]!;
    return input.kind === 'options' && input.form === 'answerScale' && !fact && lean.weight === 0;
  });

const optionsIn = ({ input }: PlanQuestion): readonly string[] =>
  input.kind === 'options' ? input.options.map(({ code }) => code) : [];

const isReversed = (question: PlanQuestion): boolean => {
  const worth = worthOf(question, 'customer');
  return worth[0]! > worth.at(-1)!;
};

const scaleIn = ({ input }: PlanQuestion): string | null =>
  input.kind === 'options' ? input.scale : null;

/** Questions of one side of a dimension on one answer scale, of which one is reversed. */
export function oppositesIn(plan: Plan): readonly (readonly [number, number])[] {
  const isStep = new Set(steps(plan));
  return scalesOf(plan)
    .filter(({ dimension }) => dimension !== null)
    .flatMap(({ questions }) => {
      const own = questions.filter((i) => isStep.has(i));
      const turned = own.filter((i) => isReversed(plan.questions[i]!));
      const straight = own.filter((i) => !isReversed(plan.questions[i]!));
      return straight.flatMap((i) => {
        const at = turned.findIndex(
          (j) => scaleIn(plan.questions[i]!) === scaleIn(plan.questions[j]!),
        );
        return at < 0 ? [] : [[i, turned.splice(at, 1)[0]!] as const];
      });
    });
}

/** Looks at the answers of one respondent, given as codes. */
export function looker(plan: Plan, ground: Ground | null): (code: Uint8Array) => Look {
  const ordered = steps(plan);
  const options = plan.questions.map(optionsIn);
  const sides = scalesOf(plan).filter(({ dimension }) => dimension !== null);
  const battery = batteryOf(plan);
  const opposites = oppositesIn(plan);

  const stepsOf = (code: Uint8Array) =>
    ordered
      .filter((i) => code[i]! >= firstOption)
      .map((i) => ({ i, step: code[i]! - firstOption }));
  const ofFive = (i: number, step: number): number => (step / (options[i]!.length - 1)) * 4;

  function isUniform(code: Uint8Array): { readonly runs: boolean; readonly all: boolean } {
    // As given: the same key is another step where a scale begins with 0.
    const given = stepsOf(code).map(({ i, step }) => options[i]![step]!);
    const run = longestRun(given);
    const runs = run >= limits.longstring && run > given.length / 2;
    return { runs, all: runs && run === given.length };
  }

  function isFlat(code: Uint8Array): boolean {
    const given = stepsOf(code);
    const spread = individualVariability(given.map(({ i, step }) => ofFive(i, step)));
    return given.length >= limits.longstring && spread !== null && spread < limits.variability;
  }

  function isTorn(code: Uint8Array): boolean {
    const given = sides.map(({ questions, side }) =>
      questions
        .filter((i) => code[i]! >= firstOption)
        .map((i) => worthOf(plan.questions[i]!, side)[code[i]! - firstOption]!),
    );
    const found = evenOdd(given);
    return found !== null && found < limits.evenOdd;
  }

  function isFar(code: Uint8Array): boolean {
    if (ground === null || battery.some((i) => code[i]! < firstOption)) return false;
    const given = battery.map(
      (i) => worthOf(plan.questions[i]!, 'customer')[code[i]! - firstOption]! / 1000,
    );
    return squaredDistance(ground.centre, given) > ground.limit;
  }

  function isYea(code: Uint8Array): boolean {
    const pairs = opposites
      .filter((pair) => pair.every((i) => code[i]! >= firstOption))
      .map(([i, j]) => ({
        answer: ofFive(i, code[i]! - firstOption),
        opposite: ofFive(j, code[j]! - firstOption),
        low: 0,
        high: 4,
      }));
    const found = acquiescence(pairs);
    return pairs.length >= limits.pairs && Math.abs(found!) > limits.acquiescence;
  }

  return (code) => {
    const { runs, all } = isUniform(code);
    const found: { readonly [S in Sign]: boolean } = {
      longstring: runs,
      variability: isFlat(code),
      evenOdd: isTorn(code),
      mahalanobis: isFar(code),
      acquiescence: isYea(code),
    };
    const shown = signs.filter((sign) => found[sign]);
    return { signs: shown, isFlagged: shown.length > 1 || all };
  };
}
