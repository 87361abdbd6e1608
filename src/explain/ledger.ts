import { Answered, DontKnow, NotApplicable, NotAsked, Unanswered } from '../answers/types.ts';
import type { Plan, PlanQuestion, Side } from '../plan/types.ts';
import { points, rounded as threeDecimals } from '../result/round.ts';
import type {
  Ledger,
  LedgerDimension,
  LedgerRow,
  NotCounted,
  Share,
  SideEntry,
  SideSum,
} from '../explanation.ts';
import { answerText } from './answer-text.ts';
import { fraction, ratio, rounded, sum, times, type Fraction } from './fraction.ts';
import { partsOf, type Leanings, type Respondent } from './respondents.ts';
import { entriesOf, sides, type Entry } from './shares.ts';

/** Milli-points in the middle of a side, where an answer pulls nowhere. */
const middle = 50_000;

/** An entry of a respondent, as part of the unit. */
interface Part extends Entry {
  readonly respondent: Respondent;
}

/** Shares in millionths, contributions and pulls in milli-points, each rounded once. */
interface Amount {
  readonly share: number;
  readonly contribution: number;
  readonly pull: number;
}

function amountOf(parts: readonly Part[]): Amount {
  const share = sum(parts.map((part) => part.share));
  const contribution = contributionOf(parts);
  const below = times(share, fraction(-middle, 1));
  return {
    share: rounded(times(share, fraction(1_000_000, 1))),
    contribution: rounded(contribution),
    pull: rounded(sum([contribution, below])),
  };
}

const contributionOf = (parts: readonly Part[]): Fraction =>
  sum(parts.map(({ share, points: milli }) => times(share, fraction(milli, 1))));

const shown = ({ share, contribution, pull }: Amount): Share => ({
  share: share / 1_000_000,
  contribution: points(contribution),
  pull: points(pull),
});

/** Amounts as they are printed, added up. */
const total = (amounts: readonly Amount[]): Amount => ({
  share: amounts.reduce((all, { share }) => all + share, 0),
  contribution: amounts.reduce((all, { contribution }) => all + contribution, 0),
  pull: amounts.reduce((all, { pull }) => all + pull, 0),
});

/** Points of those it counts for; of several, each weighted as it counts. */
function pointsOf(parts: readonly Part[]): number {
  const [first] = parts;
  const isOne = parts.every((part) => part.points === first!.points);
  const share = sum(parts.map((part) => part.share));
  if (isOne || share.over === 0n) return points(first!.points);
  return points(rounded(ratio(contributionOf(parts), share)));
}

/** A row of the ledger before it is printed: the parts of one question on one side. */
interface Line {
  readonly question: number;
  readonly side: Side;
  readonly parts: readonly Part[];
  readonly amount: Amount;
}

/** What the ledger is of. */
export interface Book {
  readonly people: readonly Respondent[];
  /** As they are printed, in milli-points; null when nobody could be scored. */
  readonly leanings: Leanings | null;
  /** Questions to show only together. */
  readonly hidden: ReadonlySet<number>;
  /** Answers are those of one respondent, or may be told for all of them. */
  readonly kind: 'respondent' | 'unit' | 'group';
}

function linesOf(plan: Plan, people: readonly Respondent[]): readonly Line[] {
  const scored = people.filter(({ isScored }) => isScored);
  const partOf = partsOf(plan, scored);
  const lines = plan.questions.flatMap((_, question) =>
    sides.map((side) => ({ question, side, parts: [] as Part[] })),
  );
  for (const respondent of scored) {
    for (const entry of entriesOf(plan, respondent)) {
      const share = times(entry.share, partOf(respondent));
      const { parts } = lines[2 * entry.question + sides.indexOf(entry.side)]!;
      parts.push({ ...entry, share, respondent });
    }
  }
  return lines
    .filter(({ parts }) => parts.length > 0)
    .map((line) => ({ ...line, amount: amountOf(line.parts) }));
}

const sideSum = (side: Side, lines: readonly Line[], amount: Amount): readonly SideSum[] =>
  lines.length === 0 ? [] : [{ side, questions: lines.length, ...shown(amount) }];

const sumsOf = (lines: readonly Line[]): readonly SideSum[] =>
  sides.flatMap((side) => {
    const own = lines.filter((line) => line.side === side);
    return sideSum(side, own, total(own.map(({ amount }) => amount)));
  });

/** What hidden questions do together, rounded once. */
const hiddenSums = (lines: readonly Line[]): readonly SideSum[] =>
  sides.flatMap((side) => {
    const own = lines.filter((line) => line.side === side);
    return sideSum(side, own, amountOf(own.flatMap(({ parts }) => parts)));
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
  const { people, leanings, hidden } = book;
  const lines = linesOf(plan, people);
  const open = lines.filter(({ question }) => !hidden.has(question));
  const together = hiddenSums(lines.filter(({ question }) => hidden.has(question)));
  const sums = sumsOf(open);
  const none = { customer: 0, process: 0, position: 0 };
  return {
    dimensions: plan.dimensions.map((_, d) => dimensionOf(plan, d, open, book)),
    hidden: together,
    sums,
    rounding: leanings === null ? none : roundingOf(leanings, [...sums, ...together]),
  };
}

function dimensionOf(plan: Plan, d: number, open: readonly Line[], book: Book): LedgerDimension {
  const { id, title } = plan.dimensions[d]!;
  const inside = open.filter(({ question }) => plan.questions[question]!.dimension === d);
  const rows = plan.questions.flatMap((question, i) => {
    if (question.dimension !== d) return [];
    if (book.hidden.has(i)) return [hiddenRow(question)];
    const own = inside.filter((line) => line.question === i);
    return [rowOf(question, i, own, book)];
  });
  return { id, title, rows, sums: sumsOf(inside) };
}

const aboutRow = (question: PlanQuestion) => {
  const { id, ask, fact, weights, lean } = question;
  const weight = Math.max(weights.customer, weights.process, lean.weight);
  return { question: id, ask: ask.trim(), fact, weight: threeDecimals(weight / 1000) };
};

const hiddenRow = (question: PlanQuestion): LedgerRow => ({
  ...aboutRow(question),
  answer: null,
  counted: null,
  sides: [],
  notCounted: 'hidden',
});

function rowOf(
  question: PlanQuestion,
  index: number,
  lines: readonly Line[],
  book: Book,
): LedgerRow {
  return {
    ...aboutRow(question),
    answer: saidBy(question, index, lines, book),
    counted: new Set(lines.flatMap(({ parts }) => parts.map(({ respondent }) => respondent))).size,
    sides: lines.map(({ side, parts, amount }): SideEntry => {
      return { side, points: pointsOf(parts), ...shown(amount) };
    }),
    notCounted: lines.length > 0 ? null : notCounted(question, index, book.people),
  };
}

/** The answer of the one respondent; of a unit only a fact, which is the same on every sheet. */
function saidBy(
  question: PlanQuestion,
  index: number,
  lines: readonly Line[],
  { people, kind }: Book,
): string | null {
  const [only] = people;
  if (kind === 'respondent') return answerText(question, index, only!);
  const parts = lines.flatMap((line) => line.parts);
  const values = new Set(parts.map(({ respondent }) => respondent.answers.value[index]!));
  const isOne = kind === 'unit' && question.fact && values.size === 1;
  return isOne ? answerText(question, index, parts[0]!.respondent) : null;
}

const reasons: ReadonlyMap<number, NotCounted> = new Map([
  [NotApplicable, 'not-applicable'],
  [DontKnow, 'dont-know'],
  [Unanswered, 'unanswered'],
  [NotAsked, 'not-asked'],
]);

/** Why a question counts for nobody: the state that most answers have. */
function notCounted(
  { lean, weights }: PlanQuestion,
  index: number,
  people: readonly Respondent[],
): NotCounted {
  if (lean.weight > 0) return 'stated';
  if (weights.customer + weights.process === 0) return 'weightless';
  const states = people.map(({ state }) => state[index]!);
  const answered = people.filter(({ state }) => state[index] === Answered);
  if (answered.length > 0) {
    return answered.some(({ isScored }) => isScored) ? 'insufficient' : 'not-scored';
  }
  const count = (wanted: number) => states.filter((state) => state === wanted).length;
  const [most] = [...reasons.keys()].toSorted((a, b) => count(b) - count(a));
  return reasons.get(most!)!;
}
