import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ends, ledgerOfUnit, pooled, printed, scored, type Ends } from './surveys.ts';

/** Half a milli-point a row, and what the formula rounds: dimensions, respondents, roles, mean. */
function expectSmall({ rows, rounding, shares }: Ends): void {
  expect(Math.abs(rounding.customer) * 1000).toBeLessThanOrEqual(rows / 2 + 2);
  expect(Math.abs(rounding.process) * 1000).toBeLessThanOrEqual(rows / 2 + 2);
  expect(Math.abs(rounding.position) * 1000).toBeLessThanOrEqual(rows / 2 + 4);
  for (const share of shares) expect(Math.abs(share - 1_000_000)).toBeLessThanOrEqual(rows / 2);
}

test.each([
  ['units', Infinity],
  ['respondents', 1],
])('in 1,000 seeded cases the sums of %s end exactly at what the result prints', (_, most) => {
  let seen = 0;
  fc.assert(
    fc.property(pooled, ({ plan, sheets }) => {
      const all = scored(plan, sheets.slice(0, most));
      const [unit] = all.result.units;
      if (unit!.position === null) return;
      const found = ends(ledgerOfUnit(plan, all));
      expect(found.sums).toEqual(printed(unit!));
      expectSmall(found);
      seen += 1;
    }),
    { numRuns: 1000, seed: 20270215 },
  );
  expect(seen).toBeGreaterThan(500);
});
