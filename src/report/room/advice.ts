import type { RecommendationResult, Result, UnitResult } from '../../result.ts';
import { fixed } from '../../text/number.ts';
import { heading, inMargin, labelled, labelledText, textMeasure } from '../text/layout.ts';
import { line, paragraph, type Line, type Look } from '../text/line.ts';
import { own } from '../text/words.ts';
import type { RoomWords } from './room.ts';

/** A title that a file gives to a dimension, or its id. */
export const dimensionTitle = ({ dimensions }: UnitResult, id: string): string =>
  dimensions.find((dimension) => dimension.id === id)?.title ?? id;

/** What a recommendation is about, in one line. */
export const adviceFacts = (
  { side, dimension, effort }: RecommendationResult,
  unit: UnitResult,
  words: RoomWords,
): string => [words.sides[side], dimensionTitle(unit, dimension), words.efforts[effort]].join(', ');

/** The strength to be gained, or null where it prints as nothing. */
export function gainText({ gain }: RecommendationResult, words: RoomWords): string | null {
  const points = fixed(gain, 1);
  return Number(points) === 0 ? null : words.strengthGain(points);
}

/** A recommendation that cannot say why is none. */
export const reasoned = ({ recommendations }: UnitResult): readonly RecommendationResult[] =>
  recommendations.filter(({ because }) => because.length > 0);

const labels = (words: RoomWords) => [words.why, words.how, words.kpi, words.gain];

function body(advice: RecommendationResult, result: Result, look: Look, words: RoomWords) {
  const width = Math.max(...labels(words).map(({ length }) => length)) + 2;
  const row = (label: string, text: string | null) =>
    text === null ? [] : labelledText(label, text, look, { width });
  const room = Math.max(1, textMeasure(look) - 2);
  const reasons = advice.because.flatMap((reason) =>
    labelled(line('-'), paragraph(reason, room, look), 2),
  );
  return [
    line(words.why, 'strong'),
    ...reasons,
    ...row(words.how, own(result.words.practices, advice.practice)?.how ?? null),
    ...row(words.kpi, advice.kpi),
    ...row(words.gain, gainText(advice, words)),
  ];
}

/** What to do next, a page a recommendation, the reasons before the instructions. */
export function advicePages(
  unit: UnitResult,
  result: Result,
  look: Look,
  words: RoomWords,
): readonly (readonly Line[])[] {
  const all = reasoned(unit);
  const room = textMeasure(look);
  return all.map((advice, i) => {
    const lines = [
      ...paragraph(advice.title, room, look, { style: 'strong', lines: 3 }),
      ...paragraph(adviceFacts(advice, unit, words), room, look),
      ...body(advice, result, look, words),
    ];
    return [...heading(`${words.next}: ${i + 1} / ${all.length}`, look), ...inMargin(lines, look)];
  });
}
