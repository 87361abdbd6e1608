import type { Plan, PlanQuestion, Side } from '../plan/types.ts';
import { atLeastOne, choose, divide, plus, where } from './arithmetic.ts';
import { answeredFrom, code, column, optionsByCode } from './codes.ts';
import { comment, type Dialect } from './dialect.ts';
import { pack, sharesOf, type Packed, type PackedShare, type Share, type Sum } from './packing.ts';
import type { Computed, Level } from './select.ts';

const sides = ['customer', 'process'] as const;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** A side of a dimension, with the questions that feed it. */
interface Cell {
  readonly dimension: number;
  readonly side: Side;
  readonly name: string;
  readonly fed: readonly (readonly [index: number, question: PlanQuestion])[];
  /** What the weights of its questions have in common; without it, their quotients are the same. */
  readonly unit: number;
}

export const cellName = (dimension: number, side: Side): string => `${dimension + 1}_${side}`;

const cellsOf = ({ dimensions, questions }: Plan): readonly Cell[] =>
  dimensions.flatMap((_, dimension) =>
    sides.flatMap((side): readonly Cell[] => {
      const fed = questions.flatMap((question, index) =>
        question.dimension === dimension && question.weights[side] > 0
          ? [[index, question] as const]
          : [],
      );
      const unit = fed.reduce((all, [, { weights }]) => gcd(all, weights[side]), 0);
      return fed.length === 0
        ? []
        : [{ dimension, side, name: cellName(dimension, side), fed, unit }];
    }),
  );

/** The states in which a question stays in the weights, in the order of their codes. */
const openWeights = (weight: bigint): readonly bigint[] => {
  const list = Array.from({ length: answeredFrom }, () => 0n);
  list[code.unanswered] = weight;
  list[code.dontKnow] = weight;
  return list;
};

const noWeights = openWeights(0n);

const constants = (byCode: readonly bigint[]): Share => ({ byCode, number: null });

const answeredShare = (question: PlanQuestion, weight: bigint): Share =>
  constants([...noWeights, ...optionsByCode(question).map(() => weight)]);

const applicableShare = (question: PlanQuestion, weight: bigint): Share =>
  constants([...openWeights(weight), ...optionsByCode(question).map(() => weight)]);

/** Weight times points of every option. */
const optionShare = (question: PlanQuestion, weight: bigint, points: readonly number[]): Share =>
  constants([
    ...noWeights,
    ...optionsByCode(question).map((option) => weight * BigInt(points[option!]!)),
  ]);

const numberShare = (sql: string, weight: bigint): Share => ({
  byCode: [...noWeights, 0n],
  number: { sql, times: weight },
});

/** Milli-points of a metric: straight lines between its breakpoints, level beyond its ends. */
function metricPoints(
  { quotient }: Dialect,
  breakpoints: readonly (readonly [value: number, points: number])[],
  value: string,
): string {
  const first = breakpoints[0]!;
  const stretches = breakpoints.slice(1).map(([right, points], i) => {
    const [left, before] = breakpoints[i]!;
    const width = right - left;
    // divide(before * width + (value - left) * rise, width), with what is known put together.
    const rising = `${2 * (points - before)} * (${value} - ${left}) + ${(2 * before + 1) * width}`;
    return [`${value} <= ${right}`, quotient(rising, String(2 * width))] as const;
  });
  const last = breakpoints.at(-1)!;
  return choose([[`${value} <= ${first[0]}`, first[1]], ...stretches], last[1]);
}

function pointsShare(
  dialect: Dialect,
  side: Side,
  [index, question]: readonly [number, PlanQuestion],
  weight: bigint,
): Share {
  const { input, points } = question;
  return input.kind === 'metric'
    ? numberShare(metricPoints(dialect, input.breakpoints, column.value(index)), weight)
    : optionShare(question, weight, points[side]);
}

const fullScore = 100_000n;

/** The three sums of a side of a dimension. */
function sumsOf(dialect: Dialect, { side, name, fed, unit }: Cell): readonly Sum[] {
  const weightOf = ({ weights }: PlanQuestion) => BigInt(weights[side] / unit);
  const all = fed.reduce((sum, [, question]) => sum + weightOf(question), 0n);
  const over = (share: (entry: (typeof fed)[number], weight: bigint) => Share) =>
    new Map(fed.map((entry) => [entry[0], share(entry, weightOf(entry[1]))]));
  return [
    {
      name: `_points${name}`,
      largest: all * fullScore,
      shares: over((entry, weight) => pointsShare(dialect, side, entry, weight)),
    },
    {
      name: `_answered${name}`,
      largest: all,
      shares: over(([, question], weight) => answeredShare(question, weight)),
    },
    {
      name: `_applicable${name}`,
      largest: all,
      shares: over(([, question], weight) => applicableShare(question, weight)),
    },
  ];
}

/** Stated leans run from minus to plus this, in milli-points; as sums they are moved up by it. */
const furthest = 100_000;

const lean = { sum: '_stated_points', weight: '_stated_weight' } as const;

/** The two sums of the stated lean, or none where nobody is asked for it. */
function leanSums({ questions }: Plan): readonly Sum[] {
  const asked = questions.flatMap((question, index) =>
    question.lean.weight > 0 ? [[index, question] as const] : [],
  );
  if (asked.length === 0) return [];
  const unit = asked.reduce((all, [, question]) => gcd(all, question.lean.weight), 0);
  const weightOf = (question: PlanQuestion) => BigInt(question.lean.weight / unit);
  const all = asked.reduce((sum, [, question]) => sum + weightOf(question), 0n);
  const pointsOf = (index: number, question: PlanQuestion) => {
    const weight = weightOf(question);
    if (question.input.kind !== 'options') {
      return numberShare(`(${column.value(index)} + ${furthest})`, weight);
    }
    const moved = question.lean.points.map((points) => points + furthest);
    return optionShare(question, weight, moved);
  };
  return [
    {
      name: lean.sum,
      largest: all * BigInt(2 * furthest),
      shares: new Map(asked.map(([index, question]) => [index, pointsOf(index, question)])),
    },
    {
      name: lean.weight,
      largest: all,
      shares: new Map(
        asked.map(([index, question]) => [index, answeredShare(question, weightOf(question))]),
      ),
    },
  ];
}

/** Packed integers with their names and what they hold. */
interface Group {
  readonly about: string;
  readonly packed: readonly (readonly [name: string, packed: Packed])[];
}

function groupsOf(dialect: Dialect, plan: Plan, cells: readonly Cell[]): readonly Group[] {
  const group = (name: string, about: string, sums: readonly Sum[]): Group => ({
    about,
    packed: pack(sums).map((packed, i) => [`_packed_${name}_${i + 1}`, packed] as const),
  });
  return [
    ...plan.dimensions.map(({ id, title }, dimension) => {
      const own = cells.filter((cell) => cell.dimension === dimension);
      const sums = own.flatMap((cell) => sumsOf(dialect, cell));
      return group(String(dimension + 1), `${id}: ${title}`, sums);
    }),
    group('stated', 'what is stated outright', leanSums(plan)),
  ];
}

/** What a question's answer adds to a packed integer. */
function lookUp(dialect: Dialect, index: number, { byCode, numbers }: PackedShare): string {
  const answer = column.answer(index);
  const constant = dialect.pick(byCode, `${answer} + 1`);
  const products = numbers.map(({ sql, times }) => `${times} * ${sql}`);
  return products.length === 0
    ? constant
    : `${constant} + ${where(`${answer} >= ${answeredFrom}`, plus(products).replaceAll('\n', ' '))}`;
}

function packedColumn(
  dialect: Dialect,
  { questions }: Plan,
  name: string,
  packed: Packed,
  about: string,
): Computed {
  const terms = [...sharesOf(packed)].map(
    ([index, share]) => `${lookUp(dialect, index, share)} -- ${comment(questions[index]!.id)}`,
  );
  return { name, sql: `(\n${plus(terms)}\n)`, about };
}

const unpackedColumns = ({ bits }: Dialect, name: string, packed: Packed): readonly Computed[] =>
  packed.map(({ sum, shift, mask }) => ({ name: sum.name, sql: bits(name, shift, mask) }));

/** Of a side: its score in milli-points where it is scored, else why not. */
const sideState = { insufficient: -1, doesNotApply: -2 } as const;

export const sideName = (name: string): string => `_side${name}`;
export const isScored = (side: string): string => `${side} >= 0`;

/** Columns that hold a respondent's scores. */
export const score = {
  leaning: { customer: '_customer', process: '_process' },
  /** 1 where both leanings are scored, else 0. */
  scored: '_scored',
  applicable: '_applicable',
  answered: '_answered',
  statedCount: '_stated_count',
  stated: '_stated',
} as const;

function sideColumn(dialect: Dialect, { rules }: Plan, { name }: Cell): Computed {
  const [points, answered, applicable] = [
    `_points${name}`,
    `_answered${name}`,
    `_applicable${name}`,
  ];
  const isEnough = `${answered} > 0 AND ${answered} * 1000 >= ${applicable} * ${rules.minAnswered}`;
  const sql = choose(
    [
      [`${applicable} = 0`, sideState.doesNotApply],
      [isEnough, divide(dialect, points, atLeastOne(answered))],
    ],
    sideState.insufficient,
  );
  return { name: sideName(name), sql };
}

/** A side that no question of weight feeds never applies. */
function sideColumns(dialect: Dialect, plan: Plan, cells: readonly Cell[]): readonly Computed[] {
  return plan.dimensions.flatMap((_, dimension) =>
    sides.map((side) => {
      const name = cellName(dimension, side);
      const cell = cells.find((each) => each.name === name);
      return cell === undefined
        ? { name: sideName(name), sql: String(sideState.doesNotApply) }
        : sideColumn(dialect, plan, cell);
    }),
  );
}

/** The weights of all sides together, in thousandths again. */
const weightColumn = (name: string, of: '_answered' | '_applicable', cells: readonly Cell[]) => ({
  name,
  sql: plus(cells.map((cell) => `${cell.unit} * ${of}${cell.name}`)),
});

function statedColumns(dialect: Dialect, plan: Plan): readonly Computed[] {
  const isAsked = plan.questions.some((question) => question.lean.weight > 0);
  if (!isAsked) {
    return [
      { name: score.statedCount, sql: '0' },
      { name: score.stated, sql: '0' },
    ];
  }
  const isStated = `${lean.weight} > 0`;
  const weight = atLeastOne(lean.weight);
  const mean = `${divide(dialect, lean.sum, weight)} - ${furthest}`;
  return [
    { name: score.statedCount, sql: where(isStated, 1) },
    { name: score.stated, sql: where(isStated, mean) },
  ];
}

const leaningSums = { points: '_sum_', scored: '_weight_', applicable: '_all_' } as const;

/** What the sides of the dimensions add up to. */
function leaningSumColumns({ dimensions }: Plan, cells: readonly Cell[]): readonly Computed[] {
  return sides.flatMap((side) => {
    const own = cells.filter((cell) => cell.side === side);
    const over = (state: (column: string) => string, times: boolean) =>
      plus(
        own.map(({ name, dimension }) => {
          const weight = dimensions[dimension]!.weight;
          const points = times ? `${weight} * ${sideName(name)}` : weight;
          return where(state(sideName(name)), points);
        }),
      );
    return [
      { name: leaningSums.points + side, sql: over(isScored, true) },
      { name: leaningSums.scored + side, sql: over(isScored, false) },
      {
        name: leaningSums.applicable + side,
        sql: over((each) => `${each} <> ${sideState.doesNotApply}`, false),
      },
    ];
  });
}

function leaningColumns(dialect: Dialect, { rules }: Plan): readonly Computed[] {
  return sides.map((side) => {
    const [sum, scored, all] = [
      leaningSums.points + side,
      leaningSums.scored + side,
      leaningSums.applicable + side,
    ];
    const isEnough = `${scored} > 0 AND ${scored} * 1000 >= ${all} * ${rules.minDimensions}`;
    const mean = divide(dialect, sum, atLeastOne(scored));
    return { name: score.leaning[side], sql: choose([[isEnough, mean]], sideState.insufficient) };
  });
}

/**
 * Levels that score a respondent: the answers' packed look-ups are added up by dimension, the sums
 * taken apart, divided, and put together to leanings.
 * @param keep columns of the answers that are needed further out
 */
export function scoreLevels(
  dialect: Dialect,
  plan: Plan,
  keep: readonly string[],
): readonly Level[] {
  const cells = cellsOf(plan);
  const groups = groupsOf(dialect, plan, cells);
  return [
    {
      about:
        'Every answer is looked up: weighted points, answered and applicable weight of what it feeds, beside each other in one integer.',
      keep,
      columns: groups.flatMap(({ about, packed }) =>
        packed.map(([name, each]) => packedColumn(dialect, plan, name, each, about)),
      ),
    },
    {
      about: 'The sums, taken apart.',
      keep,
      columns: groups.flatMap(({ packed }) =>
        packed.flatMap(([name, each]) => unpackedColumns(dialect, name, each)),
      ),
    },
    {
      about: `The sides of the dimensions in thousandths of a point: ${sideState.insufficient} is insufficient, ${sideState.doesNotApply} does not apply.`,
      keep,
      columns: [
        ...sideColumns(dialect, plan, cells),
        weightColumn(score.applicable, '_applicable', cells),
        weightColumn(score.answered, '_answered', cells),
        ...statedColumns(dialect, plan),
      ],
    },
    {
      about: 'What the dimensions add up to.',
      keep: '*',
      columns: leaningSumColumns(plan, cells),
    },
    {
      about: 'The leanings in thousandths of a point: -1 is insufficient.',
      keep: '*',
      columns: leaningColumns(dialect, plan),
    },
  ];
}
