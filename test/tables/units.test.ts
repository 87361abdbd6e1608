import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answers, Sheet } from '../../src/answers/types.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { assemble } from '../../src/result/assemble.ts';
import { veilsOf } from '../../src/result/veil.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { RowWriter, type RowFormat } from '../../src/tables/row-writer.ts';
import { putUnits, unitColumns, type UnitRound } from '../../src/tables/units.ts';
import { shippedPlan } from '../plans.ts';
import { surveys } from '../score/generate.ts';
import { seededUnit } from '../seeded.ts';
import type { Plan } from '../../src/plan/types.ts';

function written(format: RowFormat, rounds: readonly UnitRound[]): string {
  const row = new RowWriter(format, unitColumns);
  row.names();
  putUnits(row, rounds);
  return Buffer.from(row.take()).toString('utf8');
}

function roundOf(plan: Plan, sheets: readonly Sheet[], round: string | null, minGroup?: number) {
  const options = { round, market: null, minGroup: minGroup ?? null };
  const survey = scoreSurvey(plan, sheets, null, new Map(), options);
  return { survey, hidden: veilsOf(plan, survey) };
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
  const rounds = ['q2', 'q1'].map((round) => roundOf(plan, sheets, round, 5));
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
  const [, row] = written('csv', [roundOf(plan, ofUnit('u', null, 4, 8), null)]).split('\n');
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
      const minGroup = least === 0 ? undefined : least;
      const round = roundOf(plan, respondents.map(sheetOf), null, minGroup);
      const report = columnsIn(renderCsv(assemble(plan, round.survey, frame)));
      const rows = columnsIn(written('csv', [round]));
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
