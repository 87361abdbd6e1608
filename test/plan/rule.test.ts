import { expect, test } from 'vitest';
import { compileRule, type Earlier } from '../../src/plan/rule.ts';
import type { Input, Rule } from '../../src/plan/types.ts';
import type { Condition } from '../../src/scorecard/types.ts';

const options = (...codes: readonly string[]): Input => ({
  kind: 'options',
  form: 'choice',
  scale: null,
  options: codes.map((code) => ({ code, label: code })),
  evidence: false,
});
const metric: Input = {
  kind: 'metric',
  unit: '%',
  decimals: 1,
  min: 0,
  max: 1000,
  breakpoints: [],
};
const earlier: Earlier = new Map([
  ['agreed', { index: 0, input: options('1', '2', '3', '4', '5') }],
  ['path', { index: 1, input: options('apology', 'fix') }],
  ['traded', { index: 2, input: options('-3', '-2', '-1', '0', '1', '2', '3') }],
  ['rate', { index: 3, input: metric }],
  ['split', { index: 4, input: { kind: 'allocation', parts: [] } }],
]);

const answer = (id: string, test: object): Condition => ({ answer: new Map([[id, test]]) });
const chosen = (question: number, ...within: readonly number[]): Rule => ({
  op: 'options',
  question,
  in: within,
});
const range = (min: number | null, max: number | null): Rule => ({
  op: 'range',
  question: 3,
  min,
  max,
});

const cases: readonly (readonly [what: string, condition: Condition, rule: Rule])[] = [
  ['one code', answer('path', { is: 'fix' }), chosen(1, 1)],
  ['several codes', answer('agreed', { in: ['1', '5'] }), chosen(0, 0, 4)],
  ['codes by size', answer('agreed', { gte: 4 }), chosen(0, 3, 4)],
  ['codes between', answer('agreed', { gt: 1, lt: 4 }), chosen(0, 1, 2)],
  ['negative codes', answer('traded', { lte: -2 }), chosen(2, 0, 1)],
  ['codes and size', answer('agreed', { in: ['1', '2'], gte: 2 }), chosen(0, 1)],
  ['at least', answer('rate', { gte: 95 }), range(950, null)],
  ['more than', answer('rate', { gt: 95 }), range(951, null)],
  ['at most', answer('rate', { lte: 95 }), range(null, 950)],
  ['less than', answer('rate', { lt: 95 }), range(null, 949)],
  ['between grid lines', answer('rate', { gte: 0.25, lt: 0.75 }), range(3, 7)],
  ['past grid lines', answer('rate', { gt: 0.25, lte: 0.75 }), range(3, 7)],
  ['the narrower bounds', answer('rate', { gte: 1, gt: 2, lte: 9, lt: 8 }), range(21, 79)],
  ['binary noise', answer('rate', { gte: 0.3, lte: 1.1 }), range(3, 11)],
  ['answered', answer('split', { answered: true }), { op: 'answered', question: 4 }],
  [
    'unanswered',
    answer('split', { answered: false }),
    { op: 'not', of: { op: 'answered', question: 4 } },
  ],
  ['a market', { market: { is: 'bulk' } }, { op: 'market', in: ['bulk'] }],
  ['roles', { role: { in: ['a', 'b'] } }, { op: 'role', in: ['a', 'b'] }],
  ['a unit', { unit: { is: 'u', in: ['u', 'v'] } }, { op: 'unit', in: ['u'] }],
  ['two that exclude each other', { unit: { is: 'u', in: ['v'] } }, { op: 'unit', in: [] }],
  [
    'everything in one map holds',
    { role: { is: 'a' }, answer: new Map([['path', { is: 'fix' }]]) },
    { op: 'all', of: [{ op: 'role', in: ['a'] }, chosen(1, 1)] },
  ],
  [
    'all, any and not',
    { all: [{ any: [{ role: { is: 'a' } }, { not: { unit: { is: 'u' } } }] }] },
    {
      op: 'all',
      of: [
        {
          op: 'any',
          of: [
            { op: 'role', in: ['a'] },
            { op: 'not', of: { op: 'unit', in: ['u'] } },
          ],
        },
      ],
    },
  ],
  ['nothing at all holds', {}, { op: 'all', of: [] }],
];

test.each(cases)('%s', (_, condition, rule) => {
  expect(compileRule(condition, earlier)).toEqual(rule);
});
