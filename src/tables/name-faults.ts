import type { Engagement } from '../answers/engagement.ts';
import type { Plan } from '../plan/types.ts';

/** The most characters of a name. */
export const longest = { unit: 64, round: 40, respondent: 64, role: 64, market: 64 } as const;
export type NameKey = keyof typeof longest;

/** What is wrong with a text that is no name. */
export const unfit = (key: NameKey): string =>
  `a ${key} has at most ${longest[key]} characters of UTF-8, all of them visible`;

/** Why a name may not stand in a row, null when it may; no name is null. */
type NameFault = (text: string | null) => string | null;

function unlisted(what: string, known: readonly string[] | undefined): NameFault {
  const names = known === undefined ? null : new Set(known);
  return (text) =>
    text === null || names === null || names.has(text)
      ? null
      : `the engagement has no ${what} of that name`;
}

/** Holds the names of a row against the scorecard and the engagement. */
export function nameFaults(
  plan: Plan,
  engagement: Engagement | null,
): { readonly [K in Exclude<NameKey, 'respondent'>]: NameFault } {
  const ofUnit = unlisted(
    'unit',
    engagement?.units.map(({ id }) => id),
  );
  const markets = plan.markets.map(({ id }) => id);
  return {
    unit: (text) => (text === null ? 'a row needs a unit' : ofUnit(text)),
    round: unlisted('round', engagement?.rounds),
    role: unlisted('role', engagement?.roles),
    market: (text) =>
      text === null || markets.length === 0 || markets.includes(text)
        ? null
        : `the scorecard has no such market; markets: ${markets.join(', ')}`,
  };
}
