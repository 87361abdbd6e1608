import { divide } from '../plan/integers.ts';
import type { Plan } from '../plan/types.ts';
import { clear, emptyBrief, merge, type BriefMoments } from '../score/moments.ts';
import { inNaturalOrder } from '../score/rounds.ts';
import {
  branchesOf,
  gathered,
  targetFor,
  unitsUnder,
  type Branch,
  type Tallies,
} from '../score/survey.ts';
import { briefOf, type LeaningSums, type UnitBrief } from '../score/unit.ts';
import { coverageOf, veilsOf, type Veilable } from '../score/veil.ts';
import type { EngagementUnit } from '../answers/engagement.ts';
import { byRole, marketsIn, type BriefGroup } from './groups.ts';
import type { RowWriter } from './row-writer.ts';

/** The columns of `batch --units`; they mean what they mean in the CSV report. */
export const unitColumns = [
  'unit',
  'round',
  'respondents',
  'scored',
  'customer',
  'process',
  'position',
  'strength',
  'balance',
  'zone',
  'target',
  'gap',
  'agreement',
  'coverage',
] as const;

// Rounded as the result document is, so that both print the same.
const thousandths = (value: number): number => Math.round(value * 1000);

/** Where a unit stands; nothing of one in which nobody has both leanings. */
function putStanding(row: RowWriter, { standing, target }: UnitBrief): void {
  row.thousandths(standing?.customer ?? null);
  row.thousandths(standing?.process ?? null);
  row.thousandths(standing?.position ?? null);
  row.thousandths(standing === null ? null : Math.round(standing.strength));
  row.thousandths(standing?.balance ?? null);
  row.cell(row.encoded(standing?.zone ?? null));
  row.thousandths(target === null ? null : target.customer - target.process);
  row.thousandths(standing?.gap ?? null);
}

function putBrief(
  row: RowWriter,
  brief: UnitBrief,
  { answered, applicable }: Showing['coverage'],
): void {
  const { respondents, scored } = brief.moments;
  row.integer(respondents);
  row.integer(scored);
  putStanding(row, brief);
  row.thousandths(brief.agreement === null ? null : thousandths(brief.agreement));
  row.thousandths(applicable === 0 ? null : divide(answered * 1000, applicable));
}

/** A round of a table: the groups of each unit. */
export interface Round {
  readonly round: string | null;
  readonly groups: Pick<ReadonlyMap<string, readonly BriefGroup[]>, 'get'>;
  /** The whole of what they add up to, where small groups are hidden; else null. */
  readonly tallies: Tallies | null;
}

/** What some respondents add up to: all of them, and those of each role where roles are pooled. */
interface Sums {
  readonly moments: BriefMoments;
  readonly roles: readonly LeaningSums[];
}

/** Adds groups up, always into the same moments: there may be very many units. */
function adder(plan: Plan): (groups: readonly BriefGroup[]) => Sums {
  const whole = emptyBrief(plan);
  const rolesOf = (groups: readonly BriefGroup[]) =>
    [...byRole(groups).values()].map((own) => {
      const sums = emptyBrief(plan, whole.slots);
      for (const { kept, number } of own) kept.addTo(sums, number);
      return sums;
    });
  return (groups) => {
    clear(whole);
    for (const { kept, number } of groups) kept.addTo(whole, number);
    return { moments: whole, roles: plan.rules.pooling === 'roles' ? rolesOf(groups) : [whole] };
  };
}

/** The groups of a unit and of all below it. */
const groupsUnder = (branch: Branch, { groups }: Round): readonly BriefGroup[] =>
  branch.children.length === 0
    ? (groups.get(branch.unit.id) ?? [])
    : unitsUnder(branch).flatMap(({ id }) => groups.get(id) ?? []);

/** What of a unit may be shown, and what its coverage is without the rest. */
interface Showing {
  /** Indexes of questions that are hidden. */
  readonly questions: ReadonlySet<number>;
  readonly coverage: Pick<BriefMoments, 'answered' | 'applicable'>;
}

/** By unit what may be shown of it, null for nothing. Who is not there is shown as a whole. */
type Showings = ReadonlyMap<string, Showing | null>;

const none: ReadonlySet<number> = new Set();

/** What fewer than `minGroup` answered is hidden, and what would give it away. */
function showingsOf(
  plan: Plan,
  units: readonly EngagementUnit[],
  { tallies }: Round,
  minGroup: number | null,
): Showings {
  if (tallies === null) return new Map();
  const all = branchesOf(units).flatMap((branch): readonly Veilable[] => {
    const own = gathered(plan, branch, tallies, minGroup);
    if (own === null) return [];
    const parts = own.roles.map(({ moments }) => moments);
    const members = branch.children.map(({ unit }) => unit.id);
    return [{ id: branch.unit.id, members, moments: merge(plan, parts), byRole: own.roles }];
  });
  const veils = veilsOf(plan, all, minGroup);
  return new Map(
    all.map(({ id, moments }) => {
      const { unit, questions, uncounted } = veils.get(id)!;
      const coverage = coverageOf(plan, moments, uncounted);
      return [id, unit === null ? { questions, coverage } : null];
    }),
  );
}

/**
 * Writes every unit that somebody answered for, a row for each round: by unit, then as the rounds
 * are given. Of a hidden one nothing but its names is written.
 * @param minGroup the fewest respondents that are shown; null shows all
 */
export function putUnits(
  plan: Plan,
  row: RowWriter,
  units: readonly EngagementUnit[],
  rounds: readonly Round[],
  minGroup: number | null,
): void {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const add = adder(plan);

  function briefFor(branch: Branch, round: Round, hidden: ReadonlySet<number>): UnitBrief {
    const marketsOf = (id: string) => {
      const own = round.groups.get(id);
      if (own === undefined) return undefined;
      const counts = own.map(({ market, kept, number }) => ({
        market,
        respondents: kept.respondents(number),
      }));
      return marketsIn(counts, byId.get(id)!);
    };
    const { moments, roles } = add(groupsUnder(branch, round));
    const target = targetFor(plan, branch, marketsOf, minGroup);
    return briefOf(plan, moments, roles, target, hidden);
  }

  function putShown(branch: Branch, round: Round, showing: Showing | undefined): void {
    const brief = briefFor(branch, round, showing?.questions ?? none);
    putBrief(row, brief, showing?.coverage ?? brief.moments);
  }

  function putUnit(branch: Branch, round: Round, showings: Showings): void {
    const { id } = branch.unit;
    const showing = showings.get(id);
    row.text(id);
    row.cell(row.encoded(round.round));
    if (showing === null) for (let i = 2; i < unitColumns.length; i++) row.nothing();
    else putShown(branch, round, showing);
    row.end();
  }

  const showings = rounds.map((round) => showingsOf(plan, units, round, minGroup));
  const branches = inNaturalOrder(branchesOf(units), ({ unit }) => unit.id);
  for (const branch of branches) {
    for (const [i, round] of rounds.entries()) {
      // A group that nobody names is the sum of its units, which stand here already.
      if (round.groups.get(branch.unit.id) !== undefined) putUnit(branch, round, showings[i]!);
    }
  }
}
