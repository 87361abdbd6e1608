import { displayWidth, pad } from '../../text/width.ts';
import type { Style } from '../paint.ts';
import { flow, measure, textMeasure } from '../text/layout.ts';
import {
  blank,
  clean,
  indent,
  padded,
  paragraph,
  span,
  type Line,
  type Look,
} from '../text/line.ts';
import { nameOf, type Column, type Row, type Said, type Table } from './chapter.ts';
import { none } from './words.ts';

/** What is said, as one text. */
export const plain = (said: Said): string =>
  said.map((each) => (typeof each === 'string' ? each : each.quoted)).join('');

const isSame = (a: Said, b: Said): boolean => plain(a) === plain(b);

/** The group of a row, where another one begins; names stand under it. */
const groupLines = (row: Row, before: Row | undefined, columns: number, look: Look) =>
  row.group.length === 0 || (before !== undefined && isSame(before.group, row.group))
    ? []
    : paragraph(plain(row.group), columns, look);

/** How far a row is pushed in under its group. */
const stepOf = ({ group }: Row): number => (group.length === 0 ? 0 : 2);

/** Columns of the names, and of each column after them. */
interface Widths {
  readonly name: number;
  readonly columns: readonly number[];
}

/** Space before each column. */
const gap = 2;

/** A name that gets fewer columns than this is better on a line of its own. */
const narrowestName = 18;

const widest = (texts: readonly string[], look: Look): number =>
  Math.max(...texts.map((text) => displayWidth(clean(text, look))));

/** Null where names and columns do not fit beside each other. */
function widthsOf({ name, columns, rows }: Table, look: Look): Widths | null {
  const widths = columns.map(({ head }, i) =>
    widest([head, ...rows.map(({ cells }) => cells[i]!)], look),
  );
  const room = measure(look) - widths.reduce((sum, width) => sum + gap + width, 0);
  const longest = widest(
    [name, ...rows.map((row) => ' '.repeat(stepOf(row)) + plain(row.name))],
    look,
  );
  if (room < Math.min(longest, narrowestName)) return null;
  return { name: Math.min(longest, room), columns: widths };
}

const cell = (text: string, { isNumber }: Column, width: number, look: Look): string =>
  ' '.repeat(gap) + pad(clean(text, look), width, isNumber ? 'right' : 'left');

const cellsLine = (cells: readonly string[], { columns }: Table, widths: Widths, look: Look) =>
  columns.map((column, i) => cell(cells[i]!, column, widths.columns[i]!, look)).join('');

const remarkLines = ({ remark }: Row, by: number, look: Look): readonly Line[] =>
  remark.length === 0
    ? []
    : paragraph(plain(remark), Math.max(1, textMeasure(look) - by), look, { style: 'faint' }).map(
        (each) => indent(each, by),
      );

/** A row in columns; a long name goes on under its beginning. */
function besideLines(row: Row, table: Table, widths: Widths, look: Look): readonly Line[] {
  const style: Style = row.side ?? 'plain';
  const step = stepOf(row);
  const [first, ...rest] = paragraph(plain(row.name), widths.name - step, look, { style });
  const cells = span(cellsLine(row.cells, table, widths, look));
  const named = [...padded(indent(first!, step), widths.name), cells];
  return [named, ...rest.map((each) => indent(each, step)), ...remarkLines(row, 4, look)];
}

function headLine(table: Table, widths: Widths, look: Look): Line {
  const heads = table.columns.map(({ head }) => head);
  const name = pad(table.name, widths.name, 'left');
  return [span(name + cellsLine(heads, table, widths, look), 'faint')];
}

/** The same one under the other, each number with what it is; why one is missing is said below. */
function stackedLines(row: Row, { columns }: Table, look: Look): readonly Line[] {
  const name = paragraph(plain(nameOf(row)), measure(look), look, { style: row.side ?? 'strong' });
  const isSaid = row.remark.length > 0;
  const items = columns.flatMap(({ head }, i) =>
    isSaid && row.cells[i] === none ? [] : [[span(`${head} `, 'faint'), span(row.cells[i]!)]],
  );
  return [
    ...name,
    ...flow(items, measure(look) - 2).map((each) => indent(each, 2)),
    ...remarkLines(row, 2, look),
  ];
}

/** A table for a terminal: in columns where they fit, else row by row. */
export function tableLines(table: Table, look: Look): readonly Line[] {
  const widths = widthsOf(table, look);
  const caption = paragraph(table.caption, textMeasure(look), look, { style: 'faint' });
  const rows =
    widths === null
      ? table.rows.flatMap((row) => [blank, ...stackedLines(row, table, look)]).slice(1)
      : [
          headLine(table, widths, look),
          ...table.rows.flatMap((row, i) => [
            ...groupLines(row, table.rows[i - 1], measure(look), look),
            ...besideLines(row, table, widths, look),
          ]),
        ];
  return [...caption, blank, ...rows];
}
