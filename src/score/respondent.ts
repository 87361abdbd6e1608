import { Answered, DontKnow, NotApplicable, NotAsked, Unanswered } from '../answers/types.ts';
import type { Answers } from '../answers/types.ts';
import { divide } from '../plan/integers.ts';
import { metricPoints } from '../plan/metric.ts';
import { fullScore, type Plan, type PlanQuestion, type Rule, type Side } from '../plan/types.ts';

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

/** Codes below are states of answers, the others options. */
export const firstOption = 5;

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
  /**
   * The same with the option that was chosen: its index after `firstOption`, else the state. Those
   * that were given, where no question can change them.
   */
  code: Uint8Array;
  /** Weight of applicable and of answered scored questions, thousandths. */
  applicable: number;
  answered: number;
}

/** Answers as codes, which is how tables are read: a state, or an option after the states. */
export interface Codes {
  readonly code: Uint8Array;
  /** Of metrics and allocations; means something only where they are answered. */
  readonly value: Float64Array;
}

/** A score without the states of questions, which its codes say as well. */
export type CodedScore = Omit<RespondentScore, 'state'>;

export interface Evaluator {
  /** Scores one respondent; the returned object is reused by the next call. */
  readonly evaluate: (answers: Answers, setting: Setting) => RespondentScore;
  /** The same of answers as codes. */
  readonly evaluateCodes: (codes: Codes, setting: Setting) => CodedScore;
}

/** The code of an answer. */
export const codeOf = ({ input }: PlanQuestion, state: number, value: number): number =>
  state === Answered && input.kind === 'options' ? firstOption + value : state;

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

/** Weight times what an answer says of the stated lean, by value. */
function leanOf({ lean: { weight, points }, input }: PlanQuestion): (value: number) => number {
  if (input.kind === 'allocation') return (value) => weight * value;
  return (value) => weight * points[value]!;
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
const bitsFor = (largest: number): number => Math.ceil(Math.log2(largest + 1));

/** Questions that are asked of everybody, have options and feed one side; most are like that. */
const isPlain = ({ input, weights, lean, optional, when }: PlanQuestion): boolean =>
  input.kind === 'options' &&
  lean.weight === 0 &&
  !optional &&
  when === null &&
  (weights.customer === 0) !== (weights.process === 0);

/**
 * The plain questions of a dimension side. What an answer adds to the side's three sums is packed
 * into one double, points + answered x 2^answeredAt + applicable x 2^applicableAt, so that a look-up
 * and an addition a question do: in units of the weights' greatest common divisor, which no quotient
 * depends on. Empty where the sums would not fit into 53 bits.
 */
interface PlainSide {
  readonly unit: number;
  readonly answeredAt: number;
  readonly applicableAt: number;
  readonly questions: readonly number[];
  /** By question of the side, then by code. */
  readonly packed: readonly (readonly number[])[];
}

const emptySide = { unit: 1, answeredAt: 1, applicableAt: 1, questions: [], packed: [] };

function plainSide({ questions }: Plan, dimension: number, side: Side): PlainSide {
  const own = [...questions.keys()].filter((i) => {
    const question = questions[i]!;
    return question.dimension === dimension && isPlain(question) && question.weights[side] > 0;
  });
  const weights = own.map((i) => questions[i]!.weights[side]);
  const unit = weights.reduce(greatestDivisor, 0);
  const all = weights.reduce((sum, weight) => sum + weight / unit, 0);
  const answeredAt = 2 ** bitsFor(all * fullScore);
  const applicableAt = answeredAt * 2 ** bitsFor(all);
  if (own.length === 0 || applicableAt * 2 ** bitsFor(all) > 2 ** 53) return emptySide;
  const packed = own.map((i, k) => {
    const share = weights[k]! / unit;
    const open = [Unanswered, Answered, NotApplicable, DontKnow, NotAsked].map((state) =>
      state === NotApplicable || state === NotAsked ? 0 : share * applicableAt,
    );
    const options = questions[i]!.points[side].map(
      (points) => share * (points + answeredAt + applicableAt),
    );
    return [...open, ...options];
  });
  return { unit, answeredAt, applicableAt, questions: own, packed };
}

/** The plain sides of a plan in flat tables: their questions one after the other, side by side. */
function plainTables(plan: Plan) {
  const sides = plan.dimensions.flatMap((_, d) => [
    plainSide(plan, d, 'customer'),
    plainSide(plan, d, 'process'),
  ]);
  const order = sides.flatMap(({ questions }) => questions);
  const starts = new Int32Array(sides.length + 1);
  sides.forEach(({ questions }, cell) => {
    starts[cell + 1] = starts[cell]! + questions.length;
  });
  const longest = Math.max(0, ...plan.questions.map(optionCount)) + firstOption;
  const shift = Math.ceil(Math.log2(longest));
  const packed = new Float64Array(order.length << shift);
  sides
    .flatMap((side) => side.packed)
    .forEach((own, place) => {
      packed.set(own, place << shift);
    });
  return {
    order: Int32Array.from(order),
    /** Where the questions of each side begin, and the end of the last. */
    starts,
    /** By place in the order and code. */
    packed,
    /** A question's begin at its place, moved so many bits. */
    shift,
    unit: Float64Array.from(sides, ({ unit }) => unit),
    answeredAt: Float64Array.from(sides, ({ answeredAt }) => answeredAt),
    applicableAt: Float64Array.from(sides, ({ applicableAt }) => applicableAt),
  };
}

const optionCount = ({ input }: PlanQuestion): number =>
  input.kind === 'options' ? input.options.length : 0;

/**
 * The one evaluator of a plan: prompt, sheet and table row all go through it. Questions that are not
 * plain are taken in order, so a condition sees only final states of earlier ones and skipping is
 * transitive; plain ones are final as they are given.
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
    code: new Uint8Array(questions.length),
    applicable: 0,
    answered: 0,
  };
  const { state, code, sideState, side: points } = score;
  const { order, starts, packed, shift, unit, answeredAt, applicableAt } = plainTables(plan);
  /** Both are powers of two, so multiplying by these is exact. */
  const perAnswered = answeredAt.map((each) => 1 / each);
  const perApplicable = applicableAt.map((each) => 1 / each);
  const isClosed = Uint8Array.from(questions, ({ input }) => (input.kind === 'options' ? 1 : 0));
  const plain = new Set(order);
  const others = [...questions.keys()].filter((i) => !plain.has(i));
  const { minAnswered, minDimensions } = rules;
  const leans = questions.map((question) => (question.lean.weight > 0 ? leanOf(question) : null));
  const dimensionWeight = Float64Array.from(dimensions, (dimension) => dimension.weight);
  let leanSum = 0;
  let leanWeight = 0;

  function addToSide(question: PlanQuestion, side: Side, own: number, value: number): void {
    const share = question.weights[side];
    if (share === 0 || own === NotAsked || own === NotApplicable) return;
    const cell = question.dimension * 2 + (side === 'customer' ? 0 : 1);
    applicableWeight[cell]! += share;
    if (own !== Answered) return;
    answeredWeight[cell]! += share;
    const { input } = question;
    sums[cell]! +=
      share *
      (input.kind === 'metric'
        ? metricPoints(input.breakpoints, value)
        : question.points[side][value]!);
  }

  /** Hidden questions vanish, and optional ones that are left open do not apply. */
  function addOther(i: number, answers: Answers, setting: Setting): void {
    const question = questions[i]!;
    const { when, optional } = question;
    if (state[i] === Unanswered && optional) state[i] = NotApplicable;
    if (when !== null && !holds(when, answers, state, setting)) state[i] = NotAsked;
    const own = state[i]!;
    if (own !== Answered) code[i] = own;
    const value = answers.value[i]!;
    addToSide(question, 'customer', own, value);
    addToSide(question, 'process', own, value);
    const lean = leans[i]!;
    if (lean === null || own !== Answered) return;
    leanSum += lean(value);
    leanWeight += question.lean.weight;
  }

  function addOthers(answers: Answers, setting: Setting): void {
    sums.fill(0);
    answeredWeight.fill(0);
    applicableWeight.fill(0);
    leanSum = leanWeight = 0;
    for (const i of others) addOther(i, answers, setting);
  }

  /** Puts answers into codes, and their states beside them. */
  function encode({ state: given, value }: Answers): void {
    for (let i = 0; i < code.length; i++) {
      const own = given[i]!;
      state[i] = own;
      code[i] = own === Answered && isClosed[i] === 1 ? firstOption + value[i]! : own;
    }
  }

  /** What conditions look at, from codes. */
  const decoded: Answers = { state, value: new Float64Array(questions.length) };

  function decode(value: Float64Array): void {
    for (let i = 0; i < code.length; i++) {
      const own = code[i]!;
      state[i] = own < firstOption ? own : Answered;
      decoded.value[i] = own < firstOption ? value[i]! : own - firstOption;
    }
  }

  /** All that a side's plain questions add, packed. */
  function plainSum(cell: number, own: Uint8Array): number {
    let sum = 0;
    const end = starts[cell + 1]!;
    for (let place = starts[cell]!; place < end; place++) {
      sum += packed[(place << shift) | own[order[place]!]!]!;
    }
    return sum;
  }

  function scoreSides(own: Uint8Array): void {
    let allApplicable = 0;
    let allAnswered = 0;
    for (let cell = 0; cell < cells; cell++) {
      const all = plainSum(cell, own);
      const plainApplicable = Math.floor(all * perApplicable[cell]!);
      const rest = all - plainApplicable * applicableAt[cell]!;
      const plainAnswered = Math.floor(rest * perAnswered[cell]!);
      const sum = sums[cell]! + (rest - plainAnswered * answeredAt[cell]!) * unit[cell]!;
      const applicable = applicableWeight[cell]! + plainApplicable * unit[cell]!;
      const answered = answeredWeight[cell]! + plainAnswered * unit[cell]!;
      allApplicable += applicable;
      allAnswered += answered;
      const isEnough = answered > 0 && answered * 1000 >= applicable * minAnswered;
      sideState[cell] = applicable === 0 ? DoesNotApply : isEnough ? Scored : Insufficient;
      points[cell] = isEnough ? divide(sum, answered) : 0;
    }
    score.applicable = allApplicable;
    score.answered = allAnswered;
  }

  function scoreLeaning(side: number): void {
    let sum = 0;
    let scored = 0;
    let applicable = 0;
    for (let d = 0; d < dimensions.length; d++) {
      const own = dimensionWeight[d]!;
      const state = sideState[d * 2 + side];
      if (state !== DoesNotApply) applicable += own;
      if (state !== Scored) continue;
      scored += own;
      sum += own * points[d * 2 + side]!;
    }
    const isEnough = scored > 0 && scored * 1000 >= applicable * minDimensions;
    score.leaningState[side] = isEnough ? Scored : Insufficient;
    score.leaning[side] = isEnough ? divide(sum, scored) : 0;
  }

  function scoreAll(own: Uint8Array): void {
    score.code = own;
    scoreSides(own);
    scoreLeaning(0);
    scoreLeaning(1);
    score.isScored = score.leaningState[0] === Scored && score.leaningState[1] === Scored;
    score.position = score.isScored ? score.leaning[0]! - score.leaning[1]! : 0;
    score.hasStatedLean = leanWeight > 0;
    score.statedLean = leanWeight > 0 ? divide(leanSum, leanWeight) : 0;
  }

  function evaluate(answers: Answers, setting: Setting): RespondentScore {
    encode(answers);
    if (others.length > 0) addOthers(answers, setting);
    scoreAll(code);
    return score;
  }

  function evaluateCodes({ code: given, value }: Codes, setting: Setting): CodedScore {
    if (others.length === 0) {
      scoreAll(given);
      return score;
    }
    code.set(given);
    decode(value);
    addOthers(decoded, setting);
    scoreAll(code);
    return score;
  }

  return { evaluate, evaluateCodes };
}
