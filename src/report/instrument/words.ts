import type {
  GroupEffect,
  IntervalResult,
  LeftOut,
  ScaleQuestion,
  ScaleResult,
  Sign,
  UnitEnough,
} from '../../instrument.ts';
import { fixed, lean, leanBetween } from '../../text/number.ts';
import { count, percent, points, tooFew, whyHidden } from '../text/words.ts';

/** Stands where there is no number; why there is none is said beside it. */
export const none = '-';

/** A coefficient, of at most 1, as people quote it. */
export const coefficient = (value: number | null): string =>
  value === null ? none : fixed(value, 2);

export const pointsOrNone = (value: number | null): string =>
  value === null ? none : points(value);

export const numberOrNone = (value: number | null): string =>
  value === null ? none : String(value);

export const hidden = 'not shown, to protect those who answered';

export const findingWords = { good: 'good', weak: 'weak', unknown: 'not known' } as const;

export const enoughWords = { enough: 'enough', more: 'too few', unknown: 'not known' } as const;

export const questionWords = {
  fits: 'fits',
  loose: 'loose',
  against: 'goes against',
} as const satisfies Record<NonNullable<ScaleQuestion['verdict']>, string>;

export const leftOutWords = {
  'all the same': 'everybody answered it alike',
  'asked of few': 'asked of too few',
} as const satisfies Record<LeftOut, string>;

export const sizeWords = {
  none: 'no group effect',
  small: 'small',
  medium: 'medium',
  large: 'large',
} as const satisfies Record<GroupEffect['size'], string>;

export const signWords = {
  longstring: 'One answer in a long run',
  variability: 'Answers that hardly vary',
  evenOdd: 'Two halves that do not agree',
  mahalanobis: 'An unusual combination of answers',
  acquiescence: 'Agreeing with opposites',
} as const satisfies Record<Sign, string>;

const methodWords = {
  t: "Student's t",
  finite: "Student's t, corrected for the size of the unit",
  census: 'everybody answered',
  strata: 'by role, weighted by headcount',
  bootstrap: 'bootstrap of respondents',
} as const satisfies Record<IntervalResult['method'], string>;

/** An interval with the way it was computed. */
export const intervalText = ({ method, low, high }: IntervalResult): string =>
  `${leanBetween(low, high)} (${methodWords[method]})`;

const stepped = ({ meanCorrelation, spearmanBrown }: ScaleResult): string =>
  spearmanBrown === null
    ? 'two questions: no alpha, and their correlation cannot be stepped up'
    : `two questions: correlation ${coefficient(meanCorrelation)}, Spearman-Brown ${coefficient(spearmanBrown)}`;

/** Why there is no alpha of a scale, or none to rely on; null where there is one. */
function whyNone(scale: ScaleResult): string | null {
  const said = {
    computed: null,
    unstable: 'fewer than ten respondents: not to be relied on',
    two: stepped(scale),
    one: 'one question alone cannot be held against others',
    none: 'no question is left to add up',
    few: 'too few respondents answered all of it',
    constant: 'everybody answered alike: there is nothing to tell apart',
    hidden,
  } as const satisfies Record<ScaleResult['status'], string | null>;
  return said[scale.status];
}

/** What has to be said beside the numbers of a scale. */
export function scaleRemark(scale: ScaleResult): string {
  const why = whyNone(scale);
  const factor =
    scale.alpha !== null && scale.omega === null
      ? 'no omega: one factor could not be fitted'
      : null;
  return [why, factor].filter((each) => each !== null).join('; ');
}

/** So many of so many, as far as both are known. */
export function peopleText({ respondents, headcount }: UnitEnough): string {
  if (respondents === null) return none;
  return headcount === null ? String(respondents) : `${respondents} of ${headcount}`;
}

/** The interval to show, and why it is that one. */
function shownInterval({ intervals: [shown], because, position }: UnitEnough): string {
  if (position === null) return tooFew;
  const why = because === null ? '' : `: ${because}`;
  if (shown === undefined) return `no interval${why}`;
  const between = leanBetween(shown.low, shown.high);
  return `${percent(shown.level)} interval ${between}, ${methodWords[shown.method]}${why}`;
}

/** Points without a decimal that says nothing. */
export const aimText = (aim: number): string => points(aim).replace(/\.0$/, '');

/** How many would do; empty where there are enough. */
function neededText({ verdict, needed, respondents }: UnitEnough, aim: number): string {
  if (verdict === 'enough') return '';
  if (needed === null) return 'how many would do is not known';
  const more = respondents === null ? 0 : needed - respondents;
  const who = more > 0 ? `${more} more, ${needed} in all,` : count(needed, 'respondent');
  return `${who} would bring it within ${aimText(aim)} points`;
}

/** What the verdict on a unit's number of people rests on. */
export function enoughRemark(unit: UnitEnough, aim: number): string {
  if (unit.isHidden) return unit.suppressed === null ? hidden : whyHidden(unit.suppressed);
  return [shownInterval(unit), neededText(unit, aim)].filter((each) => each !== '').join('; ');
}

export const positionText = (position: number | null): string =>
  position === null ? none : lean(position);
