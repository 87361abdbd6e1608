import { milli } from '../plan/types.ts';
import { fixed, sideOf } from '../text/number.ts';
import { displayWidth } from '../text/width.ts';
import type { Words } from '../words/words.ts';
import type { Scene } from './answer-view.ts';
import type { Entries, Questionnaire } from './questionnaire.ts';
import { faint, plain, strong, type Line, type Signs, type Span } from './line.ts';

/** Where the pendulum hangs, in points; null while too little is answered to say. */
type Position = number | null;

function reading({ live }: Words, position: Position): Span {
  if (position === null) return faint(live.tooFew);
  const side = sideOf(position);
  return side === 'centre'
    ? strong(live.centre)
    : [side, live.toward(fixed(Math.abs(position), 1), side)];
}

function bobOf(signs: Signs, position: number): Span {
  const side = sideOf(position);
  return [side === 'centre' ? 'strong' : side, signs.bob];
}

/** The scale from process to customer with the bob on it, over an odd number of columns. */
function track(signs: Signs, position: Position, columns: number): Line {
  const width = columns % 2 === 0 ? columns - 1 : columns;
  const last = width - 1;
  const at = position === null ? null : Math.round(((position + 100) / 200) * last);
  return Array.from({ length: width }, (_, column): Span => {
    if (column === at) return bobOf(signs, position!);
    return faint(column === last / 2 ? signs.centre : signs.rail);
  });
}

/** Longer than this, a line is not read any better. */
const longest = 41;
/** Shorter than this, it says nothing. */
const shortest = 11;

function gauge({ form, signs }: Scene, position: Position, columns: number): Line | null {
  const { process, customer } = form.words.live;
  const room = columns - displayWidth(process) - displayWidth(customer) - 2;
  if (room < shortest) return null;
  const line = track(signs, position, Math.min(longest, room));
  return [faint(`${process} `), ...line, faint(` ${customer}`)];
}

/** The longest reading there is, so that the line does not change its length with the answers. */
const widestReading = ({ live }: Words): number =>
  Math.max(
    ...[
      live.tooFew,
      live.centre,
      live.toward('100.0', 'process'),
      live.toward('100.0', 'customer'),
    ].map(displayWidth),
  );

/** Line and words side by side, below each other where that is too narrow, or the shortest form. */
function drawn(scene: Scene, position: Position): readonly Line[] {
  const { form, columns, isCompact } = scene;
  const said = reading(form.words, position);
  const beside = gauge(scene, position, columns - widestReading(form.words) - 2);
  if (beside !== null) return [[...beside, plain('  '), said]];
  const alone = isCompact ? null : gauge(scene, position, columns);
  if (alone !== null) return [alone, [said]];
  // A number without its side would be read as that of the side it stands beside.
  return [[faint(`${form.words.live.name}: `), said]];
}

/** The position in points, null while it cannot be said; nothing at all where it is not to be. */
function positionOf(form: Questionnaire, entries: Entries): Position | undefined {
  if (form.positionOf === null) return undefined;
  const position = form.positionOf(entries);
  return position === null ? null : position / milli;
}

/** Where the pendulum hangs so far as a sentence; null unless it is to be known. */
export function liveText(form: Questionnaire, entries: Entries): string | null {
  const position = positionOf(form, entries);
  if (position === undefined) return null;
  return `${form.words.live.name}: ${reading(form.words, position)[1]}`;
}

/** Where the pendulum hangs so far; nothing unless it is to be seen. */
export function liveLines(scene: Scene): readonly Line[] {
  const position = positionOf(scene.form, scene.state.entries);
  return position === undefined ? [] : drawn(scene, position);
}
