import type { Instrument } from '../instrument.ts';
import { eitherWay } from '../result/reliability.ts';
import { maybe, rounded } from '../result/round.ts';
import type { Moments } from '../score/moments.ts';
import { positionReliability } from '../score/reliability.ts';
import type { ScaleReliability } from './scale.ts';

/** So many respondents the sentence speaks of beside one. */
const several = 10;

const sentenceOf = (sem: number): string =>
  `By how these questions measure, the position of one person is known to about ` +
  `${eitherWay(sem, 1)} points either way, the mean of ${several} people to ${eitherWay(sem, several)}: ` +
  `read the position of a group, not of a person.`;

/** How reliable the position is as the difference of two leanings; null where one of them has no reliability. */
export function positionResult(
  { reliability: customer, sd: customerSd }: ScaleReliability,
  { reliability: process, sd: processSd }: ScaleReliability,
  moments: Moments,
): Instrument['position'] {
  if (customer === null || process === null || customerSd === null || processSd === null) {
    return null;
  }
  const found = positionReliability(
    { sd: customerSd, reliability: customer },
    { sd: processSd, reliability: process },
    moments,
  );
  return maybe(found, ({ correlation, reliability, sem }) => ({
    respondents: moments.scored,
    customer: rounded(customer),
    process: rounded(process),
    correlation: rounded(correlation),
    reliability: maybe(reliability, rounded),
    sem: rounded(sem),
    sentence: sentenceOf(sem),
  }));
}
