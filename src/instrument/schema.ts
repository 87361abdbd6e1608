import type {
  CarelessResult,
  Finding,
  GroupEffect,
  Headline,
  Instrument,
  IntervalResult,
  PositionReliability,
  ScaleResult,
  UnitEnough,
} from '../instrument.ts';
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
  bound,
  problems,
  scorecard,
  side,
  suppressed,
  tool,
  words,
} from '../result/schema-parts.ts';

const estimate = { low: number, high: number, level: number };

const scale: Schema<ScaleResult> = object({
  id: string,
  title: string,
  side,
  dimension: nullable(string),
  status: oneOf('computed', 'unstable', 'two', 'one', 'none', 'few', 'constant', 'hidden'),
  respondents: nullable(count),
  alpha: nullable(object({ value: number, ...estimate })),
  standardizedAlpha: bound,
  omega: bound,
  spearmanBrown: bound,
  meanCorrelation: bound,
  mean: bound,
  sd: bound,
  sem: bound,
  questions: list(
    object({
      id: string,
      itemRest: bound,
      alphaIfDropped: bound,
      verdict: nullable(oneOf('fits', 'loose', 'against')),
    }),
  ),
  leftOut: list(object({ question: string, because: oneOf('all the same', 'asked of few') })),
});

const position: Schema<PositionReliability & { readonly sentence: string }> = object({
  respondents: count,
  customer: number,
  process: number,
  correlation: number,
  reliability: bound,
  sem: number,
  sentence: string,
});

const effect: Schema<GroupEffect> = object({
  of: oneOf('customer', 'process', 'position'),
  by: oneOf('unit', 'role'),
  groups: count,
  respondents: count,
  icc1: number,
  icc2: bound,
  size: oneOf('none', 'small', 'medium', 'large'),
});

const interval: Schema<IntervalResult> = object({
  method: oneOf('t', 'finite', 'census', 'strata', 'bootstrap'),
  ...estimate,
});

const unit: Schema<UnitEnough> = object({
  id: string,
  title: string,
  isHidden: boolean,
  suppressed,
  respondents: nullable(count),
  headcount: nullable(count),
  position: bound,
  intervals: list(interval),
  because: nullable(string),
  within: bound,
  meanReliability: bound,
  needed: nullable(count),
  verdict: oneOf('enough', 'more', 'unknown'),
  krippendorff: bound,
  withoutFlagged: nullable(object({ respondents: count, position: number })),
  reliability: nullable(object({ customer: number, process: number })),
  raters: nullable(
    object({
      sides: count,
      respondents: count,
      icc11: bound,
      icc21: bound,
      icc31: bound,
      icc1k: bound,
      icc2k: bound,
      icc3k: bound,
    }),
  ),
});

const headline: Schema<Headline> = object({
  respondents: count,
  customer: number,
  process: number,
  position: number,
});

const careless: Schema<CarelessResult> = object({
  signs: list(
    object({
      sign: oneOf('longstring', 'variability', 'evenOdd', 'mahalanobis', 'acquiescence'),
      limit: string,
      respondents: nullable(count),
      skipped: nullable(string),
    }),
  ),
  flagged: nullable(count),
  of: count,
  headlines: nullable(object({ all: headline, without: headline })),
});

const finding: Schema<Finding> = object({
  about: oneOf('people', 'scale', 'question', 'position', 'units', 'careless'),
  verdict: oneOf('good', 'weak', 'unknown'),
  says: string,
});

const instrument: Schema<Instrument> = object({
  format: fixed('pendulum-instrument/1'),
  tool,
  scorecard,
  round: nullable(string),
  respondents: object({ count, scored: count, units: count }),
  aim: number,
  secondReading: nullable(string),
  findings: list(finding),
  scales: list(scale),
  position: nullable(position),
  groups: list(effect),
  units: list(unit),
  careless: nullable(careless),
  problems,
  words: object({
    engagement: words.engagement,
    questions: words.questions,
    language: words.language,
  }),
});

/** JSON Schema (draft 7) of the document of an instrument. */
export const instrumentSchema: Json = instrument.json;
