import type { Change, Explanation, Margin, Pull, Reach, Rise } from '../../explanation.ts';
import { lean, leanBetween } from '../../text/number.ts';
import { heading, inMargin, labelled, labelledText, textMeasure } from '../text/layout.ts';
import { blank, indent, line, paragraph, span, type Line, type Look } from '../text/line.ts';
import { count, points, titleIn } from '../text/words.ts';
import { distance, exact } from './numbers.ts';

const pullWidth = 9;

const pullLines = (pulls: readonly Pull[], look: Look): readonly Line[] =>
  pulls.flatMap(({ ask, pull }) =>
    labelled(
      line(exact(Math.abs(pull)), pull > 0 ? 'customer' : 'process'),
      paragraph(ask, textMeasure(look) - pullWidth - 2, look, { lines: 2 }),
      pullWidth,
    ),
  );

/** The questions that pull most, each way. */
export function pullsLines({ pulls }: Explanation, look: Look): readonly Line[] {
  if (pulls === null) return [];
  const ways = [
    { name: 'Toward customer', own: pulls.customer },
    { name: 'Toward process', own: pulls.process },
  ].filter(({ own }) => own.length > 0);
  const lines = ways.flatMap(({ name, own }, i) => [
    ...(i === 0 ? [] : [blank]),
    line(name, 'strong'),
    ...pullLines(own, look).map((each) => indent(each, 2)),
  ]);
  return lines.length === 0 ? [] : [...heading('What pulls most', look), ...inMargin(lines, look)];
}

/** What a change is a change of: everybody's answers, or one person's. */
type Whose = 'all' | 'one';

function riseText({ ask, steps, people }: Rise, whose: Whose): string {
  const up = `${count(steps, 'step')} up`;
  return whose === 'one'
    ? `${up}: ${ask}`
    : `${up} for ${count(people, 'person', 'people')}: ${ask}`;
}

const numberWidth = 3;

function changeLines(change: Change, place: number, whose: Whose, look: Look): readonly Line[] {
  const columns = textMeasure(look) - numberWidth;
  const rises = change.rises.flatMap((rise) =>
    labelled(line('-'), paragraph(riseText(rise, whose), columns - 2, look), 2),
  );
  const lines = [
    ...paragraph(`The position would be ${lean(change.position)}`, columns, look),
    ...rises,
  ];
  return labelled([span(`${place}.`, 'strong')], lines, numberWidth);
}

function reachText(reach: Reach, { target, position, subject }: Explanation): string {
  const { position: aim, tolerance } = target!;
  const zone = leanBetween(aim - tolerance, aim + tolerance);
  if (reach.status === 'on-target') {
    return `On target already: ${lean(position!)} is within the target zone, ${zone}.`;
  }
  const everybody =
    subject.kind === 'respondent' ? '' : ' Up is for everybody who answered lower than the top.';
  if (reach.status === 'out-of-reach') {
    const best = reach.changes.length === 0 ? 'None brings it closer.' : 'This comes closest:';
    return `Higher answers to three questions do not reach the target zone, ${zone}.${everybody} ${best}`;
  }
  const each =
    reach.changes.length === 1
      ? 'This change of answers, the smallest there is, would reach the target zone'
      : 'Each of these changes of answers, the smallest there are, would reach the target zone';
  return `${each}, ${zone}.${everybody} They measure the distance; they are no advice to answer differently.`;
}

/** The smallest changes that would reach the target. */
export function reachLines(explanation: Explanation, look: Look): readonly Line[] {
  const { reach, target, position, subject } = explanation;
  if (position === null) return [];
  const whose = subject.kind === 'respondent' ? 'one' : 'all';
  const text =
    reach === null || target === null
      ? 'No market is given, so there is no target to reach.'
      : reachText(reach, explanation);
  const lines = [
    ...paragraph(text, textMeasure(look), look),
    ...(reach?.changes ?? []).flatMap((change, i) => [
      blank,
      ...changeLines(change, i + 1, whose, look),
    ]),
  ];
  return [...heading('What would reach the target', look), ...inMargin(lines, look)];
}

function zoneText({ zone }: Margin, { words, zone: here }: Explanation): string {
  const title = titleIn(words.zones, here)!;
  if (zone === null) return title;
  return `${title}; ${distance(zone.distance)} to ${titleIn(words.zones, zone.next)!}`;
}

function flipText({ flip }: Margin, { words, subject }: Explanation): string {
  if (flip === null) return 'one step on every answer would not change the zone';
  const { answers, people, zone } = flip;
  const next = titleIn(words.zones, zone)!;
  if (answers === 1) return `one answer, one step up or down, would make it ${next}`;
  const isMany = subject.kind !== 'respondent' && people !== null;
  const whose = isMany ? ` of ${count(people, 'person', 'people')}` : '';
  return `${answers} answers${whose}, one step each, would make it ${next}`;
}

function targetText(target: number | null): string {
  if (target === null) return 'none: no market is given';
  const by = distance(Math.abs(target));
  return target < 0 ? `${by} outside the target zone` : `${by} inside the target zone`;
}

function strengthText({ strength: next }: Margin, { words, strength, strengthBand }: Explanation) {
  const here = `${points(strength!)}, ${titleIn(words.strengthBands, strengthBand)!}`;
  if (next === null) return `${here}, the highest`;
  return `${here}; ${distance(next.distance)} to ${titleIn(words.strengthBands, next.next)!}`;
}

/** How close the words were to being others. */
export function marginLines(explanation: Explanation, look: Look): readonly Line[] {
  const { margin } = explanation;
  if (margin === null) return [];
  const facts = [
    ['Zone', zoneText(margin, explanation)],
    ['Flip', flipText(margin, explanation)],
    ['Target', targetText(margin.target)],
    ['Strength', strengthText(margin, explanation)],
  ] as const;
  const lines = facts.flatMap(([label, text]) => labelledText(label, text, look));
  return [...heading('The margin', look), ...inMargin(lines, look)];
}
