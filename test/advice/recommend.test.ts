import { expect, test } from 'vitest';
import { because } from '../../src/advice/because.ts';
import { consider, recommend, type Recommendation } from '../../src/advice/recommend.ts';
import type { Archetype, Plan, Target } from '../../src/plan/types.ts';
import { standingOf, type UnitScore } from '../../src/score/unit.ts';
import { emptyMoments } from '../../src/score/moments.ts';
import { scoreSurvey } from '../../src/score/survey.ts';
import { shippedPlan } from '../plans.ts';
import { seededUnit } from '../seeded.ts';

const plan = shippedPlan('industrial-gases');
const target: Target = {
  customer: 70_000,
  process: 70_000,
  tolerance: 10_000,
  floor: { customer: 45_000, process: 45_000 },
  regulated: false,
};

interface Story {
  /** Points of every dimension's sides; single dimensions may differ. */
  readonly customer: number;
  readonly process: number;
  readonly dimensions?: Readonly<Record<string, Partial<Record<'customer' | 'process', number>>>>;
  readonly target?: Partial<Target>;
  readonly rwgStar?: number;
}

/** A unit whose dimension sides are given, without looking at single questions. */
function unitOf(story: Story, from: Plan = plan): UnitScore {
  const dimensions = from.dimensions.map(({ id }) => ({
    customer: 1000 * (story.dimensions?.[id]?.customer ?? story.customer),
    process: 1000 * (story.dimensions?.[id]?.process ?? story.process),
    agreement: null,
  }));
  const mean = (side: 'customer' | 'process') =>
    Math.round(dimensions.reduce((sum, each) => sum + each[side], 0) / dimensions.length);
  const aim = { ...target, ...story.target };
  const agreement =
    story.rwgStar === undefined
      ? null
      : { rwgStar: story.rwgStar, ad: null, label: 'wide' as const };
  const leanings = { customer: mean('customer'), process: mean('process') };
  return {
    moments: { ...emptyMoments(from), scored: 9, respondents: 9, applicable: 1, answered: 1 },
    target: aim,
    standing: standingOf(from, leanings, aim, { agreement, roleSpread: null, interval: null }),
    statedLean: null,
    coverage: { answered: 1, applicable: 1 },
    agreement,
    roleSpread: null,
    dimensions,
    questions: from.questions.map(() => ({
      count: 0,
      mean: null,
      spread: null,
      item: null,
      agreement: null,
    })),
  };
}

const ids = (found: readonly Recommendation[]) => found.map(({ practice }) => practice.id);
const archetypeOf = (unit: UnitScore): Archetype | null => unit.standing!.archetype;

test('a heroic unit gets no customer practices and the weakest process dimension first', () => {
  const unit = unitOf({ customer: 80, process: 55, dimensions: { flow: { process: 30 } } });
  expect(archetypeOf(unit)).toBe('heroic');
  const found = recommend(plan, unit);
  expect(found.map(({ practice }) => practice.side)).not.toContain('customer');
  expect(plan.dimensions[found[0]!.practice.dimension]!.id).toBe('flow');
});

test('what may not be seen speaks for no practice and stands among no reasons', () => {
  const unit = unitOf({ customer: 80, process: 55, dimensions: { flow: { process: 30 } } });
  const flow = plan.dimensions.findIndex(({ id }) => id === 'flow');
  const [customer, process] = [flow * 2, flow * 2 + 1];
  const unseen = { questions: new Set<number>(), sides: new Set([customer, process]) };
  const found = recommend(plan, unit, unseen);
  expect(found.length).toBeGreaterThan(0);
  expect(found.map(({ practice }) => practice.dimension)).not.toContain(flow);
  for (const each of found) expect(because(plan, unit, each).join()).not.toContain('30.0');
});

test('a mechanical unit gets no process practices', () => {
  const unit = unitOf({ customer: 50, process: 80 });
  expect(archetypeOf(unit)).toBe('mechanical');
  expect(recommend(plan, unit).map(({ practice }) => practice.side)).not.toContain('process');
});

test('the leading side is helped where a dimension of it is below its floor', () => {
  const unit = unitOf({
    customer: 84,
    process: 60,
    dimensions: { learning: { customer: 20, process: 90 } },
  });
  expect(archetypeOf(unit)).toBe('heroic');
  const customer = recommend(plan, unit).filter(({ practice }) => practice.side === 'customer');
  expect(customer.length).toBeGreaterThan(0);
  for (const { practice } of customer) {
    expect(plan.dimensions[practice.dimension]!.id).toBe('learning');
  }
});

test('a fragmented unit talks first', () => {
  const unit = unitOf({ customer: 60, process: 60, rwgStar: 0.3 });
  expect(archetypeOf(unit)).toBe('fragmented');
  expect(ids(recommend(plan, unit))[0]).toBe('B01');
});

test('an adrift unit starts with foundations and gets nothing large', () => {
  const unit = unitOf({ customer: 30, process: 30 });
  expect(archetypeOf(unit)).toBe('adrift');
  const found = recommend(plan, unit);
  expect(ids(found)[0]).toBe('B02');
  expect(found.map(({ practice }) => practice.effort)).not.toContain('L');
});

test('a leaning below its floor outranks priority', () => {
  const unit = unitOf({
    customer: 50,
    process: 62,
    dimensions: { flow: { process: 0 } },
    target: { floor: { customer: 60_000, process: 45_000 } },
  });
  for (const { practice } of recommend(plan, unit)) expect(practice.side).not.toBe('process');
});

test('a unit on its targets gets no advice', () => {
  expect(recommend(plan, unitOf({ customer: 75, process: 72 }))).toEqual([]);
});

test('equal priorities go by id, and the same scores give the same advice', () => {
  const unit = unitOf({ customer: 50, process: 50 });
  const reversed = { ...plan, practices: plan.practices.toReversed() };
  expect(ids(recommend(reversed, unit))).toEqual(ids(recommend(plan, unit)));
});

test('a regulated market says which controls stay', () => {
  const unit = unitOf({
    customer: 40,
    process: 80,
    dimensions: { people: { customer: 0 } },
    target: { regulated: true },
  });
  const found = recommend(plan, unit).find(({ practice }) => practice.id === 'C10')!;
  expect(because(plan, unit, found)).toContain(found.practice.regulated);
});

test('few respondents make it a hypothesis', () => {
  const unit = unitOf({ customer: 50, process: 50 });
  const few = { ...unit, moments: { ...unit.moments, scored: 4 } };
  expect(recommend(plan, unit).every(({ isHypothesis }) => !isHypothesis)).toBe(true);
  expect(recommend(plan, few).every(({ isHypothesis }) => isHypothesis)).toBe(true);
  expect(because(plan, few, recommend(plan, few)[0]!).at(-1)).toContain('hypothesis');
});

test('what it is expected to move is the unit scored again', () => {
  const unit = unitOf({ customer: 60, process: 60, dimensions: { digital: { process: 20 } } });
  const found = recommend(plan, unit).find(({ practice }) => practice.id === 'P15')!;
  const missing = 50_000;
  expect(found.after.process - found.before.process).toBe(Math.round(missing / 8));
  expect(found.after.customer).toBe(found.before.customer);
});

const seeded = Array.from({ length: 200 }, (_, i) => {
  const sheets = seededUnit(plan, i + 1, 9);
  const options = { round: null, market: null, minGroup: null };
  return scoreSurvey(plan, sheets, null, new Map(), options).units[0]!.score;
});

test('over 200 units every practice is recommended somewhere and none everywhere', () => {
  const counts = new Map(plan.practices.map(({ id }) => [id, 0]));
  for (const unit of seeded) {
    for (const id of ids(recommend(plan, unit))) counts.set(id, counts.get(id)! + 1);
  }
  expect(counts.size).toBe(49);
  const never = [...counts].filter(([, count]) => count === 0);
  const mostly = [...counts].filter(([, count]) => count > seeded.length / 2);
  expect({ never, mostly }).toEqual({ never: [], mostly: [] });
});

test('over 200 units no question is quoted that may not be seen', () => {
  let quotes = 0;
  for (const unit of seeded) {
    const asked = recommend(plan, unit).flatMap(({ question }) => question?.question ?? []);
    quotes += asked.length;
    const unseen = { questions: new Set(asked), sides: new Set<number>() };
    for (const { question } of recommend(plan, unit, unseen)) {
      expect(asked).not.toContain(question?.question);
    }
  }
  expect(quotes).toBeGreaterThan(100);
});

test('over 200 units: at most five, two a dimension, one of small effort, a reason each', () => {
  for (const unit of seeded) {
    const found = recommend(plan, unit);
    expect(found.length).toBeLessThanOrEqual(5);
    const dimensions = found.map(({ practice }) => practice.dimension);
    for (const dimension of dimensions) {
      expect(dimensions.filter((each) => each === dimension).length).toBeLessThanOrEqual(2);
    }
    if (found.length > 0) expect(found.map(({ practice }) => practice.effort)).toContain('S');
    for (const each of found) {
      expect(each.shortfalls.length).toBeGreaterThan(0);
      expect(each.after.strength).toBeGreaterThan(each.before.strength);
      expect(because(plan, unit, each).length).toBeGreaterThanOrEqual(2);
    }
  }
});

test('over 200 units the decision about every practice and the advice are one', () => {
  for (const unit of seeded) {
    const considered = consider(plan, unit);
    expect(considered.map(({ practice }) => practice.id)).toEqual(
      plan.practices.map(({ id }) => id),
    );
    const chosen = considered.flatMap(({ practice, verdict }) =>
      verdict.rule === 'recommended' ? [[verdict.rank, practice.id] as const] : [],
    );
    const found = ids(recommend(plan, unit));
    expect(chosen.toSorted(([a], [b]) => a - b)).toEqual(found.map((id, i) => [i + 1, id]));
    for (const { practice, verdict } of considered) {
      if (verdict.rule === 'gave-way') expect(found.at(-1)).toBe(verdict.to);
      if (verdict.rule === 'outranked') expect(verdict.rank).toBeGreaterThan(found.length);
      if (verdict.rule !== 'third-in-dimension') continue;
      const alike = plan.practices.filter(({ dimension }) => dimension === practice.dimension);
      expect(alike.filter(({ id }) => found.includes(id))).toHaveLength(2);
    }
  }
});

const ruleOf = (unit: UnitScore, id: string) =>
  consider(plan, unit).find(({ practice }) => practice.id === id)!.verdict;

test('which rule left a practice out', () => {
  expect(ruleOf(unitOf({ customer: 80, process: 55 }), 'C01')).toEqual({ rule: 'no-need' });
  const leading = unitOf({
    customer: 80,
    process: 55,
    dimensions: { insight: { customer: 50 } },
  });
  expect(ruleOf(leading, 'C01')).toEqual({ rule: 'feeds-the-lead' });
  const unknown = unitOf({ customer: 50, process: 50 });
  const dimensions = unknown.dimensions.map((each) => ({ ...each, customer: null }));
  expect(ruleOf({ ...unknown, dimensions }, 'C01')).toEqual({ rule: 'unscored' });
  expect(consider(plan, { ...unknown, standing: null })).toEqual([]);
});
