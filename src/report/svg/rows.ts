import type { DimensionResult, MarketResult, UnitResult } from '../../result.ts';
import { sideOf } from '../../text/number.ts';
import { html, type Markup } from '../html/markup.ts';
import type { Hang } from '../text/geometry.ts';
import { length } from './geometry.ts';

const clamp = (value: number) => Math.max(-100, Math.min(100, value));

/** From a position to a place on a track of 200, with room for a bob at either end. */
const onTrack = (position: number) => 100 + clamp(position) * 0.95;

function stretch(kind: string, from: number, to: number, height: number): Markup {
  const [left, right] = [onTrack(from), onTrack(to)];
  return html`<rect
    class="${kind}"
    x="${length(left)}"
    y="${length(8 - height / 2)}"
    width="${length(right - left)}"
    height="${length(height)}"
  />`;
}

const dot = (kind: string, position: number, radius: number) =>
  html`<circle class="${kind}" cx="${length(onTrack(position))}" cy="8" r="${length(radius)}" />`;

/**
 * The scale as one line, for a row of a table that says the same in numbers: target, interval, last
 * round and now.
 */
export function track(hang: Hang | null, interval: UnitResult['interval'] = null): Markup {
  if (hang === null) return html``;
  const { position, target, before } = hang;
  const from = target === null ? 0 : target.position - target.tolerance;
  const to = target === null ? 0 : target.position + target.tolerance;
  return html`<svg class="pendulum track-row" viewBox="0 0 200 16" aria-hidden="true">
    <path class="track" d="M5 8H195M100 3V13" />
    ${[
      target === null ? null : stretch('target-band', from, to, 6),
      interval === null ? null : stretch('whisker', interval.low, interval.high, 1),
      before === null ? null : dot('ghost', before, 3.6),
      dot(sideOf(position), position, 4.4),
    ]}
  </svg>`;
}

type Side = 'process' | 'customer';

const reach = (score: number) => Math.max(0, Math.min(100, score));

function bar(score: number | null, side: Side): Markup | null {
  if (score === null) return null;
  const x = side === 'process' ? 100 - reach(score) : 100;
  return html`<rect
    class="${side}"
    x="${length(x)}"
    y="2"
    width="${length(reach(score))}"
    height="10"
  />`;
}

/** Both leanings of a dimension around a centre line, each with its target. */
export function pairedBars(
  { process, customer }: Pick<DimensionResult, Side>,
  target: MarketResult['target'] | null,
): Markup {
  const marks =
    target === null
      ? ''
      : `M${length(100 - reach(target.process))} 0V14M${length(100 + reach(target.customer))} 0V14`;
  return html`<svg
    class="pendulum bar-row"
    viewBox="0 0 200 14"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <path class="rest" d="M0 7H200" vector-effect="non-scaling-stroke" />
    ${bar(process, 'process')}${bar(customer, 'customer')}
    <path class="centre-line" d="M100 0V14" vector-effect="non-scaling-stroke" />
    <path class="target" d="${marks}" vector-effect="non-scaling-stroke" />
  </svg>`;
}

/** So many of the most, as a bar. */
export const countBar = (count: number, most: number, kind: string): Markup =>
  html`<svg
    class="pendulum count-row"
    viewBox="0 0 100 8"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="${kind}" width="${length((count / Math.max(1, most)) * 100)}" height="8" />
  </svg>`;
