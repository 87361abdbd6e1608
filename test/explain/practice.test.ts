import { expect, test } from 'vitest';
import { explainUnit, type Scored } from '../../src/explain/explain.ts';
import type { Explanation } from '../../src/explanation.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';
import { scored } from './surveys.ts';

const plan = shippedPlan('industrial-gases');

const reasonOf = (all: Scored, id: string): NonNullable<Explanation['practice']> => {
  const practice = plan.practices.find((each) => each.id === id)!;
  return explainUnit(plan, all, all.survey.units[0]!, practice).practice!;
};

test('a practice is said to be recommended where the result recommends it, and at its place', () => {
  for (const seed of [1, 2, 3]) {
    const all = scored(plan, seededUnit(plan, seed, 7));
    const advised = all.result.units[0]!.recommendations.map(({ practice }) => practice);
    const some = [...advised, ...plan.practices.slice(0, 4).map(({ id }) => id)];
    for (const id of new Set(some)) {
      const { rule, rank, because } = reasonOf(all, id);
      expect([id, rule === 'recommended']).toEqual([id, advised.includes(id)]);
      if (rule === 'recommended') expect(rank).toBe(advised.indexOf(id) + 1);
      expect(because[0]).toMatch(
        rule === 'recommended' ? /^Recommended, as number/ : /^Not recommended: /,
      );
    }
  }
});

test('the numbers behind a priority multiply out to it', () => {
  const all = scored(plan, seededUnit(plan, 4, 7));
  const [{ practice: id } = { practice: '' }] = all.result.units[0]!.recommendations;
  const { weight, need, leverage, emphasis, cost, priority } = reasonOf(all, id).numbers!;
  expect((weight * need * leverage * emphasis) / cost).toBeCloseTo(priority, 2);
});

test('where nobody could be scored there is nothing to rank', () => {
  const sheets = seededUnit(plan, 5, 6).map((sheet) => {
    return { ...sheet, answers: { ...sheet.answers, state: sheet.answers.state.map(() => 0) } };
  });
  expect(reasonOf(scored(plan, sheets), 'C01')).toMatchObject({
    rule: 'nobody-scored',
    rank: null,
    numbers: null,
    because: ['Not recommended: nobody could be scored'],
  });
});
