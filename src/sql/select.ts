import { comment, type Dialect } from './dialect.ts';

/** A column that a level adds, and what it belongs to. */
export interface Computed {
  readonly name: string;
  readonly sql: string;
  readonly about?: string;
}

/** One SELECT around the one before it. */
export interface Level {
  /** What it does. */
  readonly about: string;
  /** The columns it takes over as they are; all where it is "*". */
  readonly keep: '*' | readonly string[];
  readonly columns: readonly Computed[];
  readonly where?: string;
  readonly groupBy?: readonly string[];
  readonly orderBy?: readonly string[];
}

// A pattern would take other characters for ends of lines, too, which may stand in a text.
const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => by + line)
    .join('\n');

function columnLines({ keep, columns }: Level): string {
  const kept = (keep === '*' ? ['*'] : keep).map((name) => ({ sql: name, about: undefined }));
  const added = columns.map(({ name, sql, about }) => ({ sql: `${sql} AS ${name}`, about }));
  const all = [...kept, ...added];
  return all
    .map(({ sql, about }, i) => {
      const end = i === all.length - 1 ? '' : ',';
      return indented(sql, '  ') + end + (about === undefined ? '' : ` -- ${comment(about)}`);
    })
    .join('\n');
}

const clause = (words: string, parts: readonly string[] = []): readonly string[] =>
  parts.length === 0 ? [] : [`${words} ${parts.join(', ')}`];

const select = (level: Level, from: string): string =>
  [
    `-- ${comment(level.about)}`,
    'SELECT',
    columnLines(level),
    `FROM ${from}`,
    ...(level.where === undefined ? [] : [`WHERE ${indented(level.where, '  ').trimStart()}`]),
    ...clause('GROUP BY', level.groupBy),
    ...clause('ORDER BY', level.orderBy),
  ].join('\n');

const isFenced = ({ fences }: Dialect, around: Level): boolean =>
  fences === 'all' || (fences === 'filtered' && around.where !== undefined);

/** Levels around each other, the first innermost, over a table. */
export function nested(dialect: Dialect, table: string, levels: readonly Level[]): string {
  const [first, ...rest] = levels.map((level, i) => ({
    ...level,
    about: `${i + 1}. ${level.about}`,
  }));
  return rest.reduce(
    (inner, level, i) => {
      const fence = isFenced(dialect, level) ? '\nOFFSET 0' : '';
      return select(level, `(\n${indented(inner + fence, '  ')}\n) AS _level${i + 1}`);
    },
    select(first!, table),
  );
}

/** How many columns the widest of some levels has. */
export function widest(levels: readonly Level[]): number {
  let width = 0;
  const widths = levels.map(({ keep, columns }) => {
    width = (keep === '*' ? width : keep.length) + columns.length;
    return width;
  });
  return Math.max(...widths);
}
