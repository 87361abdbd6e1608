import type { Explanation, Ledger, Pull, Subject } from '../explanation.ts';
import type { Plan, PlanPractice, Target } from '../plan/types.ts';
import type { Result, UnitResult } from '../result.ts';
import { maybe, points } from '../result/round.ts';
import { tool } from '../result/tool.ts';
import { seenIn } from '../score/seen.ts';
import type { Survey, SurveyUnit } from '../score/survey.ts';
import type { Placed } from '../score/tally.ts';
import { standingOf, type UnitPosition } from '../score/unit.ts';
import { hiddenQuestions } from './hidden.ts';
import { ledgerOf, type Book } from './ledger.ts';
import { marginOf } from './margin.ts';
import { practiceReason } from './practice.ts';
import { reachOf } from './reach.ts';
import { rescorer, scoredOf, type Respondent } from './respondents.ts';

/** A scored round, the sheets behind it, and the result that is explained. */
export interface Scored {
  readonly survey: Survey;
  readonly sheets: readonly Placed[];
  readonly result: Result;
}

/** How many questions are named that pull to a side. */
const mostPulls = 5;

/** The units that a unit or group is made of. */
function within(units: readonly SurveyUnit[], id: string): readonly string[] {
  const members = units.find((unit) => unit.id === id)?.members ?? [];
  return [id, ...members.flatMap((member) => within(units, member))];
}

/** The questions that pull most to each side. */
function pullsOf({ dimensions }: Ledger): NonNullable<Explanation['pulls']> {
  const pulls = dimensions.flatMap(({ rows }) =>
    rows.map(({ question, ask, sides }): Pull => {
      const milli = sides.reduce((sum, { side, pull }) => {
        return sum + Math.round(pull * 1000) * (side === 'customer' ? 1 : -1);
      }, 0);
      return { question, ask, pull: points(milli) };
    }),
  );
  const most = (sign: 1 | -1) =>
    pulls
      .filter(({ pull }) => pull * sign > 0)
      .toSorted((a, b) => sign * (b.pull - a.pull))
      .slice(0, mostPulls);
  return { customer: most(1), process: most(-1) };
}

/** Who is explained, where they stand, and what may be told. */
interface Case extends Book {
  readonly standing: UnitPosition | null;
  readonly target: Target | null;
}

type Body = Pick<Explanation, 'ledger' | 'pulls' | 'reach' | 'margin'>;

function bodyOf(plan: Plan, book: Case): Body {
  const { people, hidden, standing, target } = book;
  const ledger = ledgerOf(plan, book);
  if (standing === null) return { ledger, pulls: null, reach: null, margin: null };
  const rescore = rescorer(plan, people);
  const { position } = standing;
  return {
    ledger,
    pulls: pullsOf(ledger),
    reach: maybe(target, (aim) =>
      reachOf({ plan, people, rescore, hidden, target: aim, position }),
    ),
    margin: marginOf({ plan, people, rescore, standing, target }),
  };
}

const nothingShown: Body = { ledger: null, pulls: null, reach: null, margin: null };

/** What every explanation begins with. */
const headOf = (plan: Plan, { result }: Scored, subject: Subject, target: Target | null) => {
  const { id, version, title, fingerprint, status } = plan.scorecard;
  const { engagement, zones, strengthBands } = result.words;
  return {
    format: 'pendulum-explanation/1',
    tool,
    scorecard: { id, version, title, fingerprint, status },
    round: result.round,
    subject,
    target: maybe(target, ({ customer, process, tolerance }) => ({
      customer: points(customer),
      process: points(process),
      position: points(customer - process),
      tolerance: points(tolerance),
    })),
    words: { engagement, zones, strengthBands },
  } as const;
};

const resultUnit = ({ result }: Scored, id: string): UnitResult =>
  result.units.find((unit) => unit.id === id)!;

/** Where a unit's numbers come from, and why a practice was recommended to it or was not. */
export function explainUnit(
  plan: Plan,
  scored: Scored,
  unit: SurveyUnit,
  practice: PlanPractice | null,
): Explanation {
  const { survey, sheets } = scored;
  const seen = seenIn(plan, survey);
  const all = scoredOf(plan, sheets);
  const peopleOf = (id: string): readonly Respondent[] => {
    const ids = new Set(within(survey.units, id));
    return all.filter(({ sheet }) => ids.has(sheet.unit));
  };
  const people = new Map(survey.units.map(({ id }) => [id, peopleOf(id)]));
  const { id, title, kind, score } = unit;
  const { suppressed, respondents, customer, process, position, ...rest } = resultUnit(scored, id);
  const { veil, unit: own } = seen.get(id)!;
  const isShown = suppressed === null;
  const hidden = isShown ? hiddenQuestions(plan, survey, seen, people, unit) : new Set<number>();
  const { standing, target } = score;
  const book = { people: people.get(id)!, leanings: standing, hidden, kind, standing, target };
  return {
    ...headOf(plan, scored, { kind, id, title, unit: id }, target),
    suppressed,
    respondents: {
      count: respondents.count,
      scored: isShown ? score.moments.scored : null,
      pooling: respondents.pooling,
    },
    customer,
    process,
    position,
    strength: rest.strength,
    gap: rest.gap,
    zone: rest.zone,
    strengthBand: rest.strengthBand,
    ...(isShown ? bodyOf(plan, book) : nothingShown),
    practice:
      practice === null || !isShown ? null : practiceReason(plan, own.score, practice, veil),
  };
}

/** Where one respondent's numbers come from, against the target of the unit. */
export function explainRespondent(
  plan: Plan,
  scored: Scored,
  unit: SurveyUnit,
  sheet: Placed,
): Explanation {
  const [respondent] = scoredOf(plan, [sheet]);
  const { isScored, leaning, sheet: own } = respondent!;
  const { target } = unit.score;
  const leanings = isScored ? { customer: leaning[0]!, process: leaning[1]! } : null;
  const unknown = { agreement: null, roleSpread: null, interval: null };
  const standing = maybe(leanings, (pair) => standingOf(plan, pair, target, unknown));
  const book = { people: [respondent!], leanings, hidden: new Set<number>(), standing, target };
  const id = own.respondent;
  return {
    ...headOf(plan, scored, { kind: 'respondent', id, title: id, unit: unit.id }, target),
    suppressed: null,
    respondents: { count: 1, scored: isScored ? 1 : 0, pooling: plan.rules.pooling },
    customer: maybe(standing, (each) => points(each.customer)),
    process: maybe(standing, (each) => points(each.process)),
    position: maybe(standing, (each) => points(each.position)),
    strength: maybe(standing, (each) => points(each.strength)),
    gap: maybe(standing?.gap ?? null, points),
    zone: standing?.zone ?? null,
    strengthBand: standing?.strengthBand ?? null,
    ...bodyOf(plan, { ...book, kind: 'respondent' }),
    practice: null,
  };
}
