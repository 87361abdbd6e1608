import { describe, expect, test } from 'vitest';
import { withoutFlagged } from '../../src/instrument/without.ts';
import type { Sample } from '../../src/instrument/sample.ts';
import { scoreSurvey, surveyOf, type Survey } from '../../src/score/survey.ts';
import { placed, tally } from '../../src/score/tally.ts';
import type { Sheet } from '../../src/answers/types.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const plan = shippedPlan('quick-scan');
const units = [
  { id: 'all', title: 'All' },
  { id: 'u1', title: 'One', parent: 'all' },
  { id: 'u2', title: 'Two', parent: 'all' },
];

const sheets = [1, 2].flatMap((seed) => seededUnit(plan, seed, 12));

function surveyed(kept: readonly Sheet[], minGroup: number | null): Survey {
  const own = placed(plan, kept, units, new Map(), null);
  return surveyOf(plan, null, tally(plan, own), units, minGroup);
}

/** What is told where so many of each unit are flagged. */
function told(flagged: readonly [one: number, two: number], minGroup: number | null) {
  const kept = [
    ...sheets.filter(({ unit }) => unit === 'u1').slice(flagged[0]),
    ...sheets.filter(({ unit }) => unit === 'u2').slice(flagged[1]),
  ];
  const care = {
    signs: new Map(),
    flagged: flagged[0] + flagged[1],
    undistanced: null,
    others: surveyed(kept, minGroup),
  };
  const sample = { plan, survey: surveyed(sheets, minGroup), care } as unknown as Sample;
  const { of, headlines } = withoutFlagged(sample);
  const shown = ['u1', 'u2', 'all'].filter((id) => of(id) !== null);
  return { of, headlines, shown: headlines === null ? shown : [...shown, 'headlines'] };
}

test('without the flagged a unit hangs where the others alone would', () => {
  const { of, headlines } = told([3, 0], null);
  const alone = scoreSurvey(
    plan,
    sheets.filter(({ unit }) => unit === 'u1').slice(3),
    null,
    new Map(),
    { round: null, market: null, minGroup: null },
  ).units[0]!.score.standing!;
  expect(of('u1')).toEqual({ respondents: 9, position: alone.position / 1000 });
  expect(of('u2')).toMatchObject({ respondents: 12 });
  expect(headlines).toMatchObject({ all: { respondents: 24 }, without: { respondents: 21 } });
});

describe('where small groups are hidden', () => {
  test.each<[string, readonly [number, number], readonly string[]]>([
    ['without nobody all stays as it is', [0, 0], ['u1', 'u2', 'all', 'headlines']],
    ['nothing is told of few', [2, 0], []],
    ['nor of few in two units that are enough together, but for all', [3, 3], ['all', 'headlines']],
    ['what would show the few by subtraction is hidden too', [3, 6], ['all', 'headlines']],
    ['many are told of', [5, 6], ['u1', 'u2', 'all', 'headlines']],
    ['those who are left must be enough as well', [8, 5], ['all', 'headlines']],
  ])('%s', (_, flagged, shown) => {
    expect(told(flagged, 5).shown).toEqual(shown);
  });
});

test('nothing is told where nobody was looked at', () => {
  const found = withoutFlagged({ care: null } as unknown as Sample);
  expect([found.of('u1'), found.headlines]).toEqual([null, null]);
});
