import type { Result } from '../../result.ts';
import { displayWidth } from '../../text/width.ts';
import { inMargin, measure } from './layout.ts';
import { clean, line, paragraph, short, span, type Line, type Look } from './line.ts';

const round = (result: Result) => (result.round === null ? null : `round ${result.round}`);

/**
 * What kind of instrument and of data this is, on every page: nobody may take it for more. The
 * remark, such as that the company is invented, has lines of its own, so that nothing pushes it out.
 */
function standing(title: string, { scorecard, words }: Result, look: Look): readonly Line[] {
  const room = measure(look);
  const engagement = words.engagement?.title ?? title;
  const parts = [
    ...(engagement === title ? [] : [engagement]),
    `${scorecard.title} ${scorecard.version}`,
  ].map((part) => short(part, room, look));
  const about = [...parts, scorecard.status].join(look.unicode ? ' · ' : ' - ');
  const remark = words.engagement?.remark ?? null;
  return [
    ...paragraph(about, room, look, { lines: 5 }),
    ...(remark === null ? [] : paragraph(remark, room, look, { lines: 4 })),
  ];
}

const spread = (left: string, right: string, columns: number): Line => {
  const gap = columns - displayWidth(left) - displayWidth(right);
  return [span(left, 'strong'), span(' '.repeat(gap)), span(right, 'faint')];
};

const titleLines = (title: string, result: Result, look: Look): readonly Line[] => {
  const right = clean(round(result) ?? '', look);
  const left = clean(title, look);
  if (displayWidth(left) + displayWidth(right) + 2 <= measure(look)) {
    return [spread(left, right, measure(look))];
  }
  const lines = paragraph(title, measure(look), look, { style: 'strong', lines: 2 });
  return right === '' ? lines : [...lines, line(short(right, measure(look), look), 'faint')];
};

/** The head of a page: what it is about, which round, which scorecard, and how far to trust it. */
export function header(title: string, result: Result, look: Look): readonly Line[] {
  return inMargin([...titleLines(title, result, look), ...standing(title, result, look)], look);
}
