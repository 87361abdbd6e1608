import { momentColumns } from '../plan/moments.ts';
import type { Plan } from '../plan/types.ts';
import { problem, type Problem } from '../problem.ts';
import { visible } from '../text/visible.ts';
import { depthsOf } from './conditions.ts';
import type { Dialect } from './dialect.ts';
import { columnsRead } from './read.ts';
import { widest, type Level } from './select.ts';

/** What a database can hold, as far as a scorecard can go beyond it. */
interface Limits {
  readonly title: string;
  /** The longest name of a table or column. */
  readonly nameBytes: number;
  /** The most columns of a SELECT. */
  readonly columns: number;
  /** The most parts of a table's name. */
  readonly tableParts: number;
  /** A name that it cannot pass on. */
  readonly refused: RegExp | null;
}

const limits: { readonly [N in Dialect['name']]: Limits } = {
  duckdb: { title: 'DuckDB', nameBytes: Infinity, columns: Infinity, tableParts: 3, refused: null },
  postgres: { title: 'PostgreSQL', nameBytes: 63, columns: 1600, tableParts: 3, refused: null },
  // Between servers a query travels as text, in which this name stands without its quotes.
  clickhouse: {
    title: 'ClickHouse',
    nameBytes: Infinity,
    columns: Infinity,
    tableParts: 2,
    refused: /^null$/i,
  },
};

/** Conditions upon conditions are sub-queries in sub-queries; more than these are not tested. */
const deepest = 50;

const bytesOf = (name: string): number => new TextEncoder().encode(name).length;

/** What a query is about: its table, and the names that it shows. */
export interface Names {
  readonly table: readonly string[];
  readonly without: readonly string[];
  readonly shows: 'scores' | 'moments';
}

const namesIn = (plan: Plan, { table, without, shows }: Names): readonly string[] => [
  ...table,
  ...columnsRead(plan).filter((name) => !without.includes(name)),
  ...(shows === 'moments' ? momentColumns(plan).map(({ name }) => name) : []),
];

/** What a database cannot do for this scorecard and table. */
export function refusals(
  { name: dialect }: Dialect,
  plan: Plan,
  names: Names,
  levels: readonly Level[],
): readonly Problem[] {
  const { title, nameBytes, columns, tableParts, refused } = limits[dialect];
  const refuse = (why: string, hint: string) => problem('SQL_LIMIT', null, title, why, hint);
  const all = [...new Set(namesIn(plan, names))];
  const long = all.filter((name) => bytesOf(name) > nameBytes);
  const width = widest(levels);
  const depth = Math.max(0, ...depthsOf(plan));
  return [
    ...all
      .filter((name) => /\p{Cc}/u.test(name))
      .map((name) =>
        refuse(`the name "${visible(name)}" has a control character`, 'choose another name'),
      ),
    ...long.map((name) =>
      refuse(`the name "${visible(name)}" has more than ${nameBytes} bytes`, 'shorten the id'),
    ),
    ...all
      .filter((name) => refused?.test(name))
      .map((name) =>
        refuse(`no column or table can be called "${visible(name)}"`, 'choose another id'),
      ),
    ...(width > columns
      ? [refuse(`${width} columns are more than ${columns}`, 'ask for another view, or DuckDB')]
      : []),
    ...(names.table.length > tableParts
      ? [refuse(`a table's name has at most ${tableParts} parts`, 'give the name without the rest')]
      : []),
    ...(depth > deepest
      ? [refuse(`conditions stand on each other ${depth} deep`, `at most ${deepest} may`)]
      : []),
  ];
}
