import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkGate, readGate, type Gate } from '../answers/gate.ts';
import { judge, type Setting } from '../gate/judge.ts';
import type { Baseline, Leeway } from '../gate/measure.ts';
import { isError, problem } from '../problem.ts';
import { renderJson } from '../report/json.ts';
import { renderGate } from '../report/gate.ts';
import type { GateResult, Result } from '../result.ts';
import { leaningRanges } from '../score/range.ts';
import { unitsOf } from '../score/tally.ts';
import { visible } from '../text/visible.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { asOf, today } from './as-of.ts';
import { writeAtomic } from './io.ts';
import { checkOutputs, outputsOf, placeOf, put, type Output } from './outputs.ts';
import { readShown } from './paths.ts';
import { renderProblems } from './problems.ts';
import { formatNames, writeReports, type Results } from './reports.ts';
import { surveyOf } from './result.ts';
import { resultsOf, type ScoreOptions } from './score.ts';
import { lookOf } from './terminal.ts';
import { usage } from './usage.ts';
import { loadResult } from './verify.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface GateOptions extends ScoreOptions {
  /** A file that holds the gate; it wins over that of the engagement. */
  readonly gate?: string;
  readonly strict?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

const smallest =
  'gate: { checks: [{ id: on-target, position: { within: 15, of: target }, because: ... }] }';

/** Reads a gate from a file of its own; stops with its problems when it has errors. */
function gateIn(path: string, { engagement }: Loaded, world: World): Gate {
  const source = readShown(resolve(world.cwd, path), world);
  const read = source.value === null ? null : readGate(source.value);
  const located = read?.value ?? null;
  const units = engagement?.units.map(({ id }) => id) ?? null;
  const problems = [
    ...source.problems,
    ...(read?.problems ?? []),
    ...(located === null ? [] : checkGate(located, [], units)),
  ];
  if (located === null || problems.some(isError)) throw new Stop(exitCode.invalid, problems);
  return located.value;
}

/** The gate of the file, else that of the engagement. */
function gateFor(input: Loaded, path: string | undefined, world: World): Gate {
  if (path !== undefined) return gateIn(path, input, world);
  if (input.engagement?.gate !== undefined) return input.engagement.gate;
  const hint = `name one with --gate FILE, or add to pendulum.yaml: ${smallest}`;
  throw usage('there is no gate to hold the answers against', hint);
}

/** The result to compare with; null where there is none yet. */
function before(options: GateOptions, { plan }: Loaded, world: World): Result | null {
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

/** What units are held against for their movement. */
function baselineOf(result: Result | null, { plan }: Loaded): Baseline {
  if (result === null) return { positions: null, missing: 'no baseline' };
  if (result.scorecard.fingerprint !== plan.scorecard.fingerprint) {
    return { positions: null, missing: 'the scoring changed since the baseline' };
  }
  const positions = new Map(result.units.map(({ id, position }) => [id, position]));
  return { positions, missing: null };
}

/** What a strict gate looks at beside the result, by unit. */
function leewayOf(
  input: Loaded,
  round: string | null,
  asked: GateOptions,
): ReadonlyMap<string, Leeway> {
  const { plan, sheets, engagement, facts } = input;
  const { market = null, minGroup = null } = asked;
  const options = { round, market, minGroup };
  const ranges = leaningRanges(plan, sheets, engagement, facts, options);
  const { units } = surveyOf(input, round, asked);
  return new Map(
    units.map(({ id, score }) => [
      id,
      { leanings: ranges.get(id) ?? null, scored: score.moments.scored },
    ]),
  );
}

/** Everybody who should have answered: the units of the engagement, or of all the answers. */
function expected({ sheets, engagement }: Loaded): Setting['units'] {
  const units = unitsOf(sheets, engagement);
  const above = new Set(units.map(({ parent }) => parent));
  return units.map(({ id }) => ({ id, isGroup: above.has(id) }));
}

/** Refuses a report in the place of the baseline to come, which may not be there yet. */
function checkBaseline(
  outputs: readonly Output[],
  { baseline, updateBaseline = false }: GateOptions,
  world: World,
): void {
  if (baseline === undefined || !updateBaseline) return;
  const place = placeOf(baseline, world);
  const over = outputs.find(({ path }) => path !== null && placeOf(path, world) === place);
  if (over === undefined) return;
  throw usage(`${over.path} is both a report and the baseline`, 'give each its own file');
}

/** Writes the reports; the text is that of the gate. */
async function write(
  results: Results,
  outputs: readonly Output[],
  options: GateOptions,
  world: World,
): Promise<void> {
  await writeReports(
    results,
    outputs.filter(({ format }) => format !== 'text'),
    options,
    world,
  );
  for (const { format, path } of outputs) {
    if (format !== 'text') continue;
    const look = lookOf(path === null ? world.stdout : null, world.env, options);
    put({ path, text: renderGate(results.result, look) }, world);
  }
}

/** Keeps the result as the next baseline, if it passed, and says so. */
function renew(path: string, result: Result, { verdict }: GateResult, world: World): void {
  const name = visible(path);
  if (verdict === 'passed') {
    writeAtomic(resolve(world.cwd, path), renderJson({ ...result, gate: null }), path);
    world.stderr.write(`The baseline ${name} is now this result.\n`);
  } else {
    world.stderr.write(`The baseline ${name} was left as it is: the gate did not pass.\n`);
  }
}

const codes = {
  passed: exitCode.done,
  failed: exitCode.failed,
  unjudged: exitCode.invalid,
} as const;

/** Holds answers against a gate: 0 when it passes, 1 when it fails, 3 when it cannot be judged. */
export async function gate(
  inputs: readonly string[],
  options: GateOptions,
  world: World,
): Promise<ExitCode> {
  const outputs = outputsOf(options.format, formatNames, world);
  const input = await loadAnswers(inputs, options.scorecard ?? null, world);
  const rules = gateFor(input, options.gate, world);
  const then = before(options, input, world);
  const own = [options.gate, options.baseline].flatMap((path) =>
    path === undefined ? [] : [resolve(world.cwd, path)],
  );
  const files = [...input.files, ...own];
  checkBaseline(outputs, options, world);
  await checkOutputs(outputs, { ...input, files }, options.force ?? false, world);
  const results = resultsOf(input, options, world);
  const { result } = results;
  const judged = judge(result, rules, {
    units: expected(input),
    day: asOf(options.asOf, world) ?? today(),
    leeway: options.strict === true ? leewayOf(input, result.round, options) : null,
    // What is about to become the baseline has not moved from it.
    baseline: baselineOf(options.updateBaseline === true ? result : then, input),
  });
  world.stderr.write(renderProblems(input.problems, options.json ?? false));
  await write({ ...results, result: { ...result, gate: judged } }, outputs, options, world);
  if (options.updateBaseline === true) renew(options.baseline!, result, judged, world);
  return codes[judged.verdict];
}
