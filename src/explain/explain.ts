import type { Explanation, Ledger, Pull, Subject } from '../explanation.ts';
import type { Plan, PlanPractice, Target } from '../plan/types.ts';
import type { Result, UnitResult } from '../result.ts';
import { maybe, points } from '../result/round.ts';
import { tool } from '../result/tool.ts';
import { seenIn } from '../score/seen.ts';
import type { Survey, SurveyUnit } from '../score/survey.ts';
import type { Placed } from '../score/tally.ts';
import { standingOf, type UnitPosition } from '../score/unit.ts';
import { answersBasis } from './answers.ts';
import type { Basis } from './basis.ts';
import { marginOf } from './margin.ts';
import { practiceReason } from './practice.ts';
import { reachOf } from './reach.ts';
import { scoredOf } from './respondents.ts';
import { shownBasis } from './shown.ts';

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

type Body = Pick<Explanation, 'basis' | 'ledger' | 'pulls' | 'reach' | 'margin'>;

/** What follows from where somebody stands, and from what the explanation is made of. */
function bodyOf(
  plan: Plan,
  basis: Basis,
  standing: UnitPosition | null,
  target: Target | null,
): Body {
  const { name, ledger } = basis;
  if (standing === null) return { basis: name, ledger, pulls: null, reach: null, margin: null };
  const { position } = standing;
  return {
    basis: name,
    ledger,
    pulls: pullsOf(ledger),
    reach: maybe(target, (aim) => reachOf({ plan, basis, target: aim, position })),
    margin: marginOf({ plan, basis, standing, target }),
  };
}

const nothingShown: Body = {
  basis: 'shown',
  ledger: null,
  pulls: null,
  reach: null,
  margin: null,
};

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

/** Every answer of a unit, or where small groups are hidden what its result shows. */
function basisOf(plan: Plan, scored: Scored, { id, kind, score }: SurveyUnit): Basis {
  const { survey, sheets } = scored;
  if (survey.minGroup !== null) return shownBasis(plan, resultUnit(scored, id), score.standing);
  const ids = new Set(within(survey.units, id));
  const people = scoredOf(
    plan,
    sheets.filter(({ sheet }) => ids.has(sheet.unit)),
  );
  return answersBasis(plan, { people, leanings: score.standing, kind });
}

/** Where a unit's numbers come from, and why a practice was recommended to it or was not. */
export function explainUnit(
  plan: Plan,
  scored: Scored,
  unit: SurveyUnit,
  practice: PlanPractice | null,
): Explanation {
  const { id, title, kind, score } = unit;
  const { suppressed, respondents, customer, process, position, ...rest } = resultUnit(scored, id);
  const { veil, unit: own } = seenIn(plan, scored.survey).get(id)!;
  const isShown = suppressed === null;
  const { standing, target } = score;
  return {
    ...headOf(plan, scored, { kind, id, title, unit: id }, target),
    suppressed,
    respondents: {
      count: respondents.count,
      scored: scored.survey.minGroup === null ? score.moments.scored : null,
      pooling: respondents.pooling,
    },
    customer,
    process,
    position,
    strength: rest.strength,
    gap: rest.gap,
    zone: rest.zone,
    strengthBand: rest.strengthBand,
    ...(isShown ? bodyOf(plan, basisOf(plan, scored, unit), standing, target) : nothingShown),
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
  const basis = answersBasis(plan, { people: [respondent!], leanings, kind: 'respondent' });
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
    ...bodyOf(plan, basis, standing, target),
    practice: null,
  };
}
