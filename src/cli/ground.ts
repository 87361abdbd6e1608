import { join, resolve } from 'node:path';
import type { Engagement } from '../answers/engagement.ts';
import { languagesOf, translated } from '../plan/translate.ts';
import type { Plan } from '../plan/types.ts';
import { problem } from '../problem.ts';
import { ascii } from '../text/ascii.ts';
import { visible } from '../text/visible.ts';
import { languageFor } from './language.ts';
import { engagementName, findEngagement, loadPlan, type FoundEngagement } from './load.ts';
import type { Lines } from './lines.ts';
import type { Screen } from './screen.ts';
import { wordsFor } from '../words/languages.ts';
import { spelled } from '../words/spelled.ts';
import type { Words } from '../words/words.ts';
import type { Asker, Who } from './setup.ts';
import type { SignalWatch } from './signals.ts';
import { lookOf, type LookOptions } from './terminal.ts';
import { usage } from './usage.ts';
import { exitCode, Stop, type ExitCode, type World } from './world.ts';

export interface AskOptions extends LookOptions, Who {
  /** Where sessions are kept; `.pendulum/sessions` of the engagement, else of the working folder. */
  readonly folder?: string | undefined;
  /** Asks a unit's facts instead of a respondent. */
  readonly facts?: boolean | undefined;
  /** Language of the questions; see `languageFor`. */
  readonly language?: string | undefined;
  /** Goes on with what is whole of a damaged session, in a new file. */
  readonly salvage?: boolean | undefined;
  /** Takes the lock of another machine. */
  readonly stealLock?: boolean | undefined;
  readonly json?: boolean | undefined;
  /** Show where the pendulum hangs while answering. */
  readonly live?: boolean | undefined;
  /** Shows the pendulum of a sheet; connected by the program. */
  readonly show?: ((sheetPath: string, look: LookOptions) => Promise<ExitCode>) | undefined;
}

/** What is settled by the command line and the files, before anybody is asked anything. */
export interface Ground {
  readonly world: World;
  readonly options: AskOptions;
  /** As it was named; null when the engagement says it. */
  readonly scorecard: string | null;
  /** In the language that is asked in. */
  readonly plan: Plan;
  /** As its author wrote it, for what is compared: files do not depend on a terminal's language. */
  readonly original: Plan;
  readonly words: Words;
  readonly found: FoundEngagement | null;
  readonly engagement: Engagement | null;
  readonly folder: string;
}

/** The ground with the terminal to ask on. */
export interface Stage extends Ground {
  readonly screen: Screen;
  readonly watch: SignalWatch;
  /** What is typed, line by line; null where the screen is drawn and every key counts. */
  readonly lines: Lines | null;
  readonly asker: () => Promise<Asker>;
}

const isCi = ({ env }: World) => !['', '0', 'false'].includes(env['CI'] ?? '');

/**
 * Keys come from stdin, the screen is stderr: both must be a terminal, and somebody must be there.
 * @param instead what to do without one
 */
export function needTerminal(world: World, command: string, instead: string): void {
  const isTerminal = world.stdin.isTTY === true && world.stderr.isTTY === true;
  if (!isTerminal || isCi(world)) {
    throw new Stop(exitCode.usage, [problem('NEEDS_TTY', null, command, instead)]);
  }
}

/** Why no facts can be asked where no engagement is. */
export const noEngagement = (what = ''): Stop =>
  usage(
    `facts are kept in an engagement, and there is none ${what}here`,
    `go to the folder of its ${engagementName}, or write one with "scorecard" and "units"`,
  );

async function planOf(
  name: string | null,
  found: FoundEngagement | null,
  world: World,
): Promise<Plan> {
  if (name !== null) return await loadPlan(name, world);
  if (found !== null) return await loadPlan(found.located.value.scorecard, world, found.folder);
  throw usage('name a scorecard to ask', 'pendulum scorecards lists those that are shipped');
}

/** An engagement counts when it is for the scorecard that is asked. */
async function isFor(found: FoundEngagement, plan: Plan, world: World): Promise<boolean> {
  const own = await loadPlan(found.located.value.scorecard, world, found.folder);
  return own.scorecard.id === plan.scorecard.id;
}

/** The plan in the language to ask in. */
function spoken(plan: Plan, { language }: AskOptions, { env }: World): Plan {
  const chosen = languageFor(plan, language, env);
  if (chosen !== null) return translated(plan, chosen);
  const given = visible(language ?? '');
  // No guess: codes are so short that each is near to every other.
  const unknown = problem('UNKNOWN_REF', null, 'language', given, null, languagesOf(plan));
  throw new Stop(exitCode.usage, [unknown]);
}

/** The interface in the language of the questions, in letters that the terminal has. */
function wordsOn({ scorecard }: Plan, options: AskOptions, { stderr, env }: World): Words {
  const words = wordsFor(scorecard.language);
  return lookOf(stderr, env, options).unicode ? words : spelled(words, ascii);
}

/** Finds scorecard, engagement and the folder of sessions. */
export async function prepare(
  name: string | null,
  options: AskOptions,
  world: World,
): Promise<Ground> {
  const nearby = findEngagement(world.cwd, world);
  if (options.facts === true && nearby === null) throw noEngagement();
  const original = await planOf(name, nearby, world);
  const plan = spoken(original, options, world);
  const found = nearby !== null && (await isFor(nearby, plan, world)) ? nearby : null;
  const base = join(found?.folder ?? world.cwd, '.pendulum', 'sessions');
  const folder = options.folder === undefined ? base : resolve(world.cwd, options.folder);
  const engagement = found?.located.value ?? null;
  const words = wordsOn(plan, options, world);
  return { world, options, scorecard: name, plan, original, words, found, engagement, folder };
}
