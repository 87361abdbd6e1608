import fastStringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

let made: Intl.Segmenter | null = null;

/**
 * Graphemes do not depend on the locale; naming one keeps the machine's own out of it. Made when it
 * is needed, which most reports never do: it costs as much as a small report.
 */
const segmenter = (): Intl.Segmenter =>
  (made ??= new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** ASCII, boxes, blocks and braille: a column each, known without a look at the tables. */
const narrow = /^[ -~\u2500-\u259f\u2800-\u28ff]*$/;

/** Columns a text takes on a terminal: CJK and emoji two, combining marks none. */
export function displayWidth(text: string): number {
  return narrow.test(text) ? text.length : fastStringWidth(text);
}

/** What a reader sees as single characters, an emoji family or a letter with its marks being one. */
export function graphemes(text: string): readonly string[] {
  return Array.from(segmenter().segment(text), ({ segment }) => segment);
}

/** The one of them that holds a place in a text; empty beyond the ends. */
export const graphemeAt = (text: string, at: number): string =>
  segmenter().segment(text).containing(at)?.segment ?? '';

/** The longest beginning, in whole graphemes, that fits the columns. */
export function head(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let used = 0;
  let end = 0;
  for (const { segment, index } of segmenter().segment(text)) {
    used += displayWidth(segment);
    if (used > columns) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** The text if it fits, else as much as leaves room for the ellipsis. */
export function cut(text: string, columns: number, ellipsis = '…'): string {
  if (displayWidth(text) <= columns) return text;
  const room = columns - displayWidth(ellipsis);
  return room < 1 ? head(text, columns) : head(text, room).trimEnd() + ellipsis;
}

/** Spaces up to the columns, after the text, before it or on both sides; longer text stays. */
export function pad(text: string, columns: number, side: 'left' | 'right' | 'centre'): string {
  const missing = Math.max(0, columns - displayWidth(text));
  const before = side === 'left' ? 0 : side === 'right' ? missing : Math.floor(missing / 2);
  return ' '.repeat(before) + text + ' '.repeat(missing - before);
}

const slices = (word: string, columns: number): readonly string[] =>
  Array.from({ length: Math.ceil(word.length / columns) }, (_, i) =>
    word.slice(i * columns, (i + 1) * columns),
  );

const pieces = (word: string, columns: number): readonly string[] => {
  // Looking for graphemes takes microseconds each, and ASCII has none of more than one character.
  if (/^[ -~]*$/.test(word)) return slices(word, columns);
  const found: string[] = [];
  let start = 0;
  let used = 0;
  for (const { segment, index } of segmenter().segment(word)) {
    const width = displayWidth(segment);
    if (used + width > columns && index > start) {
      found.push(word.slice(start, index));
      [start, used] = [index, 0];
    }
    used += width;
  }
  return [...found, word.slice(start)];
};

const broken = (text: string, columns: number): string =>
  text
    .split(' ')
    .flatMap((word) => (displayWidth(word) <= columns ? [word] : pieces(word, columns)))
    .join(' ');

/** Lines of at most so many columns, broken between words; a longer word is broken by graphemes. */
export function wrap(text: string, columns: number): readonly string[] {
  const room = Math.max(1, columns);
  return wrapAnsi(broken(text, room), room).split('\n');
}
