import { momentColumns } from '../../src/plan/moments.ts';
import { divide } from '../../src/plan/integers.ts';
import type { Plan } from '../../src/plan/types.ts';
import { merge } from '../../src/score/moments.ts';
import { targetOf } from '../../src/score/position.ts';
import { scoreUnit } from '../../src/score/unit.ts';
import { groupsIn, type Group } from '../../src/tables/groups.ts';
import { readHeader } from '../../src/tables/header.ts';
import { layoutOf } from '../../src/tables/layout.ts';
import { momentOf } from '../../src/tables/moments.ts';
import { readingOf } from '../../src/tables/reading.ts';
import { respondentColumns } from '../../src/tables/respondents.ts';
import type { Case, Row } from './generator.ts';

/** A table of results as text: its columns, and its rows with null for nothing. */
export interface Shown {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const cell = (text: string | null | undefined) => `"${(text ?? '').replaceAll('"', '""')}"`;

const csvOf = (columns: readonly string[], rows: readonly Row[]) =>
  [columns, ...rows.map((row) => columns.map((name) => row[name]))]
    .map((line) => `${line.map(cell).join(',')}\n`)
    .join('');

/** What the process makes of the rows as a CSV: its rows of respondents, and its groups. */
export interface Scored {
  readonly respondents: Shown;
  readonly groups: readonly Group[];
}

/** Fields of a line of ours: nothing without quotes, texts in them, numbers bare. */
const fieldsOf = (line: string): readonly (string | null)[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, text, bare]) =>
    text === undefined ? bare || null : text.replaceAll('""', '"'),
  );

export function scoredBy({ plan, market, rows, columns }: Case): Scored {
  const piece = new Uint8Array(Buffer.from(csvOf(columns, rows)));
  const header = readHeader('answers.csv', piece, 44, () => true).value!;
  const layout = layoutOf(plan, 'answers.csv', header.names, null).value!;
  const reading = readingOf({
    terms: { plan, market, engagement: null, facts: new Map(), depth: 'whole' },
    columns: layout.columns,
    mapping: null,
    rows: { kind: 'csv', delimiter: 44 },
    respondents: { format: 'staged', what: 'scores' },
    keys: false,
    study: null,
  });
  const { respondents } = reading.read(piece.slice(header.next), null);
  const lines = Buffer.from(respondents!).toString('utf8').trimEnd().split('\n');
  const found = lines.filter((line) => line !== '').map(fieldsOf);
  return {
    respondents: { columns: respondentColumns, rows: found.toSorted(byAll) },
    groups: groupsIn(plan, [reading.sum()]).toSorted((a, b) => byAll(keysOf(a), keysOf(b))),
  };
}

/** An integer with its last three digits behind a point. */
function points(milli: number): string {
  const digits = String(Math.abs(milli)).padStart(4, '0');
  return `${milli < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

const bytes = (text: string | null) => Buffer.from(text ?? '');

/** Rows by the bytes of their texts. */
function byAll(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [i, left] of a.entries()) {
    const order = bytes(left).compare(bytes(b[i]!));
    if (order !== 0) return order;
  }
  return 0;
}

const keysOf = ({ unit, round, role, market }: Group) => [unit, round, role, market] as const;

/** The moments of groups as a table. */
export function momentsAs(plan: Plan, groups: readonly Group[]): Shown {
  const columns = momentColumns(plan);
  return {
    columns: ['unit', 'round', 'role', 'market', ...columns.map(({ name }) => name)],
    rows: groups.map((group) => {
      const moments = group.moments();
      return [...keysOf(group), ...columns.map((column) => String(momentOf(moments, column)))];
    }),
  };
}

/** Respondents by the market that they name. */
function mixOf(groups: readonly Group[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { market, moments } of groups) {
    if (market !== null) counts.set(market, (counts.get(market) ?? 0) + moments().respondents);
  }
  return counts;
}

function rolesOf(plan: Plan, groups: readonly Group[]) {
  const roles = [...new Set(groups.map(({ role }) => role))];
  return roles.map((role) => {
    const own = groups.filter((group) => group.role === role).map(({ moments }) => moments());
    return { role, moments: merge(plan, own) };
  });
}

function unitRow(plan: Plan, groups: readonly Group[]) {
  const target = targetOf(plan, { mix: mixOf(groups), supplyMode: null, context: null });
  const roles = rolesOf(plan, groups);
  const { moments, standing, agreement } = scoreUnit(plan, roles, { target, headcount: null });
  const { respondents, scored, answered, applicable } = moments;
  const shown = (milli: number | null | undefined) =>
    milli === null || milli === undefined ? null : points(Math.round(milli));
  const coverage = applicable === 0 ? null : points(divide(answered * 1000, applicable));
  const { unit, round } = groups[0]!;
  return [
    unit,
    round,
    String(respondents),
    String(scored),
    shown(standing?.customer),
    shown(standing?.process),
    shown(standing?.position),
    shown(standing?.strength),
    shown(standing?.balance),
    standing?.zone ?? null,
    shown(target === null ? null : target.customer - target.process),
    shown(standing?.gap),
    agreement === null ? null : points(Math.round(agreement.rwgStar * 1000)),
    coverage,
  ];
}

/** What the process says of every unit and round. */
export function unitsAs(plan: Plan, groups: readonly Group[]): Shown {
  const nameOf = ({ unit, round }: Group) => JSON.stringify([unit, round]);
  const names = [...new Set(groups.map(nameOf))];
  return {
    columns: [
      'unit', 'round', 'respondents', 'scored', 'customer', 'process', 'position', 'strength',
      'balance', 'zone', 'target', 'gap', 'agreement', 'coverage',
    ], // prettier-ignore
    rows: names.map((name) =>
      unitRow(
        plan,
        groups.filter((group) => nameOf(group) === name),
      ),
    ),
  };
}
