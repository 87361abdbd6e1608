import type { Moment } from '../plan/moments.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { atLeastOne, choose, orNull, plus, where } from './arithmetic.ts';
import { column } from './codes.ts';
import type { Dialect } from './dialect.ts';
import { momentGroup, momentSql } from './moments.ts';
import { pointsWhere, shownKey } from './respondents.ts';
import { isScored, score } from './score.ts';
import type { Computed, Level } from './select.ts';

const sides = ['customer', 'process'] as const;

/** A question that says how far people agree: what its answers vary, over what random ones would. */
interface Judged {
  readonly index: number;
  readonly question: PlanQuestion;
  /** Milli-points of each option on every scale it has; null for a number. */
  readonly scales: readonly (readonly number[])[] | null;
  /** How much its integers are times those of `random`. */
  readonly unit: number;
  /** Variance of random answers in points, or of a metric in its own unit; of all scales together. */
  readonly random: number;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Mean squared distance from the mean: the variance of answers given at random. */
function randomVariance(points: readonly number[]): number {
  const centre = total(points) / points.length;
  return total(points.map((each) => (each - centre) ** 2)) / points.length;
}

/** Milli-points of each option on every scale that a question has. */
const scalesOf = ({ points, lean }: PlanQuestion): readonly (readonly number[])[] =>
  lean.points.length > 0
    ? [lean.points]
    : [points.customer, points.process].filter((scale) => scale.length > 0);

/** The range of values that a metric tells apart, or of an allocation, with its unit. */
function rangeOf({ input }: PlanQuestion): { low: number; high: number; unit: number } {
  if (input.kind !== 'metric') return { low: -100, high: 100, unit: 1000 };
  const unit = 10 ** input.decimals;
  return { low: input.breakpoints[0]![0] / unit, high: input.breakpoints.at(-1)![0] / unit, unit };
}

function judged(question: PlanQuestion, index: number): Judged {
  if (question.input.kind === 'options') {
    const scales = scalesOf(question);
    const inPoints = scales.map((scale) => scale.map((points) => points / 1000));
    return { index, question, scales, unit: 1000, random: total(inPoints.map(randomVariance)) };
  }
  const { low, high, unit } = rangeOf(question);
  return { index, question, scales: null, unit, random: (high - low) ** 2 / 12 };
}

const optionName = (index: number, option: number): string => `_chose${index + 1}_${option + 1}`;

/** What the answers to a question add up to: how many, their sum on each scale, all their squares. */
const countName = ({ index }: Judged): string => `_count${index + 1}`;
const sumName = ({ index }: Judged, scale: number): string => `_sum${index + 1}_${scale + 1}`;
const squaresName = ({ index }: Judged, scale: number): string =>
  `_squares${index + 1}_${scale + 1}`;

/** The questions that say how far people agree: not facts, nor options that are all worth the same. */
const judgedOf = ({ questions }: Plan): readonly Judged[] =>
  questions.map(judged).filter(({ question, random }) => !question.fact && random > 0);

/** The scales of a question by number; a number has one. */
const scaleNumbers = ({ scales }: Judged): readonly number[] => (scales ?? [0]).map((_, i) => i);

const judgedNames = (judged: Judged): readonly string[] => [
  countName(judged),
  ...scaleNumbers(judged).flatMap((scale) => [sumName(judged, scale), squaresName(judged, scale)]),
];

/** The moments of a question that its agreement is computed from. */
function questionMoments(dialect: Dialect, plan: Plan, judged: Judged): readonly Computed[] {
  const { index: question } = judged;
  const { id, input } = plan.questions[question]!;
  if (input.kind === 'options') {
    return input.options.map(({ code }, option) => ({
      name: optionName(question, option),
      sql: momentSql(dialect, plan, { kind: 'option', question, option }),
      about: `${id}: ${code}`,
    }));
  }
  const kinds = ['count', 'sum', 'squares'] as const;
  return judgedNames(judged).map((name, i) => ({
    name,
    sql: momentSql(dialect, plan, { kind: kinds[i]!, question }),
    about: `${id}: ${kinds[i]!}`,
  }));
}

/** How many chose which option, as sums of thousandths of a point. */
function optionSums(judged: Judged): readonly Computed[] {
  const { index, question, scales } = judged;
  if (scales === null) return [];
  const options = scales[0]!.map((_, option) => optionName(index, option));
  const weighted = (factors: readonly number[]) =>
    plus(options.map((name, i) => `${factors[i]!} * ${name}`)).replaceAll('\n', ' ');
  return [
    { name: countName(judged), sql: plus(options).replaceAll('\n', ' '), about: question.id },
    ...scales.flatMap((points, scale) => [
      { name: sumName(judged, scale), sql: weighted(points) },
      { name: squaresName(judged, scale), sql: weighted(points.map((each) => each ** 2)) },
    ]),
  ];
}

/** What units are told from: how many respondents there are, and what their leanings add up to. */
const of = {
  respondents: '_respondents',
  scored: '_all_scored',
  applicable: '_all_applicable',
  answered: '_all_answered',
  customer: '_customer_sum',
  process: '_process_sum',
} as const;

const marketName = (index: number): string => `_market${index + 1}`;

const unitGroup = [column.unit, column.round];

const momentsLevel = (dialect: Dialect, plan: Plan): Level => {
  const sql = (moment: Moment) => momentSql(dialect, plan, moment);
  return {
    about: 'What the respondents add up to, by unit, round, role and market.',
    keep: momentGroup,
    columns: [
      { name: of.respondents, sql: sql({ kind: 'respondents' }) },
      { name: of.scored, sql: sql({ kind: 'scored' }) },
      { name: of.applicable, sql: sql({ kind: 'applicable' }) },
      { name: of.answered, sql: sql({ kind: 'answered' }) },
      { name: of.customer, sql: sql({ kind: 'leaningSum', of: 'customer' }) },
      { name: of.process, sql: sql({ kind: 'leaningSum', of: 'process' }) },
      ...judgedOf(plan).flatMap((judged) => questionMoments(dialect, plan, judged)),
    ],
    groupBy: momentGroup,
  };
};

/** What is added up over roles and markets. */
const addedNames = (plan: Plan): readonly string[] => [
  ...Object.values(of),
  ...plan.markets.map((_, index) => marketName(index)),
  ...judgedOf(plan).flatMap(judgedNames),
];

const sumsLevel = ({ literal }: Dialect, plan: Plan): Level => ({
  about: 'Answers to each question as sums of points, and respondents by market.',
  keep: [
    ...momentGroup,
    ...Object.values(of),
    ...judgedOf(plan).flatMap((judged) => (judged.scales === null ? judgedNames(judged) : [])),
  ],
  columns: [
    ...judgedOf(plan).flatMap(optionSums),
    ...plan.markets.map(({ id }, index) => ({
      name: marketName(index),
      sql: where(`${column.market} = ${literal(id)}`, of.respondents),
      about: id,
    })),
  ],
});

/** A name one level further out; some databases take a name inside a sum for the sum itself. */
const outer = (name: string): string => `${name}_`;

const added = (names: readonly string[]): readonly Computed[] =>
  names.map((name) => ({ name: outer(name), sql: `sum(${name})` }));

/** The one rounding again, for sums of any size. */
const divideWide = ({ integer, wide, wideQuotient }: Dialect, a: string, b: string): string => {
  const divisor = wide(atLeastOne(integer(b)));
  return integer(wideQuotient(`2 * ${wide(a)} + ${divisor}`, `2 * ${divisor}`));
};

/** Means over roles: every role counts the same. */
const roleMeans = {
  customer: '_customer_means',
  process: '_process_means',
  roles: '_roles',
} as const;

function roleLevels(dialect: Dialect, plan: Plan): readonly Level[] {
  const byRole = [...unitGroup, column.role];
  const isAny = `${outer(of.scored)} > 0`;
  return [
    {
      about: 'The same by unit, round and role.',
      keep: byRole,
      columns: added(addedNames(plan)),
      groupBy: byRole,
    },
    {
      about: 'The mean leanings of each role.',
      keep: '*',
      columns: [
        ...sides.map((side) => ({
          name: roleMeans[side],
          sql: where(isAny, divideWide(dialect, outer(of[side]), outer(of.scored))),
        })),
        { name: roleMeans.roles, sql: where(isAny, 1) },
      ],
    },
  ];
}

/** The levels up to one row a unit and round, and what the sums are called there. */
function unitSums(dialect: Dialect, plan: Plan) {
  const isByRole = plan.rules.pooling === 'roles';
  const names = addedNames(plan);
  const inner = isByRole ? [...names.map(outer), ...Object.values(roleMeans)] : names;
  const levels: readonly Level[] = [
    momentsLevel(dialect, plan),
    sumsLevel(dialect, plan),
    ...(isByRole ? roleLevels(dialect, plan) : []),
    {
      about: 'The same by unit and round.',
      keep: unitGroup,
      columns: added(inner),
      groupBy: unitGroup,
    },
  ];
  return { levels, at: (name: string) => (isByRole ? outer(outer(name)) : outer(name)) };
}

type Named = (name: string) => string;

/** The leanings: means over respondents, or over roles where the scorecard says so; -1 without any. */
function leaningColumns(dialect: Dialect, plan: Plan, at: Named): readonly Computed[] {
  const isByRole = plan.rules.pooling === 'roles';
  const over = isByRole ? outer(roleMeans.roles) : at(of.scored);
  return sides.map((side) => {
    const sum = isByRole ? outer(roleMeans[side]) : at(of[side]);
    return {
      name: score.leaning[side],
      sql: choose([[`${over} > 0`, divideWide(dialect, sum, over)]], -1),
    };
  });
}

const aim = '_aim';
const noAim = 1_000_000;

/** The position of the target: of each market by the respondents who have it; `noAim` without any. */
function aimColumn(dialect: Dialect, { markets }: Plan, at: Named): Computed {
  const counts = markets.map((_, index) => at(marketName(index)));
  const all = plus(counts).replaceAll('\n', ' ');
  const blend = (side: (typeof sides)[number]) =>
    divideWide(dialect, plus(markets.map((market, i) => `${counts[i]!} * ${market[side]}`)), all);
  // A position is never as far out as that.
  return {
    name: aim,
    sql: choose([[`${all} > 0`, `${blend('customer')} - ${blend('process')}`]], noAim),
  };
}

const ratioName = ({ index }: Judged): string => `_ratio${index + 1}`;

/**
 * Sample variance over that of random answers; 0 for fewer than two answers. Doubles, in the order in
 * which the process computes them, so that they are the same ones.
 */
function ratioColumn(dialect: Dialect, judged: Judged, at: Named): Computed {
  const { double, wide } = dialect;
  const count = wide(at(countName(judged)));
  const pairs = double(`${count} * (${count} - 1)`);
  const variances = scaleNumbers(judged).map((scale) => {
    const sum = wide(at(sumName(judged, scale)));
    const spread = double(`${count} * ${wide(at(squaresName(judged, scale)))} - ${sum} * ${sum}`);
    return `${spread} / ${pairs} / ${double(String(judged.unit ** 2))}`;
  });
  const sql = `(${variances.join(' + ')}) / ${double(String(judged.random))}`;
  const isKnown = `${at(countName(judged))} > 1`;
  return {
    name: ratioName(judged),
    sql: choose([[isKnown, sql]], double('0')),
    about: judged.question.id,
  };
}

const known = '_judged';
const ratios = '_ratios';
const strength = '_strength';

function standingLevels(dialect: Dialect, plan: Plan, at: Named): readonly Level[] {
  const judged = judgedOf(plan);
  const { customer, process } = score.leaning;
  const keep = [
    ...unitGroup,
    at(of.respondents),
    at(of.scored),
    at(of.applicable),
    at(of.answered),
  ];
  return [
    {
      about: 'Leanings, target and how far people agree on each question.',
      keep,
      columns: [
        ...leaningColumns(dialect, plan, at),
        aimColumn(dialect, plan, at),
        ...judged.map((each) => ratioColumn(dialect, each, at)),
        {
          name: known,
          sql: plus(judged.map((each) => where(`${at(countName(each))} > 1`, 1))),
        },
      ],
    },
    {
      about: 'Strength and agreement.',
      keep: [...keep, customer, process, aim, known],
      columns: [
        {
          name: strength,
          sql: dialect.integer(
            `floor(sqrt(${dialect.double(`greatest(${customer}, 0) * greatest(${process}, 0)`)}) + 0.5)`,
          ),
        },
        { name: ratios, sql: plus(judged.map(ratioName)) },
      ],
    },
  ];
}

/** The zone of a position; a shared limit belongs to the zone nearer to the centre. */
function zoneSql({ literal }: Dialect, { zones }: Plan, position: string): string {
  const cases = zones.map(
    ({ id, from, to }) => [`${position} BETWEEN ${from} AND ${to}`, literal(id)] as const,
  );
  const positive = choose(cases, literal(''));
  const negative = choose(cases.toReversed(), literal(''));
  return choose([[`${position} > 0`, positive]], negative);
}

/** Thousandths of a double, halves up. */
const thousandths = (value: string): string => `floor(${value} * 1000 + 0.5)`;

function unitsLevel(dialect: Dialect, plan: Plan, at: Named): Level {
  const { ident, order } = dialect;
  const { customer, process } = score.leaning;
  const isAny = isScored(customer);
  const position = `(${customer} - ${process})`;
  const agreement = `(1 - ${ratios} / greatest(${known}, 1))`;
  const shown = (name: string, sql: string): Computed => ({ name: ident(name), sql });
  return {
    about: 'One row a unit and round, in points.',
    keep: [],
    columns: [
      shownKey(dialect, 'unit'),
      shownKey(dialect, 'round'),
      shown('respondents', at(of.respondents)),
      shown('scored', at(of.scored)),
      shown('customer', pointsWhere(dialect, isAny, customer)),
      shown('process', pointsWhere(dialect, isAny, process)),
      shown('position', pointsWhere(dialect, isAny, position)),
      shown('strength', pointsWhere(dialect, isAny, strength)),
      shown('balance', pointsWhere(dialect, isAny, `100000 - abs(${position})`)),
      shown('zone', orNull(isAny, zoneSql(dialect, plan, position))),
      shown('target', pointsWhere(dialect, `${aim} <> ${noAim}`, aim)),
      shown('gap', pointsWhere(dialect, `${isAny} AND ${aim} <> ${noAim}`, `${position} - ${aim}`)),
      shown('agreement', orNull(`${known} > 0`, dialect.points(thousandths(agreement), 30))),
      shown('coverage', coverageWide(dialect, at(of.answered), at(of.applicable))),
    ],
    orderBy: unitGroup.map(order),
  };
}

function coverageWide(dialect: Dialect, answered: string, applicable: string): string {
  const share = divideWide(dialect, `1000 * ${answered}`, applicable);
  return pointsWhere(dialect, `${applicable} > 0`, share);
}

/** Levels around those that score respondents: one row a unit and round. */
export function unitLevels(dialect: Dialect, plan: Plan): readonly Level[] {
  const { levels, at } = unitSums(dialect, plan);
  return [...levels, ...standingLevels(dialect, plan, at), unitsLevel(dialect, plan, at)];
}
