import type { Result, UnitResult } from '../../result.ts';
import { fixed, lean, sideOf } from '../../text/number.ts';
import { picture } from '../svg/geometry.ts';
import { pendulum } from '../svg/pendulum.ts';
import { track } from '../svg/rows.ts';
import { inGroups, type Entry } from '../text/choose.ts';
import { hangOf } from '../text/top.ts';
import {
  gapInBrief,
  own,
  pointsOr,
  strengthTitle,
  tooFew,
  zoneAndWeakness,
} from '../text/words.ts';
import { gateSaid } from './gate.ts';
import { html, type Markup } from './markup.ts';
import { anchorOf, previousOf, quoted, type Page, type Part } from './page.ts';

/** Groups in groups in groups are pushed in no further than this. */
const deepest = 4;

const whyNot = ({ suppressed }: UnitResult) => (suppressed === null ? tooFew : 'not shown');

/** The zone, and what it means with strength, target and agreement: a centre may well be adrift. */
function inBrief(unit: UnitResult, result: Result): string {
  const zone = zoneAndWeakness(result, unit);
  const said = unit.archetype === null ? undefined : own(result.words.archetypes, unit.archetype);
  return said === undefined ? zone : `${zone} · ${said.title}`;
}

function reading(unit: UnitResult, page: Page): Markup {
  if (unit.suppressed !== null || unit.position === null) return html`${whyNot(unit)}`;
  const side = sideOf(unit.position);
  const words = side === 'centre' ? lean(unit.position) : `toward ${side}`;
  return html`<b class="${side}">${fixed(Math.abs(unit.position), 1)}</b>
    ${words}<br />${quoted(inBrief(unit, page.result), page.result)}`;
}

const small = ({ unit }: Entry, page: Page): Markup =>
  html`<li class="${unit.kind}">
    <a href="#${anchorOf(unit)}">
      <svg class="pendulum" viewBox="40 0 360 ${String(picture.height - 10)}" aria-hidden="true">
        ${pendulum({ unit, result: page.result, previous: previousOf(page) }, true)}
      </svg>
      <span class="name">${unit.title}</span>
    </a>
    <p>${reading(unit, page)}</p>
  </li> `;

function row({ unit, depth }: Entry, page: Page): Markup {
  const { result } = page;
  const hang = hangOf(unit, result, previousOf(page));
  const step = `depth-${Math.min(depth, deepest)} ${unit.kind}`;
  const head = html`<th scope="row" class="${step}">
    <a href="#${anchorOf(unit)}">${unit.title}</a>
  </th>`;
  if (hang === null)
    return html`<tr>
      ${head}
      <td colspan="5" class="none">${whyNot(unit)}</td>
    </tr> `;
  const band = strengthTitle(result, unit);
  return html`<tr>
    ${head}
    <td class="chart">${track(hang, unit.interval)}</td>
    <td>${lean(hang.position)}</td>
    <td>${hang.target === null ? '' : lean(hang.target.position)}</td>
    <td>${gapInBrief(unit)}</td>
    <td>${pointsOr(unit.strength)}${band === null ? null : html`, ${quoted(band, result)}`}</td>
  </tr> `;
}

/** What the marks mean: those of the pictures and those of the lines. */
function key(page: Page): string {
  const previous = previousOf(page);
  const ring = previous === null ? '' : `, ${previous.round ?? 'last round'} as a ring`;
  return `Groups above their units. The target is a grey band, the interval a thin line${ring}.`;
}

/** All units at a glance: a small picture each, then a line each to compare them. */
export function overview(page: Page): Part | null {
  if (!page.hasOverview) return null;
  const entries = inGroups(page.result.units);
  const { gate } = page.result;
  return {
    name: 'overview',
    title: 'All units at a glance',
    content: html`${gate === null ? null : html`<p class="lead">${gateSaid(gate)}</p>`}
      <ul class="multiples">
        ${entries.map((entry) => small(entry, page))}
      </ul>
      <div class="wide">
        <table class="comparison">
          <caption>
            ${key(page)}
          </caption>
          <thead>
            <tr>
              <th scope="col">Unit</th>
              <th scope="col" class="ends">
                <span class="process">process</span> <span class="customer">customer</span>
              </th>
              <th scope="col">Position</th>
              <th scope="col">Target</th>
              <th scope="col">Gap to target</th>
              <th scope="col">Strength</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map((entry) => row(entry, page))}
          </tbody>
        </table>
      </div>`,
  };
}
