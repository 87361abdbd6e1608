import type { UnitResult } from '../../result.ts';
import { fixed, lean, sideOf } from '../../text/number.ts';
import { factsOf } from '../facts.ts';
import { picture } from '../svg/geometry.ts';
import { described, pendulum, whyNone, type Shown } from '../svg/pendulum.ts';
import { hangOf } from '../text/top.ts';
import { own, points, whyHidden, zoneText, zoneTitle } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import { anchorOf, previousOf, quoted, type Page, type Part } from './page.ts';

/** The picture with its title and description, for one place in the page. */
function drawing(shown: Shown): Markup {
  const id = anchorOf(shown.unit, 'picture');
  return html`<svg
    class="pendulum"
    viewBox="0 0 ${String(picture.width)} ${String(picture.height)}"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">${shown.unit.title}</title>
    <desc id="${id}-desc">${described(shown)}</desc>
    ${pendulum(shown)}
  </svg>`;
}

/** A number never goes without its side. */
function reading(position: number): Markup {
  const side = sideOf(position);
  const words = side === 'centre' ? lean(position) : `toward ${side}`;
  return html`<span class="number ${side}">${fixed(Math.abs(position), 1)}</span>
    <span class="side ${side}">${words}</span>`;
}

function key(shown: Shown): Markup | null {
  const hang = hangOf(shown.unit, shown.result, shown.previous);
  if (hang === null || (hang.target === null && hang.before === null)) return null;
  const { target, before } = hang;
  const round = shown.previous?.round ?? 'last round';
  return html`<span class="key"
    >${
      target === null
        ? null
        : html`<span
            ><i class="mark-band"></i> target ${lean(target.position)} ±
            ${points(target.tolerance)}</span
          > `
    }${
      before === null
        ? null
        : html`<span><i class="mark-ghost"></i> ${round}: ${lean(before)}</span>`
    }</span
  >`;
}

function caption(shown: Shown): Markup {
  const { unit, result } = shown;
  const why = whyNone(unit);
  if (why !== null || unit.position === null) {
    return html`<figcaption><span class="zone">${why}</span></figcaption>`;
  }
  return html`<figcaption>
    ${reading(unit.position)}
    <span class="zone">${quoted(zoneText(unit, result), result)}</span> ${key(shown)}
  </figcaption>`;
}

/** One row of the numbers beside the picture. */
const row = (label: string, text: Markup | string, isKey = false): Markup =>
  html`<tr${isKey ? html` class="is-key"` : null}>
    <th scope="row">${label}</th>
    <td>${text}</td>
  </tr> `;

function floors({ market }: UnitResult): Markup | null {
  if (market === null) return null;
  const { customer, process } = market.floor;
  return row('Floors', `customer ${points(customer)}, process ${points(process)}`);
}

/** Position and zone before what stands behind them; floors with the target, from the same market. */
function facts({ unit, result }: Shown): Markup {
  const zone = zoneTitle(result, unit);
  const rows = factsOf(unit, result).map(({ label, text, isKey }) => [
    row(label, text, isKey),
    label === 'Target' ? floors(unit) : null,
  ]);
  return html`<table class="facts">
    <caption>
      The same in numbers
    </caption>
    <tbody>
      ${unit.position === null ? null : row('Position', lean(unit.position), true)}${
        zone === null ? null : row('Zone', quoted(zone, result))
      }${rows}
    </tbody>
  </table>`;
}

/** What position, strength, target and agreement mean together. */
export function meaning({ archetype }: UnitResult, { result }: Page): Part | null {
  const said = archetype === null ? undefined : own(result.words.archetypes, archetype);
  if (said === undefined) return null;
  return {
    name: 'meaning',
    title: said.title,
    content: html`<p class="lead">${quoted(said.message, result)}</p>`,
  };
}

/** Where a unit stands: the picture, and the same in numbers; or why that is not shown. */
export function standing(unit: UnitResult, page: Page): Part {
  if (unit.suppressed !== null) {
    const why = html`<p>${whyHidden(unit.suppressed)}</p>`;
    return { name: 'standing', title: 'Not shown', content: why };
  }
  const shown = { unit, result: page.result, previous: previousOf(page) };
  const figure = html`<figure class="picture">${drawing(shown)}${caption(shown)}</figure>`;
  return {
    name: 'standing',
    title: 'Where it stands',
    content: html`<div class="beside">${figure}${facts(shown)}</div>`,
  };
}
