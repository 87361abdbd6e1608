import { expect, test } from 'vitest';
import { verdictOf } from '../../src/report/verdict.ts';
import type { CheckResult } from '../../src/result.ts';

const check = (rest: Partial<CheckResult>): CheckResult => ({
  check: 'check',
  unit: 'north',
  measure: 'position',
  status: 'passed',
  got: 12.5,
  range: null,
  limit: { from: -10, to: 20 },
  because: 'Reason',
  missing: null,
  waiver: null,
  ...rest,
});

test.each<[Partial<CheckResult>, string, string]>([
  [{}, '12.5 toward customer', '10.0 toward process to 20.0 toward customer'],
  [{ got: -0.001 }, '0.001 toward process', '10.0 toward process to 20.0 toward customer'],
  [{ got: 0, limit: { from: 5, to: 20.25 } }, 'at the centre', '5.0 to 20.25 toward customer'],
  [{ limit: { from: -20, to: -5 } }, '12.5 toward customer', '5.0 to 20.0 toward process'],
  [{ limit: { from: 0, to: 30 } }, '12.5 toward customer', 'the centre to 30.0 toward customer'],
  [{ limit: { from: -30, to: 0 } }, '12.5 toward customer', 'the centre to 30.0 toward process'],
  [{ limit: { from: -15, to: 15 } }, '12.5 toward customer', 'at most 15.0 toward either side'],
  [{ limit: { from: 5, to: 5 } }, '12.5 toward customer', 'exactly 5.0 toward customer'],
  [{ limit: { from: 0, to: 0 } }, '12.5 toward customer', 'exactly at the centre'],
  [{ limit: { from: null, to: null } }, '12.5 toward customer', 'no target'],
  [{ limit: { from: null, to: 8 } }, '12.5 toward customer', 'at most 8.0 toward customer'],
  [
    { range: { low: 2.72, high: 13 } },
    '12.5 toward customer, could be 2.72 to 13.0 toward customer',
    '10.0 toward process to 20.0 toward customer',
  ],
  [
    {
      measure: 'strength',
      got: 37.298,
      range: { low: 30, high: 38 },
      limit: { from: 45, to: null },
    },
    '37.298, could be 30.0 to 38.0',
    'at least 45.0',
  ],
  [
    { measure: 'coverage', got: 0.799, limit: { from: 0.8, to: null } },
    '79.9 %',
    'at least 80.0 %',
  ],
  [
    {
      measure: 'responseRate',
      got: 0.5,
      range: { low: 0.5, high: 0.5 },
      limit: { from: 0, to: null },
    },
    '50.0 %',
    'at least 0.0 %',
  ],
  [{ got: null, limit: { from: 5, to: 20 } }, 'nothing to judge', '5.0 to 20.0 toward customer'],
])('%j', (rest, got, limit) => {
  expect(verdictOf(check(rest))).toMatchObject({ got, limit });
});
