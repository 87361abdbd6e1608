import type { Explanation, Ledger } from '../explanation.ts';
import type { Side } from '../plan/types.ts';

/** A question that could be answered higher on a side. */
export interface Lever {
  readonly question: number;
  readonly side: Side;
  /** How many people answered lower than the top. */
  readonly people: number;
  /** Milli-points of position after 1, 2, ... steps for all of them, as long as a step changes anything. */
  readonly effects: readonly number[];
}

export type Raise = readonly [lever: Lever, steps: number];

/** Single answers, each given one step beside, that move the position to a side; longest move first. */
export interface Nudges {
  readonly count: number;
  /** Milli-points after the first so many; null when nobody could be scored any more. */
  readonly position: (count: number) => number | null;
  /** Whose answers the first so many are; null where that is not told. */
  readonly people: (count: number) => number | null;
}

/**
 * What a unit is explained from: every answer, or, where small groups are hidden, what its result
 * shows, so that an explanation cannot tell more than the result does.
 */
export interface Basis {
  readonly name: Explanation['basis'];
  readonly ledger: Ledger;
  /** The questions of a side that can be answered higher. */
  readonly levers: (side: Side) => readonly Lever[];
  /** Milli-points after these raises; null when nobody could be scored any more. */
  readonly position: (raises: readonly Raise[]) => number | null;
  /** Whose answers these raises change; null where that is not told. */
  readonly people: (raises: readonly Raise[]) => number | null;
  readonly nudges: (side: Side) => Nudges;
}
