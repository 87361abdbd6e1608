import type { Instrument } from '../instrument.ts';
import { scalesOf } from '../score/scales.ts';
import { carelessResult } from './careless.ts';
import { groupEffects } from './effects.ts';
import { closeEnough, unitsEnough } from './enough.ts';
import { findingsOf } from './findings.ts';
import { positionResult } from './position.ts';
import { everybody, leavesOf, type Sample } from './sample.ts';
import { scaleReliability } from './scale.ts';

/** Whether a scorecard measures well on a round of answers. */
export function instrumentOf(sample: Sample): Instrument {
  const { plan, survey, result, crossings, secondReading } = sample;
  const moments = everybody(plan, survey);
  const scales =
    crossings === null
      ? []
      : scalesOf(plan).map((scale, i) =>
          scaleReliability(plan, scale, crossings[i]!, moments, survey.minGroup),
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
    groups: groupEffects(plan, survey),
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
