import type {
  ChangeTest,
  Comparison,
  FollowUp,
  Move,
  Swing,
  UnitComparison,
  VersionChange,
} from '../comparison.ts';
import {
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
  estimate,
  kind,
  problems,
  scorecard,
  side,
  suppressed,
  tool,
  words,
} from '../result/schema-parts.ts';

const move: Schema<Move> = object({ from: bound, to: bound, change: bound });

const changeTest: Schema<ChangeTest> = object({
  method: oneOf('paired', 'welch'),
  respondents: object({ from: count, to: count }),
  difference: number,
  interval: estimate,
  t: number,
  df: number,
  p: number,
  verdict: oneOf('change', 'chance'),
});

const followUp: Schema<FollowUp> = object({
  practice: string,
  title: string,
  side: advised,
  dimension: object({ id: string, title: string }),
  moves: list(object({ from: bound, to: bound, change: bound, side })),
});

const swing: Schema<Swing> = object({
  from: string,
  to: string,
  hidden: nullable(oneOf('suppressed', 'absent', 'unscored')),
  position: move,
  customer: move,
  process: move,
  strength: move,
  overshoot: nullable(object({ side, by: number })),
  test: nullable(changeTest),
  dimensions: list(
    object({ id: string, title: string, customer: move, process: move, position: move }),
  ),
  recommendations: list(followUp),
});

const unit: Schema<UnitComparison> = object({
  id: string,
  title: string,
  kind,
  members: list(string),
  target: nullable(object({ position: number, tolerance: number })),
  rounds: list(
    object({
      round: string,
      respondents: nullable(count),
      position: bound,
      zone: nullable(string),
      strength: bound,
      full: bound,
      suppressed,
    }),
  ),
  amplitude: bound,
  swings: list(swing),
});

const version: Schema<VersionChange> = object({
  version: string,
  fingerprint: string,
  questions: list(
    object({
      id: string,
      verdict: oneOf('reworded', 'rescored', 'new', 'gone'),
      changed: list(
        object({
          part: oneOf(
            'dimension',
            'side',
            'weight',
            'answers',
            'points',
            'optional',
            'fact',
            'condition',
          ),
          from: nullable(string),
          to: nullable(string),
        }),
      ),
    }),
  ),
});

const comparison: Schema<Comparison> = object({
  format: fixed('pendulum-comparison/1'),
  tool,
  scorecard,
  rounds: list(object({ round: string, version: string })),
  core: object({ questions: count, of: count }),
  versions: list(version),
  units: list(unit),
  problems,
  words: object({ engagement: words.engagement, zones: words.zones, language: words.language }),
});

/** JSON Schema (draft 7) of the comparison document. */
export const comparisonSchema: Json = comparison.json;
