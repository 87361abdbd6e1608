import { problem, type Outcome, type Place, type Problem } from '../problem.ts';
import { firstControl } from '../text/visible.ts';

/** A text file as it was read, with the offsets of its line starts. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** Number of its first line in the file: 1 but for a line of an NDJSON file. */
  readonly firstLine: number;
}

/** The most bytes one YAML or JSON document may have. */
export const maxBytes = 1024 * 1024;

const magic: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a ZIP archive or an Office file', [0x50, 0x4b, 0x03, 0x04]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['an xz archive', [0xfd, 0x37, 0x7a, 0x58]],
];

const startsWith = (bytes: Uint8Array, prefix: readonly number[]) =>
  prefix.every((byte, i) => bytes[i] === byte);

function guessedEncoding(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) {
    return 'UTF-32';
  }
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return 'UTF-16';
  const head = bytes.subarray(0, 256);
  const zeros = [0, 0, 0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 4]!++;
  });
  const quarter = head.length / 4;
  const mostly = zeros.map((count) => count > 0.6 * quarter);
  if (mostly.filter(Boolean).length === 3) return 'UTF-32';
  if ((mostly[0] && mostly[2] && !mostly[1]) || (mostly[1] && mostly[3] && !mostly[0])) {
    return 'UTF-16';
  }
  return null;
}

/** Share of bytes that no text has: control codes other than white space and escape. */
function controlShare(bytes: Uint8Array): number {
  const head = bytes.subarray(0, 4096);
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
  return controls.length / Math.max(1, head.length);
}

function decodes(bytes: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** Offset of the first byte that cannot be UTF-8: the longest prefix of whole characters ends there. */
function firstInvalidByte(bytes: Uint8Array): number {
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (decodes(bytes.subarray(0, middle), true)) low = middle;
    else high = middle - 1;
  }
  while (!decodes(bytes.subarray(0, low), false)) low--;
  return low;
}

/** What the bytes at a fault in UTF-8 look like. */
function guessedFault(bytes: Uint8Array, at: number): string {
  const [first, second = 0] = bytes.subarray(at, at + 2);
  const isLong = first === 0xc0 || first === 0xc1;
  const isOverlong =
    isLong || (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  if (isOverlong && second >= 0x80) return 'UTF-8 with characters in an overlong form';
  if (first === 0xed && second >= 0xa0 && second <= 0xbf) return 'CESU-8, with surrogate pairs';
  if (decodes(bytes, true)) return 'UTF-8 cut off inside its last character';
  return 'Latin-1 or Windows-1252';
}

const wholeFile = (file: string): Place => ({
  file,
  line: 1,
  column: 1,
  excerpt: null,
  length: 1,
});

/** Where bytes stop being UTF-8, and what they look like there. */
export function encodingFault(bytes: Uint8Array): { byte: number; guess: string } {
  const byte = firstInvalidByte(bytes);
  return { byte, guess: guessedFault(bytes, byte) };
}

/**
 * What bytes are when they are no UTF-8 text at all, told from their beginning; null when they may be
 * one.
 */
export function bytesProblem(
  name: string,
  bytes: Uint8Array,
  wanted: 'document' | 'table',
): Problem | null {
  const kind = magic.find(([, prefix]) => startsWith(bytes, prefix));
  if (kind !== undefined) return problem('NOT_TEXT', wholeFile(name), kind[0], wanted);
  const wide = guessedEncoding(bytes);
  return wide === null ? null : problem('ENCODING', wholeFile(name), 0, wide);
}

/** Bytes of a file as text: strict UTF-8 of limited size, a leading byte order mark dropped. */
export function decode(name: string, bytes: Uint8Array, limit = maxBytes): Outcome<Source> {
  const refuse = (found: ReturnType<typeof problem>) => ({ value: null, problems: [found] });
  const at = wholeFile(name);
  if (bytes.length > limit) {
    return refuse(problem('INPUT_TOO_LARGE', at, `the file has more than ${limit} bytes`));
  }
  const kind = bytesProblem(name, bytes, 'document');
  if (kind !== null) return refuse(kind);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (controlShare(bytes) > 0.1)
      return refuse(problem('NOT_TEXT', at, 'a binary file', 'document'));
    return { value: sourceOf(name, text), problems: [] };
  } catch {
    if (controlShare(bytes) > 0.02)
      return refuse(problem('NOT_TEXT', at, 'a binary file', 'document'));
    const { byte, guess } = encodingFault(bytes);
    const source = sourceOf(name, new TextDecoder('utf-8').decode(bytes.subarray(0, byte)));
    const place = placeAt(source, source.text.length, 1);
    return refuse(problem('ENCODING', place, byte, guess));
  }
}

/** A source from text that is already decoded. */
export function sourceOf(name: string, text: string, firstLine = 1): Source {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1);
  }
  return { name, text, lineStarts, firstLine };
}

/** Characters that are refused wherever they stand, quoted or not, in the raw text. */
export function rawControl(source: Source): { at: number; shown: string } | null {
  const bare = /\r(?!\n)|[\u2028\u2029\ufeff]/.exec(source.text);
  if (bare === null) return null;
  return { at: bare.index, shown: firstControl(bare[0])!.shown };
}

function lineIndex(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place of a stretch of text; a stretch over several lines is cut at its first. */
export function placeAt(source: Source, offset: number, length: number): Place {
  const line = lineIndex(source.lineStarts, offset);
  const start = source.lineStarts[line]!;
  const end = source.lineStarts[line + 1] ?? source.text.length + 1;
  const excerpt = source.text.slice(start, end - 1).replace(/\r$/, '');
  const column = offset - start + 1;
  const rest = Math.max(1, excerpt.length - column + 1);
  return {
    file: source.name,
    line: source.firstLine + line,
    column,
    excerpt,
    length: Math.max(1, Math.min(length, rest)),
  };
}
