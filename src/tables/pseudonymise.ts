import type { Mapping } from '../answers/mapping.ts';
import { isPseudonym, pseudonymLength, removedNote, type Rewriting } from '../answers/pseudonym.ts';
import { isBlank } from './blank.ts';
import { ByteWriter } from './bytes.ts';
import { csvReader } from './csv.ts';
import {
  byteAt,
  colon,
  cursor,
  fail,
  openBrace,
  passKey,
  passMark,
  passNumber,
  passObject,
  passSpace,
  passString,
  passWord,
  skipValue,
} from './json.ts';
import type { Fields, PieceStart } from './types.ts';

const quote = 0x22;
const lineFeed = 0x0a;

/** What there is to rewrite in a column or under a key. */
export type Hidden = 'respondent' | 'note';

/** What a column holds by its name, or by what the map calls it; null of one that stays as it is. */
export function hiddenIn(name: string, mapping: Mapping | null): Hidden | null {
  const use = mapping?.columns?.get(name) ?? name;
  if (use === 'respondent') return use;
  return use.endsWith('.note') ? 'note' : null;
}

/** Why a row cannot be rewritten. */
export interface RowFault {
  readonly line: number;
  /** Null where its respondent is a pseudonym already. */
  readonly reason: string | null;
}

/** Some rows with other ids; nothing else of them is changed, to the byte. */
export interface RewrittenRows {
  readonly bytes: Uint8Array;
  /** How many ids and remarks are in them. */
  readonly respondents: number;
  readonly notes: number;
  /** Rows that are left out; with one, the table is not to be used. */
  readonly faults: readonly RowFault[];
  /** Where the rows after them begin. */
  readonly end: PieceStart;
}

/** Rewrites the whole rows that a piece consists of; the piece is read over. */
export type RowRewriter = (piece: Uint8Array, start: PieceStart) => RewrittenRows;

/** Writes a piece again, with other texts in some places; what is between them is copied. */
function copyist({ pseudonymOf, keepsNotes }: Rewriting) {
  const out = new ByteWriter();
  let raw: Uint8Array = new Uint8Array();
  let at = 0;
  let respondents = 0;
  let notes = 0;
  let faults: RowFault[] = [];

  function begin(piece: Uint8Array): void {
    raw = piece.slice();
    at = respondents = notes = 0;
    faults = [];
  }

  /** What is to stand in place of an id or a remark; null where it stays. */
  function insteadOf(hidden: Hidden, bytes: Uint8Array, start: number, end: number): string | null {
    if (hidden === 'respondent') {
      if (start === end) return null;
      respondents += 1;
      return pseudonymOf(bytes.subarray(start, end));
    }
    if (isBlank(bytes, start, end)) return null;
    notes += 1;
    return keepsNotes ? null : removedNote;
  }

  /** Copies up to an offset, writes a text, and goes on behind another offset. */
  function replace(start: number, end: number, text: string): void {
    out.bytes(raw, at, start);
    out.ascii(text);
    at = end;
  }

  function finish(end: PieceStart): RewrittenRows {
    out.bytes(raw, at);
    return { bytes: out.take(), respondents, notes, faults, end };
  }

  const blame = (line: number, reason: string | null) => void faults.push({ line, reason });
  const rawAt = (offset: number) => raw[offset];

  return { begin, insteadOf, replace, finish, blame, rawAt };
}

const decoder = new TextDecoder();

const isHiddenAlready = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start === pseudonymLength && isPseudonym(decoder.decode(bytes.subarray(start, end)));

/**
 * Rewrites the rows of a CSV file after its header. Fields in quotes stay in quotes.
 * @param delimiter the byte between fields
 */
export function csvRewriter(
  delimiter: number,
  columns: readonly (Hidden | null)[],
  rewriting: Rewriting,
): RowRewriter {
  const read = csvReader(delimiter, columns.length);
  const copy = copyist(rewriting);
  const targets = columns.flatMap((hidden, column) =>
    hidden === null ? [] : [{ hidden, column }],
  );

  /** The offset of the quote that closes a field. */
  function closing(from: number): number {
    let at = from;
    while (copy.rawAt(at) !== quote || copy.rawAt(at + 1) === quote) {
      at += copy.rawAt(at) === quote ? 2 : 1;
    }
    return at;
  }

  function rewriteField({ bytes, starts, ends, line }: Fields, hidden: Hidden, column: number) {
    const [start, end] = [starts[column]!, ends[column]!];
    if (hidden === 'respondent' && isHiddenAlready(bytes, start, end))
      return copy.blame(line, null);
    const text = copy.insteadOf(hidden, bytes, start, end);
    if (text === null) return;
    // A field begins behind a delimiter or a line end, which no quote is, and its text behind its quote.
    if (start > 0 && copy.rawAt(start - 1) === quote) copy.replace(start, closing(start), text);
    else if (text.includes(String.fromCharCode(delimiter))) copy.replace(start, end, `"${text}"`);
    else copy.replace(start, end, text);
  }

  return (piece, start) => {
    copy.begin(piece);
    const end = read(piece, start, (fields, fault) => {
      if (fault !== null) return copy.blame(fields.line, fault);
      for (const { hidden, column } of targets) rewriteField(fields, hidden, column);
    });
    return copy.finish(end);
  };
}

/** What an object of a line is: the row, the answers of a sheet, or one answer. */
type Inside = 'row' | 'answers' | 'answer';

/** Rewrites lines of NDJSON, be they rows or whole sheets. */
export function ndjsonRewriter(mapping: Mapping | null, rewriting: Rewriting): RowRewriter {
  const here = cursor();
  const copy = copyist(rewriting);

  /** What stands under a key; an answer holds its remark under `note`, and a question may be called so. */
  function hiddenUnder(key: string, inside: Inside): Hidden | null {
    if (inside === 'row') return hiddenIn(key, mapping);
    return inside === 'answer' && key === 'note' ? key : null;
  }

  /** Passes a text, a number or null, and leaves in `here` what it says. */
  function passScalar(): boolean {
    const byte = byteAt(here);
    if (byte === quote) return passString(here);
    if (byte !== 0x6e) return passNumber(here);
    here.from = here.to = here.at;
    return passWord(here, 'null');
  }

  function passHidden(hidden: Hidden, line: number): boolean {
    const start = here.at;
    if (!passScalar()) return false;
    const { bytes, from, to } = here;
    if (hidden === 'respondent' && isHiddenAlready(bytes, from, to)) copy.blame(line, null);
    const text = copy.insteadOf(hidden, bytes, from, to);
    if (text !== null) copy.replace(start, here.at, `"${text}"`);
    return true;
  }

  const passMembers = (line: number, inside: Inside): boolean =>
    passObject(here, () => {
      const key = passKey(here);
      if (key === null || !passMark(here, colon)) return false;
      const hidden = hiddenUnder(key, inside);
      if (hidden !== null) return passHidden(hidden, line);
      if (inside === 'answer' || byteAt(here) !== openBrace) return skipValue(here, 3);
      return passMembers(line, inside === 'row' && key === 'answers' ? 'answers' : 'answer');
    });

  function passRow(line: number): boolean {
    if (byteAt(here) !== openBrace) return fail(here, 'the line is no JSON object');
    if (!passMembers(line, 'row')) return false;
    const rest = passSpace(here);
    const isOver = here.at >= here.bytes.length || rest === lineFeed;
    return isOver || fail(here, 'something follows the object');
  }

  return (piece, { row: first, line: begin }) => {
    copy.begin(piece);
    let [row, line] = [first, begin];
    here.bytes = piece;
    for (here.at = 0; here.at < piece.length; line++) {
      here.start = here.at;
      here.fault = null;
      const isEmpty = passSpace(here) === lineFeed || here.at >= piece.length;
      if (!isEmpty) {
        row++;
        passRow(line);
        if (here.fault !== null) copy.blame(line, here.fault);
      }
      const next = piece.indexOf(lineFeed, here.at);
      here.at = next < 0 ? piece.length : next + 1;
    }
    return copy.finish({ row, line });
  };
}
