import type { Result, UnitResult } from '../../result.ts';
import { dimensionTitle } from '../room/advice.ts';
import { isOpen, movements, promise, type Past } from '../room/moved.ts';
import type { RoomAction, RoomWords } from '../room/room.ts';
import { bullets, heading, paragraph, table, text, title, type Block } from '../markdown/blocks.ts';

/** What an action is to move. */
function aim({ dimension, side }: RoomAction, unit: UnitResult, words: RoomWords): string {
  const about = dimension === null ? [] : [dimensionTitle(unit, dimension)];
  return [...about, ...(side === null ? [] : [words.sides[side]])].join(', ');
}

/** What the room agreed to do. */
export function agreed(
  actions: readonly RoomAction[],
  unit: UnitResult,
  words: RoomWords,
): readonly Block[] {
  const top = heading(2, text(words.actions));
  if (actions.length === 0) return [top, paragraph(text(words.noActions))];
  const head = [words.action, words.owner, words.due, words.kpi, words.aims];
  const rows = actions.map((each) => [
    ...[each.action, each.owner, each.due, each.kpi].map(text),
    text(aim(each, unit, words)),
  ]);
  return [top, table(head.map(title), rows)];
}

/** Open actions of earlier rounds, and what moved since. */
export function since(
  actions: readonly RoomAction[],
  past: Past,
  now: Result,
  words: RoomWords,
): readonly Block[] {
  const open = actions.filter(isOpen);
  if (open.length === 0) return [];
  return [
    heading(2, text(words.movedSince)),
    ...open.flatMap((action, i) => [
      heading(3, text(`${i + 1}: ${action.action}`)),
      bullets(
        [
          promise(action, words),
          `${words.kpi}: ${action.kpi}`,
          ...movements(action, past, now, words),
        ].map(text),
      ),
    ]),
  ];
}
