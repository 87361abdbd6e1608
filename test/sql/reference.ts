import { valueOfText } from '../../src/answers/answer.ts';
import {
  Answered,
  DontKnow,
  emptyAnswers,
  NotApplicable,
  NotAsked,
  Unanswered,
  type Answers,
} from '../../src/answers/types.ts';
import { divide, scaled } from '../../src/plan/integers.ts';
import { momentColumns, type Moment } from '../../src/plan/moments.ts';
import type { Plan, PlanQuestion } from '../../src/plan/types.ts';
import {
  accumulator,
  emptyMoments,
  merge,
  squareSum,
  stateCount,
  type Moments,
} from '../../src/score/moments.ts';
import { evaluator, Scored, type RespondentScore } from '../../src/score/respondent.ts';
import { targetOf } from '../../src/score/position.ts';
import { scoreUnit } from '../../src/score/unit.ts';
import { fixed } from '../../src/text/number.ts';
import type { Case, Row } from './generator.ts';

/** A table of results as text: its columns, and its rows with null for nothing. */
export interface Shown {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const bad = Symbol('bad');
type Given = { readonly state: number; readonly value: number } | typeof bad;

const words = new Map([
  ['', Unanswered],
  ['not-applicable', NotApplicable],
  ['dont-know', DontKnow],
]);

const sharePattern = /^(0|[1-9][0-9]*)(\.[0-9]{1,3})?$/;

function readShares({ id, input }: PlanQuestion, row: Row): Given {
  const parts = input.kind === 'allocation' ? input.parts : [];
  const texts = parts.map(({ code }) => row[`${id}.${code}`] ?? '');
  const said = texts.filter((text) => text !== '');
  const state = words.get(said[0] ?? '');
  if (state !== undefined) {
    return said.every((text) => text === said[0]) ? { state, value: 0 } : bad;
  }
  const [customer, process, other = ''] = texts;
  const shares = [customer!, process!, other === '' ? '0' : other];
  if (!shares.every((text) => sharePattern.test(text) && Number(text) <= 100)) return bad;
  const [c, p, o] = shares.map((text) => scaled(Number(text), 3)) as [number, number, number];
  return Math.abs(c + p + o - 100_000) > 500 ? bad : { state: Answered, value: c - p };
}

function readCell(question: PlanQuestion, row: Row): Given & { unproven?: true } {
  const { id, input } = question;
  if (input.kind === 'allocation') return readShares(question, row);
  const text = row[id] ?? '';
  const state = words.get(text);
  if (state !== undefined) return { state, value: 0 };
  const value = valueOfText(input, text);
  if (value === null) return bad;
  const asksProof = input.kind === 'options' && input.evidence && text === 'yes';
  return asksProof && (row[`${id}.note`] ?? '').trim() === ''
    ? { state: Answered, value: value + 1, unproven: true }
    : { state: Answered, value };
}

/** A row that can be scored. */
interface Read {
  readonly keys: {
    readonly [K in 'unit' | 'round' | 'respondent' | 'role' | 'market']: string | null;
  };
  readonly answers: Answers;
  readonly unproven: readonly number[];
}

const isName = (text: string, longest: number) =>
  [...text].length <= longest && !/\p{Cc}/u.test(text);

function readRow({ plan, market: fallback }: Case, row: Row): Read | null {
  const key = (name: string) => ((row[name] ?? '') === '' ? null : row[name]!);
  const [unit, round, respondent, role] = ['unit', 'round', 'respondent', 'role'].map(key);
  const market = key('market') ?? fallback;
  const known = plan.markets.map(({ id }) => id);
  if (unit === null || (market !== null && known.length > 0 && !known.includes(market)))
    return null;
  const keys = { unit: unit!, round: round!, respondent: respondent!, role: role!, market };
  const isNamed = Object.entries(keys).every(([name, text]) =>
    isName(text ?? '', name === 'round' ? 40 : 64),
  );
  if (!isNamed) return null;
  const answers = emptyAnswers(plan.questions.length);
  const unproven: number[] = [];
  for (const [i, question] of plan.questions.entries()) {
    const given = readCell(question, row);
    if (given === bad) return null;
    answers.state[i] = given.state;
    answers.value[i] = given.value;
    if (given.unproven) unproven.push(i);
  }
  return { keys, answers, unproven };
}

const settingOf = ({ keys: { unit, role, market } }: Read) => ({
  unit,
  role,
  markets: market === null ? [] : [market],
});

export const readRows = (given: Case): readonly Read[] =>
  given.rows.map((row) => readRow(given, row)).filter((row) => row !== null);

/** An integer with its last three digits behind a point. */
function points(milli: number): string {
  const digits = String(Math.abs(milli)).padStart(4, '0');
  return `${milli < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

const bytes = (text: string | null) => Buffer.from(text ?? '');

/** Texts by their bytes, then numbers. */
function byAll(
  a: readonly (string | number | null)[],
  b: readonly (string | number | null)[],
): number {
  for (const [i, left] of a.entries()) {
    const right = b[i]!;
    const order =
      typeof left === 'number'
        ? left - (right as number)
        : bytes(left).compare(bytes(right as string | null));
    if (order !== 0) return order;
  }
  return 0;
}

function respondentRow(read: Read, score: RespondentScore) {
  const { unit, round, respondent, role } = read.keys;
  const leaning = (side: 0 | 1) =>
    score.leaningState[side] === Scored ? score.leaning[side]! : null;
  const shown = (milli: number | null) => (milli === null ? null : points(milli));
  const [customer, process] = [leaning(0), leaning(1)];
  const { answered, applicable } = score;
  return {
    order: [unit, round, respondent, role, customer ?? -1, process ?? -1, answered, applicable],
    shown: [
      unit,
      round,
      respondent,
      role,
      shown(customer),
      shown(process),
      score.isScored ? points(score.position) : null,
      applicable === 0 ? null : points(divide(answered * 1000, applicable)),
      score.isScored ? 'scored' : 'insufficient',
    ],
  };
}

/** What the evaluator says of every respondent. */
export function respondentsAs(given: Case, rows: readonly Read[]): Shown {
  const { evaluate } = evaluator(given.plan);
  const found = rows.map((read) => respondentRow(read, evaluate(read.answers, settingOf(read))));
  return {
    columns: [
      'unit',
      'round',
      'respondent',
      'role',
      'customer',
      'process',
      'position',
      'coverage',
      'status',
    ],
    rows: found.toSorted((a, b) => byAll(a.order, b.order)).map(({ shown }) => shown),
  };
}

/** The respondents of a unit, round, role and market. */
interface Group {
  readonly keys: readonly [
    unit: string,
    round: string | null,
    role: string | null,
    market: string | null,
  ];
  readonly moments: Moments;
  readonly unproven: number[];
}

/** Adds rows up by unit, round, role and market. */
export function groupsAs(plan: Plan, rows: readonly Read[]): readonly Group[] {
  const { evaluate } = evaluator(plan);
  const add = accumulator(plan);
  const groups = new Map<string, Group>();
  for (const read of rows) {
    const { unit, round, role, market } = read.keys;
    const keys = [unit!, round, role, market] as const;
    const name = JSON.stringify(keys);
    const group = groups.get(name) ?? {
      keys,
      moments: emptyMoments(plan),
      unproven: plan.questions.map(() => 0),
    };
    groups.set(name, group);
    const score = evaluate(read.answers, settingOf(read));
    add(group.moments, score, read.answers);
    for (const i of read.unproven) if (score.state[i] === Answered) group.unproven[i]! += 1;
  }
  return [...groups.values()].toSorted((a, b) => byAll(a.keys, b.keys));
}

const states = {
  unanswered: Unanswered,
  'not-applicable': NotApplicable,
  'dont-know': DontKnow,
  'not-asked': NotAsked,
};
const leanings = { customer: 0, process: 1, position: 2 };

function momentOf({ moments, unproven }: Group, moment: Moment): number | bigint {
  switch (moment.kind) {
    case 'respondents':
    case 'scored':
    case 'applicable':
    case 'answered':
    case 'statedCount':
    case 'statedSum':
      return moments[moment.kind];
    case 'leaningSum':
      return moments.leaning[leanings[moment.of]]!;
    case 'leaningSquares':
      return squareSum(moments.leaningSquares, leanings[moment.of]);
    case 'cross':
      return squareSum(moments.leaningSquares, 3);
    case 'sideCount':
    case 'sideSum':
      return moments[moment.kind][moment.cell]!;
    case 'sideSquares':
      return squareSum(moments.sideSquares, moment.cell);
    case 'open':
      return moments.states[moment.question * stateCount + states[moment.state]]!;
    case 'option':
      return moments.histograms[moment.question]![moment.option]!;
    case 'unproven':
      return unproven[moment.question]!;
    case 'count':
      return moments.states[moment.question * stateCount + Answered]!;
    case 'sum':
      return moments.questionSum[moment.question]!;
    case 'squares':
      return squareSum(moments.questionSquares, moment.question);
  }
}

/** The moments of rows as a table: the one place that knows how the process keeps them. */
export function momentsAs(plan: Plan, rows: readonly Read[]): Shown {
  const columns = momentColumns(plan);
  return {
    columns: ['unit', 'round', 'role', 'market', ...columns.map(({ name }) => name)],
    rows: groupsAs(plan, rows).map((group) => [
      ...group.keys,
      ...columns.map((column) => String(momentOf(group, column))),
    ]),
  };
}

/** Share of each market in thousandths of the respondents who name one. */
function mixOf(groups: readonly Group[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { keys, moments } of groups) {
    const market = keys[3];
    if (market !== null) counts.set(market, (counts.get(market) ?? 0) + moments.respondents);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([name, count]) => [name, divide(count * 1000, total)]));
}

function rolesOf(plan: Plan, groups: readonly Group[]) {
  const roles = [...new Set(groups.map(({ keys }) => keys[2]))];
  return roles.map((role) => {
    const own = groups.filter(({ keys }) => keys[2] === role).map(({ moments }) => moments);
    return { role, moments: merge(plan, own) };
  });
}

function unitRow(plan: Plan, groups: readonly Group[]) {
  const target = targetOf(plan, { mix: mixOf(groups), supplyMode: null, context: null });
  const roles = rolesOf(plan, groups);
  const { moments, standing, agreement } = scoreUnit(plan, roles, {
    target,
    headcount: null,
    minRole: 2,
  });
  const { respondents, scored, answered, applicable } = moments;
  const shown = (milli: number | null | undefined) =>
    milli === null || milli === undefined ? null : points(Math.round(milli));
  const coverage = applicable === 0 ? null : points(divide(answered * 1000, applicable));
  const [unit, round] = groups[0]!.keys;
  return [
    unit,
    round,
    String(respondents),
    String(scored),
    shown(standing?.customer),
    shown(standing?.process),
    shown(standing?.position),
    shown(standing?.strength),
    shown(standing?.balance),
    standing?.zone ?? null,
    shown(target === null ? null : target.customer - target.process),
    shown(standing?.gap),
    agreement === null ? null : fixed(agreement.rwgStar, 3),
    coverage,
  ];
}

/** What the process says of every unit and round. */
export function unitsAs(plan: Plan, rows: readonly Read[]): Shown {
  const groups = groupsAs(plan, rows);
  const nameOf = ({ keys: [unit, round] }: Group) => JSON.stringify([unit, round]);
  const names = [...new Set(groups.map(nameOf))];
  return {
    columns: [
      'unit', 'round', 'respondents', 'scored', 'customer', 'process', 'position', 'strength',
      'balance', 'zone', 'target', 'gap', 'agreement', 'coverage',
    ], // prettier-ignore
    rows: names.map((name) =>
      unitRow(
        plan,
        groups.filter((group) => nameOf(group) === name),
      ),
    ),
  };
}
