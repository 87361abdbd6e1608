import { momentColumns, momentKeys, type MomentColumn } from '../../plan/moments.ts';
import type { Plan } from '../../plan/types.ts';
import { problem, type Problem } from '../../problem.ts';
import { csvReader } from '../../tables/csv.ts';
import type { Group } from '../../tables/groups.ts';
import { beginningProblem, lineOf, readHeader, splitProblem } from '../../tables/header.ts';
import { momentsFrom } from '../../tables/moments.ts';
import { nameOf } from '../../tables/names.ts';
import { splitter } from '../../tables/split.ts';
import type { Fields, PieceStart } from '../../tables/types.ts';
import { shownPath } from '../paths.ts';
import { exitCode, Stop, type World } from '../world.ts';
import { openSource } from './source.ts';

const comma = 44;
const pieceBytes = 1024 * 1024;

/** As ClickHouse writes nothing in CSV. */
const nothing = '\\N';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const textAt = ({ bytes, starts, ends }: Fields, column: number): string =>
  column < 0 ? '' : decoder.decode(bytes.subarray(starts[column], ends[column]));

/** The columns that there have to be. */
const wantedBy = (plan: Plan): readonly string[] => [
  'unit',
  ...momentColumns(plan).map(({ name }) => name),
];

/** The places of the columns that the plan asks for; stops with those that are missing. */
function placesOf(plan: Plan, file: string, names: readonly string[]): ReadonlyMap<string, number> {
  const wanted = wantedBy(plan);
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) throw stopFor([problem('MOMENTS_COLUMNS', lineOf(file, 1), missing)]);
  return new Map([...momentKeys, ...wanted].map((name) => [name, names.indexOf(name)]));
}

const stopFor = (problems: readonly Problem[]) => new Stop(exitCode.invalid, problems);

/** Reads rows of moments, each of a unit, round, role and market. */
function rowsReader(plan: Plan, file: string, names: readonly string[]) {
  const places = placesOf(plan, file, names);
  const columns = momentColumns(plan);
  const read = csvReader(comma, names.length);
  const groups: Group[] = [];
  const problems: Problem[] = [];

  function groupFrom(fields: Fields): Group | string {
    const key = (name: string): string | null => {
      const text = textAt(fields, places.get(name)!);
      return text === '' || text === nothing ? null : text;
    };
    const unit = key('unit');
    if (unit === null || nameOf(new TextEncoder().encode(unit), 64) === null) {
      return 'a row needs a unit of at most 64 visible characters';
    }
    const moments = momentsFrom(plan, columns, ({ name }: MomentColumn) =>
      textAt(fields, places.get(name)!),
    );
    if (typeof moments === 'string') return moments;
    const market = key('market');
    if (market !== null && !plan.markets.some(({ id }) => id === market)) {
      return `the scorecard has no market "${market}"`;
    }
    return { unit, round: key('round'), role: key('role'), market, moments: () => moments };
  }

  return {
    groups,
    problems,
    read: (piece: Uint8Array, start: PieceStart): PieceStart =>
      read(piece, start, (fields, fault) => {
        const group = fault ?? groupFrom(fields);
        if (typeof group !== 'string') groups.push(group);
        else problems.push(problem('MOMENTS_ROW', lineOf(file, fields.line), group));
      }),
  };
}

/** Reads a table of moments that a database computed by `sql --view moments`. */
export async function readMoments(
  plan: Plan,
  path: string,
  world: World,
): Promise<readonly Group[]> {
  const name = path === '-' ? '-' : shownPath(path, world);
  const source = openSource(path, name, false, null, world);
  const cutter = splitter({ kind: 'csv', delimiter: comma }, pieceBytes);
  const read = new Set([...momentKeys, ...wantedBy(plan)]);
  let rows: ReturnType<typeof rowsReader> | null = null;
  let at: PieceStart = { row: 1, line: 1 };
  const take = (piece: Uint8Array) => {
    if (rows !== null) {
      at = rows.read(piece, at);
      return;
    }
    const isRead = (column: string) => read.has(column);
    const header = readHeader(name, piece, comma, isRead);
    if (header.value === null) throw stopFor(header.problems);
    rows = rowsReader(plan, name, header.value.names);
    at = rows.read(piece.slice(header.value.next), header.value.start);
  };
  try {
    let isFirst = true;
    for await (const chunk of source.chunks()) {
      const wrong = isFirst ? beginningProblem(name, chunk) : null;
      if (wrong !== null) throw stopFor([wrong]);
      isFirst = false;
      const { pieces, fault } = cutter.push(chunk);
      for (const piece of pieces) take(piece);
      if (fault !== null) throw stopFor([splitProblem(name, fault, at.line)]);
    }
    const { pieces, fault } = cutter.finish();
    for (const piece of pieces) take(piece);
    if (fault !== null) throw stopFor([splitProblem(name, fault, at.line)]);
  } finally {
    source.close();
  }
  const { groups, problems } = (rows as ReturnType<typeof rowsReader> | null) ?? {
    groups: [],
    problems: [],
  };
  if (problems.length > 0) throw stopFor(problems);
  if (groups.length === 0) throw stopFor([problem('NO_ANSWERS', null, name)]);
  return groups;
}
