import type { QuestionResult, Result, UnitResult } from '../../result.ts';
import { fixed, lean } from '../../text/number.ts';
import { countBar } from '../svg/rows.ts';
import { discussed, hasColumns, mostDiscussed, undiscussed } from '../text/discuss.ts';
import { count, own } from '../text/words.ts';
import { html, type Markup } from './markup.ts';
import { anchorOf, quoted, type Page, type Part } from './page.ts';

const sides = {
  customer: 'customer side',
  process: 'process side',
  both: 'both sides',
  stated: 'stated lean',
} as const;

const silent = {
  unanswered: 'nobody gave an answer',
  'not-applicable': 'not applicable to this unit',
  'not-asked': 'not asked',
  suppressed: 'hidden, to protect those who answered',
} as const;

function meanText({ mean, side }: QuestionResult, measure: string | null): readonly string[] {
  if (mean === null) return [];
  if (side === 'stated') return [`mean ${lean(mean)}`];
  return [`mean ${fixed(mean, 1, '−')}${measure === null ? '' : ` ${measure}`}`];
}

function agreed({ agreement }: QuestionResult): Markup | null {
  if (agreement === null) return null;
  const { label, rwgStar } = agreement;
  const figure = rwgStar === null ? '' : ` (r*wg\u00a0${fixed(rwgStar, 2, '−')})`;
  return html`<b>${label}</b>${figure} · `;
}

/** How far people agree, then side, count, mean and spread in one line. */
function summary(asked: QuestionResult, result: Result): Markup {
  if (asked.state !== 'answered') return html`${sides[asked.side]} · ${silent[asked.state]}`;
  const measure = own(result.words.questions, asked.id)?.unit ?? null;
  const parts = [
    sides[asked.side],
    ...(asked.count === null ? [] : [count(asked.count, 'answer')]),
    ...meanText(asked, measure),
    ...(asked.spread === null ? [] : [`spread ${fixed(asked.spread, 1)}`]),
  ];
  return html`${agreed(asked)}${parts.join(' · ')}`;
}

/** How often each option was chosen. */
function answers(asked: QuestionResult, result: Result): Markup | null {
  const { histogram, side, state } = asked;
  if (state !== 'answered' || !hasColumns(histogram)) return null;
  const options = own(result.words.questions, asked.id)?.options ?? [];
  const most = Math.max(...histogram);
  const kind = side === 'customer' || side === 'process' ? side : 'neutral';
  return html`<table class="answers">
    <caption class="out">
      Answers by option
    </caption>
    <tbody>
      ${histogram.map(
        (each, i) =>
          html`<tr>
            <th scope="row">${quoted(options[i] ?? '', result)}</th>
            <td>${countBar(each, most, kind)} ${String(each)}</td>
          </tr> `,
      )}
    </tbody>
  </table>`;
}

const askOf = ({ id }: QuestionResult, { words }: Result) => own(words.questions, id)?.ask || id;

const question = (asked: QuestionResult, result: Result, notes: Markup | null): Markup =>
  html`<li class="question">
    <p class="ask">${quoted(askOf(asked, result), result)}</p>
    <p class="summary">${summary(asked, result)}</p>
    ${answers(asked, result)}${notes}
  </li> `;

function rest(left: number, unit: UnitResult, { hasAppendix }: Page): Markup | null {
  if (left <= 0) return null;
  const where = html` <a href="#${anchorOf(unit, 'appendix')}">All are in the appendix.</a>`;
  return html`<p class="rest">${undiscussed(left)}${hasAppendix ? where : null}</p>`;
}

/** What to talk about first: where people disagree most, with how they answered. */
export function discussion(unit: UnitResult, page: Page): Part | null {
  const asked = discussed(unit);
  if (asked.length === 0) return null;
  const shown = asked.slice(0, mostDiscussed).map((each) => question(each, page.result, null));
  return {
    name: 'discuss',
    title: 'What to discuss',
    content: html`<ol class="questions">
        ${shown}
      </ol>
      ${rest(asked.length - mostDiscussed, unit, page)}`,
  };
}

function notesOn(unit: UnitResult, { id }: QuestionResult, { words }: Result): Markup | null {
  const notes = own(own(words.notes ?? {}, unit.id) ?? {}, id) ?? [];
  if (notes.length === 0) return null;
  const items = notes.map((note) => html`<li><span class="note">${note}</span></li> `);
  return html`<ul class="notes" aria-label="Notes">
    ${items}
  </ul>`;
}

/** The questions of a unit under their dimensions, in the order of the scorecard. */
function byDimension(unit: UnitResult, result: Result): readonly Markup[] {
  const dimensionOf = ({ id }: QuestionResult) => own(result.words.questions, id)?.dimension ?? '';
  const ids = [...new Set(unit.questions.map(dimensionOf))];
  return ids.map((id) => {
    const title = unit.dimensions.find((each) => each.id === id)?.title ?? id;
    const asked = unit.questions.filter((each) => dimensionOf(each) === id);
    return html`<h4>${quoted(title, result)}</h4>
      <ul class="questions">
        ${asked.map((each) => question(each, result, notesOn(unit, each, result)))}
      </ul> `;
  });
}

const ofUnit = (unit: UnitResult, result: Result): Markup =>
  html`<section>
    <h3 id="${anchorOf(unit, 'appendix')}">${unit.title}</h3>
    ${byDimension(unit, result)}
  </section> `;

/** Every question of every unit shown, with its answers and the notes in the order they are given. */
export function appendix({ hasAppendix, units, result }: Page): Part | null {
  if (!hasAppendix) return null;
  const shown = units.filter(
    ({ suppressed, questions }) => suppressed === null && questions.length > 0,
  );
  return {
    name: 'appendix',
    title: 'Appendix: every question',
    content: html`${shown.map((unit) => ofUnit(unit, result))}`,
  };
}
