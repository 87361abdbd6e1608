import type { Check, Gate } from '../answers/gate.ts';
import type { CheckResult, GateResult, Result, UnitResult, WaiverFault } from '../result.ts';
import {
  foundIn,
  limitFor,
  noLeeway,
  type Baseline,
  type Leeway,
  type Limit,
  type Stretch,
} from './measure.ts';

/** What a verdict depends on beside the result and the gate. */
export interface Setting {
  /** Every unit and group that should have answered, in the order to judge them in. */
  readonly units: readonly { readonly id: string; readonly isGroup: boolean }[];
  /** The day by which waivers run out, year-month-day. */
  readonly day: string;
  /** By unit, for a strict gate; null looks at what was measured and no further. */
  readonly leeway: ReadonlyMap<string, Leeway> | null;
  readonly baseline: Baseline;
}

/** Milli-points as points, and thousandths as shares. */
const shown = (value: number): number => value / 1000 + 0;
const maybe = (value: number | null): number | null => (value === null ? null : shown(value));

const isInside = ({ low, high }: Stretch, { from, to }: Limit): boolean =>
  (from === null || low >= from) && (to === null || high <= to);

/** One check held against one unit, as if nobody had waived anything. */
function checked(
  { id, ask, because }: Check,
  unit: UnitResult | null,
  name: string,
  { leeway, baseline }: Setting,
): CheckResult {
  const limit = limitFor(ask, unit);
  const own = leeway === null ? null : (leeway.get(name) ?? noLeeway);
  const found = foundIn(ask, unit, { leeway: own, baseline });
  const isOpen = limit.from === null && limit.to === null;
  const missing = found.missing ?? (isOpen ? 'the unit has no target' : null);
  const { got, range } = found;
  const isMet = got !== null && isInside(range ?? { low: got, high: got }, limit);
  return {
    check: id,
    unit: name,
    measure: ask.measure,
    status: missing !== null ? 'unjudged' : isMet ? 'passed' : 'failed',
    got: maybe(got),
    range: range === null ? null : { low: shown(range.low), high: shown(range.high) },
    limit: { from: maybe(limit.from), to: maybe(limit.to) },
    because,
    missing,
    waiver: null,
  };
}

type Waivers = NonNullable<Gate['waivers']>;

/** A check that failed, with the first waiver that is for it, if there is one. */
function waived(result: CheckResult, waivers: Waivers): CheckResult {
  if (result.status !== 'failed') return result;
  const found = waivers.find(({ check, unit }) => check === result.check && unit === result.unit);
  if (found === undefined) return result;
  const { reason, owner, expires } = found;
  return { ...result, status: 'waived', waiver: { reason, owner, expires } };
}

const isUsed = (
  waiver: Waivers[number],
  i: number,
  valid: Waivers,
  checks: readonly CheckResult[],
) =>
  checks.some(({ check, unit, status }) => {
    const isFor = ({ check: of, unit: name }: Waivers[number]) => of === check && name === unit;
    return status === 'waived' && isFor(waiver) && valid.findIndex(isFor) === i;
  });

/** The checks with what is waived of them, and the waivers that are out of date or not needed. */
function withWaivers(
  checks: readonly CheckResult[],
  waivers: Waivers,
  day: string,
): Pick<GateResult, 'checks' | 'waivers'> {
  const expired = waivers.filter(({ expires }) => expires < day);
  const valid = waivers.filter(({ expires }) => expires >= day);
  const judged = checks.map((check) => waived(check, valid));
  const unused = valid.filter((waiver, i) => !isUsed(waiver, i, valid, judged));
  const fault = (why: WaiverFault['fault']) => (waiver: Waivers[number]) => ({
    ...waiver,
    fault: why,
  });
  return {
    checks: judged,
    waivers: [...expired.map(fault('expired')), ...unused.map(fault('unused'))],
  };
}

/** All units to judge: those that should have answered, and those that a check names beside them. */
function unitsOf({ checks }: Gate, { units }: Setting): Setting['units'] {
  const known = new Set(units.map(({ id }) => id));
  const named = new Set(checks.flatMap((check) => check.units ?? []));
  const others = [...named].filter((id) => !known.has(id));
  return [...units, ...others.map((id) => ({ id, isGroup: false }))];
}

const isFor = ({ units }: Check, { id, isGroup }: Setting['units'][number]): boolean =>
  units === null ? !isGroup : units.includes(id);

function verdictOf({
  checks,
  waivers,
}: Pick<GateResult, 'checks' | 'waivers'>): GateResult['verdict'] {
  if (waivers.length > 0 || checks.some(({ status }) => status === 'failed')) return 'failed';
  return checks.some(({ status }) => status === 'unjudged') ? 'unjudged' : 'passed';
}

/**
 * Holds a gate against a result: every check for every unit it is meant for, by unit and then as
 * written. Numbers are compared in whole milli-points or thousandths, which is every decimal that a
 * result has; ends are included. What is not there is never passed, and cannot be waived.
 */
export function judge(result: Result, gate: Gate, setting: Setting): GateResult {
  const units = new Map(result.units.map((unit) => [unit.id, unit]));
  const all = unitsOf(gate, setting);
  const checks = all.flatMap((each) =>
    gate.checks
      .filter((check) => isFor(check, each))
      .map((check) => checked(check, units.get(each.id) ?? null, each.id, setting)),
  );
  const judged = withWaivers(checks, gate.waivers ?? [], setting.day);
  return { verdict: verdictOf(judged), strict: setting.leeway !== null, ...judged };
}
