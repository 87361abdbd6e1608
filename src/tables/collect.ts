import type { Engagement, EngagementUnit } from '../answers/engagement.ts';
import { factsOf, mixOf, type Facts } from '../answers/units.ts';
import { Answered, Unanswered, type Answers } from '../answers/types.ts';
import type { Plan } from '../plan/types.ts';
import {
  codeOf,
  evaluator,
  firstOption,
  type CodedScore,
  type Codes,
  type Setting,
} from '../score/respondent.ts';
import { storeOf, type Depth, type Store } from '../score/store.ts';
import type { Student } from '../score/study.ts';
import { marketsFor } from '../score/tally.ts';
import type { CellReader } from './cells.ts';
import { longest, nameFaults, unfit, type NameKey } from './name-faults.ts';
import { nameOf, namesOf, type Names } from './names.ts';
import { pairs } from './pairs.ts';
import type { RespondentRows } from './respondent-rows.ts';
import type { RowWriter } from './row-writer.ts';
import { textOf } from './field.ts';
import type { Column, Fields, Reject, TakeRow } from './types.ts';

/** What rows are held against beside the plan. */
export interface Terms {
  readonly plan: Plan;
  readonly engagement: Engagement | null;
  readonly facts: Facts;
  /** The market of rows that name none. */
  readonly market: string | null;
  /** How much is kept of respondents. */
  readonly depth: Depth;
}

/** Whose moments a group of the store has. */
export interface GroupOf {
  readonly unit: string;
  readonly round: string | null;
  /** Null as well where roles are not kept apart. */
  readonly role: string | null;
  /** The one they are asked for; null leaves it to the unit, which may have several. */
  readonly market: string | null;
}

/** A fact that the engagement gives, and a row differently. Plain data. */
export interface FactConflict {
  readonly unit: string;
  readonly round: string | null;
  readonly question: number;
}

/** Is told of every row that is scored, before it is: false leaves it out. */
export type Admit = (fields: Fields) => boolean;

/** Takes the rows of a table and adds them up. */
export interface Collector {
  readonly take: TakeRow;
  /** What was rejected since the last time. */
  readonly rejects: () => { readonly rows: number; readonly list: readonly Reject[] };
  readonly groups: () => readonly GroupOf[];
  /** Of each group once. */
  readonly conflicts: () => readonly FactConflict[];
  readonly store: Store;
}

/** The column with this use, or -1. */
export const columnOf = (columns: readonly Column[], kind: NameKey): number =>
  columns.findIndex(({ use }) => use.kind === kind);

/** Why a name of a column may not stand there, by its number; null when it may. */
type Fault = (number: number) => string | null;

/** Asks once for each name. */
function once(names: Names, faultOf: (text: string | null) => string | null): Fault {
  const known: (string | null)[] = [];
  return (number) => {
    const before = known[number];
    if (before !== undefined) return before;
    const fault = faultOf(names.texts[number]!);
    known[number] = fault;
    return fault;
  };
}

const plainByte = (byte: number) => byte > 0x20 && byte < 0x7f;

function isPlainName({ bytes, starts, ends }: Fields, column: number): boolean {
  const end = ends[column]!;
  if (end - starts[column]! > longest.respondent) return false;
  for (let i = starts[column]!; i < end; i++) if (!plainByte(bytes[i]!)) return false;
  return true;
}

/** The cells of names by number, each encoded once. */
function cellsOf(names: Names, out: RowWriter): (number: number) => Uint8Array {
  const known: Uint8Array[] = [];
  return (number) => (known[number] ??= out.encoded(names.texts[number]!));
}

const noMarkets: readonly string[] = [];

const mixIn = (unit: EngagementUnit | undefined): readonly string[] =>
  unit === undefined ? noMarkets : marketsFor(null, unit, null);

const noBytes: Uint8Array = new Uint8Array();

/** Names of a row by their numbers. */
type Numbers = { readonly [K in Exclude<NameKey, 'respondent'>]: number };

/** Writes rows of respondents, whose names are given by number, the respondent's own by its column. */
function respondentWriter(
  { row, put }: RespondentRows,
  names: { readonly [K in 'units' | 'rounds' | 'roles' | 'markets']: Names },
  column: number,
) {
  const unitCell = cellsOf(names.units, row);
  const roundCell = cellsOf(names.rounds, row);
  const roleCell = cellsOf(names.roles, row);
  const marketCell = cellsOf(names.markets, row);
  const who = {
    unit: noBytes,
    round: noBytes,
    role: noBytes,
    market: noBytes,
    bytes: noBytes,
    start: 0,
    end: 0,
  };
  return (fields: Fields, said: CellReader, numbers: Numbers, score: CodedScore): void => {
    who.unit = unitCell(numbers.unit);
    who.round = roundCell(numbers.round);
    who.role = roleCell(numbers.role);
    who.market = marketCell(numbers.market);
    who.bytes = fields.bytes;
    who.start = column < 0 ? 0 : fields.starts[column]!;
    who.end = column < 0 ? 0 : fields.ends[column]!;
    put(who, said, score);
  };
}

/**
 * Scores the rows of a table into moments by unit, round, role and market, in the memory that the
 * groups need and no more: nothing is kept of a row. Brief moments are by role only where roles are
 * pooled.
 * @param cells what the question columns say
 * @param admit is asked before a row counts
 * @param out where rows of respondents are written; null when nobody wants them
 * @param student looks at every respondent who is scored; null when nobody wants to know
 */
export function collector(
  { plan, engagement, facts, market: fallback, depth }: Terms,
  columns: readonly Column[],
  cells: CellReader,
  admit: Admit | null,
  out: RespondentRows | null,
  student: Student | null = null,
): Collector {
  const at = {
    unit: columnOf(columns, 'unit'),
    round: columnOf(columns, 'round'),
    respondent: columnOf(columns, 'respondent'),
    role: columnOf(columns, 'role'),
    market: columnOf(columns, 'market'),
  };
  const [units, rounds, roles, markets] = [
    namesOf(longest.unit),
    namesOf(longest.round),
    namesOf(longest.role),
    namesOf(longest.market),
  ];
  const unitsBy = engagement === null ? null : new Map(engagement.units.map((u) => [u.id, u]));
  const faults = nameFaults(plan, engagement);
  const unitFault = once(units, faults.unit);
  const roundFault = once(rounds, faults.round);
  const roleFault = once(roles, faults.role);
  const marketFault = once(markets, faults.market);
  const { evaluateCodes } = evaluator(plan);
  const store = storeOf(plan, depth);
  const whens = pairs();
  const sides = pairs();
  const groups = pairs();
  const hasRoles = depth === 'whole' || plan.rules.pooling === 'roles';
  const given: (Answers | undefined)[] = [];
  const putRow =
    out === null ? null : respondentWriter(out, { units, rounds, roles, markets }, at.respondent);
  let list: Reject[] = [];
  let rejected = 0;

  const find = (names: Names, column: number, { bytes, starts, ends }: Fields): number =>
    column < 0 ? 0 : names.find(bytes, starts[column]!, ends[column]!);

  function isNamed(fields: Fields): boolean {
    const column = at.respondent;
    if (column < 0 || isPlainName(fields, column)) return true;
    const own = fields.bytes.subarray(fields.starts[column], fields.ends[column]);
    return nameOf(own, longest.respondent) !== null;
  }

  function rejectRow({ row, line }: Fields, fault: string): void {
    rejected += 1;
    list.push({ row, line, column: null, value: '', reason: fault });
  }

  /** Every reason why a row is not scored, by column. */
  function reject(fields: Fields, numbers: Numbers) {
    const { row, line } = fields;
    const blame = (key: NameKey, reason: string | null) => {
      if (reason === null) return;
      const column = at[key] < 0 ? null : columns[at[key]]!.name;
      list.push({ row, line, column, value: textOf(fields, at[key]), reason });
    };
    const why = (key: Exclude<NameKey, 'respondent'>, fault: Fault) => {
      blame(key, numbers[key] < 0 ? unfit(key) : fault(numbers[key]));
    };
    rejected += 1;
    why('unit', unitFault);
    why('round', roundFault);
    if (!isNamed(fields)) blame('respondent', unfit('respondent'));
    why('role', roleFault);
    why('market', marketFault);
    list.push(...cells.rejects(fields));
  }

  /** The market given for all, as a number; 0 where there is none. */
  const forAll =
    fallback === null
      ? 0
      : markets.find(new TextEncoder().encode(fallback), 0, Buffer.byteLength(fallback));

  /** The market of a unit whose rows name none, where the unit has none either. */
  const otherwise = (unit: number): number => {
    const own = unitsBy?.get(units.texts[unit]!);
    return own === undefined || mixOf(own).size === 0 ? forAll : 0;
  };

  const isConditional = plan.questions.some(({ when }) => when !== null);
  const setting: { -readonly [K in keyof Setting]: Setting[K] } = {
    markets: [],
    role: null,
    unit: null,
  };
  const marketsBy: (readonly string[])[] = [];
  const mixes: (readonly string[])[] = [];

  /** The markets that a row is asked for: the one it names, or those of its unit. */
  function marketsOf(unit: number, market: number): readonly string[] {
    if (market > 0) return (marketsBy[market] ??= [markets.texts[market]!]);
    return unitsBy === null ? noMarkets : (mixes[unit] ??= mixIn(unitsBy.get(units.texts[unit]!)));
  }

  /** What conditions may look at of a row; where there are none, nobody does. */
  function settingFor(unit: number, role: number, market: number): Setting {
    if (!isConditional) return setting;
    setting.markets = marketsOf(unit, market);
    setting.role = roles.texts[role]!;
    setting.unit = units.texts[unit]!;
    return setting;
  }

  let last = { round: -1, role: -1, market: -1, side: -1 };

  /** Rows after one another mostly have round, role and market in common. */
  function sideFor(round: number, role: number, market: number): number {
    if (last.round === round && last.role === role && last.market === market) return last.side;
    const side = sides.find(whens.find(round, role), market);
    last = { round, role, market, side };
    return side;
  }

  /** By unit: its group of the first side, plus 1; most tables have no other. */
  let plainGroups = new Int32Array(64);

  function plainGroup(unit: number): number {
    if (unit >= plainGroups.length) {
      const larger = new Int32Array(Math.max(unit + 1, plainGroups.length * 2));
      larger.set(plainGroups);
      plainGroups = larger;
    }
    const known = plainGroups[unit]!;
    if (known > 0) return known - 1;
    const group = groups.find(unit, 0);
    plainGroups[unit] = group + 1;
    return group;
  }

  function groupFor(unit: number, round: number, role: number, market: number): number {
    const side = sideFor(round, role, market);
    const group = side === 0 ? plainGroup(unit) : groups.find(unit, side);
    if (group === store.size()) {
      store.open();
      if (facts.size > 0) given.push(factsOf(facts, units.texts[unit]!, rounds.texts[round]!));
    }
    return group;
  }

  const hasColumn = new Set(
    columns.flatMap(({ use }) => ('question' in use ? [use.question] : [])),
  );
  const asked = facts.size === 0 ? [] : plan.questions.flatMap(({ fact }, i) => (fact ? [i] : []));

  /** Facts that rows give differently: of a group, question by question. */
  const differing = new Set<number>();

  /** The facts of the unit in place of what a row says of them, and of what the last unit's said. */
  function giveFacts({ code, value }: Codes, group: number): void {
    const own = given[group];
    for (const i of asked) {
      const state = own?.state[i] ?? Unanswered;
      if (state === Unanswered && hasColumn.has(i)) continue;
      const [said, saidValue] = [code[i]!, value[i]];
      value[i] = own?.value[i] ?? 0;
      code[i] = codeOf(plan.questions[i]!, state, value[i]);
      const isSaid = hasColumn.has(i) && (said === Answered || said >= firstOption);
      const differs = said !== code[i] || (said === Answered && saidValue !== value[i]);
      if (isSaid && differs) differing.add(group * plan.questions.length + i);
    }
  }

  /** Whether nothing is wrong with any of the names. */
  const areNames = (unit: number, round: number, role: number, market: number): boolean =>
    Math.min(unit, round, role, market) >= 0 &&
    unitFault(unit) === null &&
    roundFault(round) === null &&
    roleFault(role) === null &&
    marketFault(market) === null;

  function take(fields: Fields, fault: string | null): void {
    if (fault !== null) return rejectRow(fields, fault);
    const unit = find(units, at.unit, fields);
    const round = find(rounds, at.round, fields);
    const role = find(roles, at.role, fields);
    const market = find(markets, at.market, fields);
    const isGood = areNames(unit, round, role, market) && isNamed(fields);
    const isRead = cells.read(fields);
    if (!isGood || !isRead) return reject(fields, { unit, round, role, market });
    if (admit !== null && !admit(fields)) return;
    const served = market === 0 && forAll > 0 ? otherwise(unit) : market;
    const group = groupFor(unit, round, hasRoles ? role : 0, served);
    const { codes } = cells;
    if (asked.length > 0) giveFacts(codes, group);
    const score = evaluateCodes(codes, settingFor(unit, role, served));
    if (student !== null) {
      const whose = { unit: units.texts[unit]!, round: rounds.texts[round]! };
      if (!student.take(score, whose)) return;
    }
    store.add(group, score, codes.value, cells.unproven, cells.unprovenCount);
    if (putRow !== null) putRow(fields, cells, { unit, round, role, market: served }, score);
  }

  const unitOf = (group: number): string => units.texts[groups.firstOf(group)]!;
  const roundOf = (group: number): string | null =>
    rounds.texts[whens.firstOf(sides.firstOf(groups.secondOf(group)))]!;

  return {
    take,
    rejects: () => {
      const since = { rows: rejected, list };
      rejected = 0;
      list = [];
      return since;
    },
    groups: () =>
      Array.from({ length: groups.size() }, (_, group) => {
        const side = groups.secondOf(group);
        const when = sides.firstOf(side);
        return {
          unit: unitOf(group),
          round: roundOf(group),
          role: roles.texts[whens.secondOf(when)]!,
          market: markets.texts[sides.secondOf(side)]!,
        };
      }),
    conflicts: () =>
      [...differing].map((each) => {
        const question = each % plan.questions.length;
        const group = (each - question) / plan.questions.length;
        return { unit: unitOf(group), round: roundOf(group), question };
      }),
    store,
  };
}
