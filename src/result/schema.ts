import type { GateResult, Origin, Result, UnitResult, UnitStatistics } from '../result.ts';
import {
  boolean,
  count,
  dictionary,
  fixed,
  list,
  nullable,
  number,
  object,
  oneOf,
  string,
  type Json,
  type Schema,
} from './json-schema.ts';
import {
  advised,
  bound,
  effort,
  estimate,
  kind,
  pooling,
  problems,
  scorecard,
  suppressed,
  target,
  tool,
  words,
} from './schema-parts.ts';

const leanings = object({ customer: number, process: number });

const agreement = nullable(
  object({
    rwgStar: nullable(number),
    ad: nullable(number),
    label: oneOf('agreed', 'mixed', 'wide', 'split'),
  }),
);
const archetype = oneOf(
  'fragmented',
  'adrift',
  'forming',
  'heroic',
  'mechanical',
  'over-swung',
  'poised',
);
const pole = object({ upsides: list(string), overuse: list(string), warnings: list(string) });

const against = { rwgStar: number, rwgJ: number };

const leaningReliability = nullable(
  object({
    dimensions: count,
    alpha: object({ value: number, low: number, high: number, level: number }),
    sd: number,
    sem: number,
  }),
);

const statistics: Schema<UnitStatistics> = object({
  agreement: nullable(
    object({
      questions: count,
      respondents: count,
      ...against,
      critical: number,
      isBeyondChance: boolean,
      slightSkew: nullable(object({ questions: count, ...against })),
      awg: object({ mean: nullable(number), questions: count, without: count }),
      deviation: nullable(
        object({
          mean: number,
          median: number,
          limit: number,
          critical: number,
          isBeyondChance: boolean,
        }),
      ),
    }),
  ),
  interval: nullable(
    object({
      low: number,
      high: number,
      level: number,
      method: oneOf('t', 'finite', 'census', 'strata'),
      because: string,
    }),
  ),
  roles: list(
    object({
      role: string,
      count,
      customer: number,
      process: number,
      position: number,
      dimensions: list(object({ id: string, customer: bound, process: bound })),
      questions: list(object({ id: string, mean: number })),
    }),
  ),
  gaps: list(
    object({
      of: object({
        kind: oneOf('unit', 'dimension', 'question'),
        id: nullable(string),
        measure: oneOf('customer', 'process', 'position', 'mean'),
      }),
      from: string,
      to: string,
      points: number,
    }),
  ),
  reliability: object({
    customer: leaningReliability,
    process: leaningReliability,
    position: nullable(
      object({ correlation: number, reliability: nullable(number), sem: number, sentence: string }),
    ),
    missing: nullable(string),
  }),
});

const unit: Schema<UnitResult> = object({
  id: string,
  title: string,
  kind,
  members: list(string),
  market: nullable(
    object({
      mix: dictionary(number),
      target,
      floor: leanings,
    }),
  ),
  respondents: object({
    count: nullable(count),
    invited: nullable(count),
    roles: dictionary(count),
    pooling,
  }),
  suppressed,
  coverage: nullable(number),
  states: nullable(
    object({
      answered: count,
      notApplicable: count,
      dontKnow: count,
      unanswered: count,
      notAsked: count,
    }),
  ),
  customer: nullable(number),
  process: nullable(number),
  position: nullable(number),
  side: nullable(oneOf('customer', 'process', 'centre')),
  interval: nullable(estimate),
  strength: nullable(number),
  balance: nullable(number),
  gap: nullable(number),
  fit: nullable(number),
  zone: nullable(string),
  strengthBand: nullable(string),
  archetype: nullable(archetype),
  statedLean: nullable(object({ value: number, distance: number })),
  agreement,
  dimensions: list(
    object({
      id: string,
      title: string,
      customer: nullable(number),
      process: nullable(number),
      position: nullable(number),
      hidden: list(oneOf('customer', 'process')),
      agreement,
    }),
  ),
  questions: list(
    object({
      id: string,
      side: oneOf('customer', 'process', 'both', 'stated'),
      count: nullable(count),
      mean: nullable(number),
      spread: nullable(number),
      histogram: nullable(list(count)),
      agreement,
      state: oneOf('answered', 'unanswered', 'not-applicable', 'not-asked', 'suppressed'),
    }),
  ),
  discuss: list(string),
  recommendations: list(
    object({
      practice: string,
      title: string,
      side: advised,
      dimension: string,
      effort,
      kpi: string,
      gain: number,
      because: list(string),
    }),
  ),
  flags: list(object({ respondent: nullable(string), kind: string, detail: string })),
  statistics: nullable(statistics),
});

const waiver = { reason: string, owner: string, expires: string };

const gate: Schema<GateResult> = object({
  verdict: oneOf('passed', 'failed', 'unjudged'),
  strict: boolean,
  checks: list(
    object({
      check: string,
      unit: string,
      measure: oneOf(
        'position',
        'customer',
        'process',
        'strength',
        'agreement',
        'coverage',
        'responseRate',
        'movement',
      ),
      status: oneOf('passed', 'failed', 'waived', 'unjudged'),
      got: nullable(number),
      range: nullable(object({ low: number, high: number })),
      limit: object({ from: bound, to: bound }),
      because: string,
      missing: nullable(string),
      waiver: nullable(object(waiver)),
    }),
  ),
  waivers: list(
    object({ ...waiver, check: string, unit: string, fault: oneOf('expired', 'unused') }),
  ),
});

const origin: Schema<Origin> = object({
  asOf: nullable(string),
  files: list(string),
  scorecard: string,
  answers: string,
  options: object({
    market: nullable(string),
    minGroup: nullable(count),
    appendix: boolean,
    table: nullable(
      object({
        map: nullable(string),
        delimiter: nullable(string),
        onDuplicate: oneOf('error', 'first', 'last', 'ignore'),
        allowRejects: count,
        moments: boolean,
      }),
    ),
  }),
});

const result: Schema<Result> = object({
  format: fixed('pendulum-result/1'),
  tool,
  scorecard,
  round: nullable(string),
  units: list(unit),
  problems,
  words: object({
    engagement: words.engagement,
    zones: words.zones,
    strengthBands: words.strengthBands,
    archetypes: dictionary(object({ title: string, message: string })),
    markets: dictionary(string),
    questions: words.questions,
    practices: dictionary(object({ how: string, evidence: nullable(string) })),
    polarity: nullable(object({ customer: pole, process: pole })),
    language: words.language,
    notes: nullable(dictionary(dictionary(list(string)))),
  }),
  gate: nullable(gate),
  origin: nullable(origin),
});

/** JSON Schema (draft 7) of the result document. */
export const resultSchema: Json = result.json;
