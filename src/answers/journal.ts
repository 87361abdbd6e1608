import { entryStates, type Entry, type Shares } from './entry.ts';

/** Whose answers a journal holds and what they were given for. */
export interface JournalHeader {
  /** id@version. */
  readonly scorecard: string;
  readonly fingerprint: string;
  readonly unit: string;
  readonly round: string | null;
  readonly respondent: string;
  readonly role: string | null;
  readonly market: string | null;
}

/** What happened: an answer was given or changed, or the sheet was written. */
export type JournalEvent =
  | { readonly kind: 'answer'; readonly entry: Entry }
  | {
      readonly kind: 'finished';
      /** Digest of the sheet's text, by which the sheet is known again. */
      readonly sheet: string;
    };

/** What a journal says, or why it is not read. */
export type DecodedJournal =
  | {
      readonly kind: 'journal';
      /** Null when not even the first line was written completely. */
      readonly header: JournalHeader | null;
      readonly events: readonly JournalEvent[];
      /** Bytes up to the end of the last complete line. */
      readonly length: number;
      /** Bytes after it: a line whose writing was cut off. */
      readonly torn: number;
    }
  | { readonly kind: 'corrupt'; readonly line: number }
  | { readonly kind: 'newer'; readonly version: string };

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

/** A line ends in `,"crc":"xxxxxxxx"}`; the checksum covers everything before that comma. */
const tailLength = 18;

function line(content: { readonly [key: string]: unknown }): string {
  const body = JSON.stringify(content).slice(0, -1);
  return `${body},"crc":"${checksum(Buffer.from(body, 'utf8'))}"}\n`;
}

/** The first line of a journal. */
export const encodeHeader = (header: JournalHeader): string =>
  line({ pendulum: format, ...header });

/** The line of an event; sequence numbers count from 1 and are the only order there is. */
export const encodeEvent = (sequence: number, event: JournalEvent): string =>
  event.kind === 'answer'
    ? line({ seq: sequence, ...event.entry })
    : line({ seq: sequence, finished: event.sheet });

type Fields = { readonly [key: string]: unknown };

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

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function headerOf(fields: Fields): JournalHeader | null {
  const { scorecard, fingerprint, unit, round, respondent, role, market } = fields;
  const isWhole = [scorecard, fingerprint, unit, respondent].every(isText);
  if (!isWhole || ![round, role, market].every(isTextOrNull)) return null;
  return { scorecard, fingerprint, unit, round, respondent, role, market } as JournalHeader;
}

const isShares = (value: unknown): value is Shares =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([part, share]) => ['customer', 'process', 'other'].includes(part) && typeof share === 'number',
  );

function eventOf(fields: Fields, sequence: number): JournalEvent | null {
  const { seq, question, state, answer, note, finished } = fields;
  if (seq !== sequence) return null;
  if (isText(finished)) return { kind: 'finished', sheet: finished };
  const known = entryStates.find((name) => name === state);
  if (!isText(question) || known === undefined || !isTextOrNull(note)) return null;
  if (!isTextOrNull(answer) && !isShares(answer)) return null;
  if ((known === 'answered') !== (answer !== null)) return null;
  return { kind: 'answer', entry: { question, state: known, answer, note } };
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
 * Reads a journal. What stands after the last line feed is the torn end of a write that was never
 * acknowledged. Any complete line that is damaged, out of sequence or not understood makes the
 * whole journal corrupt: it is named and nothing is guessed at.
 */
export function decodeJournal(bytes: Uint8Array): DecodedJournal {
  const lines = linesOf(bytes);
  const length = lines.reduce((sum, { length: bytesOfLine }) => sum + bytesOfLine + 1, 0);
  const torn = bytes.length - length;
  if (lines.length === 0) return { kind: 'journal', header: null, events: [], length, torn };
  const first = contentOf(lines[0]!);
  if (first !== null && isText(first['pendulum']) && first['pendulum'] !== format) {
    return { kind: 'newer', version: first['pendulum'] };
  }
  const header = first === null || first['pendulum'] !== format ? null : headerOf(first);
  if (header === null) return { kind: 'corrupt', line: 1 };
  const events: JournalEvent[] = [];
  for (const [i, bytesOfLine] of lines.slice(1).entries()) {
    const fields = contentOf(bytesOfLine);
    const event = fields === null ? null : eventOf(fields, i + 1);
    if (event === null) return { kind: 'corrupt', line: i + 2 };
    events.push(event);
  }
  return { kind: 'journal', header, events, length, torn };
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
