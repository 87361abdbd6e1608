import { resolve } from 'node:path';
import { checkGate, readGate, type Gate } from '../answers/gate.ts';
import { judge, type Setting } from '../gate/judge.ts';
import type { Leeway } from '../gate/measure.ts';
import { isError } from '../problem.ts';
import { renderGate } from '../report/gate.ts';
import { leaningRanges } from '../score/range.ts';
import { unitsOf } from '../score/tally.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { asOf, today } from './as-of.ts';
import {
  baselineOf,
  checkBaseline,
  renew,
  resultBefore,
  type BaselineOptions,
} from './baseline.ts';
import { checkOutputs, outputsOf, put, type Output } from './outputs.ts';
import { readShown } from './paths.ts';
import { renderProblems } from './problems.ts';
import { formatNames, writeReports, type Results } from './reports.ts';
import { surveyOf } from './result.ts';
import { resultsOf, type ScoreOptions } from './score.ts';
import { lookOf } from './terminal.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface GateOptions extends ScoreOptions, BaselineOptions {
  /** A file that holds the gate; it wins over that of the engagement. */
  readonly gate?: string;
  readonly strict?: boolean;
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
  const then = resultBefore(options, input, world);
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
    baseline: baselineOf(options.updateBaseline === true ? result : then, result, input, options),
  });
  world.stderr.write(renderProblems(input.problems, options.json ?? false));
  await write({ ...results, result: { ...result, gate: judged } }, outputs, options, world);
  if (options.updateBaseline === true) renew(options.baseline!, result, judged, world);
  return codes[judged.verdict];
}
