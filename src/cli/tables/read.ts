import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { readMapping, type Mapping } from '../../answers/mapping.ts';
import type { Plan } from '../../plan/types.ts';
import { isError, problem, type Problem } from '../../problem.ts';
import { joinStudied, type Studied, type Study } from '../../score/study.ts';
import type { Located } from '../../source/document.ts';
import type { Terms } from '../../tables/collect.ts';
import { repeated } from '../../tables/duplicates.ts';
import { factConflicts, type Totals } from '../../tables/groups.ts';
import { stagedName } from '../database.ts';
import { readShown, shownPath } from '../paths.ts';
import { usage } from '../usage.ts';
import { exitCode, Stop, type World } from '../world.ts';
import { databaseTable } from './database-table.ts';
import {
  quiet,
  readAll,
  stopFor,
  type Listener,
  type Pass,
  type Passed,
  type Table,
} from './pass.ts';
import { repeatsIn } from './repeats.ts';
import { openSource } from './source.ts';
import { textTable } from './text-table.ts';

export interface TableOptions {
  readonly map?: string;
  readonly delimiter?: string;
  /** The table of a database that has several. */
  readonly table?: string;
  readonly onDuplicate?: 'error' | 'first' | 'last' | 'ignore';
  /** The file that lists all rejects. */
  readonly rejects?: string;
  readonly allowRejects?: number;
  readonly workers?: number;
}

/** Tables that were read. */
export interface ReadTables {
  readonly totals: readonly Totals[];
  readonly rejected: number;
  readonly problems: readonly Problem[];
  /** What was wanted of single answers. */
  readonly studies: Studies | null;
}

/** Single answers, looked at in readings of which each is held against what those before have found. */
export interface Studies {
  /** One more than two where some respondents may not be among those that are looked at together. */
  readonly readings: 2 | 3;
  readonly together: Studied;
  readonly care: Studied;
  /** Those who were not left out of the last reading. */
  readonly others: readonly Totals[];
}

/** Says what is to be looked at when tables are read again, by what they add up to. */
export type Next = (totals: readonly Totals[]) => {
  /** The units of whose respondents numbers may be told together; null of everybody. */
  readonly among: Study['among'];
  readonly care: (together: Studied) => Study;
};

const spelled: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
]);

/** The byte between the fields of a CSV: as said, or by its name. */
export function delimiterOf(path: string, said: string | undefined): number {
  if (said === undefined) return /\.tsv(\.gz)?$/i.test(path) ? 9 : 44;
  const character = spelled.get(said) ?? said;
  const code = character.charCodeAt(0);
  if (character.length !== 1 || code > 126 || (code < 32 && code !== 9) || code === 34) {
    throw usage(`"${said}" cannot part fields`, "give one character, such as ';', or tab");
  }
  return code;
}

/** A map, read by itself. */
export function mappingFrom(path: string | undefined, world: World): Located<Mapping> | null {
  if (path === undefined) return null;
  const source = readShown(resolve(world.cwd, path), world);
  const read = source.value === null ? null : readMapping(source.value);
  const problems = [...source.problems, ...(read?.problems ?? [])];
  const value = read?.value ?? null;
  if (value === null || problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return value;
}

function openTable(
  path: string,
  options: TableOptions,
  isTwice: boolean,
  signal: AbortSignal | null,
  world: World,
): Table {
  const name = path === '-' ? '-' : shownPath(path, world);
  const file = path === '-' ? null : stagedName(path);
  if (file !== null) return databaseTable({ path, name, file, table: options.table ?? null });
  const source = openSource(path, name, isTwice, signal, world);
  return textTable(source, delimiterOf(path, options.delimiter));
}

/** What is told of rows that were left out: the first reasons where they were too many, or all. */
function rejectProblems(
  { rows, rejected, rejects }: Passed,
  { allowRejects = 0, rejects: wanted }: TableOptions,
): readonly Problem[] {
  if (rejected === 0) return [];
  const file = wanted ?? null;
  if (rejected > allowRejects) {
    return [...rejects, problem('ROWS_REJECTED', null, rejected, rows, allowRejects, file)];
  }
  const reasons = rejected < rows ? [] : rejects;
  return [...reasons, problem('ROWS_LEFT_OUT', null, rejected, rows, file)];
}

interface Once {
  readonly passed: Passed;
  readonly problems: readonly Problem[];
  /** The rows that were left out, as a pass has them. */
  readonly dropped: Pass['dropped'];
}

/** Reads tables once, and again without the rows that repeat another where there are any. */
async function readOnce(
  tables: readonly { readonly table: Table; first: number }[],
  pass: Pass,
  rule: NonNullable<TableOptions['onDuplicate']>,
): Promise<Once> {
  const passed = await readAll(tables, pass);
  if (rule === 'ignore') return { passed, problems: [], dropped: null };
  const hashes = repeated(passed.sums.flatMap((sum) => sum.keys));
  if (hashes.length === 0) return { passed, problems: [], dropped: null };
  const { dropped, problems: ofRows } = await repeatsIn(
    tables,
    pass,
    hashes,
    rule === 'last' ? 'last' : 'first',
  );
  if (dropped.length === 0) return { passed, problems: [], dropped: null };
  if (rule === 'error') {
    throw stopFor([...passed.problems, ...ofRows, problem('ROWS_REPEATED', null, dropped.length)]);
  }
  pass.listener.again();
  const again = await readAll(tables, { ...pass, keys: false, dropped });
  const problems = [problem('REPEATS_LEFT_OUT', null, dropped.length, rule)];
  return { passed: again, problems, dropped };
}

const studiedIn = (plan: Plan, { sums }: Passed): Studied =>
  joinStudied(
    plan,
    sums.map(({ studied }) => studied!),
  );

/** Reads tables again to look at single answers. */
async function studiesOf(
  tables: readonly { readonly table: Table; first: number }[],
  pass: Pass,
  { passed, dropped }: Once,
  next: Next,
): Promise<Studies> {
  const { plan } = pass.terms;
  const again = (study: Study) =>
    readAll(tables, { ...pass, study, keys: false, dropped, listener: quiet(pass.listener) });
  const { among, care } = next(passed.sums);
  const ofThem = among === null ? passed : await again({ kind: 'together', among });
  const together = studiedIn(plan, ofThem);
  const last = await again(care(together));
  const readings = among === null ? 2 : 3;
  return { readings, together, care: studiedIn(plan, last), others: last.sums };
}

/** Reads tables and adds them up; what cannot be scored is told to the listener, and told in the end. */
export async function readTables(
  paths: readonly string[],
  terms: Terms,
  options: TableOptions,
  listener: Listener,
  world: World,
  next: Next | null = null,
): Promise<ReadTables> {
  const { onDuplicate = 'error' } = options;
  const mapping = mappingFrom(options.map, world);
  const tables: { readonly table: Table; first: number }[] = [];
  try {
    for (const path of paths) {
      const isTwice = onDuplicate !== 'ignore' || next !== null;
      const table = openTable(path, options, isTwice, listener.signal, world);
      tables.push({ table, first: 0 });
    }
    const threads = options.workers ?? Math.min(8, availableParallelism());
    const keys = onDuplicate !== 'ignore';
    const study = next === null ? null : ({ kind: 'together', among: null } as const);
    const pass: Pass = {
      terms,
      mapping,
      threads,
      listener,
      keys,
      study,
      dropped: null,
      look: null,
    };
    const once = await readOnce(tables, pass, onDuplicate);
    const { passed, problems: ofRepeats } = once;
    const { sums: totals, rejected } = passed;
    const conflicts = totals.flatMap((sum) => sum.conflicts);
    const problems = [
      ...passed.problems,
      ...factConflicts(terms.plan, conflicts),
      ...ofRepeats,
      ...rejectProblems(passed, options),
    ];
    if (totals.some(({ groups }) => groups.length > 0)) {
      const studies = next === null ? null : await studiesOf(tables, pass, once, next);
      return { totals, rejected, problems, studies };
    }
    if (rejected > 0) await listener.keepRejects();
    const names = tables.map(({ table }) => table.name).join(', ');
    throw stopFor([...problems, problem('NO_ANSWERS', null, names)]);
  } finally {
    for (const { table } of tables) table.close();
  }
}
