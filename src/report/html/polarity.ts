import type { Result } from '../../result.ts';
import { html, type Markup } from './markup.ts';
import { quoted, type Page, type Part } from './page.ts';

type Polarity = NonNullable<Result['words']['polarity']>;

const fields = [
  ['upsides', 'Upsides'],
  ['overuse', 'When overused'],
  ['warnings', 'Early warnings'],
] as const;

const list = (statements: readonly string[], result: Result): Markup =>
  html`<ul>
    ${statements.map((each) => html`<li>${quoted(each, result)}</li> `)}
  </ul>`;

const row = ([id, title]: (typeof fields)[number], map: Polarity, result: Result): Markup =>
  html`<tr>
    <th scope="row">${title}</th>
    <td>${list(map.process[id], result)}</td>
    <td>${list(map.customer[id], result)}</td>
  </tr> `;

/** What either side is good for and what too much of it does; nothing without such a map. */
function polarityMap({ result }: Page): Markup | null {
  const map = result.words.polarity;
  if (map === null) return null;
  return html`<table class="map">
    <caption>
      Neither side is the right one: each is needed, and each can be overdone
    </caption>
    <thead>
      <tr>
        <td></td>
        <th scope="col" class="process">Process</th>
        <th scope="col" class="customer">Customer</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map((field) => row(field, map, result))}
    </tbody>
  </table>`;
}

const title = 'Polarity map';

/** The map beside the other parts of the only unit. */
export function polarityPart(page: Page): Part | null {
  const content = page.hasOverview ? null : polarityMap(page);
  return content === null ? null : { name: 'polarity', title, content };
}

/** The map once for all units: what the sides are does not depend on the unit. */
export function polarity(page: Page): Part | null {
  const content = page.hasOverview ? polarityMap(page) : null;
  return content === null ? null : { name: 'polarity', title, content };
}
