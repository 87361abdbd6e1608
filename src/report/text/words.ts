import type { Result, UnitResult } from '../../result.ts';
import { fixed, lean, sideOf } from '../../text/number.ts';

/** Ids are looked up in what files brought: a question may well be called `constructor`. */
export function own<T>(record: { readonly [id: string]: T }, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

/** The title that goes with an id; the id where there is none. */
export const titleIn = (
  named: readonly { readonly id: string; readonly title: string }[],
  id: string | null,
): string | null => (id === null ? null : (named.find((each) => each.id === id)?.title ?? id));

export const zoneTitle = ({ words }: Result, unit: UnitResult): string | null =>
  titleIn(words.zones, unit.zone);

export const strengthTitle = ({ words }: Result, unit: UnitResult): string | null =>
  titleIn(words.strengthBands, unit.strengthBand);

/** Where one zone ends and the next begins; the ends of the scale are no limits. */
export function zoneLimits({ words }: Result): readonly number[] {
  const limits = words.zones.flatMap(({ from, to }) => [from, to]);
  return [...new Set(limits)].filter((limit) => Math.abs(limit) < 100).toSorted((a, b) => a - b);
}

/** Points as people read them. */
export const points = (value: number): string => fixed(value, 1);

/** A share of one as a percentage. */
export const percent = (share: number): string => `${fixed(share * 100, 0)} %`;

export const tooFew = 'too few answers to score';

export const pointsOr = (value: number | null): string => (value === null ? tooFew : points(value));

/** So many of something, with its plural. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** Where the remarks are that a format for many readers leaves out. */
export const remarksElsewhere = 'Remarks of respondents are in the appendix of the HTML report.';

export const efforts = {
  S: 'small effort',
  M: 'medium effort',
  L: 'large effort',
  XL: 'very large effort',
} as const;

/** Where respondents disagree, in a few words. */
export const agreements = {
  agreed: 'agreed',
  mixed: 'mixed, people agree in part',
  wide: 'wide, views are far apart',
  split: 'split, there are two camps',
} as const;

/** Markets of a unit with their shares, the largest first. */
export function marketTitles({ words }: Result, mix: { readonly [id: string]: number }): string {
  const shares = Object.entries(mix).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const titles = shares.map(([id, share]) => {
    const title = own(words.markets, id) ?? id;
    return shares.length === 1 ? title : `${title} ${percent(share)}`;
  });
  return titles.join(', ');
}

/** Why nothing is shown of a unit whose answers would give somebody away. */
export function whyHidden({ reason, minGroup }: NonNullable<UnitResult['suppressed']>): string {
  return `To protect those who answered: ${reason}. Numbers are shown from ${minGroup} respondents on.`;
}

export const unitNamed = (result: Result | null, id: string): UnitResult | undefined =>
  result?.units.find((unit) => unit.id === id);

/** Where the unit hung in the result of an earlier round, if that may be shown. */
export function positionBefore(previous: Result | null, id: string): number | null {
  const unit = unitNamed(previous, id);
  return unit === undefined || unit.suppressed !== null ? null : unit.position;
}

export const notDistinguishable = 'not distinguishable from target';

/** Whether chance alone could have put the position off its target. */
export const isOnTarget = ({ interval, market }: UnitResult): boolean =>
  interval !== null &&
  market !== null &&
  interval.low <= market.target.position &&
  market.target.position <= interval.high;

/** The gap in a table; chance is named before a number that may be nothing else. */
export function gapInBrief(unit: UnitResult): string {
  if (unit.gap === null) return '';
  if (isOnTarget(unit)) return 'not distinguishable';
  return sideOf(unit.gap) === 'centre' ? 'none' : lean(unit.gap);
}

/** Zone and strength together: a weak unit near its target is no good news. */
export function zoneText(unit: UnitResult, result: Result): string {
  const band = strengthTitle(result, unit);
  const strength = unit.strength === null ? null : `strength ${points(unit.strength)}`;
  const parts = [
    zoneTitle(result, unit),
    strength !== null && band !== null ? `${strength} (${band})` : strength,
    isOnTarget(unit) ? notDistinguishable : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** Whether a unit is in the lowest band of strength, which is said wherever its zone is named. */
export const isWeak = ({ words }: Result, { strengthBand }: UnitResult): boolean =>
  strengthBand !== null && words.strengthBands[0]?.id === strengthBand;

/** Findings that stand among the facts of a unit already. */
const saidAmongFacts: ReadonlySet<string> = new Set(['below-floor', 'say-and-do']);

/** What looked odd in the answers of a unit, a sentence each. */
export const oddities = ({ flags }: UnitResult): readonly string[] =>
  flags
    .filter(({ kind }) => !saidAmongFacts.has(kind))
    .map(({ respondent, kind, detail }) =>
      respondent === null ? detail : `${respondent}: ${kind}, ${detail}`,
    );

/** The zone of a unit, never without what a low strength takes from it; empty where there is none. */
export function zoneAndWeakness(result: Result, unit: UnitResult): string {
  const weak = isWeak(result, unit) ? strengthTitle(result, unit) : null;
  return [zoneTitle(result, unit), weak].filter((part) => part !== null).join(', ');
}

/** How far an instrument can be trusted, in a sentence. */
export const statusText = ({ status }: Result['scorecard']): string =>
  status === 'not validated'
    ? 'This instrument is not validated: nobody has shown yet that its scores go with results seen from outside. It opens a conversation and measures no person.'
    : `Status of this instrument: ${status}.`;
