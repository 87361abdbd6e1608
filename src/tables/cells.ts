import { allocationValue, allowedOf, givenOfText } from '../answers/value.ts';
import { labelsOf, type Labels } from '../answers/labels.ts';
import { Answered, Unanswered } from '../answers/types.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { codeOf, firstOption, type Codes } from '../score/respondent.ts';
import { isBlank } from './blank.ts';
import { decimalOf } from './decimal.ts';
import { textOf } from './field.ts';
import type { Column, Fields, Glance, Reject } from './types.ts';
import { wordsOf, type Words } from './words.ts';

/** Reads the answers of rows, one after the other, into the same place. */
export interface CellReader {
  /** Of the row that was read last; what the table has no column for stays unanswered. */
  readonly codes: Codes;
  /** Questions answered yes without the evidence they ask for: so many of them, from the first on. */
  readonly unproven: Int32Array;
  unprovenCount: number;
  /** Reads a row; false when a cell of it is no answer, and then its codes mean nothing. */
  readonly read: (fields: Fields) => boolean;
  /** Every cell of a row that is no answer, in the table's order; `codes` means nothing after it. */
  readonly rejects: (fields: Fields) => readonly Reject[];
}

/** The same, with its parts for who knows from before what most cells say. */
export interface CellParts extends CellReader {
  readonly glance: Glance;
  /** The columns of questions that are answered in one cell, and the question of each. */
  readonly columns: Int32Array;
  readonly questions: Int32Array;
  /** Puts what a cell of such a column, the i-th of them, says into `codes`; false when it is no answer. */
  readonly readCell: (i: number, bytes: Uint8Array, start: number, end: number) => boolean;
  /** Reads the rest of a row. `isGood` is whether all those cells are answers; answers the same of all. */
  readonly readRest: (fields: Fields, isGood: boolean) => boolean;
}

/** The code of a cell that is no answer. */
export const bad = 255;

/** What cells of one question may say, from their bytes. */
interface Dictionary {
  readonly words: Words;
  /** By word. */
  readonly codes: Uint8Array;
}

/** Everything but numbers: codes, labels and words for states. */
function dictionaryOf(question: PlanQuestion, mapping: Labels | null): Dictionary {
  const { input } = question;
  const codes = input.kind === 'options' ? input.options.map(({ code }) => code) : [];
  const own = [...codes, 'not-applicable', 'dont-know'].map((code) => [code, code] as const);
  const meanings = new Map([...own, ...(mapping === null ? [] : labelsOf(question, mapping))]);
  const texts = [...meanings.keys()].filter((text) => text !== '');
  const given = texts.map((text) => givenOfText(input, meanings.get(text)!));
  return {
    words: wordsOf(texts),
    codes: Uint8Array.from(given, (each) =>
      each === null ? bad : codeOf(question, each.state, each.value),
    ),
  };
}

/** The columns of questions that are answered in one cell, and what their cells mean. */
function singleCells(plan: Plan, columns: readonly Column[], mapping: Labels | null) {
  const found = columns.flatMap(({ use }, column) =>
    use.kind === 'question' ? [{ column, question: use.question }] : [],
  );
  const metrics = found.map(({ question }) => {
    const { input } = plan.questions[question]!;
    return input.kind === 'metric' ? input : null;
  });
  return {
    count: found.length,
    columns: Int32Array.from(found, ({ column }) => column),
    questions: Int32Array.from(found, ({ question }) => question),
    dictionaries: found.map(({ question }) => dictionaryOf(plan.questions[question]!, mapping)),
    decimals: Int32Array.from(metrics, (metric) => metric?.decimals ?? -1),
    min: Float64Array.from(metrics, (metric) => metric?.min ?? 0),
    max: Float64Array.from(metrics, (metric) => metric?.max ?? 0),
  };
}

interface Allocation {
  readonly question: number;
  readonly parts: Int32Array;
  readonly dictionary: Dictionary;
}

/** The columns of allocations: of each the columns of its three shares, -1 where there is none. */
function sharedCells(
  plan: Plan,
  columns: readonly Column[],
  mapping: Labels | null,
): readonly Allocation[] {
  const byQuestion = new Map<number, Int32Array>();
  columns.forEach(({ use }, column) => {
    if (use.kind !== 'part') return;
    const parts = byQuestion.get(use.question) ?? new Int32Array(3).fill(-1);
    parts[use.part] = column;
    byQuestion.set(use.question, parts);
  });
  return [...byQuestion].map(([question, parts]) => ({
    question,
    parts,
    dictionary: dictionaryOf(plan.questions[question]!, mapping),
  }));
}

/** Questions whose yes needs evidence, with the column of their note, -1 where there is none. */
const evidenceCells = (plan: Plan, columns: readonly Column[]) =>
  plan.questions.flatMap(({ input }, question) => {
    if (input.kind !== 'options' || !input.evidence) return [];
    const yes = input.options.findIndex(({ code }) => code === 'yes');
    const note = columns.findIndex(({ use }) => use.kind === 'note' && use.question === question);
    return [{ question, yes, note }];
  });

const shareDecimals = 3;
const fullShare = 100_000;
const minus = 45;

/** A share of an allocation in milli-points: NaN when it is none. */
function shareOf(bytes: Uint8Array, start: number, end: number): number {
  const share = bytes[start] === minus ? Number.NaN : decimalOf(bytes, start, end, shareDecimals);
  return share <= fullShare ? share : Number.NaN;
}

/** What may be wrong with shares, beside one of them. */
const nothing = -1;
const together = -2;

/** The shares that an allocation cannot do without, as bits: customer and process. */
const needed = 3;

/**
 * Reads the cells of rows by the plan. Cells of one byte, which most are, are looked up in a table,
 * longer ones by their bytes, and numbers are read digit by digit. No text is made of any of them.
 */
export function cellReader(
  plan: Plan,
  columns: readonly Column[],
  mapping: Labels | null,
): CellParts {
  const cells = singleCells(plan, columns, mapping);
  const allocations = sharedCells(plan, columns, mapping);
  const evidence = evidenceCells(plan, columns);
  const code = new Uint8Array(plan.questions.length);
  const value = new Float64Array(plan.questions.length);
  const glance: Glance = {
    says: new Uint8Array(columns.length * 256).fill(bad),
    unknown: bad,
    places: new Int32Array(columns.length).fill(-1),
    code,
    empty: Unanswered,
    rest: Int32Array.from(columns.keys()),
    restCount: columns.length,
  };
  /** By column: which of the questions of one cell it is, or -1. */
  const singles = new Int32Array(columns.length).fill(-1);
  const shares = new Float64Array(3);
  /** The shares of an allocation that say a state, as bits, and which; `bad` where they differ. */
  let stated = 0;
  let state = bad;

  /** Reads a cell of more bytes than none; false when it is no answer. */
  function readLong(i: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { words, codes } = cells.dictionaries[i]!;
    const question = cells.questions[i]!;
    const word = words.find(bytes, start, end);
    if (word >= 0) {
      code[question] = codes[word]!;
      return codes[word] !== bad;
    }
    const decimals = cells.decimals[i]!;
    if (decimals < 0) return false;
    const number = decimalOf(bytes, start, end, decimals);
    code[question] = Answered;
    value[question] = number;
    return number >= cells.min[i]! && number <= cells.max[i]!;
  }

  const byte = new Uint8Array(1);
  cells.columns.forEach((column, i) => {
    singles[column] = i;
    glance.places[column] = cells.questions[i]!;
    // A number goes with its code.
    if (cells.decimals[i]! >= 0) return;
    for (byte[0] = 1; byte[0] < 128; byte[0]++) {
      if (readLong(i, byte, 0, 1))
        glance.says[(column << 8) | byte[0]] = code[cells.questions[i]!]!;
    }
  });
  code.fill(Unanswered);

  function readCell(i: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (start === end) {
      code[cells.questions[i]!] = Unanswered;
      return true;
    }
    const said = end - start > 1 ? bad : glance.says[(cells.columns[i]! << 8) | bytes[start]!]!;
    if (said === bad) return readLong(i, bytes, start, end);
    code[cells.questions[i]!] = said;
    return true;
  }

  /** Reads one share; false when it is neither a number nor a state. */
  function readShare(
    part: number,
    { words, codes }: Dictionary,
    bytes: Uint8Array,
    at: number,
    end: number,
  ) {
    const found = words.find(bytes, at, end);
    if (found < 0) {
      shares[part] = shareOf(bytes, at, end);
      return !Number.isNaN(shares[part]);
    }
    state = stated === 0 || state === codes[found] ? codes[found]! : bad;
    stated |= 1 << part;
    return true;
  }

  /** What the shares that were read say together; false when they do not fit. */
  function combine(question: number, filled: number): boolean {
    if (stated > 0) {
      code[question] = state;
      // Forms that ask for a matrix give a state in each of its cells.
      return stated === filled && state !== bad;
    }
    code[question] = filled === 0 ? Unanswered : Answered;
    if (filled === 0) return true;
    const difference = allocationValue(shares[0]!, shares[1]!, shares[2]!);
    value[question] = difference ?? 0;
    return difference !== null && (filled & needed) === needed;
  }

  /** Reads an allocation; the column of a wrong share, `together` or `nothing` wrong. */
  function readShares({ question, parts, dictionary }: Allocation, fields: Fields): number {
    const { bytes, starts, ends } = fields;
    let filled = 0;
    stated = 0;
    for (let part = 0; part < 3; part++) {
      const column = parts[part]!;
      shares[part] = 0;
      if (column < 0 || starts[column] === ends[column]) continue;
      filled |= 1 << part;
      if (!readShare(part, dictionary, bytes, starts[column]!, ends[column]!)) return column;
    }
    return combine(question, filled) ? nothing : together;
  }

  /** A yes without the evidence that is asked for counts as partly, the option after it. */
  function weigh(fields: Fields): void {
    for (const { question, yes, note } of evidence) {
      if (code[question] !== firstOption + yes) continue;
      if (note >= 0 && !isBlank(fields.bytes, fields.starts[note]!, fields.ends[note]!)) continue;
      code[question] = firstOption + yes + 1;
      reader.unproven[reader.unprovenCount++] = question;
    }
  }

  function read(fields: Fields): boolean {
    const { bytes, starts, ends } = fields;
    const { rest, restCount } = glance;
    let isGood = true;
    for (let k = 0; k < restCount; k++) {
      const column = rest[k]!;
      const i = singles[column]!;
      if (i >= 0 && !readCell(i, bytes, starts[column]!, ends[column]!)) isGood = false;
    }
    return readRest(fields, isGood);
  }

  function readRest(fields: Fields, areAnswers: boolean): boolean {
    let isGood = areAnswers;
    for (let i = 0; i < allocations.length; i++) {
      if (readShares(allocations[i]!, fields) !== nothing) isGood = false;
    }
    reader.unprovenCount = 0;
    if (isGood) weigh(fields);
    return isGood;
  }

  function rejectOf(fields: Fields, column: number, value: string, question: number): Reject {
    const { id } = plan.questions[question]!;
    const labels = mapping === null ? [] : [...labelsOf(plan.questions[question]!, mapping).keys()];
    const also = labels.length === 0 ? '' : `, or as the map says: ${labels.join(', ')}`;
    return {
      row: fields.row,
      line: fields.line,
      column: columns[column]!.name,
      value,
      reason: `no answer to "${id}"; allowed: ${allowedOf(plan.questions[question]!)}${also}`,
    };
  }

  function wrongShares(fields: Fields): readonly (readonly [number, Reject])[] {
    return allocations.flatMap((allocation) => {
      const wrong = readShares(allocation, fields);
      if (wrong === nothing) return [];
      const present = [...allocation.parts].filter((column) => column >= 0);
      const column = wrong >= 0 ? wrong : present[0]!;
      const said = wrong >= 0 ? [wrong] : present;
      const value = said.map((each) => textOf(fields, each)).join(', ');
      return [[column, rejectOf(fields, column, value, allocation.question)] as const];
    });
  }

  function wrongCells(fields: Fields): readonly (readonly [number, Reject])[] {
    const { bytes, starts, ends } = fields;
    return [...glance.rest.subarray(0, glance.restCount)].flatMap((column) => {
      const i = singles[column]!;
      if (i < 0 || readCell(i, bytes, starts[column]!, ends[column]!)) return [];
      const value = textOf(fields, column);
      return [[column, rejectOf(fields, column, value, cells.questions[i]!)] as const];
    });
  }

  const rejects = (fields: Fields): readonly Reject[] =>
    [...wrongCells(fields), ...wrongShares(fields)]
      .toSorted(([a], [b]) => a - b)
      .map(([, reject]) => reject);

  const reader: CellParts = {
    codes: { code, value },
    unproven: new Int32Array(evidence.length),
    unprovenCount: 0,
    read,
    rejects,
    columns: cells.columns,
    questions: cells.questions,
    glance,
    readCell,
    readRest,
  };
  return reader;
}
