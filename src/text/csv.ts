import { visible } from './visible.ts';

/** A text, a number, or nothing. */
export type Cell = string | number | null;

/**
 * What a spreadsheet takes for the beginning of a formula, whatever blanks or quotes stand before it.
 * One that parts cells at another character finds beginnings inside a text as well.
 */
const formula = /(^|[,;|])([\s"]*)(?=[=+\-@＝＋－＠])/g;

/**
 * A cell with a text, in quotes: what cannot be seen is shown, and what would be computed is marked as
 * text by an apostrophe.
 */
export function textCell(text: string): string {
  const inert = visible(text).replace(formula, "$1'$2");
  return `"${inert.replaceAll('"', '""')}"`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  // Minus zero is no number that a reader should meet.
  return typeof value === 'number' ? String(value === 0 ? 0 : value) : textCell(value);
}

/** One line of a table (RFC 4180): every text in quotes, numbers bare, nothing where there is nothing. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\n`;
