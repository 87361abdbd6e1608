import type { Result, UnitResult } from '../../result.ts';
import { percent, statusText } from '../text/words.ts';
import { indices } from './indices.ts';
import { html, type Markup } from './markup.ts';
import type { Page, Part } from './page.ts';

const scores = [
  'An answer is worth 0 to 100 points for the side of its question. A dimension’s score is the weighted mean of a person’s answers, a leaning the weighted mean of the dimensions, a unit’s leaning the mean of its people, or of its roles where the respondents are said to be put together so.',
  'Position is customer-leaning minus process-leaning. Strength is the geometric mean of the two, high only where both are. Balance is 100 minus the distance between them and says nothing without strength. Gap is position minus target position; fit is 100 without a gap, and less in proportion to it.',
  'What is not applicable leaves the reckoning. What is unanswered or not known stays in it as missing, lowers the coverage and is never 0; where too much is missing there is no score. The stated lean, from trade-offs and allocations, stands beside the position and is never mixed into it.',
];

/** The levels of the intervals shown; almost always one. */
const levels = (units: readonly UnitResult[]): readonly string[] => [
  ...new Set(units.flatMap(({ interval }) => (interval === null ? [] : [percent(interval.level)]))),
];

function interval({ units }: Page): Markup | null {
  const found = levels(units).join(', ');
  if (found === '') return null;
  return html`<p>
    The interval (${found}) is about chance alone: where else the position could lie, had other
    people of the unit answered. If it contains the target, the unit is not distinguishable from its
    target, whatever the zone. That is not to say that it is on target: few answers make the
    interval wide.
  </p>`;
}

const spread =
  'Agreement is how alike people answered: r*wg is 1 where all say the same and 0 where answers fall evenly over the options, below 0 where they gather at both ends; average deviation is how many points answers lie from their mean. Mean and spread (standard deviation) of a question are in points of 100 after reversal, of a figure in its unit.';

const judgement =
  'Targets, floors, limits of zones and of strength, the points of figures and the choice of practices are judgement; they stand in the scorecard and its library, where they can be changed. So are the words for agreement (r*wg: Lindell and Brandt 1999). A gain is what the arithmetic gives if a shortfall closes, or the part of it that the practice is judged to reach; it is no promise.';

const fewest = ({ result, units }: Page): readonly number[] => {
  const asked = result.origin?.options.minGroup ?? null;
  const found = units.flatMap(({ suppressed }) => suppressed?.minGroup ?? []);
  return [...new Set(asked === null ? found : [asked, ...found])];
};

/** Who is hidden and why; the rule where it is known. */
function privacy(page: Page): Markup {
  const limits = fewest(page);
  const rule =
    limits.length === 0
      ? 'Numbers of groups too small to be shown are left out, and so is what would give them away.'
      : `Numbers are shown from ${limits.join(' or ')} respondents on. Those of smaller groups are left out, and so is what would give them away.`;
  const hidden = page.units.flatMap(({ title, suppressed }) =>
    suppressed === null ? [] : [html`<li>${title}: ${suppressed.reason}</li> `],
  );
  return html`<p>${rule}</p>
    ${
      hidden.length === 0
        ? null
        : html`<ul>
            ${hidden}
          </ul>`
    }`;
}

const row = (label: string, value: string | null): Markup | null =>
  value === null
    ? null
    : html`<tr>
        <th scope="row">${label}</th>
        <td>${value}</td>
      </tr> `;

/** What it takes to compute the same numbers again. */
function origin({ tool, scorecard, round, origin: from }: Result): Markup {
  return html`<table class="origin">
    <caption>
      Where these numbers come from
    </caption>
    <tbody>
      ${row('Scorecard', `${scorecard.title} (${scorecard.id} ${scorecard.version})`)}
      ${row('Fingerprint', scorecard.fingerprint)} ${row('Round', round)}
      ${row('Answers (SHA-256)', from?.answers ?? null)}
      ${row('Market of answers that name none', from?.options.market ?? null)}
      ${row('Made with', `${tool.name} ${tool.version}`)} ${row('As of', from?.asOf ?? null)}
    </tbody>
  </table>`;
}

/** What was found wrong in the files read. */
function problems({ problems: found }: Result): Markup | null {
  if (found.length === 0) return null;
  const items = found.map(
    ({ code, message, hint }) =>
      html`<li>${code}: ${message}${hint === null ? null : ` (${hint})`}</li> `,
  );
  return html`<h3>Problems in the answers</h3>
    <ul>
      ${items}
    </ul>`;
}

/** How the numbers come about, what they cannot say, and where they come from. */
export const method = (page: Page): Part => ({
  name: 'method',
  title: 'Method and its limits',
  content: html`<div class="columns">
    <p><strong>${statusText(page.result.scorecard)}</strong></p>
    ${scores.map((each) => html`<p>${each}</p> `)}${interval(page)}
    <p>${spread}</p>
    ${indices(page.units)}
    <p>${judgement}</p>
    ${privacy(page)}${problems(page.result)}${origin(page.result)}
  </div>`,
});
