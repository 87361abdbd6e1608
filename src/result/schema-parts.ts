import type { Words } from '../result.ts';
import { count, dictionary, list, nullable, number, object, oneOf, string } from './json-schema.ts';
import type { Schema } from './json-schema.ts';

/** What the result shares with the documents of rounds, of the ledger and of the instrument. */
export const tool = object({ name: string, version: string });
export const scorecard = object({
  id: string,
  version: string,
  title: string,
  fingerprint: string,
  status: string,
});
export const problems = list(
  object({
    code: string,
    severity: oneOf('error', 'warning'),
    message: string,
    file: nullable(string),
    line: nullable(count),
    column: nullable(count),
    hint: nullable(string),
  }),
);

export const bound = nullable(number);
export const estimate = object({ low: number, high: number, level: number });
export const target = object({
  customer: number,
  process: number,
  position: number,
  tolerance: number,
});
export const side = oneOf('customer', 'process');
export const advised = oneOf('customer', 'process', 'both');
export const effort = oneOf('S', 'M', 'L', 'XL');
export const kind = oneOf('unit', 'group');
export const pooling = oneOf('respondents', 'roles');
export const suppressed = nullable(object({ reason: string, minGroup: count }));

const span = object({ id: string, title: string, from: number, to: number });

type Shared = 'engagement' | 'zones' | 'strengthBands' | 'questions' | 'language';

export const words: { readonly [W in Shared]: Schema<Words[W]> } = {
  engagement: nullable(object({ title: string, remark: nullable(string) })),
  zones: list(span),
  strengthBands: list(span),
  questions: dictionary(
    object({ ask: string, dimension: string, unit: nullable(string), options: list(string) }),
  ),
  language: string,
};
