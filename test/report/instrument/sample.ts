import type {
  GroupEffect,
  Instrument,
  ScaleQuestion,
  ScaleResult,
  UnitEnough,
} from '../../../src/instrument.ts';

/** An instrument's page with everything on it: several statuses, a hidden unit, weak questions. */

const none = {
  alpha: null,
  standardizedAlpha: null,
  omega: null,
  spearmanBrown: null,
  meanCorrelation: null,
  mean: null,
  sd: null,
  sem: null,
  questions: [],
  leftOut: [],
} as const;

const fits = (id: string, itemRest: number, alphaIfDropped: number | null): ScaleQuestion => ({
  id,
  itemRest,
  alphaIfDropped,
  verdict: 'fits',
});

type Side = ScaleResult['side'];

const side = (
  dimension: string,
  title: string,
  of: Side,
  rest: Pick<ScaleResult, 'status'> & Partial<ScaleResult>,
): ScaleResult => ({
  ...none,
  id: `${dimension}.${of}`,
  title,
  side: of,
  dimension,
  respondents: 39,
  ...rest,
});

const computed = (value: number, low: number, high: number, omega: number | null, sem: number) =>
  ({
    status: 'computed',
    alpha: { value, low, high, level: 0.95 },
    standardizedAlpha: value + 0.004,
    omega,
    meanCorrelation: 0.31,
    mean: 58.4,
    sd: 17.21,
    sem,
  }) as const;

const pair = [
  { id: 'one', itemRest: null, alphaIfDropped: null, verdict: null },
  { id: 'other', itemRest: null, alphaIfDropped: null, verdict: null },
] as const;

const two = (correlation: number, stepped: number) =>
  ({
    questions: pair,
    status: 'two',
    meanCorrelation: correlation,
    spearmanBrown: stepped,
    sem: 11.4,
  }) as const;

const customer: ScaleResult = {
  ...none,
  ...computed(0.881, 0.823, 0.926, 0.892, 5.124),
  id: 'customer',
  title: 'Customer-leaning',
  side: 'customer',
  dimension: null,
  respondents: 39,
  questions: [
    fits('named-customer-outcomes', 0.62, 0.872),
    { id: 'repeat-information', itemRest: -0.213, alphaIfDropped: 0.901, verdict: 'against' },
    { id: 'frontline-settles', itemRest: 0.142, alphaIfDropped: 0.886, verdict: 'loose' },
    fits('told-first', 0.55, 0.874),
  ],
  leftOut: [{ question: 'self-service', because: 'all the same' }],
};

const process: ScaleResult = {
  ...none,
  ...computed(0.842, 0.761, 0.903, null, 6.2),
  id: 'process',
  title: 'Process-leaning',
  side: 'process',
  dimension: null,
  respondents: 37,
  questions: [
    fits('standard-work', 0.58, 0.821),
    { id: 'improvement-cut-first', itemRest: 0.094, alphaIfDropped: 0.851, verdict: 'loose' },
    fits('root-cause', 0.61, 0.819),
  ],
  leftOut: [{ question: 'change-control', because: 'asked of few' }],
};

/** Sides of eight dimensions, as the shipped scorecard has them. */
const sides: readonly ScaleResult[] = [
  side('direction', 'Direction and leadership', 'customer', {
    ...two(0.44, 0.611),
  }),
  side('direction', 'Direction and leadership', 'process', {
    ...two(-0.12, -0.273),
  }),
  side('insight', 'Insight into customers and processes', 'customer', {
    ...computed(0.712, 0.51, 0.842, 0.72, 9.8),
    questions: [
      fits('customer-value-known', 0.51, 0.6),
      fits('lost-customer-reasons', 0.58, 0.55),
      fits('valuable-customer-list', 0.49, 0.66),
    ],
  }),
  side('insight', 'Insight into customers and processes', 'process', two(0.52, 0.684)),
  side('ownership', 'Ownership and decision rights', 'customer', {
    ...computed(0.412, -0.052, 0.689, 0.44, 14.1),
    questions: [
      { id: 'frontline-settles', itemRest: 0.04, alphaIfDropped: 0.62, verdict: 'loose' },
      fits('one-person-commits', 0.33, 0.21),
      fits('tailor', 0.36, 0.19),
    ],
  }),
  side('ownership', 'Ownership and decision rights', 'process', two(0.39, 0.561)),
  side('flow', 'Offer and order-to-delivery flow', 'customer', {
    ...computed(0.634, 0.402, 0.793, 0.66, 11.2),
    questions: [
      fits('choice-of-supply', 0.48, 0.5),
      fits('told-first', 0.51, 0.47),
      { id: 'repeat-information', itemRest: -0.31, alphaIfDropped: 0.74, verdict: 'against' },
    ],
  }),
  side('flow', 'Offer and order-to-delivery flow', 'process', {
    ...computed(0.701, 0.5, 0.835, 0.71, 10.1),
    questions: [fits('standard-work', 0.55, 0.6), fits('as-planned', 0.5, 0.62)],
    leftOut: [{ question: 'change-control', because: 'asked of few' }],
  }),
  side('people', 'People, skills and empowerment', 'customer', {
    status: 'few',
    respondents: 7,
    questions: pair,
  }),
  side('people', 'People, skills and empowerment', 'process', {
    ...computed(0.55, -0.21, 0.88, 0.57, 13),
    status: 'unstable',
    respondents: 8,
    questions: [fits('job-documents', 0.4, 0.41), fits('problem-solving', 0.37, 0.45)],
  }),
  side('measures', 'Measures and incentives', 'customer', {
    status: 'one',
    questions: pair.slice(1),
  }),
  side('measures', 'Measures and incentives', 'process', { status: 'none' }),
  side('learning', 'Learning, recovery and improvement', 'customer', {
    status: 'hidden',
    respondents: null,
    questions: pair,
  }),
  side('learning', 'Learning, recovery and improvement', 'process', two(0.61, 0.758)),
  side('digital', 'Data and digital', 'customer', {
    status: 'constant',
    leftOut: [{ question: 'self-service', because: 'all the same' }],
  }),
  side('digital', 'Data and digital', 'process', two(0.2, 0.333)),
];

const bulk: UnitEnough = {
  id: 'bulk-north',
  title: 'Bulk and food gases, North',
  isHidden: false,
  suppressed: null,
  respondents: 22,
  headcount: 30,
  position: -7.594,
  intervals: [
    { method: 'finite', low: -12.469, high: -2.72, level: 0.95 },
    { method: 't', low: -17.031, high: 1.843, level: 0.95 },
    { method: 'bootstrap', low: -16.204, high: 0.916, level: 0.95 },
  ],
  because: 'more than one in twenty of its people answered',
  within: 4.875,
  meanReliability: 0.914,
  needed: 12,
  verdict: 'enough',
  krippendorff: 0.231,
  withoutFlagged: { respondents: 19, position: -8.102 },
  reliability: { customer: 0.713, process: 0.64 },
  raters: {
    sides: 16,
    respondents: 18,
    icc11: 0.231,
    icc21: 0.242,
    icc31: 0.281,
    icc1k: 0.844,
    icc2k: 0.852,
    icc3k: 0.876,
  },
};

const cylinders: UnitEnough = {
  ...bulk,
  id: 'cylinders-north',
  title: 'Cylinders and welding, North',
  respondents: 17,
  headcount: null,
  position: 29.063,
  intervals: [{ method: 't', low: 14.02, high: 44.106, level: 0.95 }],
  because: 'its headcount is not known',
  within: 15.043,
  meanReliability: null,
  needed: 36,
  verdict: 'more',
  krippendorff: null,
  withoutFlagged: null,
  reliability: null,
  raters: null,
};

const medical: UnitEnough = {
  id: 'medical-south',
  title: 'Hospital gases, South',
  isHidden: true,
  suppressed: { reason: 'fewer than 5 respondents could be scored', minGroup: 5 },
  respondents: null,
  headcount: null,
  position: null,
  intervals: [],
  because: null,
  within: null,
  meanReliability: null,
  needed: null,
  verdict: 'unknown',
  krippendorff: null,
  withoutFlagged: null,
  reliability: null,
  raters: null,
};

const effect = (
  of: GroupEffect['of'],
  by: GroupEffect['by'],
  icc1: number,
  icc2: number | null,
  size: GroupEffect['size'],
): GroupEffect => ({
  of,
  by,
  groups: by === 'unit' ? 3 : 2,
  respondents: 42,
  icc1,
  icc2,
  size,
});

const headline = (respondents: number, customerPoints: number, processPoints: number) => ({
  respondents,
  customer: customerPoints,
  process: processPoints,
  position: customerPoints - processPoints,
});

const asks = {
  'named-customer-outcomes':
    'Strategy debates begin with what named customers are trying to achieve.',
  'repeat-information':
    'Customers must repeat information when they are passed between departments.',
  'frontline-settles':
    'Frontline staff settle a reasonable customer request without asking upwards first.',
  'improvement-cut-first': 'When a month looks weak, improvement work is the first thing we cut.',
  'change-control':
    'A written change control covers every change of product, equipment, supplier or specification.',
  'self-service': 'Customers can look up the state of their own supply without having to ask us.',
};

export const sample: Instrument = {
  format: 'pendulum-instrument/1',
  tool: { name: 'pendulum', version: '1.0.0' },
  scorecard: {
    id: 'industrial-gases',
    version: '1.0.0',
    title: 'Industrial-gas business unit',
    fingerprint: 'a26c70711a9f2150175b28456aae765a37527302258353aa0da57b5cf31761d9',
    status: 'not validated',
  },
  round: '2026-q4',
  respondents: { count: 43, scored: 42, units: 3 },
  aim: 10,
  secondReading: 'single answers, for careless answering and bootstrap intervals',
  findings: [
    {
      about: 'people',
      verdict: 'weak',
      says: 'One of two units has too few people: Cylinders and welding, North, is known to 15 points.',
    },
    {
      about: 'scale',
      verdict: 'good',
      says: 'Both leanings are measured well: alpha 0.88 and 0.84.',
    },
    {
      about: 'question',
      verdict: 'weak',
      says: 'One question goes against the others: repeat-information.',
    },
    {
      about: 'position',
      verdict: 'weak',
      says: 'The position of one respondent is known to about 16 points; read means, not persons.',
    },
    {
      about: 'units',
      verdict: 'good',
      says: 'Units differ: a quarter of the differences lies between them.',
    },
    { about: 'careless', verdict: 'unknown', says: 'Whether roles differ cannot be told.' },
  ],
  scales: [...sides, customer, process],
  position: {
    respondents: 37,
    customer: 0.881,
    process: 0.842,
    correlation: 0.514,
    reliability: 0.716,
    sem: 8.043,
    sentence:
      'If one person answered again, the position would lie within 16 points of the first in 19 cases of 20; the mean of 20 people moves by less than 4.',
  },
  groups: [
    effect('customer', 'unit', 0.262, 0.832, 'large'),
    effect('process', 'unit', 0.113, 0.641, 'medium'),
    effect('position', 'unit', 0.021, 0.23, 'small'),
    effect('position', 'role', -0.038, null, 'none'),
  ],
  units: [bulk, cylinders, medical],
  careless: {
    signs: [
      {
        sign: 'longstring',
        limit: 'more than half of the questions in a row',
        respondents: 3,
        skipped: null,
      },
      {
        sign: 'variability',
        limit: 'standard deviation below 0.25 options',
        respondents: 2,
        skipped: null,
      },
      {
        sign: 'evenOdd',
        limit: 'correlation of the halves below 0',
        respondents: null,
        skipped: null,
      },
      {
        sign: 'mahalanobis',
        limit: 'beyond 999 of 1,000 respondents',
        respondents: null,
        skipped: 'there are fewer respondents than questions',
      },
      { sign: 'acquiescence', limit: 'one option above the middle', respondents: 0, skipped: null },
    ],
    flagged: 3,
    of: 43,
    headlines: { all: headline(42, 61.2, 58.4), without: headline(39, 61.9, 58.1) },
  },
  problems: [
    {
      code: 'UNKNOWN_REF',
      severity: 'warning',
      message: 'there is no question "flwo"',
      file: 'answers/2026-q4/bulk-north.ndjson',
      line: 12,
      column: 3,
      hint: 'did you mean "flow"?',
    },
  ],
  words: {
    engagement: {
      title: 'Calder Gases',
      remark: 'An invented company; names and figures are made up.',
    },
    questions: Object.fromEntries(
      Object.entries(asks).map(([id, ask]) => [
        id,
        { ask, dimension: 'flow', unit: null, options: ['Disagree', 'Agree'] },
      ]),
    ),
    language: 'en',
  },
};
