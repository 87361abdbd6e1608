import type { Comparison, Swing, UnitComparison } from '../../comparison.ts';
import { points } from '../text/words.ts';
import {
  bullets,
  heading,
  labelled,
  page,
  paragraph,
  strong,
  table,
  text,
  title,
  type Block,
} from '../markdown/blocks.ts';
import type { ComparisonOptions } from './text.ts';
import {
  chanceText,
  coreText,
  followUpText,
  hiddenText,
  method,
  moveText,
  overshootText,
  roundText,
  swingText,
  targetText,
  testText,
  toldSwings,
  verdictText,
} from './words.ts';

const about = ({ scorecard, words }: Comparison): readonly Block[] => [
  paragraph(text(`${scorecard.title} ${scorecard.version}`)),
  paragraph(strong(text(scorecard.status))),
  paragraph(text(words.engagement?.remark ?? '')),
];

/** All units at a glance. */
function overview(units: readonly UnitComparison[], comparison: Comparison): Block {
  const head = ['unit', ...comparison.rounds.map(({ round }) => round), 'swing', 'read as'];
  const rows = units.map((unit) => {
    const swing = unit.swings.at(-1)!;
    const isHidden = swing.hidden !== null;
    return [
      text(unit.title),
      ...unit.rounds.map((round) => text(roundText(round, comparison))),
      text(isHidden ? '' : swingText(swing)),
      text(isHidden ? 'not shown' : chanceText(swing.test)),
    ];
  });
  return table(head.map(title), rows);
}

function dimensions({ dimensions: moves }: Swing): Block {
  const rows = moves.map(({ title: name, process, customer }) => [
    text(name),
    text(moveText(process)),
    text(moveText(customer)),
  ]);
  return table(['dimension', 'process', 'customer'].map(title), rows);
}

function swingBlocks(swing: Swing): readonly Block[] {
  const head = heading(3, text(`${swing.from} to ${swing.to}`));
  if (swing.hidden !== null) return [head, paragraph(text(hiddenText(swing.hidden)))];
  const overshoot = overshootText(swing);
  return [
    head,
    bullets([
      labelled('Swing', `${swingText(swing)}, ${chanceText(swing.test)}`),
      ...(overshoot === null ? [] : [labelled('Overshoot', overshoot)]),
      ...(swing.test === null
        ? []
        : testText(swing.test).map((said, i) => labelled(i === 0 ? 'Test' : 'How far', said))),
      labelled('Strength', moveText(swing.strength)),
    ]),
    dimensions(swing),
  ];
}

function advice({ recommendations, from }: Swing): readonly Block[] {
  if (recommendations.length === 0) return [];
  const rows = recommendations.map((each) => [text(each.title), text(followUpText(each))]);
  return [
    heading(3, text(`What ${from} recommended, and what moved since`)),
    table(['practice', 'what moved'].map(title), rows),
  ];
}

function unitBlocks(unit: UnitComparison): readonly Block[] {
  const swings = toldSwings(unit);
  const target = targetText(unit);
  const isMore = unit.rounds.length > 2 && unit.amplitude !== null;
  return [
    heading(2, text(unit.title)),
    ...(target === null ? [] : [paragraph(labelled('Target', target))]),
    ...(isMore ? [paragraph(labelled('Amplitude', points(unit.amplitude)))] : []),
    ...swings.flatMap((swing) => swingBlocks(swing)),
    ...advice(swings[0]!),
  ];
}

const questions = ({ versions, scorecard }: Comparison): readonly Block[] =>
  versions.flatMap(({ version, questions: found }) => [
    heading(2, text(`What became of the questions, ${version} to ${scorecard.version}`)),
    found.length === 0
      ? paragraph(text('Only weights, rules, targets or zones differ.'))
      : bullets(found.map((each) => labelled(each.id, verdictText(each)))),
  ]);

/** A comparison as one page of Markdown. */
export function renderComparisonMarkdown(
  comparison: Comparison,
  { unit }: Pick<ComparisonOptions, 'unit'>,
): string {
  const shown = comparison.units.filter(({ id }) => unit === 'all' || unit === id);
  const name = comparison.words.engagement?.title ?? comparison.scorecard.title;
  return page([
    heading(1, text(`${name}: ${comparison.rounds.map(({ round }) => round).join(' → ')}`)),
    ...about(comparison),
    paragraph(text(coreText(comparison))),
    overview(shown, comparison),
    ...shown.flatMap(unitBlocks),
    ...questions(comparison),
    heading(2, text('How to read this')),
    bullets(method.map(text)),
  ]);
}
