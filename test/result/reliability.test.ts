import { expect, test } from 'vitest';
import { reliabilityOf } from '../../src/result/reliability.ts';
import { scoreSurvey, surveyVeils, type SurveyUnit } from '../../src/score/survey.ts';
import type { Veil } from '../../src/score/veil.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const plan = shippedPlan('quick-scan');

function unitOf(people: number): { readonly unit: SurveyUnit; readonly veil: Veil } {
  const asked = { round: null, market: null, minGroup: null };
  const survey = scoreSurvey(plan, seededUnit(plan, 5, people), null, new Map(), asked);
  const [unit] = survey.units;
  return { unit: unit!, veil: surveyVeils(plan, survey).get(unit!.id)! };
}

const { unit, veil } = unitOf(12);

test('a unit of ten or more has the reliability of its leanings and of its position', () => {
  const { customer, process, position, missing } = reliabilityOf(plan, unit, veil);
  expect(missing).toBeNull();
  for (const leaning of [customer!, process!]) {
    const { value, low, high } = leaning.alpha;
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(leaning.sem).toBeCloseTo(leaning.sd * Math.sqrt(1 - Math.max(0, value)), 1);
  }
  expect(position!.sem).toBeCloseTo(Math.hypot(customer!.sem, process!.sem), 2);
  expect(position!.sentence).toContain(`about ${(1.96 * position!.sem).toFixed(0)} points`);
});

const isNone = { customer: null, process: null, position: null };

test('fewer have none, and it is said why', () => {
  const few = unitOf(9);
  expect(reliabilityOf(plan, few.unit, few.veil)).toEqual({
    ...isNone,
    missing: 'fewer than 10 people could be scored',
  });
});

test('a group has none: what its units differ by is no reliability', () => {
  expect(reliabilityOf(plan, { ...unit, kind: 'group' }, veil)).toEqual({
    ...isNone,
    missing: 'what its units differ by would count as reliability',
  });
});

test.each<[string, Partial<Veil>]>([
  ['a side of a dimension', { sides: new Set([3]) }],
  ['the width of the interval', { interval: true }],
])('it does not tell of %s that is hidden', (_, hidden) => {
  expect(reliabilityOf(plan, unit, { ...veil, ...hidden })).toEqual({
    ...isNone,
    missing: 'it would tell of what is hidden',
  });
});
