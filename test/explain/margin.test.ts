import { expect, test } from 'vitest';
import { answersOf, explained, planOf } from './small.ts';

const plan = planOf([{ side: 'customer' }, { side: 'process' }]);
const marginOf = (...people: readonly (readonly [customer: number, process: number])[]) =>
  explained(
    plan,
    people.map((each) => answersOf(...each)),
  ).margin!;

test('one answer turns the words of a single respondent in the middle', () => {
  expect(marginOf([2, 2])).toEqual({
    zone: { distance: 10, next: 'process-leaning' },
    flip: { answers: 1, people: 1, zone: 'customer-leaning' },
    target: 10,
    strength: { distance: 10, next: 'capable' },
  });
});

test('of four people two answers do, of twelve five', () => {
  const many = (count: number) => Array.from({ length: count }, () => [2, 2] as const);
  expect(marginOf(...many(4)).flip).toEqual({ answers: 2, people: 1, zone: 'customer-leaning' });
  expect(marginOf(...many(12)).flip).toMatchObject({ answers: 5 });
});

test('the nearer side counts, and a limit that is met belongs to the inner zone', () => {
  const { zone, flip } = marginOf([3, 2], [2, 2]);
  expect(zone).toEqual({ distance: 2.5, next: 'centred' });
  expect(flip).toEqual({ answers: 1, people: 1, zone: 'centred' });
});

test('outside the target zone the distance is below 0; the strongest have no next band', () => {
  expect(marginOf([4, 2]).target).toBe(-40);
  expect(marginOf([4, 4]).strength).toBeNull();
});

test('facts and figures are no single answers', () => {
  const facts = planOf([
    { side: 'customer', fact: true },
    { side: 'process', fact: true },
  ]);
  expect(explained(facts, [answersOf(2, 2)]).margin!.flip).toBeNull();
});
