/** A text of the scorecard, which is in the scorecard's language. */
interface Quoted {
  readonly quoted: string;
}

/** What is said, of our words and of those of the scorecard. */
export type Said = readonly (string | Quoted)[];

export interface Column {
  readonly head: string;
  readonly isNumber: boolean;
}

/** A row of a table: what it is of, what was found, and what has to be said beside it. */
export interface Row {
  /** What it belongs to, with rows before and after it; empty for nothing. */
  readonly group: Said;
  readonly name: Said;
  readonly side: 'customer' | 'process' | null;
  /** One for each column. */
  readonly cells: readonly string[];
  readonly remark: Said;
  /** For a picture of it, where there is room for one. */
  readonly hang: {
    readonly position: number;
    readonly interval: { readonly low: number; readonly high: number; readonly level: number };
  } | null;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  /** Over the names; over the remarks. */
  readonly name: string;
  readonly remark: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** What a page is made of. */
export type Passage =
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly label: string; readonly said: string }[];
    }
  | Table;

export interface Chapter {
  readonly name: string;
  readonly title: string;
  readonly passages: readonly Passage[];
}

/** The whole name of a row, where what it belongs to does not stand over it. */
export const nameOf = ({ group, name }: Row): Said =>
  group.length === 0 ? name : [...group, ', ', ...name];

/** A passage that is one text. */
export const paragraph = (text: string): Passage => ({ kind: 'paragraph', text });

/** A table, or what is said where it would have no rows. */
export const tableOr = (table: Omit<Table, 'kind'>, otherwise: string): Passage =>
  table.rows.length === 0 ? paragraph(otherwise) : { kind: 'table', ...table };

/** Columns of numbers and of words. */
export const number = (head: string): Column => ({ head, isNumber: true });
export const word = (head: string): Column => ({ head, isNumber: false });

/** A row without what is not given. */
export const row = (name: Said, cells: readonly string[], more: Partial<Row> = {}): Row => ({
  group: [],
  name,
  side: null,
  cells,
  remark: [],
  hang: null,
  ...more,
});

/** A text as a remark; an empty one is none. */
export const remark = (text: string): Said => (text === '' ? [] : [text]);
