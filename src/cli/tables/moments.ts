import { momentColumns, momentKeys, type MomentColumn } from '../../plan/moments.ts';
import type { Plan } from '../../plan/types.ts';
import { problem, type Problem } from '../../problem.ts';
import { marketFor, marketsFor } from '../../score/tally.ts';
import { addedWithout } from '../../tables/added-without.ts';
import type { Terms } from '../../tables/collect.ts';
import { csvReader } from '../../tables/csv.ts';
import type { Group } from '../../tables/groups.ts';
import { beginningProblem, lineOf, readHeader, splitProblem } from '../../tables/header.ts';
import { momentsFrom } from '../../tables/moments.ts';
import { longest, nameFaults, unfit } from '../../tables/name-faults.ts';
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
const encoder = new TextEncoder();

type MomentKey = (typeof momentKeys)[number];

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

/** What rows of moments are held against. */
type Against = Omit<Terms, 'depth'>;

/** Reads rows of moments, each of a unit, round, role and market. */
function rowsReader(
  { plan, engagement, facts, market: fallback }: Against,
  file: string,
  names: readonly string[],
) {
  const places = placesOf(plan, file, names);
  const columns = momentColumns(plan);
  const read = csvReader(comma, names.length);
  const faults = nameFaults(plan, engagement);
  const units = new Map(engagement?.units.map((unit) => [unit.id, unit]));
  const unheard = addedWithout(plan, facts);
  const groups: Group[] = [];
  const problems: Problem[] = [];

  const nameIn = (fields: Fields) => (key: MomentKey) => {
    const text = textAt(fields, places.get(key)!);
    return text === '' || text === nothing ? null : text;
  };

  function faultOf(key: MomentKey, name: string | null): string | null {
    const isName = name === null || nameOf(encoder.encode(name), longest[key]) !== null;
    return isName ? faults[key](name) : unfit(key);
  }

  function groupFrom(fields: Fields): Group | readonly Problem[] {
    const at = lineOf(file, fields.line);
    const name = nameIn(fields);
    const wrong = momentKeys.flatMap((key) => {
      const fault = faultOf(key, name(key));
      return fault === null ? [] : [problem('MOMENTS_NAME', at, key, name(key), fault)];
    });
    if (wrong.length > 0) return wrong;
    const moments = momentsFrom(plan, columns, (column: MomentColumn) =>
      textAt(fields, places.get(column.name)!),
    );
    if (typeof moments === 'string') return [problem('MOMENTS_ROW', at, moments)];
    const [id, market] = [name('unit')!, name('market')];
    const unit = units.get(id) ?? { id, title: id };
    const of = { unit: id, round: name('round'), role: name('role') };
    const markets = market === null ? marketsFor(null, unit, fallback) : [];
    const without = unheard(of, markets, moments);
    if (without !== null) return [problem('MOMENTS_WITHOUT', at, id, without)];
    return { ...of, market: marketFor(market, unit, fallback), moments: () => moments };
  }

  return {
    groups,
    problems,
    read: (piece: Uint8Array, start: PieceStart): PieceStart =>
      read(piece, start, (fields, fault) => {
        const found =
          fault === null
            ? groupFrom(fields)
            : [problem('MOMENTS_ROW', lineOf(file, fields.line), fault)];
        if ('unit' in found) groups.push(found);
        else problems.push(...found);
      }),
  };
}

/** Reads a table of moments that a database computed by `sql --view moments`. */
export async function readMoments(
  against: Against,
  path: string,
  world: World,
): Promise<readonly Group[]> {
  const name = path === '-' ? '-' : shownPath(path, world);
  const source = openSource(path, name, false, null, world);
  const cutter = splitter({ kind: 'csv', delimiter: comma }, pieceBytes);
  const read = new Set([...momentKeys, ...wantedBy(against.plan)]);
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
    rows = rowsReader(against, name, header.value.names);
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
