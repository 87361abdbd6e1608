import { expect, test } from 'vitest';
import { parseLibrary, parseScorecard } from '../../src/scorecard/parse.ts';
import { sourceOf } from '../../src/source/source.ts';
import { everyKind, scorecard, tiny } from '../scorecards.ts';
import { at, told } from '../faults/told.ts';

const pole = '{ upsides: [a], overuse: [b], warnings: [c] }';
const archetypes = [
  'fragmented',
  'adrift',
  'forming',
  'heroic',
  'mechanical',
  'over-swung',
  'poised',
];
const library = (...practices: readonly string[]) => `pendulum: 1
id: practices
language: en
title: Practices
practices:
${practices.map((each) => `  - { ${each}, title: T, dimension: direction, kpi: K, how: H }`).join('\n')}
archetypes:
${archetypes.map((name) => `  ${name}: { title: T, message: M }`).join('\n')}
polarity:
  customer: ${pole}
  process: ${pole}
`;
const two = library('id: B01, side: both, effort: S', 'id: C01, side: customer, effort: XL');

const found = (text: string) => (path: string) =>
  path === './lib.yaml'
    ? { value: sourceOf('lib.yaml', text), problems: [] }
    : { value: null, problems: [] };
const parse = (text: string, lib = two) => parseScorecard(sourceOf('card.yaml', text), found(lib));
const withLibrary = (practices: string) =>
  scorecard({
    head: 'title: T\nlibrary: ./lib.yaml',
    questions: tiny()
      .split('questions:\n')[1]!
      .replace('ask: C,', `ask: C, practices: ${practices},`),
  });

test('a scorecard and its library', () => {
  const { value, problems } = parse(withLibrary('[C01, B01]'));
  expect(problems).toEqual([]);
  expect(value!.library!.practices.map(({ id }) => id)).toEqual(['B01', 'C01']);
  expect(value!.scorecard.value.questions[0]!.practices).toEqual(['C01', 'B01']);
});

test('without a library, none', () => {
  expect(parse(tiny()).value!.library).toBeNull();
});

test('what is read is what was written', () => {
  const { value } = parse(everyKind);
  expect(value!.scorecard.value).toMatchObject({
    pendulum: '1',
    id: 'every-kind',
    dimensions: [{ id: 'direction' }, { id: 'flow', title: 'Order to delivery', weight: 1.5 }],
    markets: [{ id: 'hospital', target: { customer: 70, process: 90 }, floor: { process: 70 } }],
  });
  expect(value!.scorecard.value.questions.map(({ id }) => id)).toEqual([
    'outcomes',
    'upkeep',
    'complaint',
    'recall',
    'recall-time',
    'schedule',
    'attention',
  ]);
  expect([...value!.scorecard.value.answerScales!.keys()]).toEqual(['agreement', 'maturity']);
});

test.each([
  [
    'a practice that is not in it',
    withLibrary('[C01, C02]'),
    two,
    [`UNKNOWN_REF ${at(withLibrary('[C01, C02]'), 'C02')}`],
  ],
  [
    'a practice that is none',
    withLibrary('[first]'),
    two,
    [`PRACTICE_ID ${at(withLibrary('[first]'), 'first')}`],
  ],
  [
    'a library that is not there',
    tiny('title: Tiny', 'title: T\nlibrary: ./no.yaml'),
    two,
    ['LIBRARY_MISSING 6:10'],
  ],
  ['a library with a fault', withLibrary('[C01]'), `${two}x: 1\n`, ['UNKNOWN_KEY 19:1']],
  ['a library that is no YAML', withLibrary('[C01]'), '[', ['YAML_SYNTAX 1:2']],
  [
    'a practice twice',
    withLibrary('[B01]'),
    library('id: B01, side: both, effort: S', 'id: B01, side: both, effort: M'),
    ['DUPLICATE_ID 7:11'],
  ],
])('%s: no scorecard', (_, text, lib, expected) => {
  const { value, problems } = parse(text, lib);
  expect(value).toBeNull();
  expect(told(problems)).toEqual(expected);
});

test('a library has an archetype for each and both poles', () => {
  const { value, problems } = parseLibrary(sourceOf('lib.yaml', two.replace(/ {2}poised.*\n/, '')));
  expect(value).toBeNull();
  expect(problems.map(({ message }) => message)).toEqual(['the key "poised" is missing']);
});
