import { recommend, type Recommendation } from '../advice/recommend.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import type { Problem } from '../problem.ts';
import type { Origin, Result, Words } from '../result.ts';
import { seenIn } from '../score/seen.ts';
import type { Survey } from '../score/survey.ts';
import { shownNotes, type Notes } from './notes.ts';
import { problemData } from './problem.ts';
import { points } from './round.ts';
import { tool } from './tool.ts';
import { unitResult } from './unit.ts';

/** What a result says beside the survey. */
export interface Frame {
  readonly engagement: Words['engagement'];
  readonly problems: readonly Problem[];
  /** Remarks to show, by unit and question index; null leaves them all out. */
  readonly notes: Notes | null;
  readonly origin: Origin | null;
}

/** Assembles the result document. What small groups must not show is left out here, once. */
export function assemble(plan: Plan, survey: Survey, frame: Frame): Result {
  const seen = seenIn(plan, survey);
  const advised = survey.units.map(({ id }) => {
    const own = seen.get(id)!;
    const isShown = own.veil.unit === null;
    return { own, recommendations: isShown ? recommend(plan, own.unit.score, own.veil) : [] };
  });
  const { id, version, title, fingerprint, status } = plan.scorecard;
  return {
    format: 'pendulum-result/1',
    tool,
    scorecard: { id, version, title, fingerprint, status },
    round: survey.round,
    units: advised.map(({ own, recommendations }) =>
      unitResult(plan, own, survey.minGroup, recommendations),
    ),
    problems: frame.problems.map(problemData),
    words: words(
      plan,
      survey,
      frame.engagement,
      frame.notes === null ? null : shownNotes(plan, survey, seen, frame.notes),
      advised.flatMap(({ recommendations }) => recommendations),
    ),
    gate: null,
    origin: frame.origin,
  };
}

const optionsOf = ({ input }: PlanQuestion): readonly string[] => {
  if (input.kind === 'options') return input.options.map(({ label }) => label);
  return input.kind === 'allocation' ? input.parts.map(({ label }) => label) : [];
};

function words(
  plan: Plan,
  survey: Survey,
  engagement: Words['engagement'],
  notes: Words['notes'],
  recommendations: readonly Recommendation[],
): Words {
  const markets = new Set(survey.units.flatMap(({ mix }) => [...mix.keys()]));
  const interval = (each: Plan['zones'][number]) => ({
    ...each,
    from: points(each.from),
    to: points(each.to),
  });
  const practices = new Map(recommendations.map(({ practice }) => [practice.id, practice]));
  return {
    engagement,
    zones: plan.zones.map(interval),
    strengthBands: plan.strengthBands.map(interval),
    archetypes: plan.archetypes ?? {},
    markets: Object.fromEntries(
      plan.markets.filter(({ id }) => markets.has(id)).map(({ id, title }) => [id, title]),
    ),
    questions: Object.fromEntries(
      plan.questions.map((question) => [
        question.id,
        {
          ask: question.ask,
          dimension: plan.dimensions[question.dimension]!.id,
          unit: question.input.kind === 'metric' ? question.input.unit : null,
          options: optionsOf(question),
        },
      ]),
    ),
    practices: Object.fromEntries(
      [...practices.values()]
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, how, evidence }) => [id, { how, evidence }]),
    ),
    polarity: plan.polarity,
    language: plan.scorecard.language,
    notes,
  };
}
