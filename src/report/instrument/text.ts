import type { Instrument } from '../../instrument.ts';
import { painter } from '../paint.ts';
import { header } from '../text/header.ts';
import { heading, inMargin, labelledText, separated, textMeasure } from '../text/layout.ts';
import { blank, paragraph, render, type Line, type Look } from '../text/line.ts';
import type { Chapter, Passage } from './chapter.ts';
import { basis, chapters } from './chapters.ts';
import { tableLines } from './table.ts';

/** How the page of an instrument may look; what a format has no use for it leaves. */
export interface InstrumentLook {
  readonly columns: number;
  readonly unicode: boolean;
  readonly colorLevel: 0 | 1 | 2 | 3;
}

function passageLines(passage: Passage, look: Look): readonly Line[] {
  if (passage.kind === 'paragraph') return paragraph(passage.text, textMeasure(look), look);
  if (passage.kind === 'table') return tableLines(passage, look);
  return passage.items.flatMap(({ label, said }) => labelledText(label, said, look));
}

const chapterLines = ({ title, passages }: Chapter, look: Look): readonly Line[] => [
  ...heading(title, look),
  ...inMargin(separated(passages.map((passage) => passageLines(passage, look))), look),
];

/** The page of an instrument for a terminal: what to take from it, then what that rests on. */
export function renderInstrumentText(instrument: Instrument, options: InstrumentLook): string {
  const look: Look = { ...options, braille: false };
  const { words, scorecard } = instrument;
  const title = words.engagement?.title ?? scorecard.title;
  const lines = [
    ...header(title, instrument, look),
    ...inMargin([blank, ...paragraph(basis(instrument), textMeasure(look), look)], look),
    ...chapters(instrument).flatMap((chapter) => chapterLines(chapter, look)),
  ];
  return render(lines, look, painter(options.colorLevel));
}
