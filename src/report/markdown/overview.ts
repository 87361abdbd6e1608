import type { Result, UnitResult } from '../../result.ts';
import { lean } from '../../text/number.ts';
import { inGroups } from '../text/choose.ts';
import {
  count,
  gapInBrief,
  points,
  positionBefore,
  tooFew,
  zoneAndWeakness,
} from '../text/words.ts';
import { heading, strong, text, title, type Markup } from './blocks.ts';
import { bytesOf, tableWithin, type Part } from './room.ts';

const head = (previous: Result | null): readonly Markup[] => [
  ...['unit', 'position', 'zone', 'target', 'gap', 'strength'].map(title),
  ...(previous === null ? [] : [text(previous.round ?? 'Last round')]),
  title('respondents'),
];

const orNothing = (value: number | null, say: (value: number) => string) =>
  value === null ? '' : say(value);

function positionText({ position, suppressed }: UnitResult): string {
  if (suppressed !== null) return 'hidden';
  return position === null ? tooFew : lean(position);
}

const zoneText = (unit: UnitResult, result: Result): string =>
  unit.suppressed === null ? zoneAndWeakness(result, unit) : unit.suppressed.reason;

function respondentsText({ respondents: { count: answered, invited } }: UnitResult): string {
  if (answered === null) return 'hidden';
  return invited === null || invited <= 0 ? `${answered}` : `${answered} of ${invited}`;
}

function row(unit: UnitResult, result: Result, previous: Result | null): readonly Markup[] {
  const name = text(unit.title);
  const cells = [
    positionText(unit),
    zoneText(unit, result),
    orNothing(unit.market?.target.position ?? null, lean),
    gapInBrief(unit),
    orNothing(unit.strength, points),
    ...(previous === null ? [] : [orNothing(positionBefore(previous, unit.id), lean)]),
    respondentsText(unit),
  ];
  return [unit.kind === 'group' ? strong(name) : name, ...cells.map(text)];
}

/** All units at a glance, groups above their members. */
export function overviewPart(result: Result, previous: Result | null, room: number): Part {
  const top = heading(2, text('Overview'));
  const rows = inGroups(result.units).map(({ unit }) => row(unit, result, previous));
  const rest = (left: number) => `${count(left, 'row')} of the overview`;
  const { blocks, cut } = tableWithin(head(previous), rows, room - bytesOf([top]), rest);
  return { blocks: [top, ...blocks], cut };
}
