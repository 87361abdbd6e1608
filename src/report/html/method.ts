import type { Result, UnitResult } from '../../result.ts';
import { percent } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import type { Page } from './page.ts';

const standing = ({ scorecard: { status } }: Result): string =>
  status === 'not validated'
    ? 'This instrument is not validated: nobody has yet shown that its scores go with results that can be seen from outside. Take it as the start of a conversation, not as a measurement of people.'
    : `Status of this instrument: ${status}.`;

const scores = [
  'Every answer is worth 0 to 100 points for the side its question belongs to. A person’s score on a dimension is the weighted mean of the answers given, a leaning the weighted mean over the dimensions, and the leaning of a unit the mean over its people, or over its roles where that is said above.',
  'Position is customer-leaning minus process-leaning, from 100 toward process to 100 toward customer. Strength is the geometric mean of the two leanings: it is high only where both are. Balance is 100 minus the distance between them, and says nothing without strength. Gap is the position minus that of the target; fit is what is left of 100 after it.',
  'What is not applicable leaves the reckoning. What was not answered, or with “don’t know”, stays in it as missing, lowers the coverage and is never a 0; where too little was answered there is no score.',
  'The stated lean is what trade-offs and allocations say. It stands beside the position and is never mixed into it.',
];

/** The levels of the intervals shown; almost always one. */
const levels = (units: readonly UnitResult[]): readonly string[] => [
  ...new Set(units.flatMap(({ interval }) => (interval === null ? [] : [percent(interval.level)]))),
];

function interval({ units }: Page): Markup | null {
  const found = levels(units).join(', ');
  if (found === '') return null;
  return html`<p>
    The interval (${found}) is about chance alone: how far the position could lie elsewhere, had
    other people of the unit answered. Where it contains the target, the unit is not distinguishable
    from its target, whatever the zone. It does not say that the questions are the right ones.
  </p>`;
}

const judgement =
  'Targets, floors, the limits of zones and of strength, the words for agreement (r*wg, Lindell and Brandt 1999), the points of figures and the choice of practices are judgement. They stand in the scorecard, where they can be changed. Gains are what the arithmetic gives if a shortfall closes, not a promise.';

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
      ? 'Where a group has fewer people than may be shown, its numbers are left out, and so is what would give them away.'
      : `Numbers are shown from ${limits.join(' or ')} respondents on. Of smaller groups everything is left out, and so is what would give them away.`;
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
      ${row('Answers', from === null ? null : `SHA-256 ${from.answers}`)}
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
export const method = (page: Page): Markup =>
  html`<section class="method" id="method" aria-labelledby="method-title">
    <h2 id="method-title">Method and its limits</h2>
    <div class="columns">
      <p><strong>${standing(page.result)}</strong></p>
      ${scores.map((each) => html`<p>${each}</p> `)}${interval(page)}
      <p>${judgement}</p>
      ${privacy(page)}
    </div>
    ${problems(page.result)}${origin(page.result)}
  </section> `;
