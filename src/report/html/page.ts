import type { Result, UnitResult } from '../../result.ts';
import { html, idOf, type Markup } from './markup.ts';

/** What every part of the page needs to know. */
export interface Page {
  readonly result: Result;
  /** The results of earlier rounds, earliest first. */
  readonly earlier: readonly Result[];
  /** The units that get a section, in their order. */
  readonly units: readonly UnitResult[];
  /** Whether units are shown side by side before their sections. */
  readonly hasOverview: boolean;
  /** Whether every question is listed at the end. */
  readonly hasAppendix: boolean;
}

export const previousOf = ({ earlier }: Page): Result | null => earlier.at(-1) ?? null;

/** The anchor of a unit, and of a part of its section. */
export const anchorOf = ({ id }: UnitResult, part = ''): string =>
  `unit-${idOf(id)}${part === '' ? '' : `--${part}`}`;

/** The form of a language tag of BCP 47; what has another form is no language a browser knows. */
const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i;

/** A document with texts in a language. */
interface Spoken {
  readonly words: Pick<Result['words'], 'language'>;
}

/** The report speaks English; what comes from the scorecard is in the scorecard's language. */
export function foreign({ words }: Spoken): string | null {
  const { language } = words;
  return language === 'en' || !languageTag.test(language) ? null : language;
}

/** A text of the scorecard, with its language where that is another one. */
export function quoted(text: string, spoken: Spoken): Markup {
  const language = foreign(spoken);
  return language === null ? html`${text}` : html`<span lang="${language}">${text}</span>`;
}

/** A part of the page, or of what there is to say of a unit. */
export interface Part {
  /** Tells it apart from the other parts in anchors and in the style sheet. */
  readonly name: string;
  readonly title: string;
  readonly content: Markup;
}

/** A part of a unit's section under its own heading; no landmark, for every unit has the same ones. */
export const partSection = (unit: UnitResult, { name, title, content }: Part): Markup =>
  html`<section class="part ${name}">
    <h3 id="${anchorOf(unit, name)}">${title}</h3>
    ${content}
  </section> `;

/** A part of the page under its own heading. */
export const pageSection = ({ name, title, content }: Part): Markup =>
  html`<section class="${name}" id="${name}" aria-labelledby="${name}-title">
    <h2 id="${name}-title">${title}</h2>
    ${content}
  </section> `;
