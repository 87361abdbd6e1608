import { Unanswered } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import type { Chunk, Valid, Values, Wanted } from '../sql/duckdb.ts';
import { bad, type CellParts, type CellReader } from './cells.ts';
import { entriesOf, nothing, type Mark } from './entries.ts';
import type { Column, Fields, TakeRow } from './types.ts';

/** Reads rows that come as columns. */
export interface ColumnReader {
  /** The columns that are wanted in a chunk, in that order. */
  readonly wanted: readonly Wanted[];
  /** What the question columns of the row say that was given out last. */
  readonly cells: CellReader;
  /** Gives out the rows of a chunk; `row` is the number of its first. */
  readonly read: (chunk: Chunk, row: number, take: TakeRow) => void;
}

/** A column somebody looks at. Nobody does at what holds nothing, and at notes that prove nothing. */
function isWanted({ questions }: Plan, { use }: Column): boolean {
  if (use.kind === 'ignored') return false;
  if (use.kind !== 'note') return true;
  const { input } = questions[use.question]!;
  return input.kind === 'options' && input.evidence;
}

/** Texts say the same few things in most columns, but not who answered and why. */
const repeats = ({ use }: Column): boolean => use.kind !== 'respondent' && use.kind !== 'note';

/** The digits of a decimal, times 10^scale, without zeros at its end. */
function decimalText(value: number | bigint, scale: number): string {
  const isNegative = value < 0;
  const digits = String(value).slice(isNegative ? 1 : 0);
  const padded = digits.padStart(scale + 1, '0');
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  const whole = padded.slice(0, padded.length - scale);
  return `${isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

type Numeric = Exclude<Values, { kind: 'codes' | 'texts' }>;
type Texts = Extract<Values, { kind: 'texts' }>;
type Codes = Extract<Values, { kind: 'codes' }>;

/** A number as a table in text would have it. */
function spellingOf(values: Numeric): (value: number | bigint) => string {
  if (values.kind !== 'decimals' || values.scale === 0) return String;
  const { scale } = values;
  return (value) => decimalText(value, scale);
}

const everywhere = 255;

const isThere = (valid: Valid, row: number): boolean =>
  valid === null || ((valid[row >> 3]! >> (row & 7)) & 1) === 1;

type Short = Exclude<Numeric['values'], BigInt64Array | BigUint64Array | Float64Array>;

/** Doubles as short integers, as answers that some left open often are; null when one is none. */
function wholeOf(values: Float64Array, valid: Valid): Int32Array | null {
  const short = new Int32Array(values.length);
  for (let row = 0; row < short.length; row++) {
    const value = values[row]!;
    short[row] = value;
    if (short[row] !== value && isThere(valid, row)) return null;
  }
  return short;
}

/** Long integers as short ones, for hardly any is long; null when one is. */
function shortOf(values: BigInt64Array | BigUint64Array, valid: Valid): Int32Array | null {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const short = new Int32Array(values.length);
  const isSigned = values instanceof BigInt64Array;
  for (let row = 0; row < short.length; row++) {
    const low = words[2 * row]!;
    const high = words[2 * row + 1]!;
    const isShort = isSigned ? high === low >> 31 : high === 0 && low >= 0;
    if (!isShort && isThere(valid, row)) return null;
    short[row] = low;
  }
  return short;
}

function shortened({ values, valid }: Numeric): Short | null {
  if (values instanceof Float64Array) return wholeOf(values, valid);
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return shortOf(values, valid);
  }
  return values;
}

/** Numbers from `-below` on are found by a look-up, so many of them; others in a map. */
const below = 128;
const small = 1024;

/** What no cell says: nobody has asked. */
const unmet = 254;

/** So many numbers are remembered, of all columns together. */
const mostKnown = 65_536;

/** What is known of a column: the entries of its values, and what those say that are looked up. */
interface Known {
  /** Which of the questions of one cell it is, or -1. */
  readonly single: number;
  /** By number from `-below` on. */
  readonly small: Uint8Array;
  readonly numbers: Map<number | bigint, number>;
  texts: readonly string[];
  /** By code: entries, and what they say. */
  entries: Int32Array;
  codes: Uint8Array;
}

const knownOf = (single: number): Known => ({
  single,
  small: new Uint8Array(small).fill(unmet),
  numbers: new Map(),
  texts: [],
  entries: new Int32Array(),
  codes: new Uint8Array(),
});

/** A column of a chunk. */
interface Filled {
  readonly there: Valid;
  /** The entry of a cell in which there is something. */
  readonly entryAt: (row: number) => number;
  /** Whether entries stay, as those of texts that hardly repeat do not. */
  readonly lasts: boolean;
  /** How what its cells say is looked up, where it can be. */
  readonly short: Look | null;
}

interface Look {
  readonly values: Short;
  /** By value from `first` on: what it says, `unmet` where nobody knows yet. */
  readonly codes: Uint8Array;
  readonly first: number;
}

/** Rows of a chunk that are taken together, so that what they say stays near. */
interface Block {
  readonly from: number;
  readonly to: number;
}

const blockRows = 256;

/** Puts what the cells of some rows say `width` apart; `find` is asked where `codes` does not know. */
function look(
  { values, codes, first }: Look,
  valid: Valid,
  find: (row: number) => number,
  block: Block,
  said: Uint8Array,
  at: number,
  width: number,
): void {
  const limit = codes.length;
  let place = at;
  for (let from = block.from; from < block.to; from += 8) {
    const to = Math.min(from + 8, block.to);
    const isFull = valid === null || valid[from >> 3] === everywhere;
    for (let row = from; row < to; row++, place += width) {
      if (!isFull && !isThere(valid, row)) {
        said[place] = Unanswered;
        continue;
      }
      const slot = values[row]! - first;
      const code = slot >= 0 && slot < limit ? codes[slot]! : unmet;
      said[place] = code === unmet ? find(row) : code;
    }
  }
}

/**
 * Reads chunks of columns by the rules of text: a number says what its digits would say, shortest
 * and without zeros at its end. Each different value is written out and understood once; a cell is
 * a look-up.
 * @param parts the rules, for these columns
 */
export function columnReader(
  plan: Plan,
  columns: readonly Column[],
  parts: CellParts,
): ColumnReader {
  const places = [...columns.keys()].filter((i) => isWanted(plan, columns[i]!));
  const known = places.map((column) => knownOf(parts.columns.indexOf(column)));
  const entries = entriesOf(parts);
  const { codes, questions } = parts;
  const inputOf = ({ single }: Known) =>
    single < 0 ? null : plan.questions[questions[single]!]!.input.kind;
  /** Of a question with options there is but a code to know; of all else, an entry is kept. */
  const isClosed = (k: number) => inputOf(known[k]!) === 'options';
  const closed = Int32Array.from([...places.keys()].filter(isClosed));
  const others = Int32Array.from([...places.keys()].filter((k) => !isClosed(k)));
  const questionOf = (k: number) => questions[known[k]!.single]!;
  const closedQuestions = closed.map(questionOf);
  /** Questions in numbers: where they stand among the others. */
  const open = [...others.keys()].filter((i) => inputOf(known[others[i]!]!) === 'metric');
  const starts = new Int32Array(columns.length);
  const ends = new Int32Array(columns.length);
  const fields: Fields = { bytes: entries.texts(), starts, ends, row: 0, line: 0 };
  const beginning = entries.mark();
  /** Entries from here on are of this block alone. */
  let lasting: Mark = beginning;
  let remembered = 0;
  /** Of the rows of a block, row by row: codes of the closed, and entries of the others. */
  const said = new Uint8Array(blockRows * closed.length);
  const found = new Int32Array(blockRows * others.length);
  let filled: readonly Filled[] = [];
  /** The row within the block, and in the chunk. */
  let [row, rowOfChunk] = [0, 0];
  let [textStarts, textEnds] = [entries.starts(), entries.ends()];
  let [codeOf, values] = [entries.codes(), entries.values()];

  /** What entries say may have moved when there are more of them. */
  function refresh(): void {
    [textStarts, textEnds] = [entries.starts(), entries.ends()];
    [codeOf, values] = [entries.codes(), entries.values()];
    fields.bytes = entries.texts();
  }

  function numbersOf(numeric: Numeric, { single, small: own, numbers }: Known): Filled {
    const spell = spellingOf(numeric);
    function entryAt(at: number): number {
      const value = numeric.values[at]!;
      const before = numbers.get(value);
      if (before !== undefined) return before;
      const entry = entries.add(spell(value), single);
      numbers.set(value, entry);
      remembered += 1;
      const slot = Number(value) + below;
      if (Number.isInteger(slot) && slot >= 0 && slot < small) own[slot] = entries.codes()[entry]!;
      return entry;
    }
    const short = single < 0 ? null : shortened(numeric);
    return {
      there: numeric.valid,
      entryAt,
      lasts: true,
      short: short === null ? null : { values: short, codes: own, first: -below },
    };
  }

  function codesOf({ values: byRow, texts, valid }: Codes, own: Known): Filled {
    if (own.texts !== texts) {
      own.texts = texts;
      own.entries = Int32Array.from(texts, (text) => entries.add(text, own.single));
      own.codes = Uint8Array.from(own.entries, (entry) => entries.codes()[entry]!);
    }
    return {
      there: valid,
      entryAt: (at) => own.entries[byRow[at]!]!,
      lasts: true,
      short: { values: byRow, codes: own.codes, first: 0 },
    };
  }

  const textsOf = ({ bytes, starts: from, ends: to, valid }: Texts, { single }: Known): Filled => ({
    there: valid,
    entryAt: (at) => entries.addBytes(bytes, from[at]!, to[at]!, single),
    lasts: false,
    short: null,
  });

  function forget(): void {
    lasting = beginning;
    remembered = 0;
    for (const each of known) {
      each.small.fill(unmet);
      each.numbers.clear();
      each.texts = [];
    }
  }

  function begin({ columns: chunk }: Chunk): void {
    if (remembered > mostKnown) forget();
    entries.forget(lasting);
    filled = chunk.map((column, k) => {
      if (column.kind === 'codes') return codesOf(column, known[k]!);
      return column.kind === 'texts' ? textsOf(column, known[k]!) : numbersOf(column, known[k]!);
    });
    lasting = entries.mark();
  }

  const entryIn = ({ there, entryAt }: Filled, at: number): number =>
    isThere(there, at) ? entryAt(at) : nothing;

  function fillClosed(column: Filled, i: number, block: Block): void {
    const width = closed.length;
    const find = (at: number) => entries.codes()[entryIn(column, at)]!;
    if (column.short !== null) {
      return look(column.short, column.there, find, block, said, i, width);
    }
    for (let at = block.from; at < block.to; at++) said[(at - block.from) * width + i] = find(at);
  }

  function fillOther(column: Filled, i: number, { from, to }: Block): void {
    const width = others.length;
    for (let at = from; at < to; at++) found[(at - from) * width + i] = entryIn(column, at);
  }

  /** @param lasts which columns: of those whose entries stay, or the others */
  function fill(block: Block, lasts: boolean): void {
    closed.forEach((k, i) => {
      if (filled[k]!.lasts === lasts) fillClosed(filled[k]!, i, block);
    });
    others.forEach((k, i) => {
      if (filled[k]!.lasts === lasts) fillOther(filled[k]!, i, block);
    });
  }

  /** Where the text of a column stands in this row. */
  function point(k: number, entry: number): void {
    const column = places[k]!;
    starts[column] = textStarts[entry]!;
    ends[column] = textEnds[entry]!;
  }

  function readBlock(block: Block, first: number, take: TakeRow): void {
    entries.forget(lasting);
    fill(block, true);
    lasting = entries.mark();
    fill(block, false);
    refresh();
    for (row = 0, rowOfChunk = block.from; rowOfChunk < block.to; row++, rowOfChunk++) {
      fields.row = fields.line = first + rowOfChunk;
      for (let i = 0; i < others.length; i++) point(others[i]!, found[row * others.length + i]!);
      take(fields, null);
    }
  }

  function read(chunk: Chunk, first: number, take: TakeRow): void {
    begin(chunk);
    for (let from = 0; from < chunk.rows; from += blockRows) {
      readBlock({ from, to: Math.min(from + blockRows, chunk.rows) }, first, take);
    }
  }

  function readOpen(): boolean {
    const { code, value } = codes;
    let isGood = true;
    for (const i of open) {
      const entry = found[row * others.length + i]!;
      const question = questionOf(others[i]!);
      code[question] = codeOf[entry]!;
      value[question] = values[entry]!;
      if (codeOf[entry] === bad) isGood = false;
    }
    return isGood;
  }

  function readClosed(): boolean {
    const { code } = codes;
    const from = row * closed.length;
    let isGood = true;
    for (let i = 0; i < closed.length; i++) {
      const own = said[from + i]!;
      code[closedQuestions[i]!] = own;
      if (own === bad) isGood = false;
    }
    return isGood;
  }

  function readAnswers(): boolean {
    const isGood = readClosed();
    return readOpen() && isGood;
  }

  /** Texts of the closed questions are not looked at but here. */
  function pointClosed(): void {
    const own = closed.map((k) => entryIn(filled[k]!, rowOfChunk));
    refresh();
    own.forEach((entry, i) => point(closed[i]!, entry));
  }

  const cells: CellReader = {
    codes,
    unproven: parts.unproven,
    get unprovenCount() {
      return parts.unprovenCount;
    },
    read: () => parts.readRest(fields, readAnswers()),
    rejects: () => {
      pointClosed();
      return parts.rejects(fields);
    },
  };
  const wanted = places.map((column) => ({
    name: columns[column]!.name,
    repeats: repeats(columns[column]!),
  }));
  return { wanted, cells, read };
}
