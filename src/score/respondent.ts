import { Answered, NotApplicable, NotAsked, Unanswered } from '../answers/types.ts';
import type { Answers } from '../answers/types.ts';
import { divide } from '../plan/integers.ts';
import { metricPoints } from '../plan/metric.ts';
import type { Plan, PlanQuestion, Rule } from '../plan/types.ts';

/** What a condition may look at beside the answers. */
export interface Setting {
  /** The markets the unit serves; a condition on a market holds when it names one of them. */
  readonly markets: readonly string[];
  readonly role: string | null;
  readonly unit: string | null;
}

export const Scored = 0;
/** Asked, but too little of it answered to score. */
export const Insufficient = 1;
/** Nothing of it applies; it leaves the weights. */
export const DoesNotApply = 2;

/**
 * One respondent's scores in milli-points. The evaluator fills the same one again and again, so
 * copy what is to be kept. Sides are indexed 0 customer, 1 process; dimension d's side s is 2d + s.
 * A score means something only where its state is `Scored`.
 */
export interface RespondentScore {
  readonly sideState: Uint8Array;
  readonly side: Int32Array;
  readonly leaningState: Uint8Array;
  readonly leaning: Int32Array;
  /** Both leanings are scored, and so the position is. */
  isScored: boolean;
  position: number;
  hasStatedLean: boolean;
  statedLean: number;
  /** Final state of every question; a copy of the answers' with skips and options resolved. */
  readonly state: Uint8Array;
  /** Weight of applicable and of answered scored questions, thousandths. */
  applicable: number;
  answered: number;
}

export interface Evaluator {
  /** Scores one respondent; the returned object is reused by the next call. */
  readonly evaluate: (answers: Answers, setting: Setting) => RespondentScore;
}

const includes = (names: readonly string[], name: string | null) =>
  name !== null && names.includes(name);

/** Whether a condition holds. Comparisons with anything but a given answer are false. */
export function holds(rule: Rule, answers: Answers, state: Uint8Array, setting: Setting): boolean {
  switch (rule.op) {
    case 'all':
      for (const part of rule.of) if (!holds(part, answers, state, setting)) return false;
      return true;
    case 'any':
      for (const part of rule.of) if (holds(part, answers, state, setting)) return true;
      return false;
    case 'not':
      return !holds(rule.of, answers, state, setting);
    case 'market':
      for (const market of setting.markets) if (rule.in.includes(market)) return true;
      return false;
    case 'role':
      return includes(rule.in, setting.role);
    case 'unit':
      return includes(rule.in, setting.unit);
    case 'answered':
      return state[rule.question] === Answered;
    case 'options':
      return state[rule.question] === Answered && rule.in.includes(answers.value[rule.question]!);
    case 'range': {
      const value = answers.value[rule.question]!;
      const isInside =
        (rule.min === null || value >= rule.min) && (rule.max === null || value <= rule.max);
      return state[rule.question] === Answered && isInside;
    }
  }
}

/** What an answer adds to the sums: one cell of a dimension's side for each side that it feeds. */
interface Feed {
  readonly cell: number;
  /** Thousandths. */
  readonly weight: number;
  /** Weight times milli-points by option; null where the points of the value are computed. */
  readonly worth: Float64Array | null;
}

function feedsOf({ dimension, weights, points, input }: PlanQuestion): readonly Feed[] {
  return (['customer', 'process'] as const).flatMap((side, s) => {
    const weight = weights[side];
    const worth =
      input.kind === 'metric' ? null : Float64Array.from(points[side], (each) => weight * each);
    return weight === 0 ? [] : [{ cell: dimension * 2 + s, weight, worth }];
  });
}

/** Weight times what an answer says of the stated lean, by value. */
function leanOf({ lean: { weight, points }, input }: PlanQuestion): (value: number) => number {
  if (input.kind === 'allocation') return (value) => weight * value;
  const worth = Float64Array.from(points, (each) => weight * each);
  return (value) => worth[value]!;
}

/**
 * The one evaluator of a plan: prompt, sheet and table row all go through it. Questions are taken
 * in order, so a condition sees only final states of earlier ones and skipping is transitive.
 */
export function evaluator(plan: Plan): Evaluator {
  const { questions, dimensions, rules } = plan;
  const cells = dimensions.length * 2;
  const sums = new Float64Array(cells);
  const answeredWeight = new Float64Array(cells);
  const applicableWeight = new Float64Array(cells);
  const score: RespondentScore = {
    sideState: new Uint8Array(cells),
    side: new Int32Array(cells),
    leaningState: new Uint8Array(2),
    leaning: new Int32Array(2),
    isScored: false,
    position: 0,
    hasStatedLean: false,
    statedLean: 0,
    state: new Uint8Array(questions.length),
    applicable: 0,
    answered: 0,
  };
  const { state } = score;
  const conditions = questions.map(({ when }) => when);
  const isOptional = Uint8Array.from(questions, ({ optional }) => (optional ? 1 : 0));
  const feeds = questions.map(feedsOf);
  const dimensionWeight = Float64Array.from(dimensions, ({ weight }) => weight);
  const leans = questions.map((question) => (question.lean.weight > 0 ? leanOf(question) : null));
  /** Of every question that there is; what does not apply is taken away. */
  const allWeight = new Float64Array(cells);
  for (const { cell, weight } of feeds.flat()) allWeight[cell]! += weight;
  let leanSum = 0;
  let leanWeight = 0;

  function metricWorth(index: number, weight: number, value: number): number {
    const { input } = questions[index]!;
    return input.kind === 'metric' ? weight * metricPoints(input.breakpoints, value) : 0;
  }

  function addAnswer(index: number, value: number): void {
    const own = feeds[index]!;
    for (let k = 0; k < own.length; k++) {
      const { cell, weight, worth } = own[k]!;
      answeredWeight[cell]! += weight;
      sums[cell]! += worth === null ? metricWorth(index, weight, value) : worth[value]!;
    }
    const lean = leans[index]!;
    if (lean === null) return;
    leanSum += lean(value);
    leanWeight += questions[index]!.lean.weight;
  }

  function takeAway(index: number): void {
    const own = feeds[index]!;
    for (let k = 0; k < own.length; k++) applicableWeight[own[k]!.cell]! -= own[k]!.weight;
  }

  /** Hidden questions vanish, and optional ones that are left open do not apply. */
  function addQuestions(answers: Answers, setting: Setting): void {
    const { state: given, value } = answers;
    for (let i = 0; i < questions.length; i++) {
      const condition = conditions[i]!;
      let own = given[i]!;
      if (own === Unanswered && isOptional[i] === 1) own = NotApplicable;
      if (condition !== null && !holds(condition, answers, state, setting)) own = NotAsked;
      state[i] = own;
      if (own === Answered) addAnswer(i, value[i]!);
      else if (own === NotApplicable || own === NotAsked) takeAway(i);
    }
  }

  function scoreSides(): void {
    let allApplicable = 0;
    let allAnswered = 0;
    for (let cell = 0; cell < cells; cell++) {
      const applicable = applicableWeight[cell]!;
      const answered = answeredWeight[cell]!;
      allApplicable += applicable;
      allAnswered += answered;
      const isEnough = answered > 0 && answered * 1000 >= applicable * rules.minAnswered;
      score.sideState[cell] = applicable === 0 ? DoesNotApply : isEnough ? Scored : Insufficient;
      score.side[cell] = isEnough ? divide(sums[cell]!, answered) : 0;
    }
    score.applicable = allApplicable;
    score.answered = allAnswered;
  }

  function scoreLeaning(side: number): void {
    let sum = 0;
    let scored = 0;
    let applicable = 0;
    for (let d = 0; d < dimensions.length; d++) {
      const cell = d * 2 + side;
      const weight = dimensionWeight[d]!;
      if (score.sideState[cell] !== DoesNotApply) applicable += weight;
      if (score.sideState[cell] !== Scored) continue;
      scored += weight;
      sum += weight * score.side[cell]!;
    }
    const isEnough = scored > 0 && scored * 1000 >= applicable * rules.minDimensions;
    score.leaningState[side] = isEnough ? Scored : Insufficient;
    score.leaning[side] = isEnough ? divide(sum, scored) : 0;
  }

  function evaluate(answers: Answers, setting: Setting): RespondentScore {
    sums.fill(0);
    answeredWeight.fill(0);
    applicableWeight.set(allWeight);
    leanSum = leanWeight = 0;
    addQuestions(answers, setting);
    scoreSides();
    scoreLeaning(0);
    scoreLeaning(1);
    score.isScored = score.leaningState[0] === Scored && score.leaningState[1] === Scored;
    score.position = score.isScored ? score.leaning[0]! - score.leaning[1]! : 0;
    score.hasStatedLean = leanWeight > 0;
    score.statedLean = leanWeight > 0 ? divide(leanSum, leanWeight) : 0;
    return score;
  }

  return { evaluate };
}
