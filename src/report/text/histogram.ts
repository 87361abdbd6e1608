import { displayWidth, pad } from '../../text/width.ts';
import { clean, indent, line, paragraph, span, widthOf, type Line, type Look } from './line.ts';

const levels = (unicode: boolean) => Array.from(unicode ? '▁▂▃▄▅▆▇█' : '.:oO@');

/** How many answered an option, as a character; none is a space. */
export function level(answers: number, highest: number, look: Look): string {
  const ramp = levels(look.unicode);
  return answers === 0 ? ' ' : ramp[Math.ceil((answers / highest) * ramp.length) - 1]!;
}

/** The columns and, under them, their counts. */
function columnsOf(answers: readonly number[], width: number, look: Look): readonly [Line, Line] {
  const highest = Math.max(...answers);
  const row = (cells: readonly string[]) => cells.map((cell) => pad(cell, width, 'right')).join('');
  return [
    line(row(answers.map((each) => level(each, highest, look)))),
    line(row(answers.map(String)), 'faint'),
  ];
}

/** As much space between the columns as there is room for, or null where there is none at all. */
function cellWidth(answers: readonly number[], room: number): number | null {
  const digits = Math.max(...answers.map((each) => String(each).length));
  return [digits + 2, digits + 1].find((width) => width * answers.length <= room) ?? null;
}

/** A small histogram between its first and last option, or above them where they are long. */
export function histogram(
  answers: readonly number[],
  options: readonly string[],
  room: number,
  look: Look,
): readonly Line[] {
  const width = cellWidth(answers, room);
  if (width === null) return paragraph(`answers by option: ${answers.join(' ')}`, room, look);
  const [bars, counts] = columnsOf(answers, width, look);
  const [first, last] = [clean(options[0] ?? '', look), clean(options.at(-1) ?? '', look)];
  const beside = [span(first), ...bars, span(`  ${last}`)];
  if (widthOf(beside) <= room) return [beside, indent(counts, displayWidth(first))];
  const between = look.unicode ? ' … ' : ' ... ';
  const ends = paragraph(first + between + last, room, look, { style: 'faint', lines: 3 });
  return [bars, counts, ...ends];
}
