import { Answered, DontKnow, NotApplicable, NotAsked, Unanswered } from '../answers/types.ts';
import { textOfValue } from '../answers/value.ts';
import { metricPoints } from '../plan/metric.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { firstOption, type Codes } from '../score/respondent.ts';
import type { RespondentCells } from './respondents.ts';
import type { RowWriter } from './row-writer.ts';

/** What rows of items begin with. */
const head = ['unit', 'round', 'respondent', 'role', 'market'] as const;

/** What stands in place of an answer; nothing where there could have been one. */
export const itemStates: ReadonlyMap<number, string> = new Map([
  [NotApplicable, 'not-applicable'],
  [DontKnow, 'dont-know'],
  [Unanswered, ''],
  [NotAsked, 'not-asked'],
]);

/** What an answer is worth to one score: a side's, or that of the stated lean. */
export interface ItemKey {
  readonly side: 'customer' | 'process' | 'stated lean';
  /** Thousandths. */
  readonly weight: number;
  /** Milli-points by option, reversal done; empty of what is answered by a number. */
  readonly points: readonly number[];
}

/** A column about a question: its answers as given, where there is no key, or what they are worth. */
export interface ItemColumn {
  readonly name: string;
  readonly question: number;
  readonly key: ItemKey | null;
}

const sides = ['customer', 'process'] as const;

function keysOf({ input, lean, points, weights }: PlanQuestion): readonly ItemKey[] {
  const isStated =
    input.kind === 'allocation' || (input.kind === 'options' && input.form === 'tradeOff');
  if (isStated) return [{ side: 'stated lean', ...lean }];
  return sides.flatMap((side) => {
    const isFed = input.kind === 'metric' ? weights[side] > 0 : points[side].length > 0;
    return isFed ? [{ side, weight: weights[side], points: points[side] }] : [];
  });
}

/** Words that are no names in R, of those that an id can be. */
const words = new Set(['if', 'else', 'repeat', 'while', 'function', 'for', 'next', 'break', 'in']);

/**
 * Names that `read.csv` of R leaves as they are: a point for each hyphen, and one at the end where
 * another column or R itself has the name.
 */
function namesIn(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>([...head, ...words]);
  return wanted.map((each) => {
    let name = each.replaceAll('-', '.');
    while (taken.has(name)) name += '.';
    taken.add(name);
    return name;
  });
}

const keyedName = (id: string, { side }: ItemKey, isOne: boolean): string =>
  isOne ? `${id}.keyed` : `${id}.keyed.${side}`;

/**
 * The columns of items behind those of who answered: first the answers of every question as they were
 * given, then what they are worth. Two blocks of one table, and not two tables, so that a row stays one
 * person; apart, so that one is a data frame of codes and the other of numbers alone.
 */
export function questionColumns({ questions }: Plan): readonly ItemColumn[] {
  const raw = questions.map(({ id }, question) => ({ name: id, question, key: null }));
  const keyed = questions.flatMap((asked, question) => {
    const keys = keysOf(asked);
    return keys.map((key) => {
      return { name: keyedName(asked.id, key, keys.length === 1), question, key };
    });
  });
  const all = [...raw, ...keyed];
  const names = namesIn(all.map(({ name }) => name));
  return all.map((column, i) => ({ ...column, name: names[i]! }));
}

/** The columns of rows of items. */
export const itemColumns = (plan: Plan): readonly string[] => [
  ...head,
  ...questionColumns(plan).map(({ name }) => name),
];

const plainNumber = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/** A code as a cell says it: digits as a number, which needs no guard against being computed. */
export const codeCell = (code: string): string | number =>
  plainNumber.test(code) && String(Number(code)) === code ? Number(code) : code;

/** Who answered: as `RespondentCells`, and the market that was asked for. */
export interface ItemCells extends RespondentCells {
  readonly market: Uint8Array;
}

/** Answers as they were given, and which of them are a yes without its evidence. */
export interface ItemAnswers extends Codes {
  /** The same as the evaluator has settled them: what was not asked, and what is not applicable. */
  readonly settled: Uint8Array;
  readonly unproven: ArrayLike<number>;
  readonly unprovenCount: number;
}

type PutCell = (answers: ItemAnswers) => void;

function isUnproven({ unproven, unprovenCount }: ItemAnswers, question: number): boolean {
  for (let i = 0; i < unprovenCount; i++) if (unproven[i] === question) return true;
  return false;
}

function encodedCode(row: RowWriter, code: string): Uint8Array {
  const cell = codeCell(code);
  return typeof cell === 'string' ? row.encoded(cell) : new TextEncoder().encode(code);
}

/** Writes an answer as it was given; an allocation as customer minus process, in points. */
function putRaw({ input }: PlanQuestion, question: number, row: RowWriter): PutCell {
  const states = [...itemStates].map(
    ([state, text]) => [state, row.encoded(text || null)] as const,
  );
  const codes = input.kind === 'options' ? input.options : [];
  const cells = new Map([
    ...states,
    ...codes.map(({ code }, i) => [firstOption + i, encodedCode(row, code)] as const),
  ]);
  return (answers) => {
    const isAsked = answers.settled[question] !== NotAsked;
    const code = isAsked ? answers.code[question]! : NotAsked;
    if (code !== Answered) {
      // It is held as the partly that it counts as.
      const isHeldLower = code >= firstOption && isUnproven(answers, question);
      row.cell(cells.get(isHeldLower ? code - 1 : code)!);
    } else if (input.kind === 'allocation') row.thousandths(answers.value[question]!);
    else row.cell(encodedCode(row, textOfValue(input, answers.value[question]!)));
  };
}

/** Writes what an answer is worth, in points; nothing where there is no answer. */
function putKeyed(
  { input }: PlanQuestion,
  question: number,
  key: ItemKey,
  row: RowWriter,
): PutCell {
  const ofValue =
    input.kind === 'metric'
      ? (value: number) => metricPoints(input.breakpoints, value)
      : (value: number) => value;
  return ({ settled, value }) => {
    const own = settled[question]!;
    if (own >= firstOption) row.thousandths(key.points[own - firstOption]!);
    else if (own === Answered) row.thousandths(ofValue(value[question]!));
    else row.nothing();
  };
}

/** Writes the row of items of a respondent. */
export type PutItems = (who: ItemCells, answers: ItemAnswers) => void;

/**
 * Writes rows of items: who answered, then the columns of `questionColumns`. A row is written as it
 * comes and nothing is kept of it.
 * @param row a writer of `itemColumns`
 */
export function itemWriter(plan: Plan, row: RowWriter): PutItems {
  const cells = questionColumns(plan).map(({ question, key }) => {
    const asked = plan.questions[question]!;
    return key === null ? putRaw(asked, question, row) : putKeyed(asked, question, key, row);
  });
  return ({ unit, round, bytes, start, end, role, market }, answers) => {
    row.cell(unit);
    row.cell(round);
    row.textBytes(bytes, start, end);
    row.cell(role);
    row.cell(market);
    for (const put of cells) put(answers);
    row.end();
  };
}
