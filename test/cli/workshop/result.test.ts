import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/answers/entry.ts';
import type { SeatEntries } from '../../../src/answers/workshop.ts';
import { roomResult, sheetOfSeat } from '../../../src/cli/workshop/result.ts';
import { shippedPlan } from '../../plans.ts';
import { given, header } from './places.ts';

const plan = shippedPlan('quick-scan');

const seat = (...entries: readonly Entry[]): SeatEntries =>
  new Map(entries.map((entry) => [entry.question, entry]));
const noCard = (question: string): Entry => ({
  question,
  state: 'unanswered',
  answer: null,
  note: 'a remark',
});
/** The option at a place, for every question but some. */
const all = (option: number, ...but: readonly string[]) =>
  seat(
    ...plan.questions.flatMap(({ id, input }) =>
      input.kind === 'options' && !but.includes(id) ? [given(id, input.options[option]!.code)] : [],
    ),
  );
const [first, second] = plan.questions.map(({ id }) => id);

describe('a seat as a sheet', () => {
  test('is nobody while it gave no answer', () => {
    expect(sheetOfSeat(plan, header, 0, seat())).toBe(null);
    expect(sheetOfSeat(plan, header, 0, seat(noCard(first!), noCard(second!)))).toBe(null);
  });

  test('has its own role', () => {
    const seats = ['sales', null, 'service'];
    const roles = seats.map(
      (_, i) => sheetOfSeat(plan, { ...header, seats }, i, seat(given(first!, '4')))!.role,
    );
    expect(roles).toEqual(seats);
  });
});

describe('what a room comes to', () => {
  const units = (minGroup: number | null, seats: readonly SeatEntries[]) =>
    roomResult(plan, null, { ...header, minGroup }, seats).units;

  test('is hidden below the smallest group, and seats without an answer do not fill it up', () => {
    const [hidden] = units(3, [all(3), all(4), seat(noCard(first!))]);
    expect(hidden).toMatchObject({ suppressed: { minGroup: 3 }, customer: null });
    expect(JSON.stringify(hidden!.questions)).not.toMatch(/"histogram":\[|"mean":[0-9]/);
  });

  test('counts those who answered', () => {
    const [unit] = units(null, [all(3), all(3), seat(noCard(first!))]);
    expect(unit!.respondents.count).toBe(2);
  });

  test('hides a question that fewer answered', () => {
    const [unit] = units(3, [all(3), all(3, first!), all(4, first!), all(1)]);
    const question = (id: string) => unit!.questions.find((each) => each.id === id)!;
    expect(question(first!)).toMatchObject({ state: 'suppressed', count: null, histogram: null });
    expect(question(second!)).toMatchObject({ state: 'answered', count: 4 });
  });
});
