import type { Instrument } from '../instrument.ts';
import { rounded } from '../result/round.ts';
import { squareSum, type Moments } from '../score/moments.ts';
import { sampleCovariance } from '../stats/moments.ts';
import { differenceError, differenceReliability } from '../stats/reliability.ts';
import { fixed } from '../text/number.ts';
import type { ScaleReliability } from './scale.ts';

/** So many respondents the sentence speaks of beside one. */
const several = 10;
/** Standard errors to either side of 19 in 20. */
const nineteenInTwenty = 1.96;

const around = (sem: number, people: number): string =>
  fixed((nineteenInTwenty * sem) / Math.sqrt(people), 0);

const sentenceOf = (sem: number): string =>
  `By how these questions measure, the position of one person is known to about ` +
  `${around(sem, 1)} points either way, the mean of ${several} people to ${around(sem, several)}: ` +
  `read the position of a group, not of a person.`;

/** Correlation of the two leanings over the scored; null where one of them does not vary. */
function correlationOf({ scored, leaning, leaningSquares }: Moments, sds: readonly number[]) {
  const [customer, process] = [BigInt(leaning[0]!), BigInt(leaning[1]!)];
  const joint = sampleCovariance(scored, customer, process, squareSum(leaningSquares, 2));
  const spread = sds[0]! * sds[1]!;
  return joint === null || spread === 0 ? null : joint / 1000 ** 2 / spread;
}

/** How reliable the position is as the difference of two leanings; null where one of them has no reliability. */
export function positionReliability(
  customer: ScaleReliability,
  process: ScaleReliability,
  moments: Moments,
): Instrument['position'] {
  if (customer.reliability === null || process.reliability === null) return null;
  if (customer.sd === null || process.sd === null) return null;
  const correlation = correlationOf(moments, [customer.sd, process.sd]);
  if (correlation === null) return null;
  const [x, y] = [customer, process].map(({ sd, reliability }) => ({
    sd: sd!,
    // Below zero a scale measures nothing, and it cannot err by more than it varies.
    reliability: Math.max(0, reliability!),
  }));
  const sem = differenceError(x!, y!);
  const reliability = differenceReliability(x!, y!, correlation);
  return {
    respondents: moments.scored,
    customer: rounded(customer.reliability),
    process: rounded(process.reliability),
    correlation: rounded(correlation),
    reliability: reliability === null ? null : rounded(reliability),
    sem: rounded(sem),
    sentence: sentenceOf(sem),
  };
}
