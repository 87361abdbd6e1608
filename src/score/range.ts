import type { Engagement } from '../answers/engagement.ts';
import { factsOf, withFacts, type Facts } from '../answers/units.ts';
import {
  Answered,
  NotApplicable,
  NotAsked,
  Unanswered,
  type Answers,
  type Sheet,
} from '../answers/types.ts';
import { metricPoints } from '../plan/metric.ts';
import type { Plan, PlanQuestion, Side } from '../plan/types.ts';
import { canBe } from './reach.ts';
import { holds, type Setting } from './respondent.ts';
import { scoreSurvey, type SurveyOptions } from './survey.ts';
import { marketsFor, unitsOf } from './tally.ts';

/** The ends of what a leaning could be, in milli-points. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

type End = keyof Range;

/** Answers among which are those worth least and most; metrics go straight between breakpoints. */
function candidates({ input }: PlanQuestion): readonly number[] {
  if (input.kind === 'options') return [...input.options.keys()];
  if (input.kind === 'allocation') return [0];
  const inside = input.breakpoints.map(([value]) => value);
  return [
    input.min,
    ...inside.filter((value) => value > input.min && value < input.max),
    input.max,
  ];
}

function pointsOf({ input, points }: PlanQuestion, side: Side, value: number): number {
  if (input.kind === 'metric') return metricPoints(input.breakpoints, value);
  return points[side][value] ?? 0;
}

/** The answer worth least or most to a side. */
function extreme(question: PlanQuestion, side: Side, end: End): number {
  const sign = end === 'low' ? 1 : -1;
  const worth = (value: number) => sign * pointsOf(question, side, value);
  return candidates(question).reduce((best, value) => (worth(value) < worth(best) ? value : best));
}

/** A respondent's answers with those marked that could still be anything. */
interface OpenAnswers extends Answers {
  readonly isOpen: readonly boolean[];
}

/**
 * Which answers could still be anything: those to questions that are asked and unanswered, and to
 * all that such a question could bring in or take out. An optional question left open stays not
 * applicable, and what is not asked whatever is answered is marked so.
 */
function opened({ questions }: Plan, answers: Answers, setting: Setting): OpenAnswers {
  const state = answers.state.slice();
  const isOpen: boolean[] = [];
  for (const [i, { when, optional }] of questions.entries()) {
    const could = (wanted: boolean) =>
      when === null
        ? wanted
        : canBe(wanted, when, (want, leaf) => {
            const isUnknown = 'question' in leaf && isOpen[leaf.question]!;
            return isUnknown || holds(leaf, answers, state, setting) === want;
          });
    const given = answers.state[i]!;
    if (!could(true)) state[i] = NotAsked;
    else if (given === Unanswered && optional) state[i] = NotApplicable;
    const isLoose = state[i] === Answered && could(false);
    isOpen.push(state[i] === Unanswered || isLoose);
  }
  return { state, value: answers.value, isOpen };
}

/** The open answers filled in with these values. */
function filled({ state, value, isOpen }: OpenAnswers, values: readonly number[]): Answers {
  return {
    state: state.map((each, i) => (isOpen[i] ? Answered : each)),
    value: value.map((each, i) => (isOpen[i] ? values[i]! : each)),
  };
}

/**
 * What the leanings of every unit and group could be if everybody had answered everything: the mean
 * with each unanswered question at the answer worth least to the side, and at the one worth most,
 * over the respondents who could be scored then, pooled as the scorecard says. Each leaning by
 * itself is as tight as can be, conditions aside: a question that an unanswered one could bring in or
 * take out counts as asked and open. Don't know stays what it is. Where one answer feeds both sides,
 * the ends of both sides need not be reached together, so that their difference is an outer bound.
 */
export function leaningRanges(
  plan: Plan,
  sheets: readonly Sheet[],
  engagement: Engagement | null,
  facts: Facts,
  options: SurveyOptions,
): ReadonlyMap<string, { readonly [S in Side]: Range }> {
  const byId = new Map(unitsOf(sheets, engagement).map((unit) => [unit.id, unit]));
  const open = sheets.map((sheet) => {
    const { unit, role, round } = sheet;
    const markets = marketsFor(sheet.market, byId.get(unit)!, options.market);
    const answers = withFacts(plan, sheet.answers, factsOf(facts, unit, round));
    return { sheet, answers: opened(plan, answers, { markets, role, unit }) };
  });
  const always = { ...plan, questions: plan.questions.map((each) => ({ ...each, when: null })) };
  const meansAt = (side: Side, end: End) => {
    const extremes = plan.questions.map((question) => extreme(question, side, end));
    const full = open.map(({ sheet, answers }) => ({
      ...sheet,
      answers: filled(answers, extremes),
    }));
    const { units } = scoreSurvey(always, full, engagement, new Map(), options);
    return new Map(units.map(({ id, score }) => [id, score.standing?.[side] ?? null]));
  };
  const range = (side: Side) => ({ low: meansAt(side, 'low'), high: meansAt(side, 'high') });
  const [customer, process] = [range('customer'), range('process')];
  return new Map(
    [...customer.low.keys()].flatMap((id) => {
      const ends = ({ low, high }: typeof customer) => ({ low: low.get(id)!, high: high.get(id)! });
      const isScored = customer.low.get(id) !== null;
      return isScored ? [[id, { customer: ends(customer), process: ends(process) }] as const] : [];
    }),
  );
}
