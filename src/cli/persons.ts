import type { Engagement } from '../answers/engagement.ts';
import { problem } from '../problem.ts';
import { strictest } from '../score/survey.ts';
import { exitCode, Stop } from './world.ts';

/** Stops before single persons are shown where small groups are hidden, by whoever asks for it. */
export function refusePersons(minGroup: number | null, engagement: Engagement | null): void {
  const least = strictest(minGroup, engagement);
  if (least !== null) throw new Stop(exitCode.invalid, [problem('ANSWERS_HIDDEN', null, least)]);
}
