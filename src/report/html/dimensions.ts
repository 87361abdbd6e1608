import type { DimensionResult, MarketResult, Result, UnitResult } from '../../result.ts';
import { pairedBars } from '../svg/rows.ts';
import { points } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import { quoted, type Page, type Part } from './page.ts';

const sides = ['customer', 'process'] as const;

type Target = MarketResult['target'] | null;

function score(dimension: DimensionResult, side: 'customer' | 'process'): Markup {
  const value = dimension[side];
  if (value !== null) return html`${points(value)}`;
  return html`<span class="none">${dimension.hidden.includes(side) ? 'hidden' : 'too few'}</span>`;
}

const row = (dimension: DimensionResult, target: Target, result: Result): Markup =>
  html`<tr>
    <th scope="row">${quoted(dimension.title, result)}</th>
    <td class="figure">${score(dimension, 'process')}</td>
    <td class="chart">${pairedBars(dimension, target)}</td>
    <td class="figure">${score(dimension, 'customer')}</td>
    <td class="word">${dimension.agreement?.label ?? ''}</td>
  </tr> `;

const aim = (target: Target): Markup | null =>
  target === null
    ? null
    : html`<tr class="aim">
        <th scope="row">Target, marked by a line</th>
        <td class="figure">${points(target.process)}</td>
        <td></td>
        <td class="figure">${points(target.customer)}</td>
        <td></td>
      </tr>`;

/** The dimensions as paired bars around a centre line, process to the left, customer to the right. */
export function dimensions(unit: UnitResult, { result }: Page): Part | null {
  if (unit.dimensions.length === 0) return null;
  const target = unit.market?.target ?? null;
  const isFew = (each: DimensionResult) =>
    sides.some((side) => each[side] === null && !each.hidden.includes(side));
  const few = unit.dimensions.some(isFew) ? '; “too few” answers give no score' : '';
  const isHidden = unit.dimensions.some(({ hidden }) => hidden.length > 0);
  const hidden = isHidden ? '; what is “hidden” would tell of few' : '';
  return {
    name: 'dimensions',
    title: 'Dimensions',
    content: html`<table class="dimensions">
      <caption>
        Leanings by dimension, 0 to 100, with the agreement of those who answered${few}${hidden}
      </caption>
      <thead>
        <tr>
          <th scope="col">Dimension</th>
          <th scope="col" class="figure process">Process</th>
          <th scope="col" class="ends">
            <span class="process">◂ process</span> <span class="customer">customer ▸</span>
          </th>
          <th scope="col" class="figure customer">Customer</th>
          <th scope="col" class="word">Agreement</th>
        </tr>
      </thead>
      <tbody>
        ${unit.dimensions.map((each) => row(each, target, result))}${aim(target)}
      </tbody>
    </table>`,
  };
}
