import { displayWidth, graphemes } from '../../src/text/width.ts';
import { visible } from '../../src/text/visible.ts';

/** Signs that no report has of its own: braille, a Chinese letter, and a mark over either. */
const [narrow, wide, mark] = ['⠿', '漢', '\u0301'];
const stands = new RegExp(`[${narrow}${wide}${mark}]+`, 'g');

const byLine = (text: string, change: (line: string) => string): string =>
  text
    .split(/([\t\n\r]+)/)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join('');

/** A cluster's place, kept: what is white space stays where it is, for there a line may break. */
function letters(cluster: string): string {
  const width = displayWidth(cluster.trim());
  const first = width === 0 ? mark : width === 1 ? narrow : wide;
  let isFirst = true;
  return cluster.replace(/\S/g, () => {
    const letter = isFirst ? first : mark;
    isFirst = false;
    return letter;
  });
}

/** What a reader is to see of a text; line breaks and tabs stay. */
export const literal = (text: string): string => byLine(text, visible);

/** Letters that mean no harm, as many and as wide as what is seen of a text, with its white space. */
export const tame = (text: string): string =>
  byLine(text, (line) => graphemes(visible(line)).map(letters).join(''));

/** The text with every white space a plain space, so that no line breaks. */
export const inOneLine = (text: string): string => text.replace(/\s/g, ' ');

/** A letter may have any number of marks; where it is cut or broken, their widths alone say. */
const hasMarks = /\p{M}/u;

/**
 * How a text with something hostile in it differs from the same text with tame letters in its place;
 * null where the letters alone do, each standing for one of the payload as it is to be read.
 */
export function misread(tamed: string, hostile: string, payload: string): string | null {
  const quoted = () =>
    `${JSON.stringify(hostile.slice(0, 120))} for ${JSON.stringify(payload.slice(0, 60))}`;
  if (hasMarks.test(payload)) return null;
  if (tamed.length !== hostile.length) return `longer or shorter: ${quoted()}`;
  let end = 0;
  for (const { 0: run, index } of tamed.matchAll(stands)) {
    if (tamed.slice(end, index) !== hostile.slice(end, index)) return `around it: ${quoted()}`;
    end = index + run.length;
    if (!literal(payload).includes(hostile.slice(index, end))) return `not as written: ${quoted()}`;
  }
  return tamed.slice(end) === hostile.slice(end) ? null : `after it: ${quoted()}`;
}
