import type { Ask } from '../answers/gate.ts';
import type { UnitResult } from '../result.ts';

/** A stretch in milli-points or thousandths, ends included. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** What a strict gate looks at beside what was measured. */
export interface Leeway {
  /**
   * What they could be if every unanswered question were, in milli-points; null where nobody could
   * be scored even then.
   */
  readonly leanings: { readonly customer: Stretch; readonly process: Stretch } | null;
  /** Respondents who answered enough to be scored. */
  readonly scored: number;
}

/** Nothing to pass on, for a unit of which nothing is known. */
export const noLeeway: Leeway = { leanings: null, scored: 0 };

/** Where units hung before, or why that is not known. */
export type Baseline =
  | {
      readonly positions: ReadonlyMap<string, number | null>;
      /** Units whose movement would tell, or may tell, of few who came or left since. */
      readonly apart: ReadonlySet<string>;
      readonly missing: null;
    }
  | { readonly positions: null; readonly missing: string };

/** What was measured, and all it could be where that counts too; or why there is nothing to judge. */
export type Found =
  | { readonly got: number; readonly range: Stretch | null; readonly missing: null }
  | { readonly got: number | null; readonly range: Stretch | null; readonly missing: string };

const milli = (points: number): number => Math.round(points * 1000);

const nothing = (missing: string): Found => ({ got: null, range: null, missing });
const measured = (value: number | null, missing: string): Found =>
  value === null ? nothing(missing) : { got: milli(value), range: null, missing: null };

const hull = (stretches: readonly Stretch[]): Stretch => ({
  low: Math.min(...stretches.map(({ low }) => low)),
  high: Math.max(...stretches.map(({ high }) => high)),
});

/** With a range that what was measured is a part of. */
function spread(found: Found, stretches: readonly Stretch[]): Found {
  if (found.missing !== null) return found;
  const { got } = found;
  return { got, range: hull([{ low: got, high: got }, ...stretches]), missing: null };
}

const tooFew = 'too few answers to score';

type Leanings = NonNullable<Leeway['leanings']>;

function position(unit: UnitResult, leeway: Leeway | null): Found {
  const found = measured(unit.position, tooFew);
  if (leeway === null || found.missing !== null) return found;
  const { interval, respondents } = unit;
  if (interval === null) {
    const why = respondents.pooling === 'roles' ? 'roles are pooled' : 'too few respondents';
    return { ...found, missing: `no interval: ${why}` };
  }
  if (leeway.leanings === null) return { ...found, missing: tooFew };
  const likely = { low: milli(interval.low), high: milli(interval.high) };
  return spread(found, [likely, apart(leeway.leanings)]);
}

const apart = ({ customer, process }: Leanings): Stretch => ({
  low: customer.low - process.high,
  high: customer.high - process.low,
});

const together = ({ customer, process }: Leanings): Stretch => ({
  low: Math.round(Math.sqrt(customer.low * process.low)),
  high: Math.round(Math.sqrt(customer.high * process.high)),
});

/** The same with its leeway, where a strict gate asks for that. */
function loosened(
  found: Found,
  leeway: Leeway | null,
  read: (leanings: Leanings) => Stretch,
): Found {
  if (leeway === null || found.missing !== null) return found;
  if (leeway.leanings === null) return { ...found, missing: tooFew };
  return spread(found, [read(leeway.leanings)]);
}

/** People of those invited; to a strict gate a sheet that scores nothing is nobody's. */
function responseRate({ respondents }: UnitResult, leeway: Leeway | null): Found {
  const { count, invited } = respondents;
  if (count === null || !invited) return nothing('nobody says how many were invited');
  const share = (people: number) => {
    const rounded = Math.round((people * 1000) / invited);
    // Rounding makes nobody answer: 1,999 of 2,000 are not everybody.
    return people < invited ? Math.min(rounded, 999) : rounded;
  };
  const found: Found = { got: share(count), range: null, missing: null };
  if (leeway === null) return found;
  return spread(found, [{ low: share(leeway.scored), high: share(leeway.scored) }]);
}

const untold = 'hidden: it may differ from the baseline by few respondents';

function movement(unit: UnitResult, leeway: Leeway | null, baseline: Baseline): Found {
  if (baseline.missing !== null) return nothing(baseline.missing);
  const before = baseline.positions.get(unit.id);
  if (before === undefined) return nothing('the baseline does not have this unit');
  if (before === null) return nothing('the baseline has no position of this unit');
  if (baseline.apart.has(unit.id)) return nothing(untold);
  const now = position(unit, leeway);
  if (now.missing !== null) return nothing(now.missing);
  const then = milli(before);
  const { got, range } = now;
  const moved = range === null ? null : { low: range.low - then, high: range.high - then };
  return { got: got - then, range: moved, missing: null };
}

/** What a check looks at beside the unit. */
export interface Beside {
  /** Null looks at what was measured and no further. */
  readonly leeway: Leeway | null;
  readonly baseline: Baseline;
}

/** What a check finds of a unit; null is a unit that nobody answered for. */
export function foundIn(ask: Ask, unit: UnitResult | null, { leeway, baseline }: Beside): Found {
  if (unit === null) return nothing('no answers in this round');
  if (unit.suppressed !== null) return nothing(`hidden: ${unit.suppressed.reason}`);
  switch (ask.measure) {
    case 'position':
      return position(unit, leeway);
    case 'movement':
      return movement(unit, leeway, baseline);
    case 'responseRate':
      return responseRate(unit, leeway);
    case 'strength':
      return loosened(measured(unit.strength, tooFew), leeway, together);
    case 'customer':
      return loosened(measured(unit.customer, tooFew), leeway, ({ customer }) => customer);
    case 'process':
      return loosened(measured(unit.process, tooFew), leeway, ({ process }) => process);
    case 'agreement':
      return measured(unit.agreement?.rwgStar ?? null, 'too few answers to tell agreement');
    case 'coverage':
      return measured(unit.coverage, 'no question applies');
  }
}

/** What is allowed, in milli-points or thousandths; null ends are open. */
export interface Limit {
  readonly from: number | null;
  readonly to: number | null;
}

/** What a check allows a unit; open at both ends where it needs a target and there is none. */
export function limitFor(ask: Ask, unit: UnitResult | null): Limit {
  if ('atLeast' in ask) return { from: milli(ask.atLeast), to: null };
  const by = milli(ask.within);
  if (ask.measure === 'movement') return { from: -by, to: by };
  if (ask.of !== 'target') return { from: milli(ask.of.from) - by, to: milli(ask.of.to) + by };
  const market = unit?.market ?? null;
  if (market === null) return { from: null, to: null };
  const aim = milli(market.target.position);
  return { from: aim - by, to: aim + by };
}
