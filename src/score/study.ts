import type { Plan } from '../plan/types.ts';
import { looker, signs, type Ground, type Sign } from './careless.ts';
import { emptyRatings, joinRatings, rater, type Ratings } from './ratings.ts';
import { crosser, emptyCrossings, joinCrossings, type Crossing } from './crossing.ts';
import type { CodedScore } from './respondent.ts';
import { increment } from './tally.ts';

/**
 * What is wanted of single answers beside their moments: in a first reading how questions go
 * together, in a second, which needs the first, who answered with care. Plain data.
 */
export type Study = {
  /** The units whose respondents are looked at; null looks at everybody. */
  readonly among: ReadonlySet<string> | null;
} & (
  | { readonly kind: 'together' }
  | {
      readonly kind: 'care';
      readonly ground: Ground | null;
      readonly round: string | null;
      /** Units whose single positions are wanted. */
      readonly units: ReadonlySet<string>;
    }
);

/** What a study has found; plain data. */
export interface Studied {
  readonly crossings: ReadonlyMap<string | null, readonly Crossing[]>;
  /** How many are scored, by round and unit. */
  readonly scored: ReadonlyMap<string | null, ReadonlyMap<string, number>>;
  /** What people make of the sides of dimensions, by round and unit. */
  readonly ratings: ReadonlyMap<string | null, ReadonlyMap<string, Ratings>>;
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

/** What a map has of a key, put there when it is asked for. */
function own<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const nothing: Studied = {
  crossings: new Map(),
  scored: new Map(),
  ratings: new Map(),
  signs: new Map(),
  flagged: 0,
  positions: new Map(),
};

function together(plan: Plan): Student {
  const crossings = new Map<string | null, readonly Crossing[]>();
  const scored = new Map<string | null, Map<string, number>>();
  const ratings = new Map<string | null, Map<string, Ratings>>();
  const cross = crosser(plan);
  const rate = rater(plan);
  return {
    take: (score, { round, unit }) => {
      cross(
        own(crossings, round, () => emptyCrossings(plan)),
        score.code,
      );
      if (score.isScored) {
        increment(
          own(scored, round, () => new Map()),
          unit,
        );
        const ofRound = own(ratings, round, () => new Map<string, Ratings>());
        rate(
          own(ofRound, unit, () => emptyRatings(plan)),
          score,
        );
      }
      return true;
    },
    studied: () => ({ ...nothing, crossings, scored, ratings }),
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
        own(positions, whose.unit, () => []).push(score.position);
      }
      return !found.isFlagged;
    },
    studied: () => ({ ...nothing, signs: counts, flagged, positions }),
  };
}

export function studentOf(plan: Plan, study: Study): Student {
  const student = study.kind === 'together' ? together(plan) : care(plan, study);
  const { among } = study;
  if (among === null) return student;
  return {
    ...student,
    take: (score, whose) => among.has(whose.unit) && student.take(score, whose),
  };
}

function joinedCrossings(plan: Plan, parts: readonly Studied[]): Studied['crossings'] {
  const whole = new Map<string | null, readonly Crossing[]>();
  for (const [round, crossings] of parts.flatMap((part) => [...part.crossings])) {
    joinCrossings(
      own(whole, round, () => emptyCrossings(plan)),
      crossings,
    );
  }
  return whole;
}

function joinedScored(parts: readonly Studied[]): Studied['scored'] {
  const whole = new Map<string | null, Map<string, number>>();
  for (const [round, scored] of parts.flatMap((part) => [...part.scored])) {
    const all = own(whole, round, () => new Map<string, number>());
    for (const [unit, count] of scored) increment(all, unit, count);
  }
  return whole;
}

function joinedRatings(plan: Plan, parts: readonly Studied[]): Studied['ratings'] {
  const whole = new Map<string | null, Map<string, Ratings>>();
  for (const [round, ratings] of parts.flatMap((part) => [...part.ratings])) {
    const all = own(whole, round, () => new Map<string, Ratings>());
    for (const [unit, some] of ratings) {
      joinRatings(
        own(all, unit, () => emptyRatings(plan)),
        some,
      );
    }
  }
  return whole;
}

/** What several students have found together, in an order that tells nothing of them. */
export function joinStudied(plan: Plan, parts: readonly Studied[]): Studied {
  const positions = new Map<string, readonly number[]>();
  for (const [unit, some] of parts.flatMap((part) => [...part.positions])) {
    positions.set(unit, [...(positions.get(unit) ?? []), ...some]);
  }
  const count = (sign: Sign) => parts.reduce((sum, part) => sum + (part.signs.get(sign) ?? 0), 0);
  return {
    crossings: joinedCrossings(plan, parts),
    scored: joinedScored(parts),
    ratings: joinedRatings(plan, parts),
    signs: new Map(signs.map((sign) => [sign, count(sign)])),
    flagged: parts.reduce((sum, part) => sum + part.flagged, 0),
    positions: new Map([...positions].map(([unit, all]) => [unit, all.toSorted((a, b) => a - b)])),
  };
}
