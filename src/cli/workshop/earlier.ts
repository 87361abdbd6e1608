import { existsSync } from 'node:fs';
import { loadAnswers } from '../answers.ts';
import { answersOf } from '../load.ts';
import { Stop } from '../world.ts';
import { earlierResults } from './result.ts';
import type { Known, Room } from './room.ts';

const nothing: Known = { before: null, resultOf: () => null, taken: new Set() };

/**
 * Reads the answers of earlier rounds. Answers that cannot be read are no reason to keep a room
 * waiting: they are left to `score`, which says what is wrong with them.
 */
export async function readEarlier(
  { scorecard, found, world }: Pick<Room, 'scorecard' | 'found' | 'world'>,
  header: Room['log']['header'],
): Promise<Known> {
  const folder = answersOf(found, world);
  if (!existsSync(folder)) return nothing;
  try {
    const loaded = await loadAnswers([folder], scorecard, world);
    const { rounds, of, taken } = earlierResults(loaded, header);
    const last = rounds.at(-1);
    return {
      before: last === undefined ? null : of(last),
      taken,
      resultOf: (round) => (rounds.includes(round) ? of(round) : null),
    };
  } catch (error) {
    if (error instanceof Stop) return nothing;
    throw error;
  }
}
