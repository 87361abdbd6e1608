import { Answered, emptyAnswers, type Sheet } from '../src/answers/types.ts';
import { optionPoints } from '../src/score/agreement.ts';
import type { Plan } from '../src/plan/types.ts';

/** A small seeded generator of numbers from 0 to 1 (mulberry32, Ettinger 2017, public domain). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Sheets of one made-up unit: a level for each side, profile by dimension and question around it,
 * and people who differ a little.
 */
export function seededUnit(plan: Plan, seed: number, people: number): readonly Sheet[] {
  const next = random(seed);
  const around = (spread: number) => (next() + next() + next() - 1.5) * spread;
  const base = { customer: 25 + 60 * next(), process: 25 + 60 * next() };
  const dimensions = plan.dimensions.map(() => ({ customer: around(40), process: around(40) }));
  const levels = plan.questions.map(({ dimension, weights }) => {
    const side = weights.customer > 0 ? 'customer' : 'process';
    return base[side] + dimensions[dimension]![side] + around(40);
  });
  const market = plan.markets[Math.floor(next() * plan.markets.length)]!.id;
  return Array.from({ length: people }, (_, i) => {
    const answers = emptyAnswers(plan.questions.length);
    plan.questions.forEach((question, q) => {
      if (question.input.kind !== 'options') return;
      const wanted = levels[q]! + around(20);
      const points = optionPoints(question);
      const distances = points.map((value) => Math.abs(value - wanted));
      answers.state[q] = Answered;
      answers.value[q] = distances.indexOf(Math.min(...distances));
    });
    return {
      unit: `u${seed}`,
      round: null,
      respondent: `r${i}`,
      role: null,
      market,
      answers,
      notes: new Map(),
      unproven: [],
      file: 'seeded',
      line: 1,
    };
  });
}
