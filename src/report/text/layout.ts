import type { Style } from '../paint.ts';
import {
  blank,
  indent,
  line,
  padded,
  paragraph,
  short,
  span,
  widthOf,
  type Line,
  type Look,
} from './line.ts';
import { displayWidth } from '../../text/width.ts';

/** Space at the left of everything, where there is some to give. */
const margin = (look: Look): number => (look.columns < 40 ? 0 : 2);

/** Columns between the margins; a line longer than a hundred columns is hard to follow. */
export const measure = (look: Look): number =>
  Math.max(1, Math.min(look.columns, 100) - 2 * margin(look));

/** Columns of running text. */
export const textMeasure = (look: Look): number => Math.min(measure(look), 80);

/** A heading drawn out to a rule, so that it is found without colour or bold. */
export function heading(title: string, look: Look): readonly Line[] {
  const rule = look.unicode ? '─' : '-';
  const shown = short(title, measure(look) - 6, look);
  const rest = Math.max(2, measure(look) - displayWidth(shown) - 4);
  const spans = [
    span(`${rule}${rule} `, 'faint'),
    span(shown, 'strong'),
    span(` ${rule.repeat(rest)}`, 'faint'),
  ];
  return [blank, indent(spans, margin(look)), blank];
}

/** Lines pushed in by a label of fixed width that stands on the first. */
export function labelled(label: Line, lines: readonly Line[], width: number): readonly Line[] {
  return lines.map((each, i) =>
    i === 0 ? [...padded(label, width), ...each] : indent(each, width),
  );
}

/** Fewer columns than this beside a label are better used under it. */
const narrowestText = 18;

/** A label and what there is to say, wrapped beside it, or under it where that is too narrow. */
export function labelledText(
  label: string,
  text: string,
  look: Look,
  options: { width?: number; style?: Style; columns?: number } = {},
): readonly Line[] {
  const width = options.width ?? (look.columns < 60 ? 12 : 13);
  const columns = options.columns ?? textMeasure(look);
  const isNarrow = columns - width < narrowestText;
  const under = isNarrow ? 2 : width;
  const lines = paragraph(text, Math.max(1, columns - under), look, options);
  return isNarrow
    ? [line(label, 'faint'), ...lines.map((each) => indent(each, under))]
    : labelled(line(label, 'faint'), lines, under);
}

/** The lines inside the left margin. */
export const inMargin = (lines: readonly Line[], look: Look): readonly Line[] =>
  lines.map((each) => (each.length === 0 ? each : indent(each, margin(look))));

/** Items side by side while they fit, else on the next line. */
export function flow(items: readonly Line[], columns: number, gap = 3): readonly Line[] {
  return items.reduce<readonly Line[]>((rows, item) => {
    const last = rows.at(-1);
    const together = last === undefined ? item : [...last, span(' '.repeat(gap)), ...item];
    return last === undefined || widthOf(together) <= columns
      ? [...rows.slice(0, -1), together]
      : [...rows, item];
  }, []);
}

/** Blocks with an empty line between them. */
export const separated = (blocks: readonly (readonly Line[])[]): readonly Line[] =>
  blocks.flatMap((lines, i) => (i === 0 ? lines : [blank, ...lines]));
