import type {
  Agreement,
  DimensionResult,
  QuestionResult,
  RecommendationResult,
  Result,
  UnitResult,
} from '../../src/result.ts';
import { words } from './words.ts';

export const agreed: Agreement = { rwgStar: 0.81, ad: 11.2, label: 'agreed' };
export const mixed: Agreement = { rwgStar: 0.584, ad: 19.4, label: 'mixed' };
export const wide: Agreement = { rwgStar: 0.31, ad: 26.5, label: 'wide' };
export const split: Agreement = { rwgStar: -0.42, ad: 41.7, label: 'split' };

const titles = {
  direction: 'Direction and leadership',
  insight: 'Insight into customers and processes',
  ownership: 'Ownership and decision rights',
  flow: 'Offer and order-to-delivery flow',
  people: 'People, skills and empowerment',
  measures: 'Measures and incentives',
  learning: 'Learning, recovery and improvement',
  digital: 'Data and digital',
};

/** Dimensions from pairs of leanings, in the order of the shipped scorecard. */
export const dimensions = (
  pairs: readonly (readonly [customer: number | null, process: number | null])[],
): readonly DimensionResult[] =>
  Object.entries(titles).map(([id, title], i) => {
    const [customer, process] = pairs[i] ?? [null, null];
    const position = customer === null || process === null ? null : customer - process;
    return { id, title, customer, process, position, hidden: [], agreement: agreed };
  });

export const question = (
  id: string,
  histogram: readonly number[] | null,
  agreement: Agreement | null,
  rest: Partial<QuestionResult> = {},
): QuestionResult => ({
  id,
  side: 'customer',
  count: histogram?.reduce((sum, answers) => sum + answers, 0) ?? 9,
  mean: 52.3,
  spread: 31.4,
  histogram,
  agreement,
  state: 'answered',
  ...rest,
});

export const advice: readonly RecommendationResult[] = [
  {
    practice: 'B05',
    title: 'Managed exception lane',
    side: 'both',
    dimension: 'flow',
    effort: 'M',
    kpi: 'exceptions per 100 orders and % converted to standard',
    gain: 2.814,
    because: [
      'Offer and order-to-delivery flow, process side: 41.2 against a target of 80.0',
      "The unit's process-leaning of 55.4 is below its floor of 60.0",
      'Closing that shortfall would move process-leaning from 55.4 to 60.1, position from ' +
        '20.8 toward customer to 16.1 toward customer, strength from 65.0 to 67.8',
    ],
  },
  {
    practice: 'P01',
    title: 'Process ownership charter',
    side: 'process',
    dimension: 'ownership',
    effort: 'S',
    kpi: '% core processes with empowered owner',
    gain: 1.95,
    because: ['Ownership and decision rights, process side: 48.0 against a target of 80.0'],
  },
];

/** A unit that stands far toward the customer of a market that calls for process. */
const heroicUnit: UnitResult = {
  id: 'bulk-north',
  title: 'Bulk North',
  kind: 'unit',
  members: [],
  market: {
    mix: { 'healthcare-hospital': 0.6, 'bulk-industrial': 0.4 },
    target: { customer: 65, process: 80, position: -15, tolerance: 10 },
    floor: { customer: 50, process: 60 },
  },
  respondents: {
    count: 14,
    invited: 20,
    roles: { sales: 5, operations: 9 },
    pooling: 'respondents',
  },
  suppressed: null,
  coverage: 0.964,
  states: { answered: 702, notApplicable: 12, dontKnow: 17, unanswered: 9, notAsked: 28 },
  customer: 76.2,
  process: 55.4,
  position: 20.8,
  side: 'customer',
  interval: { low: 14.108, high: 27.492, level: 0.95 },
  strength: 64.973,
  balance: 79.2,
  gap: 35.8,
  fit: 68.87,
  zone: 'customer-leaning',
  strengthBand: 'capable',
  archetype: 'heroic',
  statedLean: { value: 45, distance: 24.2 },
  agreement: mixed,
  dimensions: dimensions([
    [81.3, 62.5],
    [77.4, 58.1],
    [70.2, 48],
    [84.6, 41.2],
    [79.8, 60],
    [66.1, 57.7],
    [72.9, 63.4],
    [74, 52.3],
  ]),
  questions: [
    question('repeat-information', [5, 1, 0, 2, 6], split),
    question('named-customer-outcomes', [1, 3, 3, 4, 3], wide),
    question('schedule-or-customer', [0, 2, 3, 1, 4, 3, 1], mixed, { side: 'stated' }),
    question('days-with-customers', null, mixed, { count: 12, mean: 6.25, spread: 4.113 }),
  ],
  discuss: [
    'repeat-information',
    'named-customer-outcomes',
    'schedule-or-customer',
    'days-with-customers',
  ],
  recommendations: advice,
  flags: [
    { respondent: 'r07', kind: 'long string', detail: 'the same answer to 21 questions in a row' },
  ],
  statistics: null,
};

export const unit = (rest: Partial<UnitResult> = {}): UnitResult => ({ ...heroicUnit, ...rest });

/** Near its target, and weak on both sides. */
export const adrift = unit({
  id: 'cylinders',
  title: 'Cylinders South',
  market: {
    mix: { 'bulk-industrial': 1 },
    target: { customer: 70, process: 72, position: -2, tolerance: 10 },
    floor: { customer: 30, process: 30 },
  },
  respondents: { count: 7, invited: null, roles: {}, pooling: 'roles' },
  customer: 33.1,
  process: 36.9,
  position: -3.8,
  side: 'process',
  interval: { low: -9.4, high: 1.8, level: 0.95 },
  strength: 34.948,
  balance: 96.2,
  gap: -1.8,
  fit: 98.2,
  zone: 'centred',
  strengthBand: 'weak',
  archetype: 'adrift',
  statedLean: { value: -8.1, distance: -4.3 },
  dimensions: dimensions([
    [38.4, 41.2],
    [30.1, 35.5],
    [28.8, 33],
    [36.2, 44.1],
    [31.7, 38.9],
    [29.3, 30],
    [40.6, 35.3],
    [29.9, 37.4],
  ]),
  agreement: agreed,
  discuss: [],
  recommendations: [],
  flags: [],
});

const nothing: Partial<UnitResult> = {
  coverage: null,
  states: null,
  customer: null,
  process: null,
  position: null,
  side: null,
  interval: null,
  strength: null,
  balance: null,
  gap: null,
  fit: null,
  zone: null,
  strengthBand: null,
  archetype: null,
  statedLean: null,
  agreement: null,
  dimensions: [],
  questions: [],
  discuss: [],
  recommendations: [],
  flags: [],
};

/** Too small to be shown. */
export const suppressed = unit({
  ...nothing,
  id: 'helium',
  title: 'Helium desk',
  respondents: { count: null, invited: null, roles: {}, pooling: 'respondents' },
  suppressed: { reason: 'fewer than 5 respondents could be scored', minGroup: 5 },
});

/** Answered by people, but by too few questions to be scored; one side of one dimension is there. */
export const unscored = unit({
  ...nothing,
  id: 'dry-ice',
  title: 'Dry ice',
  market: null,
  respondents: { count: 6, invited: 0, roles: { sales: 6 }, pooling: 'respondents' },
  coverage: 0.08,
  dimensions: dimensions([
    [60, null],
    [null, 40],
  ]),
});

export const group = unit({
  id: 'calder',
  title: 'Calder Gases',
  kind: 'group',
  members: ['bulk-north', 'cylinders', 'helium', 'dry-ice'],
  market: null,
  customer: 61.8,
  process: 49.2,
  position: 12.6,
  strength: 55.141,
  balance: 87.4,
  interval: null,
  gap: null,
  fit: null,
  archetype: null,
  statedLean: null,
  strengthBand: 'developing',
  respondents: { count: 27, invited: 60, roles: {}, pooling: 'respondents' },
  discuss: [],
  recommendations: [],
  flags: [],
});

export const result = (units: readonly UnitResult[], rest: Partial<Result> = {}): Result => ({
  format: 'pendulum-result/1',
  tool: { name: 'pendulum', version: '0.1.0' },
  scorecard: {
    id: 'industrial-gases',
    version: '1.0.0',
    title: 'Industrial-gas business unit',
    fingerprint: 'f00d',
    status: 'not validated',
  },
  round: '2026-q4',
  units,
  problems: [],
  words,
  gate: null,
  origin: null,
  ...rest,
});

export const heroic = result([heroicUnit]);

/** Where the same unit hung a quarter earlier. */
export const before = result(
  [unit({ position: 2.4, customer: 63.6, process: 61.2 }), { ...adrift, position: -14.2 }],
  { round: '2026-q3' },
);

export const company = result([heroicUnit, adrift, suppressed, unscored, group]);
