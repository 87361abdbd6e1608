import type { UnitResult } from '../../result.ts';
import { narrowestPicture, pictureRows } from '../pendulum.ts';
import { heading } from '../text/layout.ts';
import { standingFacts } from '../text/facts.ts';
import type { Line } from '../text/line.ts';
import type { TopLayout } from '../text/top.ts';
import { archetypeLines, dimensionLines, page, pageTop, unscored } from '../text/page.ts';
import { advicePages } from './advice.ts';
import { polarity } from './polarity.ts';
import { beforeOf, unitOf, type Room, type RoomLook, type RoomWords } from './room.ts';

/** Columns of the picture to try, a row less each time. */
function pictures({ columns }: RoomLook): readonly number[] {
  const widest = Math.min(columns, 100);
  const steps = Math.floor((widest - narrowestPicture) / 5);
  return Array.from({ length: Math.max(0, steps + 1) }, (_, i) => widest - 5 * i);
}

/** Rows of the gauge that stands where there is no room for a picture. */
const gaugeRows = 2;

/** A picture with fewer columns is worth less than letters that the back of the room can read. */
const wideEnough = 60;

/**
 * The first page, with the bob in its place or elsewhere: the picture as large as the rows allow,
 * with the number in large letters under it if that leaves enough of them.
 */
function opening(unit: UnitResult, room: Room, look: RoomLook, bobAt: number | null) {
  const page = (layout: TopLayout) =>
    pageTop(unit, room.result, beforeOf(room), look, bobAt, layout);
  const widest = (isBrief: boolean) => {
    const small = page({ columns: narrowestPicture - 1, isBrief });
    const left = look.rows - (small.length - gaugeRows);
    return pictures(look).find((each) => pictureRows({ ...look, columns: each }) <= left) ?? 0;
  };
  const [large, brief] = [widest(false), widest(true)];
  if (large >= wideEnough || brief === 0) return page({ columns: large, isBrief: false });
  return page({ columns: brief, isBrief: true });
}

/** The first page while the bob swings: the same lines, so that they can be written over it. */
export function swinging(room: Room, look: RoomLook, bobAt: number): readonly Line[] {
  const unit = unitOf(room.result);
  const hasBob = unit !== undefined && unit.position !== null && unit.suppressed === null;
  return hasBob ? opening(unit, room, look, bobAt) : [];
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
  const top = opening(unit, room, look, null);
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
