import type { UnitResult } from '../../result.ts';
import { narrowestPicture } from '../pendulum.ts';
import { heading } from '../text/layout.ts';
import { standingFacts } from '../text/facts.ts';
import type { Line } from '../text/line.ts';
import { archetypeLines, dimensionLines, page, pageTop, unscored } from '../text/page.ts';
import { advicePages } from './advice.ts';
import { polarity } from './polarity.ts';
import { beforeOf, fitting, unitOf, type Room, type RoomLook, type RoomWords } from './room.ts';

/** Columns of the picture to try, a row less each time; the last has a gauge and no picture. */
function pictures({ columns }: RoomLook): readonly number[] {
  const widest = Math.min(columns, 100);
  const steps = Math.max(0, Math.floor((widest - narrowestPicture) / 5));
  const sizes = Array.from({ length: steps + 1 }, (_, i) => widest - 5 * i);
  return [...sizes, narrowestPicture - 1];
}

/** The first page by where the bob is, with a picture as large as the rows allow. */
function opening(unit: UnitResult, room: Room, look: RoomLook) {
  const before = beforeOf(room);
  const page = (columns: number, bobAt: number | null) =>
    pageTop(unit, room.result, before, look, bobAt, columns);
  const columns = fitting(pictures(look), look.rows, (each) => page(each, null));
  return (bobAt: number | null) => page(columns, bobAt);
}

/** The first page by where the bob is while it swings; null where there is none to swing. */
export function swinging(
  room: Room,
  look: RoomLook,
): ((position: number) => readonly Line[]) | null {
  const unit = unitOf(room.result);
  const hasBob = unit !== undefined && unit.position !== null && unit.suppressed === null;
  return hasBob ? opening(unit, room, look) : null;
}

/** Where the unit stands, a page at a time; why not, where that is hidden or there is no score. */
export function standingPages(
  room: Room,
  look: RoomLook,
  words: RoomWords,
): readonly (readonly Line[])[] {
  const { result } = room;
  const unit = unitOf(result);
  if (unit === undefined) return [];
  if (unit.suppressed !== null) return [page(unit, result, null, look)];
  const top = opening(unit, room, look)(null);
  const pages = [
    unit.position === null ? [...top, ...unscored(look)] : top,
    archetypeLines(unit, result, look),
    [...heading(words.standing, look), ...standingFacts(unit, result, look)],
    dimensionLines(unit, look),
    ...polarity(result, look, words),
    ...advicePages(unit, result, look, words),
  ];
  return pages.filter(({ length }) => length > 0);
}
