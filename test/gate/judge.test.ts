import { describe, expect, test } from 'vitest';
import type { Ask, Check, Gate } from '../../src/answers/gate.ts';
import { judge, type Setting } from '../../src/gate/judge.ts';
import type { Baseline, Leeway } from '../../src/gate/measure.ts';
import type { CheckResult, UnitResult } from '../../src/result.ts';
import { result, suppressed, unit, unscored } from '../report/results.ts';

const aim: Ask = { measure: 'position', within: 10, of: 'target' };
const check = (ask: Ask, units: readonly string[] | null = null, id = 'check'): Check => ({
  id,
  ask,
  units,
  because: 'Reason',
});

const north = unit({ id: 'north', position: 0, interval: { low: -4, high: 4, level: 0.95 } });
const waiver = { check: 'check', unit: 'north', reason: 'R', owner: 'O', expires: '2026-12-31' };

const none: Baseline = { positions: null, missing: 'no baseline' };
const setting: Setting = {
  units: [{ id: 'north', isGroup: false }],
  day: '2026-12-31',
  leeway: null,
  baseline: none,
};

interface Case {
  readonly units?: readonly UnitResult[];
  readonly checks?: readonly Check[];
  readonly waivers?: NonNullable<Gate['waivers']>;
}

const judged = (
  { units = [north], checks = [], waivers = [] }: Case,
  changed: Partial<Setting> = {},
) => judge(result(units), { checks, waivers }, { ...setting, ...changed });

/** The only check, held against one unit. */
const one = (ask: Ask, of: Partial<UnitResult> = {}, changed: Partial<Setting> = {}): CheckResult =>
  judged({ units: [{ ...north, ...of }], checks: [check(ask)] }, changed).checks[0]!;

describe('the last thousandth decides, and the limit itself is inside', () => {
  const target = north.market!;
  test.each<[Ask, Partial<UnitResult>, CheckResult['status']]>([
    [aim, { position: -5, market: target }, 'passed'],
    [aim, { position: -4.999, market: target }, 'failed'],
    [aim, { position: -25 }, 'passed'],
    [aim, { position: -25.001 }, 'failed'],
    [{ measure: 'position', within: 5, of: { from: -20, to: 20 } }, { position: 25 }, 'passed'],
    [{ measure: 'position', within: 5, of: { from: -20, to: 20 } }, { position: 25.001 }, 'failed'],
    [
      { measure: 'position', within: 5, of: { from: -20, to: 20 } },
      { position: -25.001 },
      'failed',
    ],
    [{ measure: 'position', within: 0.1, of: { from: 0.2, to: 0.2 } }, { position: 0.3 }, 'passed'],
    [{ measure: 'customer', atLeast: 55.3 }, { customer: 55.3 }, 'passed'],
    [{ measure: 'customer', atLeast: 55.3 }, { customer: 55.299 }, 'failed'],
    [{ measure: 'process', atLeast: 55.3 }, { process: 55.3 }, 'passed'],
    [{ measure: 'process', atLeast: 55.3 }, { process: 55.299 }, 'failed'],
    [{ measure: 'strength', atLeast: 45 }, { strength: 45 }, 'passed'],
    [{ measure: 'strength', atLeast: 45 }, { strength: 44.999 }, 'failed'],
    [{ measure: 'coverage', atLeast: 0.8 }, { coverage: 0.8 }, 'passed'],
    [{ measure: 'coverage', atLeast: 0.8 }, { coverage: 0.799 }, 'failed'],
  ])('%j of %j', (ask, of, status) => {
    expect(one(ask, of).status).toBe(status);
  });

  test.each([
    [0.5, 'passed'],
    [0.499, 'failed'],
  ])('agreement of %s', (rwgStar, status) => {
    const agreement = { rwgStar, ad: 10, label: 'mixed' } as const;
    expect(one({ measure: 'agreement', atLeast: 0.5 }, { agreement }).status).toBe(status);
  });

  test.each([
    [8, 'passed'],
    [7, 'failed'],
    [17, 'passed'],
  ])('%s of 16 invited', (count, status) => {
    const respondents = { ...north.respondents, count, invited: 16 };
    const found = one({ measure: 'responseRate', atLeast: 0.5 }, { respondents });
    expect([found.status, found.got]).toEqual([status, Math.round((count / 16) * 1000) / 1000]);
  });

  test('nearly everybody is not everybody', () => {
    const respondents = { ...north.respondents, count: 1999, invited: 2000 };
    const found = one({ measure: 'responseRate', atLeast: 1 }, { respondents });
    expect([found.status, found.got]).toEqual(['failed', 0.999]);
  });

  test.each([
    [10, 'passed'],
    [10.001, 'failed'],
    [-10, 'passed'],
    [-10.001, 'failed'],
  ])('%s since the baseline', (position, status) => {
    const baseline: Baseline = {
      positions: new Map([['north', 0]]),
      apart: new Set<string>(),
      missing: null,
    };
    const found = one({ measure: 'movement', within: 10 }, { position }, { baseline });
    expect([found.status, found.got]).toEqual([status, position]);
  });
});

test('a check says what it looked at, found and allows', () => {
  expect(one(aim)).toEqual({
    check: 'check',
    unit: 'north',
    measure: 'position',
    status: 'failed',
    got: 0,
    range: null,
    limit: { from: -25, to: -5 },
    because: 'Reason',
    missing: null,
    waiver: null,
  });
});

describe('what is not there never passes', () => {
  const everything: readonly Ask[] = [
    aim,
    { measure: 'position', within: 200, of: { from: -100, to: 100 } },
    { measure: 'customer', atLeast: 0 },
    { measure: 'process', atLeast: 0 },
    { measure: 'strength', atLeast: 0 },
    { measure: 'agreement', atLeast: -1 },
    { measure: 'coverage', atLeast: 0 },
    { measure: 'responseRate', atLeast: 0 },
    { measure: 'movement', within: 200 },
  ];
  const baseline: Baseline = {
    positions: new Map([['north', 0]]),
    apart: new Set<string>(),
    missing: null,
  };
  const missingOf = (units: readonly UnitResult[], changed: Partial<Setting> = { baseline }) => {
    const checks = everything.map((ask, i) => check(ask, null, `c${i}`));
    const waivers = checks.map(({ id }) => ({ ...waiver, check: id }));
    const found = judged({ units, checks, waivers }, changed);
    expect(found.waivers).toHaveLength(waivers.length);
    expect(found.verdict).toBe('failed');
    expect(judged({ units, checks }, changed).verdict).toBe('unjudged');
    expect(new Set(found.checks.map(({ status }) => status))).toEqual(new Set(['unjudged']));
    return new Set(found.checks.map(({ missing }) => missing));
  };

  test('not the answers of a unit that sent none, whatever is waived', () => {
    expect(missingOf([])).toEqual(new Set(['no answers in this round']));
  });

  test('not a hidden unit', () => {
    expect(missingOf([{ ...suppressed, id: 'north' }])).toEqual(
      new Set(['hidden: fewer than 5 respondents could be scored']),
    );
  });

  test('not a unit of which nothing could be scored', () => {
    const respondents = { ...unscored.respondents, invited: null };
    const blank = { ...unscored, id: 'north', coverage: null, respondents };
    expect(missingOf([blank])).toEqual(
      new Set([
        'too few answers to score',
        'too few answers to tell agreement',
        'no question applies',
        'nobody says how many were invited',
      ]),
    );
  });

  test('not even where the result gives nobody as invited', () => {
    const respondents = { ...north.respondents, invited: 0 };
    expect(one({ measure: 'responseRate', atLeast: 0 }, { respondents }).status).toBe('unjudged');
  });

  test('not a distance from a target that there is none of', () => {
    const found = one(aim, { market: null });
    expect([found.status, found.missing, found.got]).toEqual([
      'unjudged',
      'the unit has no target',
      0,
    ]);
  });

  test.each<[Baseline, string]>([
    [none, 'no baseline'],
    [
      { positions: new Map(), apart: new Set<string>(), missing: null },
      'the baseline does not have this unit',
    ],
    [
      { positions: new Map([['north', null]]), apart: new Set<string>(), missing: null },
      'the baseline has no position of this unit',
    ],
  ])('not a movement since %j', (then, missing) => {
    const found = one({ measure: 'movement', within: 200 }, {}, { baseline: then });
    expect([found.status, found.missing]).toEqual(['unjudged', missing]);
  });

  test('not a number that is none', () => {
    expect(one({ measure: 'strength', atLeast: 0 }, { strength: Number.NaN }).status).toBe(
      'failed',
    );
    expect(one(aim, { position: Number.NaN }).status).toBe('failed');
  });
});

describe('whom a check is for', () => {
  const units = [
    { id: 'region', isGroup: true },
    { id: 'north', isGroup: false },
    { id: 'south', isGroup: false },
  ];
  const of = (checks: readonly Check[]) =>
    judged({ checks }, { units }).checks.map((found) => `${found.unit} ${found.check}`);

  test('every unit and no group, where it names none', () => {
    expect(of([check(aim)])).toEqual(['north check', 'south check']);
  });

  test('by unit first, then as written; groups when named, and a unit that a check alone knows', () => {
    const named = check(aim, ['east', 'south', 'region', 'south'], 'named');
    expect(of([named, check(aim)])).toEqual([
      'region named',
      'north check',
      'south named',
      'south check',
      'east named',
      'east check',
    ]);
  });
});

describe('waivers', () => {
  const held = (changed: Partial<Setting> = {}) =>
    judged({ checks: [check(aim)], waivers: [waiver] }, changed);

  test('one that holds lets a failed check through and says so', () => {
    const { verdict, checks, waivers } = held();
    expect([verdict, checks[0]!.status, waivers]).toEqual(['passed', 'waived', []]);
    expect(checks[0]!.waiver).toEqual({ reason: 'R', owner: 'O', expires: '2026-12-31' });
  });

  test('the day after its last it fails twice: the check, and itself', () => {
    const { verdict, checks, waivers } = held({ day: '2027-01-01' });
    expect([verdict, checks[0]!.status, checks[0]!.waiver]).toEqual(['failed', 'failed', null]);
    expect(waivers).toEqual([{ ...waiver, fault: 'expired' }]);
  });

  test.each<[string, Case]>([
    ['a check that passes', { units: [{ ...north, position: -15 }] }],
    ['a unit that the check is not for', { checks: [check(aim, ['south'])] }],
    ['a check that cannot be judged', { units: [] }],
    ['another check', { checks: [check(aim, null, 'other')] }],
  ])('one for %s is not used, which fails', (_, changed) => {
    const found = judged({ checks: [check(aim)], waivers: [waiver], ...changed });
    expect(found.waivers).toEqual([{ ...waiver, fault: 'unused' }]);
    expect(found.checks.map(({ status }) => status)).not.toContain('waived');
    expect(found.verdict).toBe('failed');
  });

  test('of two for the same, the second is not used', () => {
    const second = { ...waiver, owner: 'Second' };
    const { checks, waivers } = judged({ checks: [check(aim)], waivers: [waiver, second] });
    expect(checks[0]!.waiver!.owner).toBe('O');
    expect(waivers).toEqual([{ ...second, fault: 'unused' }]);
  });

  test('one out of date does not stand in the way of one that holds', () => {
    const old = { ...waiver, expires: '2026-12-30' };
    const { checks, waivers } = judged({ checks: [check(aim)], waivers: [old, waiver] });
    expect([checks[0]!.status, waivers]).toEqual(['waived', [{ ...old, fault: 'expired' }]]);
  });
});

describe('a verdict', () => {
  const failing = check(aim, null, 'failing');
  const passing = check({ measure: 'strength', atLeast: 0 }, null, 'passing');
  const unjudged = check({ measure: 'movement', within: 5 }, null, 'unjudged');

  test.each([
    ['passed', [passing]],
    ['failed', [passing, failing]],
    ['unjudged', [passing, unjudged]],
    ['failed', [unjudged, failing]],
  ])('%s', (verdict, checks) => {
    expect(judged({ checks }).verdict).toBe(verdict);
  });
});

describe('a strict gate', () => {
  const leanings = {
    customer: { low: 70_000, high: 80_000 },
    process: { low: 50_000, high: 60_000 },
  };
  const strict = (given: Partial<Leeway> = {}): Partial<Setting> => ({
    leeway: new Map([['north', { leanings, scored: 14, ...given }]]),
    baseline: { positions: new Map([['north', 10]]), apart: new Set<string>(), missing: null },
  });
  const wide = (from: number, to: number): Ask => ({
    measure: 'position',
    within: 0,
    of: { from, to },
  });
  const interval = { low: 8, high: 31, level: 0.95 };

  test.each<[Ask, Partial<UnitResult>, { low: number; high: number } | null]>([
    [wide(-100, 100), { position: 20, interval }, { low: 8, high: 31 }],
    [
      wide(-100, 100),
      { position: 20, interval: { ...interval, low: 11, high: 29 } },
      { low: 10, high: 30 },
    ],
    [
      wide(-100, 100),
      { position: 7, interval: { ...interval, low: 7, high: 7 } },
      { low: 7, high: 30 },
    ],
    [
      { measure: 'movement', within: 50 },
      { position: 20, interval },
      { low: -2, high: 21 },
    ],
    [{ measure: 'customer', atLeast: 0 }, { customer: 75 }, { low: 70, high: 80 }],
    [{ measure: 'process', atLeast: 0 }, { process: 49 }, { low: 49, high: 60 }],
    [{ measure: 'strength', atLeast: 0 }, { strength: 65 }, { low: 59.161, high: 69.282 }],
    [{ measure: 'coverage', atLeast: 0 }, {}, null],
    [{ measure: 'agreement', atLeast: -1 }, {}, null],
  ])('%j looks at all it could be', (ask, of, range) => {
    const found = one(ask, of, strict());
    expect([found.status, found.range]).toEqual(['passed', range]);
  });

  test.each([
    [8, 31, 'passed'],
    [8.001, 31, 'failed'],
    [8, 30.999, 'failed'],
  ])('both ends have to be inside: from %s to %s', (from, to, status) => {
    expect(one(wide(from, to), { position: 20, interval }, strict()).status).toBe(status);
  });

  test('a sheet that scores nothing is nobody', () => {
    const respondents = { ...north.respondents, count: 14, invited: 20 };
    const found = one(
      { measure: 'responseRate', atLeast: 0.7 },
      { respondents },
      strict({ scored: 13 }),
    );
    expect([found.status, found.got, found.range]).toEqual([
      'failed',
      0.7,
      { low: 0.65, high: 0.7 },
    ]);
  });

  test.each<[string, Partial<UnitResult>]>([
    ['no interval: too few respondents', { interval: null }],
    [
      'no interval: roles are pooled',
      { interval: null, respondents: { ...north.respondents, pooling: 'roles' } },
    ],
  ])('%s', (missing, of) => {
    const found = one(wide(-100, 100), of, strict());
    expect([found.status, found.missing]).toEqual(['unjudged', missing]);
    const moved = one({ measure: 'movement', within: 200 }, of, strict());
    expect([moved.status, moved.missing]).toEqual(['unjudged', missing]);
  });

  test.each<[string, Partial<Setting>]>([
    ['full sheets would not score', strict({ leanings: null })],
    ['nobody looked', { leeway: new Map() }],
  ])('does not pass what it cannot know, as when %s', (_, changed) => {
    for (const ask of [wide(-100, 100), { measure: 'strength', atLeast: 0 } as const]) {
      expect(one(ask, { position: 20, interval }, changed).status).toBe('unjudged');
    }
  });

  test('says that it is one', () => {
    expect(judged({ checks: [check(aim)] }, strict()).strict).toBe(true);
    expect(judged({ checks: [check(aim)] }).strict).toBe(false);
  });
});
