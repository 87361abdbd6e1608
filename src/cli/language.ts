import { languagesOf } from '../plan/translate.ts';
import type { Plan } from '../plan/types.ts';
import type { World } from './world.ts';

/** `de_AT.UTF-8@euro` is `de-at`. */
const tagOf = (locale: string): string =>
  locale
    .toLowerCase()
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-');

const primary = (tag: string): string => tag.split('-')[0]!;

/** The language that a tag names, or another of its family: `de` for `de-AT`, `pt-br` for `pt`. */
function found(languages: readonly string[], tag: string): string | null {
  const same = languages.find((language) => tagOf(language) === tag);
  const kin = languages.find((language) => primary(tagOf(language)) === primary(tag));
  return same ?? kin ?? null;
}

/** The locale of messages, as POSIX has it; an empty variable counts as unset. */
const localeOf = (env: World['env']): string =>
  [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value) ?? '';

/**
 * The language to ask in: the given one, or null when the plan does not have it. Without one, the
 * language of the terminal if the plan has it, else the plan's own.
 */
export function languageFor(
  plan: Plan,
  given: string | undefined,
  env: World['env'],
): string | null {
  const languages = languagesOf(plan);
  if (given !== undefined) return found(languages, tagOf(given));
  return found(languages, tagOf(localeOf(env))) ?? plan.scorecard.language;
}
