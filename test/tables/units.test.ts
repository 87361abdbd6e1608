import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answers, Sheet } from '../../src/answers/types.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { assemble } from '../../src/result/assemble.ts';
import type { BriefMoments, Draft, Moments } from '../../src/score/moments.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { placed, tally, unitsOf } from '../../src/score/tally.ts';
import type { GroupOf } from '../../src/tables/collect.ts';
import { byUnit, type BriefGroup } from '../../src/tables/groups.ts';
import { RowWriter, type RowFormat } from '../../src/tables/row-writer.ts';
import { putUnits, unitColumns, type Round } from '../../src/tables/units.ts';
import { shippedPlan } from '../plans.ts';
import { surveys } from '../score/generate.ts';
import { seededUnit } from '../seeded.ts';
import type { Plan } from '../../src/plan/types.ts';

/** Sheets of some rounds, as `putUnits` is given them. */
interface Rounds {
  readonly plan: Plan;
  readonly sheets: readonly Sheet[];
  readonly rounds: readonly (string | null)[];
  readonly minGroup: number | null;
}

/** Adds moments to others, each question's squares below 2^52. */
function addTo(into: Draft<BriefMoments>, from: BriefMoments): void {
  into.respondents += from.respondents;
  into.scored += from.scored;
  into.applicable += from.applicable;
  into.answered += from.answered;
  from.leaning.forEach((sum, i) => (into.leaning[i]! += sum));
  from.counts.forEach((count, i) => (into.counts[i]! += count));
  from.questionSum.forEach((sum, i) => (into.questionSum[i]! += sum));
  from.questionSquares.low.forEach((sum, i) => (into.questionSquares.low[i]! += sum));
}

const groupFrom = (of: Omit<GroupOf, 'round'>, moments: Moments): BriefGroup => ({
  ...of,
  round: null,
  number: 0,
  kept: { respondents: () => moments.respondents, addTo: (into) => addTo(into, moments) },
});

function written(format: RowFormat, { plan, sheets, rounds, minGroup }: Rounds): string {
  const row = new RowWriter(format, unitColumns);
  const units = unitsOf(sheets, null);
  row.names();
  const tallied = rounds.map((round): Round => {
    const own = sheets.filter((sheet) => sheet.round === round);
    const tallies = tally(plan, placed(plan, own, units, new Map(), null));
    const groups = [...tallies].flatMap(([unit, { roles, markets }]) => {
      const [market = null] = markets.keys();
      return [...roles].map(([role, moments]) => groupFrom({ unit, role, market }, moments));
    });
    return { round, groups: byUnit(groups), tallies: minGroup === null ? null : tallies };
  });
  putUnits(plan, row, units, tallied, minGroup);
  return Buffer.from(row.take()).toString('utf8');
}

const plan = shippedPlan('industrial-gases');
const ofUnit = (unit: string, round: string | null, seed: number, people: number) =>
  seededUnit(plan, seed, people).map((sheet) => ({ ...sheet, unit, round }));

test('rows go by unit, then by round; what a small unit would show is not there', () => {
  const sheets = [
    ...ofUnit('u10', 'q2', 1, 6),
    ...ofUnit('u2', 'q2', 2, 2),
    ...ofUnit('u2', 'q1', 3, 5),
  ];
  const rounds = { plan, sheets, rounds: ['q1', 'q2'], minGroup: 5 };
  const lines = written('csv', rounds).split('\n');
  expect(lines.map((line) => line.split(',').slice(0, 4).join())).toEqual([
    '"unit","round","respondents","scored"',
    '"u2","q1",5,5',
    '"u2","q2",,',
    '"u10","q2",6,6',
    '',
  ]);
  expect(lines[2]).toBe(`"u2","q2"${','.repeat(12)}`);
  const keys = written('ndjson', rounds)
    .trimEnd()
    .split('\n')
    .map((line) => Object.entries(JSON.parse(line) as object));
  expect(keys.map((entries) => entries.map(([name]) => name))).toEqual(
    keys.map(() => [...unitColumns]),
  );
  expect(keys[1]!.filter(([, value]) => value !== null)).toEqual([
    ['unit', 'u2'],
    ['round', 'q2'],
  ]);
});

test('a row is spelled in fixed decimals', () => {
  const sheets = ofUnit('u', null, 4, 8);
  const [, row] = written('csv', { plan, sheets, rounds: [null], minGroup: null }).split('\n');
  expect(row).toMatch(
    /^"u",,8,8,\d+\.\d{3},\d+\.\d{3},-?\d+\.\d{3},\d+\.\d{3},\d+\.\d{3},"[a-z-]+",-?\d+\.\d{3},-?\d+\.\d{3},\d\.\d{3},\d\.\d{3}$/,
  );
});

const columnsIn = (csv: string) => {
  const [names, ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => new Map(row.map((cell, i) => [names![i]!, cell] as const)));
};

const number = (cell: string) => (/^-?[0-9]/.test(cell) ? Number(cell) : cell);

test('every number is the one of the CSV report, whatever privacy hides', () => {
  const frame = { engagement: null, problems: [], notes: null, origin: null };
  const sheetOf = (answers: Answers, i: number): Sheet => ({
    ...seededUnit(plan, 1, 1)[0]!,
    unit: `u${i % 4 === 3 ? 0 : i % 3}`,
    market: null,
    respondent: `r${i}`,
    answers,
  });
  fc.assert(
    fc.property(surveys, fc.nat({ max: 4 }), ({ plan, respondents }, least) => {
      const minGroup = least === 0 ? null : least;
      const sheets = respondents.map(sheetOf);
      const options = { round: null, market: null, minGroup };
      const survey = scoreSurvey(plan, sheets, null, new Map(), options);
      const report = columnsIn(renderCsv(assemble(plan, survey, frame)));
      const rows = columnsIn(written('csv', { plan, sheets, rounds: [null], minGroup }));
      expect(rows).toHaveLength(report.length);
      rows.forEach((row, i) => {
        for (const [name, cell] of row) {
          if (name === '"scored"') continue;
          const isHidden = report[i]!.get('"suppressed"') !== '';
          const expected =
            isHidden && !['"unit"', '"round"'].includes(name) ? '' : report[i]!.get(name)!;
          expect([name, number(cell)]).toEqual([name, number(expected)]);
        }
      });
    }),
    { numRuns: 100 },
  );
});
