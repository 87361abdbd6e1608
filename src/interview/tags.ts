import type { Input } from '../plan/types.ts';

type Options = Extract<Input, { kind: 'options' }>;

/**
 * What a person presses or types for each option: its own code where that is a digit, so that the
 * screen, a sheet and a show of cards say the same; else its place. Ten and more options that
 * are not 0 to 9 need two digits and Enter.
 */
export function tagsOf({ form, options }: Options): readonly string[] {
  const codes = options.map(({ code }) => code);
  const isNumbered = form === 'answerScale' || codes.every((code) => /^[0-9]$/.test(code));
  return isNumbered ? codes : codes.map((_, i) => String(i + 1));
}

/** Whether one key is enough. */
export const isOneKey = (tags: readonly string[]): boolean => tags.every((tag) => tag.length === 1);
