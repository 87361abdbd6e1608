import type {
  Explanation,
  Ledger,
  Margin,
  NotCounted,
  PracticeReason,
  Reach,
  SideSum,
} from '../explanation.ts';
import {
  boolean,
  count,
  fixed,
  list,
  nullable,
  number,
  object,
  oneOf,
  string,
  type Json,
  type Schema,
} from '../result/json-schema.ts';
import {
  advised,
  bound,
  effort,
  pooling,
  scorecard,
  side,
  suppressed,
  target,
  tool,
  words,
} from '../result/schema-parts.ts';

const share = { share: number, contribution: number, pull: number };

const sums: Schema<readonly SideSum[]> = list(object({ ...share, side, questions: count }));

const notCounted: Schema<NotCounted> = oneOf(
  'stated',
  'weightless',
  'not-applicable',
  'dont-know',
  'unanswered',
  'not-asked',
  'insufficient',
  'not-scored',
  'hidden',
);

const ledger: Schema<Ledger> = object({
  dimensions: list(
    object({
      id: string,
      title: string,
      rows: list(
        object({
          question: string,
          ask: string,
          fact: boolean,
          answer: nullable(string),
          weight: number,
          counted: nullable(count),
          sides: list(object({ ...share, side, points: number })),
          notCounted: nullable(notCounted),
        }),
      ),
      sums,
    }),
  ),
  rest: sums,
  sums,
  rounding: object({ customer: number, process: number, position: number }),
});

const pulls = list(object({ question: string, ask: string, pull: number }));

const reach: Schema<Reach> = object({
  status: oneOf('on-target', 'reached', 'out-of-reach'),
  changes: list(
    object({
      rises: list(object({ question: string, ask: string, steps: count, people: count })),
      steps: count,
      people: nullable(count),
      position: number,
      gap: number,
    }),
  ),
});

const margin: Schema<Margin> = object({
  zone: nullable(object({ distance: number, next: string })),
  flip: nullable(object({ answers: count, people: nullable(count), zone: string })),
  target: bound,
  strength: nullable(object({ distance: number, next: string })),
});

const practice: Schema<PracticeReason> = object({
  practice: string,
  title: string,
  side: advised,
  dimension: string,
  effort,
  rule: oneOf(
    'recommended',
    'no-need',
    'unscored',
    'feeds-the-lead',
    'outranked',
    'third-in-dimension',
    'gave-way',
    'nobody-scored',
  ),
  rank: nullable(count),
  numbers: nullable(
    object({
      need: number,
      weight: number,
      leverage: number,
      emphasis: number,
      cost: number,
      priority: number,
    }),
  ),
  because: list(string),
});

const explanation: Schema<Explanation> = object({
  format: fixed('pendulum-explanation/1'),
  tool,
  scorecard,
  round: nullable(string),
  subject: object({
    kind: oneOf('respondent', 'unit', 'group'),
    id: string,
    title: string,
    unit: string,
  }),
  basis: oneOf('answers', 'shown'),
  respondents: object({ count: nullable(count), scored: nullable(count), pooling }),
  suppressed,
  customer: bound,
  process: bound,
  position: bound,
  strength: bound,
  gap: bound,
  zone: nullable(string),
  strengthBand: nullable(string),
  target: nullable(target),
  ledger: nullable(ledger),
  pulls: nullable(object({ customer: pulls, process: pulls })),
  reach: nullable(reach),
  margin: nullable(margin),
  practice: nullable(practice),
  words: object({
    engagement: words.engagement,
    zones: words.zones,
    strengthBands: words.strengthBands,
  }),
});

/** JSON Schema (draft 7) of the explanation document. */
export const explanationSchema: Json = explanation.json;
