import type { Result, UnitResult } from '../../result.ts';
import { lean } from '../../text/number.ts';
import { track } from '../svg/rows.ts';
import { hangOf } from '../text/top.ts';
import { pointsOr, strengthTitle, unitNamed } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import { quoted, type Page, type Part } from './page.ts';

/** A round in which the unit may be shown. */
interface Moment {
  readonly unit: UnitResult;
  readonly result: Result;
}

const momentsOf = (unit: UnitResult, { earlier, result }: Page): readonly Moment[] =>
  [...earlier, result].flatMap((each) => {
    const found = unitNamed(each, unit.id);
    return found === undefined || found.position === null || found.suppressed !== null
      ? []
      : [{ unit: found, result: each }];
  });

function row({ unit, result }: Moment): Markup {
  const band = strengthTitle(result, unit);
  return html`<tr>
    <th scope="row">${result.round ?? 'this round'}</th>
    <td class="chart">${track(hangOf(unit, result, null), unit.interval)}</td>
    <td>${lean(unit.position!)}</td>
    <td>${pointsOr(unit.strength)}${band === null ? null : html`, ${quoted(band, result)}`}</td>
  </tr> `;
}

/** Where the unit hung from round to round; nothing where there was one round only. */
export function swing(unit: UnitResult, page: Page): Part | null {
  const moments = momentsOf(unit, page);
  if (moments.length < 2) return null;
  return {
    name: 'swing',
    title: 'The swing over rounds',
    content: html`<table class="swing">
      <caption>
        Position and strength by round, with interval and target
      </caption>
      <thead>
        <tr>
          <th scope="col">Round</th>
          <th scope="col" class="ends">
            <span class="process">process</span> <span class="customer">customer</span>
          </th>
          <th scope="col">Position</th>
          <th scope="col">Strength</th>
        </tr>
      </thead>
      <tbody>
        ${moments.map(row)}
      </tbody>
    </table>`,
  };
}
