import type { CarelessResult, UnitEnough } from '../instrument.ts';
import { points } from '../result/round.ts';
import type { Moments } from '../score/moments.ts';
import { hiddenUnits } from '../score/privacy.ts';
import type { SurveyUnit } from '../score/survey.ts';
import { all, everybody, everyone, type Sample } from './sample.ts';

/**
 * The units of which it would show how few are flagged, or what the few say who are not: what changes
 * without some people is what those people said. Neither may follow from the others.
 */
function hiddenWithout(
  { survey }: Sample,
  flaggedInAll: number,
  after: ReadonlyMap<string, SurveyUnit>,
) {
  const { units, minGroup } = survey;
  const kept = ({ id }: SurveyUnit): number => after.get(id)?.score.moments.scored ?? 0;
  const flagged = (unit: SurveyUnit): number => unit.score.moments.scored - kept(unit);
  const hiddenBy = (count: typeof kept, already: Iterable<string>) => {
    const counted = units.map((unit) => ({
      id: unit.id,
      members: unit.members,
      count: count(unit),
    }));
    return hiddenUnits([...counted, everyone(survey, count)], minGroup, already);
  };
  // Without nobody, all stays as it is, and that much is told.
  if (flaggedInAll === 0) return hiddenBy(kept, []);
  // What is hidden for one reason may have to hide more for the other.
  let hidden = hiddenBy(kept, hiddenBy(flagged, []).keys());
  for (let before = -1; hidden.size !== before;) {
    before = hidden.size;
    hidden = hiddenBy(kept, hiddenBy(flagged, hidden.keys()).keys());
  }
  return hidden;
}

function headline({ scored, leaning }: Moments) {
  if (scored === 0) return null;
  const [customer, process] = [leaning[0]! / scored, leaning[1]! / scored];
  return {
    respondents: scored,
    customer: points(customer),
    process: points(process),
    position: points(customer - process),
  };
}

/** What the headlines are without those whose answers look careless; null where that may not be told. */
export interface Without {
  readonly of: (unit: string) => UnitEnough['withoutFlagged'];
  readonly headlines: CarelessResult['headlines'];
}

export function withoutFlagged(sample: Sample): Without {
  const { plan, survey, care } = sample;
  if (care === null) return { of: () => null, headlines: null };
  const after = new Map(care.others.units.map((unit) => [unit.id, unit]));
  const hidden = hiddenWithout(sample, care.flagged, after);
  const before = headline(everybody(plan, survey));
  const then = headline(everybody(plan, care.others));
  return {
    of: (unit) => {
      const score = after.get(unit)?.score;
      if (score === undefined || score.standing === null || hidden.has(unit)) return null;
      const { scored: respondents } = score.moments;
      return { respondents, position: points(score.standing.position) };
    },
    headlines:
      hidden.has(all) || before === null || then === null ? null : { all: before, without: then },
  };
}
