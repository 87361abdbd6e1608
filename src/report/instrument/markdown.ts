import type { Instrument } from '../../instrument.ts';
import {
  bullets,
  heading,
  labelled,
  page,
  paragraph,
  strong,
  table,
  text,
  type Block,
} from '../markdown/blocks.ts';
import { nameOf, type Chapter, type Passage, type Table } from './chapter.ts';
import { basis, chapters } from './chapters.ts';
import { plain } from './table.ts';

function rows({ name, remark, columns, rows: found }: Table): Block {
  const isRemarked = found.some((row) => row.remark.length > 0);
  const head = [name, ...columns.map(({ head: each }) => each), ...(isRemarked ? [remark] : [])];
  const cells = found.map((row) =>
    [plain(nameOf(row)), ...row.cells, ...(isRemarked ? [plain(row.remark)] : [])].map(text),
  );
  return table(head.map(text), cells);
}

function blocks(passage: Passage): readonly Block[] {
  if (passage.kind === 'paragraph') return [paragraph(text(passage.text))];
  if (passage.kind === 'table') return [paragraph(text(`${passage.caption}.`)), rows(passage)];
  return [bullets(passage.items.map(({ label, said }) => labelled(label, said)))];
}

const chapterBlocks = ({ title: said, passages }: Chapter): readonly Block[] => [
  heading(2, text(said)),
  ...passages.flatMap(blocks),
];

/** The page of an instrument as one page of Markdown. */
export function renderInstrumentMarkdown(instrument: Instrument): string {
  const { words, scorecard } = instrument;
  return page([
    heading(1, text(words.engagement?.title ?? scorecard.title)),
    paragraph(text(`${scorecard.title} ${scorecard.version}`)),
    paragraph(strong(text(scorecard.status))),
    paragraph(text(words.engagement?.remark ?? '')),
    paragraph(text(basis(instrument))),
    ...chapters(instrument).flatMap(chapterBlocks),
  ]);
}
