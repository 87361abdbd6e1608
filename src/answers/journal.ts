import { entryStates, type Entry, type Shares } from './entry.ts';

interface Begun {
  /** id@version. */
  readonly scorecard: string;
  readonly fingerprint: string;
  readonly unit: string;
  readonly round: string | null;
}

/** A respondent's answers. */
export interface SheetHeader extends Begun {
  readonly respondent: string;
  readonly role: string | null;
  readonly market: string | null;
}

/** A unit's facts, which are nobody's answers. */
export interface FactsHeader extends Begun {
  readonly respondent: null;
  readonly role: null;
  readonly market: null;
}

/** Whose answers a journal holds and what they were given for. */
export type JournalHeader = SheetHeader | FactsHeader;

/**
 * What happened: an answer was given or changed, the person left from another place than the next
 * open question, or the sheet was written.
 */
export type JournalEvent =
  | { readonly kind: 'answer'; readonly entry: Entry }
  | { readonly kind: 'left'; readonly question: string }
  | {
      readonly kind: 'finished';
      /** Digest of the sheet's text, by which the sheet is known again. */
      readonly sheet: string;
    };

/** What a log of checksummed lines says, or why it is not read. */
export type Decoded<Header, Event> =
  | {
      readonly kind: 'journal';
      /** Null when not even the first line was written completely. */
      readonly header: Header | null;
      readonly events: readonly Event[];
      /** Bytes up to the end of the last complete line. */
      readonly length: number;
      /** Bytes after it: a line whose writing was cut off. */
      readonly torn: number;
    }
  | { readonly kind: 'corrupt'; readonly line: number }
  | { readonly kind: 'newer'; readonly version: string };
export type DecodedJournal = Decoded<JournalHeader, JournalEvent>;

/** How a kind of log reads its lines; null for what it does not understand. */
export interface LogFormat<Header, Event> {
  readonly name: string;
  readonly headerOf: (fields: Fields) => Header | null;
  readonly eventOf: (fields: Fields) => Event | null;
}

const format = 'journal/1';

/** Table of CRC-32 (IEEE 802.3, reflected polynomial EDB88320). */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as 8 hexadecimal digits. It detects every error burst of at most 32 bits. */
export function checksum(bytes: Uint8Array): string {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!;
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

export type Fields = { readonly [key: string]: unknown };

/** A line ends in `,"crc":"xxxxxxxx"}`; the checksum covers everything before that comma. */
const tailLength = 18;

/**
 * One line of a log. The first has the name of its format under `pendulum`, the others count from 1
 * under `seq`.
 */
export function encodeLine(content: Fields): string {
  const body = JSON.stringify(content).slice(0, -1);
  return `${body},"crc":"${checksum(Buffer.from(body, 'utf8'))}"}\n`;
}

/** The first line of a journal. */
export const encodeHeader = (header: JournalHeader): string =>
  encodeLine({ pendulum: format, ...header });

/** The line of an event; sequence numbers count from 1 and are the only order there is. */
export const encodeEvent = (sequence: number, event: JournalEvent): string =>
  encodeLine({ seq: sequence, ...fieldsOf(event) });

function fieldsOf(event: JournalEvent): Fields {
  switch (event.kind) {
    case 'answer':
      return { ...event.entry };
    case 'left':
      return { left: event.question };
    case 'finished':
      return { finished: event.sheet };
  }
}

/** The content of a line whose checksum holds, or null. */
function contentOf(bytes: Uint8Array): Fields | null {
  if (bytes.length <= tailLength) return null;
  const body = bytes.subarray(0, bytes.length - tailLength);
  const tail = Buffer.from(bytes.subarray(bytes.length - tailLength)).toString('latin1');
  if (tail !== `,"crc":"${checksum(body)}"}`) return null;
  try {
    return JSON.parse(`${new TextDecoder('utf-8', { fatal: true }).decode(body)}}`) as Fields;
  } catch {
    return null;
  }
}

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTextOrNull = (value: unknown): value is string | null =>
  value === null || isText(value);

function headerOf(fields: Fields): JournalHeader | null {
  const { scorecard, fingerprint, unit, round, respondent, role, market } = fields;
  if (![scorecard, fingerprint, unit].every(isText)) return null;
  if (![round, respondent, role, market].every(isTextOrNull)) return null;
  if (respondent === null && (role !== null || market !== null)) return null;
  return { scorecard, fingerprint, unit, round, respondent, role, market } as JournalHeader;
}

const isShares = (value: unknown): value is Shares =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([part, share]) => ['customer', 'process', 'other'].includes(part) && typeof share === 'number',
  );

/** An entry as a line holds it, or null. */
export function entryOf(fields: Fields): Entry | null {
  const { question, state, answer, note } = fields;
  const known = entryStates.find((name) => name === state);
  if (!isText(question) || known === undefined || !isTextOrNull(note)) return null;
  if (!isTextOrNull(answer) && !isShares(answer)) return null;
  if ((known === 'answered') !== (answer !== null)) return null;
  return { question, state: known, answer, note };
}

function eventOf(fields: Fields): JournalEvent | null {
  const { finished, left } = fields;
  if (isText(finished)) return { kind: 'finished', sheet: finished };
  if (isText(left)) return { kind: 'left', question: left };
  const entry = entryOf(fields);
  return entry === null ? null : { kind: 'answer', entry };
}

/** Complete lines, without their line feeds. */
function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0, end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/**
 * Reads a log. What stands after the last line feed is the torn end of a write that was never
 * acknowledged. Any complete line that is damaged, out of sequence or not understood makes the
 * whole log corrupt: it is named and nothing is guessed at.
 */
export function decodeLog<Header, Event>(
  bytes: Uint8Array,
  { name, headerOf: readHeader, eventOf: readEvent }: LogFormat<Header, Event>,
): Decoded<Header, Event> {
  const lines = linesOf(bytes);
  const length = lines.reduce((sum, { length: bytesOfLine }) => sum + bytesOfLine + 1, 0);
  const torn = bytes.length - length;
  if (lines.length === 0) return { kind: 'journal', header: null, events: [], length, torn };
  const first = contentOf(lines[0]!);
  if (first !== null && isText(first['pendulum']) && first['pendulum'] !== name) {
    return { kind: 'newer', version: first['pendulum'] };
  }
  const header = first === null || first['pendulum'] !== name ? null : readHeader(first);
  if (header === null) return { kind: 'corrupt', line: 1 };
  const events: Event[] = [];
  for (const [i, bytesOfLine] of lines.slice(1).entries()) {
    const fields = contentOf(bytesOfLine);
    const event = fields === null || fields['seq'] !== i + 1 ? null : readEvent(fields);
    if (event === null) return { kind: 'corrupt', line: i + 2 };
    events.push(event);
  }
  return { kind: 'journal', header, events, length, torn };
}

/** Reads the journal of a respondent. */
export const decodeJournal = (bytes: Uint8Array): DecodedJournal =>
  decodeLog(bytes, { name: format, headerOf, eventOf });

/** What could be kept of a damaged journal. */
export interface Salvaged {
  /** Null when its line is damaged. */
  readonly header: JournalHeader | null;
  /** In the order of their sequence numbers. */
  readonly events: readonly JournalEvent[];
  /** Numbers of the lines that are gone, counted from 1 as they were written. */
  readonly lost: readonly number[];
}

/** A line may stand behind a damaged line feed, or behind a damaged line. */
const startsIn = (text: string) => [0, 1, text.lastIndexOf('\n') + 1];

/** What looks like a line by its end; quotes within a text are escaped, so none ends early. */
const looksLikeLine = /[^]*?,"crc":"[0-9a-f]{8}"\}/g;

interface Found {
  readonly fields: Fields;
  /** Where the line ends, in bytes. */
  readonly end: number;
}

/** Every line whose checksum holds, wherever it stands. */
const wholeLines = (text: string): readonly Found[] =>
  [...text.matchAll(looksLikeLine)].flatMap(({ 0: found, index }) => {
    const contents = startsIn(found).map((start) =>
      contentOf(Buffer.from(found.slice(start), 'latin1')),
    );
    const fields = contents.find((content) => content !== null);
    return fields === undefined ? [] : [{ fields, end: index + found.length }];
  });

/** More lines than the largest session has; a number above is none that was counted. */
const mostLines = 2 ** 20;
const isSequence = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < mostLines;

/** Keeps what is whole of a damaged journal, and says what is not. Nothing is guessed at. */
export function salvageJournal(bytes: Uint8Array): Salvaged {
  const text = Buffer.from(bytes).toString('latin1');
  const whole = wholeLines(text);
  const headers = whole.flatMap(({ fields }) =>
    fields['pendulum'] === format ? [headerOf(fields)] : [],
  );
  const header = headers.find((found) => found !== null) ?? null;
  const numbered = whole
    .flatMap(({ fields }) => {
      const [event, { seq }] = [eventOf(fields), fields];
      return event !== null && isSequence(seq) ? [{ seq, event }] : [];
    })
    .toSorted((a, b) => a.seq - b.seq);
  const kept = new Set([...(header === null ? [] : [1]), ...numbered.map(({ seq }) => seq + 1)]);
  const behind = text.slice((whole.at(-1)?.end ?? -1) + 1).split('\n');
  const last = Math.max(0, ...kept) + behind.filter((line) => line !== '').length;
  const lost = Array.from({ length: last }, (_, i) => i + 1).filter((line) => !kept.has(line));
  return { header, events: numbered.map(({ event }) => event), lost };
}

/** The answers as they stand, in the order they were given: the last one of a question counts. */
export function lastEntries(events: readonly JournalEvent[]): readonly Entry[] {
  const last = new Map<string, Entry>();
  for (const event of events) {
    if (event.kind !== 'answer') continue;
    last.delete(event.entry.question);
    last.set(event.entry.question, event.entry);
  }
  return [...last.values()];
}
