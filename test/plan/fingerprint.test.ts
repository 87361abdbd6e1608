import { expect, test } from 'vitest';
import { coreOf } from '../../src/plan/core.ts';
import { questionPrints, verdicts } from '../../src/plan/fingerprint.ts';
import type { Plan } from '../../src/plan/types.ts';
import { planOf, shippedPlan } from '../plans.ts';
import { everyKind } from '../scorecards.ts';

const before = planOf(everyKind);

/** The scorecard of every kind with one stretch replaced; it must be there. */
function edited(found: string, replacement: string): Plan {
  if (!everyKind.includes(found)) throw new Error(`there is no ${found}`);
  return planOf(everyKind.replace(found, () => replacement));
}

/** What is not the same, with the parts that changed. */
const changes = (from: Plan, to: Plan) =>
  verdicts(from, to)
    .filter(({ verdict }) => verdict !== 'same')
    .map(({ id, verdict, changed }) => [id, verdict, ...changed.map(({ part }) => part)]);

test('a plan beside itself is the same', () => {
  expect(changes(before, before)).toEqual([]);
  expect(verdicts(before, before)).toHaveLength(before.questions.length);
});

test.each([
  ['ask', 'debates begin', 'debates always begin', ['outcomes', 'reworded']],
  ['help', 'the last two', 'the last three', ['outcomes', 'reworded']],
  ['label', 'Someone apologises', 'Somebody apologises', ['complaint', 'reworded']],
  ['weight', 'weight: 0.5', 'weight: 0.75', ['upkeep', 'rescored', 'weight']],
  ['reversal', '    reversed: true\n', '', ['upkeep', 'rescored', 'points']],
  ['points', 'customer: 30', 'customer: 40', ['complaint', 'rescored', 'points']],
  ['a code', 'code: apology', 'code: sorry', ['complaint', 'rescored', 'answers']],
  ['a breakpoint', '[48, 0]', '[72, 0]', ['recall-time', 'rescored', 'points']],
  ['a range', 'max: 240', 'max: 480', ['recall-time', 'rescored', 'answers']],
  ['a unit', 'unit: h', 'unit: d', ['recall-time', 'rescored', 'answers']],
  [
    'a dimension',
    '- id: recall-time\n    dimension: flow',
    '- id: recall-time\n    dimension: direction',
    ['recall-time', 'rescored', 'dimension'],
  ],
  [
    'a side',
    'dimension: flow\n    side: process\n    ask: Hours',
    'dimension: flow\n    side: customer\n    ask: Hours',
    ['recall-time', 'rescored', 'side'],
  ],
  [
    'a fact',
    '    answerScale: maturity',
    '    fact: true\n    answerScale: maturity',
    ['upkeep', 'rescored', 'fact'],
  ],
  [
    'optional',
    'weight: 0.5',
    'weight: 0.5\n    optional: true',
    ['upkeep', 'rescored', 'optional'],
  ],
  ['a part of an allocation', ', other: Everything else', '', ['attention', 'rescored', 'answers']],
])('%s', (_, found, replacement, expected) => {
  expect(changes(before, edited(found, replacement))).toEqual([expected]);
});

test('what changed is said from and to', () => {
  const [found] = verdicts(before, edited('weight: 0.5', 'weight: 0.75')).filter(
    ({ id }) => id === 'upkeep',
  );
  expect(found!.changed).toEqual([{ part: 'weight', from: '0.5', to: '0.75' }]);
});

test('a condition that looks at a rescored question is rescored, and what it looks at is named', () => {
  const after = edited('yesNo: { evidence: true }', 'yesNo: { evidence: false }');
  expect(changes(before, after)).toEqual([
    ['recall', 'rescored', 'answers'],
    ['recall-time', 'rescored', 'condition'],
  ]);
});

test('a question put between others moves no index that matters', () => {
  const after = edited(
    '  - id: recall\n',
    '  - { id: extra, dimension: flow, side: process, ask: E, answerScale: agreement }\n  - id: recall\n',
  );
  expect(changes(before, after)).toEqual([['extra', 'new']]);
  expect(changes(after, before)).toEqual([['extra', 'gone']]);
});

test('the weight of a dimension belongs to the plan, not to its questions', () => {
  expect(changes(before, edited('weight: 1.5', 'weight: 2'))).toEqual([]);
});

test('fingerprints are SHA-256, and differ from question to question', () => {
  const prints = [...questionPrints(before).values()].map(({ scoring }) => scoring);
  expect(prints.every((print) => /^[0-9a-f]{64}$/.test(print))).toBe(true);
  expect(new Set(prints).size).toBe(prints.length);
});

test('the core keeps conditions pointed at their questions', () => {
  const core = coreOf(before, new Set(['recall', 'recall-time', 'schedule']));
  expect(core.questions.map(({ id }) => id)).toEqual(['recall', 'recall-time', 'schedule']);
  expect(core.questions[1]!.when).toMatchObject({ of: [{ op: 'market' }, { question: 0 }] });
  expect(core.dimensions).toEqual(before.dimensions);
});

test('a core of all questions scores as its plan', () => {
  const core = coreOf(before, new Set(before.questions.map(({ id }) => id)));
  expect(core).toEqual({ ...before, translations: [] });
});

test('the shipped scorecards keep the fingerprints that results were written with', () => {
  const prints = ['industrial-gases', 'quick-scan'].map((name) => shippedPlan(name).scorecard);
  expect(prints.map(({ fingerprint }) => fingerprint)).toEqual([
    'a26c70711a9f2150175b28456aae765a37527302258353aa0da57b5cf31761d9',
    '06e8d5e52cc6b9148734040164b79b8c8228066c03f87e0e42cf7b84151068d1',
  ]);
});

test('the plan knows which answer scale a question has', () => {
  const scales = before.questions.map(({ input }) =>
    input.kind === 'options' ? input.scale : input.kind,
  );
  expect(scales.slice(0, 3)).toEqual(['agreement', 'maturity', null]);
});
