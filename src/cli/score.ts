import { isError } from '../problem.ts';
import type { Result } from '../result.ts';
import { besideLater } from './apart.ts';
import { asOf } from './as-of.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { checkOutputs, outputsOf, type Output } from './outputs.ts';
import { renderProblems } from './problems.ts';
import { formatNames, writeReports, type ReportLook, type Results } from './reports.ts';
import type { LoadOptions } from './tables/load.ts';
import { refer, resultOf, roundsFor, type ResultOptions } from './result.ts';
import type { LookOptions } from './terminal.ts';
import { usage } from './usage.ts';
import { exitCode, type ExitCode, type World } from './world.ts';

export interface ScoreOptions extends ReportLook, ResultOptions, Omit<LoadOptions, 'market'> {
  readonly format: readonly string[];
  readonly scorecard?: string;
  readonly round?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** The result asked for and those of the rounds before it. */
export function resultsOf(input: Loaded, options: ScoreOptions, world: World): Results {
  refer(
    'market',
    options.market,
    input.plan.markets.map(({ id }) => id),
  );
  const { round, earlier } = roundsFor(input, options.round);
  const day = asOf(options.asOf, world);
  const dated = day === null ? options : { ...options, asOf: day };
  const result = resultOf(input, round, dated);
  refer('unit', options.unit, [...result.units.map(({ id }) => id), 'most', 'all']);
  let before: readonly Result[] | null = null;
  return {
    result,
    earlier: () => {
      const all = () => [...earlier.map((each) => resultOf(input, each, dated)), result];
      return (before ??= besideLater(input, all(), dated));
    },
  };
}

/** A respondent's own answers may be seen by the respondent, however few others answered. */
function asOwn(input: Loaded): Loaded {
  const { engagement } = input;
  const privacy = { open: 'these are your own answers' };
  return { ...input, engagement: engagement === null ? null : { ...engagement, privacy } };
}

/** Shows one sheet to the person who filled it in. */
export async function scoreOwn(
  path: string,
  scorecard: string | null,
  look: LookOptions,
  world: World,
): Promise<ExitCode> {
  const input = asOwn(await loadAnswers([path], scorecard, world));
  const options = { ...look, unit: input.sheets[0]!.unit, format: [] };
  return write(input, outputsOf([], formatNames, world), options, world);
}

/** Sheets, tables, or the moments of a database. */
async function load(
  inputs: readonly string[],
  options: ScoreOptions,
  world: World,
): Promise<Loaded> {
  const { areTables } = await import('./tables/which.ts');
  const isMoments = options.moments ?? false;
  if (!isMoments && !(await areTables(inputs, world))) {
    return loadAnswers(inputs, options.scorecard ?? null, world);
  }
  if (options.appendix) {
    throw usage('a table has no appendix', 'respondents are shown by "batch --respondents"');
  }
  const { loadMoments, loadTables } = await import('./tables/load.ts');
  return isMoments ? loadMoments(inputs, options, world) : loadTables(inputs, options, world);
}

/** Scores answers and writes the reports. */
export async function score(
  inputs: readonly string[],
  options: ScoreOptions,
  world: World,
): Promise<ExitCode> {
  const outputs = outputsOf(options.format, formatNames, world);
  const input = await load(inputs, options, world);
  await checkOutputs(outputs, input, options.force ?? false, world);
  const code = await write(input, outputs, options, world);
  // Rows that could not be scored are no reason to say nothing of the others.
  return input.problems.some(isError) ? exitCode.invalid : code;
}

async function write(
  input: Loaded,
  outputs: readonly Output[],
  options: ScoreOptions,
  world: World,
): Promise<ExitCode> {
  const results = resultsOf(input, options, world);
  world.stderr.write(renderProblems(input.problems, options.json ?? false));
  await writeReports(results, outputs, options, world);
  return exitCode.done;
}
