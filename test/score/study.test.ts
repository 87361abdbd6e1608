import { describe, expect, test } from 'vitest';
import type { CodedScore } from '../../src/score/respondent.ts';
import { firstOption } from '../../src/score/respondent.ts';
import { joinStudied, studentOf, type Study } from '../../src/score/study.ts';
import { planOf } from '../plans.ts';
import { scorecard } from '../scorecards.ts';

const plan = planOf(scorecard());
const care: Study = {
  kind: 'care',
  among: null,
  ground: null,
  round: 'q2',
  units: new Set(['north']),
};

const scoreOf = (customer: number, process: number): CodedScore =>
  ({
    code: Uint8Array.of(firstOption + customer, firstOption + process),
    isScored: true,
    position: (customer - process) * 50_000,
    side: Int32Array.of(customer * 50_000, process * 50_000),
    sideState: new Uint8Array(2),
  }) as unknown as CodedScore;

describe('a first reading', () => {
  test('crosses the answers of each round by itself', () => {
    const student = studentOf(plan, { kind: 'together', among: null });
    const taken = [
      student.take(scoreOf(2, 1), { unit: 'north', round: 'q1' }),
      student.take(scoreOf(1, 1), { unit: 'south', round: null }),
      student.take(scoreOf(0, 2), { unit: 'south', round: 'q1' }),
    ];
    expect(taken).toEqual([true, true, true]);
    const { crossings } = student.studied();
    expect([...crossings.keys()]).toEqual(['q1', null]);
    expect(crossings.get('q1')!.at(-1)).toMatchObject({ respondents: 2 });
    expect([...crossings.get('q1')!.at(-1)!.sums]).toEqual([100_000, 150_000]);
  });
});

test('who is in none of the units that are looked at is left out', () => {
  const student = studentOf(plan, { kind: 'together', among: new Set(['north']) });
  expect(student.take(scoreOf(2, 1), { unit: 'north', round: 'q1' })).toBe(true);
  expect(student.take(scoreOf(0, 0), { unit: 'south', round: 'q1' })).toBe(false);
  const { crossings, scored } = student.studied();
  expect(crossings.get('q1')!.at(-1)).toMatchObject({ respondents: 1 });
  expect([...scored.get('q1')!]).toEqual([['north', 1]]);
});

test('what people make of the sides is kept by round and unit, and joins to the same', () => {
  const [one, other] = [0, 1].map(() => studentOf(plan, { kind: 'together', among: null }));
  one!.take(scoreOf(2, 0), { unit: 'north', round: 'q2' });
  one!.take(scoreOf(1, 0), { unit: 'south', round: 'q2' });
  other!.take(scoreOf(0, 1), { unit: 'north', round: 'q2' });
  const parts = [one!.studied(), other!.studied()];
  const joined = joinStudied(plan, parts);
  expect(joined.ratings).toEqual(joinStudied(plan, parts.toReversed()).ratings);
  const { respondents, sums } = joined.ratings.get('q2')!.get('north')!;
  expect([respondents, ...sums]).toEqual([2, 100_000, 50_000]);
});

describe('a second reading', () => {
  test('keeps one round, and the single positions that are asked for', () => {
    const student = studentOf(plan, care);
    const taken = [
      student.take(scoreOf(2, 0), { unit: 'north', round: 'q2' }),
      student.take(scoreOf(2, 0), { unit: 'north', round: 'q1' }),
      student.take(scoreOf(0, 1), { unit: 'north', round: 'q2' }),
      student.take(scoreOf(0, 1), { unit: 'south', round: 'q2' }),
    ];
    expect(taken).toEqual([true, false, true, true]);
    expect(student.studied()).toMatchObject({
      flagged: 0,
      positions: new Map([['north', [100_000, -50_000]]]),
    });
  });

  test('joins to the same whoever read what', () => {
    const [one, other] = [studentOf(plan, care), studentOf(plan, care)];
    one.take(scoreOf(2, 0), { unit: 'north', round: 'q2' });
    other.take(scoreOf(0, 1), { unit: 'north', round: 'q2' });
    const joined = joinStudied(plan, [one.studied(), other.studied()]);
    expect(joined).toEqual(joinStudied(plan, [other.studied(), one.studied()]));
    expect(joined.positions).toEqual(new Map([['north', [-50_000, 100_000]]]));
    expect(joined.signs.get('longstring')).toBe(0);
  });
});
