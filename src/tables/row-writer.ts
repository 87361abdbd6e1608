import { textCell } from '../text/csv.ts';
import { inertJson } from '../text/visible.ts';
import { ByteWriter } from './bytes.ts';

/** `staged` is CSV with texts as they are, for another program to make something else of. */
export type RowFormat = 'csv' | 'ndjson' | 'staged';

const utf8 = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const newline = 0x0a;
const quote = 0x22;

const asJson = (value: string): string => inertJson(JSON.stringify(value));

/** How a format spells a row: what stands before each cell and after the last, a text, nothing. */
interface Spelling {
  readonly hasNames: boolean;
  readonly before: readonly Uint8Array[];
  readonly after: Uint8Array;
  readonly text: (value: string) => string;
  readonly nothing: Uint8Array;
}

const csv = (columns: readonly string[]): Spelling => ({
  hasNames: true,
  before: columns.map((_, i) => utf8.encode(i === 0 ? '' : ',')),
  after: new Uint8Array(),
  text: textCell,
  nothing: new Uint8Array(),
});

const ndjson = (columns: readonly string[]): Spelling => ({
  hasNames: false,
  before: columns.map((name, i) => utf8.encode(`${i === 0 ? '{' : ','}${asJson(name)}:`)),
  after: utf8.encode('}'),
  text: asJson,
  nothing: utf8.encode('null'),
});

const staged = (columns: readonly string[]): Spelling => ({
  ...csv(columns),
  text: (value) => `"${value.replaceAll('"', '""')}"`,
});

const spellings = { csv, ndjson, staged };

const Special = 0;
/** Means nothing to a spreadsheet or to JSON behind a byte that may come first. */
const Harmless = 1;
/** The same at the beginning. */
const HarmlessFirst = 2;

/** What each byte is in a text that both formats write in quotes as it is. */
const harm = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9_.]/.test(character)) return HarmlessFirst;
  return /[ -~]/.test(character) && !/["\\,;|]/.test(character) ? Harmless : Special;
});

function isHarmless(bytes: Uint8Array, start: number, end: number): boolean {
  if (harm[bytes[start]!] !== HarmlessFirst) return false;
  for (let i = start + 1; i < end; i++) if (harm[bytes[i]!] === Special) return false;
  return true;
}

/**
 * Writes rows cell by cell, in the order of their columns, as CSV (as `csvRow` does) or as NDJSON
 * (texts as they are, nothing as null, the names as keys). Numbers have three decimals or none.
 */
export class RowWriter {
  readonly #columns: readonly string[];
  readonly #spelling: Spelling;
  readonly #encoded = new Map<string, Uint8Array>();
  readonly #out = new ByteWriter();
  #column = 0;

  constructor(format: RowFormat, columns: readonly string[]) {
    this.#columns = columns;
    this.#spelling = spellings[format](columns);
  }

  /** The row of names that a CSV begins with; in NDJSON every row has them. */
  names(): void {
    if (!this.#spelling.hasNames) return;
    for (const name of this.#columns) this.text(name);
    this.end();
  }

  /** How many bytes wait to be taken. */
  get length(): number {
    return this.#out.length;
  }

  /** A text as the bytes of a cell, made once for each text that there is; for `cell`. */
  encoded(value: string | null): Uint8Array {
    if (value === null) return this.#spelling.nothing;
    const known = this.#encoded.get(value);
    if (known !== undefined) return known;
    const made = utf8.encode(this.#spelling.text(value));
    this.#encoded.set(value, made);
    return made;
  }

  /** A cell that was encoded before. */
  cell(encoded: Uint8Array): void {
    this.#begin();
    this.#out.bytes(encoded);
  }

  text(value: string | null): void {
    this.cell(value === null ? this.#spelling.nothing : utf8.encode(this.#spelling.text(value)));
  }

  /** A text by its bytes in UTF-8; nothing when there are none. */
  textBytes(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) this.nothing();
    else if (isHarmless(bytes, start, end)) this.#quoted(bytes, start, end);
    else this.text(decoder.decode(bytes.subarray(start, end)));
  }

  nothing(): void {
    this.cell(this.#spelling.nothing);
  }

  integer(value: number): void {
    this.#begin();
    this.#out.integer(value);
  }

  /** An integer of thousandths as a number with three decimals. */
  thousandths(value: number | null): void {
    if (value === null) return this.nothing();
    this.#begin();
    this.#out.thousandths(value);
  }

  /** Ends a row whose cells are all there. */
  end(): void {
    this.#out.bytes(this.#spelling.after);
    this.#out.byte(newline);
    this.#column = 0;
  }

  /** What was written since the last time, in a buffer of its own. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#out.take();
  }

  #begin(): void {
    this.#out.bytes(this.#spelling.before[this.#column++]!);
  }

  #quoted(bytes: Uint8Array, start: number, end: number): void {
    this.#begin();
    this.#out.byte(quote);
    this.#out.bytes(bytes, start, end);
    this.#out.byte(quote);
  }
}
