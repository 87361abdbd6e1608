import { checkMapping, type Mapping } from '../answers/mapping.ts';
import { partNames } from '../answers/value.ts';
import { problem, type Outcome, type Problem } from '../problem.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { treeAt, type Located } from '../source/document.ts';
import { placeAt } from '../source/source.ts';
import { nearest } from '../text/nearest.ts';
import { visible } from '../text/visible.ts';
import { lineOf } from './header.ts';
import type { Column, ColumnUse } from './types.ts';

/** What the columns of a table hold. */
export interface Layout {
  /** Every column, in the table's order. */
  readonly columns: readonly Column[];
  /** Names of columns that nothing asks for. */
  readonly ignored: readonly string[];
  /** Ids of questions that the table has no column for; they are unanswered. */
  readonly missing: readonly string[];
}

type Uses = ReadonlyMap<string, ColumnUse>;

const keys = ['unit', 'round', 'respondent', 'role', 'market'] as const;

function usesOf({ id, input }: PlanQuestion, question: number): readonly [string, ColumnUse][] {
  const note: [string, ColumnUse] = [`${id}.note`, { kind: 'note', question }];
  if (input.kind !== 'allocation') return [[id, { kind: 'question', question }], note];
  const parts = input.parts.map(({ code }): [string, ColumnUse] => {
    const part = partNames.findIndex((name) => name === code);
    return [`${id}.${code}`, { kind: 'part', question, part }];
  });
  return [...parts, note];
}

/** What columns are called that hold something; who answered goes before a question of that name. */
function knownUses({ questions }: Plan): Uses {
  const head = keys.map((kind): [string, ColumnUse] => [kind, { kind }]);
  return new Map([...questions.flatMap(usesOf), ...head]);
}

const ignored: ColumnUse = { kind: 'ignored' };

/** What the map calls the columns, held against what there is and what the table has. */
function columnProblems(
  uses: Uses,
  names: ReadonlySet<string>,
  { source, tree, value }: Located<Mapping>,
): readonly Problem[] {
  const placeOf = (name: string, isKey: boolean) => {
    const path = isKey ? ['columns', { key: name }] : ['columns', name];
    const { start, end } = treeAt(tree, path);
    return placeAt(source, start, end - start);
  };
  return [...(value.columns ?? [])].flatMap(([name, use]) => {
    const found: Problem[] = [];
    if (!names.has(name)) {
      const guess = nearest(name, names);
      const at = placeOf(name, true);
      found.push(problem('UNKNOWN_REF', at, 'column', visible(name), guess && visible(guess), []));
    }
    if (!uses.has(use)) {
      const guess = nearest(use, uses.keys());
      const known = guess === null ? [...keys, 'the ids of questions'] : [];
      const at = placeOf(name, false);
      found.push(problem('UNKNOWN_REF', at, 'question or column', visible(use), guess, known));
    }
    return found;
  });
}

/** Columns that hold the same, each pair once. */
function doubles(file: string, used: readonly (readonly [string, string])[]): readonly Problem[] {
  const first = new Map<string, string>();
  return used.flatMap(([name, use]) => {
    const other = first.get(use);
    first.set(use, other ?? name);
    if (other === undefined) return [];
    return [problem('COLUMN_TWICE', lineOf(file, 1), use, [visible(other), visible(name)])];
  });
}

const delimiters: readonly (readonly [character: string, shown: string])[] = [
  [',', "','"],
  [';', "';'"],
  ['\t', 'tab'],
  ['|', "'|'"],
];

/** How the fields seem to be parted when a header has no unit; null when by what was said. */
function otherDelimiter(names: readonly string[]): string | null {
  const whole = names.join('\n');
  const counts = delimiters.map(([by, shown]) => [shown, whole.split(by).length - 1] as const);
  const [shown, count] = counts.reduce((most, each) => (each[1] > most[1] ? each : most));
  return count > 0 ? shown : null;
}

function headerProblem(
  plan: Plan,
  file: string,
  names: readonly string[],
  uses: readonly ColumnUse[],
): Problem | null {
  const at = lineOf(file, 1);
  if (!uses.some(({ kind }) => kind === 'unit')) {
    const shown = otherDelimiter(names);
    const guess = nearest('unit', names);
    const hint =
      shown !== null
        ? `its columns seem to be parted otherwise: say --delimiter ${shown}`
        : guess !== null
          ? `is it "${visible(guess)}"? Call it unit, or say so in a map: --map FILE`
          : 'call one unit, or say in a map which it is: --map FILE';
    return problem('HEADER', at, 'the table has no column "unit"', hint);
  }
  if (uses.some((use) => use.kind === 'question' || use.kind === 'part')) return null;
  const { scorecard, questions } = plan;
  return problem(
    'HEADER',
    at,
    `no column of the table is a question of ${scorecard.id}`,
    `columns are called by ids, such as ${questions[0]?.id ?? 'q1'}; a map calls them: --map FILE`,
  );
}

/** So many of the columns that nothing asks for are looked at for a slip of the pen. */
const guessed = 20;

function ignoredProblem(file: string, names: readonly string[], uses: Uses): readonly Problem[] {
  if (names.length === 0) return [];
  const guesses = names.slice(0, guessed).flatMap((name) => {
    const guess = nearest(name, uses.keys());
    return guess === null ? [] : [`is "${visible(name)}" meant to be "${guess}"?`];
  });
  const shown = names.map((name) => visible(name.slice(0, 100)));
  return [problem('COLUMNS_IGNORED', lineOf(file, 1), shown, guesses[0] ?? null)];
}

/** What a column holds by its name; the map goes before what columns are called themselves. */
const useOf = (uses: Uses, name: string, mapping: Mapping | null): ColumnUse =>
  uses.get(mapping?.columns?.get(name) ?? name) ?? ignored;

/** Asks of names whether a column called so holds something. */
export function readsOf(plan: Plan, mapping: Mapping | null): (name: string) => boolean {
  const uses = knownUses(plan);
  return (name) => useOf(uses, name, mapping) !== ignored;
}

const idsIn = ({ questions }: Plan, columns: readonly Column[]): ReadonlySet<PlanQuestion> =>
  new Set(
    columns.flatMap(({ use }) =>
      use.kind === 'question' || use.kind === 'part' ? [questions[use.question]!] : [],
    ),
  );

/** The warning about columns that nothing asks for. */
export const ignoredColumns = (
  plan: Plan,
  file: string,
  names: readonly string[],
): readonly Problem[] => ignoredProblem(file, names, knownUses(plan));

/**
 * What the columns of a table hold.
 * @param names the header of the table
 */
export function layoutOf(
  plan: Plan,
  file: string,
  names: readonly string[],
  mapping: Located<Mapping> | null,
): Outcome<Layout> {
  const uses = knownUses(plan);
  const columns = names.map((name): Column => ({
    name,
    use: useOf(uses, name, mapping?.value ?? null),
  }));
  const present = idsIn(plan, columns);
  const used = columns.flatMap(({ name, use }) =>
    use.kind === 'ignored' ? [] : [[name, mapping?.value.columns?.get(name) ?? name] as const],
  );
  const inMap =
    mapping === null
      ? []
      : [
          ...columnProblems(uses, new Set(names), mapping),
          ...checkMapping(plan, mapping, [...present]),
        ];
  const inHeader = headerProblem(
    plan,
    file,
    names,
    columns.map(({ use }) => use),
  );
  const problems = [...inMap, ...doubles(file, used), ...(inHeader === null ? [] : [inHeader])];
  if (problems.length > 0) return { value: null, problems };
  const rest = [
    ...new Set(columns.flatMap(({ name, use }) => (use.kind === 'ignored' ? [name] : []))),
  ];
  const missing = plan.questions.filter((each) => !present.has(each)).map(({ id }) => id);
  return {
    value: { columns, ignored: rest, missing },
    problems: ignoredColumns(plan, file, rest),
  };
}

/**
 * The names that a table without a header may use: those of the map, and what else there is by its
 * own name.
 */
export function namesOf(plan: Plan, mapping: Mapping | null): readonly string[] {
  const mapped = mapping?.columns ?? new Map<string, string>();
  const taken = new Set(mapped.values());
  const own = [...knownUses(plan).keys()].filter((name) => !taken.has(name) && !mapped.has(name));
  return [...mapped.keys(), ...own];
}
