import { expect, test } from 'vitest';
import { groupEffects } from '../../src/instrument/effects.ts';
import type { Sample } from '../../src/instrument/sample.ts';
import { assemble } from '../../src/result/assemble.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const plan = shippedPlan('quick-scan');

interface Given {
  readonly seeds: readonly number[];
  readonly roleOf: (i: number) => string | null;
  readonly minGroup?: number;
  readonly hidden?: readonly string[];
}

function effectsOf({ seeds, roleOf, minGroup, hidden = [] }: Given) {
  const sheets = seeds.flatMap((seed) =>
    seededUnit(plan, seed, 12).map((sheet, i) => ({ ...sheet, role: roleOf(i) })),
  );
  const options = { round: null, market: null, minGroup: minGroup ?? null };
  const survey = scoreSurvey(plan, sheets, null, new Map(), options);
  const whole = assemble(plan, survey, {
    engagement: null,
    problems: [],
    notes: null,
    origin: null,
  });
  const units = whole.units.map((unit) =>
    hidden.includes(unit.id) ? { ...unit, suppressed: { reason: '', minGroup: 5 } } : unit,
  );
  return groupEffects({ plan, survey, result: { units } } as unknown as Sample);
}

const inTurn = (i: number) => (i % 2 === 0 ? 'a' : 'b');

test('units that were made to differ do, roles dealt out in turn do not', () => {
  const found = effectsOf({ seeds: [1, 2, 3], roleOf: inTurn });
  const of = (by: string) => found.find((each) => each.by === by && each.of === 'position')!;
  expect(found).toHaveLength(6);
  expect(of('unit')).toMatchObject({ groups: 3, respondents: 36, size: 'large' });
  expect(of('role')).toMatchObject({ groups: 2, respondents: 36 });
  expect(of('role').icc1).toBeLessThan(of('unit').icc1);
});

test('one unit without roles has no groups', () => {
  expect(effectsOf({ seeds: [1], roleOf: () => null })).toEqual([]);
});

test('units that are hidden are not among them', () => {
  const all = { seeds: [1, 2, 3], roleOf: () => null };
  const [first] = effectsOf({ ...all, hidden: ['u2'] });
  expect(first).toMatchObject({ by: 'unit', groups: 2, respondents: 24 });
  expect(effectsOf({ ...all, hidden: ['u2', 'u3'] })).toEqual([]);
});

test('where a role, or those without one, are few, roles are not held against each other', () => {
  const kinds = (roleOf: Given['roleOf'], minGroup: number) =>
    new Set(effectsOf({ seeds: [1, 2], roleOf, minGroup }).map(({ by }) => by));
  const few = (role: string | null) => (i: number) => (i < 4 ? role : inTurn(i));
  expect(kinds(inTurn, 5)).toEqual(new Set(['unit', 'role']));
  expect(kinds(few('c'), 3)).toEqual(new Set(['unit', 'role']));
  expect(kinds(few('c'), 5)).toEqual(new Set(['unit']));
  expect(kinds(few(null), 5)).toEqual(new Set(['unit']));
});

test('nor where a role is hidden in one unit, which would be the only unknown among them', () => {
  const roleOf = (i: number) => (i < 5 ? 'a' : 'b');
  const shown = effectsOf({ seeds: [1, 2], roleOf, minGroup: 5 });
  expect(new Set(shown.map(({ by }) => by))).toEqual(new Set(['unit', 'role']));
  // Of unit 2 one person alone is of role a.
  let person = 0;
  const lone = () => (person++ < 12 ? roleOf(person % 12) : person === 13 ? 'a' : 'b');
  const hiding = effectsOf({ seeds: [1, 2], roleOf: lone, minGroup: 5 });
  expect(new Set(hiding.map(({ by }) => by))).toEqual(new Set(['unit']));
});
