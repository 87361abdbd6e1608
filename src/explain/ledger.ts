import type {
  Ledger,
  LedgerDimension,
  LedgerRow,
  Share,
  SideEntry,
  SideSum,
} from '../explanation.ts';
import type { Plan, PlanQuestion, Side } from '../plan/types.ts';
import { points, rounded as threeDecimals } from '../result/round.ts';
import { fraction, rounded, sum, times, type Fraction } from './fraction.ts';
import type { Leanings } from './respondents.ts';
import { sides } from './shares.ts';

/** Milli-points in the middle of a side, where an answer pulls nowhere. */
const middle = 50_000;

/** Shares in millionths, contributions and pulls in milli-points, each rounded once. */
export interface Amount {
  readonly share: number;
  readonly contribution: number;
  readonly pull: number;
}

/** What a share of a leaning does that puts so many milli-points into it. */
export function amountOf(share: Fraction, contribution: Fraction): Amount {
  const below = times(share, fraction(-middle, 1));
  return {
    share: rounded(times(share, fraction(1_000_000, 1))),
    contribution: rounded(contribution),
    pull: rounded(sum([contribution, below])),
  };
}

/** A question on one side: a row of the ledger before it is printed. */
export interface Line {
  readonly question: number;
  readonly side: Side;
  /** Of those it counts for, at most 3 decimals. */
  readonly points: number;
  readonly amount: Amount;
}

/** What a row says beside its figures. */
export type About = Pick<LedgerRow, 'answer' | 'counted' | 'notCounted'>;

/** What a ledger is made of. */
export interface Book {
  /** In the order of the questions. */
  readonly lines: readonly Line[];
  /** Of a question by index, with its own lines. */
  readonly about: (question: number, lines: readonly Line[]) => About;
  /** What questions without a row of their own do together. */
  readonly rest: readonly SideSum[];
  /** As they are printed, in milli-points; null when nobody could be scored. */
  readonly leanings: Leanings | null;
}

export const shown = ({ share, contribution, pull }: Amount): Share => ({
  share: share / 1_000_000,
  contribution: points(contribution),
  pull: points(pull),
});

/** Amounts as they are printed, added up. */
const total = (lines: readonly Line[]): Amount => ({
  share: lines.reduce((all, { amount }) => all + amount.share, 0),
  contribution: lines.reduce((all, { amount }) => all + amount.contribution, 0),
  pull: lines.reduce((all, { amount }) => all + amount.pull, 0),
});

const onSide = (lines: readonly Line[], side: Side): readonly Line[] =>
  lines.filter((line) => line.side === side);

const sumsOf = (lines: readonly Line[]): readonly SideSum[] =>
  sides.flatMap((side) => {
    const own = onSide(lines, side);
    return own.length === 0 ? [] : [{ side, questions: own.length, ...shown(total(own)) }];
  });

const milliOf = (value: number): number => Math.round(value * 1000);

/** What rounding row by row leaves between the sums and the printed numbers. */
function roundingOf(leanings: Leanings, sums: readonly SideSum[]): Ledger['rounding'] {
  const of = (side: Side, key: 'contribution' | 'pull') =>
    sums.reduce((all, each) => all + (each.side === side ? milliOf(each[key]) : 0), 0);
  const position = leanings.customer - leanings.process;
  return {
    customer: points(leanings.customer - of('customer', 'contribution')),
    process: points(leanings.process - of('process', 'contribution')),
    position: points(position - of('customer', 'pull') + of('process', 'pull')),
  };
}

/** The ledger of a unit or of one respondent. */
export function ledgerOf(plan: Plan, book: Book): Ledger {
  const { lines, rest, leanings } = book;
  const sums = sumsOf(lines);
  const none = { customer: 0, process: 0, position: 0 };
  return {
    dimensions: plan.dimensions.map((_, d) => dimensionOf(plan, d, book)),
    rest,
    sums,
    rounding: leanings === null ? none : roundingOf(leanings, [...sums, ...rest]),
  };
}

function dimensionOf(plan: Plan, d: number, { lines, about }: Book): LedgerDimension {
  const { id, title } = plan.dimensions[d]!;
  const inside = lines.filter(({ question }) => plan.questions[question]!.dimension === d);
  const rows = plan.questions.flatMap((question, i): readonly LedgerRow[] => {
    if (question.dimension !== d) return [];
    const own = inside.filter((line) => line.question === i);
    const entries = own.map((line): SideEntry => {
      return { side: line.side, points: line.points, ...shown(line.amount) };
    });
    return [{ ...headOf(question), sides: entries, ...about(i, own) }];
  });
  return { id, title, rows, sums: sumsOf(inside) };
}

const headOf = ({ id, ask, fact, weights, lean }: PlanQuestion) => ({
  question: id,
  ask: ask.trim(),
  fact,
  weight: threeDecimals(Math.max(weights.customer, weights.process, lean.weight) / 1000),
});

/** Why a question can count for nobody, whatever is answered. */
export function neverCounts({ lean, weights }: PlanQuestion): 'stated' | 'weightless' | null {
  if (lean.weight > 0) return 'stated';
  return weights.customer + weights.process === 0 ? 'weightless' : null;
}
