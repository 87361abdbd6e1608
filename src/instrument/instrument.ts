import type { Instrument } from '../instrument.ts';
import { scalesOf, type Scale } from '../score/scales.ts';
import { surveyVeils, type SurveyUnit } from '../score/survey.ts';
import { carelessResult } from './careless.ts';
import { groupEffects } from './effects.ts';
import { closeEnough, unitsEnough } from './enough.ts';
import { findingsOf } from './findings.ts';
import { positionResult } from './position.ts';
import { everybody, isTold, leavesOf, type Sample } from './sample.ts';
import { hiddenScale, scaleReliability } from './scale.ts';

/** Whether the mean of a scale may be told of everybody, beside those that are shown of the units. */
function scaleTold({ plan, survey }: Sample): (scale: Scale) => boolean {
  const veils = surveyVeils(plan, survey);
  return ({ side, dimension }) => {
    if (dimension === null) return true;
    const cell = 2 * dimension + (side === 'customer' ? 0 : 1);
    const hidden = survey.units.filter(({ id }) => {
      const veil = veils.get(id)!;
      return veil.unit !== null || veil.sides.has(cell);
    });
    const count = ({ score }: SurveyUnit) => score.moments.sideCount[cell]!;
    return isTold(survey, count, new Set(hidden.map(({ id }) => id)));
  };
}

/** Whether a scorecard measures well on a round of answers. */
export function instrumentOf(sample: Sample): Instrument {
  const { plan, survey, result, crossings, secondReading } = sample;
  const moments = everybody(plan, survey);
  const mayTell = scaleTold(sample);
  const scales =
    crossings === null
      ? []
      : scalesOf(plan).map((scale, i) =>
          mayTell(scale)
            ? scaleReliability(plan, scale, crossings[i]!, moments, survey.minGroup)
            : hiddenScale(plan, scale),
        );
  const [customer, process] = scales;
  const facts = {
    format: 'pendulum-instrument/1',
    tool: result.tool,
    scorecard: result.scorecard,
    round: result.round,
    respondents: {
      count: moments.respondents,
      scored: moments.scored,
      units: leavesOf(survey).length,
    },
    aim: closeEnough,
    secondReading,
    scales: scales.map((each) => each.result),
    position:
      customer === undefined || process === undefined
        ? null
        : positionResult(customer, process, moments),
    groups: groupEffects(sample),
    units: unitsEnough(sample),
    careless: carelessResult(sample),
    problems: result.problems,
    words: {
      engagement: result.words.engagement,
      questions: result.words.questions,
      language: result.words.language,
    },
  } as const;
  const { format, tool, scorecard, round, respondents, ...rest } = facts;
  const head = { format, tool, scorecard, round, respondents };
  return { ...head, findings: findingsOf(facts), ...rest };
}
