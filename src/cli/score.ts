import { resolve } from 'node:path';
import { remarkOf } from '../answers/engagement.ts';
import { nearest } from '../text/nearest.ts';
import { problem } from '../problem.ts';
import { formats } from '../report/formats.ts';
import type { TextOptions } from '../report/text.ts';
import type { Result } from '../result.ts';
import { assemble } from '../result/assemble.ts';
import { roundsOf } from '../score/rounds.ts';
import { scoreSurvey } from '../score/survey.ts';
import { writeAtomic } from './io.ts';
import { loadAnswers, type Loaded } from './answers.ts';
import { checkOutputs, outputsOf, type Output } from './outputs.ts';
import { renderProblems } from './problems.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface ScoreOptions extends LookOptions {
  readonly format: readonly string[];
  readonly scorecard?: string;
  readonly market?: string;
  readonly unit?: string;
  readonly round?: string;
  readonly minGroup?: number;
  readonly braille?: boolean;
  /** False asks for a still picture. */
  readonly motion?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

function resultOf(input: Loaded, round: string | null, options: ScoreOptions): Result {
  const { plan, sheets, engagement, facts, problems } = input;
  const survey = scoreSurvey(plan, sheets, engagement, facts, {
    round,
    market: options.market ?? null,
    minGroup: options.minGroup ?? null,
  });
  return assemble(plan, survey, {
    engagement:
      engagement === null ? null : { title: engagement.title, remark: remarkOf(engagement) },
    problems,
  });
}

/** The round asked for, or the latest; and the one before it, or null. */
function roundsFor(
  input: Loaded,
  asked: string | undefined,
): readonly [string | null, string | null] {
  const rounds = roundsOf(input.sheets, input.engagement);
  if (asked !== undefined && !rounds.includes(asked)) {
    const known =
      rounds.length === 0 ? 'the answers name no rounds' : `rounds: ${rounds.join(', ')}`;
    throw usage(`there are no answers of round "${asked}"`, known);
  }
  const current = asked ?? rounds.at(-1) ?? null;
  const before = current === null ? -1 : rounds.indexOf(current) - 1;
  return [current, rounds[before] ?? null];
}

function checkNames(input: Loaded, result: Result, options: ScoreOptions): void {
  const markets = input.plan.markets.map(({ id }) => id);
  const refer = (what: string, name: string | undefined, known: readonly string[]) => {
    if (name === undefined || known.includes(name)) return;
    const found = problem('UNKNOWN_REF', null, what, name, nearest(name, known), known);
    throw new Stop(exitCode.usage, [found]);
  };
  refer('market', options.market, markets);
  refer('unit', options.unit, [...result.units.map(({ id }) => id), 'most', 'all']);
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
  return write(input, outputsOf([], world), options, world);
}

/** Scores answers and writes the reports. */
export async function score(
  inputs: readonly string[],
  options: ScoreOptions,
  world: World,
): Promise<ExitCode> {
  const outputs = outputsOf(options.format, world);
  const input = await loadAnswers(inputs, options.scorecard ?? null, world);
  await checkOutputs(outputs, input, options.force ?? false, world);
  return write(input, outputs, options, world);
}

async function write(
  input: Loaded,
  outputs: readonly Output[],
  options: ScoreOptions,
  world: World,
): Promise<ExitCode> {
  const [round, before] = roundsFor(input, options.round);
  const result = resultOf(input, round, options);
  checkNames(input, result, options);
  const previous = before === null ? null : resultOf(input, before, options);
  world.stderr.write(renderProblems(input.problems, options.json ?? false));
  for (const { format, path } of outputs) {
    const render = await formats.get(format)!();
    const look = lookOf(path === null ? world.stdout : null, world.env, options);
    const shown = {
      ...look,
      braille: options.braille ?? false,
      unit: options.unit ?? 'all',
      previous,
    };
    const text = render(result, shown);
    if (path !== null) writeAtomic(resolve(world.cwd, path), text, path);
    else if (format === 'text') await show(text, result, shown, options, world);
    else world.stdout.write(text);
  }
  return exitCode.done;
}

/** Puts the text report on the screen, swinging where somebody may be watching. */
async function show(
  text: string,
  result: Result,
  shown: TextOptions,
  options: ScoreOptions,
  world: World,
): Promise<void> {
  const { isStill, writeSwinging } = await import('./animate.ts');
  const noMotion = options.plain === true || options.motion === false;
  if (isStill(world.stdout, world.env, noMotion)) world.stdout.write(text);
  else await writeSwinging(text, result, shown, world);
}
