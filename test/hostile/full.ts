import type { CheckResult, ProblemResult, Result, UnitResult, Waiver } from '../../src/result.ts';
import { adrift, before, group, question, result, suppressed, unit } from '../report/results.ts';
import { words } from '../report/words.ts';

const waiver: Waiver = {
  reason: 'New depot opens in March',
  owner: 'Head of logistics',
  expires: '2027-03-31',
};

const check: CheckResult = {
  check: 'near-target',
  unit: 'bulk-north',
  measure: 'position',
  status: 'failed',
  got: 20.8,
  range: { low: 14.108, high: 27.492 },
  limit: { from: -25, to: -5 },
  because: 'Hospitals depend on this unit',
  missing: null,
  waiver: null,
};

const checks: readonly CheckResult[] = [
  check,
  { ...check, check: 'people', measure: 'responseRate', status: 'waived', waiver },
  { ...check, check: 'strong', measure: 'strength', status: 'passed', because: 'Weak units drift' },
  {
    ...check,
    check: 'moved',
    unit: 'cylinders',
    measure: 'movement',
    status: 'unjudged',
    got: null,
    range: null,
    missing: 'there is no round before this one',
  },
];

const problem: ProblemResult = {
  code: 'UNKNOWN_REF',
  severity: 'warning',
  message: 'there is no question "flwo"',
  file: 'answers/2026-q4/bulk-north.ndjson',
  line: 12,
  column: 3,
  hint: 'did you mean "flow"?',
};

const pole = (name: string) => ({
  upsides: [`Upside of the ${name} side`],
  overuse: [`Too much of the ${name} side`],
  warnings: [`Warning of the ${name} side`],
});

/** Two dimensions say as much about texts as eight. */
const few = ({ dimensions, ...rest }: UnitResult): UnitResult => ({
  ...rest,
  dimensions: dimensions.slice(0, 2),
});

const bulk = unit({
  questions: [
    question('repeat-information', [5, 1, 0, 2, 6], {
      rwgStar: -0.42,
      ad: 41.7,
      label: 'split',
    }),
    question('days-with-customers', null, null, { count: 12, mean: 6.25, spread: 4.113 }),
  ],
  discuss: ['repeat-information', 'days-with-customers'],
});

/** A result in which no text is missing, so that every one of them can be replaced. */
export const full: Result = result(
  [few(bulk), few({ ...adrift, questions: [] }), suppressed, few(group)],
  {
    words: {
      ...words,
      polarity: { customer: pole('customer'), process: pole('process') },
      practices: Object.fromEntries(
        Object.entries(words.practices).map(([id, each]) => [id, { ...each, evidence: 'A study' }]),
      ),
      notes: {
        'bulk-north': {
          'repeat-information': ['Three times for one cylinder', 'Only at weekends'],
          'days-with-customers': ['Counted by hand'],
        },
      },
    },
    problems: [problem, { ...problem, code: 'SHAPE', severity: 'error', file: 'pendulum.yaml' }],
    gate: {
      verdict: 'failed',
      strict: true,
      checks,
      waivers: [
        { ...waiver, check: 'agree', unit: 'cylinders', fault: 'expired' },
        { ...waiver, check: 'cover', unit: 'bulk-north', fault: 'unused' },
      ],
    },
    origin: {
      asOf: '2026-11-30',
      files: ['pendulum.yaml', 'answers/2026-q4/bulk-north.ndjson'],
      scorecard: 'industrial-gases',
      answers: 'c0ffee',
      options: { market: 'bulk-industrial', minGroup: 5, appendix: true, table: null },
    },
  },
);

/** The round before it, with the same texts. */
export const fullBefore: Result = { ...before, units: before.units.map(few), words: full.words };
