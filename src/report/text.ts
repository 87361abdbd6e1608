import type { Result, UnitResult } from '../result.ts';
import { painter } from './paint.ts';
import { inMargin, textMeasure } from './text/layout.ts';
import { blank, line, paragraph, render, type Line, type Look } from './text/line.ts';
import { inGroups, mostToTell } from './text/choose.ts';
import { overview } from './text/overview.ts';
import { page, pageTop } from './text/page.ts';
import { remarksElsewhere, unitNamed } from './text/words.ts';

export { mostToTell };

export interface TextOptions {
  readonly columns: number;
  readonly unicode: boolean;
  readonly braille: boolean;
  readonly colorLevel: 0 | 1 | 2 | 3;
  /**
   * The id of the unit to show. `most` shows the overview and the unit with the most to tell; `all`
   * or null the overview and every unit. There is an overview only of several units.
   */
  readonly unit: string | null;
  /** The results of earlier rounds, earliest first, for where the pendulum hung then. */
  readonly earlier: readonly Result[];
}

const lookOf = ({ columns, unicode, braille }: TextOptions): Look => ({
  columns: columns >= 1 ? Math.floor(columns) : 80,
  unicode,
  braille,
});

/** The units that get a page. An id goes before the two words that choose for the reader. */
function chosen(result: Result, wanted: string | null): readonly UnitResult[] {
  const all = inGroups(result.units).map(({ unit }) => unit);
  const named = wanted === null ? undefined : unitNamed(result, wanted);
  if (named !== undefined) return [named];
  if (wanted === null || wanted === 'all') return all;
  return wanted === 'most' ? all.filter(({ id }) => id === mostToTell(result)) : [];
}

/** A line that cannot be missed where one page ends and the next begins. */
const pageBreak = (look: Look): readonly Line[] => [
  blank,
  blank,
  line((look.unicode ? '━' : '=').repeat(Math.min(look.columns, 100)), 'faint'),
  blank,
];

const joined = (pages: readonly (readonly Line[])[], look: Look): readonly Line[] =>
  pages.flatMap((lines, i) => (i === 0 ? lines : [...pageBreak(look), ...lines]));

/** A screen is seen by many: remarks that were asked for are where one person reads them. */
const foot = ({ words }: Result, look: Look): readonly Line[] =>
  words.notes === null
    ? []
    : [blank, ...inMargin(paragraph(remarksElsewhere, textMeasure(look), look), look)];

/** The report for a terminal: an overview when there are several units, then a page a unit. */
export function renderText(result: Result, options: TextOptions): string {
  const look = lookOf(options);
  const { unit, earlier } = options;
  const previous = earlier.at(-1) ?? null;
  const hasOverview = result.units.length > 1 && (unit === null || !unitNamed(result, unit));
  const pages = [
    ...(hasOverview ? [overview(result, previous, look)] : []),
    ...chosen(result, unit).map((each) => page(each, result, previous, look)),
  ];
  const lines = [...joined(pages, look), ...foot(result, look)];
  return render(lines, look, painter(options.colorLevel));
}

/**
 * The top of the page of one unit with the bob somewhere else, for a picture that moves: the same
 * lines that open the unit's page in the report, so that they can be written over one another.
 * Shows the unit with the most to tell unless the options name one; empty where there is no picture.
 */
export function frame(result: Result, options: TextOptions, position: number): string {
  const look = lookOf(options);
  const unit = unitNamed(result, options.unit ?? '') ?? unitNamed(result, mostToTell(result));
  if (unit === undefined || unit.position === null || unit.suppressed !== null) return '';
  const lines = pageTop(unit, result, options.earlier.at(-1) ?? null, look, position);
  return render(lines, look, painter(options.colorLevel));
}
