import type { Result, UnitResult } from '../../result.ts';
import { fixed, sideOf } from '../../text/number.ts';
import type { Words } from '../../words/words.ts';
import type { Look } from '../text/line.ts';

/** How answers that are numbers lie, by question id: a label and counts for each run of values. */
export interface Bins {
  readonly [question: string]: {
    readonly labels: readonly string[];
    readonly now: readonly number[];
    /** Null where there was one vote only. */
    readonly first: readonly number[] | null;
  };
}

/** What a room has before it once the votes are revealed: results of one unit. */
export interface Room {
  /** Of the answers as they stand: second votes replace first ones. */
  readonly result: Result;
  /** Of the first vote, where some questions were voted on again. */
  readonly first: Result | null;
  /** Ids of those questions. */
  readonly revoted: readonly string[];
  /** Ids of questions that nobody voted on, because they are known of the unit. */
  readonly facts: readonly string[];
  /** Seen only of questions that are shown. */
  readonly bins: Bins;
  /** Of the last round before this one. */
  readonly before: Result | null;
  /** Fewest answers that are shown, or null where any number is. */
  readonly minGroup: number | null;
}

/** Something a unit has agreed to do. */
export interface RoomAction {
  readonly action: string;
  readonly owner: string;
  readonly due: string;
  readonly kpi: string;
  readonly practice: string | null;
  readonly dimension: string | null;
  readonly side: 'customer' | 'process' | 'both' | null;
  /** The round it was agreed in. */
  readonly round: string | null;
  readonly status: 'open' | 'done' | 'dropped';
}

/** What the screen can show; the rows are those that a page may fill. */
export interface RoomLook extends Look {
  readonly rows: number;
  readonly colorLevel: 0 | 1 | 2 | 3;
}

export type RoomWords = Words['room'];

/** The unit of the room: the first that is no group. */
export const unitOf = ({ units }: Result): UnitResult | undefined =>
  units.find(({ kind }) => kind === 'unit') ?? units[0];

/** The last round, as long as it was scored by the same scorecard. */
export const beforeOf = ({ result, before }: Room): Result | null =>
  before?.scorecard.fingerprint === result.scorecard.fingerprint ? before : null;

/** A position in the words of the room: 12.8 toward customer. */
export function leanText(position: number, words: RoomWords): string {
  const side = sideOf(position);
  if (side === 'centre') return words.centre;
  return words.toward(fixed(Math.abs(position), 1), words.sides[side]);
}
