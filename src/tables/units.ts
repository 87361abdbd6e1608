import { agreementOver } from '../score/agreement.ts';
import type { Hidden } from '../score/privacy.ts';
import { compareNaturally } from '../score/rounds.ts';
import type { Survey, SurveyUnit } from '../score/survey.ts';
import type { UnitScore } from '../score/unit.ts';
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

/** What privacy hides of a unit: all of it, or single questions by their index. */
export interface HiddenParts {
  readonly unit: Hidden | null;
  readonly questions: ReadonlySet<number>;
}

/** One round of a table, scored, and what of its units may not be shown, by their id. */
export interface UnitRound {
  readonly survey: Pick<Survey, 'round' | 'units'>;
  readonly hidden: ReadonlyMap<string, HiddenParts>;
}

// Rounded as the result document is, so that both print the same.
const thousandths = (value: number): number => Math.round(value * 1000);
const milliPoints = (value: number): number => thousandths(value / 1000);

function targetOf({ target }: UnitScore): number | null {
  return target === null ? null : target.customer - target.process;
}

/** Agreement on the questions that are shown. */
function agreementOf({ questions }: UnitScore, hidden: HiddenParts | undefined): number | null {
  const shown = questions.filter((_, i) => hidden?.questions.has(i) !== true);
  const agreement = agreementOver(shown);
  return agreement === null ? null : thousandths(agreement.rwgStar);
}

const coverageOf = ({ moments }: UnitScore): number | null =>
  moments.applicable === 0 ? null : thousandths(moments.answered / moments.applicable);

function putScore(row: RowWriter, score: UnitScore, hidden: HiddenParts | undefined): void {
  const { moments, standing } = score;
  row.integer(moments.respondents);
  row.integer(moments.scored);
  row.thousandths(standing?.customer ?? null);
  row.thousandths(standing?.process ?? null);
  row.thousandths(standing?.position ?? null);
  row.thousandths(standing === null ? null : milliPoints(standing.strength));
  row.thousandths(standing?.balance ?? null);
  row.text(standing?.zone ?? null);
  row.thousandths(targetOf(score));
  row.thousandths(standing?.gap ?? null);
  row.thousandths(agreementOf(score, hidden));
  row.thousandths(coverageOf(score));
}

function putUnit(
  row: RowWriter,
  { id, score }: SurveyUnit,
  round: string | null,
  hidden: HiddenParts | undefined,
): void {
  row.text(id);
  row.text(round);
  if (hidden === undefined || hidden.unit === null) putScore(row, score, hidden);
  else for (let i = 2; i < unitColumns.length; i++) row.nothing();
  row.end();
}

/** Writes the units of all rounds by unit and round, no round first; of a hidden one nothing else. */
export function putUnits(row: RowWriter, rounds: readonly UnitRound[]): void {
  const all = rounds.flatMap(({ survey: { round, units }, hidden }) =>
    units.map((unit) => ({ unit, round, hidden: hidden.get(unit.id) })),
  );
  const sorted = all.toSorted(
    (a, b) =>
      compareNaturally(a.unit.id, b.unit.id) || compareNaturally(a.round ?? '', b.round ?? ''),
  );
  for (const { unit, round, hidden } of sorted) putUnit(row, unit, round, hidden);
}
