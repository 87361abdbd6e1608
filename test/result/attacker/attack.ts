import { Answered } from '../../../src/answers/types.ts';
import type { NamedRound } from '../../../src/compare/rounds.ts';
import type { Result, UnitResult } from '../../../src/result.ts';
import { evaluator, Scored } from '../../../src/score/respondent.ts';
import { scoreSurvey, surveyVeils } from '../../../src/score/survey.ts';
import { placed } from '../../../src/score/tally.ts';
import { apart, fewIn, fraction, plus, sizeOf, Span, type Form } from './forms.ts';
import type { Organisation } from './organisations.ts';

function together<K, T>(list: Iterable<T>, keyOf: (each: T) => K): ReadonlyMap<K, readonly T[]> {
  const found = new Map<K, T[]>();
  for (const each of list) found.set(keyOf(each), [...(found.get(keyOf(each)) ?? []), each]);
  return found;
}

/** What is known of a respondent: everything but what was answered. */
interface Person {
  readonly unit: string;
  readonly who: string;
  readonly role: string | null;
  /** The code of each answer given; the attacker looks at which there are, a test at what they say. */
  readonly answers: ReadonlyMap<number, number>;
  readonly isScored: boolean;
  /** Dimension sides that are scored, 2d + s. */
  readonly sides: ReadonlySet<number>;
  readonly isStated: boolean;
}

/** Respondents nobody could tell apart, by what is printed. */
interface Group {
  readonly unit: string;
  readonly role: string | null;
  readonly people: readonly Person[];
}

/** What is asked of a group of respondents: the sum of their scores of one kind. */
interface Measure {
  readonly name: string;
  readonly counts: (person: Person) => boolean;
}

/** Unknown sums by group and measure, and the forms of them that are printed. */
export interface System {
  readonly groups: readonly Group[];
  readonly measures: readonly Measure[];
  readonly printed: readonly Form[];
  /** Forms that may not follow, however many they are of. */
  readonly secret: readonly Form[];
  readonly minGroup: number;
}

export function peopleIn({ plan, engagement }: Organisation, round: NamedRound): readonly Person[] {
  const { evaluate } = evaluator(plan);
  return placed(plan, round.sheets, engagement.units, new Map(), null).map(
    ({ sheet, answers, setting }) => {
      const score = evaluate(answers, setting);
      const scored = [...score.sideState.keys()].filter((cell) => score.sideState[cell] === Scored);
      const given = [...answers.state.keys()].filter((q) => score.state[q] === Answered);
      return {
        unit: sheet.unit,
        who: sheet.respondent,
        role: sheet.role,
        answers: new Map(given.map((q) => [q, answers.value[q]!])),
        isScored: score.isScored,
        sides: new Set(score.isScored ? scored : []),
        isStated: score.hasStatedLean,
      };
    },
  );
}

function grouped(people: readonly Person[]): readonly Group[] {
  const found = together(people, ({ unit, role }) => JSON.stringify([unit, role]));
  return [...found.values()].map((own) => ({
    unit: own[0]!.unit,
    role: own[0]!.role,
    people: own,
  }));
}

/** Of a unit or group, all units below it and itself. */
function below(units: readonly UnitResult[], id: string): ReadonlySet<string> {
  const members = units.find((unit) => unit.id === id)?.members ?? [];
  return new Set([id, ...members.flatMap((each) => [...below(units, each)])]);
}

/** The people behind variables, as bits: all who count for one of them. */
function behind(
  { groups, measures }: System,
  merged: ReadonlyMap<number, readonly number[]>,
): (variable: number) => bigint {
  const bits = new Map(
    groups.flatMap(({ people }) => people).map((each, i) => [each, 1n << BigInt(i)]),
  );
  const of = (variable: number) => {
    const { counts } = measures[variable % measures.length]!;
    const { people } = groups[Math.floor(variable / measures.length)]!;
    return people.filter(counts).reduce((all, each) => all | bits.get(each)!, 0n);
  };
  const found = new Map(
    [...merged].map(([v, list]) => [v, list.reduce((all, each) => all | of(each), 0n)]),
  );
  return (variable) => found.get(variable)!;
}

/** Variables that stand in every form alike are known together or not at all: by the first of them. */
function mergedIn(
  printed: readonly Form[],
  measures: number,
): ReadonlyMap<number, readonly number[]> {
  const columns = new Map<number, string>();
  printed.forEach((form, i) => {
    for (const [v, value] of form)
      columns.set(v, `${columns.get(v) ?? v % measures};${i}:${value}`);
  });
  const alike = together(columns.keys(), (v) => columns.get(v)!);
  return new Map([...alike.values()].map((list) => [list[0]!, list]));
}

/** What the attacker learns, in words; empty where it is nothing. */
export function attack(system: System): readonly string[] {
  const { measures, printed, secret, minGroup } = system;
  const merged = mergedIn(printed, measures.length);
  const firsts = (form: Form): Form => new Map([...form].filter(([v]) => merged.has(v)));
  const peopleOf = behind(system, merged);
  const small = new Map([...merged.keys()].map((v) => [v, sizeOf(peopleOf(v)) < minGroup]));
  const isSmall = (v: number) => small.get(v)!;
  // What enough people stand behind is solved for first: the rows left over have none of it.
  const span = new Span((a, b) => Number(isSmall(a)) - Number(isSmall(b)) || a - b);
  for (const form of printed) span.add(firsts(form));
  const told = (variables: Iterable<number>) =>
    [...variables]
      .flatMap((v) =>
        merged.get(v)!.map((each) => {
          const { unit, role } = system.groups[Math.floor(each / measures.length)]!;
          return `${unit}/${role ?? '-'} ${measures[each % measures.length]!.name}`;
        }),
      )
      .join(' + ');
  const found = apart(span.solvedFor(isSmall)).flatMap((rows) => {
    const few = fewIn(rows, peopleOf, minGroup);
    return few === null ? [] : [told(few)];
  });
  const leader = new Map([...merged].flatMap(([first, alike]) => alike.map((v) => [v, first])));
  const isWhole = (form: Form) =>
    [...form.keys()].every((v) => merged.get(leader.get(v) ?? -1)?.every((each) => form.has(each)));
  const out = secret.filter((form) => isWhole(form) && span.has(firsts(form)));
  return [...found, ...out.map((form) => `secret: ${told(firsts(form).keys())}`)];
}

/** Which of the secrets follow, by the number of them. */
export function followIn({ printed, secret }: System): number {
  const span = new Span();
  for (const form of printed) span.add(form);
  return secret.filter((form) => span.has(form)).length;
}

const sideNames = ['customer', 'process'] as const;

/** The printed forms of a result document, cell by cell; also those that it hides. */
interface Forms {
  readonly system: Omit<System, 'printed'>;
  /** The form of a cell, whether it is printed or not. */
  readonly cells: readonly {
    readonly unit: string;
    readonly name: string;
    /** Whether it is of one role, or of two. */
    readonly isOfRole: boolean;
    readonly form: Form;
    readonly isPrinted: boolean;
  }[];
}

const countIn = (people: readonly Person[], { counts }: Measure): number =>
  people.filter(counts).length;

/** Every sum and mean of answers that a result has a place for. */
export function valuesOf(organisation: Organisation, round: NamedRound, result: Result): Forms {
  const { plan, minGroup } = organisation;
  const groups = grouped(peopleIn(organisation, round));
  const questions = plan.questions.map(({ id }, q): Measure => ({
    name: id,
    counts: ({ answers }) => answers.has(q),
  }));
  const sides = plan.dimensions.flatMap(({ id }, d) =>
    sideNames.map((name, s): Measure => ({
      name: `${id} ${name}`,
      counts: (each) => each.sides.has(2 * d + s),
    })),
  );
  const leanings = sideNames.map((name): Measure => ({ name, counts: ({ isScored }) => isScored }));
  const stated: Measure = { name: 'stated', counts: ({ isStated }) => isStated };
  const measures = [...questions, ...sides, ...leanings, stated];
  const variable = (group: number, measure: Measure): Form =>
    countIn(groups[group]!.people, measure) === 0
      ? new Map()
      : new Map([[group * measures.length + measures.indexOf(measure), 1]]);

  /** A mean follows from its parts where everybody of a unit has all of them, which counts tell. */
  function mean(
    group: number,
    of: Measure,
    parts: readonly (readonly [Measure, weight: number])[],
    partOf: (group: number, part: Measure) => Form,
  ): Form {
    const own = groups
      .filter(({ unit }) => unit === groups[group]!.unit)
      .flatMap(({ people }) => people);
    const there = parts.filter(([part]) => countIn(own, part) > 0);
    const isComplete = [of, ...there.map(([part]) => part)].every(
      (each) => countIn(own, each) === own.length,
    );
    if (!isComplete) return variable(group, of);
    const total = there.reduce((sum, [, weight]) => sum + weight, 0);
    return there.reduce(
      (sum: Form, [part, weight]) => plus(sum, fraction(weight, total), partOf(group, part)),
      new Map(),
    );
  }
  const sideForm = (group: number, side: Measure): Form => {
    const cell = sides.indexOf(side);
    const name = sideNames[cell % 2]!;
    const parts = plan.questions.flatMap(({ dimension, weights }, q) =>
      dimension === Math.floor(cell / 2) && weights[name] > 0
        ? [[questions[q]!, weights[name]] as const]
        : [],
    );
    return mean(group, side, parts, variable);
  };
  const leaningForm = (group: number, leaning: Measure): Form => {
    const s = leanings.indexOf(leaning);
    const parts = plan.dimensions.map(({ weight }, d) => [sides[2 * d + s]!, weight] as const);
    return mean(group, leaning, parts, sideForm);
  };
  const statedForm = (group: number): Form => {
    const parts = plan.questions.flatMap(({ lean }, q) =>
      lean.weight > 0 ? [[questions[q]!, lean.weight] as const] : [],
    );
    return mean(group, stated, parts, variable);
  };

  const secret: Form[] = [];
  const cells = result.units.flatMap((unit) => {
    const ids = below(result.units, unit.id);
    const own = [...groups.keys()].filter((i) => ids.has(groups[i]!.unit));
    const people = own.flatMap((i) => groups[i]!.people);
    const sum = (measure: Measure, formOf: (group: number, measure: Measure) => Form): Form => {
      const inRole = (role: string | null) =>
        countIn(
          people.filter((each) => each.role === role),
          measure,
        );
      return own.reduce((all: Form, i) => {
        const isPooled =
          plan.rules.pooling === 'roles' && !questions.includes(measure) && measure !== stated;
        const share = isPooled ? inRole(groups[i]!.role) : 1;
        return share === 0 ? all : plus(all, fraction(1, share), formOf(i, measure));
      }, new Map());
    };
    const cell = (name: string, form: Form, isPrinted: boolean, isOfRole = false) => ({
      unit: unit.id,
      name,
      isOfRole,
      form,
      isPrinted,
    });
    const asked = questions.map((measure, q) => {
      const form = sum(measure, variable);
      const said = people.flatMap(({ answers }) => answers.get(q) ?? []);
      if (said.length > 0 && said.length < 10 && new Set(said).size === 1) secret.push(form);
      return cell(measure.name, form, (unit.questions[q]?.mean ?? null) !== null);
    });
    const sided = sides.map((measure, i) =>
      cell(
        measure.name,
        sum(measure, sideForm),
        (unit.dimensions[Math.floor(i / 2)]?.[sideNames[i % 2]!] ?? null) !== null,
      ),
    );
    const leaned = leanings.map((measure) =>
      cell(
        measure.name,
        sum(measure, leaningForm),
        unit[measure.name as 'customer' | 'process'] !== null,
      ),
    );
    const said = cell('stated', sum(stated, statedForm), unit.statedLean !== null);
    const spread = cell(
      'role spread',
      spreadForm(people, own),
      unit.flags.some(({ kind }) => kind === 'role-spread'),
      true,
    );
    const named = new Set(people.flatMap(({ role }) => role ?? []));
    const ofRoles = [...named].flatMap((role) => {
      const inRole = own.filter((i) => groups[i]!.role === role);
      const told = unit.statistics?.roles.find((each) => each.role === role);
      const all = (measure: Measure, formOf: (group: number, measure: Measure) => Form): Form =>
        inRole.reduce((form: Form, i) => plus(form, fraction(1, 1), formOf(i, measure)), new Map());
      const of = (measure: Measure, form: Form, value: number | null | undefined) =>
        cell(`${role} ${measure.name}`, form, (value ?? null) !== null, true);
      return [
        ...questions.map((each) => {
          const mean = told?.questions.find(({ id }) => id === each.name)?.mean;
          return of(each, all(each, variable), mean);
        }),
        ...sides.map((each, i) => {
          const { id } = plan.dimensions[Math.floor(i / 2)]!;
          const value = told?.dimensions.find((one) => one.id === id)?.[sideNames[i % 2]!];
          return of(each, all(each, sideForm), value);
        }),
        ...leanings.map((each) => {
          const value = told?.[each.name as 'customer' | 'process'];
          return of(each, all(each, leaningForm), value);
        }),
      ];
    });
    return [...asked, ...sided, ...leaned, said, spread, ...ofRoles].filter(
      ({ form }) => form.size > 0,
    );
  });

  /** Mean of one role minus that of another: of those that lie furthest apart, told by the largest. */
  function spreadForm(people: readonly Person[], own: readonly number[]): Form {
    const [first, second] = [...new Set(people.map(({ role }) => role))]
      .filter((role) => role !== null)
      .filter(
        (role) => people.filter((each) => each.role === role && each.isScored).length >= minGroup,
      );
    if (first === undefined || second === undefined) return new Map();
    return own.reduce((all: Form, i) => {
      const { role } = groups[i]!;
      if (role !== first && role !== second) return all;
      const share = people.filter((each) => each.role === role && each.isScored).length;
      return leanings.reduce(
        (sum: Form, leaning, s) =>
          plus(
            sum,
            fraction((role === first) === (s === 0) ? 1 : -1, share),
            leaningForm(i, leaning),
          ),
        all,
      );
    }, new Map());
  }
  return { system: { groups, measures, secret, minGroup }, cells };
}

/** The system of what a result prints of answers. */
export const printedValues = ({ system, cells }: Forms): System => ({
  ...system,
  printed: cells.flatMap(({ form, isPrinted }) => (isPrinted ? [form] : [])),
});

/**
 * Numbers of people: respondents and roles by unit, and who answered which question. Secret are all
 * that are small: of a unit, of it and those below, and of what is left of it beside the shown ones.
 */
export function countsOf(organisation: Organisation, round: NamedRound, result: Result): System {
  const { plan, engagement, minGroup } = organisation;
  const people = peopleIn(organisation, round);
  const roles = [...new Set(people.map(({ role }) => role))];
  // Which roles a unit has is not known where they are hidden.
  const groups = engagement.units.flatMap(({ id }) =>
    roles.map((role): Group => {
      const own = people.filter((each) => each.unit === id && each.role === role);
      return { unit: id, role, people: own };
    }),
  );
  const all: Measure = { name: 'respondents', counts: () => true };
  const answered = plan.questions.map(({ id }, q): Measure => ({
    name: id,
    counts: ({ answers }) => answers.has(q),
  }));
  const measures = [all, ...answered];
  type Part = readonly [measure: number, times: number];
  const sum = (units: ReadonlySet<string>, of: readonly Part[], role?: string | null): Form =>
    new Map(
      groups.flatMap((group, i) =>
        !units.has(group.unit) || (role !== undefined && group.role !== role)
          ? []
          : of.map(([measure, times]) => [i * measures.length + measure, times] as const),
      ),
    );
  const options = { round: round.name, market: null, minGroup: null };
  const survey = scoreSurvey(plan, round.sheets, engagement, new Map(), options);
  const veils = surveyVeils(plan, survey);
  const open = result.units.filter(({ suppressed }) => suppressed === null);
  const printed = open.flatMap(({ id, questions, respondents }) => {
    const ids = below(result.units, id);
    const shown = questions.flatMap(({ state }, q) => (state === 'suppressed' ? [] : [q]));
    const weight = (q: number) =>
      plan.questions[q]!.weights.customer + plan.questions[q]!.weights.process;
    return [
      sum(ids, [[0, 1]]),
      ...Object.keys(respondents.roles).map((role) => sum(ids, [[0, 1]], role)),
      ...shown.map((q) => sum(ids, [[1 + q, 1]])),
      sum(
        ids,
        shown.map((q): Part => [1 + q, 1]),
      ),
      // Coverage, by the weight of what was answered; of which questions, is known as well.
      sum(
        ids,
        plan.questions.flatMap((_, q) =>
          weight(q) === 0 || veils.get(id)!.uncounted.has(q) ? [] : [[1 + q, weight(q)] as const],
        ),
      ),
    ].filter(({ size }) => size > 0);
  });
  const shownBelow = (id: string) =>
    open.filter((unit) => unit.id !== id && below(result.units, id).has(unit.id));
  const sets = result.units.flatMap(({ id }) => {
    const ids = below(result.units, id);
    const shown = shownBelow(id).flatMap((unit) => [...below(result.units, unit.id)]);
    return [new Set([id]), ids, new Set([...ids].filter((each) => !shown.includes(each)))];
  });
  const isSmall = (form: Form) => {
    const count = [...form.keys()].reduce(
      (total, v) =>
        total +
        countIn(groups[Math.floor(v / measures.length)]!.people, measures[v % measures.length]!),
      0,
    );
    return count > 0 && count < minGroup;
  };
  const secret = sets
    .flatMap((set) => [
      ...roles.map((role) => sum(set, [[0, 1]], role)),
      ...measures.map((_, measure) => sum(set, [[measure, 1]])),
    ])
    .filter(isSmall);
  return { groups, measures, printed, secret, minGroup };
}

/** A unit of which positions are printed, or not, in one round after the other. */
export interface Printed {
  readonly id: string;
  readonly members: readonly string[];
  readonly isPrinted: readonly boolean[];
}

/**
 * Rounds at once, of people who answer as before when they stay: what a comparison prints tells then
 * of those who joined and left.
 * @param side of which dimension side, 2d + s, the numbers are printed; null of positions
 */
export function changesOf(
  organisation: Organisation,
  units: readonly Printed[],
  side: number | null = null,
): System {
  const hasIt = ({ isScored, sides }: Person) => (side === null ? isScored : sides.has(side));
  const key = ({ unit, who }: Person) => JSON.stringify([unit, who]);
  const scored = organisation.rounds.map(
    (round) =>
      new Map(
        peopleIn(organisation, round).flatMap((each) =>
          hasIt(each) ? [[key(each), each] as const] : [],
        ),
      ),
  );
  const everybody = new Map(scored.flatMap((people) => [...people]));
  const isThere = (id: string) => scored.map((people) => Number(people.has(id))).join('');
  const groups = [
    ...together([...everybody], ([id, { unit }]) => `${unit} ${isThere(id)}`).values(),
  ].map((own): Group => ({
    unit: own[0]![1].unit,
    role: isThere(own[0]![0]),
    people: own.map(([, each]) => each),
  }));
  const position: Measure = { name: 'position', counts: () => true };
  const unitsBelow = (id: string): ReadonlySet<string> =>
    new Set([
      id,
      ...(units.find((unit) => unit.id === id)?.members ?? []).flatMap((each) => [
        ...unitsBelow(each),
      ]),
    ]);
  const printed = units.flatMap((unit) => {
    const ids = unitsBelow(unit.id);
    return unit.isPrinted.flatMap((isPrinted, round) => {
      const own = [...groups.keys()].filter(
        (i) => ids.has(groups[i]!.unit) && groups[i]!.role![round] === '1',
      );
      return isPrinted ? [new Map(own.map((i) => [i, 1]))] : [];
    });
  });
  return { groups, measures: [position], printed, secret: [], minGroup: organisation.minGroup };
}
