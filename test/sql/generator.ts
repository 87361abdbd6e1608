import { compile } from '../../src/plan/compile.ts';
import type { Plan, PlanQuestion } from '../../src/plan/types.ts';
import type { AnswerTest, Condition, Question, Scorecard } from '../../src/scorecard/types.ts';
import { columnsRead } from '../../src/sql/read.ts';
import { random } from '../seeded.ts';

/** A row of a wide table: text or nothing by column. */
export type Row = Readonly<Record<string, string | null>>;

/** A scorecard with answers to it in a wide table. */
export interface Case {
  readonly name: string;
  readonly plan: Plan;
  readonly columns: readonly string[];
  /** Columns that hold integers; the others hold text. */
  readonly integers: ReadonlySet<string>;
  readonly rows: readonly Row[];
  /** The market of rows that name none. */
  readonly market: string | null;
}

/** Chances, drawn from a seed. */
export function chances(seed: number) {
  const next = random(seed);
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    is: (share: number) => next() < share,
    of: <T>(list: readonly T[]): T => list[whole(0, list.length - 1)]!,
  };
}

export type Chances = ReturnType<typeof chances>;

/** Ids that are words of SQL, or as long as they may be. */
const ids = [
  'select', 'from', 'order', 'group', 'user', 'table', 'where', 'true', 'a1', 'value', 'position2',
  'time-to-answer', 'q_2', 'count', 'sum', 'case', 'end', 'offset', 'limit', 'answers', 'cast', 'x',
  'z'.repeat(48),
]; // prettier-ignore

/** A drawn weight; equal ones, of which halves come that have to be rounded, are drawn apart. */
const weight = ({ is, of, whole }: Chances) =>
  is(0.5) ? of([1, 1, 2, 3, 0]) : whole(1, 3000) / 1000;

const metrics = [
  { unit: '%', decimals: 1, min: 0, max: 100, points: [[80, 0], [90, 40], [95, 70], [99.5, 100]] },
  { unit: 'h', decimals: 0, points: [[2, 100], [8, 80], [120, 0]] },
  { unit: 'd', decimals: 2, min: -9, max: 9, points: [[-3, 0], [0, 100], [2.5, 10.005]] },
  { unit: 'EUR', decimals: 4, min: -6710, max: 6710, points: [[-6000.5, 0.001], [6000.0001, 99.999]] },
]; // prettier-ignore

function kindOf({ of, is, whole }: Chances): Partial<Question> {
  const side = of(['customer', 'process'] as const);
  switch (whole(0, 9)) {
    case 0:
    case 1:
    case 2:
      return {
        side,
        answerScale: of(['two', 'five', 'seven', 'seven', 'eleven']),
        reversed: is(0.3),
      };
    case 3:
      return { side, yesNo: {} };
    case 4:
      return { side, yesNo: { evidence: true } };
    case 5:
    case 6: {
      const fed = of([['customer'], ['process'], ['customer', 'process']] as const);
      const points = () => Object.fromEntries(fed.map((each) => [each, whole(0, 100_000) / 1000]));
      const codes = ['end', 'b', 'case', 'not_applicable', 'e'].slice(0, whole(2, 5));
      return { choice: codes.map((code) => ({ code, label: `*/ ${code}\n;`, ...points() })) };
    }
    case 7:
      return { side, metric: of(metrics) };
    case 8:
      return { tradeOff: { customer: 'C', process: "P' OR 1=1 --" } };
    default:
      return {
        allocation: { customer: 'C', process: 'P', ...(is(0.6) ? { other: 'O' } : {}) },
      };
  }
}

const names = { role: ['sales', 'ops'], market: ['m0', 'm1', 'm2'], unit: ['north', 'south'] };

function testOf({ of, is, whole }: Chances, question: Question): AnswerTest {
  const { metric, choice, yesNo, answerScale, tradeOff } = question;
  if (is(0.3)) return { answered: is(0.7) };
  if (metric) return of([{ gte: whole(0, 90) }, { gt: 2.5, lt: 95 }, { lte: whole(-3, 99) }]);
  if (choice) return { in: [choice[0]!.code, choice.at(-1)!.code] };
  if (yesNo) return of([{ is: 'partly' }, { in: ['yes', 'partly'] }, { is: 'no' }]);
  if (answerScale) return of([{ gte: 2 }, { lt: 4 }, { is: '1' }, { gt: 1, lte: 3 }]);
  if (tradeOff) return of([{ gte: 0 }, { in: ['-3', '3'] }]);
  return { answered: true };
}

function conditionOf(chance: Chances, earlier: readonly Question[], depth = 0): Condition {
  const { of, is, whole } = chance;
  const inner = () => conditionOf(chance, earlier, depth + 1);
  const kind = whole(depth > 1 ? 3 : 0, 8);
  if (kind === 0) return { all: [inner(), inner()] };
  if (kind === 1) return { any: [inner(), inner()] };
  if (kind === 2) return { not: inner() };
  if (kind < 6 && earlier.length > 0) {
    const question = of(earlier.slice(is(0.6) ? -3 : 0));
    return { answer: new Map([[question.id, testOf(chance, question)]]) };
  }
  const key = of(['role', 'market', 'unit'] as const);
  return { [key]: is(0.5) ? { is: of(names[key]) } : { in: names[key].slice(0, 2) } };
}

function questionsOf(chance: Chances, dimensions: number): readonly Question[] {
  const { is, whole } = chance;
  const start = whole(0, ids.length - 1);
  const isEven = is(0.5);
  const count = whole(6, 20);
  const questions: Question[] = [];
  for (let i = 0; i < count; i++) {
    questions.push({
      id: ids[(start + i) % ids.length]!,
      dimension: `d${whole(0, dimensions - 1)}`,
      ask: `Question ${i} */ -- ; \n'"\u2028`,
      weight: isEven ? 1 : weight(chance),
      optional: is(0.25),
      ...(is(0.1) ? { fact: true } : {}),
      ...kindOf(chance),
      ...(is(0.4) ? { when: conditionOf(chance, questions) } : {}),
    });
  }
  return questions;
}

function scorecardOf(chance: Chances): Scorecard {
  const { is, of, whole } = chance;
  const dimensions = whole(1, 4);
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
  const target = () => ({ customer: whole(0, 100_000) / 1000, process: whole(0, 100) });
  return {
    pendulum: '1',
    id: 'generated',
    version: '1',
    language: 'en',
    title: "Generated */ '; DROP TABLE answers; --",
    answerScales: new Map([
      ['two', { options: letters.slice(0, 2) }],
      ['five', { options: letters.slice(0, 5) }],
      ['seven', { from: 0, options: letters.slice(0, 7) }],
      ['eleven', { from: 0, options: letters }],
    ]),
    dimensions: Array.from({ length: dimensions }, (_, i) => ({
      id: `d${i}`,
      title: `D${i}`,
      weight: weight(chance),
    })),
    questions: questionsOf(chance, dimensions),
    ...(is(0.7)
      ? {
          markets: names.market
            .slice(0, whole(1, 3))
            .map((id) => ({ id, title: id, target: target(), because: 'B' })),
        }
      : {}),
    rules: {
      minAnswered: of([0, 0.25, 0.5, 0.5, 0.667, 1]),
      minDimensions: of([0, 0.5, 0.7, 0.7, 1]),
      pooling: of(['respondents', 'roles'] as const),
    },
  };
}

const hostile = [
  "'; DROP TABLE answers; --", '"', '\\', "\\'", 'Yes', ' 1', '1 ', '01', '1.', '.5', '1e2', 'NaN',
  '99', '-0', '+1', '1,5', '１', '9'.repeat(30), '0.00001', 'null', 'NULL', '\t', '\n', 'é', '%', 'yes ',
  'Not-applicable', '-', '--1', '0x1', '1_0', 'Infinity', '1\n', '67108865', '-67108865', '4.00',
]; // prettier-ignore

const decimal = (value: number, decimals: number) => (value / 10 ** decimals).toFixed(decimals);

function numberCell({ is, of, whole }: Chances, { input }: PlanQuestion): string {
  if (input.kind !== 'metric') return '';
  const ends = [input.min, input.max, ...input.breakpoints.map(([value]) => value), 0];
  const near = of(ends) + whole(-1, 1);
  const [low, high] = [input.breakpoints[0]![0], input.breakpoints.at(-1)![0]];
  const value = is(0.2) ? near : is(0.9) ? whole(low, high) : whole(input.min, input.max);
  const text = decimal(value, input.decimals);
  // As people write it: without zeros at the end.
  return is(0.5) && text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function answerCell(chance: Chances, question: PlanQuestion): string | null {
  const { is, of } = chance;
  if (is(0.06)) return null;
  if (is(0.06)) return of(['', 'not-applicable', 'dont-know', 'dont-know']);
  if (is(0.01)) return of(hostile);
  const { input } = question;
  return input.kind === 'options' ? of(input.options).code : numberCell(chance, question);
}

function shareCells({ is, of, whole }: Chances, { id, input }: PlanQuestion): Row {
  const names = input.kind === 'allocation' ? input.parts.map(({ code }) => `${id}.${code}`) : [];
  const filled = (...texts: readonly (string | null)[]) =>
    Object.fromEntries(names.map((name, i) => [name, texts[i] ?? null]));
  if (is(0.1)) return filled(null, '', null);
  if (is(0.1)) {
    const word = of(['not-applicable', 'dont-know']);
    // Mostly the same in all of them; two states are no answer.
    const other = of([word, word, word, '', 'dont-know']);
    return is(0.3) ? filled(word) : filled(word, other, word);
  }
  if (is(0.02)) return filled(of(hostile), '50', '0');
  if (is(0.02)) return filled('60', of(['', null, '100.001', '-1', '39.4', '40.6']), '');
  const total = of([100_000, 100_000, 100_000, 99_500, 100_500, 100_250]);
  const customer = whole(0, Math.min(total, 100_000));
  const rest = total - customer;
  const process = names.length === 2 ? Math.min(rest, 100_000) : whole(0, Math.min(rest, 100_000));
  const text = (milli: number) => String(milli / 1000);
  const other = rest - process;
  return filled(text(customer), text(process), other === 0 && is(0.5) ? '' : text(other));
}

const units = [
  'north', 'north', 'north', 'south', 'south', "o'brien", 'a"b', 'back\\slash', 'ünï ☃', '<b>', '*/',
]; // prettier-ignore
const badUnits = ['', null, 'u'.repeat(65), 'a\u0007b'];

function rowOf(chance: Chances, plan: Plan, integers: ReadonlySet<string>, i: number): Row {
  const { is, of } = chance;
  const cells = plan.questions.map((question): Row => {
    const { id, input } = question;
    if (input.kind === 'allocation') return shareCells(chance, question);
    if (integers.has(id)) {
      return { [id]: is(0.1) ? null : is(0.005) ? '99' : of(optionsOf(question)) };
    }
    const note = input.kind === 'options' && input.evidence;
    const notes = [null, '', ' ', '\t\n', '\u00a0\u2003', 'seen', ' x', '0'];
    return { [id]: answerCell(chance, question), ...(note ? { [`${id}.note`]: of(notes) } : {}) };
  });
  const markets = [null, null, '', ...plan.markets.map(({ id }) => id)];
  return Object.assign(
    {
      unit: is(0.02) ? of(badUnits) : of(units),
      round: is(0.02) ? 'r'.repeat(41) : of([null, '', '2026-q1', '2026-q1', '2026-q2', "'"]),
      respondent: is(0.2) ? null : `r${i}`,
      role: of([null, '', 'sales', 'ops', 'Sales']),
      market: is(0.02) ? 'elsewhere' : of(plan.markets.length > 0 ? markets : [null, 'm0', 'free']),
    },
    ...cells,
  );
}

const optionsOf = ({ input }: PlanQuestion): readonly string[] =>
  input.kind === 'options' ? input.options.map(({ code }) => code) : [];

/** The scorecard of a seed, with so many rows. */
export function generated(seed: number, rows: number): Case {
  const chance = chances(seed);
  const scorecard = scorecardOf(chance);
  const plan = compile(scorecard);
  const scales = plan.questions.filter(
    ({ input }) => input.kind === 'options' && input.form === 'answerScale',
  );
  const integers = new Set(scales.filter(() => chance.is(0.3)).map(({ id }) => id));
  return {
    name: `seed ${seed}`,
    plan,
    columns: columnsRead(plan),
    integers,
    rows: Array.from({ length: rows }, (_, i) => rowOf(chance, plan, integers, i)),
    market: chance.is(0.3) && plan.markets.length > 0 ? 'm0' : null,
  };
}

/** The heaviest weights and the largest numbers there are, so that no packed integer has room left. */
export function extremes(rows: number): Case {
  const points = [[-6710, 0], [6710, 100]]; // prettier-ignore
  const metric = { unit: 'u', decimals: 4, min: -6710.8864, max: 6710.8864, points };
  const sides = ['customer', 'process'] as const;
  const scorecard: Scorecard = {
    pendulum: '1',
    id: 'extremes',
    version: '1',
    language: 'en',
    title: 'Extremes',
    answerScales: new Map([['two', { options: ['a', 'b'] }]]),
    dimensions: [0, 1].map((i) => ({ id: `d${i}`, title: 'D', weight: i === 0 ? 1000 : 0.001 })),
    questions: Array.from({ length: 120 }, (_, i): Question => {
      const base = {
        id: `q${i}`,
        dimension: `d${i % 2}`,
        ask: 'Q',
        weight: i % 3 === 0 ? 999.999 : 1000,
      };
      if (i < 8) return { ...base, side: sides[(i >> 1) % 2]!, metric };
      if (i < 12) return { ...base, allocation: { customer: 'C', process: 'P' } };
      if (i < 16) return { ...base, tradeOff: { customer: 'C', process: 'P' } };
      return { ...base, side: sides[(i >> 1) % 2]!, answerScale: 'two' };
    }),
    rules: { pooling: 'roles' },
  };
  const plan = compile(scorecard);
  const chance = chances(rows);
  const cell = ({ id, input }: PlanQuestion, far: boolean): Row => {
    if (input.kind === 'metric')
      return { [id]: far ? '-6710.8864' : chance.of(['6710.8864', '6709.9999']) };
    if (input.kind === 'options')
      return { [id]: far ? input.options.at(-1)!.code : chance.of(input.options).code };
    return { [`${id}.customer`]: far ? '100' : '0.5', [`${id}.process`]: far ? '0' : '99.5' };
  };
  const rowAt = (_: unknown, i: number): Row => {
    const cells = plan.questions.map((question) => cell(question, i % 4 > 0));
    return Object.assign(
      { unit: 'north', respondent: `r${i}`, role: i % 2 === 0 ? 'sales' : null },
      ...cells,
    );
  };
  return {
    name: 'extremes',
    plan,
    columns: columnsRead(plan),
    integers: new Set(),
    rows: Array.from({ length: rows }, rowAt),
    market: null,
  };
}
