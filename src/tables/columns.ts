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

/** Where the entries of a column go: those of a row stand side by side. */
interface Place {
  readonly to: Int32Array;
  readonly at: number;
  readonly width: number;
}

/** Puts an entry for each row of a column; `find` is asked where `known` has none. */
function look(
  values: Exclude<Numbers, Float64Array>,
  valid: Valid,
  known: Int32Array,
  first: number,
  find: (value: number) => number,
  { to, at, width }: Place,
): void {
  const limit = known.length;
  for (let from = 0; from < values.length; from += 8) {
    const end = Math.min(from + 8, values.length);
    const isFull = valid === null || valid[from >> 3] === everywhere;
    for (let row = from, place = at + from * width; row < end; row++, place += width) {
      if (!isFull && !isThere(valid, row)) {
        to[place] = nothing;
        continue;
      }
      const slot = values[row]! - first;
      const entry = slot >= 0 && slot < limit ? known[slot]! : unmet;
      to[place] = entry === unmet ? find(values[row]!) : entry;
    }
  }
}

/** The same of numbers that are not looked up. */
function lookEach(
  { values, valid }: Numeric,
  find: (value: number | bigint) => number,
  { to, at, width }: Place,
): void {
  for (let row = 0; row < values.length; row++) {
    to[at + row * width] = isThere(valid, row) ? find(values[row]!) : nothing;
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
  /** The questions of one cell come first in a row of entries, in their order, and the others behind. */
  const others = Int32Array.from([...places.keys()].filter((k) => known[k]!.single < 0));
  const singles = parts.columns.length;
  const width = places.length;
  const spots = Int32Array.from(places, (_, k) =>
    known[k]!.single < 0 ? singles + others.indexOf(k) : known[k]!.single,
  );
  const starts = new Int32Array(columns.length);
  const ends = new Int32Array(columns.length);
  const fields: Fields = { bytes: entries.texts(), starts, ends, row: 0, line: 0 };
  const beginning = entries.mark();
  /** Entries from here on are of this chunk alone. */
  let lasting: Mark = beginning;
  let remembered = 0;
  /** The entries of a chunk, row by row. */
  let found = new Int32Array();
  let row = 0;

  function fillNumbers(numeric: Numeric, { single, small: own, numbers }: Known, to: Place): void {
    const spell = spellingOf(numeric);
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
    const plain = isLong(numeric.values) ? shortened(numeric.values) : numeric.values;
    if (plain === null || plain instanceof Float64Array) lookEach(numeric, find, to);
    else look(plain, numeric.valid, own, -below, find, to);
  }

  function fillCodes(values: Values & { kind: 'codes' }, own: Known, to: Place): void {
    if (own.texts !== values.texts) {
      own.texts = values.texts;
      own.codes = new Int32Array(values.texts.length).fill(unmet);
    }
    const { codes, single } = own;
    const find = (code: number) => (codes[code] = entries.add(values.texts[code]!, single));
    look(values.values, values.valid, codes, 0, find, to);
  }

  function fillTexts(
    { bytes, starts: from, ends: end }: Texts,
    { single }: Known,
    { to, at }: Place,
  ) {
    for (let i = 0; i < from.length; i++) {
      to[at + i * width] = entries.addBytes(bytes, from[i]!, end[i]!, single);
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
    if (found.length < rows * width) found = new Int32Array(rows * width);
    if (remembered > mostKnown) forget();
    entries.forget(lasting);
    const placeOf = (k: number): Place => ({ to: found, at: spots[k]!, width });
    chunk.forEach((values, k) => {
      if (values.kind === 'codes') fillCodes(values, known[k]!, placeOf(k));
      else if (values.kind !== 'texts') fillNumbers(values, known[k]!, placeOf(k));
    });
    lasting = entries.mark();
    chunk.forEach((values, k) => {
      if (values.kind === 'texts') fillTexts(values, known[k]!, placeOf(k));
    });
  }

  let [textStarts, textEnds] = [entries.starts(), entries.ends()];
  let [said, values] = [entries.codes(), entries.values()];

  /** Where the text of a column stands in this row. */
  function point(column: number, spot: number): void {
    const entry = found[row * width + spot]!;
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
      for (let i = 0; i < others.length; i++) point(places[others[i]!]!, singles + i);
      take(fields, null);
    }
  }

  function readAnswers(): boolean {
    const { code, value } = codes;
    const from = row * width;
    let isGood = true;
    for (let i = 0; i < singles; i++) {
      const entry = found[from + i]!;
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
      for (let i = 0; i < singles; i++) point(parts.columns[i]!, i);
      return parts.rejects(fields);
    },
  };
  const wanted = places.map((column) => ({
    name: columns[column]!.name,
    repeats: repeats(columns[column]!),
  }));
  return { wanted, cells, read };
}
