import type { QuestionResult, Result, UnitResult } from '../../result.ts';
import { lean } from '../../text/number.ts';
import { english } from '../../words/english.ts';
import { factsOf } from '../facts.ts';
import { roleSayings, sentence } from '../roles.ts';
import { discussed, hasColumns, meanText, mostDiscussed, undiscussed } from '../text/discuss.ts';
import { hangOf } from '../text/top.ts';
import { count, own, tooFew, whyHidden, zoneAndWeakness } from '../text/words.ts';
import { dimensions, recommendations } from '../workshop/standing.ts';
import {
  bullets,
  heading,
  labelled,
  paragraph,
  strong,
  table,
  text,
  title,
  type Block,
  type Markup,
} from './blocks.ts';
import { lineGauge } from './gauge.ts';
import { bytesOf, fitting, shortened, type Part } from './room.ts';

const said = english.room;

/** Where it hangs, where it hung and where it should, on one line. */
function gauge(unit: UnitResult, result: Result, previous: Result | null): readonly Block[] {
  const hang = hangOf(unit, result, previous);
  if (hang === null) return [];
  const marks = [
    `● now ${lean(hang.position)}`,
    ...(hang.before === null ? [] : [`○ last round ${lean(hang.before)}`]),
    ...(hang.target === null ? [] : [`━ target ${lean(hang.target.position)}`]),
  ];
  return [lineGauge(hang, said.sides, marks)];
}

function positionText(unit: UnitResult, result: Result): string {
  if (unit.position === null) return tooFew;
  return [lean(unit.position), zoneAndWeakness(result, unit)].filter(Boolean).join(', ');
}

const facts = (unit: UnitResult, result: Result): Block =>
  bullets([
    labelled('Position', positionText(unit, result)),
    ...factsOf(unit, result).map(({ label, text }) => labelled(label, shortened(text))),
  ]);

function archetype({ archetype }: UnitResult, { words }: Result): readonly Block[] {
  if (archetype === null) return [];
  const found = own(words.archetypes, archetype) ?? { title: archetype, message: '' };
  return [paragraph(strong(text(found.title))), paragraph(text(found.message))];
}

/** How a question was answered: counts from its first option to its last, or the mean. */
function answersText(asked: QuestionResult, { words }: Result): string {
  const { options = [], unit = null } = own(words.questions, asked.id) ?? {};
  if (!hasColumns(asked.histogram)) return meanText(asked, unit, '-');
  const ends = [options[0], options.at(-1)].filter((label) => label !== undefined && label !== '');
  const counts = asked.histogram.join(', ');
  return ends.length < 2 ? counts : `${counts} (${ends.join(' to ')})`;
}

function questionRow(asked: QuestionResult, result: Result): readonly Markup[] {
  const ask = own(result.words.questions, asked.id)?.ask || asked.id;
  return [asked.agreement?.label ?? '', ask, answersText(asked, result)].map(text);
}

function discussion(unit: UnitResult, result: Result): readonly Block[] {
  const asked = discussed(unit);
  if (asked.length === 0) return [];
  const rows = asked.slice(0, mostDiscussed).map((each) => questionRow(each, result));
  const left = asked.length - mostDiscussed;
  return [
    heading(3, text('What to discuss')),
    table(['agreement', 'question', 'answers'].map(title), rows),
    ...(left > 0 ? [paragraph(text(undiscussed(left)))] : []),
  ];
}

/** Where roles differ most. */
function roles(unit: UnitResult): readonly Block[] {
  const sayings = roleSayings(unit);
  if (sayings.length === 0) return [];
  return [
    heading(3, text('How roles see it')),
    bullets(sayings.map((each) => text(shortened(sentence(each))))),
  ];
}

/** All there is to say of a unit; of a hidden one nothing but why. */
function unitBlocks(unit: UnitResult, result: Result, previous: Result | null): readonly Block[] {
  const top = heading(2, text(unit.title));
  if (unit.suppressed !== null) return [top, paragraph(text(whyHidden(unit.suppressed)))];
  return [
    top,
    ...gauge(unit, result, previous),
    facts(unit, result),
    ...archetype(unit, result),
    ...dimensions(unit, said, 3),
    ...roles(unit),
    ...discussion(unit, result),
    ...recommendations(unit, { result }, said, 3),
  ];
}

/** The units in full that there is room for; of the first of them as much as there is. */
export function unitsPart(
  units: readonly UnitResult[],
  result: Result,
  previous: Result | null,
  room: number,
): Part {
  // One after the other, so that a unit there is no room for is not written at all.
  const blocksOf = (unit: UnitResult) => unitBlocks(unit, result, previous);
  const whole = fitting(units, (unit) => bytesOf(blocksOf(unit)), room);
  const left = units.length - whole.length;
  if (left === 0) return { blocks: whole.flatMap(blocksOf), cut: [] };
  if (whole.length > 0) {
    return { blocks: whole.flatMap(blocksOf), cut: [`${count(left, 'unit')} in full`] };
  }
  const blocks = fitting(blocksOf(units[0]!), (block) => bytesOf([block]), room);
  const others = left === 1 ? [] : [`${count(left - 1, 'other unit')} in full`];
  return { blocks, cut: ['the end of the first unit', ...others] };
}
