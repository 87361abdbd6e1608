import { Answered, DontKnow, NotApplicable, NotAsked, Unanswered } from '../answers/types.ts';
import type { NotCounted } from '../explanation.ts';
import type { Plan, PlanQuestion } from '../plan/types.ts';
import { points } from '../result/round.ts';
import { answerText } from './answer-text.ts';
import { fraction, ratio, rounded, sum, times, type Fraction } from './fraction.ts';
import { amountOf, neverCounts, type About, type Book, type Line } from './ledger.ts';
import { partsOf, type Leanings, type Respondent } from './respondents.ts';
import { entriesOf, sides, type Entry } from './shares.ts';

/** Whose answers they are. */
export interface Whole {
  readonly people: readonly Respondent[];
  /** As they are printed, in milli-points; null when nobody could be scored. */
  readonly leanings: Leanings | null;
  readonly kind: 'respondent' | 'unit' | 'group';
}

/** An entry of a respondent, as part of the unit. */
interface Part extends Entry {
  readonly respondent: Respondent;
}

const contributionOf = (parts: readonly Part[]): Fraction =>
  sum(parts.map(({ share, points: milli }) => times(share, fraction(milli, 1))));

/** Points of those it counts for; of several, each weighted as it counts. */
function pointsOf(parts: readonly Part[]): number {
  const [first] = parts;
  const isOne = parts.every((part) => part.points === first!.points);
  const share = sum(parts.map((part) => part.share));
  if (isOne || share.over === 0n) return points(first!.points);
  return points(rounded(ratio(contributionOf(parts), share)));
}

/** A line with what it is made of. */
interface Made extends Line {
  readonly parts: readonly Part[];
}

function linesOf(plan: Plan, people: readonly Respondent[]): readonly Made[] {
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
    .map((line) => {
      const { parts } = line;
      const amount = amountOf(sum(parts.map(({ share }) => share)), contributionOf(parts));
      return { ...line, points: pointsOf(parts), amount };
    });
}

/** The rows of a ledger from every answer. */
export function bookOf(plan: Plan, { people, leanings, kind }: Whole): Book {
  const lines = linesOf(plan, people);
  const about = (index: number): About => {
    const question = plan.questions[index]!;
    const parts = lines.flatMap((line) => (line.question === index ? line.parts : []));
    return {
      answer: saidBy(question, index, parts, { people, kind }),
      counted: new Set(parts.map(({ respondent }) => respondent)).size,
      notCounted: parts.length > 0 ? null : notCounted(question, index, people),
    };
  };
  return { lines, about, rest: [], leanings };
}

/** The answer of the one respondent; of a unit only a fact, which is the same on every sheet. */
function saidBy(
  question: PlanQuestion,
  index: number,
  parts: readonly Part[],
  { people, kind }: Pick<Whole, 'people' | 'kind'>,
): string | null {
  const [only] = people;
  if (kind === 'respondent') return answerText(question, index, only!);
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
  question: PlanQuestion,
  index: number,
  people: readonly Respondent[],
): NotCounted {
  const never = neverCounts(question);
  if (never !== null) return never;
  const states = people.map(({ state }) => state[index]!);
  const answered = people.filter(({ state }) => state[index] === Answered);
  if (answered.length > 0) {
    return answered.some(({ isScored }) => isScored) ? 'insufficient' : 'not-scored';
  }
  const count = (wanted: number) => states.filter((state) => state === wanted).length;
  const [most] = [...reasons.keys()].toSorted((a, b) => count(b) - count(a));
  return reasons.get(most!)!;
}
