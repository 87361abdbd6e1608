import type { Result, UnitResult } from '../result.ts';
import type { TextOptions } from './text.ts';
import { flags, nextSteps } from './html/advice.ts';
import { dimensions } from './html/dimensions.ts';
import { document } from './html/document.ts';
import { gateOf } from './html/gate.ts';
import { html, written, type Markup } from './html/markup.ts';
import { method } from './html/method.ts';
import { overview } from './html/overview.ts';
import { anchorOf, pageSection, partSection, quoted, type Page, type Part } from './html/page.ts';
import { polarity, polarityPart } from './html/polarity.ts';
import { appendix, discussion } from './html/questions.ts';
import { meaning, standing } from './html/standing.ts';
import { roles } from './html/roles.ts';
import { swing } from './html/swing.ts';
import { inGroups, mostToTell } from './text/choose.ts';
import { marketTitles, unitNamed } from './text/words.ts';

/** The units that get a section. An id goes before the two words that choose for the reader. */
function chosen(result: Result, wanted: string | null): readonly UnitResult[] {
  const all = inGroups(result.units).map(({ unit }) => unit);
  const named = wanted === null ? undefined : unitNamed(result, wanted);
  if (named !== undefined) return [named];
  if (wanted === null || wanted === 'all') return all;
  return wanted === 'most' ? all.filter(({ id }) => id === mostToTell(result)) : [];
}

function pageOf(result: Result, { unit, earlier }: Pick<TextOptions, 'unit' | 'earlier'>): Page {
  const units = chosen(result, unit);
  const hasAppendix = result.words.notes !== null || result.origin?.options.appendix === true;
  return { result, earlier, units, hasOverview: units.length > 1, hasAppendix };
}

/** What kind of instrument and of data this is: nobody may take it for more. */
function masthead({ result }: Page): Markup {
  const { scorecard, words, round } = result;
  const remark = words.engagement?.remark ?? null;
  const day = result.origin?.asOf ?? null;
  const about = [
    ...(words.engagement === null ? [] : [scorecard.title]),
    `version ${scorecard.version}`,
    scorecard.status,
    ...(day === null ? [] : [`as of ${day}`]),
  ];
  return html`<header class="masthead">
    <h1>${words.engagement?.title ?? scorecard.title}</h1>
    ${round === null ? null : html`<p class="round">Round ${round}</p>`}
    <p class="about">${quoted(about.join(' · '), result)}</p>
    ${remark === null ? null : html`<p class="about">${remark}</p>`}
  </header>`;
}

const kinds = { unit: 'Unit', group: 'Group' } as const;

/** What a unit is, under its title. */
function about(unit: UnitResult, { result }: Page): string {
  const markets = unit.market === null ? '' : marketTitles(result, unit.market.mix);
  return [kinds[unit.kind], ...(markets === '' ? [] : [markets])].join(' · ');
}

/** What there is to say of a unit, in the order it is said. */
const partsOf = (unit: UnitResult, page: Page): readonly Part[] =>
  [
    meaning(unit, page),
    standing(unit, page),
    gateOf(unit, page),
    dimensions(unit, page),
    swing(unit, page),
    roles(unit, page),
    discussion(unit, page),
    polarityPart(page),
    nextSteps(unit, page),
    flags(unit),
  ].filter(isThere);

const sectionOf = (unit: UnitResult, page: Page): Markup =>
  html`<section class="unit" id="${anchorOf(unit)}" aria-labelledby="${anchorOf(unit, 'title')}">
    <h2 id="${anchorOf(unit, 'title')}">${unit.title}</h2>
    <p class="about">${about(unit, page)}</p>
    ${partsOf(unit, page).map((part) => partSection(unit, part))}
  </section> `;

const link = (anchor: string, text: string): Markup =>
  html`<li><a href="#${anchor}">${text}</a></li> `;

/** With more units than this the overview is the list of contents. */
const mostLinks = 40;

/** Links to the units, or to the parts of the only one. */
function unitLinks(page: Page): readonly Markup[] {
  const { units, hasOverview } = page;
  if (units.length > mostLinks) return [];
  if (hasOverview) return units.map((unit) => link(anchorOf(unit), unit.title));
  return units.flatMap((unit) =>
    partsOf(unit, page).map(({ name, title }) => link(anchorOf(unit, name), title)),
  );
}

const isThere = (part: Part | null): part is Part => part !== null;

/** Where to go; every link leads to a place in this document. */
const contents = (page: Page, before: readonly Part[], after: readonly Part[]): Markup => {
  const links = (parts: readonly Part[]) => parts.map(({ name, title }) => link(name, title));
  return html`<nav aria-label="Contents">
    <ol>
      ${[links(before), unitLinks(page), links(after)]}
    </ol>
  </nav>`;
};

/** What a window shows as the name of the document. */
function titleOf({ result, units, hasOverview }: Page): string {
  const whole = result.words.engagement?.title ?? result.scorecard.title;
  const name = hasOverview ? whole : (units[0]?.title ?? whole);
  return result.round === null ? name : `${name}, round ${result.round}`;
}

/** The report as one document that loads nothing, runs nothing and prints. */
export function renderHtml(result: Result, options: Pick<TextOptions, 'unit' | 'earlier'>): string {
  const page = pageOf(result, options);
  const before = [overview(page)].filter(isThere);
  const after = [polarity(page), method(page), appendix(page)].filter(isThere);
  const body = html`<a class="skip" href="#content">Skip to the report</a>
    ${masthead(page)}${contents(page, before, after)}
    <main id="content">
      ${[
        before.map(pageSection),
        page.units.map((unit) => sectionOf(unit, page)),
        after.map(pageSection),
      ]}
    </main>`;
  return written(document(titleOf(page), body));
}
