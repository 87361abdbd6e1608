import { expect, test } from 'vitest';
import { whenText } from '../../src/plan/when.ts';
import { planOf } from '../plans.ts';

const cardWith = (when: string) => `
pendulum: 1
id: small
version: 1.0.0
language: en
title: Small
answerScales:
  agreement: { options: [Strongly disagree, Disagree, Neither, Agree, Strongly agree] }
dimensions: [{ id: flow, title: Flow }]
markets:
  - { id: gas, title: Gases, because: Tests., target: { customer: 70, process: 80 } }
  - { id: care, title: Care, because: Tests., target: { customer: 80, process: 40 } }
questions:
  - { id: q1, dimension: flow, side: customer, ask: A?, answerScale: agreement }
  - { id: m1, dimension: flow, side: process, ask: B?, metric: { unit: "%", decimals: 1, points: [[0, 0], [100, 100]] } }
  - { id: q2, dimension: flow, side: process, ask: C?, answerScale: agreement, when: ${when} }
`;

test.each([
  ['{ market: { is: gas } }', 'market is gas'],
  ['{ role: { in: [sales, operations, support] } }', 'role is sales, operations or support'],
  ['{ answer: { q1: { gte: 4 } } }', 'q1 is 4 or 5'],
  ['{ answer: { m1: { gt: 89.9, lte: 95 } } }', 'm1 is at least 90 and at most 95'],
  ['{ answer: { m1: { lt: 10.5 } } }', 'm1 is at most 10.4'],
  ['{ answer: { q1: { answered: false } } }', 'not (q1 is answered)'],
  [
    '{ any: [{ market: { is: care } }, { all: [{ unit: { is: north } }, { answer: { q1: { is: "1" } } }] }] }',
    'market is care or (unit is north and q1 is 1)',
  ],
])('%s in words', (when, said) => {
  const plan = planOf(cardWith(when));
  expect(whenText(plan, plan.questions[2]!.when!)).toBe(said);
});
