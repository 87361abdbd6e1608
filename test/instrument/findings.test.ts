import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/instrument/findings.ts';
import type {
  GroupEffect,
  Instrument,
  ScaleQuestion,
  ScaleResult,
  UnitEnough,
} from '../../src/instrument.ts';

const scale = (changes: Partial<ScaleResult> = {}): ScaleResult => ({
  id: 'customer',
  title: 'Customer-leaning',
  side: 'customer',
  dimension: null,
  status: 'computed',
  respondents: 40,
  alpha: { value: 0.82, low: 0.74, high: 0.88, level: 0.95 },
  standardizedAlpha: null,
  omega: null,
  spearmanBrown: null,
  meanCorrelation: null,
  mean: 60,
  sd: 10,
  sem: 4,
  questions: [],
  leftOut: [],
  ...changes,
});

const question = (id: string, itemRest: number, verdict: ScaleQuestion['verdict']) => ({
  id,
  itemRest,
  alphaIfDropped: 0.8,
  verdict,
});

const unit = (title: string, changes: Partial<UnitEnough>): UnitEnough =>
  ({
    id: title,
    title,
    isHidden: false,
    within: 4,
    needed: null,
    verdict: 'enough',
    ...changes,
  }) as UnitEnough;

const said = (facts: Partial<Instrument>): readonly string[] =>
  findingsOf({
    scales: [],
    units: [],
    groups: [],
    position: null,
    careless: null,
    ...facts,
  } as unknown as Instrument).map(({ about, verdict, says }) => `${about} ${verdict}: ${says}`);

describe('people', () => {
  test('of very many the first are named and the others counted', () => {
    const units = (count: number) =>
      Array.from({ length: count }, (_, i) => unit(`U${i}`, { within: 11, verdict: 'more' }));
    expect(said({ units: units(5) })[0]).toMatch(/; U4 \(11\.0 either way\)\.$/);
    expect(said({ units: units(4000) })[0]).toMatch(/; U4 \(11\.0 either way\); and 3995 more\.$/);
  });

  test('too few are named with how many would do', () => {
    const units = [
      unit('North', {}),
      unit('South', { within: 14.26, verdict: 'more', needed: 21 }),
      unit('West', { within: 30, verdict: 'more' }),
      unit('Hidden', { isHidden: true, verdict: 'unknown' }),
    ];
    expect(said({ units })).toEqual([
      'people weak: Too few people answered in 2 units to know the position to 10 points: ' +
        'South (14.3 either way, 21 people would do); West (30.0 either way).',
    ]);
  });

  test('enough, not known, and nobody shown', () => {
    expect(said({ units: [unit('North', {})] })[0]).toContain('people good: Enough people');
    const alone = unit('North', { verdict: 'unknown', within: null });
    expect(said({ units: [alone] })[0]).toContain('people unknown: How near');
    expect(said({ units: [unit('North', { isHidden: true })] })[0]).toContain('No unit');
  });
});

describe('scales', () => {
  test.each<[Partial<ScaleResult>, string]>([
    [{}, 'scale good: Customer-leaning is measured consistently: alpha 0.82 (0.74 to 0.88).'],
    [
      { alpha: { value: 0.6, low: 0.5, high: 0.69, level: 0.95 } },
      'scale weak: Customer-leaning is measured loosely: alpha 0.60 (0.50 to 0.69) is below 0.7.',
    ],
    [
      { alpha: { value: 0.76, low: 0.5, high: 0.9, level: 0.95 } },
      'scale unknown: Whether customer-leaning is measured consistently takes more people to tell: ' +
        'alpha 0.76 (0.50 to 0.90) lies on both sides of 0.7.',
    ],
    [{ status: 'unstable' }, 'from fewer than ten people'],
    [{ status: 'few', alpha: null, respondents: 2 }, '2 people answered all of it'],
    [{ status: 'hidden', alpha: null, respondents: null }, 'too few answered all of it'],
    [{ status: 'few', alpha: null, respondents: 1 }, '1 person answered all of it'],
  ])('%j', (changes, expected) => {
    expect(said({ scales: [scale(changes)] })[1]).toContain(expected);
  });

  test('what units differ by is told apart from what the people of one unit do', () => {
    const groups = [{ of: 'customer', by: 'unit', size: 'large' }] as unknown as GroupEffect[];
    const units = [
      unit('North', { reliability: { customer: 0.61, process: 0.5 } }),
      unit('South', { reliability: { customer: 0.7654, process: 0.5 } }),
      unit('West', { reliability: null }),
    ];
    const within = 'Among the people of one unit it is 0.61 to 0.77 over the dimensions.';
    expect(said({ scales: [scale()], groups, units })[1]).toContain(within);
    expect(said({ scales: [scale()], groups, units: units.slice(0, 1) })[1]).toContain(
      'it is 0.61 over',
    );
    const none = [{ ...groups[0]!, size: 'none' as const }];
    for (const other of [none, []]) {
      expect(said({ scales: [scale()], groups: other, units })[1]).not.toContain('Among');
    }
  });

  test('what the moments of units tell is told where questions tell nothing', () => {
    const units = [unit('North', { reliability: { customer: 0.61, process: 0.5 } })];
    expect(
      said({ scales: [scale({ status: 'few', alpha: null, respondents: 2 })], units })[1],
    ).toContain(
      '(2 people answered all of it). Over the dimensions, alpha is 0.61 among the people of one unit.',
    );
  });

  test('questions of which nothing was computed are not said to go together', () => {
    const questions = [{ id: 'a', itemRest: null, alphaIfDropped: null, verdict: null }];
    const found = said({ scales: [scale({ status: 'hidden', alpha: null, questions })] });
    expect(found.join()).not.toContain('question');
  });

  test('sides of dimensions are on the page, and no finding', () => {
    expect(said({ scales: [scale({ dimension: 'flow' })] })).toHaveLength(1);
  });

  test('questions that go against the others are named, loose ones counted', () => {
    const questions = [
      question('a', -0.2, 'against'),
      question('b', 0.1, 'loose'),
      question('c', 0.2, 'loose'),
      question('d', 0.5, 'fits'),
    ];
    expect(said({ scales: [scale({ questions })] })).toContain(
      'question weak: 1 question goes against the others (a); 2 questions have little to do with the others.',
    );
    expect(said({ scales: [scale({ questions: questions.slice(3) })] })).toContain(
      'question good: Every question goes with the others of its side.',
    );
  });
});

describe('units and care', () => {
  const effect = (icc1: number, size: 'none' | 'small' | 'large') =>
    ({ of: 'position', by: 'unit', groups: 3, respondents: 30, icc1, icc2: 0.5, size }) as const;

  test('how much lies between units', () => {
    expect(said({ groups: [effect(0.31, 'large')] })).toContain(
      'units good: 31 % of the differences in position lie between units, a large effect.',
    );
    expect(said({ groups: [effect(-0.1, 'none')] }).join()).toContain('no sign that units have');
  });

  test.each([
    [null, 'unknown', 'so few that nothing is told'],
    [0, 'good', 'None of 40 shows two signs'],
    [4, 'good', '4 of 40'],
    [5, 'weak', '5 of 40'],
  ])('%s flagged of 40', (flagged, verdict, text) => {
    const found = said({ careless: { signs: [], flagged, of: 40, headlines: null } }).at(-1)!;
    expect(found).toContain(`careless ${verdict}:`);
    expect(found).toContain(text);
  });
});
