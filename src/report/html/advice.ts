import type { RecommendationResult, Result, UnitResult } from '../../result.ts';
import { dimensionTitle, reasoned } from '../room/advice.ts';
import { efforts, oddities, own, points } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import { quoted, type Page, type Part } from './page.ts';

const sides = {
  customer: 'customer side',
  process: 'process side',
  both: 'both sides',
} as const;

const detail = (label: string, text: Markup | string): Markup =>
  html`<dt>${label}</dt>
    <dd>${text}</dd> `;

function gain(advice: RecommendationResult): Markup | null {
  const text = points(advice.gain);
  return text === '0.0' ? null : detail('Gain', `about ${text} points of strength`);
}

/** Reasons come before instructions: nobody acts on advice that does not say why. */
function recommendation(advice: RecommendationResult, unit: UnitResult, result: Result): Markup {
  const practice = own(result.words.practices, advice.practice);
  const evidence = practice?.evidence ?? null;
  const dimension = quoted(dimensionTitle(unit, advice.dimension), result);
  return html`<li>
    <div class="what">
      <h4>${quoted(advice.title, result)}</h4>
      <p class="summary">${sides[advice.side]} · ${dimension} · ${efforts[advice.effort]}</p>
      <dl>${detail('KPI', quoted(advice.kpi, result))}${gain(advice)}</dl>
    </div>
    <dl class="why">
      <dt>Why</dt>
      <dd>
        <ul>
          ${advice.because.map((reason) => html`<li>${reason}</li> `)}
        </ul>
      </dd>
    </dl>
    <dl class="how">
      ${practice === undefined ? null : detail('How', quoted(practice.how, result))}${
        evidence === null ? null : detail('Evidence', quoted(evidence, result))
      }
    </dl>
  </li> `;
}

/** What to do next; a recommendation that cannot say why is none. */
export function nextSteps(unit: UnitResult, { result }: Page): Part | null {
  const all = reasoned(unit);
  if (all.length === 0) return null;
  return {
    name: 'next',
    title: 'What to do next',
    content: html`<ol class="advices">
      ${all.map((advice) => recommendation(advice, unit, result))}
    </ol>`,
  };
}

/** More than this is a matter for the data, not for a report. */
const mostFlags = 8;

/** What looked odd in the answers. */
export function flags(unit: UnitResult): Part | null {
  const found = oddities(unit);
  if (found.length === 0) return null;
  const left = found.length - mostFlags;
  const shown = [...found.slice(0, mostFlags), ...(left > 0 ? [`and ${left} more`] : [])];
  return {
    name: 'flags',
    title: 'Answers to look at',
    content: html`<ul>
      ${shown.map((each) => html`<li>${each}</li> `)}
    </ul>`,
  };
}
