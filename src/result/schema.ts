import type { GateResult, Origin, Result, UnitResult, UnitStatistics } from '../result.ts';

type Json = { readonly [key: string]: unknown };

/** A JSON Schema that says which type it describes, so that the compiler holds the two together. */
interface Schema<T> {
  readonly json: Json;
  /** Never there; makes the type count. */
  readonly describes?: (value: T) => T;
}

const schema = <T>(json: Json): Schema<T> => ({ json });

const string = schema<string>({ type: 'string' });
const number = schema<number>({ type: 'number' });
const boolean = schema<boolean>({ type: 'boolean' });
const count = schema<number>({ type: 'integer', minimum: 0 });
const fixed = <const T extends string | number>(value: T): Schema<T> => schema({ const: value });
const oneOf = <const T extends string>(...values: readonly T[]): Schema<T> =>
  schema({ enum: values });
const nullable = <T>({ json }: Schema<T>): Schema<T | null> =>
  schema({ anyOf: [json, { type: 'null' }] });
const list = <T>({ json }: Schema<T>): Schema<readonly T[]> =>
  schema({ type: 'array', items: json });
const dictionary = <T>({ json }: Schema<T>): Schema<{ readonly [key: string]: T }> =>
  schema({ type: 'object', additionalProperties: json });

type Fields = { readonly [name: string]: Schema<never> };
type Described<S> = S extends { readonly describes?: (value: infer T) => unknown } ? T : never;

const object = <F extends Record<string, unknown>>(
  fields: F & { readonly [K in keyof F]: Schema<Described<F[K]>> },
): Schema<{ readonly [K in keyof F]: Described<F[K]> }> =>
  schema({
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields as unknown as Fields).map(([name, { json }]) => [name, json]),
    ),
    required: Object.keys(fields),
    additionalProperties: false,
  });

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
const interval = object({ id: string, title: string, from: number, to: number });
const pole = object({ upsides: list(string), overuse: list(string), warnings: list(string) });

const bound = nullable(number);
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
  kind: oneOf('unit', 'group'),
  members: list(string),
  market: nullable(
    object({
      mix: dictionary(number),
      target: object({ customer: number, process: number, position: number, tolerance: number }),
      floor: leanings,
    }),
  ),
  respondents: object({
    count: nullable(count),
    invited: nullable(count),
    roles: dictionary(count),
    pooling: oneOf('respondents', 'roles'),
  }),
  suppressed: nullable(object({ reason: string, minGroup: count })),
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
  interval: nullable(object({ low: number, high: number, level: number })),
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
      side: oneOf('customer', 'process', 'both'),
      dimension: string,
      effort: oneOf('S', 'M', 'L', 'XL'),
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
  tool: object({ name: string, version: string }),
  scorecard: object({
    id: string,
    version: string,
    title: string,
    fingerprint: string,
    status: string,
  }),
  round: nullable(string),
  units: list(unit),
  problems: list(
    object({
      code: string,
      severity: oneOf('error', 'warning'),
      message: string,
      file: nullable(string),
      line: nullable(count),
      column: nullable(count),
      hint: nullable(string),
    }),
  ),
  words: object({
    engagement: nullable(object({ title: string, remark: nullable(string) })),
    zones: list(interval),
    strengthBands: list(interval),
    archetypes: dictionary(object({ title: string, message: string })),
    markets: dictionary(string),
    questions: dictionary(
      object({ ask: string, dimension: string, unit: nullable(string), options: list(string) }),
    ),
    practices: dictionary(object({ how: string, evidence: nullable(string) })),
    polarity: nullable(object({ customer: pole, process: pole })),
    language: string,
    notes: nullable(dictionary(dictionary(list(string)))),
  }),
  gate: nullable(gate),
  origin: nullable(origin),
});

/** JSON Schema (draft 7) of the result document. */
export const resultSchema: Json = result.json;
