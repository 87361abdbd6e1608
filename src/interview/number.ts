import { valueOfText } from '../answers/value.ts';
import type { Input } from '../plan/types.ts';
import type { Words } from '../words/words.ts';

type Metric = Extract<Input, { kind: 'metric' }>;

/** A number as sheets write it: a decimal point, no needless zeros, no open end. */
export const tidyNumber = (text: string): string =>
  text
    .replace(',', '.')
    .replace(/\.$/, '')
    .replace(/^(-?)0+(?=[0-9])/, '$1')
    .replace(/^(-?)\./, '$10.');

/** Bounds this far out are the format's own and mean nothing to a person. */
const unbounded = 500_000;

/** The lowest and highest value in words, or null where any value will do. */
export function boundsOf({ min, max, decimals }: Metric): readonly [string, string] | null {
  const [low, high] = [min / 10 ** decimals, max / 10 ** decimals];
  return low < -unbounded && high > unbounded ? null : [String(low), String(high)];
}

/** What numbers may be given, in words. */
export function numberRule(words: Words, input: Metric): string {
  const bounds = boundsOf(input);
  const decimals = words.decimals(input.decimals);
  return bounds === null ? decimals : `${words.range(...bounds)}, ${decimals}`;
}

/** What is wrong with a number so far, or null while it is right or may still become so. */
export function metricFault(words: Words, input: Metric, text: string): string | null {
  const tidy = tidyNumber(text);
  if (/^-?$/.test(tidy) || valueOfText(input, tidy) !== null) return null;
  const decimals = tidy.split('.')[1]?.length ?? 0;
  if (decimals > input.decimals) return words.tooManyDecimals(input.decimals);
  const bounds = boundsOf(input);
  return bounds === null ? words.notANumber : words.outsideRange(...bounds);
}
