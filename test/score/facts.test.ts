import { expect, test } from 'vitest';
import { Answered, emptyAnswers } from '../../src/answers/types.ts';
import { factsAsked } from '../../src/score/facts.ts';
import { planOf } from '../interview/plan.ts';

const fact = (id: string, when: string) =>
  `  - { id: ${id}, dimension: d, side: process, ask: A, fact: true, metric: { unit: h, decimals: 0, points: [[0, 0], [9, 100]] }, when: ${when} }`;

const asked = (when: string, markets: readonly string[] = [], b: number | null = null) => {
  const plan = planOf(`
pendulum: 1
id: facts
version: 1.0.0
language: en
title: Facts
answerScales: { agree: { options: [low, mid, high] } }
dimensions: [{ id: d, title: D }]
markets:
  - { id: helium, title: H, target: { customer: 50, process: 50 }, because: B }
  - { id: argon, title: A, target: { customer: 50, process: 50 }, because: B }
questions:
  - { id: q, dimension: d, side: customer, ask: A, answerScale: agree }
  - { id: b, dimension: d, side: process, ask: A, fact: true, metric: { unit: h, decimals: 0, points: [[0, 0], [9, 100]] } }
${fact('c', when)}
${fact('after', '{ answer: { c: { answered: true } } }')}
`);
  const answers = emptyAnswers(4);
  for (const index of b === null ? [2] : [1, 2]) {
    answers.state[index] = Answered;
    answers.value[index] = b ?? 0;
  }
  return factsAsked(plan, answers, { markets, unit: 'bulk' });
};

test.each<[when: string, markets: readonly string[], b: number | null, isAsked: boolean]>([
  ['{ unit: { in: [bulk] } }', [], null, true],
  ['{ unit: { in: [other] } }', [], null, false],
  ['{ not: { unit: { in: [bulk] } } }', [], null, false],
  // A market that is not known may be any.
  ['{ market: { in: [helium] } }', ['helium'], null, true],
  ['{ market: { in: [helium] } }', ['argon'], null, false],
  ['{ market: { in: [helium] } }', [], null, true],
  ['{ not: { market: { in: [helium] } } }', [], null, true],
  ['{ not: { market: { in: [helium] } } }', ['helium'], null, false],
  // Roles and answers of respondents may turn out either way.
  ['{ role: { in: [sales] } }', [], null, true],
  ['{ not: { role: { in: [sales] } } }', [], null, true],
  ['{ answer: { q: { gte: 2 } } }', [], null, true],
  ['{ not: { answer: { q: { gte: 2 } } } }', [], null, true],
  ['{ all: [{ answer: { q: { gte: 2 } } }, { unit: { in: [other] } }] }', [], null, false],
  ['{ any: [{ answer: { q: { gte: 2 } } }, { unit: { in: [other] } }] }', [], null, true],
  ['{ not: { any: [{ answer: { q: { gte: 2 } } }, { unit: { in: [bulk] } }] } }', [], null, false],
  ['{ not: { all: [{ answer: { q: { gte: 2 } } }, { unit: { in: [bulk] } }] } }', [], null, true],
  // Other facts are known.
  ['{ answer: { b: { gte: 5 } } }', [], 5, true],
  ['{ answer: { b: { gte: 5 } } }', [], 4, false],
  ['{ answer: { b: { gte: 5 } } }', [], null, false],
])('a fact asked when %s, markets %j, b %j: %s', (when, markets, b, isAsked) => {
  // What depends on a fact that is not asked is not asked either, whatever was answered.
  expect(asked(when, markets, b)).toEqual(isAsked ? [1, 2, 3] : [1]);
});
