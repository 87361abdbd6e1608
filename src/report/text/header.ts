import type { Result } from '../../result.ts';
import { displayWidth } from '../../text/width.ts';
import { inMargin, measure } from './layout.ts';
import { clean, line, paragraph, short, span, type Line, type Look } from './line.ts';

/** What a head says of what it stands over. */
interface Headed extends Pick<Result, 'scorecard'> {
  readonly words: Pick<Result['words'], 'engagement'>;
}

/**
 * What kind of instrument and of data this is, on every page: nobody may take it for more. The
 * remark, such as that the company is invented, has lines of its own, so that nothing pushes it out.
 */
function standing(title: string, { scorecard, words }: Headed, look: Look): readonly Line[] {
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

const titleLines = (title: string, rounds: string, look: Look): readonly Line[] => {
  const right = clean(rounds, look);
  const left = clean(title, look);
  if (displayWidth(left) + displayWidth(right) + 2 <= measure(look)) {
    return [spread(left, right, measure(look))];
  }
  const lines = paragraph(title, measure(look), look, { style: 'strong', lines: 2 });
  return right === '' ? lines : [...lines, line(short(right, measure(look), look), 'faint')];
};

/** The head of a page: what it is about, which rounds, which scorecard, and how far to trust it. */
export const headerOf = (
  title: string,
  rounds: string,
  headed: Headed,
  look: Look,
): readonly Line[] =>
  inMargin([...titleLines(title, rounds, look), ...standing(title, headed, look)], look);

/** The head of a page of one round. */
export const header = (
  title: string,
  result: Headed & Pick<Result, 'round'>,
  look: Look,
): readonly Line[] =>
  headerOf(title, result.round === null ? '' : `round ${result.round}`, result, look);
