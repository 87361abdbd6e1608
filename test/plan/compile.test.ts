import { expect, test } from 'vitest';
import { compile } from '../../src/plan/compile.ts';
import type { Plan } from '../../src/plan/types.ts';
import { parseScorecard } from '../../src/scorecard/parse.ts';
import { sourceOf } from '../../src/source/source.ts';
import { everyKind, scorecard, tiny } from '../scorecards.ts';

function planOf(text: string): Plan {
  const { value, problems } = parseScorecard(sourceOf('f', text), () => ({
    value: null,
    problems: [],
  }));
  expect(problems).toEqual([]);
  return compile(value!.scorecard.value);
}

const plan = planOf(everyKind);
const question = (id: string) => plan.questions.find((each) => each.id === id)!;

test.each([
  ['outcomes', { customer: [0, 25_000, 50_000, 75_000, 100_000], process: [] }],
  ['upkeep', { customer: [], process: [100_000, 50_000, 0] }],
  ['complaint', { customer: [30_000, 100_000], process: [0, 100_000] }],
  ['recall', { customer: [], process: [100_000, 50_000, 0] }],
  ['recall-time', { customer: [], process: [] }],
  ['schedule', { customer: [], process: [] }],
])('points of %s', (id, points) => {
  expect(question(id).points).toEqual(points);
});

test.each([
  [3, [0, 50_000, 100_000]],
  [4, [0, 33_333, 66_667, 100_000]],
  [7, [0, 16_667, 33_333, 50_000, 66_667, 83_333, 100_000]],
  [11, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((step) => step * 10_000)],
])('a scale of %d options spreads evenly, each rounded once', (count, points) => {
  const list = Array.from({ length: count }, (_, i) => `o${i}`).join(', ');
  const compiled = planOf(scorecard({ answerScales: `  agreement: { options: [${list}] }` }));
  expect(compiled.questions[0]!.points.customer).toEqual(points);
});

test('reversed, a scale is its own mirror image', () => {
  const turned = planOf(tiny('ask: C,', 'ask: C, reversed: true,')).questions[0]!.points.customer;
  expect(turned).toEqual([100_000, 50_000, 0]);
});

test.each([
  ['outcomes', { customer: 1000, process: 0 }, 0],
  ['upkeep', { customer: 0, process: 500 }, 0],
  ['complaint', { customer: 1000, process: 1000 }, 0],
  ['recall-time', { customer: 0, process: 1000 }, 0],
  ['schedule', { customer: 0, process: 0 }, 1000],
  ['attention', { customer: 0, process: 0 }, 1000],
])('weights of %s, in thousandths, 0 on a side it does not feed', (id, weights, lean) => {
  expect(question(id).weights).toEqual(weights);
  expect(question(id).lean.weight).toBe(lean);
});

test('a trade-off leans by thirds', () => {
  expect(question('schedule').lean.points).toEqual([
    -100_000, -66_667, -33_333, 0, 33_333, 66_667, 100_000,
  ]);
  expect(question('schedule').ask).toBe('Which of the two is closer to what happens here?');
});

test('codes of a scale count from its first', () => {
  const codes = (id: string) => {
    const { input } = question(id);
    return input.kind === 'options' ? input.options.map(({ code }) => code) : [];
  };
  expect(codes('outcomes')).toEqual(['1', '2', '3', '4', '5']);
  expect(codes('upkeep')).toEqual(['0', '1', '2']);
});

test('a metric is scaled to integers', () => {
  expect(question('recall-time').input).toEqual({
    kind: 'metric',
    unit: 'h',
    decimals: 1,
    min: 0,
    max: 2400,
    breakpoints: [
      [40, 100_000],
      [480, 0],
    ],
  });
});

test('a metric without limits takes what stays exact', () => {
  const text = tiny(
    'side: customer, ask: C, answerScale: agreement',
    'side: customer, ask: C, metric: { unit: h, decimals: 4, points: [[1, 0], [2, 100]] }',
  );
  expect(planOf(text).questions[0]!.input).toMatchObject({ min: -(2 ** 26), max: 2 ** 26 });
});

test('conditions refer by index', () => {
  expect(question('recall-time').when).toEqual({
    op: 'all',
    of: [
      { op: 'market', in: ['hospital'] },
      { op: 'options', question: 3, in: [0, 1] },
    ],
  });
});

test('markets take their floor and tolerance from the rules where they have none', () => {
  expect(plan.markets).toEqual([
    {
      id: 'hospital',
      title: 'Hospital gases',
      because: 'A medicinal product.',
      customer: 70_000,
      process: 90_000,
      tolerance: 10_000,
      floor: { customer: 45_000, process: 70_000 },
      regulated: false,
    },
  ]);
});

test('what the author left out has its default', () => {
  const { rules, zones, strengthBands, scorecard: about, context } = planOf(tiny());
  expect(rules).toEqual({
    minAnswered: 500,
    minDimensions: 700,
    floor: 45_000,
    tolerance: 10_000,
    pooling: 'respondents',
  });
  expect(zones.map(({ from, to }) => [from / 1000, to / 1000])).toEqual([
    [-100, -50],
    [-50, -25],
    [-25, -10],
    [-10, 10],
    [10, 25],
    [25, 50],
    [50, 100],
  ]);
  expect(strengthBands.map(({ id }) => id)).toEqual(['weak', 'developing', 'capable', 'strong']);
  expect(about).toMatchObject({ status: 'not validated', summary: null });
  expect(context).toBeNull();
});

const fingerprint = (text: string) => planOf(text).scorecard.fingerprint;

test.each([
  ['a title', tiny('title: Tiny', 'title: Small')],
  ['a wording', tiny('ask: C,', 'ask: Do you?,')],
  ['help', tiny('ask: C,', 'ask: C, help: Think.,')],
  ['an option’s label', tiny('Neither', 'Undecided')],
  ['a dimension’s title', tiny('title: Direction', 'title: Way')],
  ['a comment', `# c\n${tiny()}`],
  ['the version', tiny('1.0.0', '1.0.1')],
  ['defaults written out', `${tiny()}rules: { minAnswered: 0.5, pooling: respondents }\n`],
])('the fingerprint stays with %s', (_, text) => {
  expect(fingerprint(text)).toBe(fingerprint(tiny()));
});

test.each([
  ['a weight', tiny('ask: C,', 'ask: C, weight: 2,')],
  ['a direction', tiny('ask: C,', 'ask: C, reversed: true,')],
  [
    'a side',
    tiny('side: customer', 'side: process').replace(
      'id: p1, dimension: direction, side: process',
      'id: p1, dimension: direction, side: customer',
    ),
  ],
  ['an option more', tiny('[Disagree,', '[Never, Disagree,')],
  ['a rule', `${tiny()}rules: { minAnswered: 0.6 }\n`],
  ['a question’s id', tiny('id: c1', 'id: c2')],
  ['a condition', tiny('ask: P,', 'ask: P, when: { role: { is: sales } },')],
])('the fingerprint changes with %s', (_, text) => {
  expect(fingerprint(text)).not.toBe(fingerprint(tiny()));
});

test('a plan is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
});
