import type { Result, UnitResult } from '../../result.ts';
import { lean, leanBetween, sideOf } from '../../text/number.ts';
import { html, type Markup } from '../html/markup.ts';
import { hangOf } from '../text/top.ts';
import type { Hang } from '../text/geometry.ts';
import { percent, points, whyHidden, zoneLimits, zoneText } from '../text/words.ts';
import { arc, length, lengths, place, spoke } from './geometry.ts';

/** A unit as its picture shows it. */
export interface Shown {
  readonly unit: UnitResult;
  readonly result: Result;
  /** The round before, or null. */
  readonly previous: Result | null;
}

/** Why there is no bob, or null where there is one. */
export function whyNone({ suppressed, position }: UnitResult): string | null {
  if (suppressed !== null) return whyHidden(suppressed);
  return position === null ? 'Too few answers to score: there is no position to show.' : null;
}

const sentence = (text: string) => (text === '' ? '' : `${text}.`);

/** How sure the position is; nothing where nothing is left to chance. */
function intervalSaid({ interval }: UnitResult): string {
  if (interval === null || interval.low === interval.high) return '';
  const { low, high, level } = interval;
  return sentence(`${percent(level)} interval ${leanBetween(low, high)}`);
}

/** Everything the picture shows, in words. */
export function described({ unit, result, previous }: Shown): string {
  const hang = hangOf(unit, result, previous);
  if (hang === null) return whyNone(unit) ?? '';
  const { target, before } = hang;
  const parts = [
    'A pendulum between process at the left and customer at the right.',
    sentence(`It hangs ${hangsAt(hang.position)}: ${zoneText(unit, result)}`),
    target === null
      ? ''
      : sentence(`Target ${lean(target.position)} ± ${points(target.tolerance)}`),
    intervalSaid(unit),
    before === null ? '' : sentence(`In ${previous?.round ?? 'the last round'}: ${lean(before)}`),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const hangsAt = (position: number) =>
  sideOf(position) === 'centre' ? lean(position) : `at ${lean(position)}`;

/** Limits with less than this between them have room for one number only. */
const narrowestZone = 8;

const limitLabel = (limit: number): Markup => {
  const [x, y] = place(limit, lengths.arc + 20);
  const text = points(Math.abs(limit)).replace(/\.0$/, '');
  return html`<text class="limit faint" text-anchor="middle" x="${length(x)}" y="${length(y + 3)}"
    >${text}</text
  >`;
};

const limitLabels = (limits: readonly number[]) =>
  limits.filter((limit, i) => i === 0 || limit - limits[i - 1]! >= narrowestZone).map(limitLabel);

const scale = (limits: readonly number[]): Markup => {
  const ticks = limits.map((limit) => spoke(limit, lengths.arc + 4, lengths.arc + 11)).join('');
  return html`<path class="arc-process" d="${arc(-100, 0, lengths.arc)}" /><path
      class="arc-customer"
      d="${arc(0, 100, lengths.arc)}"
    /><path class="tick" d="${ticks}" />`;
};

const ends = html`<text class="end process" text-anchor="end" x="88" y="160">PROCESS</text>
  <text class="end customer" x="352" y="160">CUSTOMER</text>`;

function band({ target }: Hang): Markup | null {
  if (target === null) return null;
  const { position, tolerance } = target;
  return html`<path
    class="band"
    d="${arc(position - tolerance, position + tolerance, lengths.arc)}"
  />`;
}

/** A thin arc with an end at either side. */
function interval({ interval: found }: UnitResult): Markup | null {
  if (found === null || found.low === found.high) return null;
  const end = (position: number) => spoke(position, lengths.interval - 3, lengths.interval + 3);
  const data = arc(found.low, found.high, lengths.interval) + end(found.low) + end(found.high);
  return html`<path class="interval" d="${data}" />`;
}

const circle = (kind: string, position: number, radius: number = lengths.radius): Markup => {
  const [x, y] = place(position, lengths.bob);
  return html`<circle class="${kind}" cx="${length(x)}" cy="${length(y)}" r="${length(radius)}" />`;
};

const hanger = html`<path class="hanger" d="M192 16H248" />`;

const bob = (position: number): Markup => {
  const side = sideOf(position);
  const rod = spoke(position, 0, lengths.bob - lengths.radius);
  return html`<path class="rod-${side}" d="${rod}" />${circle(side, position)}`;
};

/** What hangs: target, ghost of the last round, interval, rod and bob, from the back to the front. */
const hanging = (hang: Hang, unit: UnitResult): readonly (Markup | null)[] => [
  band(hang),
  hang.before === null ? null : circle('ghost', hang.before, lengths.ghost),
  interval(unit),
  bob(hang.position),
];

/** The pendulum over its scale; without a bob where there is no position to show. */
export function pendulum(shown: Shown, isSmall = false): Markup {
  const hang = hangOf(shown.unit, shown.result, shown.previous);
  const limits = zoneLimits(shown.result);
  return html`${scale(limits)}${isSmall ? null : [...limitLabels(limits), ends]}${
    hang === null ? null : hanging(hang, shown.unit)
  }${hanger}`;
}
