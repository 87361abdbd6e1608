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

/** A number as a table in text would have it. */
function spellingOf(values: Numeric): (value: number | bigint) => string {
  if (values.kind !== 'decimals' || values.scale === 0) return String;
  const { scale } = values;
  return (value) => decimalText(value, scale);
}

type Numbers = Exclude<Numeric['values'], BigInt64Array | BigUint64Array>;

const isLong = (values: Numeric['values']): values is BigInt64Array | BigUint64Array =>
  values instanceof BigInt64Array || values instanceof BigUint64Array;

/** Long integers as short ones, for hardly any is long; null when one is. */
function shortened(values: BigInt64Array | BigUint64Array): Int32Array | null {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const short = new Int32Array(values.length);
  const isSigned = values instanceof BigInt64Array;
  for (let i = 0; i < short.length; i++) {
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    if (isSigned ? high !== low >> 31 : high !== 0 || low < 0) return null;
    short[i] = low;
  }
  return short;
}

/** Numbers from `-below` on are found by a look-up, so many of them; others in a map. */
const below = 128;
const small = 1024;
const unmet = -1;

/** So many numbers are remembered, of all columns together. */
const mostKnown = 65_536;

/** What is known of a column: the entries of its values. */
interface Known {
  /** Which of the questions of one cell it is, or -1. */
  readonly single: number;
  readonly small: Int32Array;
  readonly numbers: Map<number | bigint, number>;
  texts: readonly string[];
  codes: Int32Array;
}

const everywhere = 255;

const isThere = (valid: Valid, row: number): boolean =>
  valid === null || ((valid[row >> 3]! >> (row & 7)) & 1) === 1;

/** Puts an entry for each row into `to` from `at` on; `find` is asked where `known` has none. */
function look(
  values: Numbers | Uint8Array | Uint16Array,
  valid: Valid,
  rows: number,
  known: Int32Array,
  first: number,
  find: (value: number) => number,
  to: Int32Array,
  at: number,
): void {
  const limit = known.length;
  for (let from = 0; from < rows; from += 8) {
    const end = Math.min(from + 8, rows);
    const isFull = valid === null || valid[from >> 3] === everywhere;
    for (let row = from; row < end; row++) {
      if (!isFull && !isThere(valid, row)) {
        to[at + row] = nothing;
        continue;
      }
      const value = values[row]!;
      const slot = (value - first) | 0;
      const entry = slot === value - first && slot >= 0 && slot < limit ? known[slot]! : unmet;
      to[at + row] = entry === unmet ? find(value) : entry;
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
  const known = places.map((column): Known => ({
    single: parts.columns.indexOf(column),
    small: new Int32Array(small).fill(unmet),
    numbers: new Map(),
    texts: [],
    codes: new Int32Array(),
  }));
  const entries = entriesOf(parts);
  const { codes, questions } = parts;
  /** By question of one cell, and of the other columns: the place among those that are wanted. */
  const singles = Int32Array.from(parts.columns, (column) => places.indexOf(column));
  const others = Int32Array.from([...places.keys()].filter((k) => known[k]!.single < 0));
  const starts = new Int32Array(columns.length);
  const ends = new Int32Array(columns.length);
  const fields: Fields = { bytes: entries.texts(), starts, ends, row: 0, line: 0 };
  const beginning = entries.mark();
  /** Entries from here on are of this chunk alone. */
  let lasting: Mark = beginning;
  let remembered = 0;
  /** The entries of a chunk, column by column. */
  let found = new Int32Array();
  let stride = 0;
  let row = 0;

  function fillNumbers(k: number, values: Numeric, rows: number): void {
    const { single, small: own, numbers } = known[k]!;
    const spell = spellingOf(values);
    function find(value: number | bigint): number {
      const before = numbers.get(value);
      if (before !== undefined) return before;
      const entry = entries.add(spell(value), single);
      const slot = Number(value) + below;
      if (Number.isInteger(slot) && slot >= 0 && slot < small) own[slot] = entry;
      numbers.set(value, entry);
      remembered += 1;
      return entry;
    }
    const plain = isLong(values.values) ? shortened(values.values) : values.values;
    if (plain !== null) {
      look(plain, values.valid, rows, own, -below, find, found, k * stride);
    } else {
      for (let i = 0; i < rows; i++) {
        const entry = isThere(values.valid, i) ? find(values.values[i]!) : nothing;
        found[k * stride + i] = entry;
      }
    }
  }

  function fillCodes(k: number, values: Values & { kind: 'codes' }, rows: number): void {
    const own = known[k]!;
    if (own.texts !== values.texts) {
      own.texts = values.texts;
      own.codes = new Int32Array(values.texts.length).fill(unmet);
    }
    const { codes, single } = own;
    const find = (code: number) => (codes[code] = entries.add(values.texts[code]!, single));
    look(values.values, values.valid, rows, codes, 0, find, found, k * stride);
  }

  function fillTexts(k: number, values: readonly (string | null)[], rows: number): void {
    const { single } = known[k]!;
    for (let i = 0; i < rows; i++) {
      found[k * stride + i] = entries.add(values[i] ?? '', single);
    }
  }

  function forget(): void {
    lasting = beginning;
    remembered = 0;
    for (const each of known) {
      each.small.fill(unmet);
      each.numbers.clear();
      each.texts = [];
    }
  }

  function fill({ rows, columns: chunk }: Chunk): void {
    // Arrays a power of two apart get into each other's way in the cache.
    if (rows > stride - 16) found = new Int32Array(places.length * (stride = rows + 16));
    if (remembered > mostKnown) forget();
    entries.forget(lasting);
    chunk.forEach((values, k) => {
      if (values.kind === 'codes') fillCodes(k, values, rows);
      else if (values.kind !== 'texts') fillNumbers(k, values, rows);
    });
    lasting = entries.mark();
    chunk.forEach((values, k) => {
      if (values.kind === 'texts') fillTexts(k, values.values, rows);
    });
  }

  let [textStarts, textEnds] = [entries.starts(), entries.ends()];
  let [said, values] = [entries.codes(), entries.values()];

  /** Where the text of a column stands in this row. */
  function point(k: number): void {
    const entry = found[k * stride + row]!;
    const column = places[k]!;
    starts[column] = textStarts[entry]!;
    ends[column] = textEnds[entry]!;
  }

  function read(chunk: Chunk, first: number, take: TakeRow): void {
    fill(chunk);
    [textStarts, textEnds] = [entries.starts(), entries.ends()];
    [said, values] = [entries.codes(), entries.values()];
    fields.bytes = entries.texts();
    for (row = 0; row < chunk.rows; row++) {
      fields.row = fields.line = first + row;
      for (let i = 0; i < others.length; i++) point(others[i]!);
      take(fields, null);
    }
  }

  function readAnswers(): boolean {
    const { code, value } = codes;
    let isGood = true;
    for (let i = 0; i < singles.length; i++) {
      const entry = found[singles[i]! * stride + row]!;
      const own = said[entry]!;
      const question = questions[i]!;
      code[question] = own;
      value[question] = values[entry]!;
      if (own === bad) isGood = false;
    }
    return isGood;
  }

  const cells: CellReader = {
    codes,
    unproven: parts.unproven,
    get unprovenCount() {
      return parts.unprovenCount;
    },
    read: () => parts.readRest(fields, readAnswers()),
    rejects: () => {
      for (let i = 0; i < singles.length; i++) point(singles[i]!);
      return parts.rejects(fields);
    },
  };
  const wanted = places.map((column) => ({
    name: columns[column]!.name,
    repeats: repeats(columns[column]!),
  }));
  return { wanted, cells, read };
}
