import type { UnitResult } from '../../result.ts';
import { fixed } from '../../text/number.ts';
import { adviceFacts, gainText, reasoned } from '../room/advice.ts';
import { fields, leaning } from '../room/polarity.ts';
import { beforeOf, leanText, type Room, type RoomWords } from '../room/room.ts';
import { hangOf } from '../text/top.ts';
import { isOnTarget, own, positionBefore, strengthTitle, zoneTitle } from '../text/words.ts';
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
  type Level,
} from '../markdown/blocks.ts';
import { lineGauge } from '../markdown/gauge.ts';

const points = (value: number) => fixed(value, 1);

/** The pendulum as a line from process to customer. */
function pendulum(unit: UnitResult, room: Room, words: RoomWords): Block {
  const hang = hangOf(unit, room.result, beforeOf(room));
  if (hang === null) return '';
  const marks = [
    `● ${leanText(hang.position, words)}`,
    ...(hang.before === null ? [] : [`○ ${words.before} ${leanText(hang.before, words)}`]),
    ...(hang.target === null ? [] : [`━ ${words.target} ${leanText(hang.target.position, words)}`]),
  ];
  return lineGauge(hang, words.sides, marks);
}

type Fact = readonly [label: string, said: string | null];

/** The facts that there are. */
const told = (facts: readonly Fact[]) =>
  facts.flatMap(([label, said]) => (said === null ? [] : [labelled(label, said)]));

/** Both leanings; one that does not exist is said in words. */
function leanings(
  { customer, process }: Pick<UnitResult, 'customer' | 'process'>,
  words: RoomWords,
): string {
  const said = (score: number | null) => (score === null ? words.tooFew : points(score));
  return `${words.sides.customer} ${said(customer)}, ${words.sides.process} ${said(process)}`;
}

function target({ market }: UnitResult, words: RoomWords): string {
  if (market === null) return words.noTarget;
  const { position, tolerance } = market.target;
  return `${leanText(position, words)} ± ${points(tolerance)} (${leanings(market.target, words)})`;
}

function interval({ interval: found }: UnitResult, words: RoomWords): string | null {
  if (found === null) return null;
  const { low, high, level } = found;
  return `${leanText(low, words)} – ${leanText(high, words)} (${fixed(level * 100, 0)} %)`;
}

function gap(unit: UnitResult, words: RoomWords): string | null {
  if (unit.gap === null) return null;
  return `${leanText(unit.gap, words)}${isOnTarget(unit) ? `; ${words.onTarget}` : ''}`;
}

/** Strength with its band: balance or position alone call a weak unit well. */
function strength(unit: UnitResult, room: Room, words: RoomWords): string {
  if (unit.strength === null) return words.tooFew;
  const band = strengthTitle(room.result, unit);
  return `${words.ofHundred(points(unit.strength))}${band === null ? '' : `, ${band}`}`;
}

function position(unit: UnitResult, room: Room, words: RoomWords): string {
  if (unit.position === null) return words.tooFew;
  const zone = zoneTitle(room.result, unit);
  return `${leanText(unit.position, words)}${zone === null ? '' : `, ${zone}`}`;
}

function facts(unit: UnitResult, room: Room, words: RoomWords): Block {
  const before = positionBefore(beforeOf(room), unit.id);
  const rows: readonly Fact[] = [
    [words.position, position(unit, room, words)],
    [words.strength, strength(unit, room, words)],
    [words.target, target(unit, words)],
    [words.gap, gap(unit, words)],
    [words.interval, interval(unit, words)],
    [words.leanings, leanings(unit, words)],
    [words.statedLean, unit.statedLean === null ? null : leanText(unit.statedLean.value, words)],
    [words.agreementHead, unit.agreement === null ? null : words.agreement[unit.agreement.label]],
    [words.before, before === null ? null : leanText(before, words)],
  ];
  return bullets(told(rows));
}

function archetype(unit: UnitResult, { result }: Room): readonly Block[] {
  if (unit.archetype === null) return [];
  const said = own(result.words.archetypes, unit.archetype);
  if (said === undefined) return [];
  return [heading(3, text(said.title)), paragraph(text(said.message))];
}

/** Where the unit stands, in a line, in numbers and in words. */
export const standing = (unit: UnitResult, room: Room, words: RoomWords): readonly Block[] => [
  heading(2, text(words.standing)),
  pendulum(unit, room, words),
  facts(unit, room, words),
  ...archetype(unit, room),
];

/** The dimensions with both sides. */
export function dimensions(unit: UnitResult, words: RoomWords, level: Level = 2): readonly Block[] {
  if (unit.dimensions.length === 0) return [];
  const said = (each: UnitResult['dimensions'][number], side: 'process' | 'customer') => {
    const why = each.hidden.includes(side) ? words.silent.suppressed : words.tooFew;
    return text(each[side] === null ? why : points(each[side]));
  };
  const head = [words.dimension, words.sides.process, words.sides.customer, words.agreementHead];
  const rows = unit.dimensions.map((each) => [
    text(each.title),
    said(each, 'process'),
    said(each, 'customer'),
    text(each.agreement === null ? '' : words.agreement[each.agreement.label]),
  ]);
  return [heading(level, text(words.dimensions)), table(head.map(title), rows)];
}

/** The polarity map, a table a field, the side the unit leans to named as such. */
export function polarity({ result }: Room, words: RoomWords): readonly Block[] {
  const map = result.words.polarity;
  if (map === null) return [];
  const leans = leaning(result);
  const name = (side: 'process' | 'customer') =>
    side === leans
      ? strong(text(`${words.sides[side]} (${words.leansHere})`))
      : title(words.sides[side]);
  const field = (of: (typeof fields)[number]) => {
    const [process, customer] = [map.process[of], map.customer[of]];
    const rows = Array.from({ length: Math.max(process.length, customer.length) }, (_, i) => [
      text(process[i] ?? ''),
      text(customer[i] ?? ''),
    ]);
    return [heading(3, text(words.fields[of])), table([name('process'), name('customer')], rows)];
  };
  return [heading(2, text(words.polarity)), ...fields.flatMap(field)];
}

/** What to do next, each with its reasons. */
export function recommendations(
  unit: UnitResult,
  { result }: Pick<Room, 'result'>,
  words: RoomWords,
  level: 2 | 3 = 2,
): readonly Block[] {
  const all = reasoned(unit).flatMap((advice, i): readonly Block[] => {
    const rows: readonly Fact[] = [
      [words.how, own(result.words.practices, advice.practice)?.how ?? null],
      [words.kpi, advice.kpi],
      [words.gain, gainText(advice, words)],
    ];
    return [
      heading(level === 2 ? 3 : 4, text(`${i + 1}: ${advice.title}`)),
      paragraph(text(adviceFacts(advice, unit, words))),
      paragraph(strong(text(words.why))),
      bullets(advice.because.map(text)),
      ...told(rows).map(paragraph),
    ];
  });
  return all.length === 0 ? [] : [heading(level, text(words.next)), ...all];
}
