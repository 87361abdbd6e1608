import { carrySheet } from '../answers/carry.ts';
import type { ScorecardEdit, UnitEdit } from '../comparison.ts';
import { isComparable, verdicts } from '../plan/fingerprint.ts';
import type { Plan } from '../plan/types.ts';
import type { Result, UnitResult } from '../result.ts';
import { changedQuestions } from './compare.ts';
import { strictest } from '../score/survey.ts';
import { differing, toldOfFew } from './differing.ts';
import { readBy, readingOf, scoreRound, type Around, type Round } from './rounds.ts';

function hungIn({ words }: Result, unit: UnitResult | undefined): UnitEdit['before'] {
  if (unit === undefined || unit.position === null) return null;
  const zone = words.zones.find(({ id }) => id === unit.zone)!;
  return { position: unit.position, zone: zone.title };
}

const hiddenOf = ({ units }: Result): readonly string[] =>
  units.flatMap(({ id, suppressed }) => (suppressed === null ? [] : [id]));

/** The units of which one of two readings is hidden, or both together tell of few. */
function hiddenBetween(
  [before, after]: readonly [Result, Result],
  [from, to]: readonly [Round, Round],
  around: Around,
): ReadonlySet<string> {
  const hidden = new Set([...hiddenOf(before), ...hiddenOf(after)]);
  const minGroup = strictest(around.minGroup, around.engagement);
  if (minGroup === null) return hidden;
  const changed = verdicts(from.plan, to.plan).filter((found) => !isComparable(found));
  const lost = new Set(changed.map(({ id }) => id));
  const { all } = differing(readingOf(from, around), readingOf(to, around), lost);
  return new Set([...hidden, ...toldOfFew(before.units, all, hidden, minGroup)]);
}

function unitEdit(unit: UnitResult, before: Result, after: Result, isHidden: boolean): UnitEdit {
  const { id, title } = unit;
  const now = after.units.find((each) => each.id === id);
  const [was, is] = isHidden ? [null, null] : [hungIn(before, unit), hungIn(after, now)];
  return { id, title, isHidden, before: was, after: is, changesZone: was?.zone !== is?.zone };
}

/** How many answers of a round another plan has no place for, by question; gone ones are no answers. */
function unfitIn(
  { sheets, plan }: Round,
  to: Plan,
): NonNullable<ScorecardEdit['answers']>['unfit'] {
  const counts = to.questions.map(() => 0);
  for (const sheet of sheets) {
    for (const index of carrySheet(plan, to, sheet).unfit) counts[index]! += 1;
  }
  return counts.flatMap((count, i) =>
    count === 0 ? [] : [{ question: to.questions[i]!.id, count }],
  );
}

function answersEdit(round: Round, from: Plan, to: Plan, around: Around): ScorecardEdit['answers'] {
  const readings = [readBy(round, from), readBy(round, to)] as const;
  const [before, after] = [scoreRound(readings[0], around), scoreRound(readings[1], around)];
  const kept = hiddenBetween([before, after], readings, around);
  const units = before.units.map((unit) => unitEdit(unit, before, after, kept.has(unit.id)));
  const order = (unit: UnitEdit) => (unit.changesZone ? 0 : 1);
  // A count of all would tell how many a hidden unit has.
  const hidden = new Set(units.filter(({ isHidden }) => isHidden).map(({ id }) => id));
  const sheets = round.sheets.filter(({ unit }) => unit === null || !hidden.has(unit));
  return {
    round: round.name,
    sheets: sheets.length,
    unfit: unfitIn({ ...round, sheets }, to),
    units: units.toSorted((a, b) => order(a) - order(b)),
  };
}

/** What an edit of a scorecard does, also to a round of answers where there is one. */
export const editOf = (
  name: string,
  from: Plan,
  to: Plan,
  round: Round | null,
  around: Around,
): ScorecardEdit => ({
  before: { name, id: from.scorecard.id, version: from.scorecard.version },
  total: to.questions.length,
  questions: changedQuestions(verdicts(from, to)),
  answers: round === null ? null : answersEdit(round, from, to, around),
});
