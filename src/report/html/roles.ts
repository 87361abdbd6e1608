import type { RoleResult, UnitResult } from '../../result.ts';
import { lean } from '../../text/number.ts';
import { roleSayings, type RoleSaying } from '../roles.ts';
import { points } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import { quoted, type Page, type Part } from './page.ts';

const row = ({ role, count, process, customer, position }: RoleResult): Markup =>
  html`<tr>
    <th scope="row">${role}</th>
    <td class="figure">${String(count)}</td>
    <td class="figure">${points(process)}</td>
    <td class="figure">${points(customer)}</td>
    <td>${lean(position)}</td>
  </tr> `;

const saying = ({ before, title, after }: RoleSaying, { result }: Page): Markup =>
  html`<li>${before} ${quoted(title, result)} ${after}</li> `;

/** How the roles of a unit see it, side by side; nothing where there are not two to be seen. */
export function roles(unit: UnitResult, page: Page): Part | null {
  const shown = unit.statistics?.roles ?? [];
  if (shown.length < 2) return null;
  const sayings = roleSayings(unit).map((each) => saying(each, page));
  return {
    name: 'roles',
    title: 'How roles see it',
    content: html`<div class="beside">
      <table>
        <caption>
          Leanings and position by role, of those who could be scored
        </caption>
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col" class="figure">People</th>
            <th scope="col" class="figure process">Process</th>
            <th scope="col" class="figure customer">Customer</th>
            <th scope="col">Position</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(row)}
        </tbody>
      </table>
      ${
        sayings.length === 0
          ? null
          : html`<ul>
              ${sayings}
            </ul>`
      }
    </div>`,
  };
}
