import type { Plan } from '../plan/types.ts';
import { looker, signs, type Ground, type Sign } from './careless.ts';
import { crosser, emptyCrossings, joinCrossings, type Crossing } from './crossing.ts';
import type { CodedScore } from './respondent.ts';
import { increment } from './tally.ts';

/**
 * What is wanted of single answers beside their moments: in a first reading how questions go
 * together, in a second, which needs the first, who answered with care. Plain data.
 */
export type Study =
  | { readonly kind: 'together' }
  | {
      readonly kind: 'care';
      readonly ground: Ground | null;
      readonly round: string | null;
      /** Units whose single positions are wanted. */
      readonly units: ReadonlySet<string>;
    };

/** What a study has found; plain data. */
export interface Studied {
  readonly crossings: ReadonlyMap<string | null, readonly Crossing[]>;
  /** How many respondents show a sign. */
  readonly signs: ReadonlyMap<Sign, number>;
  readonly flagged: number;
  /** Milli-points by unit, of all who are scored, ascending. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

export interface Whose {
  readonly unit: string;
  readonly round: string | null;
}

/** Looks at respondents one after the other. */
export interface Student {
  /** False leaves the respondent out: in a second reading those are added up who are not flagged. */
  readonly take: (score: CodedScore, whose: Whose) => boolean;
  readonly studied: () => Studied;
}

function together(plan: Plan): Student {
  const crossings = new Map<string | null, readonly Crossing[]>();
  const cross = crosser(plan);
  return {
    take: ({ code }, { round }) => {
      const own = crossings.get(round) ?? emptyCrossings(plan);
      crossings.set(round, own);
      cross(own, code);
      return true;
    },
    studied: () => ({ crossings, signs: new Map(), flagged: 0, positions: new Map() }),
  };
}

function care(plan: Plan, { ground, round, units }: Extract<Study, { kind: 'care' }>): Student {
  const look = looker(plan, ground);
  const counts = new Map<Sign, number>();
  const positions = new Map<string, number[]>();
  let flagged = 0;
  return {
    take: (score, whose) => {
      if (whose.round !== round) return false;
      const found = look(score.code);
      for (const sign of found.signs) increment(counts, sign);
      if (found.isFlagged) flagged += 1;
      if (score.isScored && units.has(whose.unit)) {
        const own = positions.get(whose.unit) ?? [];
        positions.set(whose.unit, own);
        own.push(score.position);
      }
      return !found.isFlagged;
    },
    studied: () => ({ crossings: new Map(), signs: counts, flagged, positions }),
  };
}

export const studentOf = (plan: Plan, study: Study): Student =>
  study.kind === 'together' ? together(plan) : care(plan, study);

function joinedCrossings(plan: Plan, parts: readonly Studied[]): Studied['crossings'] {
  const whole = new Map<string | null, readonly Crossing[]>();
  for (const [round, crossings] of parts.flatMap((part) => [...part.crossings])) {
    const own = whole.get(round) ?? emptyCrossings(plan);
    whole.set(round, own);
    joinCrossings(own, crossings);
  }
  return whole;
}

/** What several students have found together, in an order that tells nothing of them. */
export function joinStudied(plan: Plan, parts: readonly Studied[]): Studied {
  const positions = new Map<string, readonly number[]>();
  for (const [unit, own] of parts.flatMap((part) => [...part.positions])) {
    positions.set(unit, [...(positions.get(unit) ?? []), ...own]);
  }
  const count = (sign: Sign) => parts.reduce((sum, part) => sum + (part.signs.get(sign) ?? 0), 0);
  return {
    crossings: joinedCrossings(plan, parts),
    signs: new Map(signs.map((sign) => [sign, count(sign)])),
    flagged: parts.reduce((sum, part) => sum + part.flagged, 0),
    positions: new Map([...positions].map(([unit, own]) => [unit, own.toSorted((a, b) => a - b)])),
  };
}
