import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementCritical } from './simulate.ts';

/** Points 1 to A. */
const likert = (options: number) => Array.from({ length: options }, (_, i) => i + 1);

/** Several items alike. */
const alike = (items: number, options: number) =>
  Array.from({ length: items }, () => likert(options));

const six = { respondents: 6, items: alike(4, 5), draws: 1000, seed: 'six' };

// Computed by another implementation of the generator and of all formulas.
test('the same draws elsewhere', () => {
  const found = agreementCritical(six)!;
  expect(found.rwgStar).toBeCloseTo(0.3458333333333333, 12);
  expect(found.rwgJ).toBeCloseTo(0.6789366053169734, 12);
  expect(found.deviation).toBeCloseTo(0.861111111111111, 12);
  const mixed = [likert(5), [0, 50, 100], [0, 10, 100, 30]];
  const other = agreementCritical({ respondents: 9, items: mixed, draws: 2000, seed: 7 })!;
  expect(other.rwgStar).toBeCloseTo(0.33530661809350326, 12);
  expect(other.rwgJ).toBeCloseTo(0.6021261130292567, 12);
  expect(other.deviation).toBeCloseTo(14.386831275720164, 10);
});

// From the probabilities of all possible answers. Only cases where the value is passed by less than
// 4.5% of them and reached by more than 5.5%: so many draws cannot mistake its neighbour for it.
describe('one item, where all answers can be listed', () => {
  test.each([
    [2, 2, 1, 0],
    [4, 3, 0.625, 0.375],
    [5, 4, 0.76, 0.4],
    [5, 5, 0.75, 0.48],
    [8, 4, 0.5571428571428572, 0.5625],
  ])('%i respondents, %i options', (respondents, options, rwg, deviation) => {
    const items = alike(1, options);
    const found = agreementCritical({ respondents, items, draws: 20_000, seed: 'listed' })!;
    expect(found.rwgStar).toBeCloseTo(rwg, 12);
    expect(found.rwgJ).toBeCloseTo(rwg, 12);
    expect(found.deviation).toBeCloseTo(deviation, 12);
  });
});

test('twenty items of six people at random reach an r_wg(J) of 0.7', () => {
  const found = agreementCritical({ ...six, items: alike(20, 5) })!;
  expect(found.rwgJ).toBeGreaterThan(0.7);
  expect(found.rwgStar).toBeLessThan(0.2);
});

test('the more people and items, the less agreement comes by chance', () => {
  const starOf = (respondents: number, items: number) =>
    agreementCritical({ respondents, items: alike(items, 5), draws: 2000, seed: 'more' })!.rwgStar;
  const byPeople = [5, 10, 20, 40].map((people) => starOf(people, 3));
  const byItems = [1, 2, 4, 8, 16].map((items) => starOf(10, items));
  expect(byPeople).toEqual(byPeople.toSorted((a, b) => b - a));
  expect(byItems).toEqual(byItems.toSorted((a, b) => b - a));
});

test('the same seed, the same values; agreement has no unit and deviation has that of the points', () => {
  const cases = fc.record({
    respondents: fc.integer({ min: 2, max: 12 }),
    items: fc.array(fc.integer({ min: 2, max: 7 }).map(likert), { minLength: 1, maxLength: 4 }),
    draws: fc.integer({ min: 20, max: 60 }),
    seed: fc.string(),
  });
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 100 }), (simulation, factor) => {
      const found = agreementCritical(simulation)!;
      const items = simulation.items.map((points) => points.map((point) => factor * point - 7));
      const stretched = agreementCritical({ ...simulation, items })!;
      expect(agreementCritical(simulation)).toEqual(found);
      expect(stretched.rwgStar).toBeCloseTo(found.rwgStar, 10);
      expect(stretched.rwgJ).toBeCloseTo(found.rwgJ, 10);
      expect(stretched.deviation).toBeCloseTo(factor * found.deviation, 8);
    }),
  );
});

test('there is no chance agreement of one, nor on nothing', () => {
  expect(agreementCritical({ ...six, respondents: 1 })).toBeNull();
  expect(agreementCritical({ ...six, respondents: 0 })).toBeNull();
  expect(agreementCritical({ ...six, items: [] })).toBeNull();
});

test('what has no answer is refused', () => {
  expect(() => agreementCritical({ ...six, draws: 19 })).toThrow(RangeError);
  expect(() => agreementCritical({ ...six, draws: 99.5 })).toThrow(RangeError);
  expect(() => agreementCritical({ ...six, respondents: -1 })).toThrow(RangeError);
  expect(() => agreementCritical({ ...six, items: [[3]] })).toThrow(RangeError);
  expect(() => agreementCritical({ ...six, items: [[3, 3]] })).toThrow(RangeError);
});
