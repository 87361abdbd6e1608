import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Baseline } from '../gate/measure.ts';
import { problem } from '../problem.ts';
import { renderJson } from '../report/json.ts';
import type { GateResult, Result, UnitResult } from '../result.ts';
import { strictest } from '../score/survey.ts';
import { visible } from '../text/visible.ts';
import type { Loaded } from './answers.ts';
import { apartAmong } from './apart.ts';
import { writeAtomic } from './io.ts';
import { placeOf, type Output } from './outputs.ts';
import { resultOf, type ResultOptions } from './result.ts';
import { usage } from './usage.ts';
import { loadResult } from './verify.ts';
import { exitCode, Stop, type World } from './world.ts';

/** The result that movement is measured from. */
export interface BaselineOptions {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

/** The result to compare with; null where there is none yet. */
export function resultBefore(
  options: BaselineOptions,
  { plan }: Loaded,
  world: World,
): Result | null {
  const { baseline: path, updateBaseline = false } = options;
  if (path === undefined && !updateBaseline) return null;
  if (path === undefined) throw usage('there is no baseline to update', 'name it: --baseline FILE');
  if (updateBaseline && !existsSync(resolve(world.cwd, path))) return null;
  const result = loadResult(path, world);
  const { id } = result.scorecard;
  const fault = faultIn(result);
  if (fault !== null) {
    const place = { file: path, line: null, column: null, excerpt: null, length: 1 };
    throw new Stop(exitCode.invalid, [problem('NOT_A_RESULT', place, fault)]);
  }
  if (id === plan.scorecard.id) return result;
  const found = problem('OTHER_SCORECARD', null, path, id, plan.scorecard.id);
  throw new Stop(exitCode.invalid, [found]);
}

/** What no result of ours says of its units, or null. */
function faultIn({ units }: Result): string | null {
  const ids = units.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) return `unit "${twice}" stands in it twice`;
  const beyond = units.find(({ position }) => Math.abs(position ?? 0) > 100);
  return beyond === undefined ? null : `the position of "${beyond.id}" is beyond 100`;
}

/** Whether a unit has the same numbers in two results, and so the same people. */
const isSame = (unit: UnitResult, other: UnitResult | undefined): boolean =>
  unit.respondents.count === other?.respondents.count && unit.position === other.position;

/**
 * The units of a baseline that may not be seen beside the result of today. A baseline does not say who
 * answered: that is known where its round is among the answers and still comes to the same.
 */
function apartFrom(
  before: Result,
  now: Result,
  input: Loaded,
  options: ResultOptions,
): ReadonlySet<string> {
  const least = strictest(options.minGroup ?? null, input.engagement);
  if (least === null) return new Set();
  const again = resultOf(input, before.round, options);
  const [apart] = apartAmong(input, [again, now], least, options);
  const isApart = (unit: UnitResult) =>
    apart!.has(unit.id) ||
    !isSame(
      unit,
      again.units.find(({ id }) => id === unit.id),
    );
  return new Set(before.units.filter(isApart).map(({ id }) => id));
}

/** What the units of a result are held against for their movement. */
export function baselineOf(
  before: Result | null,
  now: Result,
  input: Loaded,
  options: ResultOptions,
): Baseline {
  if (before === null) return { positions: null, missing: 'no baseline' };
  if (before.scorecard.fingerprint !== input.plan.scorecard.fingerprint) {
    return { positions: null, missing: 'the scoring changed since the baseline' };
  }
  const positions = new Map(before.units.map(({ id, position }) => [id, position]));
  return { positions, apart: apartFrom(before, now, input, options), missing: null };
}

/** Refuses a report in the place of the baseline to come, which may not be there yet. */
export function checkBaseline(
  outputs: readonly Output[],
  { baseline, updateBaseline = false }: BaselineOptions,
  world: World,
): void {
  if (baseline === undefined || !updateBaseline) return;
  const place = placeOf(baseline, world);
  const over = outputs.find(({ path }) => path !== null && placeOf(path, world) === place);
  if (over === undefined) return;
  throw usage(`${over.path} is both a report and the baseline`, 'give each its own file');
}

/** Keeps the result as the next baseline, if it passed, and says so. */
export function renew(path: string, result: Result, { verdict }: GateResult, world: World): void {
  const name = visible(path);
  if (verdict === 'passed') {
    writeAtomic(resolve(world.cwd, path), renderJson({ ...result, gate: null }), path);
    world.stderr.write(`The baseline ${name} is now this result.\n`);
  } else {
    world.stderr.write(`The baseline ${name} was left as it is: the gate did not pass.\n`);
  }
}
