import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRounds } from '../../src/compare/compare.ts';
import { scoreRound, type Around, type NamedRound } from '../../src/compare/rounds.ts';
import type { Swing, UnitComparison } from '../../src/comparison.ts';
import type { Plan } from '../../src/plan/types.ts';
import { planOf } from '../plans.ts';
import { everyKind, scorecard } from '../scorecards.ts';
import { roundOf, type Given } from './sheets.ts';

const around: Around = { engagement: null, market: 'hospital', minGroup: null };
const plan = planOf(everyKind);

/** The scorecard of every kind with one stretch replaced. */
const edited = (found: string, replacement: string): Plan =>
  planOf(everyKind.replace('version: 1.0.0', 'version: 1.1.0').replace(found, () => replacement));

const inputs = (of: Plan): fc.Arbitrary<Given> =>
  fc.record(
    Object.fromEntries(
      of.questions.map(({ id, input }) => {
        if (input.kind === 'options') return [id, fc.nat(input.options.length - 1)];
        if (input.kind === 'metric') return [id, fc.integer({ min: input.min, max: input.max })];
        return [id, fc.integer({ min: -100_000, max: 100_000 })];
      }),
    ),
    { requiredKeys: ['complaint'] },
  );

const people = (of = plan) => fc.array(inputs(of), { minLength: 1, maxLength: 6 });

const compared = (rounds: readonly NamedRound[], options = around) =>
  compareRounds(rounds, options, []);

const north = (rounds: readonly NamedRound[], options = around): UnitComparison =>
  compared(rounds, options).units[0]!;

const swing = (rounds: readonly NamedRound[]): Swing => north(rounds).swings[0]!;

const minus = (value: number | null) => (value === null ? null : 0 - value);

describe('algebra', () => {
  test('turning two rounds round negates every change', () => {
    fc.assert(
      fc.property(people(), people(), (first, second) => {
        const [a, b] = [roundOf(plan, 'a', first), roundOf(plan, 'b', second)];
        const [there, back] = [swing([a, b]), swing([b, a])];
        expect(back.position.change).toBe(minus(there.position.change));
        expect(back.strength.change).toBe(minus(there.strength.change));
        expect(back.dimensions.map(({ customer }) => customer.change)).toEqual(
          there.dimensions.map(({ customer }) => minus(customer.change)),
        );
        expect(back.test?.p).toBe(there.test?.p);
        // Each is rounded to a thousandth by itself, halves up.
        const sum = (there.test?.difference ?? 0) + (back.test?.difference ?? 0);
        expect(Math.abs(sum)).toBeLessThan(0.0011);
      }),
      { numRuns: 30 },
    );
  });

  test('the same answers do not move, and every question is the same', () => {
    fc.assert(
      fc.property(people(), (given) => {
        const comparison = compared([roundOf(plan, 'a', given), roundOf(plan, 'b', given)]);
        const [unit] = comparison.units;
        expect(comparison.versions).toEqual([]);
        expect(comparison.core).toEqual({ questions: 7, of: 7 });
        expect(unit!.swings[0]!.position.change ?? 0).toBe(0);
        expect(unit!.swings[0]!.test).toBeNull();
        expect(unit!.amplitude ?? 0).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  test('rewording changes no number', () => {
    const reworded = edited('debates begin', 'debates always begin');
    fc.assert(
      fc.property(people(), people(), (first, second) => {
        const a = roundOf(plan, 'a', first);
        const before = north([a, roundOf(plan, 'b', second)]);
        const after = compared([a, roundOf(reworded, 'b', second)]);
        expect(after.units[0]).toEqual(before);
        expect(after.versions[0]!.questions).toEqual([
          { id: 'outcomes', verdict: 'reworded', changed: [] },
        ]);
      }),
      { numRuns: 25 },
    );
  });

  test('a new question leaves the core as if it were not there, also where it counts in full', () => {
    const extra =
      '  - { id: extra, dimension: flow, side: process, ask: E, answerScale: agreement }\n';
    const larger = edited('  - id: recall\n', `${extra}  - id: recall\n`);
    fc.assert(
      fc.property(people(), people(larger), (first, second) => {
        const a = roundOf(plan, 'a', first);
        const asked = north([a, roundOf(larger, 'b', second)]);
        const unasked = north([a, roundOf(plan, 'b', second)]);
        expect(asked.swings).toEqual(unasked.swings);
        const full = scoreRound(roundOf(larger, 'b', second), around).units[0]!.position;
        expect(asked.rounds[1]).toEqual({ ...unasked.rounds[1]!, full });
      }),
      { numRuns: 25 },
    );
  });

  test('the amplitude is as large as any swing, and some swing of three rounds is as large', () => {
    fc.assert(
      fc.property(people(), people(), people(), (a, b, c) => {
        const unit = north([a, b, c].map((given, i) => roundOf(plan, `w${i}`, given)));
        const changes = unit.swings.flatMap(({ position }) => position.change ?? []);
        fc.pre(changes.length === 3);
        expect(unit.amplitude).toBe(Math.max(...changes.map(Math.abs)));
      }),
      { numRuns: 25 },
    );
  });

  test('weights of dimensions cannot move a pendulum whose answers stay', () => {
    const heavier = edited('weight: 1.5', 'weight: 7');
    fc.assert(
      fc.property(people(), (given) => {
        const rounds = [roundOf(plan, 'a', given), roundOf(heavier, 'b', given)];
        expect(swing(rounds).position.change ?? 0).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});

const tiny = (questions: string, version = '1.0.0'): Plan =>
  planOf(scorecard({ questions, rest: market }).replace('version: 1.0.0', `version: ${version}`));
const market =
  'markets: [{ id: bulk, title: Bulk, target: { customer: 50, process: 50 }, because: J. }]';
const question = (id: string, side: string, rest = '') =>
  `  - { id: ${id}, dimension: direction, side: ${side}, ask: Q, answerScale: agreement${rest} }`;
const two = [question('c1', 'customer'), question('p1', 'process')];
const small = tiny(two.join('\n'));

/** A round in which everybody gives the same two answers: 0, 1 or 2 of two. */
const all = (name: string, c1: number, p1: number, count = 1) =>
  roundOf(
    small,
    name,
    Array.from({ length: count }, () => ({ c1, p1 })),
  );
const bulk: Around = { engagement: null, market: 'bulk', minGroup: null };

test('three rounds: swings, amplitude, and the overshoot past the target', () => {
  const unit = north([all('w1', 0, 1), all('w2', 1, 1), all('w3', 2, 1)], bulk);
  expect(unit.target).toEqual({ position: 0, tolerance: 10 });
  expect(unit.rounds.map(({ position }) => position)).toEqual([-50, 0, 50]);
  expect(unit.amplitude).toBe(100);
  expect(
    unit.swings.map(({ from, to, position, overshoot }) => [from, to, position.change, overshoot]),
  ).toEqual([
    ['w1', 'w2', 50, null],
    ['w2', 'w3', 50, null],
    ['w1', 'w3', 100, { side: 'customer', by: 50 }],
  ]);
});

test('ten points beyond the target are no overshoot, and none is known without a target', () => {
  const at = (name: string, c1: number, p1: number) =>
    roundOf(small, name, [...Array.from({ length: 4 }, () => ({ c1: 1, p1: 1 })), { c1, p1 }]);
  const [back, forth] = [all('w1', 0, 1), at('w2', 2, 1)];
  expect(north([back, forth], bulk).swings[0]).toMatchObject({
    position: { to: 10 },
    overshoot: null,
  });
  expect(north([back, all('w2', 2, 1)], around).swings[0]!.overshoot).toBeNull();
});

describe('questions', () => {
  test('a rescored one leaves the core, with those whose condition looks at it', () => {
    const condition = ', when: { answer: { c1: { gte: 2 } } }';
    const questions = [...two, question('p2', 'process', condition), question('c2', 'customer')];
    const [before, after] = [
      tiny(questions.join('\n')),
      tiny(questions.join('\n').replace('c1, dimension', 'c1, weight: 2, dimension'), '1.1.0'),
    ];
    const given = [{ c1: 2, p1: 1, p2: 0, c2: 0 }];
    const { core, versions, units } = compared(
      [roundOf(before, 'a', given), roundOf(after, 'b', given)],
      bulk,
    );
    expect(core).toEqual({ questions: 2, of: 4 });
    expect(versions[0]!.questions).toEqual([
      { id: 'c1', verdict: 'rescored', changed: [{ part: 'weight', from: '1', to: '2' }] },
      { id: 'p2', verdict: 'rescored', changed: [{ part: 'condition', from: null, to: null }] },
    ]);
    // The core has c2 and p1 alone; the full numbers have all four and the weights of their time.
    expect(units[0]!.rounds.map(({ position, full }) => [position, full])).toEqual([
      [-50, 25],
      [-50, 41.667],
    ]);
  });

  test('what is gone is named last, and what is new is not in the core', () => {
    const after = tiny(
      [...two, question('c2', 'customer')].join('\n').replace('p1', 'p9'),
      '2.0.0',
    );
    const { core, versions } = compared(
      [all('a', 1, 1), roundOf(after, 'b', [{ c1: 1, p9: 1, c2: 1 }])],
      bulk,
    );
    expect(core).toEqual({ questions: 1, of: 3 });
    expect(versions[0]!.questions.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['p9', 'new'],
      ['c2', 'new'],
      ['p1', 'gone'],
    ]);
  });
});

describe('privacy', () => {
  const closed: Around = { ...bulk, minGroup: 3 };

  test('a unit that is hidden in one round has no change, and no number but the other', () => {
    const unit = north([all('a', 1, 1, 2), all('b', 2, 0, 3)], closed);
    expect(unit.rounds[0]).toEqual({
      round: 'a',
      respondents: null,
      position: null,
      zone: null,
      strength: null,
      full: null,
      suppressed: {
        reason:
          'fewer than 3 respondents could be scored, here or in a unit that it would give away',
        minGroup: 3,
      },
    });
    expect(unit.rounds[1]!.position).toBe(100);
    expect(unit.amplitude).toBeNull();
    expect(unit.swings[0]).toEqual({
      from: 'a',
      to: 'b',
      hidden: 'suppressed',
      position: { from: null, to: null, change: null },
      customer: { from: null, to: null, change: null },
      process: { from: null, to: null, change: null },
      strength: { from: null, to: null, change: null },
      overshoot: null,
      test: null,
      dimensions: [],
      recommendations: [],
    });
  });

  describe('a question that the rounds do not share', () => {
    const questions = [...two, question('c2', 'customer'), question('p2', 'process')];
    const before = tiny(questions.join('\n'));
    const after = tiny(
      questions.join('\n').replace('c2, dimension', 'c2, reversed: true, dimension'),
      '1.1.0',
    );
    /** Five who answered all that is shared; so many of them the other question too. */
    const given = (plan: Plan, name: string, others: number) =>
      roundOf(
        plan,
        name,
        Array.from({ length: 5 }, (_, i) => ({
          c1: 1,
          p1: 1,
          p2: i % 3,
          ...(i < others ? { c2: 2 } : {}),
        })),
      );
    const shown = (others: number, options = closed) => {
      const rounds = [given(before, 'a', others), given(after, 'b', others)];
      return north(rounds, options).rounds.map(({ position, full, suppressed }) => [
        position,
        full,
        suppressed?.reason ?? null,
      ]);
    };
    const why = 'fewer than 3 respondents answered what the scorecards do not share';

    test('hides the shared number where few answered it, as all together would tell what', () => {
      expect(shown(1)).toEqual([
        [null, null, why],
        [null, null, why],
      ]);
      expect(shown(2)[0]).toEqual([null, null, why]);
    });

    test('hides nothing where nobody did, where enough did, and where nothing is hidden', () => {
      expect(shown(0).map(([position]) => position)).toEqual([5, 5]);
      expect(shown(3).every(([position, full]) => position !== full)).toBe(true);
      expect(shown(3)[0]![0]).toBe(5);
      expect(shown(1, bulk)[0]![0]).toBe(5);
    });

    test('counts those as well whose scores it does not change', () => {
      // Worth half of the points, as the answer beside it.
      const rounds = [before, after].map((plan, i) =>
        roundOf(plan, 'ab'[i]!, [
          { c1: 1, p1: 1, c2: 1 },
          ...Array.from({ length: 4 }, () => ({ c1: 1, p1: 1 })),
        ]),
      );
      expect(north(rounds, closed).rounds[0]!.suppressed?.reason).toBe(why);
      expect(north(rounds, bulk).rounds[0]).toMatchObject({ position: 0, full: 0 });
    });

    test('hides a dimension side alone where few answered it there', () => {
      const dimensions = `  - { id: direction, title: D }
  - { id: flow, title: F }`;
      const plans = ['1.0.0', '1.1.0'].map((version, i) =>
        planOf(
          scorecard({
            dimensions,
            questions: [
              ...two,
              ...['c3', 'c4'].map((id) => question(id, 'customer').replace('direction', 'flow')),
              question('p3', 'process').replace('direction', 'flow'),
              question('c5', 'customer', i === 0 ? '' : ', reversed: true'),
              question('c6', 'customer', i === 0 ? '' : ', reversed: true').replace(
                'direction',
                'flow',
              ),
            ].join('\n'),
            rest: market,
          }).replace('version: 1.0.0', `version: ${version}`),
        ),
      );
      const everybody = (plan: Plan, name: string) =>
        roundOf(
          plan,
          name,
          Array.from({ length: 5 }, (_, i) => ({
            c1: i % 3,
            p1: (i + 1) % 3,
            c3: i % 2,
            c4: (i + 2) % 3,
            p3: (2 * i) % 3,
            c5: i % 3,
            ...(i === 0 ? { c6: 2 } : {}),
          })),
        );
      const [swing] = north([everybody(plans[0]!, 'a'), everybody(plans[1]!, 'b')], closed).swings;
      expect(swing!.position.from).not.toBeNull();
      const told = swing!.dimensions.flatMap(({ customer, process }) =>
        [customer, process].map(({ from }) => from !== null),
      );
      expect(told).toEqual([true, true, false, true]);
    });
  });

  test('a unit that is new has nothing to swing from', () => {
    const [a, b] = [all('a', 1, 1), all('b', 1, 1)];
    const moved = { ...a, sheets: a.sheets.map((sheet) => ({ ...sheet, unit: 'south' })) };
    const { units } = compared([moved, b], bulk);
    expect(units.map(({ id, swings }) => [id, swings[0]!.hidden])).toEqual([
      ['north', 'absent'],
      ['south', 'absent'],
    ]);
  });
});

test('the keys of the document stand in their order', () => {
  expect(Object.keys(compared([all('a', 1, 1), all('b', 2, 0)]))).toEqual([
    'format',
    'tool',
    'scorecard',
    'rounds',
    'core',
    'versions',
    'units',
    'problems',
    'words',
  ]);
});
