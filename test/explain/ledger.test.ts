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

test('in 1,000 seeded cases the sums end exactly at what the result prints', () => {
  const seen = { units: 0, respondents: 0 };
  fc.assert(
    fc.property(pooled, ({ plan, sheets }) => {
      for (const [kind, some] of [
        ['units', sheets],
        ['respondents', sheets.slice(0, 1)],
      ] as const) {
        const all = scored(plan, some);
        const [unit] = all.result.units;
        if (unit!.position === null) continue;
        const found = ends(ledgerOfUnit(plan, all));
        expect(found.sums).toEqual(printed(unit!));
        expectSmall(found);
        seen[kind] += 1;
      }
    }),
    { numRuns: 1000, seed: 20270215 },
  );
  expect(seen.units).toBeGreaterThan(500);
  expect(seen.respondents).toBeGreaterThan(500);
});
