import type { CheckResult, GateResult, Waiver } from '../../src/result.ts';

export const waiver: Waiver = {
  reason: 'the new planning system goes live in March',
  owner: 'A. Meyer',
  expires: '2027-03-31',
};

export const check = (rest: Partial<CheckResult> = {}): CheckResult => ({
  check: 'on-target',
  unit: 'bulk-north',
  measure: 'position',
  status: 'passed',
  got: -7.594,
  range: null,
  limit: { from: -23.5, to: -3.5 },
  because: 'the market calls for process',
  missing: null,
  waiver: null,
  ...rest,
});

/** One check of each status, and both faults of waivers. */
export const gate: GateResult = {
  verdict: 'failed',
  strict: true,
  checks: [
    check(),
    check({
      unit: 'cylinders',
      status: 'failed',
      got: 29.063,
      range: { low: 12.5, high: 44.2 },
      limit: { from: null, to: 25 },
    }),
    check({
      check: 'strong-enough',
      unit: 'helium',
      measure: 'strength',
      status: 'unjudged',
      got: null,
      limit: { from: 60, to: null },
      because: 'below 60 nothing holds',
      missing: 'helium is hidden: fewer than 5 respondents could be scored',
    }),
    check({
      check: 'answered',
      unit: 'cylinders',
      measure: 'coverage',
      status: 'waived',
      got: 0.71,
      limit: { from: 0.8, to: null },
      because: 'less is a guess',
      waiver,
    }),
  ],
  waivers: [
    { ...waiver, check: 'turnout', unit: 'bulk-north', fault: 'expired', expires: '2026-01-31' },
    { ...waiver, check: 'on-target', unit: 'bulk-north', fault: 'unused' },
  ],
};
