import { scaled } from '../plan/integers.ts';
import type { Input, PlanQuestion } from '../plan/types.ts';
import { Answered, DontKnow, NotApplicable } from './types.ts';

/** One answer as it was given. */
export interface Given {
  readonly state: number;
  readonly value: number;
  readonly note: string | null;
}

/** An answer as a value. */
export const given = (value: number): Given => ({ state: Answered, value, note: null });

const stateWords: ReadonlyMap<string, number> = new Map([
  ['not-applicable', NotApplicable],
  ['dont-know', DontKnow],
]);

const digits = (value: number, decimals: number) => String(value / 10 ** decimals);

/** What may be answered, in words. */
export function allowedAnswers(input: Input): string {
  switch (input.kind) {
    case 'options':
      return input.options.map(({ code }) => code).join(', ');
    case 'metric': {
      const [low, high] = [digits(input.min, input.decimals), digits(input.max, input.decimals)];
      const fine = input.decimals === 0 ? 'whole' : `at most ${input.decimals} decimals`;
      return `a number from ${low} to ${high} in ${input.unit}, ${fine}`;
    }
    case 'allocation':
      return `${input.parts.map(({ code }) => code).join(', ')} adding up to 100`;
  }
}

const metricPattern = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/**
 * The integer an answer's text stands for, or null when it is none. `text` is a code or a number
 * exactly as written: no spaces, no other digits than 0-9.
 */
export function valueOfText(input: Input, text: string): number | null {
  if (input.kind === 'options') {
    const index = input.options.findIndex(({ code }) => code === text);
    return index < 0 ? null : index;
  }
  if (input.kind === 'allocation' || !metricPattern.test(text)) return null;
  const decimals = text.split('.')[1]?.length ?? 0;
  const value = scaled(Number(text), input.decimals);
  const isInside = decimals <= input.decimals && value >= input.min && value <= input.max;
  return isInside ? value + 0 : null;
}

/** What a text says about a question, be it an answer or a state; null when it says neither. */
export function givenOfText(input: Input, text: string): Given | null {
  const state = stateWords.get(text);
  if (state !== undefined) return { state, value: 0, note: null };
  const value = valueOfText(input, text);
  return value === null ? null : given(value);
}

/** How an answer is written in a sheet: the text `valueOfText` reads back. */
export function textOfValue(input: Exclude<Input, { kind: 'allocation' }>, value: number): string {
  return input.kind === 'options' ? input.options[value]!.code : digits(value, input.decimals);
}

/** The same with the words for a state. */
export const allowedOf = ({ input }: PlanQuestion): string =>
  `${allowedAnswers(input)}, ${[...stateWords.keys()].join(', ')}`;

/** The shares of an allocation, in the order in which they are given. */
export const partNames = ['customer', 'process', 'other'] as const;

/** The most by which an allocation may miss 100, in milli-points: people round their shares. */
const allocationSlack = 500;

/** Customer minus process of shares, all in milli-points, or null when they do not add up. */
export function allocationValue(customer: number, process: number, other: number): number | null {
  const total = customer + process + other;
  return Math.abs(total - 100_000) > allocationSlack ? null : customer - process;
}
