import { Unanswered } from '../answers/types.ts';
import { bad, type CellParts } from './cells.ts';

/** The entry of a cell in which there is nothing. */
export const nothing = 0;

/** Different cells that were met, each known by a number: its text and what it says as an answer. */
export interface Entries {
  /** Adds a cell; `single` is which of the questions of one cell its column is, -1 for none. */
  readonly add: (text: string, single: number) => number;
  /** The same of a text in UTF-8. */
  readonly addBytes: (bytes: Uint8Array, start: number, end: number, single: number) => number;
  /** How many there are, to be given to `forget` when those that follow are not needed any more. */
  readonly mark: () => Mark;
  readonly forget: (since: Mark) => void;
  /** All texts in UTF-8, and where that of an entry begins and ends; good until something is added. */
  readonly texts: () => Uint8Array;
  readonly starts: () => Int32Array;
  readonly ends: () => Int32Array;
  /** The code that an entry says, `bad` when it is no answer, and its value. */
  readonly codes: () => Uint8Array;
  readonly values: () => Float64Array;
}

export interface Mark {
  readonly count: number;
  readonly bytes: number;
}

/** Characters take at most so many bytes each. */
const widest = 3;

const encoder = new TextEncoder();

function larger<T extends Uint8Array | Int32Array | Float64Array>(old: T, wanted: number): T {
  const made = new (old.constructor as new (length: number) => T)(Math.max(wanted, 2 * old.length));
  made.set(old);
  return made;
}

/** @param cells decides what the text of a question says */
export function entriesOf({ readCell, questions, codes: { code, value } }: CellParts): Entries {
  let texts = new Uint8Array(4096);
  let starts = new Int32Array(1024);
  let ends = new Int32Array(1024);
  let codes = new Uint8Array(1024).fill(Unanswered);
  let values = new Float64Array(1024);
  let count = 1;
  let used = 0;

  function makeRoom(bytes: number): void {
    if (used + bytes > texts.length) texts = larger(texts, used + bytes);
    if (count < starts.length) return;
    starts = larger(starts, 0);
    ends = larger(ends, 0);
    codes = larger(codes, 0);
    values = larger(values, 0);
  }

  /** Most texts are short and plain, and need no encoder. */
  function write(text: string): void {
    for (let i = 0, at = used; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        used += encoder.encodeInto(text, texts.subarray(used)).written;
        return;
      }
      texts[at++] = code;
    }
    used += text.length;
  }

  function decide(entry: number, single: number): void {
    const question = questions[single]!;
    const isAnswer = readCell(single, texts, starts[entry]!, ends[entry]!);
    codes[entry] = isAnswer ? code[question]! : bad;
    values[entry] = value[question]!;
  }

  /** Makes an entry of what was written since then. */
  function entryFrom(start: number, single: number): number {
    const entry = count++;
    starts[entry] = start;
    ends[entry] = used;
    if (single >= 0) decide(entry, single);
    return entry;
  }

  function add(text: string, single: number): number {
    if (text === '') return nothing;
    makeRoom(text.length * widest);
    const start = used;
    write(text);
    return entryFrom(start, single);
  }

  function addBytes(bytes: Uint8Array, from: number, end: number, single: number): number {
    if (from === end) return nothing;
    makeRoom(end - from);
    const start = used;
    for (let i = from; i < end; i++) texts[used++] = bytes[i]!;
    return entryFrom(start, single);
  }

  return {
    add,
    addBytes,
    mark: () => ({ count, bytes: used }),
    forget: (since) => {
      count = since.count;
      used = since.bytes;
    },
    texts: () => texts,
    starts: () => starts,
    ends: () => ends,
    codes: () => codes,
    values: () => values,
  };
}
