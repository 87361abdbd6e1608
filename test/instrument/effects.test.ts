import { expect, test } from 'vitest';
import { groupEffects } from '../../src/instrument/effects.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const plan = shippedPlan('quick-scan');
const options = { round: null, market: null, minGroup: null };

const surveyOf = (units: readonly number[], roleOf: (i: number) => string | null) =>
  scoreSurvey(
    plan,
    units.flatMap((seed) =>
      seededUnit(plan, seed, 12).map((sheet, i) => ({ ...sheet, role: roleOf(i) })),
    ),
    null,
    new Map(),
    options,
  );

test('units that were made to differ do, roles dealt out in turn do not', () => {
  const found = groupEffects(
    plan,
    surveyOf([1, 2, 3], (i) => (i % 2 === 0 ? 'a' : 'b')),
  );
  const of = (by: string) => found.find((each) => each.by === by && each.of === 'position')!;
  expect(found).toHaveLength(6);
  expect(of('unit')).toMatchObject({ groups: 3, respondents: 36, size: 'large' });
  expect(of('role')).toMatchObject({ groups: 2, respondents: 36 });
  expect(of('role').icc1).toBeLessThan(of('unit').icc1);
});

test('one unit without roles has no groups', () => {
  expect(
    groupEffects(
      plan,
      surveyOf([1], () => null),
    ),
  ).toEqual([]);
});
