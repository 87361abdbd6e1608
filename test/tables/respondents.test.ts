import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Insufficient, Scored, evaluator } from '../../src/score/respondent.ts';
import type { RespondentScore } from '../../src/score/respondent.ts';
import { putRespondent, respondentColumns } from '../../src/tables/respondents.ts';
import { RowWriter, type RowFormat } from '../../src/tables/row-writer.ts';
import { fixed } from '../../src/text/number.ts';
import { surveys } from '../score/generate.ts';

type Scores = Pick<
  RespondentScore,
  'leaningState' | 'leaning' | 'isScored' | 'position' | 'applicable' | 'answered'
>;

const score = (customer: number | null, process: number | null, rest: Partial<Scores> = {}) =>
  ({
    leaningState: Uint8Array.of(
      customer === null ? Insufficient : Scored,
      process === null ? Insufficient : Scored,
    ),
    leaning: Int32Array.of(customer ?? 0, process ?? 0),
    isScored: customer !== null && process !== null,
    position: customer !== null && process !== null ? customer - process : 0,
    applicable: 3000,
    answered: 2000,
    ...rest,
  }) as RespondentScore;

function written(
  format: RowFormat,
  [unit, round, respondent, role]: readonly [string, string | null, string, string | null],
  scores: RespondentScore,
): string {
  const row = new RowWriter(format, respondentColumns);
  const bytes = Buffer.from(`,${respondent}\n`);
  const [start, end] = [1, bytes.length - 1];
  const cells = { unit: row.encoded(unit), round: row.encoded(round), role: row.encoded(role) };
  putRespondent(row, { ...cells, bytes, start, end }, scores);
  return Buffer.from(row.take()).toString('utf8');
}

describe.each([
  [
    'both leanings',
    ['bulk, north', 'q4', 'r07', 'ops'] as const,
    score(71_250, 83_000),
    '"bulk, north","q4","r07","ops",71.250,83.000,-11.750,0.667,"scored"\n',
    '{"unit":"bulk, north","round":"q4","respondent":"r07","role":"ops","customer":71.250,' +
      '"process":83.000,"position":-11.750,"coverage":0.667,"status":"scored"}\n',
  ],
  [
    'one leaning, which is printed without the other',
    ['=u', null, '-1', null] as const,
    score(null, 50_000),
    '"\'=u",,"\'-1",,,50.000,,0.667,"insufficient"\n',
    '{"unit":"=u","round":null,"respondent":"-1","role":null,"customer":null,' +
      '"process":50.000,"position":null,"coverage":0.667,"status":"insufficient"}\n',
  ],
  [
    'nothing that applies, and nobody named',
    ['u', null, '', null] as const,
    score(null, null, { applicable: 0, answered: 0 }),
    '"u",,,,,,,,"insufficient"\n',
    '{"unit":"u","round":null,"respondent":null,"role":null,"customer":null,' +
      '"process":null,"position":null,"coverage":null,"status":"insufficient"}\n',
  ],
  [
    'a zero that is a score, and nothing answered',
    ['u', null, 'a@b.c', null] as const,
    score(0, 0, { answered: 0 }),
    '"u",,"a@b.c",,0.000,0.000,0.000,0.000,"scored"\n',
    '{"unit":"u","round":null,"respondent":"a@b.c","role":null,"customer":0.000,' +
      '"process":0.000,"position":0.000,"coverage":0.000,"status":"scored"}\n',
  ],
])('%s', (_, who, scores, csv, ndjson) => {
  test('as CSV', () => expect(written('csv', who, scores)).toBe(csv));
  test('as NDJSON', () => expect(written('ndjson', who, scores)).toBe(ndjson));
});

test('the evaluator’s scores are printed as they are', () => {
  const nobody = { markets: [], role: null, unit: null };
  fc.assert(
    fc.property(surveys, ({ plan, respondents }) => {
      const { evaluate } = evaluator(plan);
      for (const answers of respondents) {
        const found = evaluate(answers, nobody);
        const { isScored, leaning, leaningState, position, applicable, answered } = found;
        const line = written('csv', ['u', null, 'r', null], found);
        const points = (milli: number) => fixed(milli / 1000, 3);
        const expected = [
          ...[0, 1].map((s) => (leaningState[s] === Scored ? points(leaning[s]!) : '')),
          isScored ? points(position) : '',
          applicable === 0 ? '' : fixed(answered / applicable, 3),
          isScored ? '"scored"' : '"insufficient"',
        ];
        expect(line).toBe(`"u",,"r",,${expected.join(',')}\n`);
      }
    }),
    { numRuns: 50 },
  );
});
