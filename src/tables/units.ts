import { Answered } from '../answers/types.ts';
import { divide } from '../plan/integers.ts';
import type { Plan } from '../plan/types.ts';
import { stateOf } from '../score/moments.ts';
import { hiddenUnits } from '../score/privacy.ts';
import { sortedNaturally } from '../score/rounds.ts';
import { branchesOf, gathered, type Gathered, type Tallies } from '../score/survey.ts';
import { briefOf, type UnitBrief } from '../score/unit.ts';
import type { EngagementUnit } from '../answers/engagement.ts';
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
  row.text(standing?.zone ?? null);
  row.thousandths(target === null ? null : target.customer - target.process);
  row.thousandths(standing?.gap ?? null);
}

function putBrief(row: RowWriter, brief: UnitBrief): void {
  const { respondents, scored, applicable, answered } = brief.moments;
  row.integer(respondents);
  row.integer(scored);
  putStanding(row, brief);
  row.thousandths(brief.agreement === null ? null : thousandths(brief.agreement));
  row.thousandths(applicable === 0 ? null : divide(answered * 1000, applicable));
}

/** A round of a table: what its respondents add up to. */
export interface Round {
  readonly round: string | null;
  readonly tallies: Tallies;
}

/** What of the units of a round may not be shown. */
interface Hiding {
  readonly units: ReadonlySet<string>;
  /** Of each question, the units in which it is hidden. */
  readonly questions: readonly ReadonlySet<string>[];
}

const nothing: Hiding = { units: new Set(), questions: [] };

/** What fewer than `minGroup` answered, and what would give it away. */
function hidingOf(
  plan: Plan,
  units: readonly EngagementUnit[],
  { tallies }: Round,
  minGroup: number | null,
): Hiding {
  if (minGroup === null) return nothing;
  const counted = branchesOf(units).flatMap((branch) => {
    const own = gathered(plan, branch, tallies);
    if (own === null) return [];
    const { moments } = briefOf(plan, own.roles, null, new Set());
    const answered = plan.questions.map((_, i) => stateOf(moments, i, Answered));
    const members = branch.children.map(({ unit }) => unit.id);
    return [{ id: branch.unit.id, members, scored: moments.scored, answered }];
  });
  const hiddenBy = (count: (unit: (typeof counted)[number]) => number, already: Iterable<string>) =>
    new Set(
      hiddenUnits(
        counted.map((unit) => ({ id: unit.id, members: unit.members, count: count(unit) })),
        minGroup,
        already,
      ).keys(),
    );
  const whole = hiddenBy(({ scored }) => scored, []);
  return {
    units: whole,
    questions: plan.questions.map((_, i) => hiddenBy(({ answered }) => answered[i]!, whole)),
  };
}

function putUnit(
  plan: Plan,
  row: RowWriter,
  { branch, roles, target }: Gathered,
  round: string | null,
  hiding: Hiding,
): void {
  const { id } = branch.unit;
  row.text(id);
  row.text(round);
  const hidden = new Set(hiding.questions.flatMap((units, i) => (units.has(id) ? [i] : [])));
  if (hiding.units.has(id)) for (let i = 2; i < unitColumns.length; i++) row.nothing();
  else putBrief(row, briefOf(plan, roles, target, hidden));
  row.end();
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
  const hiding = rounds.map((round) => hidingOf(plan, units, round, minGroup));
  const sorted = sortedNaturally(branchesOf(units), ({ unit }) => unit.id);
  for (const branch of sorted) {
    for (const [i, { round, tallies }] of rounds.entries()) {
      // A group that nobody names is the sum of its units, which stand here already.
      if (tallies.get(branch.unit.id) === undefined) continue;
      putUnit(plan, row, gathered(plan, branch, tallies)!, round, hiding[i]!);
    }
  }
}
