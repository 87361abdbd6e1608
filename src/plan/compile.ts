import type { Library, Practice, Question, Scorecard, Zone } from '../scorecard/types.ts';
import { builtInOf } from './built-in.ts';
import { defaultRules, defaultStrengthBands, defaultZones } from './defaults.ts';
import { fingerprint, type Scored } from './fingerprint.ts';
import { scoringOf } from './input.ts';
import { scaled } from './integers.ts';
import { compileRule, type Earlier } from './rule.ts';
import { compileTexts } from './texts.ts';
import type {
  ContextFactor,
  Interval,
  Plan,
  PlanMarket,
  PlanPractice,
  PlanQuestion,
} from './types.ts';

/**
 * What scoring means, from top to bottom. A checked scorecard and its practice library become
 * integers, and everything that can be decided before any answer is seen is decided here:
 *
 * 1. every question gets a table from answer to milli-points, reversal included (`input.ts`);
 * 2. weights become thousandths, 0 on a side that a question does not feed;
 * 3. conditions refer to earlier questions by index (`rule.ts`);
 * 4. markets, zones, bands and rules become milli-points, with the defaults filled in;
 * 5. practices refer to dimensions by index, and those of other dimensions are left out;
 * 6. all of it that can change a number is hashed to the fingerprint;
 * 7. translations stand beside it in the same order, and change nothing (`translate.ts`).
 *
 * A respondent is then scored by `score/respondent.ts`: each dimension's side is the weighted mean
 * of its answered questions, each leaning the weighted mean of its dimensions, and the position
 * customer minus process.
 */
export function compile(scorecard: Scorecard, library: Library | null = null): Plan {
  const scored: Scored = {
    dimensions: scorecard.dimensions.map(({ id, title, weight = 1 }) => ({
      id,
      title,
      weight: scaled(weight, 3),
    })),
    questions: compileQuestions(scorecard),
    markets: compileMarkets(scorecard),
    supplyModes: (scorecard.supplyModes ?? []).map(({ id, title, shift }) => ({
      id,
      title,
      shift: scaled(shift, 3),
    })),
    context: compileContext(scorecard),
    zones: intervals(scorecard.zones ?? defaultZones),
    strengthBands: intervals(scorecard.strengthBands ?? defaultStrengthBands),
    rules: compileRules(scorecard),
  };
  const { id, version, title, summary = null, language } = scorecard;
  const status = scorecard.status ?? 'not validated';
  return {
    scorecard: { id, version, title, summary, status, language, fingerprint: fingerprint(scored) },
    ...scored,
    practices: compilePractices(scorecard, library),
    archetypes: library?.archetypes ?? null,
    polarity: library?.polarity ?? null,
    translations: compileTexts(scorecard, scored.questions),
  };
}

function compileQuestions(scorecard: Scorecard): readonly PlanQuestion[] {
  const dimensions = new Map(scorecard.dimensions.map(({ id }, index) => [id, index]));
  const earlier = new Map<string, { index: number; input: PlanQuestion['input'] }>();
  return scorecard.questions.map((question, index) => {
    const dimension = dimensions.get(question.dimension)!;
    const compiled = compileQuestion(scorecard, question, dimension, earlier);
    earlier.set(question.id, { index, input: compiled.input });
    return compiled;
  });
}

function compileQuestion(
  scorecard: Scorecard,
  question: Question,
  dimension: number,
  earlier: Earlier,
): PlanQuestion {
  const {
    id,
    ask = builtInOf(scorecard).tradeOff,
    help = null,
    optional = false,
    fact = false,
    practices = [],
  } = question;
  const { input, points, lean, isStated } = scoringOf(scorecard, question);
  const weight = scaled(question.weight ?? 1, 3);
  const feeds = (side: 'customer' | 'process') =>
    points[side].length > 0 || (input.kind === 'metric' && question.side === side);
  return {
    id,
    ask,
    help,
    dimension,
    input,
    weights: {
      customer: feeds('customer') ? weight : 0,
      process: feeds('process') ? weight : 0,
    },
    points,
    lean: { weight: isStated ? weight : 0, points: lean },
    optional,
    fact,
    when: question.when === undefined ? null : compileRule(question.when, earlier),
    practices,
  };
}

function compileMarkets(scorecard: Scorecard): readonly PlanMarket[] {
  const rules = compileRules(scorecard);
  return (scorecard.markets ?? []).map((market) => ({
    id: market.id,
    title: market.title,
    because: market.because,
    customer: scaled(market.target.customer, 3),
    process: scaled(market.target.process, 3),
    tolerance: market.tolerance === undefined ? rules.tolerance : scaled(market.tolerance, 3),
    floor: {
      customer:
        market.floor?.customer === undefined ? rules.floor : scaled(market.floor.customer, 3),
      process: market.floor?.process === undefined ? rules.floor : scaled(market.floor.process, 3),
    },
    regulated: market.regulated ?? false,
  }));
}

function compileContext(scorecard: Scorecard): Plan['context'] {
  if (scorecard.context === undefined) return null;
  const { level, factors } = scorecard.context;
  const compiled = factors.map(({ id, ask, side, weight }): ContextFactor => ({
    id,
    ask,
    pull: (side === 'customer' ? 1 : -1) * scaled(weight, 3),
  }));
  return { level: scaled(level, 3), factors: compiled };
}

function compileRules(scorecard: Scorecard): Plan['rules'] {
  const rules = { ...defaultRules, ...scorecard.rules };
  return {
    minAnswered: scaled(rules.minAnswered, 3),
    minDimensions: scaled(rules.minDimensions, 3),
    floor: scaled(rules.floor, 3),
    tolerance: scaled(rules.tolerance, 3),
    pooling: rules.pooling,
  };
}

const intervals = (zones: readonly Zone[]): readonly Interval[] =>
  zones.map(({ id, title, from, to }) => ({ id, title, from: scaled(from, 3), to: scaled(to, 3) }));

function compilePractices(scorecard: Scorecard, library: Library | null): readonly PlanPractice[] {
  const dimensions = scorecard.dimensions.map(({ id }) => id);
  return (library?.practices ?? [])
    .filter(({ dimension }) => dimensions.includes(dimension))
    .map((practice) => compilePractice(practice, dimensions.indexOf(practice.dimension)));
}

const compilePractice = (practice: Practice, dimension: number): PlanPractice => ({
  id: practice.id,
  title: practice.title,
  side: practice.side,
  dimension,
  effort: practice.effort,
  kpi: practice.kpi,
  how: practice.how,
  evidence: practice.evidence ?? null,
  leverage: practice.leverage ?? (practice.side === 'both' ? 0.7 : 1),
  regulated: practice.regulated ?? null,
});
