import { expect, test } from 'vitest';
import { compareRounds } from '../../../src/compare/compare.ts';
import { scoreRound, type NamedRound } from '../../../src/compare/rounds.ts';
import type { Comparison } from '../../../src/comparison.ts';
import type { Result, UnitResult } from '../../../src/result.ts';
import {
  attack,
  changesOf,
  countsOf,
  followIn,
  peopleIn,
  printedValues,
  valuesOf,
  type Printed,
} from './attack.ts';
import { organisation, type Organisation } from './organisations.ts';

/** What somebody who is sent a document has. */
const sent = <T>(document: T): T => JSON.parse(JSON.stringify(document)) as T;

const aroundOf = ({ engagement }: Organisation) => ({ engagement, market: null, minGroup: null });

const resultOf = (own: Organisation, round: NamedRound): Result =>
  sent(scoreRound(round, aroundOf(own)));

const comparisonOf = (own: Organisation): Comparison =>
  sent(compareRounds(own.rounds, aroundOf(own), []));

const seeds = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => organisation(from + i));

/** Every leak of an organisation: of each round by itself, and of both side by side. */
const leaksIn = (own: Organisation): readonly string[] => [
  ...own.rounds.flatMap((round) => {
    const result = resultOf(own, round);
    const counts = followIn(countsOf(own, round, result));
    const found = attack(printedValues(valuesOf(own, round, result)));
    return counts === 0 ? found : [...found, `${counts} numbers of people`];
  }),
  ...besideEachOther(own, comparisonOf(own)),
];

/** What a comparison tells by positions, and by the sides of dimensions. */
const besideEachOther = (own: Organisation, { units }: Comparison): readonly string[] => [
  ...attack(changesOf(own, units.map(printedIn))),
  ...own.plan.dimensions.flatMap((_, d) =>
    (['customer', 'process'] as const).flatMap((side, s) =>
      attack(
        changesOf(
          own,
          units.map((unit) => sideIn(unit, d, side)),
          2 * d + s,
        ),
      ),
    ),
  ),
];

const printedIn = ({ id, members, rounds }: Comparison['units'][number]): Printed => ({
  id,
  members,
  isPrinted: rounds.map(({ position }) => position !== null),
});

/** A side of a dimension is printed of a round where it has changed from it or to it. */
const sideIn = (
  { id, members, rounds, swings }: Comparison['units'][number],
  dimension: number,
  side: 'customer' | 'process',
): Printed => ({
  id,
  members,
  isPrinted: rounds.map(({ round }) =>
    swings.some(({ from, to, dimensions }) => {
      const moved = dimensions[dimension]?.[side];
      return (from === round || to === round) && (moved?.change ?? null) !== null;
    }),
  ),
});

test.each(Array.from({ length: 20 }, (_, i) => [50 * i + 1, 50 * (i + 1)] as const))(
  'organisations %d to %d, asked twice, give away nobody',
  { timeout: 300_000 },
  (from, to) => {
    const found = seeds(from, to).flatMap((own, i) =>
      leaksIn(own).map((leak) => `${from + i}: ${leak}`),
    );
    expect(found).toEqual([]);
  },
);

const asked3 = Array.from({ length: 100 }, (_, i) => organisation(51 + i, 3));

test('organisations asked three times give away nobody, all rounds side by side', () => {
  const found = asked3.flatMap((own) => besideEachOther(own, comparisonOf(own)));
  expect(found).toEqual([]);
});

/** The result with small units and questions left out, each by its own number and nothing beside. */
function withoutComplement(own: Organisation, round: NamedRound): Result {
  const open = { ...own, engagement: { ...own.engagement, privacy: { open: 'planted' } } };
  const result = resultOf(open, round);
  const scored = new Map<string, number>();
  for (const { unit, isScored } of peopleIn(own, round)) {
    scored.set(unit, (scored.get(unit) ?? 0) + Number(isScored));
  }
  const countIn = (unit: UnitResult): number =>
    result.units
      .filter(({ id }) => unit.members.includes(id))
      .reduce((sum, each) => sum + countIn(each), scored.get(unit.id) ?? 0);
  const nothing = { customer: null, process: null, position: null, statedLean: null };
  const hidden = { ...nothing, dimensions: [], questions: [], flags: [] };
  const suppressed = { reason: 'few', minGroup: own.minGroup };
  return {
    ...result,
    units: result.units.map((unit) => ({
      ...unit,
      statistics: null,
      ...(countIn(unit) < own.minGroup ? { ...hidden, suppressed } : {}),
      ...(countIn(unit) < own.minGroup
        ? {}
        : {
            questions: unit.questions.map((question) =>
              question.count! >= own.minGroup
                ? question
                : { ...question, mean: null, state: 'suppressed' as const },
            ),
          }),
    })),
  };
}

test('the attacker finds what is planted: small groups hidden, and nothing beside them', () => {
  const found = seeds(1, 30).flatMap((own) =>
    own.rounds.map((round) => {
      const result = withoutComplement(own, round);
      const values = attack(printedValues(valuesOf(own, round, result)));
      return [values.length, followIn(countsOf(own, round, result))] as const;
    }),
  );
  expect(found.filter(([values]) => values > 0).length).toBeGreaterThan(30);
  expect(found.filter(([, counts]) => counts > 0).length).toBeGreaterThan(15);
});

/** The result with every role of enough people, and all of it that enough of them answered. */
function withRolesByNumber(own: Organisation, round: NamedRound): Result {
  const result = resultOf(own, round);
  const open = resultOf(
    { ...own, engagement: { ...own.engagement, privacy: { open: 'planted' } } },
    round,
  );
  const units = result.units.map((unit, i): UnitResult => {
    const { roles } = open.units[i]!.statistics!;
    const enough = roles.filter(({ count }) => count >= own.minGroup);
    return unit.statistics === null
      ? unit
      : { ...unit, statistics: { ...unit.statistics, roles: enough } };
  });
  return { ...result, units };
}

test('and roles that are shown by their own number, whatever stands beside them', () => {
  const leaks = seeds(1, 30).flatMap((own) =>
    own.rounds.map((round) => {
      const result = withRolesByNumber(own, round);
      return attack(printedValues(valuesOf(own, round, result))).length;
    }),
  );
  expect(leaks.filter((count) => count > 0).length).toBeGreaterThan(25);
});

test('and what two rounds tell that nobody held beside each other', () => {
  const found = seeds(1, 60).map((own) => {
    const [before, now] = own.rounds.map((round) => resultOf(own, round));
    const units = now!.units.map(({ id, members, position }): Printed => {
      const then = before!.units.find((unit) => unit.id === id)?.position ?? null;
      return { id, members, isPrinted: [then !== null, position !== null] };
    });
    return attack(changesOf(own, units)).length;
  });
  expect(found.filter((leaks) => leaks > 0).length).toBeGreaterThan(15);
});

test('and sides of dimensions that are held beside each other wherever positions are', () => {
  const leaks = seeds(101, 150).filter((own) => {
    const units = comparisonOf(own).units.map(printedIn);
    const cells = [...own.plan.dimensions.keys()].flatMap((d) => [2 * d, 2 * d + 1]);
    return cells.some((cell) => attack(changesOf(own, units, cell)).length > 0);
  });
  expect(leaks.length).toBeGreaterThan(3);
});

test('and what three rounds tell that were held beside each other two by two', () => {
  const leaks = asked3.slice(0, 10).filter((own) => {
    const [first, second, third] = own.rounds as [NamedRound, NamedRound, NamedRound];
    const earlierShown = (...rounds: readonly NamedRound[]) => {
      const { units } = comparisonOf({ ...own, rounds });
      return new Set(units.flatMap((each) => (printedIn(each).isPrinted[0] ? [each.id] : [])));
    };
    const besideThird = earlierShown(second, third);
    const besideBoth = [earlierShown(first, second), earlierShown(first, third)];
    const units = comparisonOf(own).units.map((each): Printed => {
      const { id, members, isPrinted } = printedIn(each);
      const isFirst = besideBoth.every((shown) => shown.has(id));
      return { id, members, isPrinted: [isFirst, besideThird.has(id), isPrinted[2]!] };
    });
    return attack(changesOf(own, units)).length > 0;
  });
  expect(leaks.length).toBeGreaterThan(0);
});

test('what the attacker takes for printed is printed, and is what was answered', () => {
  for (const own of seeds(1, 10)) {
    for (const round of own.rounds) {
      const { units } = resultOf(own, round);
      const people = peopleIn(own, round);
      for (const { id, questions } of units.filter(({ members }) => members.length === 0)) {
        for (const [q, { mean, count }] of questions.entries()) {
          if (mean === null) continue;
          const said = people.flatMap((each) =>
            each.unit === id ? (each.answers.get(q) ?? []) : [],
          );
          const { input, points, lean } = own.plan.questions[q]!;
          const worth = [lean.points, points.customer, points.process].find(
            (list) => list.length > 0,
          )!;
          expect(input.kind).toBe('options');
          expect(count).toBe(said.length);
          const sum = said.reduce((total, option) => total + worth[option]! / 1000, 0);
          expect(Math.abs(mean - sum / said.length)).toBeLessThan(0.001);
        }
      }
    }
  }
});

/** Of shown units, what is hidden, and how much of it could be shown together with all the rest. */
function needlessIn(
  own: Organisation,
  round: NamedRound,
  isOfRole: boolean,
): readonly [hidden: number, needless: number] {
  const result = resultOf(own, round);
  const open = new Set(
    result.units.flatMap(({ id, suppressed }) => (suppressed === null ? [id] : [])),
  );
  const forms = valuesOf(own, round, result);
  const { printed, ...system } = printedValues(forms);
  const hidden = forms.cells.filter(
    (cell) => !cell.isPrinted && cell.isOfRole === isOfRole && open.has(cell.unit),
  );
  const shown = hidden.reduce((all, { form }) => {
    const more = [...all, form];
    return attack({ ...system, printed: more }).length === 0 ? more : all;
  }, printed);
  return [hidden.length, shown.length - printed.length];
}

test.each([
  ['questions and sides of units', false, 0.45],
  ['what roles say', true, 0.3],
] as const)('of %s, no more than before is hidden for nothing', (_, isOfRole, most) => {
  const all = seeds(1, 25).flatMap((own) =>
    own.rounds.map((round) => needlessIn(own, round, isOfRole)),
  );
  const hidden = all.reduce((sum, [each]) => sum + each, 0);
  const needless = all.reduce((sum, [, each]) => sum + each, 0);
  expect(hidden).toBeGreaterThan(200);
  expect(needless / hidden).toBeLessThan(most);
});
