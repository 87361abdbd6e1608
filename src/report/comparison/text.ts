import type { Comparison, Swing, UnitComparison } from '../../comparison.ts';
import { painter } from '../paint.ts';
import { inGroups, type Entry } from '../text/choose.ts';
import { gaugeEnds, roundsGauge } from '../text/gauge.ts';
import { headerOf } from '../text/header.ts';
import {
  heading,
  inMargin,
  labelled,
  labelledText,
  measure,
  separated,
  textMeasure,
} from '../text/layout.ts';
import {
  blank,
  indent,
  paragraph,
  render,
  short,
  span,
  type Line,
  type Look,
} from '../text/line.ts';
import { points } from '../text/words.ts';
import { displayWidth, pad } from '../../text/width.ts';
import { sideStyle } from '../pendulum.ts';
import {
  chanceText,
  coreText,
  followUpText,
  hiddenText,
  method,
  movedMost,
  moveText,
  overshootText,
  roundText,
  swingText,
  targetText,
  testText,
  toldSwings,
  verdictText,
} from './words.ts';

/** How a comparison may look; what a format has no use for it leaves. */
export interface ComparisonOptions {
  readonly columns: number;
  readonly unicode: boolean;
  readonly colorLevel: 0 | 1 | 2 | 3;
  /** The id of the unit to show, or `all`. */
  readonly unit: string;
}

/** Two rounds hang as elsewhere; more are numbered, the last one hangs as elsewhere. */
function markOf(index: number, rounds: number, look: Look): string {
  if (index === rounds - 1) return look.unicode ? '●' : '@';
  if (rounds === 2) return look.unicode ? '○' : 'o';
  return String((index + 1) % 10);
}

function picture({ rounds, target }: UnitComparison, look: Look): readonly Line[] {
  const hung = rounds.flatMap(({ position }, i) =>
    position === null ? [] : [{ position, glyph: markOf(i, rounds.length, look) }],
  );
  if (hung.length === 0) return [];
  const columns = textMeasure(look);
  return [gaugeEnds(columns), roundsGauge(target, hung, columns, look), blank];
}

function roundLines(unit: UnitComparison, comparison: Comparison, look: Look): readonly Line[] {
  const width = Math.max(...unit.rounds.map(({ round }) => displayWidth(round))) + 4;
  return unit.rounds.flatMap((found, i) => {
    const mark = found.position === null ? ' ' : markOf(i, unit.rounds.length, look);
    const label = [span(`${mark} `), span(found.round, 'faint')];
    const said = paragraph(roundText(found, comparison), textMeasure(look) - width, look, {
      style: found.position === null ? 'faint' : sideStyle(found.position),
    });
    return labelled(label, said, width);
  });
}

function targetLines(unit: UnitComparison, look: Look): readonly Line[] {
  const target = targetText(unit);
  const mark = look.unicode ? '━' : '=';
  return target === null ? [] : paragraph(`${mark} target ${target}`, textMeasure(look), look);
}

const items = (label: string, texts: readonly string[], look: Look): readonly Line[] =>
  texts.flatMap((text, i) => labelledText(i === 0 ? label : '', text, look));

function adviceLines({ recommendations, from }: Swing, look: Look): readonly Line[] {
  if (recommendations.length === 0) return [];
  const room = textMeasure(look) - 3;
  const each = recommendations.map((advice, i) => [
    ...paragraph(`${i + 1}. ${advice.title}`, textMeasure(look), look, { style: 'strong' }),
    ...paragraph(followUpText(advice), room, look).map((found) => indent(found, 3)),
  ]);
  return [
    blank,
    ...paragraph(`What ${from} recommended, and what moved since`, room, look),
    ...each.flat(),
  ];
}

function swingLines(swing: Swing, unit: UnitComparison, look: Look): readonly Line[] {
  const name = unit.swings.length > 1 ? `${swing.from} to ${swing.to}: ` : '';
  if (swing.hidden !== null) return items('Swing', [`${name}${hiddenText(swing.hidden)}`], look);
  const overshoot = overshootText(swing);
  const moved = movedMost(swing.dimensions);
  return [
    ...labelledText('Swing', `${name}${swingText(swing)}, ${chanceText(swing.test)}`, look, {
      style: 'strong',
    }),
    ...(overshoot === null ? [] : labelledText('Overshoot', overshoot, look, { style: 'strong' })),
    ...(swing.test === null ? [] : items('Test', testText(swing.test), look)),
    ...labelledText('Strength', moveText(swing.strength), look),
    ...items('Moved most', moved.length === 0 ? ['no dimension moved'] : moved, look),
  ];
}

function unitLines(unit: UnitComparison, comparison: Comparison, look: Look): readonly Line[] {
  const swings = toldSwings(unit);
  const latest = swings[0]!;
  const amplitude =
    unit.amplitude === null || unit.rounds.length < 3
      ? []
      : labelledText('Amplitude', `${points(unit.amplitude)} between its outermost rounds`, look);
  const below = [
    ...swings.map((swing) => swingLines(swing, unit, look)),
    ...(amplitude.length === 0 ? [] : [amplitude]),
  ];
  const lines = [
    ...picture(unit, look),
    ...roundLines(unit, comparison, look),
    ...targetLines(unit, look),
    blank,
    ...separated(below),
    ...adviceLines(latest, look),
  ];
  return [...heading(unit.title, look), ...inMargin(lines, look)];
}

const widestTitle = 36;

/** One line of all units: what a room looks at first. */
function glance({ unit, depth }: Entry<UnitComparison>, width: number, look: Look): Line {
  const swing = unit.swings.at(-1)!;
  const title = short('  '.repeat(Math.min(depth, 4)) + unit.title, width, look);
  const head = span(pad(title, width + 2, 'left'), unit.kind === 'group' ? 'strong' : 'plain');
  if (swing.hidden !== null) return [head, span('not shown', 'faint')];
  const said = span(pad(swingText(swing), 21, 'left'), sideStyle(swing.position.change ?? 0));
  const marks = [
    ...(swing.test?.verdict === 'change' ? ['a change'] : []),
    ...(swing.overshoot === null ? [] : ['overshot its target']),
  ];
  return [head, said, span(marks.join(', '), 'strong')];
}

function overview({ units, rounds }: Comparison, look: Look): readonly Line[] {
  const entries = inGroups(units);
  const titles = entries.map(
    ({ unit, depth }) => displayWidth(unit.title) + 2 * Math.min(depth, 4),
  );
  const width = Math.min(widestTitle, Math.max(...titles), Math.floor(measure(look) / 2));
  const lines = [
    ...entries.map((entry) => glance(entry, width, look)),
    blank,
    ...paragraph(
      'Where "a change" does not stand, it is not distinguishable from chance.',
      measure(look),
      look,
      { style: 'faint' },
    ),
  ];
  const title = `How far it swung, ${rounds[0]!.round} to ${rounds.at(-1)!.round}`;
  return [...heading(title, look), ...inMargin(lines, look)];
}

function questionLines({ versions, scorecard }: Comparison, look: Look): readonly Line[] {
  return versions.flatMap(({ version, questions }) => {
    const said = questions.map((question) => `${question.id}: ${verdictText(question)}`);
    const lines = said.length === 0 ? ['Only weights, rules, targets or zones differ.'] : said;
    return [
      ...heading(`What became of the questions, ${version} to ${scorecard.version}`, look),
      ...inMargin(
        lines.flatMap((text) => paragraph(text, textMeasure(look), look)),
        look,
      ),
    ];
  });
}

/** A comparison for a terminal: what the rounds share, then how each unit swung. */
export function renderComparisonText(comparison: Comparison, options: ComparisonOptions): string {
  const look: Look = { ...options, braille: false };
  const { words, scorecard, rounds, units } = comparison;
  const title = words.engagement?.title ?? scorecard.title;
  const between = rounds.map(({ round }) => round).join(look.unicode ? ' → ' : ' -> ');
  const shown = units.filter(({ id }) => options.unit === 'all' || options.unit === id);
  const lines = [
    ...headerOf(title, between, comparison, look),
    ...inMargin([blank, ...paragraph(coreText(comparison), textMeasure(look), look)], look),
    ...(shown.length > 1 ? overview(comparison, look) : []),
    ...inGroups(shown).flatMap(({ unit }) => unitLines(unit, comparison, look)),
    ...questionLines(comparison, look),
    ...heading('How to read this', look),
    ...inMargin(
      method.flatMap((text) => paragraph(text, measure(look), look)),
      look,
    ),
  ];
  return render(lines, look, painter(options.colorLevel));
}
