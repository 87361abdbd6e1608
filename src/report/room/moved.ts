import type { Result, UnitResult } from '../../result.ts';
import { fixed } from '../../text/number.ts';
import { heading, inMargin, measure, separated } from '../text/layout.ts';
import { indent, line, paragraph, type Line, type Look } from '../text/line.ts';
import { unitNamed } from '../text/words.ts';
import { dimensionTitle } from './advice.ts';
import { leanText, unitOf, type RoomAction, type RoomWords } from './room.ts';

/** The result of an earlier round, or null where there is none. */
export type Past = (round: string) => Result | null;

/** Both ends of what an action is about: before the votes are in, there is no end. */
interface Ends {
  readonly from: UnitResult;
  readonly to: UnitResult | null;
}

/** The scores of a unit may be looked at; a hidden one has none. */
const open = (unit: UnitResult): UnitResult | null => (unit.suppressed === null ? unit : null);

/** The unit then and now, or in words why they cannot be compared. */
function endsOf({ round }: RoomAction, past: Past, now: Result | null, words: RoomWords) {
  const earlier = round === null ? null : past(round);
  const current = now === null ? undefined : unitOf(now);
  if (earlier === null) return words.noEarlier;
  if (now !== null && earlier.scorecard.fingerprint !== now.scorecard.fingerprint)
    return words.notCompared;
  const unit = current === undefined ? unitOf(earlier) : unitNamed(earlier, current.id);
  return unit === undefined ? words.noEarlier : { from: unit, to: current ?? null };
}

/** A score then and, once it is known, now; what is hidden or missing is said in words. */
function change(
  name: string,
  { from, to }: Ends,
  words: RoomWords,
  score: (unit: UnitResult) => number | null,
  text: (score: number) => string,
): string {
  const said = (unit: UnitResult) => {
    const shown = open(unit);
    const found = shown === null ? null : score(shown);
    return found === null ? words.tooFew : text(found);
  };
  return to === null ? `${name} ${said(from)}` : `${name} ${said(from)} → ${said(to)}`;
}

const sidesOf = (side: RoomAction['side']): readonly ('customer' | 'process')[] => {
  if (side === null || side === 'both') return ['customer', 'process'];
  return [side];
};

/** How far the sides of the action's dimension and the position moved since it was agreed. */
export function movements(
  action: RoomAction,
  past: Past,
  now: Result | null,
  words: RoomWords,
): readonly string[] {
  const ends = endsOf(action, past, now, words);
  if (typeof ends === 'string') return [ends];
  const { dimension, side } = action;
  const title = dimension === null ? '' : dimensionTitle(ends.to ?? ends.from, dimension);
  const sides = dimension === null ? [] : sidesOf(side);
  return [
    ...sides.map((each) =>
      change(
        `${title}, ${words.sides[each]}`,
        ends,
        words,
        ({ dimensions }) => dimensions.find(({ id }) => id === dimension)?.[each] ?? null,
        (score) => fixed(score, 1),
      ),
    ),
    change(
      words.position,
      ends,
      words,
      ({ position }) => position,
      (position) => leanText(position, words),
    ),
  ];
}

/** Who does it until when, and since when it was agreed. */
export const promise = ({ owner, due, round }: RoomAction, words: RoomWords): string =>
  [
    `${words.owner}: ${owner}`,
    `${words.due}: ${due}`,
    ...(round === null ? [] : [words.agreedIn(round)]),
  ].join(', ');

export const isOpen = ({ status }: RoomAction): boolean => status === 'open';

/** The open actions with owner, due and KPI, and what moved; nothing where none is open. */
export function moved(
  actions: readonly RoomAction[],
  past: Past,
  now: Result | null,
  look: Look,
  words: RoomWords,
): readonly Line[] {
  const room = Math.max(1, measure(look) - 3);
  const entries = actions.filter(isOpen).map((action, i) => {
    const [title, ...rest] = paragraph(`${i + 1}. ${action.action}`, measure(look), look, {
      style: 'strong',
      lines: 3,
    });
    const below = [
      ...paragraph(promise(action, words), room, look, { lines: 3 }),
      ...paragraph(`${words.kpi}: ${action.kpi}`, room, look, { lines: 2 }),
      ...movements(action, past, now, words).flatMap((each) =>
        paragraph(each, room, look, { style: 'strong', lines: 3 }),
      ),
    ];
    return [title ?? line(''), ...rest, ...below.map((each) => indent(each, 3))];
  });
  if (entries.length === 0) return [];
  return [...heading(words.movedSince, look), ...inMargin(separated(entries), look)];
}
