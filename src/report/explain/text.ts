import type { Explanation, PracticeReason } from '../../explanation.ts';
import { painter } from '../paint.ts';
import { header } from '../text/header.ts';
import { heading, inMargin, labelled, labelledText, textMeasure } from '../text/layout.ts';
import { blank, line, paragraph, render, type Line, type Look } from '../text/line.ts';
import { count, efforts, whyHidden } from '../text/words.ts';
import { ledgerLines } from './ledger.ts';
import { marginLines, pullsLines, reachLines } from './moves.ts';
import { exact, toward } from './numbers.ts';

/** How lines may look. */
export interface LinesOptions {
  readonly columns: number;
  readonly unicode: boolean;
  readonly colorLevel: 0 | 1 | 2 | 3;
}

const howToRead =
  'Every answer is worth 0 to 100 points. Its share is its weight among those answered on its ' +
  "side of its dimension, times the dimension's weight: so much of that side's leaning it " +
  'decides. Share times points is what it puts in, and what is put in adds up to the leaning. ' +
  'Its pull is its share times the points above 50; points below 50 pull to the other side. All ' +
  'pulls add up to the position.';

/** Points of several respondents are a mean of its own kind, and that is said. */
const meanPoints: Readonly<Record<Explanation['basis'], string>> = {
  answers: ' Points are those of all for whom the answer counts, each weighted as it counts.',
  shown:
    ' Small groups are hidden here, so this tells no more than the report does: points are the ' +
    'mean of all who answered, and shares are those of somebody who answered everything.',
};

const titleOf = ({ subject }: Explanation): string =>
  subject.kind === 'respondent' ? `${subject.title} of ${subject.unit}` : subject.title;

function whoText({ respondents, subject }: Explanation): string | null {
  if (subject.kind === 'respondent' || respondents.count === null) return null;
  const { count: all, scored, pooling } = respondents;
  const how = pooling === 'roles' ? 'each role counts the same' : 'each respondent counts the same';
  const who = count(all, 'respondent');
  return scored === null ? `${who}; ${how}` : `${who}, ${scored} scored; ${how}`;
}

function positionText({ position, customer, process }: Explanation): string {
  if (position === null) return 'too few answers to score';
  return `${toward(position)} = customer ${exact(customer!)} - process ${exact(process!)}`;
}

function opening(explanation: Explanation, look: Look): readonly Line[] {
  const who = whoText(explanation);
  const text = who === null ? howToRead : howToRead + meanPoints[explanation.basis];
  return inMargin(
    [
      blank,
      ...paragraph(text, textMeasure(look), look),
      blank,
      ...labelledText('Position', positionText(explanation), look),
      ...(who === null ? [] : labelledText('Answers', who, look)),
    ],
    look,
  );
}

const sideNames = {
  customer: 'customer side',
  process: 'process side',
  both: 'both sides',
} as const;

/** Why a practice was recommended or not. */
function practiceLines(reason: PracticeReason, look: Look): readonly Line[] {
  const { practice, title, side, effort, because } = reason;
  const about = `${practice}, ${sideNames[side]}, ${efforts[effort]}`;
  const columns = textMeasure(look);
  const reasons = because.flatMap((each) =>
    labelled(line('-'), paragraph(each, columns - 2, look), 2),
  );
  const lines = [...paragraph(about, columns, look, { style: 'faint' }), ...reasons];
  return [...heading(title, look), ...inMargin(lines, look)];
}

function hidden(explanation: Explanation, look: Look): readonly Line[] {
  const lines = paragraph(whyHidden(explanation.suppressed!), textMeasure(look), look);
  return [blank, ...inMargin([line('Not shown', 'strong'), ...lines], look)];
}

function bodyLines(explanation: Explanation, look: Look): readonly Line[] {
  const { ledger, practice } = explanation;
  if (ledger === null) return hidden(explanation, look);
  if (practice !== null) return practiceLines(practice, look);
  return [
    ...opening(explanation, look),
    ...ledgerLines(explanation, ledger, look),
    ...pullsLines(explanation, look),
    ...reachLines(explanation, look),
    ...marginLines(explanation, look),
  ];
}

/** The ledger as people read it; or, where one was asked about, the reasons for a practice. */
export function renderText(explanation: Explanation, options: LinesOptions): string {
  const { columns, unicode, colorLevel } = options;
  const look = { columns, unicode, braille: false };
  const lines = [
    ...header(titleOf(explanation), explanation, look),
    ...bodyLines(explanation, look),
  ];
  return render(lines, look, painter(colorLevel));
}
