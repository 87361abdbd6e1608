import type { Scorecard, Zone } from '../scorecard/types.ts';

/** Zones of position and bands of strength where a scorecard has none; judgement, not norms. */
export const defaultZones: readonly Zone[] = [
  { id: 'process-bound', title: 'process-bound', from: -100, to: -50 },
  { id: 'strongly-process-leaning', title: 'strongly process-leaning', from: -50, to: -25 },
  { id: 'process-leaning', title: 'process-leaning', from: -25, to: -10 },
  { id: 'centred', title: 'centred', from: -10, to: 10 },
  { id: 'customer-leaning', title: 'customer-leaning', from: 10, to: 25 },
  { id: 'strongly-customer-leaning', title: 'strongly customer-leaning', from: 25, to: 50 },
  { id: 'customer-captured', title: 'customer-captured', from: 50, to: 100 },
];

export const defaultStrengthBands: readonly Zone[] = [
  { id: 'weak', title: 'weak', from: 0, to: 40 },
  { id: 'developing', title: 'developing', from: 40, to: 60 },
  { id: 'capable', title: 'capable', from: 60, to: 80 },
  { id: 'strong', title: 'strong', from: 80, to: 100 },
];

export const defaultRules: Required<NonNullable<Scorecard['rules']>> = {
  minAnswered: 0.5,
  minDimensions: 0.7,
  floor: 45,
  tolerance: 10,
  pooling: 'respondents',
};
