import type { Instrument } from '../../instrument.ts';
import { document } from '../html/document.ts';
import { html, written, type Markup } from '../html/markup.ts';
import { pageSection, quoted } from '../html/page.ts';
import { track } from '../svg/rows.ts';
import {
  nameOf,
  type Chapter,
  type Column,
  type Passage,
  type Row,
  type Said,
  type Table,
} from './chapter.ts';
import { basis, chapters } from './chapters.ts';

const markupOf = (said: Said, instrument: Instrument): Markup =>
  html`${said.map((each) =>
    typeof each === 'string' ? html`${each}` : quoted(each.quoted, instrument),
  )}`;

/** Which parts a table has beside names and columns. */
interface Has {
  readonly pictures: boolean;
  readonly remarks: boolean;
}

const picture = ({ hang }: Row): Markup =>
  hang === null
    ? html`<td></td>`
    : html`<td class="chart">
        ${track({ position: hang.position, target: null, before: null, limits: [] }, hang.interval)}
      </td>`;

const kind = ({ isNumber }: Column): string => (isNumber ? 'figure' : 'word');

const rowOf = (row: Row, { columns }: Table, has: Has, instrument: Instrument): Markup =>
  html`<tr>
    <th scope="row" class="${row.side ?? 'name'}">${markupOf(nameOf(row), instrument)}</th>
    ${has.pictures ? picture(row) : null}
    ${columns.map((column, i) => html`<td class="${kind(column)}">${row.cells[i]!}</td> `)}
    ${has.remarks ? html`<td class="remark">${markupOf(row.remark, instrument)}</td>` : null}
  </tr> `;

const ends = html`<th scope="col" class="ends">
  <span class="process">process</span> <span class="customer">customer</span>
</th>`;

function headOf({ name, columns, remark }: Table, has: Has): Markup {
  return html`<thead>
    <tr>
      <th scope="col">${name}</th>
      ${has.pictures ? ends : null}
      ${columns.map((column) => html`<th scope="col" class="${kind(column)}">${column.head}</th> `)}
      ${has.remarks ? html`<th scope="col" class="remark">${remark}</th>` : null}
    </tr>
  </thead>`;
}

/** A table that is moved sideways by itself where the window is narrow. */
function tableOf(table: Table, { name }: Chapter, instrument: Instrument): Markup {
  const has = {
    pictures: table.rows.some(({ hang }) => hang !== null),
    remarks: table.rows.some(({ remark }) => remark.length > 0),
  };
  return html`<div class="wide" role="group" tabindex="0" aria-labelledby="${name}-title">
    <table class="measures">
      <caption>
        ${table.caption}
      </caption>
      ${headOf(table, has)}
      <tbody>
        ${table.rows.map((row) => rowOf(row, table, has, instrument))}
      </tbody>
    </table>
  </div> `;
}

function passageOf(passage: Passage, chapter: Chapter, instrument: Instrument): Markup {
  if (passage.kind === 'paragraph') return html`<p>${passage.text}</p> `;
  if (passage.kind === 'table') return tableOf(passage, chapter, instrument);
  return html`<dl class="said">
    ${passage.items.map(
      ({ label, said }) =>
        html`<dt>${label}</dt>
          <dd>${said}</dd> `,
    )}
  </dl> `;
}

const sectionOf = (chapter: Chapter, instrument: Instrument): Markup =>
  pageSection({
    name: chapter.name,
    title: chapter.title,
    content: html`${chapter.passages.map((each) => passageOf(each, chapter, instrument))}`,
  });

/** What kind of instrument and of data this is: nobody may take it for more. */
function masthead(instrument: Instrument): Markup {
  const { scorecard, words, round } = instrument;
  const about = [
    ...(words.engagement === null ? [] : [scorecard.title]),
    `version ${scorecard.version}`,
    scorecard.status,
  ];
  const remark = words.engagement?.remark ?? null;
  return html`<header class="masthead">
    <h1>${words.engagement?.title ?? scorecard.title}</h1>
    ${round === null ? null : html`<p class="round">Round ${round}</p>`}
    <p class="about">${quoted(about.join(' · '), instrument)}</p>
    ${remark === null ? null : html`<p class="about">${remark}</p>`}
    <p class="about">${basis(instrument)}</p>
  </header>`;
}

const contents = (all: readonly Chapter[]): Markup =>
  html`<nav aria-label="Contents">
    <ol>
      ${all.map(({ name, title }) => html`<li><a href="#${name}">${title}</a></li> `)}
    </ol>
  </nav>`;

/** The page of an instrument as one document that loads nothing, runs nothing and prints. */
export function renderInstrumentHtml(instrument: Instrument): string {
  const { words, scorecard } = instrument;
  const all = chapters(instrument);
  const body = html`<a class="skip" href="#content">Skip to the report</a>
    ${masthead(instrument)}${contents(all)}
    <main id="content">${all.map((chapter) => sectionOf(chapter, instrument))}</main>`;
  const title = `${words.engagement?.title ?? scorecard.title}: the instrument`;
  return written(document(title, body));
}
