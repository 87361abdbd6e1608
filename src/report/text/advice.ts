import type { RecommendationResult, Result, UnitResult } from '../../result.ts';
import { labelledText, heading, inMargin, labelled, separated, textMeasure } from './layout.ts';
import { indent, line, paragraph, span, type Line, type Look } from './line.ts';
import { efforts, oddities, own, points } from './words.ts';

/** Columns of the number before each recommendation. */
const numberWidth = 3;

const sides = {
  customer: 'customer side',
  process: 'process side',
  both: 'both sides',
} as const;

const dimensionTitle = (unit: UnitResult, id: string) =>
  unit.dimensions.find((dimension) => dimension.id === id)?.title ?? id;

function facts(advice: RecommendationResult, unit: UnitResult): string {
  const { side, dimension, effort } = advice;
  return `${sides[side]}, ${dimensionTitle(unit, dimension)}, ${efforts[effort]}`;
}

const labelWidth = 6;

const reasons = (because: readonly string[], columns: number, look: Look): readonly Line[] =>
  because.flatMap((reason) => labelled(line('-'), paragraph(reason, columns - 2, look), 2));

/** Reasons come before instructions: nobody acts on advice that does not say why. */
function body(advice: RecommendationResult, unit: UnitResult, result: Result, look: Look) {
  const practice = own(result.words.practices, advice.practice);
  const columns = textMeasure(look) - numberWidth;
  const row = (label: string, text: string) =>
    labelledText(label, text, look, { width: labelWidth, columns });
  return [
    ...paragraph(facts(advice, unit), columns, look, { style: 'faint' }),
    ...labelled(
      line('Why', 'faint'),
      reasons(advice.because, columns - labelWidth, look),
      labelWidth,
    ),
    ...(practice === undefined ? [] : row('How', practice.how)),
    ...row('KPI', advice.kpi),
    ...(points(advice.gain) === '0.0'
      ? []
      : row('Gain', `about ${points(advice.gain)} points of strength`)),
  ];
}

function recommendation(
  advice: RecommendationResult,
  place: number,
  unit: UnitResult,
  result: Result,
  look: Look,
): readonly Line[] {
  const columns = textMeasure(look) - numberWidth;
  const title = paragraph(advice.title, columns, look, { style: 'strong', lines: 3 });
  const lines = [...title, ...body(advice, unit, result, look)];
  const numbered = lines.map((each, i) =>
    i === 0 ? [span(`${place}. `, 'strong'), ...each] : indent(each, numberWidth),
  );
  return numbered;
}

/** What to do next; a recommendation that cannot say why is none. */
export function nextSteps(unit: UnitResult, result: Result, look: Look): readonly Line[] {
  const reasoned = unit.recommendations.filter(({ because }) => because.length > 0);
  if (reasoned.length === 0) return [];
  const lines = separated(
    reasoned.map((advice, i) => recommendation(advice, i + 1, unit, result, look)),
  );
  return [...heading('What to do next', look), ...inMargin(lines, look)];
}

/** More than this is a matter for the data, not for a report. */
const mostFlags = 8;

/** What looked odd in the answers. */
export function flagLines(unit: UnitResult, look: Look): readonly Line[] {
  const flags = oddities(unit);
  if (flags.length === 0) return [];
  const lines = flags
    .slice(0, mostFlags)
    .flatMap((flag) => paragraph(flag, textMeasure(look), look, { lines: 3 }));
  const left = flags.length - mostFlags;
  const more = left > 0 ? [line(`and ${left} more`, 'faint')] : [];
  return [...heading('Answers to look at', look), ...inMargin([...lines, ...more], look)];
}
