import type { Result } from '../../result.ts';
import { html, type Markup } from './markup.ts';
import { quoted, type Page } from './page.ts';

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
export function polarity({ result }: Page): Markup | null {
  const map = result.words.polarity;
  if (map === null) return null;
  return html`<section class="polarity" id="polarity" aria-labelledby="polarity-title">
    <h2 id="polarity-title">Polarity map</h2>
    <table>
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
    </table>
  </section> `;
}
