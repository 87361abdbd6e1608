import type { Result, UnitResult } from '../../result.ts';
import { roleSayings, sentence } from '../roles.ts';
import { flagLines, nextSteps } from './advice.ts';
import { dimensionBars } from './bars.ts';
import { discussion } from './discuss.ts';
import { standingFacts } from './facts.ts';
import { header } from './header.ts';
import { heading, inMargin, labelled, textMeasure } from './layout.ts';
import { blank, line, paragraph, type Line, type Look } from './line.ts';
import { top, type TopLayout } from './top.ts';
import { own, whyHidden } from './words.ts';

/** Above the picture and the picture itself: what the bob swings in on. */
export function pageTop(
  unit: UnitResult,
  result: Result,
  previous: Result | null,
  look: Look,
  bobAt: number | null = null,
  layout?: TopLayout,
): readonly Line[] {
  const drawn = top(unit, result, previous, look, bobAt, layout);
  return [...header(unit.title, result, look), ...drawn];
}

/** What position, strength, target and agreement mean together. */
export function archetypeLines(unit: UnitResult, { words }: Result, look: Look): readonly Line[] {
  if (unit.archetype === null) return [];
  const said = own(words.archetypes, unit.archetype) ?? { title: unit.archetype, message: '' };
  const lines = paragraph(said.message, textMeasure(look), look);
  return [...heading(said.title, look), ...inMargin(lines, look)];
}

function hidden(unit: UnitResult, result: Result, look: Look): readonly Line[] {
  const { suppressed } = unit;
  const head = header(unit.title, result, look);
  const lines = paragraph(whyHidden(suppressed!), textMeasure(look), look);
  return [...head, blank, ...inMargin([line('Not shown', 'strong'), ...lines], look)];
}

/** That there is no position, where the answers are too few for one. */
export const unscored = (look: Look): readonly Line[] => [
  blank,
  ...inMargin(
    paragraph('Too few answers to score: there is no position to show.', textMeasure(look), look, {
      style: 'strong',
    }),
    look,
  ),
];

/** The dimensions under their heading. */
export function dimensionLines(unit: UnitResult, look: Look): readonly Line[] {
  if (unit.dimensions.length === 0) return [];
  const target = unit.market?.target ?? null;
  return [...heading('Dimensions', look), ...dimensionBars(unit.dimensions, target, look)];
}

/** Where roles differ most, under a heading. */
function roleLines(unit: UnitResult, look: Look): readonly Line[] {
  const lines = roleSayings(unit).flatMap((each) => {
    const said = paragraph(sentence(each), Math.max(1, textMeasure(look) - 2), look, { lines: 4 });
    return labelled(line('-'), said, 2);
  });
  return lines.length === 0 ? [] : [...heading('How roles see it', look), ...inMargin(lines, look)];
}

/** All there is to say of one unit, the picture first. */
export function page(
  unit: UnitResult,
  result: Result,
  previous: Result | null,
  look: Look,
): readonly Line[] {
  if (unit.suppressed !== null) return hidden(unit, result, look);
  return [
    ...pageTop(unit, result, previous, look),
    ...(unit.position === null ? unscored(look) : []),
    ...archetypeLines(unit, result, look),
    ...heading('Where it stands', look),
    ...standingFacts(unit, result, look),
    ...dimensionLines(unit, look),
    ...roleLines(unit, look),
    ...discussion(unit, result, look),
    ...nextSteps(unit, result, look),
    ...flagLines(unit, look),
  ];
}
