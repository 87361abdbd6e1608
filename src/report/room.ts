import type { Result } from '../result.ts';
import type { Words } from '../words/words.ts';
import { painter } from './paint.ts';
import { list } from './room/list.ts';
import { moved, type Past } from './room/moved.ts';
import { question } from './room/question.ts';
import type { Bins, Room, RoomAction, RoomLook } from './room/room.ts';
import { standingPages, swinging } from './room/standing.ts';
import { render, type Line } from './text/line.ts';

export type { Bins, Room, RoomAction, RoomLook, Past };

const painted = (lines: readonly Line[], look: RoomLook): readonly string[] =>
  render(lines, look, painter(look.colorLevel)).split('\n').slice(0, -1);

/** The list of questions: what stands above it, and one line a question by its id. */
export interface RevealList {
  readonly head: readonly string[];
  readonly rows: readonly { readonly id: string; readonly line: string }[];
}

/**
 * The questions one a line, most disagreement first, without a margin: marks go before the lines,
 * which are then made for fewer columns. A hidden unit has no rows, and the head says why.
 */
export function revealList(room: Room, look: RoomLook, words: Words): RevealList {
  const { head, rows } = list(room, look, words.room);
  const lines = painted(
    rows.map((row) => row.line),
    look,
  );
  return {
    head: painted(head, look),
    rows: rows.map(({ id }, i) => ({ id, line: lines[i]! })),
  };
}

/** One question for everybody to read, in the roomiest form that fits the rows. */
export const revealQuestion = (
  room: Room,
  id: string,
  look: RoomLook,
  words: Words,
): readonly string[] => painted(question(room, id, look, words.room), look);

/**
 * Where the unit stands, page by page: the pendulum first, then what it means, the dimensions, the
 * polarity map and the recommendations. A page may have more lines than the rows.
 */
export const standing = (
  room: Room,
  look: RoomLook,
  words: Words,
): readonly (readonly string[])[] =>
  standingPages(room, look, words.room).map((page) => painted(page, look));

/** The first of these pages with the bob elsewhere, empty where there is no bob to swing. */
export const standingFrame = (room: Room, look: RoomLook, position: number): readonly string[] =>
  painted(swinging(room, look, position), look);

/**
 * Open actions of earlier rounds and what moved since they were agreed; `now` is null before the
 * votes are in. Empty where no action is open.
 */
export const movedSince = (
  actions: readonly RoomAction[],
  past: Past,
  now: Result | null,
  look: RoomLook,
  words: Words,
): readonly string[] => painted(moved(actions, past, now, look, words.room), look);
